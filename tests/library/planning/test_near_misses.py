"""Near misses: what one change would mend, in a vocabulary without sentences."""

from datetime import date
from typing import Any

import pytest
from small_folders import folder, forbid, line, officer, placed, planned

from releve.eligibility import RULES, Finding, Rule
from releve.model import Category, Deployment, Education, Level, Officer, PostLine, UnknownPolicy, Verdict, Vetting, Waiver
from releve.planning import STATES, NearMiss, Standing, build_problem, explain_plan
from releve.planning.near_misses import mend
from releve.planning.result import Result

START = date(2026, 3, 1)


def change_of(one: Officer, post: PostLine) -> tuple[str, str, str]:
    (group,) = explain_plan(planned(folder([one], [post]))).near_misses
    assert (group.officers, group.posts) == (1, 1)
    return group.rule, group.from_, group.to


@pytest.mark.parametrize(
    ("of_officer", "of_post", "expected"),
    [
        ({"birth_date": date(2001, 3, 2)}, {}, ("age", "too_young", "valid")),
        ({"birth_date": date(1965, 2, 28)}, {}, ("age", "too_old", "valid")),
        ({"birth_date": None}, {}, ("age", "unknown", "known")),
        ({"service_since": date(2022, 3, 1)}, {}, ("service", "4", "5")),
        ({"service_since": date(2018, 3, 1)}, {"service_years_min": 10}, ("service", "8", "10")),
        ({"languages": {"fr": Level.A2}}, {}, ("language", "fr:A2", "fr:B1")),
        ({"languages": {"en": Level.C2}}, {}, ("language", "fr:-", "fr:B1")),
        (
            {"languages": {"en": Level.A2, "fr": Level.B1}},
            {"languages_required": {"fr": Level.B2, "en": Level.B1}},
            ("language", "en:A2;fr:B1", "en:B1;fr:B2"),
        ),
        ({"languages": None}, {}, ("language", "unknown", "known")),
        ({}, {"skills_required": ("patrol", "forensics", "cybercrime")}, ("skill", "-", "cybercrime;forensics")),
        ({"skills": None}, {"skills_required": ("patrol",)}, ("skill", "unknown", "known")),
        ({"rank": 2}, {"rank_min": 3}, ("rank", "2", "3")),
        ({"rank": 7}, {"rank_max": 5}, ("rank", "7", "5")),
        ({"education": Education.DIPLOMA}, {"education_min": Education.MASTER}, ("education", "diploma", "master")),
        ({"ams_cleared_on": date(2024, 2, 28)}, {}, ("assessment", "expired", "valid")),
        ({"ams_cleared_on": date(2026, 3, 2)}, {}, ("assessment", "not_yet", "valid")),
        ({"ams_languages": frozenset({"en"})}, {}, ("assessment", "not_assessed", "assessed")),
        ({"driving_passed": False}, {"driving": True}, ("driving", "not_passed", "passed")),
        ({"licence_since": date(2025, 3, 2)}, {"driving": True}, ("driving", "too_young", "valid")),
        ({"firearms_passed": False}, {"armed": True}, ("firearms", "not_passed", "passed")),
        ({"medical_expires_on": date(2026, 2, 28)}, {}, ("medical", "expired", "valid")),
        ({"passport_expires_on": date(2027, 8, 31)}, {}, ("passport", "too_short", "valid")),
        ({"vetting": Vetting.PENDING}, {}, ("vetting", "pending", "clear")),
        ({"vetting": Vetting.BARRED}, {}, ("vetting", "barred", "clear")),
        ({"vetting": None}, {}, ("vetting", "unknown", "known")),
        ({"active_service": False, "retired_on": date(2020, 1, 1)}, {}, ("active_service", "not_active", "active")),
        ({"country": "MLI"}, {}, ("nationality", "host_country", "other_country")),
        ({"available_from": date(2026, 3, 2)}, {}, ("availability", "too_late", "available")),
        ({"available_until": date(2027, 2, 27)}, {}, ("availability", "too_early", "available")),
        ({"nominated_for": frozenset({"UNHQ"})}, {}, ("nomination", "other_nomination", "nominated")),
        ({"last_repatriated_on": date(2025, 9, 2)}, {}, ("interval", "too_soon", "elapsed")),
    ],
)
def test_each_rule_says_from_what_to_what(of_officer: dict[str, Any], of_post: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert change_of(officer("O1", **of_officer), line("P1", **of_post)) == expected


def test_a_rule_of_a_third_party_goes_from_not_met_to_met() -> None:
    assert mend(Finding(rule="xyz.height", verdict=Verdict.NOT_MET)) == ("not_met", "met")
    assert {"not_met", "met"} <= set(STATES)


def test_groups_count_officers_and_posts_once_and_come_by_size() -> None:
    officers = [
        officer("O1", languages={"fr": Level.A2}),
        officer("O2", languages={"fr": Level.A2}),
        officer("O3", vetting=Vetting.PENDING),
    ]

    found = explain_plan(planned(folder(officers, [line("P1"), line("P2")]))).near_misses

    # O3 is one rule away from both lines as well; both stay open, for nobody is eligible.
    assert found == (
        NearMiss(rule="language", from_="fr:A2", to="fr:B1", officers=2, posts=2),
        NearMiss(rule="vetting", from_="pending", to="clear", officers=1, posts=2),
    )


def test_pairs_two_rules_away_are_in_the_findings_but_in_no_group() -> None:
    two_away = officer("O1", vetting=Vetting.PENDING, languages={"fr": Level.A2})
    three_away = officer("O2", vetting=Vetting.PENDING, languages={"fr": Level.A2}, medical_expires_on=date(2026, 1, 1))

    found = explain_plan(planned(folder([two_away, three_away], [line("P1")])))

    assert found.near_misses == ()
    assert [(row.officer_id, row.finding.rule) for row in found.findings] == [("O1", "language"), ("O1", "vetting")]


def test_only_officers_without_any_seat_and_lines_with_open_seats_are_near() -> None:
    serving = Deployment(officer_id="O2", mission="ALPHA", category=Category.IPO, country="SEN")
    officers = [officer("O1", languages={"fr": Level.B1}), officer("O2", languages={"fr": Level.A2}), officer("O3", rank=1)]
    posts = [line("P1"), line("P2", languages_required={"fr": Level.C1}), line("P3", rank_min=2, priority=1)]

    found = explain_plan(placed(folder(officers, posts, deployments=(serving,)), ("O1", "P3"), ("O3", "P1")))

    assert found.near_misses == ()


def test_a_waived_rule_is_no_distance_and_shows_in_the_findings() -> None:
    learner = officer("O1", languages={"fr": Level.A2}, vetting=Vetting.PENDING)
    snapshot = folder([learner], [line("P1")], waivers=(Waiver(officer_id="O1", post_id="P1", rule="language"),))

    found = explain_plan(planned(snapshot))

    assert found.near_misses == (NearMiss(rule="vetting", from_="pending", to="clear", officers=1, posts=1),)
    assert [(row.finding.rule, row.finding.waived) for row in found.findings] == [("language", True), ("vetting", False)]


def test_a_waiver_that_expired_before_the_start_mends_nothing() -> None:
    waiver = Waiver(officer_id="O1", post_id="P1", rule="language", expires_on=date(2026, 2, 28))

    found = explain_plan(planned(folder([officer("O1", languages={"fr": Level.A2})], [line("P1")], waivers=(waiver,))))

    assert [(group.rule, group.officers) for group in found.near_misses] == [("language", 1)]
    assert [row.finding.waived for row in found.findings] == [False]


def test_under_the_conditional_policy_an_unknown_finding_is_no_distance() -> None:
    found = explain_plan(
        planned(folder([officer("O1", medical_expires_on=None)], [line("P1")], policy={"unknown": UnknownPolicy.CONDITIONAL}))
    )

    assert found.near_misses == ()
    assert [(row.finding.rule, row.finding.verdict) for row in found.findings] == [("medical", Verdict.UNKNOWN)]


def test_a_rule_added_to_the_book_is_grouped_under_its_code() -> None:
    # A third party's rule without a columnar form.
    rule = Rule(
        code="xyz.score",
        judge=lambda one, *_: Finding(rule="xyz.score", verdict=Verdict.MET if (one.assessment_score or 0) > 70 else Verdict.NOT_MET),
    )
    book = (*RULES, rule)
    snapshot = folder([officer("O1", assessment_score=70)], [line("P1")])
    problem, _ = build_problem(snapshot, rules=book)
    empty: Result = placed(snapshot).result

    found = explain_plan(Standing(snapshot=snapshot, problem=problem, result=empty, rules=book, seed=0)).near_misses

    assert found == (NearMiss(rule="xyz.score", from_="not_met", to="met", officers=1, posts=1),)


def test_a_forbidden_pair_is_told_as_near_all_the_same() -> None:
    found = explain_plan(planned(folder([officer("O1", rank=1)], [line("P1", rank_min=2)], decisions=(forbid("O1", "P1"),))))

    assert [(group.rule, group.from_, group.to) for group in found.near_misses] == [("rank", "1", "2")]


def test_lines_of_highest_priority_are_told_where_near_misses_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("releve.planning.near_misses.MOST_NEAR_PAIRS", 1)
    officers = [officer("O1", languages={"fr": Level.A2}), officer("O2", vetting=Vetting.BARRED)]
    found = explain_plan(planned(folder(officers, [line("P1", priority=3), line("P2", priority=1), line("P3", priority=1)])))

    assert {row.post_id for row in found.findings} == {"P2"}
    assert sorted((group.rule, group.officers, group.posts) for group in found.near_misses) == [("language", 1, 1), ("vetting", 1, 1)]
    (warning,) = found.problems
    assert (warning.code, warning.is_error, dict(warning.data)) == ("planning.near_misses_left_out", False, {"pairs": 2, "lines": 2})


def test_nothing_is_left_out_of_an_ordinary_plan() -> None:
    assert explain_plan(planned(folder([officer("O1", vetting=Vetting.BARRED)], [line("P1")]))).problems == ()
