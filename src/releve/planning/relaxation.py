"""
The linear relaxation of a problem, in whole numbers, and the faces of it that the levels of the objective leave.

Columns: one a pair (1 = planned), then one a parity group with a need (women missing, ``shortfall``).
Rows, all with coefficients 1: officers, post lines, national caps, parity groups (women assigned + missing >= need).
Rows that cannot bind are left out. Every level is maximised; the shortfall counts negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from releve.planning.objective import SHORTFALL_LEVEL, pair_gain
from releve.planning.problem import AssignmentProblem
from releve.planning.result import LEVELS

_Kind = TypeVar("_Kind", bound=np.generic)


@dataclass(frozen=True, kw_only=True, eq=False)
class RowNames:
    """
    What each row stands for: first the officers that have a row, then the post lines, the national caps, the parity groups.

    Each int64, increasing: positions in the problem, of a cap in ``problem.cap_left.ravel()``.
    """

    officer: NDArray[np.int64]
    post: NDArray[np.int64]
    cap: NDArray[np.int64]
    group: NDArray[np.int64]

    def split(self, of_row: NDArray[_Kind]) -> tuple[NDArray[_Kind], NDArray[_Kind], NDArray[_Kind], NDArray[_Kind]]:
        """Return the parts of an array by row, shape ``(n_rows,)``, in the order officers, posts, caps, groups."""
        ends = np.cumsum([len(self.officer), len(self.post), len(self.cap)])
        officers, posts, caps, groups = np.split(of_row, ends)
        return officers, posts, caps, groups

    def only(self, has_row: NDArray[np.bool_]) -> RowNames:
        """Return the names of some of the rows; ``has_row`` has shape ``(n_rows,)``."""
        officers, posts, caps, groups = self.split(has_row)
        return RowNames(officer=self.officer[officers], post=self.post[posts], cap=self.cap[caps], group=self.group[groups])


@dataclass(frozen=True, kw_only=True, eq=False)
class Relaxation:
    """
    The constraint matrix by column, and what every column is worth on every level.

    Attributes
    ----------
    n_pairs
        The first ``n_pairs`` columns are the pairs, in their order; the others are shortfalls.
    start, row
        Shapes ``(n_columns + 1,)`` int64 and ``(n_entries,)`` int32: the rows of column ``j`` are ``row[start[j]:start[j + 1]]``.
    gain
        Shape ``(n_levels, n_columns)``, int64.
    needy_group
        Shape ``(n_columns - n_pairs,)``, int64: the parity group of each shortfall column.
    names
        What the rows stand for.
    """

    n_pairs: int
    start: NDArray[np.int64]
    row: NDArray[np.int32]
    gain: NDArray[np.int64]
    needy_group: NDArray[np.int64]
    names: RowNames

    @property
    def n_columns(self) -> int:
        """Return the number of columns."""
        return len(self.start) - 1


@dataclass(frozen=True, kw_only=True, eq=False)
class LevelRow:
    """The constraint that a level's value lies within ``low`` and ``high``, both inclusive."""

    level: int
    low: int
    high: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Face:
    """
    The part of the relaxation that holds every plan that is as good as required on the levels done so far.

    Attributes
    ----------
    lower, upper
        Shape ``(n_columns,)``, int64, inclusive.
    row_lower, row_upper
        Shape ``(n_rows,)``, int64, inclusive; all finite.
    level_rows
        Further constraints, for levels whose value the bounds alone do not imply.
    """

    lower: NDArray[np.int64]
    upper: NDArray[np.int64]
    row_lower: NDArray[np.int64]
    row_upper: NDArray[np.int64]
    level_rows: tuple[LevelRow, ...] = ()

    def may_vary(self, gain: NDArray[np.int64]) -> bool:
        """Return whether an objective differs between points of this face, as far as the column bounds tell."""
        return bool(np.any(gain[self.lower < self.upper]))


