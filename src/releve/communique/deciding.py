"""Which of the kinds and days that a text holds are those of its meeting, with the rule that chose each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from releve.communique.dates import Day, DayForm
from releve.communique.draft import Candidate, MeetingKind
from releve.communique.events import FoundEvent, event_days
from releve.communique.kinds import FoundKind
from releve.communique.lexicon import Kind
from releve.communique.page import Page, pattern
from releve.communique.people import Person

_LEADS: Final = 5
_LATER: Final = pattern(
    r"(?<!\w)(?:jusqu'au|d'ici|avant le|prevue?s?|prochain\w*|depuis|until|till|by|next|since|scheduled|hasta|proxim\w+|desde|auront lieu|aura lieu|se tiendra|"
    r"will (?:be|take|host)|vigueur|force|ne le|born|nacido|حتى|إلى غاية|منذ|المقبل|القادم|date de|signe le|signed on|precedente|earlier visit|derniere visite|deja)(?: \w+){0,3}\s*$"
)
_PUBLISHED: Final = pattern(r"(?:publi\w+|post\w+|mis a jour|updated|actualizado|modifi\w+|par [\w .']+\||\||نشر|بتاريخ النشر|le|on|el)\W*$")
_MEETS: Final = pattern(
    r"(?<!\w)(?:rencontre|reunion|entrevue|entretiens?|recoit|recu|audience|visite|meeting|met|talks|received|visit|encuentro|reunion|recibi\w*|visita|(?:ال|ل)?لقاء|اجتماع|استقبل\w*|استقبال|زيارة|مباحثات|ceremonie|signature|signe|ceremony|signed|firm\w+|حفل|توقيع)(?!\w)"
)


@dataclass
class Chosen:
    """The day of a meeting and how it was found; ``span`` is half-open, in the page's text."""

    date: dt.date | None = None
    last: dt.date | None = None
    span: tuple[int, int] | None = None
    reason: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def choose_kind(page: Page, verbs: Sequence[FoundKind], people: Sequence[Person]) -> tuple[FoundKind | None, int]:
    """Return the verb that tells the kind, and the number of its sentence; None for a text that reports no meeting."""
    for number, sentence in enumerate(page.sentences[:_LEADS]):
        inside = [verb for verb in verbs if sentence.start <= verb.start < sentence.end]
        if not inside:
            continue
        chosen = _of_sentence(page, inside, people, sentence.start, sentence.end)
        if chosen is not None:
            return chosen, number
    return None, 0


def _of_sentence(page: Page, inside: Sequence[FoundKind], people: Sequence[Person], start: int, end: int) -> FoundKind | None:
    first = inside[0]
    kinds = {verb.kind: verb for verb in reversed(inside)}
    if MeetingKind.CALL in kinds:
        return kinds[MeetingKind.CALL]
    persons = [person for person in people if any(start <= span[0] < end for span in person.spans)]
    titles = [found for found in page.find(Kind.TITLE) if start <= found.start < end and found.form != "honorific"]
    if first.kind is MeetingKind.MULTILATERAL and MeetingKind.BILATERAL in kinds and len(persons) >= 2:
        return kinds[MeetingKind.BILATERAL]
    if first.kind is MeetingKind.BILATERAL and not people and not titles:
        return next((verb for verb in inside if verb.kind in {MeetingKind.MULTILATERAL, MeetingKind.SIGNATURE}), None)
    if first.kind in {MeetingKind.VISIT, MeetingKind.CEREMONY} and not people and not titles:
        return None
    return first


