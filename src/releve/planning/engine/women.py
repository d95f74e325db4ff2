"""A plan with fewer women missing: seats change from men to free women where nothing is lost but fit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from releve.planning.objective import women_assigned
from releve.planning.problem import AssignmentProblem


def seat_missing_women(problem: AssignmentProblem, chosen: NDArray[np.int64], *, is_over: Callable[[], bool]) -> NDArray[np.int64]:
    """
    Return a feasible plan in which free women took seats of men while their parity group lacked women, at the least loss of fit each.

    Pins and kept pairs stay; caps are held to. Once the clock is over, ``is_over``, seats stay as they are.

    Parameters
    ----------
    chosen
        Positions in ``problem.pairs`` of a feasible plan, increasing.
    """
    pairs = problem.pairs
    missing = problem.group_need - women_assigned(problem, chosen)
    if not np.any(missing > 0):
        return chosen
    is_free = np.ones(len(problem.officer_id), np.bool_)
    is_free[pairs.officer_idx[chosen]] = False
    room = problem.cap_left.astype(np.int64)
    np.subtract.at(room, (problem.mission[pairs.post_idx[chosen]], problem.country[pairs.officer_idx[chosen]]), 1)
    is_man = ~problem.woman[pairs.officer_idx[chosen]] & ~pairs.pinned[chosen] & ~pairs.kept[chosen]
    held = set(chosen.tolist())
    of_women = np.flatnonzero(problem.woman[pairs.officer_idx] & is_free[pairs.officer_idx])
    for group in np.flatnonzero(missing > 0).tolist():
        men = chosen[is_man & (problem.group[pairs.post_idx[chosen]] == group)]
        offered = of_women[problem.group[pairs.post_idx[of_women]] == group]
        for _ in range(int(missing[group])):
            swap = None if is_over() else _cheapest(problem, men, offered[is_free[pairs.officer_idx[offered]]], room)
            if swap is None:
                break
            man, woman = swap
            mission = problem.mission[pairs.post_idx[woman]]
            room[mission, problem.country[pairs.officer_idx[man]]] += 1
            room[mission, problem.country[pairs.officer_idx[woman]]] -= 1
            is_free[pairs.officer_idx[[man, woman]]] = [True, False]
            held.discard(man)
            held.add(woman)
            men = men[men != man]
    return np.array(sorted(held), np.int64)


def _cheapest(
    problem: AssignmentProblem, men: NDArray[np.int64], offered: NDArray[np.int64], room: NDArray[np.int64]
) -> tuple[int, int] | None:
    """Return the pair of a man and the pair of a free woman for the same line that loses least fit; None where no cap lets one in."""
    pairs = problem.pairs
    has_room = room[problem.mission[pairs.post_idx[offered]], problem.country[pairs.officer_idx[offered]]] > 0
    offered = offered[has_room]
    if not len(men) or not len(offered):
        return None
    weakest = np.full(len(problem.post_id), np.iinfo(np.int64).max // 2)
    np.minimum.at(weakest, pairs.post_idx[men], pairs.fit[men])
    loss = weakest[pairs.post_idx[offered]] - pairs.fit[offered]
    woman = int(offered[loss.argmin()])
    of_line = men[pairs.post_idx[men] == pairs.post_idx[woman]]
    return (int(of_line[pairs.fit[of_line].argmin()]), woman) if len(of_line) else None
