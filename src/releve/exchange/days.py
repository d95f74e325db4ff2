"""Days as texts: ISO 8601 and nothing else; other forms are refused with what they may mean."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from releve.errors import NO_DATA
from releve.exchange.codes import ExchangeCode
from releve.exchange.faults import Fault
from releve.model.calendar import FIRST_DAY, LAST_DAY

ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMERIC_DAY: Final = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
SHORT_YEAR_DAY: Final = re.compile(r"(\d{1,2})([./ ])(\d{1,2})\2(\d{2})")
"""Without hyphens: between these, two digits may be a year at either end."""
LAST_SHORT_YEAR: Final = 59
"""Two digits up to these are of this century, those above of the last: papers run into the former, officers were born in the latter."""
YEAR_FIRST_DAY: Final = re.compile(r"(\d{4})(?:(\d{2})(\d{2})|([-./ ])(\d{1,2})\4(\d{1,2}))")
DAY_WITH_TIME: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
SERIAL_NUMBER: Final = re.compile(r"[1-9]\d{4}")
"""Days as spreadsheets count them, from 1927 to 2173."""
DAY_0_OF_SPREADSHEETS: Final = date(1899, 12, 30)
NAMED_DAY: Final = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th|º)?[ .-]+(?:de )?([^\W\d_]+)\.?[ .,-]+(?:de )?(\d{4})", re.IGNORECASE)
MONTH_NAMES: Final = (
    ("jan", "january", "janvier", "janv", "enero", "ene", "يناير"),
    ("feb", "february", "février", "fevrier", "févr", "fév", "febrero", "فبراير"),
    ("mar", "march", "mars", "marzo", "مارس"),
    ("apr", "april", "avril", "avr", "abril", "abr", "أبريل", "ابريل"),
    ("may", "mai", "mayo", "مايو", "ماي"),
    ("jun", "june", "juin", "junio", "يونيو"),
    ("jul", "july", "juillet", "juil", "julio", "يوليو", "يوليوز"),
    ("aug", "august", "août", "aout", "agosto", "ago", "أغسطس", "غشت"),
    ("sep", "sept", "september", "septembre", "septiembre", "سبتمبر", "شتنبر"),
    ("oct", "october", "octobre", "octubre", "أكتوبر"),
    ("nov", "november", "novembre", "noviembre", "نوفمبر", "نونبر"),
    ("dec", "december", "décembre", "decembre", "déc", "diciembre", "dic", "ديسمبر", "دجنبر"),
)
"""Names of the months in English, French, Spanish and Arabic, as tables hold them."""


def read_day(text: str) -> tuple[date | None, tuple[Fault, ...]]:
    """Return the day that an ISO 8601 text names, or None with a fault that proposes what it may mean."""
    if ISO_DAY.fullmatch(text) is not None and text.isascii():
        return _in_range(text)
    readings = _readings(text)
    if len(readings) == 1:
        return None, (Fault(ExchangeCode.DATE_PROPOSAL, {"proposal": readings[0].isoformat()}),)
    if readings:
        day_first, month_first = readings
        data = {"day_first": day_first.isoformat(), "month_first": month_first.isoformat()}
        return None, (Fault(ExchangeCode.AMBIGUOUS_DATE, data),)
    return None, (Fault(ExchangeCode.NOT_A_DATE, NO_DATA),)


def _in_range(text: str) -> tuple[date | None, tuple[Fault, ...]]:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None, (Fault(ExchangeCode.NOT_A_DATE, NO_DATA),)
    if not FIRST_DAY <= day <= LAST_DAY:
        data = {"low": FIRST_DAY.isoformat(), "high": LAST_DAY.isoformat()}
        return None, (Fault(ExchangeCode.DATE_OUT_OF_RANGE, data),)
    return day, ()


def _readings(text: str) -> list[date]:
    """Return what a text that is not ISO may mean, day first before month first; equal readings count once."""
    if (with_time := DAY_WITH_TIME.fullmatch(text)) is not None:
        candidates = [_day(*map(int, with_time.group(1, 2, 3)))]
    elif SERIAL_NUMBER.fullmatch(text) is not None:
        candidates = [DAY_0_OF_SPREADSHEETS + timedelta(days=int(text))]
    elif (numeric := NUMERIC_DAY.fullmatch(text)) is not None:
        first, second, last = map(int, numeric.groups())
        candidates = [_day(last, second, first), _day(last, first, second)]
    elif (short := SHORT_YEAR_DAY.fullmatch(text)) is not None:
        first, second, last = map(int, short.group(1, 3, 4))
        year = last + (2000 if last <= LAST_SHORT_YEAR else 1900)
        candidates = [_day(year, second, first), _day(year, first, second)]
    elif (year_first := YEAR_FIRST_DAY.fullmatch(text)) is not None:
        year, month, day = (int(part) for part in year_first.group(1, 2, 3, 5, 6) if part is not None)
        candidates = [_day(year, month, day)]
    elif (named := NAMED_DAY.fullmatch(text)) is not None:
        month = next((i for i, names in enumerate(MONTH_NAMES, start=1) if named.group(2).casefold() in names), 0)
        candidates = [_day(int(named.group(3)), month, int(named.group(1)))]
    else:
        candidates = []
    return list(dict.fromkeys(day for day in candidates if day is not None and FIRST_DAY <= day <= LAST_DAY))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
