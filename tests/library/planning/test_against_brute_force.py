"""
`solve` against the judge that tries every plan, on 300 random folders read from files, and against a checker that shares no code.

A thousand, on every way of `solve`: ``test_every_way.py``.
Every feature of the contract changes the optimum of at least thirty of the folders: what changes nothing proves nothing.
"""

from collections import Counter
from pathlib import Path

import pytest
from certified import not_certified
from judged_folders import WITHOUT, changes_the_optimum, folder_of, optimum

from checks.plan_checker import find_violations
from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.model import SolveStatus
from releve.planning import Standing, brute_force, build_problem, explain_plan, solve, write_plan

N_FOLDERS = 300
BATCH = 50
ENOUGH = 30


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
        for feature in WITHOUT:
            changed[feature] += changed[feature] < ENOUGH and changes_the_optimum(snapshot, best, feature)
        if set(changed.values()) == {ENOUGH}:
            break

    assert {feature: n for feature, n in changed.items() if n < ENOUGH} == {}
    assert set(changed) == set(WITHOUT)
