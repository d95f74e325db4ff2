"""The day of a meeting among the days that a text names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from releve.communique.dates import Day, DayForm
from releve.communique.kinds import lead_sentences
from releve.communique.page import Page, pattern

_PAST: Final = pattern(
    r"(?<!\w)(?:depuis|signee?s?(?: \S+)? le|adoptee?s? le|cree\w* le|date du|en date du|annonce\w*|prevue?s?(?: pour)?|prochaine?s?|se tiendra|auront lieu|aura lieu|apres (?:la|celle|sa|une) (?:visite|rencontre|derniere)?|precedente?|rappelle\w*|nomme\w*|"
    r"since|signed on|adopted on|scheduled for|appointed|following (?:the|a) (?:visit|meeting) of|earlier (?:visit|meeting)|will|publi\w+|mis a jour|posted|updated|desde|firmado el|previst\w+|tendra lugar|publicado|actualizado|منذ|الموقع\w* في|المقرر\w*|نشر)\s[^.;\n]{0,25}$"
)
_BOUND: Final = pattern(r"(?:jusqu'au|jusqu'a|until|through|hasta(?: el)?|حتى|إلى غاية)\s*(?:le |the |el |يوم )?$")
_LAST: Final = pattern(r"^\s*(?:dernier|derniere|pasado|الماضي|المنصرم)")
_LAST_BEFORE: Final = pattern(r"(?:last|el pasado|this past)\s*$")
_NEXT: Final = pattern(r"^\s*(?:prochain|prochaine|proximo|المقبل|القادم)|(?<=\s)a venir")
_COMING: Final = pattern(r"(?:from|next|a partir de|commencing from|starting)\s*$")
_STAMP: Final = 110
"""Length of a line that is no sentence and holds a day: when the text was published."""


@dataclass
class DateFound:
    """The day chosen, with where and why; all other days met as ``others``; ``contradict``: none was chosen among several."""

    date: dt.date | None = None
    end: dt.date | None = None
    span: tuple[int, int] | None = None
    reason: str = ""
    others: list[tuple[dt.date, tuple[int, int], str]] = field(default_factory=list)
    contradict: bool = False
    no_year: list[tuple[int, int]] = field(default_factory=list)
    """Spans of days with a month whose year nobody tells."""


def choose_date(page: Page, days: Sequence[Day], event_days: Sequence[Day], published_on: dt.date | None) -> DateFound:
    """
    Return the day of the meeting.

    A day of the week, "today" and a day without year are resolved by the day of publication, given or standing in the text;
    a day without year also by the year that the text gives with another day.
    """
    stamps = [day for day in days if day.form is DayForm.WHOLE and _is_stamp(page, day)]
    anchor = published_on or next((day.first() for day in stamps if day.first() is not None), None)
    resolver = _Resolver(page, days, event_days, published_on, anchor)
    leads = lead_sentences(page)
    ranked: list[tuple[int, int, Day, dt.date, str]] = []
    result = DateFound()
    for at, day in enumerate(days):
        if day.form is DayForm.TODAY and at + 1 < len(days) and days[at + 1].start - day.end <= 3:
            continue  # "hoy viernes": the day of the week says more
        value, reason = resolver.resolve(day)
        if value is None:
            if day.form is DayForm.NO_YEAR and not is_elsewhere(page, day):
                result.no_year.append((day.start, day.end))
            continue
        if any(day is own for own in event_days) or is_elsewhere(page, day):
            result.others.append((value, (day.start, day.end), "event_or_other_day"))
            continue
        if day in stamps:
            ranked.append((3, day.start, day, value, "day_of_publication"))
            continue
        rank = 0 if any(sentence.start <= day.start < sentence.end for sentence in leads) else 1
        ranked.append((rank, day.start, day, value, reason))
    if not ranked:
        return result
    ranked.sort(key=lambda entry: entry[:2])
    rank, _, day, value, reason = ranked[0]
    told = {
        entry[3] for entry in ranked if entry[0] == 0 and entry[2].last_day is None and entry[2].form in {DayForm.WHOLE, DayForm.NO_YEAR}
    }
    if rank == 0 and len(told) > 1 and day.last_day is None:
        result.contradict = True
        result.others += [(entry[3], (entry[2].start, entry[2].end), "contradicts") for entry in ranked if entry[0] == 0]
        return result
    result.date, result.span, result.reason = value, (day.start, day.end), reason
    result.end = day.last(value.year)
    result.others += [(entry[3], (entry[2].start, entry[2].end), "other_day") for entry in ranked[1:] if entry[3] != value]
    return result


def _is_stamp(page: Page, day: Day) -> bool:
    start = page.text.rfind("\n", 0, day.start) + 1
    end = page.text.find("\n", day.end)
    line = page.text[start : end if end >= 0 else len(page.text)].strip()
    before = page.low[start : day.start]
    if re.search(r"(?:publi\w+|posted|updated|mis a jour|actualizado|نشر)\W*(?:le|on|el|في)?\W*$", before):
        return True
    if len(line) <= _STAMP and not re.search(r"[.!?»]$", line):
        return day.start - start < 60 and len(re.findall(r"\w+", line)) < 14
    return _is_dateline(page, day)


def _is_dateline(page: Page, day: Day) -> bool:
    """Return whether a day stands in "RABAT, 12 mars 2024 (AGENCY) - …" or "Rabat, le 12 mars 2024 - "."""
    start = page.text.rfind("\n", 0, day.start) + 1
    before, after = page.text[start : day.start], page.text[day.end : day.end + 40]
    return (
        len(before) < 45
        and re.match(r"^\W*[A-ZÀ-Þ\u0621-\u064a][\w\s'’-]*[,،(/ ]", before) is not None
        and re.match(r"\s*(?:\([^)]{1,30}\)|\)|[–—:/]|-|،|\.\s*[–—-])", after) is not None
    )


def is_elsewhere(page: Page, day: Day) -> bool:
    """Return whether the words before a day say that it is the end of something, or of another event."""
    before = page.low[max(0, day.start - 60) : day.start].replace("’", "'")
    return bool(_PAST.search(before) or _BOUND.search(before))


@dataclass(frozen=True)
class _Resolver:
    page: Page
    days: Sequence[Day]
    event_days: Sequence[Day]
    published_on: dt.date | None
    anchor: dt.date | None

    def resolve(self, day: Day) -> tuple[dt.date | None, str]:
        if day.form is DayForm.WHOLE:
            return day.first(), "day_in_text"
        if day.form is DayForm.NO_YEAR:
            return self._with_year(day)
        if self.anchor is not None and day.form is DayForm.TODAY:
            return self.anchor, "today"
        if self.anchor is not None and day.form is DayForm.YESTERDAY:
            return self.anchor - dt.timedelta(days=1), "yesterday"
        return self._weekday(day) if day.form is DayForm.WEEKDAY else (None, "")

    def _with_year(self, day: Day) -> tuple[dt.date | None, str]:
        if self.published_on is not None or (self.anchor is not None):
            near = self.published_on or self.anchor
            years = (
                sorted((near.year - 1, near.year, near.year + 1), key=lambda year: abs(((day.first(year) or dt.date(1, 1, 1)) - near).days))
                if near
                else []
            )
            for year in years:
                value = day.first(year)
                if value is not None and day.weekday in {None, value.isoweekday()}:
                    return value, "year_of_publication"
        whole = [other for other in self.days if other.form is DayForm.WHOLE and other.year is not None]
        for other in sorted(whole, key=lambda other: (other.month != day.month, abs(other.start - day.start))):
            value = day.first(other.year)
            if value is not None and (day.weekday is None or day.weekday == value.isoweekday()):
                return value, "year_of_other_day"
        if day.weekday is not None:
            for written in re.findall(r"(?<!\d)20\d\d(?!\d)", self.page.text):
                value = day.first(int(written))
                if value is not None and value.isoweekday() == day.weekday:
                    return value, "year_by_weekday"
        return None, ""

    def _weekday(self, day: Day) -> tuple[dt.date | None, str]:
        before, after = self.page.low[max(0, day.start - 30) : day.start], self.page.low[day.end : day.end + 15]
        if day.weekday is None:
            return None, ""
        if self.anchor is None:
            return self._in_event(day.weekday), "weekday_of_event"
        back = (self.anchor.isoweekday() - day.weekday) % 7
        if _NEXT.search(after) or _COMING.search(before):
            return self.anchor + dt.timedelta(days=(7 - back) % 7), "next_weekday"
        if (_LAST.search(after) or _LAST_BEFORE.search(before)) and back == 0:
            back = 7
        return self.anchor - dt.timedelta(days=back), "last_weekday"

    def _in_event(self, weekday: int) -> dt.date | None:
        for day in self.event_days:
            first, last = day.first(), day.last()
            if first is not None and last is not None and (last - first).days < 7:
                inside = first + dt.timedelta(days=(weekday - first.isoweekday()) % 7)
                return inside if inside <= last else None
        return None
