"""
A start for the exact search: a good plan, and the few pairs among which the best one is likely to lie.

Prices of officers, seats, caps and targets are found first (:mod:`releve.planning.engine.prices`). A pair that is worth much less
than the sum of its prices is in hardly any good plan; the search goes on without it, and afterwards proves that it was right to
(:mod:`releve.planning.engine.held`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.clock import Clock
from releve.planning.engine.best_pairs import BestPairs
from releve.planning.engine.demand import Demand, demand_of
from releve.planning.engine.explicit import list_all_pairs
from releve.planning.engine.filling import Filler, Filling, SidePrices
from releve.planning.engine.prices import find_prices
from releve.planning.engine.scramble import PLACE_BITS, places, salts
from releve.planning.engine.women import seat_missing_women
from releve.planning.greedy import complete_greedily
from releve.planning.problem import AssignmentProblem

ROUNDS: Final = 40
"""Rounds of prices at most; each is an exact filling of all seats."""
REACH_SHARE: Final = 24
"""Pairs are taken along down to a 24th of the highest fit below the prices,"""
PAIRS_A_SEAT: Final = 4
"""but no more than 4 a seat, those nearest to the prices."""


@dataclass(frozen=True, kw_only=True, eq=False)
class HeadStart:
    """
    Where the exact search begins.

    Attributes
    ----------
    chosen
        Positions in ``problem.pairs`` of a feasible plan, increasing.
    near
        Positions of the pairs worth searching among, ``chosen`` and all pinned and kept pairs included; increasing.
    demand, filling
        The seats as the prices were found for them, and how they were filled at the best ones.
    """

    chosen: NDArray[np.int64]
    near: NDArray[np.int64]
    demand: Demand
    filling: Filling


@dataclass(frozen=True, kw_only=True, eq=False)
class Groundwork:
    """
    What is known of a problem before it is searched.

    ``demand`` is what :func:`demand_of_all` returns; ``prices`` of caps and targets are good to begin with; ``filling`` is what
    :func:`find_prices` returns. None = not known.
    """

    demand: Demand
    prices: SidePrices | None = None
    filling: Filling | None = None


def head_start(problem: AssignmentProblem, clock: Clock, groundwork: Groundwork | None = None) -> HeadStart | None:
    """Return a start for a problem; None when the clock ended it. ``groundwork`` saves time where it is at hand."""
    pairs = problem.pairs
    movable = _movable(problem)
    groundwork = groundwork or Groundwork(demand=demand_of_all(problem))
    demand = groundwork.demand
    top_fit = demand.top_fit
    filling = groundwork.filling or find_prices(Filler(demand), ROUNDS, is_over=clock.is_over, start=groundwork.prices)
    if filling is None:
        return None
    below = below_prices(problem, demand, filling)
    placed = filling.post_of[pairs.officer_idx] == pairs.post_idx
    near = pairs.pinned | pairs.kept | (movable & placed)
    near[nearest_pairs(problem, below, np.flatnonzero(movable & (below <= top_fit // REACH_SHARE)))] = True
    chosen = seat_missing_women(problem, _within_caps(problem, np.flatnonzero(placed & movable)), is_over=clock.is_over)
    near[chosen] = True
    return HeadStart(chosen=chosen, near=np.flatnonzero(near), demand=demand, filling=filling)


def demand_of_all(problem: AssignmentProblem) -> Demand:
    """Return the seats of a problem that pins leave, with every pair that may still be chosen."""
    pairs, movable = problem.pairs, _movable(problem)
    own = np.flatnonzero(pairs.kept & movable)
    lists = list_all_pairs(problem, np.flatnonzero(movable & ~pairs.kept))
    return _demand(problem, lists, own)


def demand_of_lists(problem: AssignmentProblem, lists: BestPairs) -> Demand:
    """Return the same as `demand_of_all` for a problem that was made of lists: they are in order already."""
    pairs, movable = problem.pairs, _movable(problem)
    n_officers = max(1, len(problem.officer_id))
    has_kept, is_free = np.zeros(n_officers, np.bool_), np.ones(n_officers, np.bool_)
    kept = np.flatnonzero(pairs.kept)
    has_kept[pairs.officer_idx[kept]] = True
    is_free[pairs.officer_idx[pairs.pinned]] = False
    listed = is_free[lists.officer_idx]
    twice = np.flatnonzero(has_kept[lists.officer_idx])
    key = lists.post_idx[twice].astype(np.int64) * n_officers + lists.officer_idx[twice]
    listed[twice[np.isin(key, pairs.post_idx[kept].astype(np.int64) * n_officers + pairs.officer_idx[kept])]] = False
    if int(listed.sum()) != int((movable & ~pairs.kept).sum()):
        # Pairs were named beside the lists.
        return demand_of_all(problem)
    return _demand(problem, lists.only(listed), np.flatnonzero(pairs.kept & movable))


def _demand(problem: AssignmentProblem, lists: BestPairs, own: NDArray[np.int64]) -> Demand:
    return demand_of(problem, lists, own, top_fit=max(int(problem.pairs.fit.max(initial=0)), int(lists.left_fit.max(initial=0))))


def _movable(problem: AssignmentProblem) -> NDArray[np.bool_]:
    """Return the pairs of officers whom no pin holds; shape ``(n_pairs,)``."""
    pairs = problem.pairs
    is_pinned = np.zeros(len(problem.officer_id), np.bool_)
    is_pinned[pairs.officer_idx[pairs.pinned]] = True
    movable: NDArray[np.bool_] = ~is_pinned[pairs.officer_idx]
    return movable


def nearest_pairs(problem: AssignmentProblem, below: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return of these pairs the ones nearest to the prices, at most `PAIRS_A_SEAT` times as many as there are seats."""
    most = PAIRS_A_SEAT * int(problem.seats.sum())
    if len(wanted) <= most:
        return wanted
    officers, posts = (column[wanted].astype(np.int64) for column in (problem.pairs.officer_idx, problem.pairs.post_idx))
    order = np.argsort((np.maximum(below[wanted], 0) << PLACE_BITS) | places(officers, salts(posts)))
    return wanted[order[:most]]


