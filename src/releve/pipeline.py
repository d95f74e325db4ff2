"""The whole path of the data as short functions, stages in order; they read a folder, return values, write nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from releve.commitments import Fulfilment
from releve.eligibility import rule_book
from releve.errors import InputError, Problem, ReleveError
from releve.exchange import at_their_sheets, read_folder_or_raise
from releve.model import Snapshot
from releve.planning import LISTED_FROM, Explanation, SolveLimits, Standing, explain_plan, fulfil_commitments, plan_snapshot
from releve.reporting import Figures, build_figures, read_synthetic_note
from releve.scenarios import (
    Batch,
    Frontier,
    Scenario,
    SolveOptions,
    frontier_of,
    read_scenario_file,
    read_scenarios,
    solve_scenarios,
    sweep_policies,
)


class UnknownCommitmentError(ReleveError):
    """A commitment to leave out is none of the folder; ``data`` holds ``commitment`` and ``known``."""

    code: ClassVar[str] = "pipeline.unknown_commitment"


@dataclass(frozen=True, kw_only=True, eq=False)
class PlannedFolder:
    """
    Everything that one run of the path gives.

    Attributes
    ----------
    problems
        Warnings of the inputs and of the build, in the order of their places; never an error.
    """

    standing: Standing
    explanation: Explanation
    fulfilments: tuple[Fulfilment, ...]
    figures: Figures
    problems: tuple[Problem, ...]


def plan_folder(  # noqa: PLR0913 - as many as the command has options
    folder: Path,
    *,
    without_commitments: Collection[str] = (),
    time_limit_s: float | None = None,
    gap: float = 0.0,
    seed: int = 0,
    near: Path | None = None,
    listed_from: int = LISTED_FROM,
    on_progress: Callable[[str, int, int, float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> PlannedFolder:
    """
    Return the plan of a folder, explained, with its figures.

    Parameters
    ----------
    without_commitments
        Commitments to leave out: officers nominated only in answer to them take no part.
    near
        Folder of another plan: of all plans equal on every level, one that shares most pairs with it is taken.
    listed_from
        Pairs beyond which the register is listed, as in :func:`releve.planning.plan_snapshot`.
    time_limit_s, gap, seed, on_progress, should_stop
        As in :func:`releve.planning.solve`.

    Raises
    ------
    InputError
        With every problem of the inputs, when at least one is an error.
    UnknownCommitmentError
        If a commitment to leave out is none of the folder.
    PlanMissingError, PlanDamagedError
        If ``near`` holds no plan that can be read.
    """
    rules = rule_book()
    reading = read_folder_or_raise(folder)
    snapshot = _leave_out(reading.snapshot, without_commitments) if without_commitments else reading.snapshot
    limits = SolveLimits(time_limit_s=time_limit_s, gap=gap, seed=seed, on_progress=on_progress, should_stop=should_stop)
    standing, plan_problems = plan_snapshot(snapshot, rules=rules, limits=limits, near=near, listed_from=listed_from)
    problems = (*reading.problems, *at_their_sheets(plan_problems, folder))
    if standing is None:
        raise InputError(problems)
    explanation = explain_plan(standing)
    problems = (*problems, *explanation.problems)
    fulfilments = fulfil_commitments(standing)
    figures = build_figures(
        standing,
        explanation,
        fulfilments,
        problems=problems,
        reference=reading.reference,
        synthetic_note=read_synthetic_note(folder),
    )
    return PlannedFolder(
        standing=standing,
        explanation=explanation,
        fulfilments=fulfilments,
        figures=figures,
        problems=problems,
    )


def _leave_out(snapshot: Snapshot, commitments: Collection[str]) -> Snapshot:
    known = {commitment.commitment for commitment in snapshot.commitments}
    for commitment in commitments:
        if commitment not in known:
            raise UnknownCommitmentError(commitment=commitment, known=tuple(sorted(known)))
    return snapshot.leave_out_commitments(commitments)


@dataclass(frozen=True, kw_only=True, eq=False)
class ExploredFolder:
    """
    A folder, its plan and what would be otherwise.

    Attributes
    ----------
    frontier
        Plans that trade one good for another; None where they were not asked for.
    problems
        Warnings of the inputs and of the scenarios; never an error.
    """

    snapshot: Snapshot
    batch: Batch
    frontier: Frontier | None
    problems: tuple[Problem, ...]
    synthetic_note: str | None
    seed: int


def explore_folder(
    folder: Path,
    *,
    file: Path | None = None,
    rule_change: Mapping[str, Any] | None = None,
    pareto_steps: int | None = None,
    options: SolveOptions | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    on_done: Callable[[int, int], None] | None = None,
) -> ExploredFolder:
    """
    Return the plan of a folder, the scenarios asked of it, and the plans between which its policies choose.

    Parameters
    ----------
    file
        A file of scenarios.
    rule_change
        One more scenario, as :func:`releve.scenarios.tree_of_options` gives it. Any: values of TOML.
    pareto_steps
        Steps of the sweep of cap and targets, >= 1; None = no sweep.
    on_done
        Called with the scenarios solved so far and how many there are, those of the sweep included.
    options, workers, cluster
        As in :func:`releve.scenarios.solve_scenarios`.

    Raises
    ------
    InputError
        With every problem of the folder, or else of the scenarios, when at least one is an error.
    WorkerLostError, ClusterMissingError, ClusterUnreachableError
        If there is nobody to work.
    """
    reading = read_folder_or_raise(folder)
    how = SolveOptions() if options is None else options
    asked: list[Scenario] = []
    problems = list(reading.problems)
    if file is not None:
        found, told = read_scenario_file(file, reading.snapshot, reading.reference)
        asked, problems = [*asked, *found], [*problems, *told]
    if rule_change is not None:
        found, told = read_scenarios([rule_change], reading.snapshot, reading.reference, home=Path())
        asked, problems = [*asked, *found], [*problems, *told]
    policy = reading.snapshot.policy
    swept = () if pareto_steps is None else sweep_policies(policy, steps=pareto_steps)
    n_all = len(asked) + len(swept)
    batch = solve_scenarios(
        reading.snapshot,
        (*asked, *swept),
        how,
        workers=workers,
        cluster=cluster,
        on_done=None if on_done is None else lambda n: on_done(n, n_all),
    )
    of_asked, of_sweep = (Batch(base=batch.base, results=part) for part in (batch.results[: len(asked)], batch.results[len(asked) :]))
    broken = tuple(problem for refusal in of_asked.refused for problem in refusal.problems)
    if broken:
        raise InputError((*problems, *at_their_sheets(broken, folder)))
    frontier = frontier_of(policy, batch.base, of_sweep.outcomes)
    return ExploredFolder(
        snapshot=reading.snapshot,
        batch=of_asked,
        frontier=None if pareto_steps is None else frontier,
        problems=tuple(problems),
        synthetic_note=read_synthetic_note(folder),
        seed=how.seed,
    )
