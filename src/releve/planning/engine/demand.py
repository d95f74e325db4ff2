"""What the filling loop works on: open seats, limits and the value of every listed pair, with the levels of the objective as weights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.engine.best_pairs import BestPairs
from releve.planning.objective import N_PRIORITIES
from releve.planning.problem import AssignmentProblem

SUM_BITS: Final = 60
MOST_STEP_BITS: Final = 5
"""A level weighs 2**step times what the next one can give a pair: as much as sums of all seats leave room for within int64, 2**5 at most.
That makes a good start; levels are proven one by one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Demand:
    """
    The seats that are left once pins hold, and who may take them.

    Attributes
    ----------
    lists
        The best pairs of each line; without those of `own`, and without officers who are pinned.
    own_start, own_officer, own_fit
        Pairs of the previous plan, by line: line j has ``own_start[j]:own_start[j + 1]``.
    seats, base
        Shape ``(n_posts,)``, int64: open seats less those that pins take; weight of a filled seat.
    kept_weight, shortfall_weight
        What a kept pair adds; what a missing woman costs, the highest price of a parity group.
    top_fit
        No pair has a higher fit.
    need, cap_left
        As in the problem, less what pins use.
    """

    lists: BestPairs
    own_start: NDArray[np.int64]
    own_officer: NDArray[np.int32]
    own_fit: NDArray[np.int32]
    seats: NDArray[np.int64]
    base: NDArray[np.int64]
    kept_weight: int
    shortfall_weight: int
    top_fit: int
    mission: NDArray[np.int64]
    group: NDArray[np.int64]
    need: NDArray[np.int64]
    cap_left: NDArray[np.int64]
    woman: NDArray[np.bool_]
    country: NDArray[np.int64]

    @property
    def level_weights(self) -> tuple[int, ...]:
        """Return what one unit of each level weighs in the sum, in the order of ``LEVELS``."""
        lowest, step = self.shortfall_weight, self.shortfall_weight // self.kept_weight
        return (*(lowest * step**k for k in range(N_PRIORITIES, 0, -1)), self.shortfall_weight, self.kept_weight, 1)

    def scaled(self, bits: int) -> Demand:
        """Return the same demand with every value in units of ``2 ** -bits``."""
        if bits == 0:
            return self
        lists = self.lists
        left = np.where(lists.left_fit >= 0, lists.left_fit << bits, lists.left_fit)
        return replace(
            self,
            lists=replace(lists, fit=lists.fit << bits, left_fit=left),
            own_fit=self.own_fit << bits,
            base=self.base << bits,
            kept_weight=self.kept_weight << bits,
            shortfall_weight=self.shortfall_weight << bits,
            top_fit=self.top_fit << bits,
        )

    @property
    def own_post(self) -> NDArray[np.int32]:
        """Return the line of each own pair; shape as ``own_officer``."""
        return np.repeat(np.arange(len(self.seats), dtype=np.int32), np.diff(self.own_start))


def demand_of(problem: AssignmentProblem, lists: BestPairs, own: NDArray[np.int64], *, top_fit: int) -> Demand:
    """
    Return the demand of a problem.

    Parameters
    ----------
    own
        Positions in ``problem.pairs`` of the kept pairs that may still be chosen, increasing.
    top_fit
        No pair has a higher fit.
    """
    pairs = problem.pairs
    pinned = np.flatnonzero(pairs.pinned)
    officers, posts = pairs.officer_idx[pinned], pairs.post_idx[pinned]
    cap_left = problem.cap_left.astype(np.int64)
    np.subtract.at(cap_left, (problem.mission[posts], problem.country[officers]), 1)
    women = np.bincount(problem.group[posts[problem.woman[officers]]], minlength=len(problem.group_need))
    one = int(top_fit + 1).bit_length()
    room = SUM_BITS - one - int(problem.seats.sum() + 1).bit_length()
    step_bits = max(1, min(MOST_STEP_BITS, room // (N_PRIORITIES + 2)))
    weight_bits = [one + step_bits * step for step in range(1, N_PRIORITIES + 3)]
    base = np.array([0, *(1 << bits for bits in reversed(weight_bits[2:]))], np.int64)
    n_posts = len(problem.seats)
    return Demand(
        lists=lists,
        own_start=np.concatenate(([0], np.cumsum(np.bincount(pairs.post_idx[own], minlength=n_posts)))).astype(np.int64),
        own_officer=pairs.officer_idx[own],
        own_fit=pairs.fit[own],
        seats=problem.seats.astype(np.int64) - np.bincount(posts, minlength=n_posts),
        base=base[problem.priority],
        kept_weight=1 << weight_bits[0],
        shortfall_weight=1 << weight_bits[1],
        top_fit=top_fit,
        mission=problem.mission.astype(np.int64),
        group=problem.group.astype(np.int64),
        need=np.maximum(0, problem.group_need - women),
        cap_left=np.maximum(0, cap_left),
        woman=problem.woman,
        country=problem.country.astype(np.int64),
    )
