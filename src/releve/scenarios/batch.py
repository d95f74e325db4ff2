"""A batch: the base plan, every scenario solved, compared with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from releve.eligibility import rule_book
from releve.errors import InputError
from releve.model import Snapshot
from releve.planning import build_problem, solve
from releve.scenarios.base import base_of, base_outcome
from releve.scenarios.cluster import solve_on_cluster
from releve.scenarios.executors import OnDone, solve_here, solve_in_processes
from releve.scenarios.outcome import Outcome, Refusal
from releve.scenarios.scenario import Scenario
from releve.scenarios.work import SolveOptions


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The plan of the folder as it is, and what came of the scenarios, in their order."""

    base: Outcome
    results: tuple[Outcome | Refusal, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Return the outcomes of the scenarios that could be planned."""
        return tuple(result for result in self.results if isinstance(result, Outcome))

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """Return the scenarios in which a decision of the folder cannot hold; they have no outcome."""
        return tuple(result for result in self.results if isinstance(result, Refusal))


def solve_scenarios(
    snapshot: Snapshot,
    scenarios: Sequence[Scenario],
    options: SolveOptions | None = None,
    *,
    workers: int | None = None,
    cluster: str | None = None,
    on_done: OnDone | None = None,
    on_progress: Callable[[str, int, int, float], None] | None = None,
) -> Batch:
    """
    Return the base plan and the outcome of every scenario; the outcomes do not depend on where they are worked out.

    Parameters
    ----------
    workers
        Processes, >= 1; 1 = this one alone; None = one for each core that this process may use.
    cluster
        Address of a Dask scheduler, or ``local``; None = processes of this machine.
    on_done, on_progress
        Called with the number of scenarios solved; and as in :func:`releve.planning.solve` while the base is.

    Raises
    ------
    InputError
        With every decision of the folder that cannot hold in the folder itself.
    WorkerLostError, ClusterMissingError, ClusterUnreachableError
        If there is nobody to work.
    """
    how = SolveOptions() if options is None else options
    problem, problems = build_problem(snapshot, rules=rule_book())
    if any(found.is_error for found in problems):
        raise InputError(problems)
    result = solve(problem, time_limit_s=how.time_limit_s, seed=how.seed, on_progress=on_progress)
    base = base_of(snapshot, problem, result)
    n_workers = _cores() if workers is None else workers
    if not scenarios:
        found: tuple[Outcome | Refusal, ...] = ()
    elif cluster is not None:
        found = solve_on_cluster(base, scenarios, how, address=cluster, workers=n_workers, on_done=on_done)
    elif min(n_workers, len(scenarios)) == 1:
        found = solve_here(base, scenarios, how, on_done=on_done)
    else:
        found = solve_in_processes(base, scenarios, how, workers=n_workers, on_done=on_done)
    return Batch(base=base_outcome(snapshot, problem, result), results=found)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