def below_prices(problem: AssignmentProblem, demand: Demand, filling: Filling, *, bits: int = 0) -> NDArray[np.int64]:
    """
    Return how far each pair is worth less than its prices; shape ``(n_pairs,)``, negative only for pairs of pinned officers.

    All is in units of ``2 ** -bits``; ``demand`` and ``filling`` are so already.
    """
    pairs, prices = problem.pairs, filling.prices
    officers, posts = pairs.officer_idx, pairs.post_idx
    worth = demand.base[posts] + (pairs.fit.astype(np.int64) << bits) + np.where(pairs.kept, demand.kept_weight, 0)
    worth += np.where(problem.woman[officers], prices.group[demand.group][posts], 0)
    worth -= prices.cap.ravel()[demand.mission[posts] * prices.cap.shape[1] + problem.country[officers]]
    below: NDArray[np.int64] = filling.officer_price[officers] + filling.seat_price[posts] - worth
    return below


def _within_caps(problem: AssignmentProblem, placed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a feasible plan: pins, the placed pairs as far as caps allow (highest fit first), and whatever else can be seated."""
    pairs = problem.pairs
    pinned = np.flatnonzero(pairs.pinned)
    room = problem.cap_left.astype(np.int64).ravel()
    key = problem.mission[pairs.post_idx].astype(np.int64) * problem.cap_left.shape[1] + problem.country[pairs.officer_idx]
    np.subtract.at(room, key[pinned], 1)
    order = placed[np.lexsort((-pairs.fit[placed], key[placed]))]
    first = np.searchsorted(key[order], key[order])
    kept = order[np.arange(len(order)) - first < room[key[order]]]
    return complete_greedily(problem, np.sort(np.concatenate((pinned, kept))))
