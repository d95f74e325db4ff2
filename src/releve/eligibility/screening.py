"""Judging: one pair with all its findings, or a whole register for one post line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.finding import Finding, Rule
from releve.eligibility.rule_book import RULES
from releve.model import Mission, Officer, OfficerTable, PostLine, Thresholds, Verdict, Waiver

_NOT_MET: Final = int(Verdict.NOT_MET)
_UNKNOWN: Final = int(Verdict.UNKNOWN)
"""Plain numbers: an array compares itself with these much faster than with members of an enumeration."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Screening:
    """
    The verdicts of all rules on a whole register for one post line, as bits.

    Attributes
    ----------
    not_met_mask, unknown_mask
        Shape ``(n_officers,)``, uint32; bit k stands for the k-th rule of the book. Waivers are not looked at.
    """

    not_met_mask: NDArray[np.uint32]
    unknown_mask: NDArray[np.uint32]


def judge_pair(
    officer: Officer,
    post: PostLine,
    mission: Mission,
    thresholds: Thresholds,
    *,
    rules: Sequence[Rule] = RULES,
    waivers: Iterable[Waiver] = (),
) -> tuple[Finding, ...]:
    """Return one finding per rule, in the order of the book; a rule set aside by a waiver in force is marked ``waived``."""
    waived = waived_rules(waivers, officer.officer_id, post)
    findings = (rule.judge(officer, post, mission, thresholds) for rule in rules)
    return tuple(replace(found, waived=True) if found.rule in waived and found.verdict is not Verdict.MET else found for found in findings)


def screen_post(
    officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds, *, rules: Sequence[Rule] = RULES
) -> Screening:
    """Return the verdicts of all rules for one post line over a whole register."""
    not_met = np.zeros(len(officers), np.uint32)
    unknown = np.zeros(len(officers), np.uint32)
    for k, rule in enumerate(rules):
        verdicts = screen_rule(rule, officers, post, mission, thresholds)
        not_met |= (verdicts == _NOT_MET).astype(np.uint32) << np.uint32(k)
        unknown |= (verdicts == _UNKNOWN).astype(np.uint32) << np.uint32(k)
    return Screening(not_met_mask=not_met, unknown_mask=unknown)


def waived_rules(waivers: Iterable[Waiver], officer_id: str, post: PostLine) -> frozenset[str]:
    """Return the codes of the rules that a waiver in force sets aside for this pair."""
    return frozenset(
        waiver.rule
        for waiver in waivers
        if waiver.officer_id == officer_id and waiver.post_id == post.post_id and waiver.holds_on(post.starts_on)
    )


def screen_rule(rule: Rule, officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return the verdicts of one rule for one post line over a whole register; shape ``(n_officers,)``."""
    if rule.screen is not None:
        return rule.screen(officers, post, mission, thresholds)
    # A third party's rule without a columnar form: officer by officer.
    verdicts = [rule.judge(officers.officer(i), post, mission, thresholds).verdict for i in range(len(officers))]
    return np.array(verdicts, np.int8)
