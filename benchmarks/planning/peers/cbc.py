"""
CBC as OR-Tools carries it: inside the process, so that no model is written to a file and read back.

It is built there without threads and tells nothing before the end of a solve: its times to a gap are the ends of its solves.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from benchmarks.planning.instance import Instance
from benchmarks.planning.model import Model
from benchmarks.planning.peers.backend import OnProgress, Outcome, drive
from benchmarks.planning.recorder import Recorder
from numpy.typing import NDArray
from ortools.linear_solver import linear_solver_pb2, pywraplp
from ortools.linear_solver.python import model_builder_helper
from scipy.sparse import csr_matrix

ENDED = {pywraplp.Solver.OPTIMAL: "optimal", pywraplp.Solver.FEASIBLE: "limit", pywraplp.Solver.NOT_SOLVED: "limit"}


def solve(instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Solve the integer program of each stage."""
    drive(_Cbc, instance, recorder, variant=variant, limit_s=limit_s)


class _Cbc:
    exact_integers: ClassVar[bool] = False
    relaxation: ClassVar[bool] = False

    def __init__(self, model: Model) -> None:
        self._solver = pywraplp.Solver.CreateSolver("CBC")
        self._solver.LoadModelFromProto(_proto(model))
        self._variables = self._solver.variables()
        self._asked: NDArray[np.int64] = np.zeros(0, np.int64)
        self._start: NDArray[np.float64] | None = None
        self._parameters = pywraplp.MPSolverParameters()
        self._parameters.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, 0.0)
        self.options: dict[str, Any] = {
            "version": self._solver.SolverVersion(),
            "relative_mip_gap": self._parameters.GetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP),
            "threads": "1: built without threads",
        }

    def maximise(self, gain: NDArray[np.int64], limit_s: float, on_progress: OnProgress) -> Outcome:
        del on_progress  # it has none
        objective = self._solver.Objective()
        for column in self._asked:
            objective.SetCoefficient(self._variables[column], 0.0)
        self._asked = np.flatnonzero(gain)
        for column, value in zip(self._asked.tolist(), gain[self._asked].tolist(), strict=True):
            objective.SetCoefficient(self._variables[column], value)
        objective.SetMaximization()
        if self._start is not None:
            self._solver.SetHint(self._variables, self._start.tolist())
        self._solver.SetTimeLimit(max(1, int(1000 * limit_s)))
        status = self._solver.Solve(self._parameters)
        found = status in {pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE}
        self._start = np.array([variable.solution_value() for variable in self._variables]) if found else None
        bound = objective.BestBound() if found else None
        return Outcome(ended=ENDED.get(status, f"status {status}"), columns=self._start, bound=bound)

    def hold(self, gain: NDArray[np.int64], at_least: int) -> None:
        row = self._solver.Constraint(float(at_least), self._solver.infinity())
        columns = np.flatnonzero(gain)
        for column, value in zip(columns.tolist(), gain[columns].tolist(), strict=True):
            row.SetCoefficient(self._variables[column], value)


def _proto(model: Model) -> linear_solver_pb2.MPModelProto:
    """Return the model as the solver's own message, made from arrays: column by column it would take the peer far longer."""
    builder = model_builder_helper.ModelBuilderHelper()
    shape = (len(model.row_low), model.n_columns)
    matrix = csr_matrix((np.ones(len(model.column)), model.column, model.row_start), shape=shape)
    low, high = model.low.astype(np.float64), model.high.astype(np.float64)
    builder.fill_model_from_sparse_data(low, high, np.zeros(model.n_columns), model.row_low, model.row_high, matrix)
    is_integral = True
    for column in range(model.n_columns):
        builder.set_var_integrality(column, is_integral)
    builder.set_maximize(True)
    message = linear_solver_pb2.MPModelProto()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.pb"
        builder.write_model_to_proto_file(str(path))
        message.ParseFromString(path.read_bytes())
    return message
