"""One run in a process of its own: ``python -m benchmarks.assembly.child SOLVER SIZE INSTANCE_SEED LIMIT_S SEED`` prints its curve."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from time import perf_counter
from typing import Any

from benchmarks.assembly.instance import SIZES, make_instance

from releve.assembly import plan_timetable
from releve.assembly.check import count_objective, violations
from releve.assembly.engine.draft import count_draft, list_meetings
from releve.assembly.problem import build_problem
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Timetable

OWN = "releve"
CP_SAT = "cp_sat"


class BrokenTimetableError(Exception):
    """A solver answered with a timetable that the independent checker does not let pass."""


def run_own(folder: AssemblyFolder, *, limit_s: float, seed: int) -> list[dict[str, Any]]:
    """Return the one timetable that the planner answers with at its limit."""
    began_at = perf_counter()
    timetable = plan_timetable(folder, time_limit_s=limit_s, seed=seed)
    return [_point(folder, perf_counter() - began_at, timetable) | {"bound": asdict(timetable.bound)}]


def run_cp_sat(folder: AssemblyFolder, *, limit_s: float, seed: int) -> list[dict[str, Any]]:
    """Return every better timetable that CP-SAT meets."""
    # Only the benchmark's own environment holds OR-Tools.
    from benchmarks.assembly.cp_sat import solve  # noqa: PLC0415

    found = solve(folder, limit_s=limit_s, seed=seed)
    problem = build_problem(folder)
    points = []
    for at_s, draft in found:
        objective = count_draft(problem, draft)
        points.append(_point(folder, at_s, Timetable(meetings=list_meetings(problem, draft), objective=objective, bound=objective)))
    return points


def _point(folder: AssemblyFolder, at_s: float, timetable: Timetable) -> dict[str, Any]:
    objective = count_objective(folder, timetable.meetings)
    if violations(folder, timetable) or objective != timetable.objective:
        raise BrokenTimetableError
    return {"at_s": round(at_s, 3), "key": list(objective.key())}


def main(arguments: Sequence[str]) -> None:
    """Print the curve of one run."""
    solver, size, instance_seed, limit_s, seed = arguments
    folder = make_instance(SIZES[size], int(instance_seed))
    run = run_own if solver == OWN else run_cp_sat
    print(json.dumps(run(folder, limit_s=float(limit_s), seed=int(seed))))


if __name__ == "__main__":
    main(sys.argv[1:])
