"""
Bounds that hold whatever a solver says: weak duality, computed in whole numbers.

A solver hands over a price for every row.
Whatever these prices are, right or wrong, the bound computed here holds, for every step is integer arithmetic on rounded prices.
So a wrong status, a loose tolerance or a rounding error can make a bound weaker, never false.
Source: Lagrangian (weak) duality and reduced-cost fixing; Wolsey, Integer Programming, 1998, chapters 7 and 10.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, log2
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.relaxation import Face, LevelRow, Relaxation

ROWS_OF_COLUMN: Final = 4
"""A column stands in four rows at most: its officer's, its line's, its cap's and its group's."""
MAX_SCALE_BITS: Final = 30
"""Prices are rounded to multiples of 2**-30: fine enough that rounding never adds up to one unit on any realistic plan."""
SUM_BITS: Final = 60
"""Sums stay below 2**60, well within int64; prices that would break this are not used."""


@dataclass(frozen=True, kw_only=True, eq=False)
class DualBound:
    """
    A proven upper bound on one level over one face, and how far each column and row stands from mattering.

    Attributes
    ----------
    scale_bits
        All prices and the bound are in units of ``2 ** -scale_bits``.
    total
        The bound, scaled.
    row_price, level_price
        Shapes ``(n_rows,)`` and ``(n_level_rows,)``, int64, scaled: what one more unit of the row is worth.
    reduced
        Shape ``(n_columns,)``, int64, scaled: gain of a column less the prices of its rows.
    """

    scale_bits: int
    total: int
    row_price: NDArray[np.int64]
    level_price: NDArray[np.int64]
    reduced: NDArray[np.int64]

    @property
    def value(self) -> int:
        """Return the largest whole number that the level can reach."""
        return self.total >> self.scale_bits

    def slack_to(self, value: int) -> int:
        """Return how far the bound lies above a value, scaled; >= 0 for any value that can be reached."""
        return self.total - (value << self.scale_bits)


def prove_bound(
    relaxation: Relaxation, face: Face, gain: NDArray[np.int64], row_price: NDArray[np.float64], level_price: NDArray[np.float64]
) -> DualBound:
    """
    Return the bound that prices prove for ``max gain @ x`` over a face.

    For any prices y, ``gain @ x = (gain - A.T y) @ x + y @ (A x)``, and each product is at most its value at the better end
    of its range: all ranges are finite.
    """
    largest_sum = _largest_sum(relaxation, face, gain, row_price, level_price)
    if not largest_sum < 1 << SUM_BITS:
        # Written this way, the comparison also catches NaN. Without prices the bound is what the ranges of the columns allow.
        row_price, level_price = np.zeros_like(row_price), np.zeros_like(level_price)
        largest_sum = _largest_sum(relaxation, face, gain, row_price, level_price)
    bits = max(0, min(MAX_SCALE_BITS, SUM_BITS - ceil(log2(largest_sum + 2))))
    scale = float(1 << bits)
    prices = np.rint(row_price * scale).astype(np.int64)
    level_prices = np.rint(level_price * scale).astype(np.int64)
    reduced = (gain << bits) - _row_sums(relaxation, prices)
    for price, constraint in zip(level_prices, face.level_rows, strict=True):
        reduced -= price * relaxation.gain[constraint.level]
    total = int(np.maximum(reduced * face.lower, reduced * face.upper).sum())
    total += int(np.maximum(prices * face.row_lower, prices * face.row_upper).sum())
    total += sum(max(int(p) * c.low, int(p) * c.high) for p, c in zip(level_prices, face.level_rows, strict=True))
    return DualBound(scale_bits=bits, total=total, row_price=prices, level_price=level_prices, reduced=reduced)


def restrict_face(face: Face, bound: DualBound, *, level: int, value: int, best: int) -> Face:
    """
    Return the part of a face that holds all its plans reaching at least ``value`` on a level.

    A column or row whose price exceeds the distance from bound to value cannot leave its better end: moving it one unit would
    cost more than there is. Where this alone does not pin the level at ``best``, a row says so.

    Parameters
    ----------
    best
        What no plan of the face exceeds, ``value`` <= ``best`` <= the bound.
    """
    narrowed = narrow_face(face, bound, slack=bound.slack_to(value))
    if value == bound.value and _implies_value(narrowed, bound, bound.slack_to(value)):
        return narrowed
    return replace(narrowed, level_rows=(*face.level_rows, LevelRow(level=level, low=value, high=best)))


def narrow_face(face: Face, bound: DualBound, *, slack: int) -> Face:
    """Return a face with every column and row fixed at its better end whose price exceeds ``slack`` (scaled)."""
    lower, upper = _fix(face.lower, face.upper, bound.reduced, slack)
    row_lower, row_upper = _fix(face.row_lower, face.row_upper, bound.row_price, slack)
    return replace(face, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper)


def _fix(
    lower: NDArray[np.int64], upper: NDArray[np.int64], price: NDArray[np.int64], slack: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return ranges with every entry fixed at its better end whose price exceeds the slack."""
    return np.where(price > slack, upper, lower), np.where(price < -slack, lower, upper)


def _implies_value(face: Face, bound: DualBound, slack: int) -> bool:
    """Return whether no point of a face can lie a whole unit below the bound's value: what is still free costs too little."""
    free = int((np.abs(bound.reduced) * (face.upper - face.lower)).sum())
    free += int((np.abs(bound.row_price) * (face.row_upper - face.row_lower)).sum())
    free += sum(abs(int(p)) * (c.high - c.low) for p, c in zip(bound.level_price, face.level_rows, strict=True))
    return free - slack < 1 << bound.scale_bits


def _row_sums(relaxation: Relaxation, prices: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for every column the sum of the prices of its rows; every column has at least one row."""
    if relaxation.n_columns == 0:
        return np.zeros(0, np.int64)
    return np.add.reduceat(prices[relaxation.row], relaxation.start[:-1])


def _largest_sum(
    relaxation: Relaxation, face: Face, gain: NDArray[np.int64], row_price: NDArray[np.float64], level_price: NDArray[np.float64]
) -> float:
    """Return what no sum made of gains and prices exceeds, unscaled: a generous estimate; NaN or infinite where a price is."""
    largest = float(np.abs(gain).max(initial=0)) + ROWS_OF_COLUMN * float(np.abs(row_price).max(initial=0))
    rows = float((np.abs(row_price) * np.maximum(np.abs(face.row_lower), np.abs(face.row_upper))).sum())
    for price, constraint in zip(level_price, face.level_rows, strict=True):
        largest += abs(float(price)) * float(np.abs(relaxation.gain[constraint.level]).max(initial=0))
        rows += abs(float(price)) * max(abs(constraint.low), abs(constraint.high))
    return largest * float(np.maximum(np.abs(face.lower), np.abs(face.upper)).sum()) + rows
