"""Ties: whose clearance expires first is placed, then a hash that favours nobody; no exchange between two officers is left to make."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256

import numpy as np
import pytest
from numpy.typing import NDArray
from random_problems import tied_problem
from small_folders import folder, line, officer, pin

from releve.model import Category, Gender, Snapshot, add_months
from releve.planning import AssignmentProblem, build_problem, solve, ties
from releve.planning.clock import Clock
from releve.planning.greedy import complete_greedily
from releve.planning.nearest import nearest_equal_plan
from releve.planning.objective import evaluate_plan, is_feasible
from releve.planning.relaxation import relax
from releve.planning.ties import break_ties

EARLY, LATE = date(2024, 9, 1), date(2025, 6, 1)


def placements(snapshot: Snapshot, *, seed: int = 0) -> dict[str, str]:
    problem, _ = build_problem(snapshot)
    chosen = solve(problem, seed=seed).chosen
    return {
        problem.officer_id[i]: problem.post_id[j]
        for i, j in zip(problem.pairs.officer_idx[chosen], problem.pairs.post_idx[chosen], strict=True)
    }


def digest(seed: int, officer_id: str) -> str:
    return sha256(f"{seed}:{officer_id}".encode()).hexdigest()


@pytest.mark.parametrize("names", [("A", "B"), ("B", "A")])
def test_officer_whose_clearance_expires_first_is_placed(names: tuple[str, str]) -> None:
    snapshot = folder([officer(names[0], ams_cleared_on=EARLY), officer(names[1], ams_cleared_on=LATE)], [line("P1")])

    assert placements(snapshot) == {names[0]: "P1"}


@pytest.mark.parametrize("names", [("A", "B"), ("B", "A")])
def test_officer_without_a_clearance_comes_last(names: tuple[str, str]) -> None:
    without = officer(names[0], ams_cleared_on=None, ams_languages=None)
    post = line("P1", category=Category.P_POST_FIELD)

    assert placements(folder([without, officer(names[1], ams_cleared_on=LATE)], [post])) == {names[1]: "P1"}


@pytest.mark.parametrize("seed", range(6))
def test_equal_clearances_are_decided_by_the_lower_hash_of_seed_and_key(seed: int) -> None:
    names = [f"O{i}" for i in range(5)]

    found = placements(folder([officer(name) for name in names], [line("P1", seats=2)]), seed=seed)

    assert sorted(found) == sorted(sorted(names, key=lambda name: digest(seed, name))[:2])


def test_of_two_placed_officers_the_first_in_order_takes_the_line_of_higher_priority() -> None:
    officers = [officer("A", ams_cleared_on=LATE), officer("B", ams_cleared_on=EARLY)]

    assert placements(folder(officers, [line("P1", priority=3), line("P2", priority=1)])) == {"A": "P1", "B": "P2"}


def test_a_better_fit_is_no_tie() -> None:
    officers = [officer("A", ams_cleared_on=LATE, assessment_score=61), officer("B", ams_cleared_on=EARLY, assessment_score=60)]

    assert placements(folder(officers, [line("P1")])) == {"A": "P1"}


def test_a_woman_whom_the_target_needs_is_not_exchanged() -> None:
    officers = [officer("A", ams_cleared_on=LATE, gender=Gender.F), officer("B", ams_cleared_on=EARLY)]
    target = {"women_target": {category: Decimal(1) for category in Category}}

    assert placements(folder(officers, [line("P1")], policy=target)) == {"A": "P1"}


def test_a_pinned_officer_is_not_exchanged() -> None:
    officers = [officer("A", ams_cleared_on=LATE), officer("B", ams_cleared_on=EARLY)]

    assert placements(folder(officers, [line("P1")], decisions=(pin("A", "P1"),))) == {"A": "P1"}


def test_an_exchange_that_would_break_the_cap_is_not_made() -> None:
    # Each line is open to one officer of Senegal and to one of Togo; the first in order are both of Senegal, and the cap is one.
    officers = [
        officer("A", country="SEN", ams_cleared_on=EARLY, nominated_for=frozenset({"P1"})),
        officer("B", country="TGO", ams_cleared_on=LATE, nominated_for=frozenset({"P1"})),
        officer("C", country="SEN", ams_cleared_on=EARLY, nominated_for=frozenset({"P2"})),
        officer("D", country="TGO", ams_cleared_on=LATE, nominated_for=frozenset({"P2"})),
    ]
    snapshot = folder(officers, [line("P1"), line("P2")], policy={"national_cap": Decimal("0.5")})
    problem, _ = build_problem(snapshot)

    chosen = solve(problem).chosen

    assert len(chosen) == 2
    assert is_feasible(problem, chosen)


def test_a_clearance_that_was_given_on_the_29_of_february_expires_on_the_28() -> None:
    officers = [officer("A", ams_cleared_on=date(2024, 3, 1)), officer("B", ams_cleared_on=date(2024, 2, 29))]
    assert add_months(date(2024, 2, 29), 24) == date(2026, 2, 28)

    assert placements(folder(officers, [line("P1", starts_on=date(2026, 2, 1))])) == {"B": "P1"}


@pytest.mark.parametrize("seed", range(60))
def test_no_exchange_that_the_rule_prefers_is_left_and_no_level_changes(seed: int) -> None:
    problem = tied_problem(seed)
    best = solve(problem, seed=seed)

    left = [
        plan
        for plan in exchanges(problem, best.chosen, seed)
        if evaluate_plan(problem, plan) == best.objective and is_feasible(problem, plan)
    ]

    assert best.objective == best.bound
    assert left == []


def test_exchanges_are_made_at_all_on_these_problems() -> None:
    # From any best plan the rule leads to one that it prefers: begin with the plan that another seed prefers.
    changed = 0
    for seed in range(60):
        problem = tied_problem(seed)
        other = solve(problem, seed=seed + 1000).chosen
        plan = break_ties(problem, other, seed=seed, clock=Clock())
        assert evaluate_plan(problem, plan) == evaluate_plan(problem, other)
        assert is_feasible(problem, plan)
        changed += not np.array_equal(plan, other)

    assert changed > 30


def test_clock_that_is_over_leaves_the_plan_as_it_is() -> None:
    problem = tied_problem(3)
    other = solve(problem, seed=1003).chosen

    plan = break_ties(problem, other, seed=3, clock=Clock(time_limit_s=0.0))

    assert plan.tolist() == other.tolist()


def exchanges(problem: AssignmentProblem, chosen: NDArray[np.int64], seed: int) -> Iterator[NDArray[np.int64]]:
    """Yield the plan after each single exchange that the rule prefers, whatever it does to levels and caps; nothing clever."""
    pairs = problem.pairs
    seat_of = {int(pairs.officer_idx[k]): int(k) for k in chosen}

    def key(officer_idx: int) -> tuple[bool, str, str]:
        expires_on = problem.clearance_expires_on[officer_idx]
        return bool(np.isnat(expires_on)), str(expires_on), digest(seed, problem.officer_id[officer_idx])

    def line_key(pair: int) -> tuple[int, str]:
        return int(problem.priority[pairs.post_idx[pair]]), problem.post_id[pairs.post_idx[pair]]

    for holder, held in seat_of.items():
        rest = [k for k in chosen if k != held]
        for other in range(len(problem.officer_id)):
            own = pairs.position_of(other, int(pairs.post_idx[held]))
            if own is None or other == holder or key(other) > key(holder):
                continue
            if other not in seat_of:
                yield np.sort(np.array([*rest, own], np.int64))
                continue
            left = seat_of[other]
            taken = pairs.position_of(holder, int(pairs.post_idx[left]))
            if taken is not None and line_key(held) < line_key(left):
                yield np.sort(np.array([*(k for k in rest if k != left), own, taken], np.int64))


def best_plans(problem: AssignmentProblem) -> list[NDArray[np.int64]]:
    """Return every plan of the best value; nothing clever."""
    pairs = problem.pairs
    plans: list[list[int]] = [[]]
    for officer_idx in range(len(problem.officer_id)):
        own = np.flatnonzero(pairs.officer_idx == officer_idx)
        plans = [[*plan, *choice] for plan in plans for choice in ([], *([int(k)] for k in own))]
    feasible = [plan for plan in (np.array(sorted(plan), np.int64) for plan in plans) if is_feasible(problem, plan)]
    best = max(evaluate_plan(problem, plan).compare_key() for plan in feasible)
    return [plan for plan in feasible if evaluate_plan(problem, plan).compare_key() == best]


@pytest.mark.parametrize("seed", range(40))
def test_of_equal_plans_one_that_shares_most_pairs_with_another_is_taken(seed: int) -> None:
    problem = tied_problem(seed, n_officers=7, n_posts=4)
    near = np.random.default_rng(seed).permutation(len(problem.pairs))[:5].astype(np.int64)
    near.sort()

    found = solve(problem, seed=seed, near=near)

    assert found.objective == found.bound == solve(problem, seed=seed).objective
    assert len(np.intersect1d(found.chosen, near)) == max(len(np.intersect1d(plan, near)) for plan in best_plans(problem))


def test_staying_near_changes_the_choice_on_these_problems() -> None:
    changed = 0
    for seed in range(40):
        problem = tied_problem(seed)
        near = solve(problem, seed=seed + 1000).chosen
        assert solve(problem, seed=seed, near=near).chosen.tolist() == near.tolist()
        changed += solve(problem, seed=seed).chosen.tolist() != near.tolist()

    assert changed > 10


class AskedSoOften(Clock):
    """A clock that is over once it has been asked so many times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._times = times

    def is_over(self) -> bool:
        self._times -= 1
        return self._times < 0


@pytest.mark.parametrize("times", range(8))
def test_a_search_for_the_nearest_plan_that_is_stopped_leaves_a_plan_of_the_same_value(times: int) -> None:
    problem = tied_problem(11, n_officers=150, n_posts=60)
    best = solve(problem)
    near = np.arange(0, len(problem.pairs), 3)
    relaxation, face = relax(problem)

    found = nearest_equal_plan(problem, relaxation, face, best.chosen, near=near, clock=AskedSoOften(times))

    assert evaluate_plan(problem, found) == best.objective
    assert is_feasible(problem, found)


@pytest.mark.parametrize("seed", range(12))
def test_looking_at_few_lines_leaves_out_no_exchange(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tied_problem(seed, n_officers=60, n_posts=15)
    start = complete_greedily(problem, np.zeros(0, np.int64))

    found = break_ties(problem, start, seed=seed, clock=Clock())

    monkeypatch.setattr(ties, "lines_with_exchanges", lambda seating, *_: np.ones(len(seating.problem.post_id), np.bool_))
    assert np.array_equal(found, break_ties(problem, start, seed=seed, clock=Clock()))
    assert not np.array_equal(found, start)
