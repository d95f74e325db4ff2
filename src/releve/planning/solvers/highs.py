"""
HiGHS, the solver of the base install: the linear program of each level, and the search over a small core.

The only module that knows highspy. Nothing it returns is trusted further than it must be: bounds are recomputed from prices in
whole numbers (:mod:`releve.planning.bounds`), plans are checked in whole numbers; only the bound that a branch-and-bound search
reports is taken at its word.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from math import floor, isfinite
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from releve.exchange.interruptions import HeldInterruptions, interruptions_held
from releve.planning.clock import Clock
from releve.planning.core import reduce_face
from releve.planning.relaxation import Face, Relaxation
from releve.planning.result import LEVELS
from releve.planning.start_basis import StartBasis

RANDOM_SEED: Final = 0
DUAL_SIMPLEX: Final = 1
"""After a change of costs the dual simplex is up to forty times faster here than the primal, though the basis is primal feasible."""
PRIMAL_SIMPLEX: Final = 4
FEW_COLUMNS: Final = 50
"""With so few columns that count on a level the primal simplex has next to nothing to do: a few pairs of an earlier plan among 600,000
took the dual two minutes and the primal a third of a second."""
WHOLE_TOLERANCE: Final = 1e-5
"""A bound this far below a whole number counts as that number: ten times the solver's feasibility tolerance."""
OBJECTIVE_STEP: Final = 0.9
"""Every level counts in whole numbers, so a search may stop once bound and plan are less than one apart."""


class SolverOutcome(Enum):
    """How a run of the solver ended."""

    OPTIMAL = auto()
    INFEASIBLE = auto()
    STOPPED = auto()


@dataclass(frozen=True, kw_only=True, eq=False)
class LinearSolution:
    """
    What the linear program of one level gives.

    ``columns`` has shape ``(n_columns,)``, ``row_price`` ``(n_rows,)``, ``level_price`` ``(n_level_rows,)``: what one more unit is worth.
    """

    outcome: SolverOutcome
    columns: NDArray[np.float64]
    row_price: NDArray[np.float64]
    level_price: NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class CoreSolution:
    """
    What the search over a core gives.

    ``columns`` in whole numbers, shape ``(n_columns,)``, None where no plan was found; ``bound`` None where none is known.
    """

    outcome: SolverOutcome
    columns: NDArray[np.int64] | None
    bound: int | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Basis:
    """
    Where a run of the simplex method ended: the solver's own mark for every column and row, shapes ``(n_columns,)``, ``(n_rows,)``.

    ``object`` arrays, so that they are cut and filled by position like any other.
    """

    columns: NDArray[np.object_]
    rows: NDArray[np.object_]

    def spread(self, columns: NDArray[np.int64], rows: NDArray[np.int64], *, n_columns: int, n_rows: int) -> Basis:
        """Return the basis of a larger program: these are the old columns and rows in it, the new columns are 0, the new rows slack."""
        of_columns = np.full(n_columns, highspy.HighsBasisStatus.kLower, np.object_)
        of_rows = np.full(n_rows, highspy.HighsBasisStatus.kBasic, np.object_)
        of_columns[columns], of_rows[rows] = self.columns, self.rows
        return Basis(columns=of_columns, rows=of_rows)


