"""
A thousand random folders with every feature, solved on each way of `solve`: the optimum of the judge that tries every plan, proven.

Stopped at some instant, every way still gives a plan, and bounds that no plan seen and no plan at all exceeds.
"""

import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from certified import not_certified
from judged_folders import WITHOUT, changes_the_optimum, folder_of, optimum
from numpy.typing import NDArray
from second_model import false_bounds
from tangled_problems import false_bounds as exceeded_by_plans_seen
from ways import LISTED, WAYS, on_the_way, solved_by

from checks.plan_checker import Folder, find_violations
from releve.eligibility import RULES
from releve.errors import Problem
from releve.exchange import read_folder_or_raise
from releve.model import Snapshot, SolveStatus
from releve.planning import AssignmentProblem, Result, Standing, brute_force, build_problem, clock, explain_plan, solve, write_plan
from releve.planning.greedy import complete_greedily, plan_greedily
from releve.planning.listing import list_problem, solve_listing
from releve.planning.objective import evaluate_plan, is_feasible
from releve.verification import verify_plan

N_FOLDERS, BATCH, QUICK = 1000, 50, 5
N_PLANS, MOST_QUESTIONS = 10, 60
ENOUGH = 100
SOAK = [pytest.param(first, BATCH, marks=pytest.mark.soak) for first in range(0, N_FOLDERS, BATCH)]


class StopAfter:
    """Says stop from the n-th question on."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


def some_plans(problem: AssignmentProblem, rng: random.Random) -> list[NDArray[np.int64]]:
    """Return random plans: pins, and pairs taken as they come."""
    plans = [plan_greedily(problem)]
    for _ in range(N_PLANS):
        chosen = np.flatnonzero(problem.pairs.pinned)
        for pair in rng.sample(range(len(problem.pairs)), rng.randint(0, len(problem.pairs))):
            tried = np.union1d(chosen, [pair])
            chosen = tried if is_feasible(problem, tried) else chosen
        plans.append(complete_greedily(problem, chosen) if rng.random() < 0.5 else chosen)
    return plans


def stopped_results(way: str, snapshot: Snapshot, problem: AssignmentProblem, rng: random.Random) -> list[Result]:
    """Return results of searches stopped at instants drawn at random, a question about the clock being an instant."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "CHECK_EVERY_S", -1.0)
        return [
            solved_by(way, snapshot, problem=problem, should_stop=StopAfter(rng.randint(0, most)))
            for most in (MOST_QUESTIONS // 6, MOST_QUESTIONS)
        ]


def written(out: Path, snapshot: Snapshot, problem: AssignmentProblem, result: Result, *, seed: int, problems: tuple[Problem, ...]) -> Path:
    standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=RULES, seed=seed)
    write_plan(out, standing, explain_plan(standing), fulfilments=(), versions={}, problems=problems, run={}, extra_files={})
    return out


@pytest.mark.parametrize(("first", "n"), [(0, QUICK), *SOAK])
@pytest.mark.parametrize("way", WAYS)
def test_every_way_reaches_and_proves_the_optimum_and_its_plan_passes(way: str, first: int, n: int, tmp_path: Path) -> None:
    for seed in range(first, first + n):
        folder = folder_of(seed, tmp_path)
        snapshot = read_folder_or_raise(folder.path).snapshot
        problem, problems = build_problem(snapshot)

        with on_the_way(way):
            result = solved_by(way, snapshot, problem=problem, seed=seed)

        best = brute_force(problem)
        assert (seed, result.status, result.objective, result.bound) == (seed, SolveStatus.OPTIMAL, best, best)
        assert (seed, not_certified(problem, result)) == (seed, [])
        out = written(tmp_path / f"{seed}-out", snapshot, problem, result, seed=seed, problems=problems)
        checked = verify_plan(out, folder.path)
        assert (seed, checked.problems, checked.certified) == (seed, (), True)
        assert (seed, violations_of(way, folder, out)) == (seed, [])


def violations_of(way: str, folder: Folder, out: Path) -> list[str]:
    """Return what the checker that shares no code finds; among listed pairs the rule for ties leaves exchanges with others."""
    return [found for found in find_violations(folder, out) if way != LISTED or "should be [(" not in found]


@pytest.mark.parametrize(("first", "n"), [(0, QUICK), *SOAK])
@pytest.mark.parametrize("way", WAYS)
def test_no_plan_exceeds_a_bound_wherever_the_search_was_stopped(way: str, first: int, n: int, tmp_path: Path) -> None:
    for seed in range(first, first + n):
        rng = random.Random(f"{way} {seed}")  # noqa: S311 - draws test data
        folder = folder_of(seed, tmp_path)
        snapshot = read_folder_or_raise(folder.path).snapshot
        problem, problems = build_problem(snapshot)

        with on_the_way(way):
            results = [solved_by(way, snapshot, problem=problem), *stopped_results(way, snapshot, problem, rng)]

        plans = [*some_plans(problem, rng), *(result.chosen for result in results)]
        assert (seed, [k for k, plan in enumerate(plans) if not is_feasible(problem, plan)]) == (seed, [])
        values = np.array([evaluate_plan(problem, plan).compare_key() for plan in plans])
        for result in results:
            assert (seed, exceeded_by_plans_seen(values, result.objective, result.bound)) == (seed, [])
            assert (seed, [fault for fault in not_certified(problem, result) if not fault.endswith("none")]) == (seed, [])
        assert (seed, false_bounds(problem, results[-1])) == (seed, [])
        out = written(tmp_path / f"{seed}-out", snapshot, problem, results[-1], seed=0, problems=problems)
        assert (seed, verify_plan(out, folder.path).problems) == (seed, ())


@pytest.mark.soak
def test_every_feature_changes_the_optimum_of_at_least_a_hundred_folders_and_lists_leave_pairs_out(tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    for seed in range(N_FOLDERS):
        snapshot = read_folder_or_raise(folder_of(seed, tmp_path).path).snapshot
        best = optimum(snapshot)
        found.update(feature for feature in WITHOUT if changes_the_optimum(snapshot, best, feature))
        with on_the_way(LISTED):
            first = list_problem(snapshot)
            last, _ = solve_listing(first)
        n_pairs = len(build_problem(snapshot)[0].pairs)
        found["lists made longer"] += len(last.problem.pairs) > len(first.problem.pairs)
        found["pairs left out to the end"] += len(last.problem.pairs) < n_pairs

    assert {what: n for what, n in found.items() if n < ENOUGH} == {}
    assert set(found) == {*WITHOUT, "lists made longer", "pairs left out to the end"}


def test_a_folder_without_pins_and_previous_plan_is_listed(tmp_path: Path) -> None:
    folder = next(found for seed in range(N_FOLDERS) if not (found := folder_of(seed, tmp_path)).pins and not found.previous)
    snapshot = read_folder_or_raise(folder.path).snapshot

    _, listed = solve_listing(list_problem(snapshot))

    assert listed.objective == solve(build_problem(snapshot)[0]).objective
