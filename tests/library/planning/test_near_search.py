"""The search among the pairs near good prices, taken on problems so small that other ways can judge it."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
from certified import not_certified
from random_problems import tied_problem
from tangled_problems import tangled_problem

from releve.model import SolveStatus
from releve.planning import AssignmentProblem, brute_force, solve
from releve.planning.engine import head_start, near_search

SOLVE = import_module("releve.planning.solve")
N_PROBLEMS = 200


@pytest.fixture(autouse=True)
def near_from_the_first_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SOLVE, "MANY_PAIRS", 0)


def with_previous(problem: AssignmentProblem, seed: int) -> AssignmentProblem:
    rng = np.random.default_rng(seed)
    kept = rng.random(len(problem.pairs)) < 0.3
    return replace(problem, pairs=replace(problem.pairs, kept=kept))


@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=pytest.mark.soak) for first in range(50, N_PROBLEMS, 50))])
def test_it_is_the_optimum_on_every_level_and_proven_for_all_pairs(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # So small a share of the pairs is seen at first that most searches have to take more in.
    monkeypatch.setattr(head_start, "REACH_SHARE", 10_000)
    monkeypatch.setattr(near_search, "NEXT_REACH_SHARE", 10_000)
    for seed in range(first, first + 50):
        problem = with_previous(tangled_problem(seed, n_officers=8, n_posts=6), seed)
        best = brute_force(problem)

        result = solve(problem)

        assert (seed, result.status, result.objective, result.bound) == (seed, SolveStatus.OPTIMAL, best, best)
        # A tree that proves a level among the pairs seen need not prove it for all; whatever is written down must.
        assert [fault for fault in not_certified(problem, result) if not fault.endswith("none")] == []


@pytest.mark.parametrize("seed", range(60))
def test_ties_end_where_they_end_without_it(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tied_problem(seed)
    near_plan = solve(problem)

    monkeypatch.setattr(SOLVE, "MANY_PAIRS", len(problem.pairs) + 1)
    plain = solve(problem)

    assert near_plan.objective == plain.objective
    # Both obey the rule: no exchange is left that it prefers. So solving either again from where it stands changes nothing.
    monkeypatch.setattr(SOLVE, "MANY_PAIRS", 0)
    assert solve(problem).chosen.tolist() == near_plan.chosen.tolist()


@pytest.mark.parametrize("seed", range(40))
def test_of_equal_plans_it_takes_the_one_that_shares_most_with_another(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tied_problem(seed)
    other = np.sort(np.random.default_rng(seed).choice(len(problem.pairs), len(problem.pairs) // 3, replace=False)).astype(np.int64)
    near_plan = solve(problem, near=other)

    monkeypatch.setattr(SOLVE, "MANY_PAIRS", len(problem.pairs) + 1)
    plain = solve(problem, near=other)

    assert np.isin(near_plan.chosen, other).sum() == np.isin(plain.chosen, other).sum()


def test_a_clock_that_is_over_leaves_a_feasible_plan() -> None:
    result = solve(tangled_problem(3), time_limit_s=0)

    assert result.status is SolveStatus.FEASIBLE
