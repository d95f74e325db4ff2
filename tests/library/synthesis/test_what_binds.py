"""What the example is there to show: each policy costs something, and the plan says where."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from releve.eligibility import rule_book
from releve.exchange import read_folder_or_raise
from releve.model import Category, Policy, Reason, Snapshot, SolveStatus
from releve.planning import Explanation, Result, Standing, build_problem, explain_plan, solve

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "marrakech-2025"
ANSWER = ("MAR-2025-IPO", "MAR-2025-HQ")
NO_TARGET: Mapping[Category, Decimal] = dict.fromkeys(Category, Decimal(0))


def planned(snapshot: Snapshot) -> tuple[Result, Explanation]:
    rules = rule_book()
    problem, _ = build_problem(snapshot, rules=rules)
    result = solve(problem)
    return result, explain_plan(Standing(snapshot=snapshot, problem=problem, result=result, rules=rules, seed=0))


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return read_folder_or_raise(EXAMPLE).snapshot


@pytest.fixture(scope="module")
def with_answer(snapshot: Snapshot) -> tuple[Result, Explanation]:
    return planned(snapshot)


@pytest.fixture(scope="module")
def without_answer(snapshot: Snapshot) -> tuple[Result, Explanation]:
    return planned(snapshot.leave_out_commitments(ANSWER))


def solved_under(snapshot: Snapshot, policy: Policy) -> Result:
    return solve(build_problem(replace(snapshot, policy=policy))[0])


def test_both_plans_are_proven_on_every_level(with_answer: tuple[Result, Explanation], without_answer: tuple[Result, Explanation]) -> None:
    for result in (with_answer[0], without_answer[0]):
        assert result.status is SolveStatus.OPTIMAL
        assert result.objective == result.bound


def test_answer_makes_the_plan_better(with_answer: tuple[Result, Explanation], without_answer: tuple[Result, Explanation]) -> None:
    assert with_answer[0].objective.compare_key() > without_answer[0].objective.compare_key()


def test_a_national_cap_keeps_seats_empty(snapshot: Snapshot, with_answer: tuple[Result, Explanation]) -> None:
    uncapped = solved_under(snapshot, replace(snapshot.policy, national_cap=Decimal(1)))

    assert sum(uncapped.objective.filled) > sum(with_answer[0].objective.filled)


def test_a_womens_target_costs_fit_and_is_still_missed(snapshot: Snapshot, with_answer: tuple[Result, Explanation]) -> None:
    untargeted = solved_under(snapshot, replace(snapshot.policy, women_target=NO_TARGET))

    assert untargeted.objective.filled == with_answer[0].objective.filled
    assert untargeted.objective.fit > with_answer[0].objective.fit
    assert with_answer[0].objective.women_shortfall > 0


def test_critical_posts_take_officers_from_high_ones(snapshot: Snapshot, with_answer: tuple[Result, Explanation]) -> None:
    traded = [
        seats.post_id
        for seats in with_answer[1].unfilled
        if seats.reason is Reason.USED_ELSEWHERE
        and snapshot.posts[snapshot.post_idx[seats.post_id]].priority == 2
        and str(seats.data["by_priority"]).count("1:")
    ]

    assert traded == ["MONUSCO-006"]


def test_at_least_twenty_seats_have_nobody_who_is_eligible(snapshot: Snapshot, with_answer: tuple[Result, Explanation]) -> None:
    problem, _ = build_problem(snapshot)

    beyond_reach = np.maximum(problem.seats - np.diff(problem.pairs.post_start), 0).sum()
    explained = sum(line.seats for line in with_answer[1].unfilled if line.reason is Reason.NO_ELIGIBLE)

    assert beyond_reach >= 20
    assert explained >= 20
