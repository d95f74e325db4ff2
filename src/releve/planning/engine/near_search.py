"""
The exact search over the pairs that a head start leaves, and the proof that the pairs left out change nothing.

The search proves its levels among the pairs it sees. Its prices are then held against all pairs
(:mod:`releve.planning.engine.whole_proof`). Where they prove less than the search did, pairs left out are worth more than they cost:
those are taken in, and the search goes on. This ends, for every round takes in pairs that were left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.branching import Goal, prove_by_branching
from releve.planning.certificate import LevelProof
from releve.planning.clock import Clock
from releve.planning.engine.filling import Filler
from releve.planning.engine.first_basis import first_basis, wider_basis
from releve.planning.engine.head_start import Groundwork, HeadStart, below_prices, head_start, nearest_pairs
from releve.planning.engine.held import HeldLevel, PricedFilling, excess, hold_level, lists_worth, natural_bounds, unless_left_out
from releve.planning.engine.whole_proof import level_hints, side_prices
from releve.planning.found import Found
from releve.planning.problem import AssignmentProblem
from releve.planning.relaxation import Relaxation, relax
from releve.planning.result import LEVELS, MINIMISED, NOT_CERTIFIED, ObjectiveValue
from releve.planning.search import Progress, Search
from releve.planning.start_basis import StartBasis

MOST_PAIRS_OF_A_TREE: Final = 300_000
"""A level closed by branch and bound is proven by a tree of our own up to here: every node looks at each pair."""
NEXT_REACH_SHARE: Final = 500
"""The prices of a search are nearly exact: pairs that it has not seen are taken in down to a 500th of the highest fit below them."""
_SIGNS: Final = tuple(-1 if level in MINIMISED else 1 for level in LEVELS)


def search_near(
    problem: AssignmentProblem,
    *,
    gap: float,
    clock: Clock,
    on_progress: Progress | None,
    near: NDArray[np.int64] | None = None,
    certify: bool = True,
    groundwork: Groundwork | None = None,
) -> Found | None:
    """
    Return the best plan with what is proven of it for all pairs; None when the clock ended the head start.

    Parameters
    ----------
    near
        Pairs of another plan, positions in ``problem.pairs``: of equal plans the one that shares most with it. None = any.
    groundwork
        What is known of the problem already; None = nothing.
    """
    start = head_start(problem, clock, groundwork)
    if start is None:
        return None
    seen, chosen, hinting = start.near, start.chosen, start.filling
    basing, before = PricedFilling(filling=start.filling, bits=0), None
    known: list[tuple[Sequence[int], HeldLevel] | None] = [None] * len(LEVELS)
    while True:
        part = replace(problem, pairs=problem.pairs.take(seen))
        hints = level_hints(problem, start.demand, hinting)
        search = Search(
            part,
            gap=gap,
            clock=clock,
            on_progress=on_progress,
            start=np.searchsorted(seen, chosen),
            hints=hints,
            begin_with=partial(_first_basis, problem, start, seen, basing, before),
        )
        search.run()
        chosen = seen[search.plan]
        fillings = _fillings(start, search, clock)
        held = _hold_levels(problem, start, search, fillings, _others(problem, seen))
        levels = _with_known(held, known, search.value.compare_key())
        is_closed = len(levels) == len(LEVELS) and levels[-1].is_closed
        # Of this round: a tighter bound of an earlier one knows nothing of the lists that stand in the way of this one's.
        now = None if is_closed or not held else held[min(len(held), len(levels)) - 1]
        is_cut = now is not None and len(lists_worth(problem, now.root, 1)) > 0
        is_last = is_closed or is_cut or clock.is_over()
        missing = np.zeros(0, np.int64) if is_last else _missing(problem, start, seen, fillings[0], levels)
        # Listed pairs come first: once they are all at hand, prices may say that no list was too short.
        short = np.zeros(0, np.int64) if now is None or len(missing) else now.dear_lists
        if not len(missing):
            found = replace(_found(problem, search, seen, levels, clock=clock, certify=certify), short=short)
            return found if near is None else _approach(problem, found, seen, search, near)
        basing, before = fillings[0], None if search.basis is None else (search.basis, search.relaxation, seen)
        seen = np.union1d(seen, missing)
        newest = fillings[0]
        if newest.bits == 0 and newest.filling.bound < hinting.bound:
            hinting = newest.filling


def _first_basis(
    problem: AssignmentProblem,
    start: HeadStart,
    seen: NDArray[np.int64],
    priced: PricedFilling,
    before: tuple[StartBasis, Relaxation, NDArray[np.int64]] | None,
    relaxation: Relaxation,
) -> StartBasis:
    """Return the basis where the search over fewer pairs ended, else that of a filling."""
    if before is not None:
        basis, smaller, were_seen = before
        return wider_basis(basis, smaller, relaxation, np.searchsorted(seen, were_seen))
    below = below_prices(problem, start.demand.scaled(priced.bits), priced.filling, bits=priced.bits)[seen]
    return first_basis(replace(problem, pairs=problem.pairs.take(seen)), relaxation, start.demand.scaled(priced.bits), priced, below)


def _approach(problem: AssignmentProblem, found: Found, seen: NDArray[np.int64], search: Search, near: NDArray[np.int64]) -> Found:
    """Return what was found with that of all equal plans which shares most pairs with another one."""
    tied = found.tied
    if tied is None or len(np.setdiff1d(tied, seen)):
        # Equal plans may hold pairs that the search did not see: it goes once more over all they can hold.
        both = np.union1d(seen, tied) if tied is not None else seen
        search = search.again(replace(problem, pairs=problem.pairs.take(both)), np.searchsorted(both, found.chosen))
        seen = both
    search.approach(np.searchsorted(seen, np.intersect1d(near, seen)))
    return replace(found, chosen=seen[search.plan], tied=None if tied is None else np.union1d(tied, seen[search.plan]))


def _fillings(start: HeadStart, search: Search, clock: Clock) -> Sequence[PricedFilling]:
    """Return the seats filled among all pairs at the prices that the search found, and at those that it began with."""
    first = PricedFilling(filling=start.filling, bits=0)
    prices, bits = side_prices(search, start.demand)
    filling = Filler(start.demand.scaled(bits)).fill(prices, is_over=clock.is_over)
    return (first,) if filling is None else (PricedFilling(filling=filling, bits=bits), first)


def _hold_levels(
    problem: AssignmentProblem, start: HeadStart, search: Search, fillings: Sequence[PricedFilling], left_out: NDArray[np.int64]
) -> list[HeldLevel]:
    """Return what holds for all pairs of the levels up to the first that is open or that the plan does not reach."""
    found: list[HeldLevel] = []
    for level in range(len(LEVELS)):
        held = hold_level(problem, start.demand, search, fillings, level, left_out)
        if held is None:
            break
        found.append(held)
        if not held.is_closed or not search.reaches_targets_before(level + 1):
            break
    return found


def _with_known(levels: list[HeldLevel], known: list[tuple[Sequence[int], HeldLevel] | None], values: tuple[int, ...]) -> list[HeldLevel]:
    """
    Return the levels with what an earlier round proved of them or of the next ones, as long as the values before them are the same.

    What this round proved is remembered in ``known``.
    """
    found: list[HeldLevel] = []
    for level in range(len(LEVELS)):
        now = levels[level] if level < len(levels) else None
        before = known[level]
        if before is not None and before[0] == values[:level] and (now is None or before[1].bound < now.bound):
            now = before[1]
        if now is None:
            break
        known[level] = (values[:level], now)
        found.append(now)
        if not now.is_closed:
            break
    return found


def _missing(
    problem: AssignmentProblem, start: HeadStart, near: NDArray[np.int64], priced: PricedFilling, levels: Sequence[HeldLevel]
) -> NDArray[np.int64]:
    """Return the pairs not yet seen that the newest prices put into the plan or near it; where there are none, those in the way."""
    demand = start.demand.scaled(priced.bits)
    below = below_prices(problem, demand, priced.filling, bits=priced.bits)
    pairs = problem.pairs
    others = _others(problem, near)
    placed = others[priced.filling.post_of[pairs.officer_idx[others]] == pairs.post_idx[others]]
    close = others[below[others] <= demand.top_fit // NEXT_REACH_SHARE]
    wanted = np.union1d(placed, nearest_pairs(problem, below, close))
    if not len(wanted) and levels:
        # What stood in the way in an earlier round may be seen by now.
        wanted = np.setdiff1d(levels[-1].dear, near)
    return others if not len(wanted) and not (levels and len(levels[-1].dear_lists)) else wanted


def _others(problem: AssignmentProblem, near: NDArray[np.int64]) -> NDArray[np.int64]:
    outside = np.ones(len(problem.pairs), np.bool_)
    outside[near] = False
    return np.flatnonzero(outside)


def _branch(problem: AssignmentProblem, goal: Goal, first: NDArray[np.int64], clock: Clock) -> LevelProof:
    """Return the proof of a level by branching among all pairs, beginning with the ``first``; None where it does not close in time."""
    if len(problem.pairs) > MOST_PAIRS_OF_A_TREE:
        return None
    relaxation, face = relax(problem)
    active = np.zeros(relaxation.n_columns, np.bool_)
    active[first] = True
    leaves = prove_by_branching(problem, relaxation, face, goal, active=active, clock=clock)
    return None if leaves is None else unless_left_out(problem, leaves)


def _found(
    problem: AssignmentProblem, search: Search, near: NDArray[np.int64], levels: Sequence[HeldLevel], *, clock: Clock, certify: bool
) -> Found:
    natural = search.value.compare_key()
    bounds = list(natural_bounds(problem))
    certificate: list[LevelProof] = list(NOT_CERTIFIED)
    for k, level in enumerate(levels):
        if level.bound > bounds[k]:
            # Prices cut short can prove less than the seats and the fits say by themselves; a proof of less is none of this bound.
            continue
        bounds[k] = level.bound
        certificate[k] = level.leaves if certify else None
        if certify and level.leaves is None and level.is_closed:
            certificate[k] = _branch(problem, Goal(level=k, values=natural, bound=level.bound), near[search.open_pairs(k)], clock)
    tied = near
    if len(levels) == len(LEVELS) and levels[-1].is_closed:
        everywhere = np.arange(len(problem.pairs))
        tied = np.union1d(near[search.plan], np.flatnonzero(excess(problem, levels[-1].root, everywhere) >= -levels[-1].slack))
    values = [sign * bound for sign, bound in zip(_SIGNS, bounds, strict=True)]
    return Found(
        chosen=near[search.plan],
        tied=tied,
        bounds=ObjectiveValue(
            filled=(values[0], values[1], values[2], values[3]), women_shortfall=values[4], kept=values[5], fit=values[6]
        ),
        certificate=tuple(certificate),
    )
