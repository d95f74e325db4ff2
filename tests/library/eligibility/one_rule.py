"""One rule on one pair, asked in both forms."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from factories.nouns import make_mission, make_officer, make_post
from releve.eligibility import RULES, Finding
from releve.model import OfficerTable, Threshold, Verdict
from releve.reference import default_policy

MET, UNKNOWN, NOT_MET = Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET
NOTHING: Mapping[str, Any] = {}


def found(
    code: str,
    *,
    officer: Mapping[str, Any] = NOTHING,
    post: Mapping[str, Any] = NOTHING,
    mission: Mapping[str, Any] = NOTHING,
    thresholds: Mapping[str, int] = NOTHING,
) -> Finding:
    """Return what a rule finds on the nouns of the factories with these changes; the form over a register must say the same."""
    rule = next(rule for rule in RULES if rule.code == code)
    one, line, place = make_officer(**officer), make_post(**post), make_mission(**mission)
    numbers = replace(default_policy().thresholds, **{name: Threshold(value=value, source=name) for name, value in thresholds.items()})
    finding = rule.judge(one, line, place, numbers)
    assert rule.screen is not None
    assert rule.screen(OfficerTable.from_officers([one]), line, place, numbers).tolist() == [finding.verdict]
    return finding


def outcome(finding: Finding) -> tuple[Verdict, int | None]:
    return finding.verdict, finding.margin
