"""
Two honest ways to tell a solver of single objectives the seven levels that are compared from left to right.

`levels`: one solve a level, the levels before it held as constraints at the value reached. `weighted`: neighbouring levels put into one
weighted sum wherever the weights are provably lexicographic *and* the sum stays within the range in which the solver is exact; one solve
where all seven fit, more where they do not. The number of solves is reported with every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from benchmarks.planning.instance import FIT, KEPT, LEVELS, SHORTFALL, Instance
from benchmarks.planning.model import Model
from numpy.typing import NDArray

VARIANTS: Final = ("levels", "weighted")
FLOAT_RANGE: Final = 2**31
"""Largest weighted value for a solver in floating point: such solvers are exact to about a thousand-millionth of the value, and one unit of
the last level must not be smaller than that."""
INTEGER_RANGE: Final = 2**62
"""Largest sum of all coefficients for a solver in 64-bit whole numbers."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Stage:
    """
    One solve: levels ``first`` to ``last`` (inclusive), the weight of each, and what each column adds; shape ``(n_columns,)``.

    A weight is more than all that the levels after it, within the stage, can differ by.
    """

    first: int
    last: int
    weights: tuple[int, ...]
    gain: NDArray[np.int64]


def stages_of(model: Model, variant: str, *, exact_integers: bool) -> tuple[Stage, ...]:
    """Return the solves that a variant asks for, first to last."""
    if variant == "levels":
        return tuple(_stage(model, level, level) for level in range(len(LEVELS)))
    stages: list[Stage] = []
    first = 0
    while first < len(LEVELS):
        last = len(LEVELS) - 1
        while last > first and not _fits(model, first, last, exact_integers=exact_integers):
            last -= 1
        stages.append(_stage(model, first, last))
        first = last + 1
    return tuple(stages)


def spans(instance: Instance) -> tuple[int, ...]:
    """Return by how much two plans can differ on each level, at most."""
    reachable = np.minimum(instance.seats, np.bincount(instance.post, minlength=instance.n_posts))
    filled = [int(reachable[instance.priority == priority].sum()) for priority in (1, 2, 3, 4)]
    best = np.zeros(instance.n_officers, np.int64)
    np.maximum.at(best, instance.officer, instance.fit)
    fit = int(np.sort(best)[::-1][: int(reachable.sum())].sum())
    kept = min(len(np.unique(instance.officer[instance.kept])), int(reachable.sum()))
    span = [*filled, 0, 0, 0]
    span[SHORTFALL], span[KEPT], span[FIT] = int(instance.group_need.sum()), kept, fit
    return tuple(span)


def _weights(instance: Instance, first: int, last: int) -> tuple[int, ...]:
    span = spans(instance)
    weights = [1]
    for level in range(last, first, -1):
        weights.append(weights[-1] * (span[level] + 1))
    return tuple(reversed(weights))


def _fits(model: Model, first: int, last: int, *, exact_integers: bool) -> bool:
    weights = _weights(model.instance, first, last)
    if exact_integers:
        # In Python's own whole numbers: the question is whether 64 bits would do.
        totals = [int(np.abs(model.gains[level]).sum()) for level in range(first, last + 1)]
        return sum(w * total for w, total in zip(weights, totals, strict=True)) <= INTEGER_RANGE
    return weights[0] * (spans(model.instance)[first] + 1) <= FLOAT_RANGE


def _stage(model: Model, first: int, last: int) -> Stage:
    weights = _weights(model.instance, first, last)
    gain = np.zeros(model.n_columns, np.int64)
    for weight, level in zip(weights, range(first, last + 1), strict=True):
        gain += weight * model.gains[level]
    return Stage(first=first, last=last, weights=weights, gain=gain)


def level_values(instance: Instance, stage: Stage, total: int) -> dict[int, int]:
    """Return the levels of a stage from the value of its weighted sum: the digits of a number whose places are the weights."""
    lowest = instance.group_need.sum()
    rest = total
    if stage.first <= SHORTFALL <= stage.last:
        rest += stage.weights[SHORTFALL - stage.first] * int(lowest)
    values: dict[int, int] = {}
    for weight, level in zip(stage.weights, range(stage.first, stage.last + 1), strict=True):
        digit, rest = divmod(rest, weight)
        values[level] = digit - int(lowest) if level == SHORTFALL else digit
    return values


def level_bounds(instance: Instance, stage: Stage, total: int, bound: int) -> dict[int, int]:
    """
    Return the bounds on single levels that a bound on the weighted sum of a stage proves, "more is better".

    Parameters
    ----------
    total
        The weighted sum of the plan in hand.
    bound
        No plan that reaches the levels before the stage is worth more than this.

    Notes
    -----
    Take a plan that reaches the levels before level k. Within the stage these can only add to its sum, and the levels after k can take
    away less than one weight of k in all. So k rises by at most (bound - total + weight - 1) // weight, and never above its own end.
    """
    values, slack, ends = level_values(instance, stage, total), bound - total, _ends(instance)
    return {
        level: min(ends[level], values[level] + (slack + weight - 1) // weight)
        for weight, level in zip(stage.weights, range(stage.first, stage.last + 1), strict=True)
    }


def _ends(instance: Instance) -> tuple[int, ...]:
    """Return what no plan exceeds on each level, "more is better"."""
    return tuple(0 if level == SHORTFALL else span for level, span in enumerate(spans(instance)))
