"""
From prices found among a few pairs to proofs that hold for all.

The prices of caps and targets that the linear programs of the levels gave are put together, each level with its weight, and all seats
are filled once more at these prices, among all pairs. The prices of officers and seats that come out of that bound the weighted sum
for every plan. As a level weighs many times the next, the price of a seat reads like a number whose digits are its prices on the
levels: cut off after a level's digit, it proves that level (lexicographic duality; Isermann, Linear lexicographic optimization, 1982).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.engine.demand import SUM_BITS, Demand
from releve.planning.engine.filling import Filling, SidePrices
from releve.planning.leaf_bound import no_prices
from releve.planning.leaf_proof import LeafProof
from releve.planning.objective import FIT_LEVEL
from releve.planning.problem import AssignmentProblem
from releve.planning.result import LEVELS
from releve.planning.rounding import round_prices
from releve.planning.search import Search

MOST_BITS: Final = 6
"""Prices are written in 64ths at the finest: those of linear programs are whole numbers or small fractions nearly always."""


def side_prices(search: Search, demand: Demand) -> tuple[SidePrices, int]:
    """
    Return the prices of caps and targets in the weighted sum, and the bits of the unit that they are written in.

    Zero where the search has no price for a level.
    """
    weights = demand.level_weights
    own = [None if dual is None else dual.row_price * 2.0**-dual.scale_bits for dual in search.duals]
    bits = min(_room(demand), max((round_prices((prices,))[0] for prices in own if prices is not None), default=0))
    cap = np.zeros(demand.cap_left.size, np.int64)
    group = np.zeros(len(demand.need), np.int64)
    for weight, prices in zip(weights, own, strict=True):
        if prices is not None:
            # A search that was stopped before it began has neither prices nor rows.
            names = search.relaxation.names
            _, _, of_cap, of_group = names.split(np.rint(prices * float(1 << bits)).astype(np.int64))
            cap[names.cap] += of_cap * weight
            # A group's row is "women assigned + missing >= need": what it costs has the other sign.
            group[names.group] -= of_group * weight
    return SidePrices(
        cap=np.maximum(cap, 0).reshape(demand.cap_left.shape),
        group=np.clip(group, 0, demand.shortfall_weight << bits),
    ), bits


def level_hints(problem: AssignmentProblem, demand: Demand, filling: Filling) -> tuple[LeafProof, ...]:
    """Return the digits that the prices of a filling have on each level but the last."""
    rest = [filling.officer_price, filling.seat_price, filling.prices.cap, filling.prices.group]
    hints = []
    for level, weight in enumerate(demand.level_weights[:FIT_LEVEL]):
        digits = [_rounded(prices, weight) for prices in rest]
        rest = [prices - digit * weight for prices, digit in zip(rest, digits, strict=True)]
        officer, post, cap, group = digits
        hints.append(replace(no_prices(problem, level), officer=officer, post=post, cap=cap, group=group))
    return tuple(hints)


def level_proof(problem: AssignmentProblem, demand: Demand, filling: Filling, level: int, bits: int) -> LeafProof:
    """
    Return the proof of one level that a filling gives, officer prices left to be closed.

    Parameters
    ----------
    demand
        In whole fits, as made by :func:`demand_of`.
    filling
        Of the demand in units of ``2 ** -bits``.
    """
    weights = demand.level_weights
    unit = weights[level] << bits
    if level == FIT_LEVEL:
        unit, scale = 1, bits
    else:
        scale = 0
    levels = [(weights[earlier] << scale) // weights[level] if earlier < level else 0 for earlier in range(len(LEVELS))]
    return replace(
        no_prices(problem, level, scale),
        post=_rounded(filling.seat_price, unit),
        cap=_rounded(filling.prices.cap, unit),
        group=_rounded(filling.prices.group, unit),
        level_price=np.array(levels, np.int64),
    )


def _room(demand: Demand) -> int:
    """Return by how many bits every value may be shifted up, so that sums over all seats stay within int64."""
    heaviest = int(demand.base.max(initial=0)) * (int(demand.seats.sum()) + 1)
    return max(0, min(MOST_BITS, SUM_BITS - heaviest.bit_length()))


def _rounded(prices: NDArray[np.int64], unit: int) -> NDArray[np.int64]:
    return (prices + unit // 2) // unit
