"""HiGHS: the linear programs of the levels one after another, or the integer programs."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import highspy
import numpy as np
from benchmarks.planning.instance import Instance
from benchmarks.planning.model import Model
from benchmarks.planning.peers.backend import OnProgress, Outcome, drive
from benchmarks.planning.recorder import Recorder
from numpy.typing import NDArray

OPTIONS: Final = {"output_flag": False, "threads": 2, "mip_rel_gap": 0.0, "mip_abs_gap": 0.99}
"""All levels count in whole numbers: a gap below 1 is a proof, and to ask for less would only cost the peer time."""


def solve_linear(instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Solve the linear program of each stage; there is a plan only where the last of them ends whole."""
    drive(_Linear, instance, recorder, variant=variant, limit_s=limit_s)


def solve_whole(instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Solve the integer program of each stage; the plan of a stage is handed to the next one as a start."""
    drive(_Whole, instance, recorder, variant=variant, limit_s=limit_s)


class _Highs:
    exact_integers: ClassVar[bool] = False
    relaxation: ClassVar[bool]

    def __init__(self, model: Model) -> None:
        self._columns = np.arange(model.n_columns, dtype=np.int32)
        self._start: NDArray[np.float64] | None = None
        # The number of threads belongs to the process: one that another model has chosen would be kept, and every run refused.
        highspy.Highs.resetGlobalScheduler(True)  # noqa: FBT003 - the signature is highspy's
        self._highs = highspy.Highs()
        self.options: dict[str, Any] = {}
        for name, value in OPTIONS.items():
            self._set(name, value)
        self._highs.passModel(self._program(model))

    def maximise(self, gain: NDArray[np.int64], limit_s: float, on_progress: OnProgress) -> Outcome:
        highs = self._highs
        highs.changeColsCost(len(gain), self._columns, gain.astype(np.float64))
        # The solver's clock runs on from solve to solve.
        self._set("time_limit", limit_s + highs.getRunTime())
        if not self.relaxation:
            self._report(on_progress)
            if self._start is not None:
                solution = highspy.HighsSolution()
                solution.col_value = self._start
                highs.setSolution(solution)
        highs.run()
        return self._outcome()

    def hold(self, gain: NDArray[np.int64], at_least: int) -> None:
        columns = np.flatnonzero(gain).astype(np.int32)
        self._highs.addRow(float(at_least), highspy.kHighsInf, len(columns), columns, gain[columns].astype(np.float64))

    def _outcome(self) -> Outcome:
        highs = self._highs
        status, info = highs.getModelStatus(), highs.getInfo()
        optimal = status == highspy.HighsModelStatus.kOptimal
        ended = "optimal" if optimal else "limit" if status == highspy.HighsModelStatus.kTimeLimit else highs.modelStatusToString(status)
        if self.relaxation:
            # A linear program that was stopped has neither a plan nor a bound.
            columns = np.array(highs.getSolution().col_value) if optimal else None
            return Outcome(ended=ended, columns=columns, bound=info.objective_function_value if optimal else None)
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        self._start = np.array(highs.getSolution().col_value) if found else None
        return Outcome(ended=ended, columns=self._start, bound=info.mip_dual_bound)

    def _report(self, on_progress: OnProgress) -> None:
        def note(event: Any) -> None:  # noqa: ANN401 - a type of the solver that its stubs do not name
            on_progress(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)

        def note_plan(event: Any) -> None:  # noqa: ANN401 - the same
            # It may overrun its limit and be killed: its plans are kept as they come.
            on_progress(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound, np.array(event.data_out.mip_solution))

        for callback, told in ((self._highs.cbMipLogging, note), (self._highs.cbMipImprovingSolution, note_plan)):
            callback.clear()
            callback.subscribe(told)

    def _set(self, name: str, value: Any) -> None:  # noqa: ANN401 - options are of several types
        status = self._highs.setOptionValue(name, value)
        if name != "time_limit":
            accepted = self._highs.getOptionValue(name)[1]
            self.options[name] = accepted if status == highspy.HighsStatus.kOk else f"refused: {value}"

    def _program(self, model: Model) -> highspy.HighsLp:
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = model.n_columns, len(model.row_low)
        program.col_cost_ = np.zeros(model.n_columns)
        program.col_lower_, program.col_upper_ = model.low.astype(np.float64), model.high.astype(np.float64)
        program.row_lower_, program.row_upper_ = model.row_low, model.row_high
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_ = model.row_start, model.column
        program.a_matrix_.value_ = np.ones(len(model.column))
        program.sense_ = highspy.ObjSense.kMaximize
        if not self.relaxation:
            program.integrality_ = [highspy.HighsVarType.kInteger] * model.n_columns
        return program


class _Linear(_Highs):
    relaxation: ClassVar[bool] = True


class _Whole(_Highs):
    relaxation: ClassVar[bool] = False
