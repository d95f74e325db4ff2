"""
Branch and bound that leaves behind what anyone can replay: a tree whose leaves are proofs in whole numbers.

For the levels that one linear program does not prove. The optimum is known already; what is wanted is the proof, and small trees.
Each node is a linear program over the few columns that matter: the levels before are rows that may be missed for a penalty, so that
a node always has an optimum, whose prices are its proof. What the few columns leave out is looked at where a leaf would close.

Source: Land and Doig, Econometrica 28, 1960; bounds by Lagrangian duality as in :mod:`releve.planning.leaf_bound`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from releve.planning.clock import Clock
from releve.planning.leaf_bound import closed_leaf, no_prices, pair_worth
from releve.planning.leaf_proof import LeafProof
from releve.planning.objective import SHORTFALL_LEVEL, trivial_bounds
from releve.planning.problem import AssignmentProblem
from releve.planning.relaxation import Face, LevelRow, Relaxation
from releve.planning.rounding import round_prices
from releve.planning.solvers.highs import Basis, LinearProgram, LinearSolution, SolverOutcome

MOST_NODES: Final = 2000
"""Nodes after which a tree is given up: the level is then proven by the solver's word only, and says so."""
MOST_WORK: Final = 1_000_000
"""Columns of all nodes together after which a tree is given up: a limit of work, for one of time would give another file each run."""
WHOLE: Final = 1e-6
"""A column this near to a whole number is taken for it."""
PENALTY: Final = 16
"""A miss of one on an earlier level costs this many times what could be gained by it: a sixteenth of a miss still does not pay."""

Path: TypeAlias = tuple[tuple[int, bool], ...]
"""Columns and whether they are in, root first."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Goal:
    """
    What is to be proven: that no plan that reaches ``values`` on the levels before ``level`` exceeds ``bound`` on it.

    ``values`` and ``bound`` in the sense that larger is better.
    """

    level: int
    values: tuple[int, ...]
    bound: int


def prove_by_branching(
    problem: AssignmentProblem, relaxation: Relaxation, face: Face, goal: Goal, *, active: NDArray[np.bool_], clock: Clock
) -> tuple[LeafProof, ...] | None:
    """
    Return the leaves of a tree that proves a bound, or None where it does not close in time.

    Depth first; a node branches on the most fractional pair, of equals the first. The same arguments give the same tree.

    Parameters
    ----------
    face
        The first one, on which no level is decided.
    active
        Shape ``(n_columns,)``: columns to begin with.
    """
    tree = _Tree(problem, relaxation, face, goal, active, clock)
    leaves: list[LeafProof] = []
    waiting: list[Path] = [()]
    visited, work = 0, 0
    while waiting:
        if visited == MOST_NODES or work > MOST_WORK or clock.is_over():
            return None
        visited, work = visited + 1, work + tree.n_columns
        path = waiting.pop()
        found = tree.visit(path)
        if isinstance(found, LeafProof):
            leaves.append(found)
        elif found is None:
            return None
        else:
            waiting += [(*path, (found, False)), (*path, (found, True))]
    return tuple(leaves)


class _Tree:
    """The program of all nodes, which grows by columns where a leaf shows that some are missing."""

    def __init__(
        self, problem: AssignmentProblem, relaxation: Relaxation, face: Face, goal: Goal, active: NDArray[np.bool_], clock: Clock
    ) -> None:
        self._problem, self._relaxation, self._face, self._goal, self._clock = problem, relaxation, face, goal, clock
        self._active = active.copy()
        self._active[relaxation.n_pairs :] = True
        self._penalty = PENALTY * (1 + _most(problem, goal.level) - goal.bound)
        self._columns, self._rows = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self._program = self._load(None)

    @property
    def n_columns(self) -> int:
        """Return the number of columns of a node's program."""
        return self._core.n_columns

    def visit(self, path: Path) -> LeafProof | int | None:
        """Return the proof of a node, the pair to branch on, or None where neither can be had."""
        self._activate(np.array([column for column, _ in path], np.int64))
        while True:
            solution = self._solve(path)
            if solution.outcome is not SolverOutcome.OPTIMAL:
                return None
            if float(self._gain @ solution.columns) >= self._goal.bound + 1 - WHOLE:
                return self._fractional(solution)
            priced = self._leaf(solution, path)
            leaf, total = closed_leaf(self._problem, priced, self._goal.values)
            if total >> leaf.scale_bits <= self._goal.bound:
                return leaf.simplified()
            if not self._activate(self._worth_having(priced, path)):
                return self._fractional(solution)

    def _load(self, basis: Basis | None) -> LinearProgram:
        """
        Return a program of the active columns, with a row for each earlier level and a column for missing it.

        It begins where the one before ended, ``basis``: more columns break no limit.
        """
        columns, rows = self._columns, self._rows
        self._columns = np.flatnonzero(self._active)
        self._core, self._core_face, self._level_of_row, self._rows = _core(self._relaxation, self._face, self._goal, self._columns)
        n_misses = self._core.n_columns - len(self._columns)
        self._gain = np.concatenate((self._relaxation.gain[self._goal.level][self._columns], np.full(n_misses, -self._penalty, np.int64)))
        if basis is not None:
            n_rows, n_levels = len(self._rows), len(self._level_of_row)
            basis = basis.spread(
                np.concatenate((np.searchsorted(self._columns, columns), len(self._columns) + np.arange(n_misses))),
                np.concatenate((np.searchsorted(self._rows, rows), n_rows + np.arange(n_levels))),
                n_columns=self._core.n_columns,
                n_rows=n_rows + n_levels,
            )
        return LinearProgram(self._core, self._core_face, self._clock, start=basis)

    def _activate(self, columns: NDArray[np.int64]) -> bool:
        """Take further columns in; return whether any was missing."""
        missing = columns[~self._active[columns]]
        if not len(missing):
            return False
        self._active[missing] = True
        self._program = self._load(self._program.basis())
        return True

    def _solve(self, path: Path) -> LinearSolution:
        lower, upper = self._core_face.lower.copy(), self._core_face.upper.copy()
        for column, is_in in path:
            at = np.searchsorted(self._columns, column)
            lower[at] = upper[at] = int(is_in)
        self._program.move(replace(self._core_face, lower=lower, upper=upper))
        return self._program.maximise(self._gain)

    def _fractional(self, solution: LinearSolution) -> int | None:
        values = solution.columns[: self._core.n_pairs]
        away = np.abs(values - np.rint(values))
        most = int(np.argmax(away)) if len(away) else 0
        return int(self._columns[most]) if len(away) and away[most] > WHOLE else None

    def _leaf(self, solution: LinearSolution, path: Path) -> LeafProof:
        """Return the prices of a node under the names of the problem."""
        bits, (rows, levels) = round_prices((solution.row_price, solution.level_price))
        officers, posts, caps, groups = self._core.names.split(rows)
        names, pairs = self._core.names, self._problem.pairs
        blank = no_prices(self._problem, self._goal.level, bits)
        blank.officer[names.officer] = np.maximum(officers, 0)
        blank.post[names.post] = np.maximum(posts, 0)
        blank.cap.reshape(-1)[names.cap] = np.maximum(caps, 0)
        blank.group[names.group] = np.maximum(-groups, 0)
        blank.level_price[self._level_of_row] = np.maximum(-levels, 0)
        branches = tuple((int(pairs.officer_idx[column]), int(pairs.post_idx[column]), is_in) for column, is_in in path)
        return replace(blank, branches=branches)

    def _worth_having(self, priced: LeafProof, path: Path) -> NDArray[np.int64]:
        """Return the pairs outside the program that are worth more than the prices of a node say they cost."""
        worth = pair_worth(self._problem, priced) - priced.officer[self._problem.pairs.officer_idx]
        worth[[column for column, _ in path]] = 0
        return np.flatnonzero((worth > 0) & ~self._active[: len(worth)])


