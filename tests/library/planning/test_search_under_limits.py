"""What `solve` claims when it is stopped, when a gap is allowed, and when its solver fails or lies: never more than is proven."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

import highspy
import numpy as np
import pytest
from numpy.typing import NDArray
from tangled_problems import false_bounds, tangled_problem, values_of_all_plans

from releve.errors import InvalidValueError
from releve.model import SolveStatus
from releve.planning import LEVELS, AssignmentProblem, Result, brute_force, clock, search, solve
from releve.planning.engine import head_start, near_search
from releve.planning.objective import evaluate_plan, is_feasible
from releve.planning.solvers import highs
from releve.planning.solvers.highs import CoreSolution, SolverOutcome, search_core

SETTLED_TWICE = (157, 268, 341)
"""Problems in which the linear programs promise what no plan reaches, so that a level is settled anew and the later ones again."""


SOLVE = import_module("releve.planning.solve")


@pytest.fixture(params=["all pairs", "near pairs"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Search all pairs at once, and begin among a few of them."""
    if request.param == "near pairs":
        monkeypatch.setattr(SOLVE, "MANY_PAIRS", 0)
        monkeypatch.setattr(head_start, "REACH_SHARE", 10_000)
        monkeypatch.setattr(near_search, "NEXT_REACH_SHARE", 10_000)
    found: str = request.param
    return found


SEVERAL = 4
"""Different results, at least, that the search was stopped with."""


@cache
def every_value(seed: int) -> NDArray[np.int64]:
    return values_of_all_plans(tangled_problem(seed))


class StopAfter:
    """Says stop from the n-th question on, and counts the questions."""

    def __init__(self, n: int) -> None:
        self.n, self.asked = n, 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.asked > self.n


def lies_of(problem: AssignmentProblem, result: Result) -> list[str]:
    """Return what a result claims that is not so, by everything that does not need the value of all plans."""
    value, bound = result.objective, result.bound
    checks = {
        "not feasible": is_feasible(problem, result.chosen),
        "another value": evaluate_plan(problem, result.chosen) == value,
        "a bound below the value": all(b >= v for v, b in zip(value.compare_key(), bound.compare_key(), strict=True)),
        "the status": (result.status is SolveStatus.OPTIMAL) == (value == bound),
        "the gaps": all(
            gap == abs(b - v) / max(1, abs(b)) for v, b, gap in zip(value.as_tuple(), bound.as_tuple(), result.relative_gap, strict=True)
        ),
    }
    return [what for what, holds in checks.items() if not holds]


@pytest.mark.parametrize("seed", SETTLED_TWICE)
def test_wherever_the_search_is_stopped_its_bounds_hold(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "CHECK_EVERY_S", -1.0)
    problem = tangled_problem(seed)
    found = set()
    for n in (*range(0, 300, 3), *range(300, 6000, 60)):
        stop = StopAfter(n)
        result = solve(problem, should_stop=stop)
        assert (n, lies_of(problem, result)) == (n, [])
        found.add((result.objective, result.bound))
        if stop.asked <= n:
            break

    assert [both for both in found if false_bounds(every_value(seed), *both)] == []
    assert (brute_force(problem), brute_force(problem)) in found
    assert len(found) >= SEVERAL


@pytest.mark.parametrize("limits", [{"time_limit_s": 0.0}, {"time_limit_s": 0}, {"should_stop": lambda: True}])
@pytest.mark.parametrize("seed", range(5))
def test_without_any_time_there_is_a_plan_and_true_bounds(limits: dict[str, Any], seed: int) -> None:
    problem = tangled_problem(seed)

    result = solve(problem, **limits)

    assert lies_of(problem, result) == []
    assert false_bounds(every_value(seed), result.objective, result.bound) == []


@pytest.mark.parametrize("gap", [0.01, 0.2, 1.0, 5.0])
@pytest.mark.parametrize("seed", [*SETTLED_TWICE, 399])
def test_a_gap_that_is_allowed_is_kept_and_stated(seed: int, gap: float) -> None:
    problem = tangled_problem(seed)

    result = solve(problem, gap=gap)

    assert lies_of(problem, result) == []
    assert max(result.relative_gap) <= gap
    assert false_bounds(every_value(seed), result.objective, result.bound) == []


