"""
Among plans that are equal on every level: the one that the rule for ties prefers, as far as exchanges between two officers go.

The rule stands in decision 0005; its order of officers in :mod:`releve.planning.tie_order`.
Every exchange made here leaves all levels as they are and breaks no constraint.

The exchanges end: a free officer who takes a seat lowers the sum of the ranks of all placed officers; two placed officers who change
lines leave that sum alone and lower, read line by line in the order of decision 0005, the first sum of ranks that differs.
Neither can fall for ever.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.planning.clock import Clock
from releve.planning.problem import AssignmentProblem
from releve.planning.seating import Seating
from releve.planning.tie_lines import lines_with_exchanges
from releve.planning.tie_order import line_order, tie_ranks


def break_ties(
    problem: AssignmentProblem, chosen: NDArray[np.int64], *, seed: int, clock: Clock, near: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """
    Return the plan after every exchange that the rule for ties prefers; its value on every level is that of ``chosen``.

    When the clock is over, exchanges not yet made are left out.

    Parameters
    ----------
    chosen
        A feasible plan: shape ``(n_assigned,)``, positions in ``problem.pairs``.
    seed
        Enters the hash of the rule.
    near
        Pairs of another plan, positions in ``problem.pairs``: no exchange changes how many of them the plan holds.

    Returns
    -------
    NDArray[np.int64]
        Shape ``(n_assigned,)``, increasing.
    """
    if clock.is_over():
        return np.sort(chosen)
    seating, ranks = Seating(problem, chosen, near=near), tie_ranks(problem, seed=seed)
    lines = line_order(problem)
    comes_at = np.empty(len(lines), np.int64)
    comes_at[lines] = np.arange(len(lines))
    # Only lines that may see an exchange are looked at: those that could from the beginning, and those of officers who have moved since.
    # They stay in the round, for a cap or a target that forbids an exchange now may allow it after others.
    is_due, has_changed = lines_with_exchanges(seating, ranks, comes_at), True
    while has_changed:
        has_changed = False
        for post_idx in lines.tolist():
            if not is_due[post_idx]:
                continue
            if clock.is_over():
                return seating.chosen()
            moved = [*_let_free_officers_in(seating, ranks, post_idx), *_let_placed_officers_in(seating, ranks, post_idx, comes_at)]
            for officer_idx in moved:
                is_due[seating.lines_of(officer_idx)] = True
            has_changed |= bool(moved)
    return seating.chosen()


def _let_free_officers_in(seating: Seating, ranks: NDArray[np.int64], post_idx: int) -> list[int]:
    """Replace holders of a line, last in the order first, by the first free officer who changes no level; return who has moved."""
    pairs, moved = seating.problem.pairs, list[int]()
    for held in _last_first(seating, ranks, post_idx):
        offered = seating.pairs_of_free_officers(post_idx)
        offered = offered[ranks[pairs.officer_idx[offered]] < ranks[pairs.officer_idx[held]]]
        offered = offered[seating.replacing_changes_nothing(offered, held)]
        if len(offered):
            newcomer = _first(offered, ranks, pairs.officer_idx)
            seating.replace(held, newcomer)
            moved += [int(pairs.officer_idx[held]), int(pairs.officer_idx[newcomer])]
    return moved


def _let_placed_officers_in(seating: Seating, ranks: NDArray[np.int64], post_idx: int, comes_at: NDArray[np.int64]) -> list[int]:
    """Let holders of a line change places with officers of later lines who come before them in the order; return who has moved."""
    pairs, moved = seating.problem.pairs, list[int]()
    for held in _last_first(seating, ranks, post_idx):
        offered = seating.pairs_of_placed_officers(post_idx)
        officers = pairs.officer_idx[offered]
        is_later = comes_at[pairs.post_idx[seating.pair_of[officers]]] > comes_at[post_idx]
        offered = offered[is_later & (ranks[officers] < ranks[pairs.officer_idx[held]])]
        offered = offered[seating.swapping_changes_nothing(offered, held)]
        if len(offered):
            partner = _first(offered, ranks, pairs.officer_idx)
            seating.swap(held, partner)
            moved += [int(pairs.officer_idx[held]), int(pairs.officer_idx[partner])]
    return moved


def _last_first(seating: Seating, ranks: NDArray[np.int64], post_idx: int) -> NDArray[np.int64]:
    """Return the pairs of the holders of a line that no pin holds, last in the order of ties first."""
    held = seating.movable_pairs(post_idx)
    in_order: NDArray[np.int64] = held[np.argsort(-ranks[seating.problem.pairs.officer_idx[held]])]
    return in_order


def _first(offered: NDArray[np.int64], ranks: NDArray[np.int64], officer_idx: NDArray[np.int32]) -> int:
    return int(offered[ranks[officer_idx[offered]].argmin()])
