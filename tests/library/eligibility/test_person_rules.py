"""Age, service, rank, education: what is met, not met and unknown, on both sides of the boundary."""

from datetime import date

import pytest
from one_rule import MET, NOT_MET, UNKNOWN, found, outcome

from releve.eligibility import MarginUnit
from releve.model import Education, Verdict


@pytest.mark.parametrize(
    ("birth_date", "starts_on", "tour_months", "expected"),
    [
        (date(2001, 3, 1), date(2026, 3, 1), 12, (MET, 0)),
        (date(2001, 3, 2), date(2026, 3, 1), 12, (NOT_MET, -1)),
        (date(2001, 2, 28), date(2026, 3, 1), 12, (MET, 1)),
        # 29 February counts on the 28th.
        (date(2000, 2, 29), date(2025, 2, 28), 12, (MET, 0)),
        (date(2000, 2, 29), date(2025, 2, 27), 12, (NOT_MET, -1)),
        # The last day is 28 February 2027; the sixty-second birthday on the day after is still in time.
        (date(1965, 3, 1), date(2026, 3, 1), 12, (MET, 0)),
        (date(1965, 2, 28), date(2026, 3, 1), 12, (NOT_MET, -1)),
        (date(1965, 3, 2), date(2026, 3, 1), 12, (MET, 1)),
        # Born on 29 February 1964, 62 on 28 February 2026: the last day must be the 27th.
        (date(1964, 2, 29), date(2025, 2, 28), 12, (MET, 0)),
        (date(1964, 2, 29), date(2025, 3, 1), 12, (NOT_MET, -1)),
        # From the end of a month: 31 January + 1 month - 1 day is 27 February.
        (date(1964, 2, 28), date(2026, 1, 31), 1, (MET, 0)),
        (date(1964, 2, 27), date(2026, 1, 31), 1, (NOT_MET, -1)),
        (None, date(2026, 3, 1), 12, (UNKNOWN, None)),
    ],
)
def test_age(birth_date: date | None, starts_on: date, tour_months: int, expected: tuple[Verdict, int | None]) -> None:
    finding = found("age", officer={"birth_date": birth_date}, post={"starts_on": starts_on, "tour_months": tour_months})

    assert outcome(finding) == expected


def test_age_tells_both_ages_and_the_source_of_the_bound_that_is_nearer() -> None:
    numbers = {"age_min": 25, "age_max": 62}

    young = found("age", officer={"birth_date": date(2000, 6, 1)}, thresholds=numbers)
    old = found("age", officer={"birth_date": date(1966, 6, 1)}, thresholds=numbers)

    assert dict(young.data) == {"age_min": 25, "age_max": 62, "age_on_start": 25, "age_on_end": 26}
    assert (young.source, old.source) == ("age_min", "age_max")
    assert young.unit is MarginUnit.DAYS


def test_age_follows_the_thresholds_of_the_desk() -> None:
    finding = found("age", officer={"birth_date": date(2006, 3, 1)}, thresholds={"age_min": 20})

    assert outcome(finding) == (MET, 0)


@pytest.mark.parametrize(
    ("service_since", "asked_by_post", "expected"),
    [
        (date(2021, 3, 1), None, (MET, 0)),
        (date(2021, 3, 2), None, (NOT_MET, -1)),
        (date(2021, 3, 2), 0, (NOT_MET, -1)),
        (date(2021, 3, 1), 3, (MET, 0)),
        (date(2016, 3, 1), 10, (MET, 0)),
        (date(2016, 3, 2), 10, (NOT_MET, -1)),
        (date(2026, 3, 2), None, (NOT_MET, -6)),
        (date(1996, 3, 1), 10, (MET, 20)),
        (None, None, (UNKNOWN, None)),
    ],
)
def test_service(service_since: date | None, asked_by_post: int | None, expected: tuple[Verdict, int | None]) -> None:
    finding = found("service", officer={"service_since": service_since}, post={"service_years_min": asked_by_post})

    assert outcome(finding) == expected


@pytest.mark.parametrize(("starts_on", "expected"), [(date(2025, 2, 27), (NOT_MET, -1)), (date(2025, 2, 28), (MET, 0))])
def test_service_since_29_february_counts_on_the_28th(starts_on: date, expected: tuple[Verdict, int]) -> None:
    finding = found("service", officer={"service_since": date(2020, 2, 29)}, post={"starts_on": starts_on, "service_years_min": None})

    assert outcome(finding) == expected


def test_service_names_the_source_of_the_policy_only_where_the_policy_decides() -> None:
    by_policy = found("service", post={"service_years_min": 5}, thresholds={"service_years": 5})
    by_post = found("service", post={"service_years_min": 6}, thresholds={"service_years": 5})

    assert (by_policy.source, by_post.source) == ("service_years", None)


@pytest.mark.parametrize(
    ("rank", "rank_min", "rank_max", "expected"),
    [
        (3, 3, 6, (MET, 0)),
        (6, 3, 6, (MET, 0)),
        (2, 3, 6, (NOT_MET, -1)),
        (8, 3, 6, (NOT_MET, -2)),
        (5, 3, 6, (MET, 1)),
        (8, 3, None, (MET, 5)),
        (1, None, 6, (MET, 5)),
        (7, None, 6, (NOT_MET, -1)),
        (None, None, None, (MET, None)),
        (4, None, None, (MET, None)),
        (None, 3, 6, (UNKNOWN, None)),
        (None, 1, None, (UNKNOWN, None)),
        (None, None, 8, (UNKNOWN, None)),
        (1, 1, None, (MET, 0)),
        (8, None, 8, (MET, 0)),
        (5, 6, 4, (NOT_MET, -1)),
    ],
)
def test_rank(rank: int | None, rank_min: int | None, rank_max: int | None, expected: tuple[Verdict, int | None]) -> None:
    assert outcome(found("rank", officer={"rank": rank}, post={"rank_min": rank_min, "rank_max": rank_max})) == expected


@pytest.mark.parametrize(
    ("education", "education_min", "expected"),
    [
        (Education.DIPLOMA, Education.DIPLOMA, (MET, 0)),
        (Education.SECONDARY, Education.DIPLOMA, (NOT_MET, -1)),
        (Education.DOCTORATE, Education.DIPLOMA, (MET, 3)),
        (Education.NONE, Education.SECONDARY, (NOT_MET, -1)),
        (None, Education.SECONDARY, (UNKNOWN, None)),
        (None, Education.NONE, (MET, None)),
        (None, None, (MET, None)),
        (Education.NONE, None, (MET, None)),
    ],
)
def test_education(education: Education | None, education_min: Education | None, expected: tuple[Verdict, int | None]) -> None:
    assert outcome(found("education", officer={"education": education}, post={"education_min": education_min})) == expected
