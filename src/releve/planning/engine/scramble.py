"""An order among equals that differs from line to line, so that lines which like the same many officers do not all list the same few."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

PLACE_BITS: Final = 32
PLACE_MASK: Final = (1 << PLACE_BITS) - 1
MULTIPLIER: Final = 2654435761
"""Odd, so that multiplying modulo 2**32 is one to one (Knuth, The Art of Computer Programming 3, section 6.4)."""
SALT_STEP: Final = 0x9E3779B1
_INVERSE: Final = pow(MULTIPLIER, -1, 1 << PLACE_BITS)


def salts(posts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers that make the order of each line its own; shape as given."""
    return (posts + 1) * SALT_STEP & PLACE_MASK


def places(officers: NDArray[np.int64], salt: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Return each officer's place among equals, 0..2**32 - 1, all different within a line; for fewer than 2**31 officers."""
    return (officers * MULTIPLIER + salt) & PLACE_MASK


def officers_at(place: NDArray[np.int64], salt: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Return the officers of these places; ``salt`` of one line, or of each."""
    # The product of two numbers below 2**32 may wrap around within int64; its last 32 bits are right all the same.
    with np.errstate(over="ignore"):
        return (place - salt) * _INVERSE & PLACE_MASK
