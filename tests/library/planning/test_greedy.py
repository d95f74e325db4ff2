"""The plan at hand before anything is proven: feasible, keeps what it began with, and leaves no seat that a free officer may take."""

import numpy as np
import pytest
from random_problems import tied_problem
from small_folders import folder, line, officer, pin

from releve.planning import build_problem
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
