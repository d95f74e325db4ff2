"""From a snapshot to the assignment problem: which pairs may be planned, and within which limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import RULES
from releve.eligibility.finding import Rule
from releve.errors import Problem, ReleveError
from releve.model import (
    UNKNOWN,
    DayArray,
    Gender,
    OfficerTable,
    Snapshot,
    Thresholds,
    add_months_array,
)
from releve.model.officers import GENDERS
from releve.planning.decided import Decided, find_pin_problems, find_previous_problems
from releve.planning.limits import caps_left, parity_groups
from releve.planning.problem import AssignmentProblem, Pairs
from releve.planning.register import Register, register_of

MOST_PAIRS: Final = 50_000_000
"""Pairs that are written down at once: some 6 GB while a plan is made of them."""


class TooManyPairsError(ReleveError):
    """More pairs may be planned than are written down at once; ``data`` names how many are."""

    code = "planning.too_many_pairs"


def build_problem(
    snapshot: Snapshot, *, rules: Sequence[Rule] = RULES, register: Register | None = None
) -> tuple[AssignmentProblem, tuple[Problem, ...]]:
    """
    Return the assignment problem of a snapshot, and what is wrong with its pins and its previous plan.

    Officers and posts stand in the order of the snapshot, which is sorted by key: the order of the sender's rows plays no part.
    Where a problem is an error (a pin that cannot hold), no pair of the problem is pinned.

    Parameters
    ----------
    rules
        The rule book; bits of ``waived_mask`` and ``unknown_mask`` are positions in it.
    register
        The register of the snapshot under these rules where it is at hand already; None = made here.

    Raises
    ------
    TooManyPairsError
        If more than `MOST_PAIRS` may be planned: such a register is listed (:mod:`releve.planning.listing`).
    """
    decided = Decided.from_snapshot(snapshot)
    pairs = _all_pairs(register or register_of(snapshot, rules=rules, forbidden=decided.forbidden_by_post()), decided)
    frame = frame_of(snapshot)
    problems = (
        *find_pin_problems(snapshot, decided, pairs=pairs, cap_left=frame.cap_left, country=frame.country, rules=rules),
        *find_previous_problems(snapshot, decided, pairs=pairs, rules=rules),
    )
    if any(problem.is_error for problem in problems):
        pairs.pinned[:] = False
    return replace(frame, pairs=pairs), problems


def frame_of(snapshot: Snapshot) -> AssignmentProblem:
    """Return the problem of a snapshot without a pair: its officers, lines, targets and caps."""
    officers, posts, groups = snapshot.officers, snapshot.posts, parity_groups(snapshot)
    return AssignmentProblem(
        officer_id=officers.officer_id,
        post_id=tuple(post.post_id for post in posts),
        woman=officers.gender == GENDERS.index(Gender.F),
        country=np.where(officers.country == UNKNOWN, len(officers.countries), officers.country).astype(np.int32),
        clearance_expires_on=_clearance_expires_on(officers, snapshot.policy.thresholds),
        seats=np.array([post.seats for post in posts], np.int32),
        priority=np.array([post.priority for post in posts], np.int8),
        mission=np.array([snapshot.mission_idx[post.mission] for post in posts], np.int32),
        group=groups.group,
        group_need=groups.need,
        cap_left=caps_left(snapshot),
        pairs=Pairs.none(len(posts)),
    )


def _all_pairs(register: Register, decided: Decided) -> Pairs:
    """Return the pairs of all post lines as compressed rows, with what was decided about them."""
    n_posts = len(register.snapshot.posts)
    officers, n_pairs = list[NDArray[np.int64]](), 0
    for j in range(n_posts):
        officers.append(register.officers_of(j))
        n_pairs += len(officers[j])
        if n_pairs > MOST_PAIRS:
            raise TooManyPairsError(most=MOST_PAIRS)
    masks = [register.masks_of(j, officers[j]) for j in range(n_posts)]
    sizes = [len(of_post) for of_post in officers]
    pairs = Pairs(
        post_start=np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
        officer_idx=np.concatenate([np.zeros(0, np.int32), *(of_post.astype(np.int32) for of_post in officers)]),
        post_idx=np.repeat(np.arange(n_posts, dtype=np.int32), sizes),
        fit=np.concatenate([np.zeros(0, np.int32), *(register.fit_of(j, officers[j]) for j in range(n_posts))]),
        waived_mask=np.concatenate([np.zeros(0, np.uint32), *(waived for waived, _ in masks)]),
        unknown_mask=np.concatenate([np.zeros(0, np.uint32), *(unknown for _, unknown in masks)]),
        kept=np.zeros(sum(sizes), np.bool_),
        pinned=np.zeros(sum(sizes), np.bool_),
    )
    pairs.mark(kept=decided.previous, pinned=decided.pins)
    return pairs


def _clearance_expires_on(officers: OfficerTable, thresholds: Thresholds) -> DayArray:
    """Return the last day of each assessment clearance, inclusive; NaT = none."""
    return add_months_array(officers.ams_cleared_on, thresholds.assessment_months.value)