def relax(problem: AssignmentProblem) -> tuple[Relaxation, Face]:
    """Return the relaxation of a problem and its first face, on which no level is decided yet."""
    pairs = problem.pairs
    officers = _compact(pairs.officer_idx, np.bincount(pairs.officer_idx, minlength=len(problem.officer_id)) > 1)
    posts = _compact(pairs.post_idx, np.ones(len(problem.post_id), np.bool_))
    cap_key = problem.mission[pairs.post_idx].astype(np.int64) * problem.cap_left.shape[1] + problem.country[pairs.officer_idx]
    caps = _compact(cap_key, _candidates(problem, cap_key) > problem.cap_left.ravel())
    needy = np.flatnonzero(problem.group_need > 0)
    women = problem.woman[pairs.officer_idx]
    groups = _compact(np.where(women, problem.group[pairs.post_idx], -1), problem.group_need > 0)
    blocks = (officers, posts, caps, groups)
    first_row = np.concatenate(([0], np.cumsum([len(block.members) for block in blocks])))
    n_pairs, n_short = len(pairs), len(needy)
    entry_row = np.full((n_pairs + n_short, len(blocks)), -1, np.int64)
    for b, block in enumerate(blocks):
        entry_row[:n_pairs, b] = np.where(block.of_pair >= 0, block.of_pair + first_row[b], -1)
    entry_row[n_pairs:, -1] = first_row[-2] + np.arange(n_short)
    present = entry_row >= 0
    relaxation = Relaxation(
        n_pairs=n_pairs,
        start=np.concatenate(([0], np.cumsum(present.sum(axis=1)))).astype(np.int64),
        row=entry_row[present].astype(np.int32),
        gain=np.array([_column_gain(problem, level, n_short) for level in range(len(LEVELS))], np.int64),
        needy_group=needy,
        names=RowNames(officer=officers.members, post=posts.members, cap=caps.members, group=groups.members),
    )
    need = problem.group_need[needy]
    women_pairs = np.bincount(groups.of_pair[groups.of_pair >= 0], minlength=n_short)
    zeros = np.zeros(int(first_row[-2]), np.int64)
    face = Face(
        lower=np.concatenate((pairs.pinned.astype(np.int64), np.zeros(n_short, np.int64))),
        upper=np.concatenate((np.ones(n_pairs, np.int64), need)),
        row_lower=np.concatenate((zeros, need)),
        row_upper=np.concatenate(
            (
                np.ones(len(officers.members), np.int64),
                problem.seats[posts.members].astype(np.int64),
                problem.cap_left.ravel()[caps.members].astype(np.int64),
                women_pairs + need,
            )
        ),
    )
    return relaxation, face


def columns_of_plan(problem: AssignmentProblem, relaxation: Relaxation, chosen: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a plan as values of the columns, the shortfalls as small as the plan allows; shape ``(n_columns,)``."""
    values = np.zeros(relaxation.n_columns, np.int64)
    values[chosen] = 1
    pairs = problem.pairs
    women = chosen[problem.woman[pairs.officer_idx[chosen]]]
    assigned = np.bincount(problem.group[pairs.post_idx[women]], minlength=len(problem.group_need))
    values[relaxation.n_pairs :] = np.maximum(problem.group_need - assigned, 0)[relaxation.needy_group]
    return values


def level_value(gain: NDArray[np.int64], columns: NDArray[np.int64]) -> int:
    """Return the value of a level at a point in whole numbers; larger is better."""
    return int((gain * columns).sum())


@dataclass(frozen=True, kw_only=True, eq=False)
class _Block:
    """Rows of one kind: which members have a row, and the row of each pair within the block (-1 = none)."""

    members: NDArray[np.int64]
    of_pair: NDArray[np.int64]


def _compact(member_of_pair: NDArray[np.integer], has_row: NDArray[np.bool_]) -> _Block:
    """Return the rows of the members that have one; a pair of member -1 has none."""
    members = np.flatnonzero(has_row)
    row_of_member = np.full(len(has_row) + 1, -1, np.int64)
    row_of_member[members] = np.arange(len(members))
    return _Block(members=members, of_pair=row_of_member[member_of_pair])


def _candidates(problem: AssignmentProblem, cap_key: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many officers could be assigned under each cap: a cap that cannot be exceeded needs no row."""
    n_caps = problem.cap_left.size
    distinct = np.unique(cap_key * len(problem.officer_id) + problem.pairs.officer_idx) // max(1, len(problem.officer_id))
    return np.bincount(distinct, minlength=n_caps)


def _column_gain(problem: AssignmentProblem, level: int, n_short: int) -> NDArray[np.int64]:
    of_shortfall = np.full(n_short, -1 if level == SHORTFALL_LEVEL else 0, np.int64)
    return np.concatenate((pair_gain(problem, level), of_shortfall))
