"""The communiqué reader: one press text in, one draft out, for a person to confirm."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from releve.communique.acts import find_statements
from releve.communique.cleaning import clean, is_text
from releve.communique.dates import find_days
from releve.communique.deciding import choose_date, choose_kind
from releve.communique.draft import Candidate, Draft, Event, MeetingKind, Participant, Role, Span
from releve.communique.events import FoundEvent, find_event
from releve.communique.gazetteer import load_gazetteer
from releve.communique.kinds import find_kinds
from releve.communique.languages import language_of
from releve.communique.lexicon import Kind
from releve.communique.page import Page, pattern
from releve.communique.partners import assign_partners, organisation_in_title
from releve.communique.people import Person, find_people
from releve.communique.places import FoundPlace, find_country, find_country_of_conference, find_places, find_venue
from releve.communique.roles import find_hosts, find_roles
from releve.communique.topics import find_topics

_ISSUED: Final = pattern(
    r"(?:(?:un |le |dans un |d'un |selon un )?communique (?:de presse )?(?:conjoint )?(?:rendu public |publie |diffuse )?(?:par |de |d'|du )|(?:a |the |in a )?(?:press )?statement (?:issued |released |signed |published )?(?:by|from|of) |comunicado (?:de prensa )?(?:emitido por |difundido por |de |del )|بلاغ\s+(?:ل|صادر عن |من )?|بيان\s+(?:ل|صادر عن |من )?)"
)


def read_communique(text: str, *, published_on: dt.date | None = None) -> Draft:
    """
    Return what a press text says of a meeting.

    Parameters
    ----------
    text
        As it was published, also with the residue of its page; not more than :data:`releve.communique.cleaning.LONGEST` characters are read.
    published_on
        Day from which "Tuesday" and a day without a year are counted; None where nobody knows it.

    Returns
    -------
    Draft
        Every value with where it was read; nothing but the language, or not even that, for a text that reports no meeting.
    """
    if not is_text(text):
        return Draft(language=None, warnings=("not_a_text",))
    cleaned = clean(text)
    language = language_of(cleaned.text)
    warnings = ["text_too_long"] if cleaned.is_cut else []
    if language is None:
        return Draft(language=None, warnings=(*warnings, "no_text" if not cleaned.text.strip() else "language_unknown"))
    page = Page(cleaned, language, load_gazetteer())
    return _read(page, published_on, warnings)


def _read(page: Page, published_on: dt.date | None, warnings: list[str]) -> Draft:
    verbs, people = find_kinds(page), find_people(page)
    verb, lead = choose_kind(page, verbs, people)
    issuer = _issuer(page)
    if verb is None:
        return Draft(
            language=page.language,
            issuer=None if issuer is None else page.text[issuer[0] : issuer[1]],
            spans={} if issuer is None else {"issuer": page.cleaned.span(*issuer)},
            reasons={"kind": "kind.no_verb"},
            warnings=tuple(warnings),
        )
    days = find_days(page)
    years = {day.year for day in days if day.year is not None}
    event = find_event(page, days)
    chosen = choose_date(page, days, lead, event, verb.kind, verbs, published_on)
    places = find_places(page, verbs, people, lead)
    place = _place(page, places, verb.kind, lead, None if event is None else event.start)
    country = None if place is None else place.place.country
    hosts = find_hosts(page, people)
    partners = assign_partners(page, people, country, hosts)
    roles = find_roles(page, people, partners, country)
    topics = find_topics(page)
    venue = find_venue(page, lead) if people else None
    spans: dict[str, Span] = {"kind": page.cleaned.span(verb.start, verb.end)}
    reasons = {"kind": "kind.first_verb"}
    if issuer is not None:
        spans["issuer"], reasons["issuer"] = page.cleaned.span(*issuer), "issuer.named"
    if chosen.span is not None:
        spans["date"], reasons["date"] = page.cleaned.span(*chosen.span), chosen.reason
    if place is not None:
        spans["place"] = page.cleaned.span(place.start, place.end)
        reasons["place"] = "place.with_verb" if place.place.name else "place.visited"
    if event is not None:
        spans["event"], reasons["event"] = page.cleaned.span(event.start, event.end), "event.edition" if event.edition else "event.beside"
    if venue is not None:
        spans["venue"], reasons["venue"] = page.cleaned.span(*venue), "venue.named"
    for topic, span in topics.items():
        spans[f"topics.{topic}"] = page.cleaned.span(*span)
    return Draft(
        language=page.language,
        issuer=None if issuer is None else page.text[issuer[0] : issuer[1]],
        kind=verb.kind,
        date=chosen.date,
        date_end=chosen.last,
        place=None if place is None else place.place,
        venue=None if venue is None else page.text[venue[0] : venue[1]],
        event=None if event is None else _event(event, next(iter(years)) if len(years) == 1 else None),
        participants=tuple(_participant(page, *one) for one in zip(people, roles, partners, strict=True)),
        statements=tuple(find_statements(page, people, partners)),
        topics=tuple(topics),
        spans=spans,
        reasons=reasons,
        candidates=(*chosen.candidates, *_other_places(page, places, place)),
        warnings=(*warnings, *chosen.warnings, *(["several_meetings"] if _is_several(page) else [])),
    )


def _place(page: Page, places: Sequence[FoundPlace], kind: MeetingKind, lead: int, event: int | None) -> FoundPlace | None:
    if places:
        return places[0]
    if kind is MeetingKind.CALL:
        return None
    found = find_country(page, lead)
    if found is None and event is not None:
        found = find_country_of_conference(page, event)
    return found


def _other_places(page: Page, places: Sequence[FoundPlace], place: FoundPlace | None) -> list[Candidate]:
    """Return the other towns that were met, each once."""
    seen = {place.place.name if place is not None else None}
    found = []
    for other in places:
        if other.place.name not in seen:
            seen.add(other.place.name)
            found.append(
                Candidate(slot="place", value=other.place.name or "", span=page.cleaned.span(other.start, other.end), why="named_farther_from_the_verb")
            )
    return found


def _event(found: FoundEvent, year: int | None) -> Event:
    first = None if found.first is None else found.first.first(year)
    last = None if found.last is None else found.last.first(year)
    return Event(
        name=found.name,
        edition=found.edition,
        starts_on=first,
        ends_on=last if last is not None or found.first is None else found.first.last(year),
    )


def _participant(page: Page, person: Person, role: Role | None, partner: str | None) -> Participant:
    titles = list(dict.fromkeys(_title(page.text[start:end]) for start, end, _ in person.titles))
    kept = [title for title in titles if not any(title != other and title in other for other in titles)]
    return Participant(
        name=" ".join(person.name.split()),
        role=role,
        titles=tuple(kept),
        organisation=organisation_in_title(page, person) or (partner if partner is not None and len(partner) != 3 else None),
        partner=partner,
        also_written=tuple(person.also_written),
        span=page.cleaned.span(*person.spans[0]),
    )


def _title(written: str) -> str:
    return re.sub(r"\s+", " ", written).strip(" ,،")


def _issuer(page: Page) -> tuple[int, int] | None:
    """Return where the body that issued the text is named: behind "a communiqué of"."""
    low = page.low.replace("’", "'")
    named = [found for kind in (Kind.SERVICE, Kind.ORGANISATION) for found in page.find(kind)]
    for issued in _ISSUED.finditer(low):
        near = [found for found in named if issued.end() - 2 <= found.start <= issued.end() + 30]
        if near:
            first = min(near, key=lambda found: (found.start, -found.end))
            short = re.match(r"\s*\(([A-Z][A-Z-]{1,11})\)", page.text[first.end : first.end + 16])
            if short is not None:
                return first.end + short.start(1), first.end + short.end(1)
            return first.start, first.end
    return None


_HEADS: Final = re.compile(r"\n[^\n]{0,40}?\b\d{1,2} [^\W\d]{3,12} (?:19|20)\d\d\s*[–—-]\s")


def _is_several(page: Page) -> bool:
    """Return whether the text is a page of several meetings: lines that each open with a day of their own."""
    return len(_HEADS.findall("\n" + page.text)) > 1
