"""Days that a text names, whole or in part: with a month and no year, as a day of the week, as "today"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from releve.communique.calendar_words import month_numbers, weekday_numbers
from releve.communique.page import Page
from releve.model.names import fold_name

DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class DayForm(StrEnum):
    """How a day is written."""

    WHOLE = "whole"
    NO_YEAR = "no_year"
    WEEKDAY = "weekday"
    TODAY = "today"
    YESTERDAY = "yesterday"


@dataclass(frozen=True, kw_only=True)
class Day:
    """
    A day or a range of days in a text.

    Attributes
    ----------
    day, month, year
        Of the first day; None where the text does not say. The month and year of a range stand with its last day in most languages.
    last_day, last_month
        Of a range; None for a single day.
    weekday
        ISO number, where one is written with it.
    start, end
        Half-open offsets into the page's text.
    """

    form: DayForm
    start: int
    end: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    last_year: int | None = None
    weekday: int | None = None

    def first(self, year: int | None = None) -> dt.date | None:
        """Return the first day, in the year given where the text gives none; None where there is no such day."""
        return _date(self.year or year, self.month, self.day)

    def last(self, year: int | None = None) -> dt.date | None:
        """Return the last day of a range; None for a single day."""
        return None if self.last_day is None else _date(self.last_year or self.year or year, self.last_month or self.month, self.last_day)


def find_days(page: Page) -> list[Day]:
    """Return the days of a text from left to right; of two that overlap the longer."""
    found = [day for finder in (_written, _numeric, _relative) for day in finder(page)]
    found.sort(key=lambda day: (day.start, -(day.end - day.start)))
    kept: list[Day] = []
    for day in found:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def _date(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_DAY: Final = r"(?P<{0}>\d{{1,2}})(?:er|e|st|nd|rd|th|º|°)?"
_TO: Final = r"\s*(?:-|–|—|/|et|au|a|and|to|until|y|al|hasta(?: el)?|e|و|الي|حتي)\s*(?:le |the |el )?"


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in month_numbers(language)), key=len, reverse=True))
    weekdays = "|".join(sorted((re.escape(name) for name in weekday_numbers(language)), key=len, reverse=True))
    # The folded names of Arabic have lost their hamza.
    weekday = rf"(?:(?:ال|يوم\s+)?(?P<weekday>{weekdays})ء?\.?,?\s+(?:le\s+|the\s+)?)?"
    month, last_month = rf"(?P<month>{months})\.?", rf"(?P<last_month>{months})\.?"
    year = r"(?:,?\s*(?:de\s+|del\s+|of\s+)?(?:(?:من\s+)?(?:سنه|عام)\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
    of = r"\s*(?:de\s+|of\s+|del\s+(?:mes\s+de\s+)?|/\s*)?"
    first, last = _DAY.format("day"), _DAY.format("last_day")
    day_first = rf"(?<![\w.,/]){weekday}(?:(?:du|del|from|من)\s+)?{first}(?:{_TO}{last})?{of}{month}(?:\s*/\s*(?:{months}))?{year}(?!\w)"
    two_months = rf"(?<![\w.,/]){weekday}(?:(?:du|del|from|من)\s+)?{first}{of}{month}{year}{_TO}(?:(?:{weekdays})\s+)?{last}{of}{last_month}{year.replace('<year>', '<last_year>')}(?!\w)"
    month_first = rf"(?<![\w.,/]){weekday}{month}\s+{first}(?:{_TO}{last})?(?!\d)(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\w)"
    written = [two_months, day_first] + ([month_first] if language == "en" else [])
    return tuple(re.compile(one) for one in written)


def _written(page: Page) -> Iterator[Day]:
    months, weekdays = month_numbers(page.language), weekday_numbers(page.language)
    text = page.low.translate(DIGITS)
    for pattern in _patterns(page.language):
        for found in pattern.finditer(text):
            told = found.groupdict()
            day, month = int(told["day"]), months[_key(told["month"])]
            last_month = told.get("last_month")
            year, last_year = told.get("year"), told.get("last_year")
            if not 1 <= day <= 31:
                continue
            yield Day(
                form=DayForm.WHOLE if year or last_year else DayForm.NO_YEAR,
                start=found.start(),
                end=found.end(),
                day=day,
                month=month,
                year=int(year or last_year or 0) or None,
                last_day=int(told["last_day"]) if told.get("last_day") else None,
                last_month=months[_key(last_month)] if last_month else None,
                last_year=int(last_year) if last_year else None,
                weekday=weekdays.get(_key(told["weekday"])) if told.get("weekday") else None,
            )


_NUMERIC: Final = re.compile(
    r"(?<![\d/.-])(?:(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)|(?P<y2>(?:19|20)\d\d)[-/](?P<m2>\d{1,2})[-/](?P<d2>\d{1,2}))(?![\d/])"
)


def _numeric(page: Page) -> Iterator[Day]:
    for found in _NUMERIC.finditer(page.low.translate(DIGITS)):
        told = found.groupdict()
        year, month, day = (int(told[name] or told[f"{name}2"]) for name in ("y", "m", "d"))
        if month > 12 >= day and page.language == "en":
            month, day = day, month
        if _date(year, month, day) is not None:
            yield Day(form=DayForm.WHOLE, start=found.start(), end=found.end(), day=day, month=month, year=year)


_RELATIVE: Final = {
    DayForm.TODAY: r"(?<!\w)(?:aujourd'hui|ce jour|today|earlier today|hoy|اليوم)(?!\w)",
    DayForm.YESTERDAY: r"(?<!\w)(?:hier|yesterday|ayer|امس|الامس|البارحه)(?!\w)",
}


@cache
def _weekday_pattern(language: str) -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in weekday_numbers(language) if len(name) > 3), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:ال|يوم\s+)?(?P<weekday>{names})ء?(?!\w)")


def _relative(page: Page) -> Iterator[Day]:
    text = page.low.replace("’", "'")
    weekdays = weekday_numbers(page.language)
    for form, written in _RELATIVE.items():
        for found in re.finditer(written, text):
            yield Day(form=form, start=found.start(), end=found.end())
    for found in _weekday_pattern(page.language).finditer(text):
        yield Day(form=DayForm.WEEKDAY, start=found.start(), end=found.end(), weekday=weekdays[_key(found.group("weekday"))])


def _key(word: str | None) -> str:
    return fold_name((word or "").rstrip("."))
