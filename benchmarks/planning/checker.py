"""
Is a plan allowed, what is it worth, and can a claimed bound be true? Counted from the instance alone, in whole numbers.

Shares no code with the planner or with a peer: a plan arrives as officer and post of each pair, and everything else is counted again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
from benchmarks.planning.instance import SHORTFALL, Instance
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """
    What the checker finds.

    ``broken`` names the hard constraints that a plan breaks, with how often; ``value`` holds the seven levels, each "more is better":
    the women's shortfall stands there as its negative.
    """

    broken: dict[str, int]
    value: tuple[int, ...]

    @property
    def allowed(self) -> bool:
        """Whether no hard constraint is broken."""
        return not self.broken


def check_plan(instance: Instance, officer: NDArray[np.int64], post: NDArray[np.int64]) -> Verdict:
    """Return what is wrong with a plan and what it is worth; ``officer`` and ``post`` have shape ``(n_assigned,)``."""
    arc = instance.position_of(officer, post)
    unknown = int(np.count_nonzero(arc < 0))
    held = arc[arc >= 0]
    officers, posts = instance.officer[held], instance.post[held]
    in_mission = np.zeros_like(instance.cap_left)
    np.add.at(in_mission, (instance.mission[posts], instance.country[officers]), 1)
    counts = {
        "not_eligible": unknown,
        "officer_twice": len(officers) - len(np.unique(officers)),
        "too_many_in_a_line": _above(np.bincount(posts, minlength=instance.n_posts), instance.seats),
        "national_cap": _above(in_mission, instance.cap_left),
        "pin_not_held": len(np.setdiff1d(np.flatnonzero(instance.pinned), held)),
    }
    return Verdict(broken={name: count for name, count in counts.items() if count}, value=value_of(instance, held))


def value_of(instance: Instance, held: NDArray[np.int64]) -> tuple[int, ...]:
    """Return the seven levels of a plan, each "more is better"; ``held`` are positions among the arcs."""
    officers, posts = instance.officer[held], instance.post[held]
    filled = [int(np.count_nonzero(instance.priority[posts] == priority)) for priority in (1, 2, 3, 4)]
    women = np.bincount(instance.group[posts[instance.woman[officers]]], minlength=len(instance.group_need))
    shortfall = int(np.maximum(instance.group_need - women, 0).sum())
    return (*filled, -shortfall, int(np.count_nonzero(instance.kept[held])), int(instance.fit[held].sum()))


def _above(count: NDArray[np.int64], limit: NDArray[np.int64]) -> int:
    return int(np.maximum(count - limit, 0).sum())


def whole_bound(bound: float) -> int:
    """
    Return a claimed upper bound as a whole number.

    A solver in floating point is given a millionth, and a thousand-millionth of the value: it claims no more than its tolerances.
    """
    return floor(bound + 1e-6 + 1e-9 * abs(bound))


def refuting_plan(value: Sequence[int], bound: Sequence[int | None], plans: Sequence[Sequence[int]]) -> int | None:
    """
    Return the first of the allowed plans that a claim cannot live with, or None.

    The bound of a level is a claim about every plan that reaches the claimed values of the levels before it: one such plan above the
    bound makes it false. All values "more is better"; a bound of None claims nothing.
    """
    for number, plan in enumerate(plans):
        for level, limit in enumerate(bound):
            reaches = all(plan[k] >= value[k] for k in range(level))
            if reaches and limit is not None and plan[level] > limit:
                return number
    return None


def shown(value: Sequence[int | None]) -> tuple[int | None, ...]:
    """Return levels as the contract writes them: the women's shortfall as women missing."""
    return tuple(None if v is None else -v if level == SHORTFALL else v for level, v in enumerate(value))
