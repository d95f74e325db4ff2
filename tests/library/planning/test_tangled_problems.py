"""
`solve` against the judge where linear programs promise more than any plan reaches.

In these a face turns out to be empty, its core grows until that is certain, a level is settled anew, and the descent begins again.
"""

from dataclasses import replace

import pytest
from tangled_problems import tangled_problem

from releve.model import SolveStatus
from releve.planning import brute_force, search, solve
from releve.planning.solvers.highs import CoreSolution, SolverOutcome, search_core

EMPTY_FACES = (218, 304, 318, 337, 341, 466, 470, 595)
LARGEST_FIT = 50_000


@pytest.mark.parametrize("factor", [1, LARGEST_FIT // 1000])
@pytest.mark.parametrize("seed", EMPTY_FACES)
def test_levels_are_settled_anew_where_a_face_is_empty(seed: int, factor: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[SolverOutcome] = []

    def watched_search(*given: object, **more: object) -> CoreSolution:
        found.append((core := search_core(*given, **more)).outcome)  # type: ignore[arg-type]  # passes everything on
        return core

    monkeypatch.setattr(search, "search_core", watched_search)
    problem = tangled_problem(seed)
    problem = replace(problem, pairs=replace(problem.pairs, fit=problem.pairs.fit * factor))

    result = solve(problem)

    best = brute_force(problem)
    assert (result.status, result.objective, result.bound) == (SolveStatus.OPTIMAL, best, best)
    assert {SolverOutcome.INFEASIBLE, SolverOutcome.OPTIMAL} <= set(found)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, 5000, 500))
def test_five_thousand_tangled_problems_are_solved_as_the_judge_solves_them(first: int) -> None:
    for seed in range(first, first + 500):
        problem = tangled_problem(seed, n_officers=7 + seed % 4, n_posts=6 + seed % 3)
        best = brute_force(problem)

        result = solve(problem)

        assert (seed, result.objective, result.bound) == (seed, best, best)
