"""Screening a whole register for one post line, and judging a pair with its waivers."""

from datetime import date

import numpy as np
import pytest

from factories.nouns import make_mission, make_officer, make_post
from releve.eligibility import RULES, Finding, Rule, judge_pair, screen_post, waived_rules
from releve.model import Mission, Officer, OfficerTable, PostLine, Thresholds, Verdict, Vetting, Waiver
from releve.reference import default_policy

THRESHOLDS = default_policy().thresholds
BIT = {rule.code: 1 << k for k, rule in enumerate(RULES)}


def test_every_officer_has_one_bit_a_rule() -> None:
    officers = [
        make_officer("O1"),
        make_officer("O2", medical_expires_on=date(2026, 1, 1), vetting=Vetting.PENDING),
        make_officer("O3", birth_date=None, country="CAF", last_repatriated_on=date(2026, 1, 1)),
    ]

    screened = screen_post(OfficerTable.from_officers(officers), make_post(), make_mission(), THRESHOLDS)

    assert screened.not_met_mask.tolist() == [0, BIT["medical"], BIT["nationality"] | BIT["interval"]]
    assert screened.unknown_mask.tolist() == [0, BIT["vetting"], BIT["age"]]
    assert screened.not_met_mask.dtype == screened.unknown_mask.dtype == np.uint32


def test_a_register_without_officers_has_no_verdicts() -> None:
    screened = screen_post(OfficerTable.from_officers([]), make_post(), make_mission(), THRESHOLDS)

    assert screened.not_met_mask.tolist() == screened.unknown_mask.tolist() == []


def test_an_officer_of_blank_cells_is_met_by_the_rules_that_are_never_unknown_only() -> None:
    blank = OfficerTable.from_officers([Officer(officer_id="O1")])

    screened = screen_post(blank, make_post(), make_mission(), THRESHOLDS)

    assert screened.not_met_mask.tolist() == [0]
    assert screened.unknown_mask.tolist() == [sum(BIT.values()) - BIT["nomination"] - BIT["interval"]]


def judge_score(officer: Officer, _post: PostLine, _mission: Mission, _thresholds: Thresholds) -> Finding:
    if officer.assessment_score is None:
        return Finding(rule="xyz.score", verdict=Verdict.UNKNOWN)
    return Finding(rule="xyz.score", verdict=Verdict.MET if officer.assessment_score >= 60 else Verdict.NOT_MET)


def test_a_rule_without_a_form_over_registers_is_asked_officer_by_officer() -> None:
    officers = [make_officer("O1", assessment_score=60), make_officer("O2", assessment_score=59), make_officer("O3", assessment_score=None)]
    rules = (*RULES, Rule(code="xyz.score", judge=judge_score))

    screened = screen_post(OfficerTable.from_officers(officers), make_post(), make_mission(), THRESHOLDS, rules=rules)

    assert screened.not_met_mask.tolist() == [0, 1 << 17, 0]
    assert screened.unknown_mask.tolist() == [0, 0, 1 << 17]


def waiver(**changes: object) -> Waiver:
    row = {"officer_id": "O1", "post_id": "P1", "rule": "medical", **changes}
    return Waiver(**row)  # type: ignore[arg-type]  # fields of the noun by name


@pytest.mark.parametrize(
    ("changes", "waived"),
    [
        ({}, {"medical"}),
        ({"expires_on": date(2026, 3, 1)}, {"medical"}),
        ({"expires_on": date(2026, 2, 28)}, set()),
        ({"officer_id": "O2"}, set()),
        ({"post_id": "P2"}, set()),
    ],
)
def test_a_waiver_holds_for_its_pair_until_its_last_day(changes: dict[str, object], waived: set[str]) -> None:
    assert waived_rules([waiver(**changes)], "O1", make_post()) == waived


def test_a_waived_finding_keeps_its_verdict() -> None:
    officer = make_officer(medical_expires_on=date(2026, 1, 1), vetting=None)
    waivers = [waiver(), waiver(rule="vetting"), waiver(rule="age")]

    findings = judge_pair(officer, make_post(), make_mission(), THRESHOLDS, waivers=waivers)

    assert [(f.rule, f.verdict) for f in findings if f.waived] == [("medical", Verdict.NOT_MET), ("vetting", Verdict.UNKNOWN)]
