"""Assessment, driving, firearms, medical, passport: both sides of each boundary day, and what blank cells leave open."""

from datetime import date

import pytest
from one_rule import MET, NOT_MET, UNKNOWN, found, outcome

from releve.model import Category, Level, Verdict


@pytest.mark.parametrize(
    ("cleared_on", "starts_on", "expected"),
    [
        (date(2024, 3, 1), date(2026, 3, 1), (MET, 0)),
        (date(2024, 2, 29), date(2026, 3, 1), (NOT_MET, -1)),
        (date(2024, 2, 29), date(2026, 2, 28), (MET, 0)),
        (date(2024, 1, 19), date(2026, 3, 1), (NOT_MET, -41)),
        (date(2026, 3, 1), date(2026, 3, 1), (MET, 731)),
        (date(2026, 3, 2), date(2026, 3, 1), (NOT_MET, -1)),
        (date(2022, 8, 31), date(2024, 8, 31), (MET, 0)),
        (date(2022, 8, 31), date(2024, 9, 1), (NOT_MET, -1)),
        (None, date(2026, 3, 1), (UNKNOWN, None)),
    ],
)
def test_assessment_window(cleared_on: date | None, starts_on: date, expected: tuple[Verdict, int | None]) -> None:
    assert outcome(found("assessment", officer={"ams_cleared_on": cleared_on}, post={"starts_on": starts_on})) == expected


@pytest.mark.parametrize("category", [Category.IPO, Category.SPT])
def test_individual_officers_and_specialised_teams_need_an_assessment(category: Category) -> None:
    assert found("assessment", officer={"ams_cleared_on": date(2020, 1, 1)}, post={"category": category}).verdict is NOT_MET


@pytest.mark.parametrize("category", [Category.P_POST_FIELD, Category.P_POST_HQ])
def test_professional_posts_need_no_assessment(category: Category) -> None:
    finding = found("assessment", officer={"ams_cleared_on": None, "ams_languages": None}, post={"category": category})

    assert (finding.verdict, finding.source) == (MET, None)


@pytest.mark.parametrize(
    ("assessed", "working", "verdict", "missing"),
    [
        ({"fr"}, ("fr",), MET, ()),
        ({"en"}, ("fr",), NOT_MET, ("fr",)),
        ({"en"}, ("fr", "en"), NOT_MET, ("fr",)),
        ({"en", "fr"}, ("fr", "en"), MET, ()),
        ({"es"}, ("fr", "en"), NOT_MET, ("en", "fr")),
        (None, ("fr",), UNKNOWN, ()),
        # Required, but no working language of the mission: not looked at.
        ({"es"}, ("es",), MET, ()),
        (None, ("es",), MET, ()),
        (None, (), MET, ()),
        # Whole tags.
        ({"fr-ca"}, ("fr",), NOT_MET, ("fr",)),
        (None, ("fr-ca",), MET, ()),
    ],
)
def test_assessment_covers_the_required_working_languages(
    assessed: set[str] | None, working: tuple[str, ...], verdict: Verdict, missing: tuple[str, ...]
) -> None:
    languages = None if assessed is None else frozenset(assessed)

    finding = found("assessment", officer={"ams_languages": languages}, mission={"working_languages": working})

    assert (finding.verdict, finding.data["missing"]) == (verdict, missing)


def test_a_post_that_requires_no_language_leaves_the_languages_of_the_assessment_aside() -> None:
    assert found("assessment", officer={"ams_languages": None}, post={"languages_required": {}}).verdict is MET


@pytest.mark.parametrize(
    ("cleared_on", "assessed", "expected"),
    [
        (date(2020, 1, 1), None, (NOT_MET, -1520)),
        (date(2025, 6, 10), None, (UNKNOWN, None)),
        (None, {"en"}, (NOT_MET, None)),
        (None, {"fr"}, (UNKNOWN, None)),
        (date(2025, 6, 10), {"en"}, (NOT_MET, None)),
        (None, None, (UNKNOWN, None)),
    ],
)
def test_one_known_failure_decides_the_assessment_whatever_is_blank(
    cleared_on: date | None, assessed: set[str] | None, expected: tuple[Verdict, int | None]
) -> None:
    languages = None if assessed is None else frozenset(assessed)

    finding = found(
        "assessment",
        officer={"ams_cleared_on": cleared_on, "ams_languages": languages},
        post={"languages_required": {"fr": Level.B2}},
    )

    assert outcome(finding) == expected


