"""Draws that stay the same on every machine and with every version of NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar
from zlib import crc32

import numpy as np

T = TypeVar("T")


class Draws:
    """
    One stream of draws, chosen by a seed and a name.

    Each row of a table has its own stream, so that a change in one row moves no other.
    Only the raw 64-bit output of PCG64 is used: NumPy promises it for ever (NEP 19), the distributions of ``Generator`` it does not.

    Parameters
    ----------
    seed
        Integer >= 0.
    names
        What is drawn: the same seed and names give the same stream.
    """

    def __init__(self, seed: int, *names: str | int) -> None:
        key = tuple(crc32(str(name).encode()) for name in names)
        self._bits = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key))

    def share(self) -> float:
        """Return a number in 0..1, 1 excluded: the upper 53 bits."""
        return (int(self._bits.random_raw()) >> 11) / 2**53

    def chance(self, probability: float) -> bool:
        """Return True with this probability, 0..1."""
        return self.share() < probability

    def integer(self, low: int, high: int) -> int:
        """Return an integer, both bounds inclusive."""
        return low + int(self.share() * (high - low + 1))

    def peaked(self, low: int, high: int) -> int:
        """Return an integer, both bounds inclusive, the middle ones more often: the mean of three draws."""
        mean = (self.share() + self.share() + self.share()) / 3
        return low + int(mean * (high - low + 1))

    def day(self, first: date, last: date) -> date:
        """Return a day, both bounds inclusive."""
        return first + timedelta(days=self.integer(0, (last - first).days))

    def one_of(self, values: Sequence[T]) -> T:
        """Return one of the values, each alike."""
        return values[self.integer(0, len(values) - 1)]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """Return one of the keys, each by its weight; weights are >= 0 and not all 0."""
        rest = self.share() * sum(weights.values())
        for value, weight in weights.items():
            rest -= weight
            if rest < 0:
                return value
        return next(reversed(list(weights)))

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """Return the values in a random order (Fisher and Yates)."""
        mixed = list(values)
        for i in range(len(mixed) - 1, 0, -1):
            j = self.integer(0, i)
            mixed[i], mixed[j] = mixed[j], mixed[i]
        return mixed
