"""Until when a pair stays eligible: the last first day of duty before time alone makes a rule fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from releve.eligibility.finding import Rule
from releve.eligibility.limits import ONE_DAY
from releve.eligibility.rule_book import RULES
from releve.model import Mission, Officer, PostLine, Thresholds, Verdict, Waiver


def valid_until(
    officer: Officer,
    post: PostLine,
    mission: Mission,
    thresholds: Thresholds,
    *,
    rules: Sequence[Rule] = RULES,
    waivers: Iterable[Waiver] = (),
) -> date | None:
    """
    Return the last day on which the tour could start, its length unchanged, while every rule that holds now still holds.

    Parameters
    ----------
    officer, post
        A pair that may be planned now: every rule met or waived, or unknown where the policy is "conditional".
    waivers
        Those of any pair; the ones of this pair that are in force count, each until its own last day.

    Returns
    -------
    date | None
        Inclusive, and not before ``post.starts_on`` for such a pair; None where nothing limits the start.
        A blank cell limits nothing.
    """
    waived_until = _waived_until(waivers, officer.officer_id, post)
    limits = (_limit(rule, waived_until, officer, post, mission, thresholds) for rule in rules)
    return min((limit for limit in limits if limit is not None), default=None)


def _limit(
    rule: Rule, waived_until: Mapping[str, date], officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds
) -> date | None:
    """Return the last start that one rule allows, by itself or by waiver; None = no limit."""
    waived_to = waived_until.get(rule.code)
    if waived_to == date.max:
        return None
    if waived_to is not None:
        # From the morrow on the rule stands alone again; one that was not met at first may be by then.
        alone = rule.judge(officer, replace(post, starts_on=waived_to + ONE_DAY), mission, thresholds)
        if alone.verdict is not Verdict.MET:
            return waived_to
    return None if rule.last_start is None else rule.last_start(officer, post, thresholds)


def _waived_until(waivers: Iterable[Waiver], officer_id: str, post: PostLine) -> Mapping[str, date]:
    """Return the last day of the waivers in force for this pair, by rule; ``date.max`` = without end."""
    until: dict[str, date] = {}
    for waiver in waivers:
        if waiver.officer_id == officer_id and waiver.post_id == post.post_id and waiver.holds_on(post.starts_on):
            until[waiver.rule] = max(until.get(waiver.rule, date.min), waiver.expires_on or date.max)
    return until
