"""The way back through the calendar ends on the last day, or the first, from which the months still reach the limit."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releve.eligibility.limits import earliest_day, latest_day, latest_start
from releve.model import add_months, tour_end

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
limits = days | days.map(lambda day: day.replace(day=1) - timedelta(days=1)) | st.just(date(2024, 2, 29))
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("limit", "months", "expected"),
    [
        (date(2026, 2, 28), 1, date(2026, 1, 31)),
        (date(2024, 2, 28), 1, date(2024, 1, 28)),
        (date(2025, 2, 28), 12, date(2024, 2, 29)),
        (date(2026, 3, 29), 1, date(2026, 2, 28)),
        (date(2026, 4, 30), 1, date(2026, 3, 31)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_the_latest_day_knows_short_months(limit: date, months: int, expected: date) -> None:
    assert latest_day(limit, months) == expected


@given(limit=limits, months=st.integers(0, 800))
def test_the_latest_day_does_not_pass_the_limit_and_its_morrow_does(limit: date, months: int) -> None:
    day = latest_day(limit, months)

    assert add_months(day, months) <= limit < add_months(day + ONE_DAY, months)


@given(limit=limits, months=st.integers(0, 800))
def test_the_earliest_day_reaches_the_limit_and_its_eve_does_not(limit: date, months: int) -> None:
    day = earliest_day(limit, months)

    assert add_months(day - ONE_DAY, months) < limit <= add_months(day, months)


@given(limit=limits, tour_months=st.integers(1, 240))
def test_a_tour_from_the_latest_start_ends_in_time_and_one_from_its_morrow_does_not(limit: date, tour_months: int) -> None:
    day = latest_start(limit, tour_months)

    assert tour_end(day, tour_months) <= limit < tour_end(day + ONE_DAY, tour_months)
