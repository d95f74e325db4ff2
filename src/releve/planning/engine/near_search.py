"""
The exact search over the pairs that a head start leaves, and the proof that the pairs left out change nothing.

The search proves its levels among the pairs it sees. Its prices are then held against all pairs
(:mod:`releve.planning.engine.whole_proof`). Where they prove less than the search did, pairs left out are worth more than they cost:
those are taken in, and the search goes on. This ends, for every round takes in pairs that were left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from releve.planning.certificate import LeafProof, LevelProof, ProofOverflowError
from releve.planning.clock import Clock
from releve.planning.engine.filling import Filler, Filling
from releve.planning.engine.head_start import REACH_SHARE, HeadStart, below_prices, head_start
from releve.planning.engine.whole_proof import level_hints, level_proof, side_prices
from releve.planning.leaf_bound import closed_leaf, pair_worth
from releve.planning.objective import trivial_bounds
from releve.planning.problem import AssignmentProblem
from releve.planning.result import LEVELS, MINIMISED, ObjectiveValue
from releve.planning.search import Progress, Search

_SIGNS = tuple(-1 if level in MINIMISED else 1 for level in LEVELS)


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """
    What a search gave.

    Attributes
    ----------
    search
        The search itself, over the pairs ``near``.
    near
        Positions in the whole problem's pairs of those that the search saw, increasing.
    tied
        Positions of the pairs among which every plan lies that is equal on all levels, ``near`` at least; increasing.
    bounds, certificate
        By level, for the whole problem.
    """

    search: Search
    near: NDArray[np.int64]
    tied: NDArray[np.int64]
    bounds: ObjectiveValue
    certificate: tuple[LevelProof, ...]


def search_near(problem: AssignmentProblem, *, gap: float, clock: Clock, on_progress: Progress | None) -> Found | None:
    """Return the best plan with what is proven of it for all pairs; None when the clock ended the head start."""
    start = head_start(problem, clock)
    if start is None:
        return None
    near, chosen, filling = start.near, start.chosen, start.filling
    while True:
        part = replace(problem, pairs=problem.pairs.take(near))
        hints = _taken(level_hints(problem, start.demand, filling))
        search = Search(part, gap=gap, clock=clock, on_progress=on_progress, start=np.searchsorted(near, chosen), hints=hints)
        search.run()
        held = _hold_against_all(problem, start, near, search, clock)
        grown = near if held.missing is None else np.union1d(near, held.missing)
        if held.is_closed or len(grown) == len(near) or clock.is_over():
            tied = near if held.tied is None else np.union1d(near, held.tied)
            return Found(search=search, near=near, tied=tied, bounds=held.bounds, certificate=held.certificate)
        chosen, near = near[search.plan], grown
        if held.filling is not None and held.filling.bound < filling.bound:
            filling = held.filling


def _taken(hints: Sequence[LeafProof]) -> Sequence[LeafProof]:
    return hints


@dataclass(frozen=True, kw_only=True, eq=False)
class _Held:
    """What is left of the proofs of a search once all pairs count."""

    bounds: ObjectiveValue
    certificate: tuple[LevelProof, ...]
    is_closed: bool
    missing: NDArray[np.int64] | None
    tied: NDArray[np.int64] | None
    filling: Filling | None


def _hold_against_all(problem: AssignmentProblem, start: HeadStart, near: NDArray[np.int64], search: Search, clock: Clock) -> _Held:
    """Return the bounds that hold for all pairs, the proofs of them, and the pairs left out that are worth more than they cost."""
    natural = search.value.compare_key()
    bounds = [sign * bound for sign, bound in zip(_SIGNS, trivial_bounds(problem).as_tuple(), strict=True)]
    found: list[LevelProof] = [None] * len(LEVELS)
    prices, bits = side_prices(search, start.demand)
    demand = start.demand.scaled(bits)
    filling = Filler(demand).fill(prices, is_over=clock.is_over)
    outside = np.ones(len(problem.pairs), np.bool_)
    outside[near] = False
    left_out = np.flatnonzero(outside)
    is_closed = filling is not None
    tied = None
    for level in range(len(LEVELS)):
        proven = search.bound[level]
        if proven is None or filling is None:
            is_closed = False
            break
        candidates = [(level_proof(problem, start.demand, filling, level, bits),)]
        if bits == 0 or level < len(LEVELS) - 1:
            candidates.append((level_proof(problem, start.demand, start.filling, level, 0),))
        leaves = search.certificate_of(level)
        if leaves is not None:
            candidates.append(leaves)
        best: tuple[int, LevelProof, int] | None = None
        for candidate in candidates:
            try:
                closed, bound, total = _bound_of(candidate, problem, natural)
            except ProofOverflowError:
                continue
            if best is None or bound < best[0]:
                best = (bound, closed, total)
        if best is None:
            is_closed = False
            break
        bound, closed, total = best
        if bound <= proven:
            bounds[level], found[level] = bound, closed
        elif len(closed) == 1 and _lose_too_much(problem, closed[0], left_out, (proven + 1 << closed[0].scale_bits) - total):
            # Closed by branch and bound among the pairs seen; any plan with another pair loses more than the prices leave open.
            bounds[level] = proven
        else:
            bounds[level] = min(bounds[level], bound)
            is_closed = False
            break
        if natural[level] < proven:
            break
        if level == len(LEVELS) - 1 and closed is not None and len(closed) == 1:
            slack = total - (natural[level] << closed[0].scale_bits)
            tied = np.flatnonzero(_excess(problem, closed[0], np.arange(len(problem.pairs))) >= -slack)
    missing = None
    if not is_closed and filling is not None:
        below = below_prices(problem, demand, filling)
        placed = filling.post_of[problem.pairs.officer_idx] == problem.pairs.post_idx
        missing = left_out[(placed | (below <= demand.top_fit // REACH_SHARE))[left_out]]
    values = [sign * bound for sign, bound in zip(_SIGNS, bounds, strict=True)]
    value = ObjectiveValue(filled=(values[0], values[1], values[2], values[3]), women_shortfall=values[4], kept=values[5], fit=values[6])
    return _Held(bounds=value, certificate=tuple(found), is_closed=is_closed, missing=missing, tied=tied, filling=filling if bits == 0 else None)


def _lose_too_much(problem: AssignmentProblem, leaf: LeafProof, left_out: NDArray[np.int64], room: int) -> bool:
    """Return whether each of the pairs left out costs so much more than it is worth that no plan with it comes within ``room``."""
    return not len(left_out) or bool(-_excess(problem, leaf, left_out).max() > -room)


def _excess(problem: AssignmentProblem, leaf: LeafProof, some: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return by how much some pairs are worth more than all their prices; scaled."""
    return pair_worth(problem, leaf, some) - leaf.officer[problem.pairs.officer_idx[some]]


def _bound_of(leaves: Sequence[LeafProof], problem: AssignmentProblem, natural: Sequence[int]) -> tuple[tuple[LeafProof, ...], int, int]:
    """Return leaves with officer prices that suit all pairs, the bound that they give, and the total of the first."""
    lifted, bounds, totals = [], [], []
    for leaf in leaves:
        closed, total = closed_leaf(problem, leaf, natural)
        lifted.append(closed)
        totals.append(total)
        bounds.append(total >> closed.scale_bits)
    return tuple(lifted), max(bounds), totals[0]