class LinearProgram:
    """
    A relaxation inside the solver; costs and bounds change from level to level, the basis stays.

    ``start`` is a basis from which no limit is broken, ``priced`` one whose prices are about right on every level; both None = the solver
    begins with none.
    """

    def __init__(
        self, relaxation: Relaxation, face: Face, clock: Clock, *, start: Basis | None = None, priced: StartBasis | None = None
    ) -> None:
        self._relaxation = relaxation
        self._face = face
        self._n_rows = len(face.row_lower)
        self._indices = np.arange(relaxation.n_columns, dtype=np.int32)
        self._solver = _Solver(clock)
        self._solver.highs.passModel(_lp(face.lower, face.upper, face.row_lower, face.row_upper, relaxation.start, relaxation.row))
        for constraint in face.level_rows:
            self._solver.add_row(constraint.low, constraint.high, relaxation.gain[constraint.level])
        self._is_feasible = start is not None
        self._elastic_row, self._elastic_price = np.zeros(0, np.int64), np.zeros((len(LEVELS), 0))
        if priced is not None:
            self._begin_with(priced)
        if start is not None:
            basis = highspy.HighsBasis()
            basis.col_status, basis.row_status = start.columns.tolist(), start.rows.tolist()
            basis.valid = True
            self._is_feasible = self._solver.highs.setBasis(basis) == highspy.HighsStatus.kOk

    def _begin_with(self, priced: StartBasis) -> None:
        """Add the elastic columns of a basis, and begin with it."""
        n, nothing = len(priced.elastic_row), np.zeros(len(priced.elastic_row))
        self._elastic_row, self._elastic_price = priced.elastic_row, priced.elastic_price
        self._indices = np.arange(len(self._indices) + n, dtype=np.int32)
        self._solver.highs.addCols(
            n, nothing, nothing, nothing, n, np.arange(n, dtype=np.int32), priced.elastic_row.astype(np.int32), np.full(n, -1.0)
        )
        basis = highspy.HighsBasis()
        basis.col_status = [*_marks(priced.column_is_basic, priced.column_is_upper), *[highspy.HighsBasisStatus.kBasic] * n]
        others = [highspy.HighsBasisStatus.kBasic] * len(self._face.level_rows)
        basis.row_status = [*_marks(priced.row_is_basic, priced.row_is_upper), *others]
        basis.valid = True
        # Refused, it costs time and nothing else: the solver begins with none.
        self._solver.highs.setBasis(basis)

    def basis(self) -> Basis | None:
        """Return where the last run ended; None where the solver has no basis."""
        found = self._solver.highs.getBasis()
        if not found.valid:
            return None
        return Basis(columns=np.array(found.col_status, np.object_), rows=np.array(found.row_status, np.object_))

    def priced_basis(self) -> StartBasis | None:
        """Return where the last run ended, for a program of the same rows and columns; None where that cannot be said."""
        found = self._solver.highs.getBasis()
        n_columns = self._relaxation.n_columns
        columns, rows = np.array(found.col_status, np.object_), np.array(found.row_status, np.object_)
        basic, upper = highspy.HighsBasisStatus.kBasic, highspy.HighsBasisStatus.kUpper
        # A row of a level that is not basic would leave one basic column too many behind.
        if not found.valid or np.any(rows[self._n_rows :] != basic):
            return None
        stays = columns[n_columns:] == basic
        return StartBasis(
            column_is_basic=columns[:n_columns] == basic,
            column_is_upper=columns[:n_columns] == upper,
            row_is_basic=rows[: self._n_rows] == basic,
            row_is_upper=rows[: self._n_rows] == upper,
            elastic_row=self._elastic_row[stays],
            elastic_price=self._elastic_price[:, stays],
        )

    def move(self, face: Face) -> None:
        """Go on to another face that has the level rows of the present one, and perhaps more."""
        before = self._face
        columns = np.flatnonzero((face.lower != before.lower) | (face.upper != before.upper)).astype(np.int32)
        if len(columns):
            self._solver.highs.changeColsBounds(len(columns), columns, _floats(face.lower[columns]), _floats(face.upper[columns]))
        rows = np.flatnonzero((face.row_lower != before.row_lower) | (face.row_upper != before.row_upper)).astype(np.int32)
        if len(rows):
            low, high = _floats(face.row_lower[rows]), _floats(face.row_upper[rows])
            self._solver.highs.changeRowsBounds(len(rows), rows, low, high)  # type: ignore[attr-defined]  # missing from its stubs
        for constraint in face.level_rows[len(before.level_rows) :]:
            self._solver.add_row(constraint.low, constraint.high, self._relaxation.gain[constraint.level])
        self._face = face

    def maximise(self, gain: NDArray[np.int64], *, level: int | None = None) -> LinearSolution:
        """
        Return the optimum of a level over the present face.

        Parameters
        ----------
        gain
            What the columns give to it, shape ``(n_columns,)``.
        level
            Which of the levels it is, for the prices of a ``priced`` start; None = one beside them.
        """
        elastic = np.zeros(self._elastic_price.shape[1]) if level is None else self._elastic_price[level]
        self._solver.highs.changeColsCost(len(self._indices), self._indices, np.concatenate((-_floats(gain), elastic)))
        counting = np.count_nonzero(gain[self._face.lower < self._face.upper])
        is_primal = counting <= FEW_COLUMNS or self._is_feasible
        self._is_feasible = False
        self._solver.set_option("simplex_strategy", PRIMAL_SIMPLEX if is_primal else DUAL_SIMPLEX)
        outcome = self._solver.run()
        solution = self._solver.highs.getSolution()
        # The solver minimises the negative gain, so its prices have the other sign.
        prices = -np.array(solution.row_dual, np.float64)
        if len(prices) != self._n_rows + len(self._face.level_rows) or not np.all(np.isfinite(prices)):
            prices = np.zeros(self._n_rows + len(self._face.level_rows))
        return LinearSolution(
            outcome=outcome,
            columns=np.array(solution.col_value, np.float64)[: len(gain)],
            row_price=prices[: self._n_rows],
            level_price=prices[self._n_rows :],
        )


