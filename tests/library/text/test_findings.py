"""What findings say: every rule, every verdict, four languages."""

import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releve.eligibility import RULES, Finding, judge_pair
from releve.model import Category, Education, Level, Mission, MissionKind, Officer, PostLine, Verdict, Vetting
from releve.reference import default_policy
from releve.text import LANGUAGES, Catalogue

THRESHOLDS = default_policy().thresholds
STARTS_ON = date(2026, 1, 1)
CODE_WITH_DATA = re.compile(r"\w+=")
"""What a finding without a sentence is written as: its code and its data."""

days = st.none() | st.dates(date(1950, 1, 1), date(2035, 12, 31))
flags = st.none() | st.booleans()
tags = st.sampled_from(["ar", "en", "es", "fr", "pt"])
levels = st.dictionaries(tags, st.sampled_from(Level), min_size=1, max_size=3)
skills = st.frozensets(st.sampled_from(["investigation", "forensics", "cyber"]), min_size=1)
countries = st.none() | st.sampled_from(["MAR", "CAF", "FRA"])

officers = st.builds(
    Officer,
    officer_id=st.just("O1"),
    country=countries,
    birth_date=days,
    service_since=days,
    rank=st.none() | st.integers(1, 8),
    education=st.none() | st.sampled_from(Education),
    languages=st.none() | levels,
    skills=st.none() | skills,
    ams_cleared_on=days,
    ams_languages=st.none() | st.frozensets(tags, min_size=1),
    driving_passed=flags,
    licence_since=days,
    firearms_passed=flags,
    medical_expires_on=days,
    passport_expires_on=days,
    vetting=st.none() | st.sampled_from(Vetting),
    active_service=flags,
    retired_on=days,
    available_from=days,
    available_until=days,
    nominated_for=st.frozensets(st.sampled_from(["MINUSCA", "P1", "P2"])),
    last_repatriated_on=days,
)
posts = st.builds(
    PostLine,
    post_id=st.just("P1"),
    mission=st.just("MINUSCA"),
    category=st.sampled_from(Category),
    seats=st.just(1),
    priority=st.just(1),
    languages_required=st.just({}) | levels,
    skills_required=st.just(()) | st.just(("cyber", "forensics")),
    rank_min=st.none() | st.integers(1, 8),
    rank_max=st.none() | st.integers(1, 8),
    education_min=st.none() | st.sampled_from(Education),
    armed=st.booleans(),
    driving=st.booleans(),
    starts_on=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    tour_months=st.just(12),
)
MINUSCA = Mission(
    mission="MINUSCA",
    kind=MissionKind.FIELD,
    host_countries=("CAF",),
    working_languages=("fr", "en"),
    excluded_nationalities=("FRA",),
)


@given(officer=officers, post=posts)
def test_every_finding_on_any_pair_is_said_in_four_languages(officer: Officer, post: PostLine) -> None:
    findings = judge_pair(officer, post, MINUSCA, THRESHOLDS)

    for lang in LANGUAGES:
        speak = Catalogue.load(lang)
        for finding in findings:
            sentence = speak.finding(finding)
            assert sentence != ""
            assert "{" not in sentence
            assert "None" not in sentence
            assert CODE_WITH_DATA.search(sentence) is None
            assert "\N{EM DASH}" not in sentence


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_a_name(lang: str) -> None:
    speak = Catalogue.load(lang)

    assert [rule.code for rule in RULES if speak.rule_name(rule.code) == rule.code] == []


ASSESSMENT_EXPIRES_EARLY = {"cleared_on": "2023-11-21", "expires_on": "2025-11-21", "starts_on": "2026-01-01", "needed": (), "missing": ()}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "Assessment clearance expires 41 days before the first day of duty, on 21 November 2025."),
        ("fr", "La validité de l’évaluation expire 41 jours avant le premier jour de fonctions, le 21 novembre 2025."),  # noqa: RUF001 - French
        ("ar", "تنتهي صلاحية التقييم قبل أول يوم من المهمة بمدة 41 يوما، في 21 نوفمبر 2025."),
        ("es", "La validez de la evaluación expira 41 días antes del primer día de funciones, el 21 de noviembre de 2025."),
    ],
)
def test_an_assessment_out_of_date_says_by_how_many_days(lang: str, expected: str) -> None:
    finding = Finding(rule="assessment", verdict=Verdict.NOT_MET, data=ASSESSMENT_EXPIRES_EARLY, margin=-41)

    assert Catalogue.load(lang).finding(finding) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "Level B1 in French; B2 is required. No level in English; B1 is required."),
        (
            "fr",
            "Niveau B1 en français\N{NARROW NO-BREAK SPACE}; B2 est exigé. Aucun niveau en anglais\N{NARROW NO-BREAK SPACE}; B1 est exigé.",
        ),
        ("ar", "المستوى B1 في الفرنسية؛ والمطلوب B2. لا مستوى في الإنجليزية؛ والمطلوب B1."),
        ("es", "Nivel B1 en francés; se exige B2. Ningún nivel en inglés; se exige B1."),
    ],
)
def test_each_language_that_falls_short_is_named(lang: str, expected: str) -> None:
    data: Mapping[str, tuple[str, ...]] = {"required": ("fr:B2", "en:B1"), "short": ("fr:B1", "en:-"), "needed": ("fr:B2", "en:B1")}
    finding = Finding(rule="language", verdict=Verdict.NOT_MET, data=data, margin=-3)

    assert Catalogue.load(lang).finding(finding) == expected


@pytest.mark.parametrize(
    ("days_late", "expected"),
    [
        (1, "متاح بعد أول يوم من المهمة بيوم واحد، ابتداء من 2 يناير 2026."),
        (2, "متاح بعد أول يوم من المهمة بيومين، ابتداء من 3 يناير 2026."),
        (3, "متاح بعد أول يوم من المهمة بمدة 3 أيام، ابتداء من 4 يناير 2026."),
        (11, "متاح بعد أول يوم من المهمة بمدة 11 يوما، ابتداء من 12 يناير 2026."),
    ],
)
def test_arabic_counts_days_in_its_own_forms(days_late: int, expected: str) -> None:
    available_from = date(2026, 1, 1 + days_late)
    data = {
        "available_from": available_from.isoformat(),
        "available_until": None,
        "starts_on": STARTS_ON.isoformat(),
        "ends_on": "2026-12-31",
    }
    finding = Finding(rule="availability", verdict=Verdict.NOT_MET, data=data, margin=-days_late)

    assert Catalogue.load("ar").finding(finding) == expected


def test_a_waived_finding_says_so() -> None:
    finding = Finding(rule="vetting", verdict=Verdict.UNKNOWN, data={"vetting": "pending"}, waived=True)

    assert Catalogue.load("en").finding(finding) == "The check of prior conduct has not ended. Set aside by a waiver."


def test_a_rule_of_a_third_party_is_written_as_its_code_with_its_data() -> None:
    finding = Finding(rule="xyz.swimming", verdict=Verdict.NOT_MET, data={"metres": 1500, "level": None})

    assert Catalogue.load("fr").finding(finding) == "xyz.swimming (metres=1\N{NARROW NO-BREAK SPACE}500)"
    assert Catalogue.load("fr").rule_name("xyz.swimming") == "xyz.swimming"


def test_another_rule_under_a_code_of_the_contract_does_not_stop_the_work() -> None:
    finding = Finding(rule="medical", verdict=Verdict.NOT_MET, data={"fit": "no"}, margin=-3)

    assert Catalogue.load("en").finding(finding) == "medical (fit=no)"
