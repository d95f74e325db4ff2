"""
Days and months, counted as the planning contract counts them.

Days are inclusive on both ends, as papers write them.
Adding months keeps the day of the month, or takes the month's last day (31 January + 1 month = 28 or 29 February).
Scalar functions take :class:`datetime.date`; their twins ending in ``_array`` take ``datetime64[D]`` arrays, NaT staying NaT.
Source: planning contract, "Eligibility: one finding per rule".
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

DayArray: TypeAlias = NDArray[np.datetime64]
"""Days as ``datetime64[D]``; NaT means unknown."""

FIRST_DAY: Final = date(1900, 1, 1)
"""First day that an input may name, inclusive."""

LAST_DAY: Final = date(2199, 12, 31)
"""Last day that an input may name, inclusive; leaves room for adding terms of up to 100 years."""

MONTHS_PER_YEAR: Final = 12


def add_months(day: date, months: int) -> date:
    """
    Return the same day ``months`` later (earlier when negative), or that month's last day.

    Raises
    ------
    OverflowError, ValueError
        If the result leaves the years 1..9999.
    """
    year, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + months, MONTHS_PER_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_months_array(days: DayArray, months: int) -> DayArray:
    """Return :func:`add_months` of every day; shape as given, NaT stays NaT."""
    month_start = days.astype("datetime64[M]")
    day_of_month = days - month_start.astype("datetime64[D]")
    target = month_start + np.timedelta64(months, "M")
    last = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    moved: DayArray = np.minimum(target.astype("datetime64[D]") + day_of_month, last)
    return moved


def full_years(start: date, end: date) -> int:
    """
    Return how many full years have passed from ``start`` to ``end``; negative when ``end`` is earlier.

    n full years have passed when ``add_months(start, 12 * n) <= end``, so 29 February counts on 28 February.
    """
    years = end.year - start.year
    return years if add_months(start, MONTHS_PER_YEAR * years) <= end else years - 1


def full_years_array(starts: DayArray, end: date) -> NDArray[np.int32]:
    """Return :func:`full_years` of every start to one end; shape as given. Where a start is NaT the value means nothing."""
    known = ~np.isnat(starts)
    safe = np.where(known, starts, np.datetime64(end, "D"))
    years = end.year - 1970 - safe.astype("datetime64[Y]").astype(np.int32)
    anniversary = _same_day_in_year(safe, end.year)
    passed: NDArray[np.int32] = np.where(anniversary <= np.datetime64(end, "D"), years, years - 1).astype(np.int32)
    return passed


def _same_day_in_year(days: DayArray, year: int) -> DayArray:
    """Return every day moved to ``year``, 29 February becoming the month's last day."""
    month_start = days.astype("datetime64[M]")
    day_of_month = days - month_start.astype("datetime64[D]")
    month_of_year = month_start - days.astype("datetime64[Y]").astype("datetime64[M]")
    target = np.datetime64(f"{year:04d}-01", "M") + month_of_year
    last = (target + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    moved: DayArray = np.minimum(target.astype("datetime64[D]") + day_of_month, last)
    return moved


def tour_end(starts_on: date, tour_months: int) -> date:
    """Return the last day of a tour, inclusive: start + months - 1 day (the contract's "End")."""
    return add_months(starts_on, tour_months) - timedelta(days=1)
