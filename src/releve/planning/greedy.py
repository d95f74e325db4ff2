"""A feasible plan at once, by going down the priorities; what `solve` holds before anything better is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.planning.problem import AssignmentProblem


def plan_greedily(problem: AssignmentProblem) -> NDArray[np.int64]:
    """Return a feasible plan: pins first, then as `complete_greedily`; positions in ``problem.pairs``, increasing."""
    return complete_greedily(problem, np.flatnonzero(problem.pairs.pinned))


def complete_greedily(problem: AssignmentProblem, plan: NDArray[np.int64]) -> NDArray[np.int64]:
    """
    Return a feasible plan with more assignments, until no free officer may take an open seat: line after line by priority.

    Lines of equal priority come in the order of how few pairs they have, for these are the hardest to fill.
    Within a line kept pairs come first, then higher fit, then the officer's key.
    What is added makes no level worse, fit and filled seats better.

    Parameters
    ----------
    plan
        Positions in ``problem.pairs`` of a feasible plan, shape ``(n_planned,)``.

    Returns
    -------
    NDArray[np.int64]
        Positions in ``problem.pairs``, increasing, shape ``(n_assigned,)``.
    """
    pairs = problem.pairs
    officers, posts = pairs.officer_idx[plan], pairs.post_idx[plan]
    is_free = np.ones(len(problem.officer_id), np.bool_)
    is_free[officers] = False
    seats_left = problem.seats - np.bincount(posts, minlength=len(problem.seats))
    cap_left = problem.cap_left.astype(np.int64)
    np.subtract.at(cap_left, (problem.mission[posts], problem.country[officers]), 1)
    taken = plan.tolist()
    for post_idx in np.lexsort((np.diff(pairs.post_start), problem.priority)):
        if seats_left[post_idx] == 0:
            continue
        own = np.arange(pairs.post_start[post_idx], pairs.post_start[post_idx + 1])
        own = own[is_free[pairs.officer_idx[own]]]
        room = cap_left[problem.mission[post_idx]]
        for pair in own[np.lexsort((-pairs.fit[own], ~pairs.kept[own]))]:
            officer_idx = pairs.officer_idx[pair]
            if room[problem.country[officer_idx]] > 0:
                is_free[officer_idx] = False
                room[problem.country[officer_idx]] -= 1
                seats_left[post_idx] -= 1
                taken.append(int(pair))
            if seats_left[post_idx] == 0:
                break
    return np.array(sorted(taken), np.int64)
