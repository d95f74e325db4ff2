"""The explanation of a whole plan: reasons, near misses, reserves and the findings behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from releve.eligibility import Finding, Rule
from releve.model import Officer
from releve.planning.near_misses import NearMiss, NearPair, group_near_misses, near_pairs
from releve.planning.reasons import NotPlaced, UnfilledSeats, officers_not_placed, unfilled_seats
from releve.planning.reserves import Reserve, list_reserves
from releve.planning.standing import Standing


@dataclass(frozen=True, kw_only=True)
class PairFinding:
    """One finding of one pair."""

    officer_id: str
    post_id: str
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """
    Everything that is said of a plan.

    ``findings`` holds every finding other than MET, and the waived ones, of assigned and reserve pairs, near misses and pairs
    two rules away, by post, officer and rule.
    """

    unfilled: tuple[UnfilledSeats, ...]
    not_placed: tuple[NotPlaced, ...]
    near_misses: tuple[NearMiss, ...]
    reserves: tuple[Reserve, ...]
    findings: tuple[PairFinding, ...]


def explain_plan(standing: Standing) -> Explanation:
    """Return why seats stayed open and officers were not placed, what would mend it, and who comes next."""
    near = tuple(near_pairs(standing))
    reserves = list_reserves(standing)
    return Explanation(
        unfilled=unfilled_seats(standing),
        not_placed=officers_not_placed(standing),
        near_misses=group_near_misses(standing, near),
        reserves=reserves,
        findings=tuple(_findings(standing, reserves, near)),
    )


def _findings(standing: Standing, reserves: Sequence[Reserve], near: Sequence[NearPair]) -> Iterator[PairFinding]:
    """Yield the findings to be written; only rules known not to be met are judged again."""
    snapshot, pairs = standing.snapshot, standing.problem.pairs
    told: dict[tuple[int, int], int] = {}
    reserve_pairs = {(snapshot.post_idx[r.post_id], snapshot.officer_idx[r.officer_id]) for r in reserves}
    unmet = pairs.waived_mask | pairs.unknown_mask
    chosen = set(standing.result.chosen.tolist())
    for k in np.flatnonzero(unmet):
        pair = int(pairs.post_idx[k]), int(pairs.officer_idx[k])
        if int(k) in chosen or pair in reserve_pairs:
            told[pair] = int(unmet[k])
    told |= {(found.post_idx, found.officer_idx): found.unmet for found in near}
    officers: dict[int, Officer] = {}
    thresholds = snapshot.policy.thresholds
    rules_in = cache(partial(_rules_in, standing.rules))
    for (j, i), mask in sorted(told.items()):
        officer = officers.get(i) or officers.setdefault(i, snapshot.officers.officer(i))
        post, waived = snapshot.posts[j], standing.waived_mask(j, i)
        mission = snapshot.mission_of(post)
        for bit, rule in rules_in(mask):
            finding = rule.judge(officer, post, mission, thresholds)
            if waived & bit:
                finding = replace(finding, waived=True)
            yield PairFinding(officer_id=officer.officer_id, post_id=post.post_id, finding=finding)


def _rules_in(rules: Sequence[Rule], mask: int) -> tuple[tuple[int, Rule], ...]:
    """Return the rules whose bits are set, with their bits."""
    return tuple((1 << k, rule) for k, rule in enumerate(rules) if mask >> k & 1)
