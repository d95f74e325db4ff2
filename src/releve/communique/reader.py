"""From the text of a communiqué to a draft meeting record; offline, and the same for the same text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from releve.communique.acts import find_statements
from releve.communique.cleaning import clean, is_text
from releve.communique.dates import Day, find_days
from releve.communique.dating import DateFound, choose_date, is_elsewhere
from releve.communique.draft import Candidate, Draft, Event, MeetingKind, Participant, Place, Role, Span, Statement, StatementAct
from releve.communique.events import FoundEvent, event_days, find_event
from releve.communique.gazetteer import load_gazetteer
from releve.communique.issuers import find_issuer
from releve.communique.kinds import PAIR, find_kind
from releve.communique.languages import language_of
from releve.communique.page import Page
from releve.communique.partners import assign_partners, organisation_in_title
from releve.communique.people import Person, find_people
from releve.communique.places import country_of_dateline, find_place, find_venue
from releve.communique.roles import RECEIVES, find_hosts, find_roles, find_visitors
from releve.communique.topics import find_topics

NameFinder: TypeAlias = Callable[[str], Iterable[Span]]
"""Tells where persons are named in a text: half-open offsets."""
_LEAST: Final = 20


def read_communique(text: str, *, published_on: dt.date | None = None, names: NameFinder | None = None) -> Draft:
    """
    Return the draft that a text gives; what it does not give is None, never a guess.

    Parameters
    ----------
    text
        As it stands in the file: plain or HTML, with what a page put around it. Binary content gives an empty draft.
    published_on
        Day of publication, for "mardi" and days without year.
    names
        A further finder of persons' names, such as a language model's; those it finds count beside those of the grammar.

    Returns
    -------
    Draft
        With the warnings ``empty``, ``not_text``, ``unknown_language``, ``cut``, ``contradicting_dates``, ``roles_not_told``.
    """
    if not is_text(text):
        return Draft(language=None, warnings=("not_text",))
    cleaned = clean(text)
    if len(cleaned.text.strip()) < _LEAST:
        return Draft(language=None, warnings=("empty",))
    language = language_of(cleaned.text)
    if language is None:
        return Draft(language=None, warnings=("unknown_language",))
    page = Page(cleaned, language, load_gazetteer())
    return _read(page, published_on, frozenset(names(page.text)) if names is not None else frozenset())


def _read(page: Page, published_on: dt.date | None, known: frozenset[Span]) -> Draft:
    people = find_people(page, known)
    place = find_place(page, people)
    # Who writes from Vienna of "the minister" means Austria's, also where the text does not say that they met in Vienna.
    country = place.country if place is not None else country_of_dateline(page)
    partners = assign_partners(page, people, country, find_hosts(page, people), find_visitors(page, people))
    roles = find_roles(page, people, partners, country)
    told = find_kind(page, persons=len(people), partners=[partner for partner in partners if partner])
    kind = told.kind if told is not None else MeetingKind.NONE
    days = find_days(page)
    event = find_event(page, days)
    own_days = event_days(event) if event is not None else []
    date = choose_date(page, days, own_days, published_on)
    if kind is MeetingKind.NONE and not date.contradict and len({partner for partner in partners if partner}) < PAIR:
        # Who is named in a text that tells of no meeting was at none.
        return Draft(language=page.language, reasons={"kind": "no_meeting_told"}, warnings=_cut(page))
    statements = [_given(page, said) for said in find_statements(page, people, partners, roles)]
    if told is not None and kind is MeetingKind.SIGNATURE:
        statements += _signed(page, partners, statements, (told.start, told.end))
    topics = find_topics(page)
    issuer, venue = find_issuer(page), find_venue(page)
    spans: dict[str, Span] = {f"topics.{topic}": page.cleaned.span(*span) for topic, span in topics.items()}
    reasons: dict[str, str] = {}
    if told is not None:
        _note(page, spans, reasons, "kind", (told.start, told.end), "first_verb_of_lead")
    if date.span is not None:
        _note(page, spans, reasons, "date", date.span, date.reason)
    if place is not None:
        _note(page, spans, reasons, "place", (place.start, place.end), place.reason)
    if venue is not None:
        _note(page, spans, reasons, "venue", venue[1:], "hall_named")
    if event is not None:
        _note(page, spans, reasons, "event", (event.start, event.end), "event_named")
    if issuer is not None:
        _note(page, spans, reasons, "issuer", issuer[1:], "source_named")
    return Draft(
        language=page.language,
        issuer=issuer[0] if issuer is not None else None,
        kind=kind,
        date=date.date,
        date_end=date.end,
        place=Place(name=place.name, country=place.country) if place is not None else None,
        venue=venue[0] if venue is not None else None,
        event=_event(event, days, date.date) if event is not None else None,
        participants=tuple(_participant(page, *entry) for entry in zip(people, partners, roles, strict=True)),
        statements=tuple(statements),
        topics=tuple(topics),
        spans=spans,
        reasons=reasons,
        candidates=_candidates(page, date),
        warnings=_warnings(page, date, roles),
    )


def _signed(page: Page, partners: Sequence[str | None], statements: Sequence[Statement], span: Span) -> list[Statement]:
    """Return the agreement that a signature of two sides is, unless the text tells of one anyway."""
    sides = list(dict.fromkeys(partner for partner in partners if partner is not None))
    if len(sides) != PAIR or any(said.act is StatementAct.AGREEMENT for said in statements):
        return []
    return [Statement(by=sides[0], act=StatementAct.AGREEMENT, to=sides[1], span=page.cleaned.span(*span))]


def _note(page: Page, spans: dict[str, Span], reasons: dict[str, str], slot: str, span: Span, reason: str) -> None:
    spans[slot], reasons[slot] = page.cleaned.span(*span), reason


def _event(event: FoundEvent, days: list[Day], date: dt.date | None) -> Event:
    year = date.year if date is not None else next((day.year for day in days if day.year is not None), None)
    first = event.first.first(year) if event.first is not None else None
    last = event.first.last(year) if event.first is not None else None
    if event.last is not None:
        last = event.last.first(year)
    return Event(name=event.name, edition=event.edition, starts_on=first, ends_on=last)


def _participant(page: Page, person: Person, partner: str | None, role: Role | None) -> Participant:
    written = dict.fromkeys(" ".join(page.text[start:end].split()) for start, end, _ in person.titles)
    # "Director General of National Security (DGSN)" says what "Director General" and "DGSN" say.
    titles = [title for title in written if not any(title != other and title.casefold() in other.casefold() for other in written)]
    return Participant(
        name=_in_ordinary_case(person.name),
        role=role,
        titles=tuple(titles),
        organisation=organisation_in_title(page, person),
        partner=partner,
        also_written=tuple(map(_in_ordinary_case, person.also_written)),
        span=page.cleaned.span(*person.spans[0]),
    )


def _in_ordinary_case(name: str) -> str:
    return re.sub(
        r"[^\W\d_]{3,}", lambda word: word.group().capitalize() if word.group().isupper() else word.group(), " ".join(name.split())
    )


def _given(page: Page, said: Statement) -> Statement:
    span = page.cleaned.span(*said.span) if said.span is not None else None
    return Statement(by=said.by, act=said.act, to=said.to, subject=said.subject, scope=said.scope, languages=said.languages, span=span)


def _candidates(page: Page, date: DateFound) -> tuple[Candidate, ...]:
    days = [Candidate(slot="date", value=value.isoformat(), span=page.cleaned.span(*span), why=why) for value, span, why in date.others]
    days += [Candidate(slot="date", value=page.text[slice(*span)], span=page.cleaned.span(*span), why="no_year") for span in date.no_year]
    return tuple(days)


def _cut(page: Page) -> tuple[str, ...]:
    return ("cut",) if page.cleaned.is_cut else ()


def _warnings(page: Page, date: DateFound, roles: list[Role | None]) -> tuple[str, ...]:
    warnings = _cut(page)
    if date.contradict:
        warnings += ("contradicting_dates",)
    if _is_several(page):
        warnings += ("several_meetings",)
    if roles and all(role is None for role in roles):
        warnings += ("roles_not_told",)
    return warnings


def _is_several(page: Page) -> bool:
    """Return whether sentences of the text receive people on different days."""
    low = page.low.replace("’", "'")
    receiving = {number for number, one in enumerate(page.sentences) if RECEIVES.search(low, one.start, one.end)}
    days = (day for day in find_days(page) if day.day is not None and day.last_day is None and not is_elsewhere(page, day))
    return len({(day.month, day.day) for day in days if page.sentence_at(day.start) in receiving}) > 1
