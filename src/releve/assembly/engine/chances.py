"""How often annealing keeps a move that makes things worse, as whole numbers, so that every machine draws alike."""

from __future__ import annotations

from math import exp
from typing import Final

ONE: Final = 1 << 20
"""Chances are out of this."""
HIGHEST_RISE: Final = 64
"""A rise of this much or more is never kept."""


def cooled(hot: float, cold: float, share: float) -> float:
    """Return the temperature after a share (0..1) of the moves, geometric from ``hot`` to ``cold``."""
    return float(hot * (cold / hot) ** min(1.0, share))


def list_chances(temperature: float) -> list[int]:
    """Return by rise, 0 first, how often of `ONE` a move that raises the energy so much is kept (Metropolis et al. 1953)."""
    return [int(exp(-rise / temperature) * ONE) for rise in range(HIGHEST_RISE)]
