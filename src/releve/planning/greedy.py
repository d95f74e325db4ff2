"""A feasible plan at once, by going down the priorities; the plan that `solve` holds before anything better is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.planning.problem import AssignmentProblem


def plan_greedily(problem: AssignmentProblem) -> NDArray[np.int64]:
    """
    Return a feasible plan: pins first, then line after line by priority, each with its best free officers.

    Lines of equal priority come in the order of how few pairs they have, for these are the hardest to fill.
    Within a line kept pairs come first, then higher fit, then the officer's key.

    Returns
    -------
    NDArray[np.int64]
        Positions in ``problem.pairs``, increasing, shape ``(n_assigned,)``.
    """
    pairs = problem.pairs
    is_free = np.ones(len(problem.officer_id), np.bool_)
    seats_left = problem.seats.astype(np.int64)
    cap_left = problem.cap_left.astype(np.int64)
    taken: list[int] = []

    def take(pair: int) -> None:
        officer_idx, post_idx = pairs.officer_idx[pair], pairs.post_idx[pair]
        is_free[officer_idx] = False
        seats_left[post_idx] -= 1
        cap_left[problem.mission[post_idx], problem.country[officer_idx]] -= 1
        taken.append(int(pair))

    for pair in np.flatnonzero(pairs.pinned):
        take(int(pair))
    for post_idx in np.lexsort((np.diff(pairs.post_start), problem.priority)):
        first, last = pairs.post_start[post_idx], pairs.post_start[post_idx + 1]
        officers = pairs.officer_idx[first:last]
        order = np.lexsort((-pairs.fit[first:last], ~pairs.kept[first:last]))
        for offset in order[is_free[officers[order]]]:
            if seats_left[post_idx] == 0:
                break
            if cap_left[problem.mission[post_idx], problem.country[officers[offset]]] > 0:
                take(int(first + offset))
    return np.array(sorted(taken), np.int64)
