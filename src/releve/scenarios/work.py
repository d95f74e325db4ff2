"""One scenario solved: the same function here, in another process and on another machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from releve.eligibility import rule_book
from releve.errors import Problem
from releve.model import Snapshot
from releve.planning import AssignmentProblem, build_problem, solve
from releve.planning.limits import caps_left, parity_groups
from releve.scenarios.base import Base, assignments_of, positions_of
from releve.scenarios.compare import changed_hands
from releve.scenarios.concentration import concentration
from releve.scenarios.outcome import Outcome, Refusal
from releve.scenarios.scenario import Scenario, derive_snapshot


@dataclass(frozen=True, kw_only=True)
class SolveOptions:
    """How each scenario is solved, as in :func:`releve.planning.solve`; the limit of time is that of one scenario."""

    seed: int = 0
    time_limit_s: float | None = None


def plan_scenario(
    base: Base, scenario: Scenario, options: SolveOptions, *, should_stop: Callable[[], bool] | None = None
) -> Outcome | Refusal:
    """
    Return the plan of a scenario, as near to the base as plans of its value can be, and what changes hands.

    The same base, scenario and options give the same outcome wherever it is worked out, unless a limit of time ends the search.
    """
    snapshot = derive_snapshot(base.snapshot, scenario)
    problem, problems = _spared(base, snapshot) if scenario.cap_spares_pins else build_problem(snapshot, rules=rule_book())
    errors = tuple(
        replace(found, column=f'scenario."{scenario.name}"', data={**found.data, "scenario": scenario.name})
        for found in problems
        if found.is_error
    )
    if errors:
        return Refusal(name=scenario.name, problems=errors)
    near = positions_of(base.plan, snapshot, problem)
    result = solve(problem, time_limit_s=options.time_limit_s, seed=options.seed, near=near, should_stop=should_stop)
    plan = assignments_of(problem, result.chosen)
    pairs, chosen = problem.pairs, result.chosen
    return Outcome(
        name=scenario.name,
        asks=scenario.asks,
        status=result.status,
        objective=result.objective,
        bound=result.bound,
        relative_gap=result.relative_gap,
        plan=plan,
        shortfall_by_folder_targets=_shortfall(base, snapshot, problem, plan),
        concentration=concentration(snapshot, problem, zip(pairs.post_idx[chosen], pairs.officer_idx[chosen], strict=True)),
        hands=changed_hands(base, snapshot, problem, plan),
    )


def _spared(base: Base, snapshot: Snapshot) -> tuple[AssignmentProblem, tuple[Problem, ...]]:
    """Return the problem in which pins are judged by the cap of the folder, and all other pairs by that of the scenario."""
    wide = replace(snapshot.policy, national_cap=base.snapshot.policy.national_cap)
    problem, problems = build_problem(replace(snapshot, policy=wide), rules=rule_book())
    pairs = problem.pairs
    left = np.minimum(caps_left(snapshot), problem.cap_left)
    pinned = np.zeros_like(left)
    np.add.at(pinned, (problem.mission[pairs.post_idx[pairs.pinned]], problem.country[pairs.officer_idx[pairs.pinned]]), 1)
    return replace(problem, cap_left=np.maximum(left, pinned)), problems


def _shortfall(base: Base, snapshot: Snapshot, problem: AssignmentProblem, plan: tuple[tuple[str, str], ...]) -> int:
    """Return the women missing by the targets of the folder, in the groups of the scenario."""
    groups = parity_groups(replace(snapshot, policy=base.snapshot.policy))
    assigned = np.zeros(len(groups.need), np.int64)
    for officer_id, post_id in plan:
        assigned[groups.group[snapshot.post_idx[post_id]]] += problem.woman[snapshot.officer_idx[officer_id]]
    return int(np.maximum(groups.need - assigned, 0).sum())
