"""The plan at hand before anything is proven: feasible, keeps what it began with, and leaves no seat that a free officer may take."""

import time

import numpy as np
import pytest
from random_problems import tied_problem
from small_folders import folder, line, officer, pin

from releve.planning import build_problem, solve
from releve.planning.clock import CHECK_EVERY_S
from releve.planning.greedy import complete_greedily, plan_greedily
from releve.planning.objective import evaluate_plan, is_feasible


@pytest.mark.parametrize("seed", range(40))
def test_a_plan_is_only_added_to_until_nobody_can_be_added(seed: int) -> None:
    problem = tied_problem(seed)
    begun = plan_greedily(problem)[seed % 2 :: 2]

    plan = complete_greedily(problem, begun)

    assert set(begun) <= set(plan)
    assert is_feasible(problem, plan)
    assert plan.tolist() == sorted(plan)
    rest = np.setdiff1d(np.arange(len(problem.pairs)), plan)
    assert [k for k in rest if is_feasible(problem, np.append(plan, k))] == []
    assert evaluate_plan(problem, plan).compare_key() >= evaluate_plan(problem, begun).compare_key()


def test_pins_come_first_then_lines_by_priority_each_with_its_best_officers() -> None:
    officers = [officer("O1", assessment_score=10), officer("O2", assessment_score=90), officer("O3", assessment_score=50)]
    problem, _ = build_problem(folder(officers, [line("P1", priority=3), line("P2", priority=1)], decisions=(pin("O2", "P1"),)))

    plan = plan_greedily(problem)

    assert [(problem.officer_id[problem.pairs.officer_idx[k]], problem.post_id[problem.pairs.post_idx[k]]) for k in plan] == [
        ("O2", "P1"),
        ("O3", "P2"),
    ]


@pytest.mark.parametrize("seed", range(10))
def test_a_plan_stopped_after_the_first_level_leaves_no_seat_that_a_free_officer_may_take(seed: int) -> None:
    problem = tied_problem(seed)
    levels: list[str] = []

    def stop_after(level: str, _value: int, _bound: int, _elapsed_s: float) -> None:
        levels.append(level)
        time.sleep(2 * CHECK_EVERY_S)

    result = solve(problem, on_progress=stop_after, should_stop=lambda: bool(levels))

    assert levels == ["filled_1"]
    rest = np.setdiff1d(np.arange(len(problem.pairs)), result.chosen)
    assert [k for k in rest if is_feasible(problem, np.append(result.chosen, k))] == []
    assert result.objective.filled[0] == solve(problem).objective.filled[0]
