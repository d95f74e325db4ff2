"""Availability, nomination, interval between missions."""

from datetime import date

import pytest
from one_rule import MET, NOT_MET, UNKNOWN, found, outcome

from releve.model import Verdict


@pytest.mark.parametrize(
    ("available_from", "available_until", "expected"),
    [
        (date(2026, 3, 1), date(2027, 2, 28), (MET, 0)),
        (date(2026, 3, 2), date(2027, 2, 28), (NOT_MET, -1)),
        (date(2026, 3, 1), date(2027, 2, 27), (NOT_MET, -1)),
        (date(2026, 3, 4), date(2027, 2, 27), (NOT_MET, -3)),
        (date(2026, 2, 1), None, (MET, 28)),
        (date(2026, 3, 2), None, (NOT_MET, -1)),
        (date(2026, 1, 1), date(2027, 3, 7), (MET, 7)),
        # The end is known to be too early, whatever the beginning.
        (None, date(2027, 2, 27), (NOT_MET, -1)),
        (None, date(2027, 2, 28), (UNKNOWN, None)),
        (None, None, (UNKNOWN, None)),
    ],
)
def test_availability(available_from: date | None, available_until: date | None, expected: tuple[Verdict, int | None]) -> None:
    finding = found("availability", officer={"available_from": available_from, "available_until": available_until})

    assert outcome(finding) == expected


@pytest.mark.parametrize(
    ("available_until", "starts_on", "tour_months", "verdict"),
    [
        (date(2026, 2, 27), date(2026, 1, 31), 1, MET),
        (date(2026, 2, 26), date(2026, 1, 31), 1, NOT_MET),
        (date(2025, 2, 27), date(2024, 2, 29), 12, MET),
        (date(2025, 2, 26), date(2024, 2, 29), 12, NOT_MET),
    ],
)
def test_availability_to_the_last_day_of_a_tour_from_the_end_of_a_month(
    available_until: date, starts_on: date, tour_months: int, verdict: Verdict
) -> None:
    finding = found(
        "availability",
        officer={"available_from": date(2020, 1, 1), "available_until": available_until},
        post={"starts_on": starts_on, "tour_months": tour_months},
    )

    assert finding.verdict is verdict


@pytest.mark.parametrize(
    ("nominated_for", "verdict"),
    [
        (set(), MET),
        ({"MINUSCA"}, MET),
        ({"P1"}, MET),
        ({"UNMISS", "P1"}, MET),
        ({"UNMISS"}, NOT_MET),
        ({"P2", "UNMISS"}, NOT_MET),
        ({"P"}, NOT_MET),
    ],
)
def test_nomination(nominated_for: set[str], verdict: Verdict) -> None:
    assert outcome(found("nomination", officer={"nominated_for": frozenset(nominated_for)})) == (verdict, None)


@pytest.mark.parametrize(
    ("repatriated_on", "starts_on", "expected"),
    [
        (None, date(2026, 3, 1), (MET, None)),
        (date(2025, 9, 1), date(2026, 3, 1), (MET, 0)),
        (date(2025, 9, 2), date(2026, 3, 1), (NOT_MET, -1)),
        # 31 August + 6 months is the last of February.
        (date(2025, 8, 31), date(2026, 2, 28), (MET, 0)),
        (date(2025, 8, 31), date(2026, 2, 27), (NOT_MET, -1)),
        (date(2023, 8, 31), date(2024, 2, 29), (MET, 0)),
        (date(2023, 8, 31), date(2024, 2, 28), (NOT_MET, -1)),
        (date(2026, 6, 1), date(2026, 3, 1), (NOT_MET, -275)),
    ],
)
def test_interval(repatriated_on: date | None, starts_on: date, expected: tuple[Verdict, int | None]) -> None:
    finding = found("interval", officer={"last_repatriated_on": repatriated_on}, post={"starts_on": starts_on})

    assert outcome(finding) == expected
