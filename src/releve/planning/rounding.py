"""Prices of a solver as whole numbers: in the coarsest unit that they are plainly meant in."""

from __future__ import annotations

from collections.abc import Sequence
from math import frexp
from typing import Final

import numpy as np
from numpy.typing import NDArray

FINEST_BITS: Final = 30
"""Prices are rounded to multiples of 2**-30, as in :mod:`releve.planning.bounds`."""
COARSE_BITS: Final = 3
"""Coarser units that are tried first: 1, 1/2, 1/4, 1/8. Prices of a vertex are whole numbers nearly always, halves often else."""
NOISE: Final = 2.0**-22
"""Prices this near to a multiple of a unit are taken for it: a hundred times what the solver's arithmetic leaves on them."""
PRICE_BITS: Final = 50
"""No rounded price has more bits than this, so that sums of a few stay within int64."""


def round_prices(prices: Sequence[NDArray[np.floating]]) -> tuple[int, tuple[NDArray[np.int64], ...]]:
    """
    Return the bits of the unit, and prices in it.

    Any rounding gives a valid bound; one to the numbers that were meant gives the best. All prices are finite.
    """
    largest = max((float(np.abs(part).max(initial=0)) for part in prices), default=0.0)
    finest = max(0, min(FINEST_BITS, PRICE_BITS - frexp(largest)[1]))
    for bits in range(min(COARSE_BITS, finest) + 1):
        scaled = [part * float(1 << bits) for part in prices]
        if all(np.abs(part - np.rint(part)).max(initial=0) <= NOISE * (1 << bits) for part in scaled):
            return bits, tuple(np.rint(part).astype(np.int64) for part in scaled)
    return finest, tuple(np.rint(part * float(1 << finest)).astype(np.int64) for part in prices)