@pytest.mark.parametrize("given", [{"time_limit_s": -1.0}, {"time_limit_s": float("nan")}, {"gap": -0.1}, {"gap": float("nan")}])
def test_limits_that_mean_nothing_are_refused(given: dict[str, float]) -> None:
    with pytest.raises(InvalidValueError):
        solve(tangled_problem(0), **given)


def test_what_the_caller_raises_when_asked_to_stop_reaches_the_caller() -> None:
    def stop() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve(tangled_problem(0), should_stop=stop)


@pytest.mark.parametrize("seed", [0, 157, 268])
def test_progress_names_each_level_in_turn_and_ends_with_what_is_proven(seed: int) -> None:
    told: list[tuple[str, int, int, float]] = []
    problem = tangled_problem(seed)

    result = solve(problem, on_progress=lambda *what: told.append(what))

    last = {level: (value, bound) for level, value, bound, _ in told}
    assert list(dict.fromkeys(level for level, *_ in told)) == list(LEVELS)
    assert {level: bound for level, (_, bound) in last.items()} == dict(zip(LEVELS, result.bound.as_tuple(), strict=True))
    assert last["fit"] == (result.objective.fit, result.bound.fit)
    times = [elapsed_s for *_, elapsed_s in told]
    assert times == sorted(times)
    assert 0 <= times[0] <= times[-1] <= result.runtime_s


def test_another_user_of_the_solver_with_other_threads_does_not_disturb() -> None:
    other = highs._SilentHighs()
    other.setOptionValue("threads", 2)
    other.addVar(0.0, 1.0)
    highs._SilentHighs.resetGlobalScheduler(True)  # noqa: FBT003 - the signature is highspy's
    assert other.run() == highspy.HighsStatus.kOk

    problem = tangled_problem(268)

    assert solve(problem).bound == brute_force(problem)


def test_a_solver_that_fails_at_once_leaves_an_honest_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highs._SilentHighs, "run", lambda _: highspy.HighsStatus.kError)
    seed = 268
    problem = tangled_problem(seed)

    result = solve(problem)

    assert (result.status, lies_of(problem, result)) == (SolveStatus.FEASIBLE, [])
    assert false_bounds(every_value(seed), result.objective, result.bound) == []


@pytest.mark.parametrize("seed", SETTLED_TWICE)
def test_a_search_in_whole_numbers_that_fails_leaves_an_honest_plan(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_on_whole_numbers(solver: highspy.Highs) -> highspy.HighsStatus:
        return highspy.HighsStatus.kError if len(solver.getLp().integrality_) else highspy.Highs.run(solver)

    monkeypatch.setattr(highs._SilentHighs, "run", fails_on_whole_numbers)
    problem = tangled_problem(seed)

    result = solve(problem)

    assert (result.status, lies_of(problem, result)) == (SolveStatus.FEASIBLE, [])
    assert false_bounds(every_value(seed), result.objective, result.bound) == []


def everybody_everywhere(found: CoreSolution) -> CoreSolution:
    return replace(found, columns=None if found.columns is None else np.ones_like(found.columns))


def nobody(found: CoreSolution) -> CoreSolution:
    return replace(found, columns=None if found.columns is None else np.zeros_like(found.columns))


FAULTS: dict[str, Callable[[CoreSolution], CoreSolution]] = {
    "a plan that breaks constraints": everybody_everywhere,
    "a plan that misses the levels before": nobody,
    "no bound": lambda found: replace(found, bound=None),
    "a loose bound": lambda found: replace(found, bound=None if found.bound is None else found.bound + 3),
    "no plan": lambda found: replace(found, columns=None),
    "stopped": lambda found: replace(found, outcome=SolverOutcome.STOPPED),
    "infeasible": lambda _: CoreSolution(outcome=SolverOutcome.INFEASIBLE, columns=None, bound=None),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("seed", SETTLED_TWICE)
def test_a_faulty_search_ends_and_proves_nothing_false(seed: int, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty_search(*given: Any, **more: Any) -> CoreSolution:  # noqa: ANN401 - passes everything on
        return FAULTS[fault](search_core(*given, **more))

    monkeypatch.setattr(search, "search_core", faulty_search)
    problem = tangled_problem(seed)

    result = solve(problem)

    assert lies_of(problem, result) == []
    assert false_bounds(every_value(seed), result.objective, result.bound) == []
