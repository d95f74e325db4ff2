"""A draft for people: each value with the line it was read from and why, other readings, and what to look at twice."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from releve.cli.console import Column, print_lines, print_table, print_title
from releve.communique.draft import Candidate, Draft, MeetingKind, Participant, Role, Span, Statement
from releve.communique.lexicon import table_rows
from releve.text import Catalogue
from releve.text.messages import (
    COMMUNIQUE_EVENTS,
    COMMUNIQUE_REASONS,
    COMMUNIQUE_SCOPES,
    COMMUNIQUE_SLOTS,
    COMMUNIQUE_SUBJECTS,
    COMMUNIQUE_TOPICS,
    COMMUNIQUE_WARNINGS,
)

NO_YEAR: Final = "no_year"
"""Code of a day that only a year is missing from."""
EXCERPT: Final = 44
"""Letters of the text that are shown beside a value."""

Row = tuple[str, str, str, str]


def print_draft(draft: Draft, text: str, speak: Catalogue, *, title: str | None, is_dated: bool) -> None:
    """
    Print one draft: a table of what was read, then other readings, then warnings.

    Parameters
    ----------
    title
        Name of the text, where there are several.
    is_dated
        Whether the day of publication was given: where it was not and no day was read, that way out is named.
    """
    if title is not None:
        print_title(title)
    read = (speak.text("What"), speak.text("As read"), speak.text("Where"), speak.text("Why"))
    print_table([Column(heading) for heading in read], table_rows_of(draft, text, speak))
    if draft.candidates:
        print_title(speak.text("Other readings"))
        print_table([Column(heading) for heading in read], _other_readings(draft, text, speak))
    look_twice = [speak.named(COMMUNIQUE_WARNINGS, code) for code in draft.warnings]
    if draft.kind is not MeetingKind.NONE and draft.date is None and all(one.why == NO_YEAR for one in draft.candidates) and not is_dated:
        look_twice.append(
            speak.text(
                "No day was read. Where the text gives only a weekday, or a day without a year, name its day of publication: {option}.",
                option="--published-on",
            )
        )
    if look_twice:
        print_title(speak.text("Look twice"))
        print_lines(look_twice)


def _other_readings(draft: Draft, text: str, speak: Catalogue) -> list[Row]:
    """Return a row for each reading that was not chosen; one that the text repeats is shown where it first stands."""
    first: dict[tuple[str, str, str], Candidate] = {}
    for one in draft.candidates:
        first.setdefault((one.slot, one.value, one.why), one)
    return [
        (_slot(one.slot, speak), speak.day(one.value), _where(one.span, text, speak), speak.named(COMMUNIQUE_REASONS, one.why))
        for one in first.values()
    ]


def table_rows_of(draft: Draft, text: str, speak: Catalogue) -> Iterator[Row]:
    """Yield the rows of what was read: value, place in the text, reason."""
    for slot, value in _values(draft, speak):
        yield _slot(slot, speak), speak.value(value), _where(draft.spans.get(slot), text, speak), _why(slot, draft, speak)
    for person in draft.participants:
        yield _role(person, speak), _person(person, speak), _where(person.span, text, speak), _why("participants", draft, speak)
    for statement in draft.statements:
        yield speak.word(statement.act), _statement(statement, speak), _where(statement.span, text, speak), _why("statements", draft, speak)


def _values(draft: Draft, speak: Catalogue) -> Iterator[tuple[str, str | None]]:
    """Yield each slot that holds one value, whether the text gives it or not."""
    yield "kind", speak.word(draft.kind)
    yield "date", _days(draft, speak)
    yield "place", _place(draft, speak)
    yield "venue", draft.venue
    yield "event", _event(draft, speak)
    yield "topics", speak.enumeration(speak.named(COMMUNIQUE_TOPICS, topic) for topic in draft.topics)
    yield "issuer", draft.issuer
    yield "language", draft.language and speak.language(draft.language)


def _days(draft: Draft, speak: Catalogue) -> str | None:
    if draft.date is None:
        return None
    if draft.date_end is None:
        return speak.day(draft.date)
    return speak.text("{first} to {last}", first=draft.date, last=draft.date_end)


def _place(draft: Draft, speak: Catalogue) -> str | None:
    if draft.place is None:
        return None
    country = draft.place.country and speak.country(draft.place.country)
    return speak.enumeration(part for part in (draft.place.name, country) if part)


def _event(draft: Draft, speak: Catalogue) -> str | None:
    if draft.event is None:
        return None
    name = speak.named(COMMUNIQUE_EVENTS, draft.event.name)
    return name if draft.event.edition is None else speak.text("{event} (no. {edition})", event=name, edition=draft.event.edition)


def _role(person: Participant, speak: Catalogue) -> str:
    return speak.text("Participant") if person.role is None else speak.word(Role(person.role))


def _person(person: Participant, speak: Catalogue) -> str:
    side = _partner(person.partner, speak)
    named = person.name if side is None else f"{person.name} ({side})"
    spelt = [speak.text("also written {names}", names=speak.enumeration(person.also_written))] if person.also_written else []
    return speak.enumeration((named, *person.titles, *spelt))


def _statement(statement: Statement, speak: Catalogue) -> str:
    sides = speak.text("{by} to {to}", by=_partner(statement.by, speak), to=_partner(statement.to, speak))
    scope = [speak.named(COMMUNIQUE_SCOPES, scope) for scope in statement.scope]
    languages = [speak.text("languages")] if statement.languages else []
    subject = [speak.named(COMMUNIQUE_SUBJECTS, statement.subject)] if statement.subject else []
    about = speak.enumeration((*subject, *scope, *languages))
    return speak.text("{sides}: {about}", sides=sides, about=about) if about else sides


def _partner(partner: str | None, speak: Catalogue) -> str | None:
    """Return a country or an organisation by its name; one that has none in this language by its key."""
    if partner in speak.reference.countries:
        return speak.country(partner)
    return _organisation_names(speak.lang).get(partner, partner) if partner else None


@cache
def _organisation_names(language: str) -> dict[str, str]:
    """Return the first name that the reader knows of each organisation, by its key."""
    names: dict[str, str] = {}
    for row in table_rows("organisations"):
        if row["key"] == row["partner"] and row["language"] == language:
            names.setdefault(row["key"], row["name"])
    return names


def _where(span: Span | None, text: str, speak: Catalogue) -> str:
    if span is None:
        return ""
    start, end = span
    line = text.count("\n", 0, start) + 1
    excerpt = " ".join(text[start:end].split())
    if len(excerpt) > EXCERPT:
        excerpt = f"{excerpt[: EXCERPT - 1].rstrip()}…"
    return speak.text("line {line:plain}: “{excerpt}”", line=line, excerpt=excerpt)


def _why(slot: str, draft: Draft, speak: Catalogue) -> str:
    reason = draft.reasons.get(slot)
    return "" if reason is None else speak.named(COMMUNIQUE_REASONS, reason)


def _slot(slot: str, speak: Catalogue) -> str:
    return speak.named(COMMUNIQUE_SLOTS, slot)
