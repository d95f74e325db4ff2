"""
The way back through the calendar: which days, some months later, still reach a limit or do not pass it.

With these a rule over a whole register becomes one comparison of a column with one day, and a last day of a document becomes
the last day on which a tour may start. Months are counted as in :mod:`releve.model.calendar`; every day is inclusive.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from releve.model import add_months

ONE_DAY: Final = timedelta(days=1)


def latest_day(limit: date, months: int) -> date:
    """
    Return the last day that, ``months`` later, is not after ``limit``; ``months`` >= 0.

    The days 29 to 31 January all reach 28 February one month later, so the way back from the end of a month ends at the end of one.
    """
    day = add_months(limit, -months)
    last = monthrange(day.year, day.month)[1]
    limit_ends_its_month = limit.day == monthrange(limit.year, limit.month)[1]
    return day.replace(day=last) if limit_ends_its_month else day


def earliest_day(limit: date, months: int) -> date:
    """Return the first day that, ``months`` later, is not before ``limit``; ``months`` >= 0."""
    return latest_day(limit - ONE_DAY, months) + ONE_DAY


def latest_start(limit: date, tour_months: int) -> date:
    """Return the last first day of a tour whose last day is not after ``limit``."""
    return latest_day(limit + ONE_DAY, tour_months)
