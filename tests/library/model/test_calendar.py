"""Months and years are counted as the contract counts them; the forms over arrays count alike."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from releve.model import add_months, add_months_array, full_years, full_years_array, tour_end

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
ends_of_months = days.map(lambda day: day.replace(day=1) - timedelta(days=1))
any_days = days | ends_of_months | st.sampled_from([date(1904, 2, 29), date(2000, 2, 29), date(2024, 2, 29)])
months = st.integers(-1200, 1200)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last_of_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2000, 2, 29), date(2025, 2, 27), 24),
        (date(2000, 2, 29), date(2025, 2, 28), 25),
        (date(2000, 2, 29), date(2024, 2, 28), 23),
        (date(2000, 2, 29), date(2024, 2, 29), 24),
        (date(2001, 3, 1), date(2026, 2, 28), 24),
        (date(2001, 3, 1), date(2026, 3, 1), 25),
        (date(2026, 3, 1), date(2026, 3, 1), 0),
        (date(2026, 3, 2), date(2026, 3, 1), -1),
    ],
)
def test_full_years_count_29_february_on_the_28th(start: date, end: date, years: int) -> None:
    assert full_years(start, end) == years


@pytest.mark.parametrize(
    ("starts_on", "tour_months", "ends_on"),
    [
        (date(2026, 3, 1), 12, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 27)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2026, 1, 1), 6, date(2026, 6, 30)),
    ],
)
def test_a_tour_ends_on_the_eve_of_the_same_day(starts_on: date, tour_months: int, ends_on: date) -> None:
    assert tour_end(starts_on, tour_months) == ends_on


@given(day=any_days, months=months)
def test_adding_months_lands_in_the_month_meant_and_never_past_the_day(day: date, months: int) -> None:
    moved = add_months(day, months)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@given(day=any_days, later=st.integers(0, 400), months=months)
def test_adding_months_never_swaps_two_days(day: date, later: int, months: int) -> None:
    assert add_months(day, months) <= add_months(day + timedelta(days=later), months)


@given(listed=st.lists(st.none() | any_days, max_size=6), months=months)
def test_adding_months_to_an_array_is_adding_them_to_each_day(listed: list[date | None], months: int) -> None:
    moved = add_months_array(np.array(listed, "datetime64[D]"), months)

    expected = np.array([None if day is None else add_months(day, months) for day in listed], "datetime64[D]")
    assert moved.dtype == expected.dtype
    assert np.array_equal(moved, expected, equal_nan=True)


@given(start=any_days, end=any_days, years=st.integers(-50, 150))
def test_n_years_have_passed_when_12_n_months_have(start: date, end: date, years: int) -> None:
    assert (full_years(start, end) >= years) == (add_months(start, 12 * years) <= end)


@given(listed=st.lists(any_days, max_size=6), end=any_days)
def test_full_years_of_an_array_are_those_of_each_day(listed: list[date], end: date) -> None:
    counted = full_years_array(np.array(listed, "datetime64[D]"), end)

    assert counted.tolist() == [full_years(day, end) for day in listed]


def test_an_unknown_day_disturbs_no_other() -> None:
    starts = np.array(["NaT", "2000-02-29"], "datetime64[D]")

    assert full_years_array(starts, date(2025, 2, 28))[1] == 25