def search_core(relaxation: Relaxation, face: Face, gain: NDArray[np.int64], *, gap: float, clock: Clock) -> CoreSolution:
    """
    Return the best plan in whole numbers over a face most of whose columns are fixed, by branch and bound.

    Parameters
    ----------
    gap
        Relative gap at which the search may stop, >= 0.

    Notes
    -----
    No known plan is handed over to begin with: HiGHS 1.16 was seen to carry a start through its presolve with a wrong objective (3
    where the plan gave 2), to prune by it, and to report it as proven.
    """
    core = reduce_face(relaxation, face, gain)
    if core is None:
        return CoreSolution(outcome=SolverOutcome.INFEASIBLE, columns=None, bound=None)
    if not len(core.free):
        return CoreSolution(outcome=SolverOutcome.OPTIMAL, columns=face.lower, bound=core.constant)
    solver = _Solver(clock)
    solver.set_option("mip_rel_gap", gap)
    solver.set_option("mip_abs_gap", OBJECTIVE_STEP)
    if isfinite(clock.left_s()):
        solver.set_option("time_limit", clock.left_s())
    model = _lp(core.lower, core.upper, core.row_lower, core.row_upper, core.start, core.row)
    model.col_cost_ = -_floats(core.gain)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(core.free)
    solver.highs.passModel(model)
    for constraint, level_gain in zip(core.level_rows, core.level_gain, strict=True):
        solver.add_row(constraint.low, constraint.high, level_gain)
    outcome = solver.run()
    if outcome is SolverOutcome.INFEASIBLE:
        return CoreSolution(outcome=outcome, columns=None, bound=None)
    info = solver.highs.getInfo()
    columns = None
    if info.valid and info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        columns = face.lower.copy()
        columns[core.free] = np.rint(np.array(solver.highs.getSolution().col_value)).astype(np.int64)
    # After a run that failed the figures are not valid, and 0 is none of them.
    is_known = info.valid and isfinite(info.mip_dual_bound)
    bound = core.constant + floor(-info.mip_dual_bound + WHOLE_TOLERANCE) if is_known else None
    return CoreSolution(outcome=outcome, columns=columns, bound=bound)


class _SilentHighs(highspy.Highs):
    """HiGHS without its banner, which it prints to standard output as soon as a callback is set: before any option can be."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is highspy's
        """Silence the solver first: highspy calls this while it makes the instance."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # as below