@pytest.mark.parametrize(
    ("passed", "licence_since", "starts_on", "expected"),
    [
        (True, date(2025, 3, 1), date(2026, 3, 1), (MET, 0)),
        (True, date(2025, 3, 2), date(2026, 3, 1), (NOT_MET, -1)),
        (True, date(2024, 2, 29), date(2025, 2, 28), (MET, 0)),
        (True, date(2024, 2, 29), date(2025, 2, 27), (NOT_MET, -1)),
        (False, date(2008, 1, 1), date(2026, 3, 1), (NOT_MET, None)),
        (False, None, date(2026, 3, 1), (NOT_MET, None)),
        (None, date(2025, 3, 2), date(2026, 3, 1), (NOT_MET, -1)),
        (None, date(2008, 1, 1), date(2026, 3, 1), (UNKNOWN, None)),
        (True, None, date(2026, 3, 1), (UNKNOWN, None)),
        (None, None, date(2026, 3, 1), (UNKNOWN, None)),
    ],
)
def test_driving(*, passed: bool | None, licence_since: date | None, starts_on: date, expected: tuple[Verdict, int | None]) -> None:
    finding = found("driving", officer={"driving_passed": passed, "licence_since": licence_since}, post={"starts_on": starts_on})

    assert outcome(finding) == expected


def test_a_post_that_does_not_drive_asks_for_no_licence() -> None:
    finding = found("driving", officer={"driving_passed": False, "licence_since": None}, post={"driving": False})

    assert (*outcome(finding), finding.source) == (MET, None, None)


@pytest.mark.parametrize(
    ("passed", "armed", "verdict"),
    [(True, True, MET), (False, True, NOT_MET), (None, True, UNKNOWN), (False, False, MET), (None, False, MET)],
)
def test_firearms(*, passed: bool | None, armed: bool, verdict: Verdict) -> None:
    assert found("firearms", officer={"firearms_passed": passed}, post={"armed": armed}).verdict is verdict


@pytest.mark.parametrize(
    ("expires_on", "expected"),
    [
        (date(2026, 3, 1), (MET, 0)),
        (date(2026, 2, 28), (NOT_MET, -1)),
        (date(2026, 3, 2), (MET, 1)),
        (None, (UNKNOWN, None)),
    ],
)
def test_medical(expires_on: date | None, expected: tuple[Verdict, int | None]) -> None:
    assert outcome(found("medical", officer={"medical_expires_on": expires_on})) == expected


@pytest.mark.parametrize(
    ("expires_on", "starts_on", "expected"),
    [
        (date(2027, 9, 1), date(2026, 3, 1), (MET, 0)),
        (date(2027, 8, 31), date(2026, 3, 1), (NOT_MET, -1)),
        # 31 August + 18 months is the last of February.
        (date(2026, 2, 28), date(2024, 8, 31), (MET, 0)),
        (date(2026, 2, 27), date(2024, 8, 31), (NOT_MET, -1)),
        (date(2028, 2, 29), date(2026, 8, 31), (MET, 0)),
        (date(2028, 2, 28), date(2026, 8, 31), (NOT_MET, -1)),
        (None, date(2026, 3, 1), (UNKNOWN, None)),
    ],
)
def test_passport(expires_on: date | None, starts_on: date, expected: tuple[Verdict, int | None]) -> None:
    assert outcome(found("passport", officer={"passport_expires_on": expires_on}, post={"starts_on": starts_on})) == expected


@pytest.mark.parametrize("threshold", ["assessment_months", "licence_months", "passport_months"])
def test_the_source_is_that_of_the_threshold_of_the_desk(threshold: str) -> None:
    rule = {"assessment_months": "assessment", "licence_months": "driving", "passport_months": "passport"}[threshold]

    assert found(rule, thresholds={threshold: 18}).source == threshold
