"""SCIP through PySCIPOpt; rows are built coefficient by coefficient through its C interface, not by adding up expressions."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import numpy as np
import pyscipopt
from benchmarks.planning.instance import Instance
from benchmarks.planning.model import Model
from benchmarks.planning.peers.backend import OnProgress, Outcome, drive
from benchmarks.planning.recorder import Recorder
from numpy.typing import NDArray

OPTIONS: Final = {"limits/gap": 0.0, "limits/absgap": 0.99}
"""All levels count in whole numbers: a gap below 1 is a proof."""
ENDED: Final = {"optimal": "optimal", "gaplimit": "optimal", "timelimit": "limit"}
TOLD_AT: Final = (
    pyscipopt.SCIP_EVENTTYPE.BESTSOLFOUND
    | pyscipopt.SCIP_EVENTTYPE.FIRSTLPSOLVED
    | pyscipopt.SCIP_EVENTTYPE.LPSOLVED
    | pyscipopt.SCIP_EVENTTYPE.NODESOLVED
)


def solve(instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Solve the integer program of each stage; the plan of a stage is handed to the next one as a start."""
    drive(_Scip, instance, recorder, variant=variant, limit_s=limit_s)


class _Scip:
    exact_integers: ClassVar[bool] = False
    relaxation: ClassVar[bool] = False

    def __init__(self, model: Model) -> None:
        scip = self._scip = pyscipopt.Model()
        scip.hideOutput()
        self._told = _Told()
        scip.includeEventhdlr(self._told, "progress", "value and bound as the search goes on")
        for name, value in OPTIONS.items():
            scip.setParam(name, value)
        self.options: dict[str, Any] = {name: scip.getParam(name) for name in OPTIONS}
        self.options |= {"version": str(scip.version()), "threads": "1: its search is serial"}
        ends = zip(model.low.tolist(), model.high.tolist(), strict=True)
        self._variables = [scip.addVar(vtype="I" if high > 1 else "B", lb=low, ub=high) for low, high in ends]
        for row in range(len(model.row_low)):
            columns = model.columns_of_row(row).tolist()
            self._add_row(columns, [1] * len(columns), model.row_low[row], model.row_high[row])
        self._start: NDArray[np.float64] | None = None

    def maximise(self, gain: NDArray[np.int64], limit_s: float, on_progress: OnProgress) -> Outcome:
        scip = self._scip
        scip.freeTransform()
        columns = np.flatnonzero(gain).tolist()
        terms = pyscipopt.quicksum(float(gain[column]) * self._variables[column] for column in columns)
        scip.setObjective(terms, "maximize", clear=True)
        if self._start is not None:
            start = scip.createSol()
            for column in np.flatnonzero(self._start).tolist():
                scip.setSolVal(start, self._variables[column], float(self._start[column]))
            scip.addSol(start)
        scip.setParam("limits/time", limit_s)
        self._told.on_progress = on_progress
        scip.optimize()
        found = scip.getNSols() > 0
        self._start = None
        if found:
            best = scip.getBestSol()
            self._start = np.round([scip.getSolVal(best, variable) for variable in self._variables])
        status = scip.getStatus()
        return Outcome(ended=ENDED.get(status, status), columns=self._start, bound=scip.getDualbound())

    def hold(self, gain: NDArray[np.int64], at_least: int) -> None:
        self._scip.freeTransform()
        columns = np.flatnonzero(gain)
        if len(columns):
            self._add_row(columns.tolist(), gain[columns].tolist(), float(at_least), np.inf)

    def _add_row(self, columns: list[int], values: list[int], low: float, high: float) -> None:
        scip, first = self._scip, self._variables[columns[0]] * float(values[0])
        row = scip.addCons(first <= high) if np.isinf(low) else scip.addCons(first >= low)
        for column, value in zip(columns[1:], values[1:], strict=True):
            scip.addConsCoeff(row, self._variables[column], float(value))


class _Told(pyscipopt.Eventhdlr):
    """Passes on the best value and bound whenever one of them may have changed."""

    on_progress: OnProgress | None = None

    def eventinit(self) -> None:
        self.model.catchEvent(TOLD_AT, self)

    def eventexit(self) -> None:
        self.model.dropEvent(TOLD_AT, self)

    def eventexec(self, event: object) -> None:
        del event
        if self.on_progress is not None:
            self.on_progress(self.model.getPrimalbound(), self.model.getDualbound())