class _Solver:
    """One instance of HiGHS: on one thread, with a fixed seed, and stopped by the clock."""

    def __init__(self, clock: Clock) -> None:
        self.highs = _SilentHighs()  # type: ignore[no-untyped-call]  # highspy annotates it in part
        self.set_option("threads", 1)
        self.set_option("random_seed", RANDOM_SEED)
        self._clock = clock
        self._failure: BaseException | None = None
        self._held = HeldInterruptions()
        self.highs.cbSimplexInterrupt += self._interrupt
        self.highs.cbMipInterrupt += self._interrupt

    def set_option(self, name: str, value: float | str) -> None:
        """Set an option; a name that this version of HiGHS does not know is a mistake of this module."""
        if self.highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise ValueError(name, value)

    def add_row(self, low: int, high: int, gain: NDArray[np.int64]) -> None:
        """Add the constraint that a level lies within two values, inclusive."""
        present = np.flatnonzero(gain).astype(np.int32)
        self.highs.addRow(float(low), float(high), len(present), present, _floats(gain[present]))

    def run(self) -> SolverOutcome:
        """Solve, and raise what the clock raised meanwhile."""
        # Raised in a callback, Ctrl-C would come back from the solver as one of its own failures.
        with interruptions_held() as self._held:
            if self.highs.run() == highspy.HighsStatus.kError and self._failure is None and not self._held.has_come:
                # HiGHS keeps one pool of threads for the whole process and refuses to run where another user of it has chosen
                # another number. A pool made anew has ours.
                highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - the signature is highspy's
                self.highs.run()
        if self._failure is not None:
            raise self._failure
        return _OUTCOMES.get(self.highs.getModelStatus(), SolverOutcome.STOPPED)

    def _interrupt(self, event: Any) -> None:  # noqa: ANN401 - highspy ships no usable types for its events
        try:
            is_over = self._held.has_come or self._clock.is_over()
        except BaseException as found:  # noqa: BLE001 - must not pass through the solver; `run` raises it
            self._failure = found
            is_over = True
        if is_over:
            event.interrupt()


_OUTCOMES: Final = {
    highspy.HighsModelStatus.kOptimal: SolverOutcome.OPTIMAL,
    highspy.HighsModelStatus.kInfeasible: SolverOutcome.INFEASIBLE,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: SolverOutcome.INFEASIBLE,  # every column is bounded
}
"""All other endings are STOPPED: the bounds known so far stay valid."""


def _lp(
    lower: NDArray[np.int64],
    upper: NDArray[np.int64],
    row_lower: NDArray[np.int64],
    row_upper: NDArray[np.int64],
    start: NDArray[np.int64],
    row: NDArray[np.int32],
) -> Any:  # noqa: ANN401 - highspy ships no usable types for its model
    """Return a linear program by column, all coefficients 1, without costs."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(lower), len(row_lower)
    lp.col_cost_ = np.zeros(len(lower))
    lp.col_lower_, lp.col_upper_ = _floats(lower), _floats(upper)
    lp.row_lower_, lp.row_upper_ = _floats(row_lower), _floats(row_upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = start.astype(np.int32)
    lp.a_matrix_.index_ = row.astype(np.int32)
    lp.a_matrix_.value_ = np.ones(len(row))
    return lp


def _marks(is_basic: NDArray[np.bool_], is_upper: NDArray[np.bool_]) -> list[Any]:
    """Return the solver's own marks of columns or rows."""
    marks = (highspy.HighsBasisStatus.kLower, highspy.HighsBasisStatus.kUpper, highspy.HighsBasisStatus.kBasic)
    found: list[Any] = np.array(marks, np.object_)[np.where(is_basic, 2, is_upper.astype(np.int64))].tolist()
    return found


def _floats(values: NDArray[np.int64]) -> NDArray[np.float64]:
    return values.astype(np.float64)
