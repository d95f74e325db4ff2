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


def test_a_plan_stopped_after_the_first_level_fills_the_seats_of_later_levels_all_the_same() -> None:
    # Going line by line, A takes P1 and C takes P2, for they suit best, and nobody is left for P3: only the search mends that.
    wanted = {"A": {"P1", "P3"}, "B": {"P1"}, "C": {"P2", "P3"}, "D": {"P2"}, "E": {"P4"}, "F": {"P4"}}
    officers = [officer(name, nominated_for=frozenset(lines), assessment_score=90 - ord(name)) for name, lines in wanted.items()]
    posts = [*(line(f"P{j}", priority=1) for j in (1, 2, 3)), line("P4", priority=3, seats=2)]
    problem, _ = build_problem(folder(officers, posts))
    levels: list[str] = []

    def stop_after(level: str, _value: int, _bound: int, _elapsed_s: float) -> None:
        levels.append(level)
        time.sleep(2 * CHECK_EVERY_S)

    result = solve(problem, on_progress=stop_after, should_stop=lambda: bool(levels))

    assert levels == ["filled_1"]
    assert evaluate_plan(problem, plan_greedily(problem)).filled == (2, 0, 2, 0)
    assert result.objective.filled == (3, 0, 2, 0)
