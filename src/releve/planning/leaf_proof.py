"""
The proof of one level as whole numbers that anyone can add up.

A proof names prices and nothing else: no face, no solver, no order of steps. Whatever the prices are, the bound holds for every plan
that reaches the values of the levels before it and keeps to the branchings of the leaf (weak duality; Lagrange multipliers for the
levels before it; Schrijver, Theory of Linear and Integer Programming, 1986, chapter 7).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, eq=False)
class LeafProof:
    """
    Prices for one leaf of a level; all of them in units of ``2 ** -scale_bits``, int64.

    Attributes
    ----------
    level
        Position in ``LEVELS``.
    officer, post, group
        Shapes ``(n_officers,)``, ``(n_posts,)``, ``(n_groups,)``: of a seat for the officer, of a seat of the line, of a woman more
        in the parity group.
    cap
        Shape of ``problem.cap_left``: of an officer of a country more in a mission.
    level_price
        Shape ``(n_levels,)``: multipliers of the levels before this one.
    branches
        Root first: officer, line, and whether this leaf holds only plans with the pair (True) or without it.
    """

    level: int
    scale_bits: int
    officer: NDArray[np.int64]
    post: NDArray[np.int64]
    cap: NDArray[np.int64]
    group: NDArray[np.int64]
    level_price: NDArray[np.int64]
    branches: tuple[tuple[int, int, bool], ...] = ()

    def largest(self) -> int:
        """Return the largest absolute price, the scale included."""
        return max(1 << self.scale_bits, *(int(np.abs(part).max(initial=0)) for part in self._parts()))

    def plus(self, other: LeafProof, times: int) -> LeafProof:
        """
        Return the sum of this proof and a multiple of the proof of an earlier level, which becomes a multiplier of that level.

        Parameters
        ----------
        times
            >= 0, in units of the quotient of both scales.
        """
        level_price = self.level_price + times * other.level_price
        level_price[other.level] += times << other.scale_bits
        return replace(
            self,
            officer=self.officer + times * other.officer,
            post=self.post + times * other.post,
            cap=self.cap + times * other.cap,
            group=self.group + times * other.group,
            level_price=level_price,
        )

    def scaled_up(self, bits: int) -> LeafProof:
        """Return the same proof in a finer unit; ``bits`` >= ``scale_bits``."""
        return self._shifted(bits - self.scale_bits)

    def simplified(self) -> LeafProof:
        """Return the same proof in the coarsest unit that still writes it exactly."""
        merged = 1 << self.scale_bits
        for part in self._parts():
            merged |= int(np.bitwise_or.reduce(part, axis=None))
        return self._shifted(1 - (merged & -merged).bit_length())

    def _parts(self) -> tuple[NDArray[np.int64], ...]:
        return (self.officer, self.post, self.cap, self.group, self.level_price)

    def _shifted(self, bits: int) -> LeafProof:
        up, down = max(0, bits), max(0, -bits)
        officer, post, cap, group, level_price = ((part << up) >> down for part in self._parts())
        return replace(self, scale_bits=self.scale_bits + bits, officer=officer, post=post, cap=cap, group=group, level_price=level_price)
