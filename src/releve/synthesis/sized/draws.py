"""Draws of whole columns that stay the same on every machine and with every version of NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from releve.model import DayArray


@dataclass(frozen=True, kw_only=True)
class ColumnDraws:
    """
    Columns drawn by a seed and a name: the same of both give the same column, and no column moves another.

    As in :class:`releve.synthesis.draws.Draws` only the raw output of PCG64 is used,
    and only arithmetic that IEEE 754 fixes to the last bit: no logarithm, no exponential, no sum whose order is the machine's.

    Parameters
    ----------
    seed
        Integer >= 0.
    name
        What the columns belong to.
    """

    seed: int
    name: str

    def shares(self, column: str, n: int) -> NDArray[np.float64]:
        """Return numbers in 0..1, 1 excluded; shape ``(n,)``."""
        key = (crc32(self.name.encode()), crc32(column.encode()))
        raw = np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=key)).random_raw(n)
        return (raw >> np.uint64(11)) / 2**53

    def chances(self, column: str, n: int, probability: float | NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return True with this probability, 0..1, one for all or one each; shape ``(n,)``."""
        happens: NDArray[np.bool_] = self.shares(column, n) < probability
        return happens

    def integers(self, column: str, n: int, low: int, high: int) -> NDArray[np.int32]:
        """Return integers, both bounds inclusive; shape ``(n,)``."""
        drawn: NDArray[np.int32] = (low + self.shares(column, n) * (high - low + 1)).astype(np.int32)
        return drawn

    def peaked(self, column: str, n: int, low: int, high: int) -> NDArray[np.int32]:
        """Return integers, both bounds inclusive, the middle ones more often: the mean of three draws; shape ``(n,)``."""
        mean = (self.shares(f"{column} 1", n) + self.shares(f"{column} 2", n) + self.shares(f"{column} 3", n)) / 3
        drawn: NDArray[np.int32] = (low + mean * (high - low + 1)).astype(np.int32)
        return drawn

    def picks(self, column: str, n: int, weights: Sequence[float] | NDArray[np.float64]) -> NDArray[np.int32]:
        """Return positions in ``weights``, each by its weight >= 0; shape ``(n,)``."""
        bounds = np.cumsum(np.asarray(weights, np.float64))
        found = np.searchsorted(bounds, self.shares(column, n) * bounds[-1], side="right")
        drawn: NDArray[np.int32] = np.minimum(found, len(bounds) - 1).astype(np.int32)
        return drawn

    def days(self, column: str, n: int, first: date, last: date) -> DayArray:
        """Return days, both bounds inclusive; shape ``(n,)``."""
        return np.datetime64(first, "D") + self.integers(column, n, 0, (last - first).days).astype("timedelta64[D]")

    def order(self, column: str, n: int) -> NDArray[np.intp]:
        """Return the numbers 0..n-1 in a random order; shape ``(n,)``."""
        return np.argsort(self.shares(column, n), kind="stable")
