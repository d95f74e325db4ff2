"""What a change of the inputs does to the value of the best plan: a difference for each level, compared from left to right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from releve.planning.result import LEVELS, MINIMISED, ObjectiveValue, Result

Gain: TypeAlias = tuple[int, ...]
"""By level, in the order of ``LEVELS``, larger is better on each: women's shortfall counts negative."""

NOTHING: Final[Gain] = (0,) * len(LEVELS)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    The best value after a change less the best value before it: every level lies within ``low`` and ``high``, both inclusive.

    ``low`` and ``high`` are equal where both plans are proven. Where a level of one is open, they are the difference of its value
    and the other's bound, which hold for plans that reach the reported values of the levels before.
    """

    low: Gain
    high: Gain

    @property
    def is_exact(self) -> bool:
        """Return whether both ends are one."""
        return self.low == self.high

    def contains(self, gain: Gain) -> bool:
        """Return whether a gain lies within, on every level up to the first that leaves it open."""
        for found, low, high in zip(gain, self.low, self.high, strict=True):
            if not low <= found <= high:
                return False
            if low != high:
                return True
        return True

    def reversed(self) -> Difference:
        """Return the difference the other way round: what going back would bring."""
        return Difference(low=tuple(-gain for gain in self.high), high=tuple(-gain for gain in self.low))


def difference(before: Result, after: Result) -> Difference:
    """Return the difference of two results of `solve`."""
    low = tuple(a - b for a, b in zip(after.objective.compare_key(), before.bound.compare_key(), strict=True))
    high = tuple(a - b for a, b in zip(after.bound.compare_key(), before.objective.compare_key(), strict=True))
    return Difference(low=low, high=high)


def gain_between(before: ObjectiveValue, after: ObjectiveValue) -> Gain:
    """Return the difference of two values, larger is better on every level."""
    return tuple(a - b for a, b in zip(after.compare_key(), before.compare_key(), strict=True))


def as_told(gain: Gain) -> Gain:
    """Return a gain as the levels are told: of women missing, fewer is better, so one less is -1."""
    return tuple(-g if level in MINIMISED else g for g, level in zip(gain, LEVELS, strict=False))


def decisive_level(gain: Gain) -> int | None:
    """Return the first level on which a gain is not 0, None where it is 0 on all that are told."""
    return next((level for level, found in enumerate(gain) if found), None)
