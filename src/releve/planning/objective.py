"""The objective as arrays: what each pair is worth on each level, and the value of a plan."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.problem import AssignmentProblem, LeftOut
from releve.planning.result import LEVELS, ObjectiveValue

N_PRIORITIES: Final = 4
SHORTFALL_LEVEL: Final = LEVELS.index("women_shortfall")
KEPT_LEVEL: Final = LEVELS.index("kept")
FIT_LEVEL: Final = LEVELS.index("fit")


def pair_gain(problem: AssignmentProblem, level: int) -> NDArray[np.int64]:
    """Return what each pair adds to a level of ``LEVELS``; shape ``(n_pairs,)``. Women's shortfall is no sum over pairs: zeros."""
    pairs = problem.pairs
    if level < N_PRIORITIES:
        of_priority: NDArray[np.int64] = (problem.priority[pairs.post_idx] == level + 1).astype(np.int64)
        return of_priority
    if level == KEPT_LEVEL:
        return pairs.kept.astype(np.int64)
    if level == FIT_LEVEL:
        return pairs.fit.astype(np.int64)
    return np.zeros(len(pairs), np.int64)


def women_assigned(problem: AssignmentProblem, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the women that a plan assigns to each parity group; shape ``(n_groups,)``."""
    pairs = problem.pairs
    women = chosen[problem.woman[pairs.officer_idx[chosen]]]
    return np.bincount(problem.group[pairs.post_idx[women]], minlength=len(problem.group_need))


def evaluate_plan(problem: AssignmentProblem, chosen: NDArray[np.int64]) -> ObjectiveValue:
    """Return the value of a plan on every level, in whole numbers; ``chosen`` holds positions in ``problem.pairs``."""
    pairs = problem.pairs
    filled = np.bincount(problem.priority[pairs.post_idx[chosen]], minlength=N_PRIORITIES + 1)
    shortfall = np.maximum(problem.group_need - women_assigned(problem, chosen), 0)
    return ObjectiveValue(
        filled=(int(filled[1]), int(filled[2]), int(filled[3]), int(filled[4])),
        women_shortfall=int(shortfall.sum()),
        kept=int(pairs.kept[chosen].sum()),
        fit=int(pairs.fit[chosen].sum(dtype=np.int64)),
    )


def is_feasible(problem: AssignmentProblem, chosen: NDArray[np.int64]) -> bool:
    """Return whether a plan obeys every hard constraint: one seat an officer, seats, national caps, pins."""
    pairs = problem.pairs
    officers, posts = pairs.officer_idx[chosen], pairs.post_idx[chosen]
    held = np.zeros_like(problem.cap_left)
    np.add.at(held, (problem.mission[posts], problem.country[officers]), 1)
    pinned = np.flatnonzero(pairs.pinned)
    return bool(
        len(np.unique(officers)) == len(officers)
        and np.all(np.bincount(posts, minlength=len(problem.seats)) <= problem.seats)
        and np.all(held <= problem.cap_left)
        and np.all(np.isin(pinned, chosen))
    )


def trivial_bounds(problem: AssignmentProblem) -> ObjectiveValue:
    """
    Return bounds that hold for every plan and cost nothing to find, for levels of which nothing better is known.

    Seats that have an eligible officer; women who could be assigned to each group; officers with a kept pair; the best fit of each
    officer, for as many officers as there are seats.
    """
    pairs = problem.pairs
    if problem.left_out is not None:
        return _bounds_beyond(problem, problem.left_out)
    reachable = np.minimum(problem.seats, np.diff(pairs.post_start))
    filled = np.bincount(problem.priority, weights=reachable, minlength=N_PRIORITIES + 1).astype(np.int64)
    women = np.flatnonzero(problem.woman[pairs.officer_idx])
    keys = np.unique(problem.group[pairs.post_idx[women]].astype(np.int64) * len(problem.officer_id) + pairs.officer_idx[women])
    candidates = np.bincount(keys // max(1, len(problem.officer_id)), minlength=len(problem.group_need))
    seats = np.bincount(problem.group, weights=reachable, minlength=len(problem.group_need)).astype(np.int64)
    shortfall = np.maximum(problem.group_need - np.minimum(candidates, seats), 0)
    # Of one type, and positions as numpy wants them: ten times as fast.
    best_fit = np.zeros(len(problem.officer_id), pairs.fit.dtype)
    np.maximum.at(best_fit, pairs.officer_idx.astype(np.intp), pairs.fit)
    return ObjectiveValue(
        filled=(int(filled[1]), int(filled[2]), int(filled[3]), int(filled[4])),
        women_shortfall=int(shortfall.sum()),
        kept=len(np.unique(pairs.officer_idx[pairs.kept])),
        fit=int(np.sort(best_fit)[::-1][: int(reachable.sum())].sum(dtype=np.int64)),
    )


def _bounds_beyond(problem: AssignmentProblem, left_out: LeftOut) -> ObjectiveValue:
    """Return `trivial_bounds` where pairs are left out: every seat that has an officer at the best fit of its line, no woman missing."""
    pairs, n_posts = problem.pairs, len(problem.post_id)
    reachable = np.minimum(problem.seats, left_out.n_eligible.reshape(-1, 2).sum(axis=1))
    filled = np.bincount(problem.priority, weights=reachable, minlength=N_PRIORITIES + 1).astype(np.int64)
    top = np.maximum(left_out.fit.reshape(-1, 2).max(axis=1, initial=-1), 0).astype(np.int64)
    has_pairs = np.diff(pairs.post_start) > 0
    if has_pairs.any():
        top[has_pairs] = np.maximum(top[has_pairs], np.maximum.reduceat(pairs.fit, pairs.post_start[:-1][has_pairs]))
    return ObjectiveValue(
        filled=(int(filled[1]), int(filled[2]), int(filled[3]), int(filled[4])),
        women_shortfall=0,
        kept=len(np.unique(pairs.officer_idx[pairs.kept])),
        fit=int((top[:n_posts] * reachable).sum()),
    )