def _core(
    relaxation: Relaxation, face: Face, goal: Goal, columns: NDArray[np.int64]
) -> tuple[Relaxation, Face, NDArray[np.int64], NDArray[np.int64]]:
    """Return the program of some columns: the relaxation, its face, the level of each level row, and which rows it took over."""
    least = -int(face.upper[relaxation.n_pairs :].sum())
    could_miss = {level: value - (least if level == SHORTFALL_LEVEL else 0) for level, value in enumerate(goal.values[: goal.level])}
    levels = [level for level, miss in could_miss.items() if miss > 0]
    sizes = np.diff(relaxation.start)
    is_taken = np.zeros(relaxation.n_columns, np.bool_)
    is_taken[columns] = True
    row = relaxation.row[np.repeat(is_taken, sizes)]
    has_row = np.zeros(len(face.row_lower), np.bool_)
    has_row[row] = True
    new_row = np.cumsum(has_row) - 1
    gain = np.zeros((len(relaxation.gain), len(columns) + len(levels)), np.int64)
    gain[:, : len(columns)] = relaxation.gain[:, columns]
    gain[levels, len(columns) + np.arange(len(levels))] = 1
    start = np.concatenate(([0], np.cumsum(sizes[columns])))
    core = Relaxation(
        n_pairs=int(np.searchsorted(columns, relaxation.n_pairs)),
        start=np.concatenate((start, np.full(len(levels), start[-1]))).astype(np.int64),
        row=new_row[row].astype(np.int32),
        gain=gain,
        needy_group=relaxation.needy_group,
        names=relaxation.names.only(has_row),
    )
    upper = np.concatenate((face.upper[columns], [could_miss[level] for level in levels])).astype(np.int64)
    core_face = Face(
        lower=np.concatenate((face.lower[columns], np.zeros(len(levels), np.int64))),
        upper=upper,
        row_lower=face.row_lower[has_row],
        row_upper=face.row_upper[has_row],
        level_rows=tuple(
            LevelRow(level=level, low=goal.values[level], high=1 + int((np.maximum(gain[level], 0) * upper).sum())) for level in levels
        ),
    )
    return core, core_face, np.array(levels, np.int64), np.flatnonzero(has_row)


def _most(problem: AssignmentProblem, level: int) -> int:
    """Return what no plan exceeds on a level, whatever it reaches on the others."""
    return trivial_bounds(problem).compare_key()[level]
