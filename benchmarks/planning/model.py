"""
The integer program that the general solvers are given: columns, rows, and what a column adds to each level.

One column a pair, then one a parity group for its missing women. Rows that cannot bind are left out, for every peer alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from benchmarks.planning.instance import FIT, KEPT, SHORTFALL, Instance
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """
    Rows ``row_low <= A x <= row_high`` over whole columns ``low <= x <= high``.

    Attributes
    ----------
    low, high
        Shape ``(n_columns,)``, int64; pairs are 0 or 1, pinned pairs 1, missing women 0 to the need of the group.
    row_low, row_high
        Shape ``(n_rows,)``, float64, infinite where there is no limit.
    row_start, column
        Shape ``(n_rows + 1,)`` and ``(n_coefficients,)``: the columns of row r are ``column[row_start[r]:row_start[r + 1]]``, every
        coefficient is 1.
    """

    instance: Instance
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    row_low: NDArray[np.float64]
    row_high: NDArray[np.float64]
    row_start: NDArray[np.int64]
    column: NDArray[np.int64]

    @property
    def n_columns(self) -> int:
        """Number of columns: pairs, then groups."""
        return len(self.low)

    def columns_of_row(self, row: int) -> NDArray[np.int64]:
        """Return the columns of a row."""
        return self.column[self.row_start[row] : self.row_start[row + 1]]

    @cached_property
    def gains(self) -> tuple[NDArray[np.int64], ...]:
        """What each column adds to each level, "more is better"; seven arrays of shape ``(n_columns,)``."""
        return tuple(gain_of(self.instance, level) for level in range(FIT + 1))

    def plan_of(self, columns: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the arcs that a solution plans; ``columns`` has shape ``(n_columns,)``."""
        return np.flatnonzero(np.asarray(columns)[: self.instance.n_arcs] > 1 / 2)

    def columns_of(self, arcs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return a plan as columns, missing women counted; shape ``(n_columns,)``."""
        instance = self.instance
        posts = instance.post[arcs[instance.woman[instance.officer[arcs]]]]
        women = np.bincount(instance.group[posts], minlength=len(instance.group_need))
        planned = np.zeros(instance.n_arcs, np.int64)
        planned[arcs] = 1
        return np.concatenate((planned, np.maximum(instance.group_need - women, 0)))


def gain_of(instance: Instance, level: int) -> NDArray[np.int64]:
    """Return what each column adds to a level, "more is better"; shape ``(n_arcs + n_groups,)``."""
    n_groups = len(instance.group_need)
    if level == SHORTFALL:
        return np.concatenate((np.zeros(instance.n_arcs, np.int64), np.full(n_groups, -1, np.int64)))
    of_arcs = (instance.fit if level == FIT else instance.kept if level == KEPT else instance.priority[instance.post] == level + 1).astype(
        np.int64
    )
    return np.concatenate((of_arcs, np.zeros(n_groups, np.int64)))


def build_model(instance: Instance) -> Model:
    """Return the integer program of an instance."""
    n_arcs, n_groups = instance.n_arcs, len(instance.group_need)
    n_countries = instance.cap_left.shape[1]
    cap_key = instance.mission[instance.post] * n_countries + instance.country[instance.officer]
    families = [
        _at_most(instance.officer, np.ones(instance.n_officers)),
        _at_most(instance.post, instance.seats),
        _at_most(cap_key, instance.cap_left.ravel()),
        _women(instance),
    ]
    rows, columns, row_low, row_high, first = [], [], [], [], 0
    for row, column, low, high in families:
        rows.append(row + first)
        columns.append(column)
        row_low.append(low)
        row_high.append(high)
        first += len(low)
    row, column = np.concatenate(rows), np.concatenate(columns)
    by_row = np.lexsort((column, row))
    return Model(
        instance=instance,
        low=np.concatenate((instance.pinned.astype(np.int64), np.zeros(n_groups, np.int64))),
        high=np.concatenate((np.ones(n_arcs, np.int64), instance.group_need)),
        row_low=np.concatenate(row_low),
        row_high=np.concatenate(row_high),
        row_start=np.searchsorted(row[by_row], np.arange(first + 1)),
        column=column[by_row],
    )


def _at_most(key: NDArray[np.int64], limit: NDArray[np.int64] | NDArray[np.float64]) -> tuple[NDArray[np.int64], ...]:
    """Return one row a key whose arcs are more than its limit: row and column of each coefficient, lower and upper limits."""
    tight = np.bincount(key, minlength=len(limit)) > limit
    number = np.cumsum(tight) - 1
    column = np.flatnonzero(tight[key])
    high = limit[tight].astype(np.float64)
    return number[key[column]], column, np.full(len(high), -np.inf), high


def _women(instance: Instance) -> tuple[NDArray[np.int64], ...]:
    """Return one row a group with a need: women assigned plus women missing are at least the need."""
    needed = instance.group_need > 0
    number = np.cumsum(needed) - 1
    group = instance.group[instance.post]
    arc = np.flatnonzero(instance.woman[instance.officer] & needed[group])
    missing = np.flatnonzero(needed)
    low = instance.group_need[needed].astype(np.float64)
    row = np.concatenate((number[group[arc]], number[missing]))
    return row, np.concatenate((arc, instance.n_arcs + missing)), low, np.full(len(low), np.inf)
