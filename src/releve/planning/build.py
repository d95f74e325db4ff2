"""From a snapshot to the assignment problem: which pairs may be planned, and within which limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import RULES, screen_post
from releve.eligibility.finding import Rule
from releve.errors import Problem
from releve.model import (
    UNKNOWN,
    DayArray,
    Gender,
    OfficerTable,
    Snapshot,
    Thresholds,
    UnknownPolicy,
    add_months_array,
)
from releve.model.officers import GENDERS
from releve.planning.decided import Decided, find_pin_problems, find_previous_problems
from releve.planning.fit import fit_of_post
from releve.planning.limits import caps_left, parity_groups
from releve.planning.problem import AssignmentProblem, Pairs


@dataclass(frozen=True, kw_only=True, eq=False)
class _PostPairs:
    """The pairs of one post line; officers increasing, arrays as in :class:`Pairs`."""

    officer_idx: NDArray[np.int32]
    fit: NDArray[np.int32]
    waived_mask: NDArray[np.uint32]
    unknown_mask: NDArray[np.uint32]


def build_problem(snapshot: Snapshot, *, rules: Sequence[Rule] = RULES) -> tuple[AssignmentProblem, tuple[Problem, ...]]:
    """
    Return the assignment problem of a snapshot, and what is wrong with its pins and its previous plan.

    Officers and posts stand in the order of the snapshot, which is sorted by key: the order of the sender's rows plays no part.
    Where a problem is an error (a pin that cannot hold), no pair of the problem is pinned.

    Parameters
    ----------
    rules
        The rule book; bits of ``waived_mask`` and ``unknown_mask`` are positions in it.
    """
    officers, posts = snapshot.officers, snapshot.posts
    decided = Decided.from_snapshot(snapshot)
    serving = np.isin(np.array(officers.officer_id, object), [d.officer_id for d in snapshot.deployments])
    waivers = _waiver_masks(snapshot, rules)
    forbidden = decided.forbidden_by_post()
    by_post = [_pairs_of_post(snapshot, j, serving, waivers.get(j, {}), forbidden.get(j, ()), rules) for j in range(len(posts))]
    pairs = _join(by_post, decided)
    groups = parity_groups(snapshot)
    left = caps_left(snapshot)
    country = np.where(officers.country == UNKNOWN, len(officers.countries), officers.country).astype(np.int32)
    problems = (
        *find_pin_problems(snapshot, decided, pairs=pairs, cap_left=left, country=country, rules=rules),
        *find_previous_problems(snapshot, decided, pairs=pairs, rules=rules),
    )
    if any(problem.is_error for problem in problems):
        pairs.pinned[:] = False
    problem = AssignmentProblem(
        officer_id=officers.officer_id,
        post_id=tuple(post.post_id for post in posts),
        woman=officers.gender == GENDERS.index(Gender.F),
        country=country,
        clearance_expires_on=_clearance_expires_on(officers, snapshot.policy.thresholds),
        seats=np.array([post.seats for post in posts], np.int32),
        priority=np.array([post.priority for post in posts], np.int8),
        mission=np.array([snapshot.mission_idx[post.mission] for post in posts], np.int32),
        group=groups.group,
        group_need=groups.need,
        cap_left=left,
        pairs=pairs,
    )
    return problem, problems


def _pairs_of_post(
    snapshot: Snapshot,
    post_idx: int,
    serving: NDArray[np.bool_],
    waived_rules: dict[int, int],
    forbidden: Sequence[int],
    rules: Sequence[Rule],
) -> _PostPairs:
    """Return who may be planned in one post line."""
    post, policy = snapshot.posts[post_idx], snapshot.policy
    screening = screen_post(snapshot.officers, post, snapshot.mission_of(post), policy.thresholds, rules=rules)
    waiver = np.zeros(len(snapshot.officers), np.uint32)
    for officer_idx, mask in waived_rules.items():
        waiver[officer_idx] = mask
    open_rules = screening.not_met_mask & ~waiver
    unknown = screening.unknown_mask & ~waiver
    if policy.unknown is UnknownPolicy.REFUSE:
        open_rules = open_rules | unknown
    may_serve = (open_rules == 0) & ~serving
    may_serve[list(forbidden)] = False
    chosen = np.flatnonzero(may_serve)
    waived = (screening.not_met_mask | screening.unknown_mask) & waiver
    return _PostPairs(
        officer_idx=chosen.astype(np.int32),
        fit=fit_of_post(snapshot.officers, post, policy)[chosen].astype(np.int32),
        waived_mask=waived[chosen].astype(np.uint32),
        unknown_mask=unknown[chosen].astype(np.uint32),
    )


def _waiver_masks(snapshot: Snapshot, rules: Sequence[Rule]) -> dict[int, dict[int, int]]:
    """Return the rules waived and in force, as bits: post -> officer -> mask."""
    bit = {rule.code: 1 << k for k, rule in enumerate(rules)}
    masks: dict[int, dict[int, int]] = {}
    for waiver in snapshot.waivers:
        post_idx = snapshot.post_idx[waiver.post_id]
        if waiver.rule in bit and waiver.holds_on(snapshot.posts[post_idx].starts_on):
            of_post = masks.setdefault(post_idx, {})
            officer_idx = snapshot.officer_idx[waiver.officer_id]
            of_post[officer_idx] = of_post.get(officer_idx, 0) | bit[waiver.rule]
    return masks


def _join(by_post: Sequence[_PostPairs], decided: Decided) -> Pairs:
    """Return the pairs of all post lines as compressed rows, with what was decided about them."""
    sizes = [len(part.officer_idx) for part in by_post]
    pairs = Pairs(
        post_start=np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
        officer_idx=np.concatenate([part.officer_idx for part in by_post] or [np.zeros(0, np.int32)]),
        post_idx=np.repeat(np.arange(len(by_post), dtype=np.int32), sizes),
        fit=np.concatenate([part.fit for part in by_post] or [np.zeros(0, np.int32)]),
        waived_mask=np.concatenate([part.waived_mask for part in by_post] or [np.zeros(0, np.uint32)]),
        unknown_mask=np.concatenate([part.unknown_mask for part in by_post] or [np.zeros(0, np.uint32)]),
        kept=np.zeros(sum(sizes), np.bool_),
        pinned=np.zeros(sum(sizes), np.bool_),
    )
    for flags, wanted in ((pairs.kept, decided.previous), (pairs.pinned, decided.pins)):
        for officer_idx, post_idx in wanted:
            position = pairs.position_of(officer_idx, post_idx)
            if position is not None:
                flags[position] = True
    return pairs


def _clearance_expires_on(officers: OfficerTable, thresholds: Thresholds) -> DayArray:
    """Return the last day of each assessment clearance, inclusive; NaT = none."""
    return add_months_array(officers.ams_cleared_on, thresholds.assessment_months.value)
