"""A whole-number program, row by row, and its solution by HiGHS: the only module of the timetable that knows highspy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import floor, inf, isfinite
from typing import Any, Final

import highspy
import numpy as np

from releve.assembly.clock import Clock
from releve.exchange.interruptions import interruptions_held

WHOLE_TOLERANCE: Final = 1e-4
"""A bound this far above a whole number counts as that number."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """
    What a search over a program gives: the least cost proven, and the columns of the best solution, None where none was found.

    ``bound`` is infinite where the program is proven to have no solution.
    """

    bound: float
    columns: tuple[float, ...] | None


@dataclass(kw_only=True)
class Program:
    """Columns between 0 and their upper limit, rows with both limits; costs are minimised."""

    uppers: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    row_starts: list[int] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def add_column(self, upper: float = 1.0, *, is_whole: bool = True) -> int:
        """Add a column and return its number."""
        self.uppers.append(upper)
        self.whole.append(is_whole)
        return len(self.uppers) - 1

    def add_row(self, entries: Mapping[int, float] | Iterable[tuple[int, float]], *, lower: float = -inf, upper: float = inf) -> None:
        """Add a row; entries of one column are summed."""
        summed: dict[int, float] = {}
        for column, value in entries.items() if isinstance(entries, Mapping) else entries:
            summed[column] = summed.get(column, 0.0) + value
        self.row_starts.append(len(self.indices))
        self.indices += summed
        self.values += summed.values()
        self.row_lower.append(lower)
        self.row_upper.append(upper)

    def drop_last_row(self) -> None:
        """Remove the row that was added last."""
        begin = self.row_starts.pop()
        del self.indices[begin:], self.values[begin:]
        self.row_lower.pop()
        self.row_upper.pop()

    def solve(self, costs: Mapping[int, float], *, clock: Clock, n_nodes: int) -> Answer:
        """Return the best solution within so many nodes of the search tree and the clock's time; one thread, no chance."""
        if clock.is_over():
            return Answer(bound=-inf, columns=None)
        solver = _SilentHighs()  # type: ignore[no-untyped-call]  # highspy annotates it in part
        for name, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_max_nodes", n_nodes)):
            solver.setOptionValue(name, value)
        if isfinite(clock.left_s()):
            solver.setOptionValue("time_limit", clock.left_s())
        solver.passModel(self._model(costs))
        _run(solver, clock)
        status, info = solver.getModelStatus(), solver.getInfo()
        if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
            return Answer(bound=inf, columns=None)
        is_found = info.valid and info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return Answer(
            bound=float(info.mip_dual_bound) if info.valid else -inf,
            columns=tuple(solver.getSolution().col_value) if is_found else None,
        )

    def _model(self, costs: Mapping[int, float]) -> highspy.HighsLp:
        model = highspy.HighsLp()
        n_columns, n_rows = len(self.uppers), len(self.row_lower)
        model.num_col_, model.num_row_ = n_columns, n_rows
        cost = np.zeros(n_columns)
        for column, value in costs.items():
            cost[column] += value
        model.col_cost_ = cost
        model.col_lower_, model.col_upper_ = np.zeros(n_columns), np.array(self.uppers)
        model.row_lower_, model.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array([*self.row_starts, len(self.indices)], np.int32)
        model.a_matrix_.index_ = np.array(self.indices, np.int32)
        model.a_matrix_.value_ = np.array(self.values, float)
        model.integrality_ = [highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous for whole in self.whole]
        return model


class _SilentHighs(highspy.Highs):
    """HiGHS without its banner, which it prints to standard output as soon as a callback is set: before any option can be."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is highspy's
        """Silence the solver first: highspy calls this while it makes the instance."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # as above


def _run(solver: highspy.Highs, clock: Clock) -> None:
    """Run the solver until it ends, the clock does, or Ctrl-C comes; raised in a callback, that would be lost in the solver."""
    with interruptions_held() as held:

        def stop(event: Any) -> None:  # noqa: ANN401 - highspy ships no usable types for its events
            if held.has_come or clock.is_over():
                event.interrupt()

        solver.cbMipInterrupt += stop
        solver.cbSimplexInterrupt += stop
        if solver.run() == highspy.HighsStatus.kError and not held.has_come:
            # HiGHS keeps one pool of threads for the whole process and refuses to run where another user of it has chosen
            # another number. A pool made anew has ours.
            highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - the signature is highspy's
            solver.run()


def round_up(bound: float) -> float:
    """Return the least whole number that a cost in whole numbers can take, given a bound on it from below."""
    return -floor(-bound + WHOLE_TOLERANCE) if isfinite(bound) else bound
