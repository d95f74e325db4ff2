"""OR-Tools CP-SAT with two workers; it counts in 64-bit whole numbers, so more levels fit into one weighted sum."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import numpy as np
from benchmarks.planning.instance import Instance
from benchmarks.planning.model import Model
from benchmarks.planning.peers.backend import OnProgress, Outcome, drive
from benchmarks.planning.recorder import Recorder
from numpy.typing import NDArray
from ortools.sat.python import cp_model

WORKERS: Final = 2
ENDED: Final = {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "limit", cp_model.UNKNOWN: "limit"}


def solve(instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Solve the model of each stage; the plan of a stage is handed to the next one as a hint."""
    drive(_CpSat, instance, recorder, variant=variant, limit_s=limit_s)


class _CpSat:
    exact_integers: ClassVar[bool] = True
    relaxation: ClassVar[bool] = False

    def __init__(self, model: Model) -> None:
        self._model = cp_model.CpModel()
        ends = zip(model.low.tolist(), model.high.tolist(), strict=True)
        self._variables = [self._model.new_int_var(low, high, "") for low, high in ends]
        for row, (low, high) in enumerate(zip(model.row_low.tolist(), model.row_high.tolist(), strict=True)):
            columns = [self._variables[k] for k in model.columns_of_row(row).tolist()]
            if high == 1:
                self._model.add_at_most_one(columns)
            elif np.isinf(low):
                self._model.add(cp_model.LinearExpr.sum(columns) <= int(high))
            else:
                self._model.add(cp_model.LinearExpr.sum(columns) >= int(low))
        self._solver = cp_model.CpSolver()
        self._solver.parameters.num_workers = WORKERS
        self._solver.parameters.relative_gap_limit = 0.0
        self.options: dict[str, Any] = {"num_workers": self._solver.parameters.num_workers, "relative_gap_limit": 0.0}

    def maximise(self, gain: NDArray[np.int64], limit_s: float, on_progress: OnProgress) -> Outcome:
        self._model.maximize(self._weighted(gain))
        self._solver.parameters.max_time_in_seconds = limit_s
        told = _Told(on_progress)
        self._solver.best_bound_callback = told.note_bound
        status = self._solver.solve(self._model, told)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Outcome(ended=ENDED.get(status, self._solver.status_name(status)), columns=None, bound=None)
        columns = np.array(self._solver.values(self._series()), np.float64)
        self._model.clear_hints()
        for variable, value in zip(self._variables, columns.astype(int).tolist(), strict=True):
            self._model.add_hint(variable, value)
        return Outcome(ended=ENDED[status], columns=columns, bound=self._solver.best_objective_bound)

    def hold(self, gain: NDArray[np.int64], at_least: int) -> None:
        self._model.add(self._weighted(gain) >= at_least)

    def _weighted(self, gain: NDArray[np.int64]) -> cp_model.LinearExprT:
        columns = np.flatnonzero(gain)
        return cp_model.LinearExpr.weighted_sum([self._variables[k] for k in columns.tolist()], gain[columns].tolist())

    def _series(self) -> Any:  # noqa: ANN401 - a series of the data frames that OR-Tools brings
        return cp_model.pd.Series(self._variables)


class _Told(cp_model.CpSolverSolutionCallback):
    """Passes on value and bound at every plan found and every bound improved."""

    def __init__(self, on_progress: OnProgress) -> None:
        super().__init__()
        self._on_progress = on_progress
        self._value = np.nan

    def on_solution_callback(self) -> None:
        """Note the plan just found."""
        self._value = self.objective_value
        self._on_progress(self._value, self.best_objective_bound)

    def note_bound(self, bound: float) -> None:
        """Note a bound just improved."""
        self._on_progress(self._value, bound)