def choose_date(
    page: Page, days: Sequence[Day], lead: int, event: FoundEvent | None, kind: MeetingKind, verbs: Sequence[FoundKind], published_on: dt.date | None
) -> Chosen:
    """Return the day of the meeting: that beside its verb, else of another sentence about it, else of the line that opens the text."""
    chosen = Chosen()
    own = [] if event is None else event_days(event)
    of_event = {(day.start, day.end) for day in own}
    opening = _opening(page, days)
    reference = published_on if published_on is not None else (opening.first() if opening is not None else None)
    year = _year(days, reference)
    low = page.low.replace("’", "'")
    usable = [
        day
        for day in days
        if day is not opening
        and ((day.start, day.end) not in of_event or kind is MeetingKind.MULTILATERAL)
        and not _LATER.search(low[max(0, day.start - 60) : day.start])
        and not (day.last_day is not None and kind is MeetingKind.BILATERAL and (day.start, day.end) in of_event)
    ]
    order = [*range(lead, min(lead + 2, len(page.sentences))), *range(lead), *range(lead + 2, len(page.sentences))]
    for number in order:
        sentence = page.sentences[number]
        about = number <= lead + 1 or _MEETS.search(low, sentence.start, sentence.end)
        here = [day for day in usable if sentence.start <= day.start < sentence.end]
        if not here or not about:
            continue
        if number > lead + 1:
            here = [day for day in here if day.form is DayForm.WHOLE or day.form is DayForm.NO_YEAR]
        marks = [verb.start for verb in verbs if sentence.start <= verb.start < sentence.end] or [sentence.start]
        here.sort(key=lambda day: (day.form is not DayForm.WHOLE, day.form is not DayForm.NO_YEAR, min(abs(day.start - mark) for mark in marks)))
        for day in here:
            found = _resolved(day, year, reference)
            if found is not None or day.form in {DayForm.WHOLE, DayForm.NO_YEAR}:
                return _checked(page, chosen, day, found, year, usable, lead)
        if here and number <= lead + 1 and opening is None:
            chosen.candidates.append(_candidate(page, here[0], "no_year"))
            return chosen
    if kind is MeetingKind.MULTILATERAL and own and own[0].first(year) is not None:
        chosen.date, chosen.last, chosen.reason = own[0].first(year), own[0].last(year), "date.of_event"
        chosen.span = (own[0].start, own[0].end)
        return chosen
    if opening is not None and opening.first(year) is not None and not _PUBLISHED.search(low[max(0, opening.start - 30) : opening.start].split("\n")[-1]):
        chosen.date, chosen.reason, chosen.span = opening.first(year), "date.opening_line", (opening.start, opening.end)
    return chosen


def _opening(page: Page, days: Sequence[Day]) -> Day | None:
    """Return the whole day that stands in a line of the head, or at the beginning of the first long line."""
    for day in days:
        if day.form is not DayForm.WHOLE or day.last_day is not None:
            continue
        line_start = page.text.rfind("\n", 0, day.start) + 1
        line_end = page.text.find("\n", day.end)
        line = page.text[line_start : len(page.text) if line_end < 0 else line_end]
        number = page.sentence_at(day.start)
        if number > 4:
            return None
        verbal = _MEETS.search(page.low, line_start, day.start)
        if (len(line) < 110 and not verbal and not re.search(r"[.!?]$", line.strip()[-1:]) or day.start - line_start < 45) and not verbal:
            return day
    return None


def _year(days: Sequence[Day], reference: dt.date | None) -> int | None:
    if reference is not None:
        return reference.year
    years = {day.year for day in days if day.year is not None}
    return next(iter(years)) if len(years) == 1 else None


def _resolved(day: Day, year: int | None, reference: dt.date | None) -> dt.date | None:
    if day.form is DayForm.WHOLE:
        return day.first()
    if day.form is DayForm.NO_YEAR:
        found = day.first(year)
        if found is not None and reference is not None and (found - reference).days > 45:
            return day.first((year or 0) - 1)
        return found
    if reference is None:
        return None
    if day.form is DayForm.TODAY:
        return reference
    if day.form is DayForm.YESTERDAY:
        return reference - dt.timedelta(days=1)
    return reference - dt.timedelta(days=(reference.isoweekday() - (day.weekday or 0)) % 7)


def _checked(page: Page, chosen: Chosen, day: Day, found: dt.date | None, year: int | None, usable: Sequence[Day], lead: int) -> Chosen:
    if found is None:
        chosen.candidates.append(_candidate(page, day, "no_year"))
        return chosen
    others = [
        other
        for other in usable
        if other is not day
        and other.form is DayForm.WHOLE
        and day.form is DayForm.WHOLE
        and other.last_day is None
        and page.sentence_at(other.start) <= lead + 1
        and other.first() != found
        and day.last_day is None
        and _MEETS.search(page.low, page.sentences[page.sentence_at(other.start)].start, page.sentences[page.sentence_at(other.start)].end)
    ]
    mismatched = day.weekday is not None and day.form is DayForm.WHOLE and day.last_day is None and found.isoweekday() != day.weekday
    if others or mismatched:
        chosen.candidates += [_candidate(page, one, "contradicts") for one in (day, *others)]
        chosen.warnings.append("dates_contradict")
        return chosen
    chosen.date, chosen.last, chosen.span = found, day.last(year), (day.start, day.end)
    chosen.reason = {DayForm.WHOLE: "date.written", DayForm.NO_YEAR: "date.year_of_text"}.get(day.form, "date.counted_from_day_of_text")
    return chosen


def _candidate(page: Page, day: Day, why: str) -> Candidate:
    found = day.first()
    value = found.isoformat() if found is not None else page.text[day.start : day.end]
    return Candidate(slot="date", value=value, span=page.cleaned.span(day.start, day.end), why=why)
