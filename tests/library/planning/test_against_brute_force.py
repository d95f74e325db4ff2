"""
`solve` against the judge that tries every plan, on 300 random folders read from files, and against a checker that shares no code.

Every feature of the contract changes the optimum of at least thirty of the folders: what changes nothing proves nothing.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from certified import not_certified
from random_folders import add_pins_and_previous, draw_tables

from checks.plan_checker import Folder, find_violations
from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.model import Category, DecisionKind, Snapshot, SolveStatus, UnknownPolicy
from releve.planning import LEVELS, Standing, brute_force, build_problem, explain_plan, solve, write_plan

N_FOLDERS = 300
BATCH = 50
ENOUGH = 30


def folder_of(seed: int, at: Path) -> Folder:
    """Return a folder of at most nine officers and six lines, written to disk."""
    rng = random.Random(seed)  # noqa: S311 - draws test data
    tables = draw_tables(seed, n_officers=rng.randint(7, 9), n_posts=rng.randint(2, 6))
    unpinned = Folder(tables.write(at / f"{seed}-unpinned"))
    may_be_pinned = [
        (o, p) for o, p in unpinned.eligible if unpinned.cap_left(unpinned.lines[p].row["mission"], unpinned.officers[o]["country"]) > 0
    ]
    add_pins_and_previous(tables, seed, may_be_pinned)
    folder = Folder(tables.write(at / f"{seed}"))
    # Neither pins nor a previous plan make anybody eligible: what is slow to count is counted once.
    folder.eligible = unpinned.eligible
    return folder


def leave_out_decisions(snapshot: Snapshot, kind: DecisionKind) -> Snapshot:
    return replace(snapshot, decisions=tuple(row for row in snapshot.decisions if row.decision is not kind))


def with_policy(snapshot: Snapshot, **changes: object) -> Snapshot:
    return replace(snapshot, policy=replace(snapshot.policy, **changes))  # type: ignore[arg-type]  # fields by name


WITHOUT: dict[str, Callable[[Snapshot], Snapshot]] = {
    "cap": lambda snapshot: with_policy(snapshot, national_cap=1),
    "women_target": lambda snapshot: with_policy(snapshot, women_target=dict.fromkeys(Category, 0)),
    "pin": lambda snapshot: leave_out_decisions(snapshot, DecisionKind.PIN),
    "forbid": lambda snapshot: leave_out_decisions(snapshot, DecisionKind.FORBID),
    "waiver": lambda snapshot: replace(snapshot, waivers=()),
    "previous": lambda snapshot: replace(snapshot, previous=()),
    "serving": lambda snapshot: replace(snapshot, deployments=()),
    "unknown": lambda snapshot: with_policy(snapshot, unknown=UnknownPolicy.REFUSE),
}
PARTS = ("policy", "decisions", "waivers", "previous", "deployments")
OWN_LEVEL = {"women_target": "women_shortfall", "previous": "kept"}
"""Without a target or a previous plan this level is 0 whatever the plan: the others must change."""


def optimum(snapshot: Snapshot) -> dict[str, int]:
    """Return the best value by level, nothing where the pins cannot hold."""
    problem, problems = build_problem(snapshot)
    if any(found.is_error for found in problems):
        return {}
    return dict(zip(LEVELS, brute_force(problem).as_tuple(), strict=True))


@pytest.mark.parametrize("first", range(0, N_FOLDERS, BATCH))
def test_solve_reaches_and_proves_the_optimum_and_the_checker_agrees(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        folder = folder_of(seed, tmp_path)
        snapshot = read_folder_or_raise(folder.path).snapshot
        problem, problems = build_problem(snapshot)

        result = solve(problem, seed=seed)

        assert [found for found in problems if found.is_error] == []
        best = brute_force(problem)
        assert (seed, result.status, result.objective, result.bound) == (seed, SolveStatus.OPTIMAL, best, best)
        assert (seed, not_certified(problem, result)) == (seed, [])
        standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=RULES, seed=seed)
        out = tmp_path / f"{seed}-out"
        write_plan(out, standing, explain_plan(standing), fulfilments=(), versions={}, problems=problems, run={}, extra_files={})
        assert (seed, find_violations(folder, out)) == (seed, [])


def test_every_feature_changes_the_optimum_of_at_least_thirty_folders(tmp_path: Path) -> None:
    changed: Counter[str] = Counter()
    for seed in range(N_FOLDERS):
        snapshot = read_folder_or_raise(folder_of(seed, tmp_path).path).snapshot
        best = optimum(snapshot)
        for feature, leave_out in WITHOUT.items():
            reduced = leave_out(snapshot)
            if changed[feature] == ENOUGH or all(getattr(reduced, part) == getattr(snapshot, part) for part in PARTS):
                continue
            own_level = {OWN_LEVEL.get(feature): 0}
            changed[feature] += {**best, **own_level} != {**optimum(reduced), **own_level}
        if set(changed.values()) == {ENOUGH}:
            break

    assert {feature: n for feature, n in changed.items() if n < ENOUGH} == {}
    assert set(changed) == set(WITHOUT)
