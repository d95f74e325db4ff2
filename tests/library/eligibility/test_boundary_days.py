"""
Every limit that is a day, on its boundary and on the day beyond, for any start: ends of months and 29 February among them.

Months are counted here in the contract's own words, with no code of the library, and the boundary is the day on which a condition turns.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from one_rule import MET, NOT_MET, UNKNOWN, found

from factories.strategies import TOUR_MONTHS, starts
from releve.model import Verdict

ONE_DAY = timedelta(days=1)
LONG_AGO = date(1950, 1, 1)
ALL_DAYS = range(date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())


def months_later(day: date, months: int) -> date:
    """Keep the day, or take the month's last."""
    month = day.year * 12 + day.month - 1 + months
    last = first_of(month + 1) - ONE_DAY
    return min(last, first_of(month) + (day.day - 1) * ONE_DAY)


def first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """
    One condition of a rule on one day of the officer.

    Attributes
    ----------
    holds
        Whether the condition holds for a day of the officer, the first and last day of duty, and the months of the threshold.
    earlier
        Whether earlier days of the officer are the safe side.
    threshold, years, least, most
        The threshold that the rule adds, whether it counts years, and the range drawn from; None = the day itself decides.
    blank
        The verdict of a blank cell.
    thresholds, officer, post
        What keeps the other conditions of the rule out of the way.
    """

    rule: str
    column: str
    holds: Callable[[date, date, date, int], bool]
    earlier: bool
    threshold: str | None = None
    years: bool = False
    least: int = 0
    most: int = 60
    blank: Verdict = UNKNOWN
    thresholds: dict[str, int] = field(default_factory=dict)
    officer: dict[str, Any] = field(default_factory=dict)
    post: dict[str, Any] = field(default_factory=dict)

    def boundary(self, first: date, last: date, months: int) -> date:
        """Return the last safe day of the officer."""

        def past_the_turn(day: int) -> bool:
            return self.holds(date.fromordinal(day), first, last, months) is not self.earlier

        turn = bisect_left(ALL_DAYS, x=True, key=past_the_turn)
        return date.fromordinal(ALL_DAYS[turn - 1 if self.earlier else turn])


LIMITS = (
    Limit(
        rule="age",
        column="birth_date",
        holds=lambda born, first, _, months: months_later(born, months) <= first,
        earlier=True,
        threshold="age_min",
        years=True,
        least=18,
        most=40,
        thresholds={"age_max": 120},
    ),
    Limit(
        rule="age",
        column="birth_date",
        holds=lambda born, _, last, months: not months_later(born, months) <= last,
        earlier=False,
        threshold="age_max",
        years=True,
        least=40,
        most=70,
        thresholds={"age_min": 0},
    ),
    Limit(
        rule="service",
        column="service_since",
        holds=lambda since, first, _, months: months_later(since, months) <= first,
        earlier=True,
        threshold="service_years",
        years=True,
        most=30,
        post={"service_years_min": None},
    ),
    Limit(
        rule="assessment",
        column="ams_cleared_on",
        holds=lambda cleared, first, _, __: cleared <= first,
        earlier=True,
    ),
    Limit(
        rule="assessment",
        column="ams_cleared_on",
        holds=lambda cleared, first, _, months: first <= months_later(cleared, months),
        earlier=False,
        threshold="assessment_months",
        least=1,
    ),
    Limit(
        rule="driving",
        column="licence_since",
        holds=lambda since, first, _, months: months_later(since, months) <= first,
        earlier=True,
        threshold="licence_months",
    ),
    Limit(rule="medical", column="medical_expires_on", holds=lambda expires, first, _, __: expires >= first, earlier=False),
    Limit(
        rule="passport",
        column="passport_expires_on",
        holds=lambda expires, first, _, months: expires >= months_later(first, months),
        earlier=False,
        threshold="passport_months",
    ),
    Limit(
        rule="active_service",
        column="retired_on",
        holds=lambda retired, first, _, months: months_later(retired, months) >= first,
        earlier=False,
        threshold="retired_months",
        officer={"active_service": False},
    ),
    Limit(
        rule="availability",
        column="available_from",
        holds=lambda free, first, _, __: free <= first,
        earlier=True,
        officer={"available_until": None},
    ),
    Limit(
        rule="availability",
        column="available_until",
        holds=lambda free, _, last, __: free >= last,
        earlier=False,
        officer={"available_from": LONG_AGO},
        blank=MET,
    ),
    Limit(
        rule="interval",
        column="last_repatriated_on",
        holds=lambda back, first, _, months: months_later(back, months) <= first,
        earlier=True,
        threshold="interval_months",
        blank=MET,
    ),
)


def named(limit: Limit) -> str:
    return f"{limit.rule}-{limit.column}-{'latest' if limit.earlier else 'earliest'}"


@pytest.mark.parametrize("limit", LIMITS, ids=named)
@given(first=starts, tour_months=st.sampled_from(TOUR_MONTHS), data=st.data())
def test_the_boundary_day_is_met_the_day_beyond_is_not_and_a_blank_says_neither(
    limit: Limit, first: date, tour_months: int, data: st.DataObject
) -> None:
    last = months_later(first, tour_months) - ONE_DAY
    value = data.draw(st.integers(limit.least, limit.most)) if limit.threshold else 0
    day = limit.boundary(first, last, value * 12 if limit.years else value)
    beyond = day + ONE_DAY if limit.earlier else day - ONE_DAY

    def verdict(of: date | None) -> Verdict:
        return found(
            limit.rule,
            officer={**limit.officer, limit.column: of},
            post={"starts_on": first, "tour_months": tour_months, **limit.post},
            thresholds={**limit.thresholds, **({limit.threshold: value} if limit.threshold else {})},
        ).verdict

    assert (verdict(day), verdict(beyond), verdict(None)) == (MET, NOT_MET, limit.blank)


@pytest.mark.parametrize("limit", [limit for limit in LIMITS if limit.rule == "service"], ids=named)
@given(first=starts, asked=st.integers(0, 30), policy=st.integers(0, 30))
def test_the_greater_of_policy_and_post_decides_the_years_of_service(limit: Limit, first: date, asked: int, policy: int) -> None:
    assume(asked != policy)
    since = limit.boundary(first, first, 12 * max(asked, policy))

    def verdict(of: date) -> Verdict:
        post = {"starts_on": first, "service_years_min": asked}
        return found("service", officer={"service_since": of}, post=post, thresholds={"service_years": policy}).verdict

    assert (verdict(since), verdict(since + ONE_DAY)) == (MET, NOT_MET)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 4, 30), 1, date(2026, 5, 30)),
        (date(2026, 3, 31), -13, date(2025, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_the_months_of_these_tests_are_those_of_the_contract(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
