"""Folders at the edge: nobody, nothing, all decided, caps and targets of 0 and 1, the largest weights; and what must not matter."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from random_folders import draw_tables
from small_folders import folder, line, officer, pin, placed, planned

from releve.errors import InvalidValueError
from releve.exchange import read_folder, read_folder_or_raise
from releve.model import Category, Gender, PreviousPair, Snapshot, SolveStatus
from releve.planning import Result, brute_force, build_problem, solve
from releve.reference import default_policy

NOTHING = (0, 0, 0, 0, 0, 0, 0)


def solved(snapshot: Snapshot, **limits: Any) -> Result:  # noqa: ANN401 - arguments of solve by name
    problem, problems = build_problem(snapshot)
    assert [found for found in problems if found.is_error] == []
    result = solve(problem, **limits)
    assert (result.status, result.objective, result.bound) == (SolveStatus.OPTIMAL, brute_force(problem), brute_force(problem))
    return result


@pytest.mark.parametrize(
    "snapshot",
    [
        folder([], []),
        folder([], [line("P1", seats=3)]),
        folder([officer("O1")], []),
        folder([officer("O1", rank=1), officer("O2", rank=1)], [line("P1", rank_min=3), line("P2", rank_min=3)]),
    ],
    ids=["nothing", "no officers", "no posts", "no pairs"],
)
def test_where_nobody_can_be_planned_the_empty_plan_is_optimal(snapshot: Snapshot) -> None:
    assert solved(snapshot).objective.as_tuple() == NOTHING


def test_where_nobody_can_be_planned_the_shortfall_is_counted_all_the_same() -> None:
    snapshot = folder([], [line("P1", seats=3)], policy={"women_target": dict.fromkeys(Category, Decimal("0.5"))})

    assert solved(snapshot).objective.women_shortfall == 2


def test_a_plan_that_is_pinned_as_a_whole_is_optimal() -> None:
    names = ("O1", "O2", "O3")
    snapshot = folder(
        [officer(name) for name in (*names, "O4")],
        [line("P1", seats=2), line("P2")],
        decisions=(pin("O1", "P1"), pin("O2", "P1"), pin("O3", "P2")),
    )

    assert solved(snapshot).chosen.tolist() == placed(snapshot, ("O1", "P1"), ("O2", "P1"), ("O3", "P2")).result.chosen.tolist()


@pytest.mark.parametrize(
    ("cap", "n_placed"), [(Decimal(0), 1), (Decimal("0.5"), 2), (Decimal("0.74999999999999999999"), 2), (Decimal(1), 4)]
)
def test_a_cap_is_an_exact_share_and_never_below_one_officer(cap: Decimal, n_placed: int) -> None:
    snapshot = folder([officer(f"O{i}") for i in range(5)], [line("P1", seats=3), line("P2")], policy={"national_cap": cap})

    assert sum(solved(snapshot).objective.filled) == n_placed


@pytest.mark.parametrize(
    ("target", "n_women"), [(Decimal(0), 0), (Decimal("0.5"), 2), (Decimal("0.500000000000000000001"), 3), (Decimal(1), 3)]
)
def test_a_target_is_an_exact_share_rounded_up(target: Decimal, n_women: int) -> None:
    women = [officer(f"W{i}", gender=Gender.F, assessment_score=0) for i in range(3)]
    snapshot = folder(
        [*women, *(officer(f"M{i}") for i in range(4))], [line("P1", seats=4)], policy={"women_target": dict.fromkeys(Category, target)}
    )

    standing = planned(snapshot)

    chosen = [standing.problem.officer_id[i] for i in standing.problem.pairs.officer_idx[standing.result.chosen]]
    assert sum(name.startswith("W") for name in chosen) == n_women
    assert solved(snapshot).objective.women_shortfall == (1 if target == 1 else 0)


def test_the_largest_weights_are_counted_to_the_point() -> None:
    weights = dict.fromkeys(default_policy().fit, 10_000)
    officers = [officer(f"O{i}", un_missions=i % 3, assessment_score=90 + i) for i in range(8)]
    snapshot = folder(officers, [line("P1", seats=2), line("P2", languages_desired={"en": 2})], policy={"fit": weights})

    # Experience 10,000 each; O5 has 10,000 + 9,500, O2 10,000 + 9,200, O7 5,000 + 9,700; English at P2 adds 2,500.
    assert solved(snapshot).objective.fit == 29_500 + 29_200 + 24_700 + 2_500


@pytest.mark.parametrize("weight", [10_001, 10**9, 10**15, 10**30])
def test_weights_that_could_not_be_counted_exactly_are_refused(weight: int, tmp_path: Path) -> None:
    tables = draw_tables(0, n_officers=3, n_posts=2)
    tables.policy = f"[fit]\nskills = {weight}\n"

    reading = read_folder(tables.write(tmp_path / "folder"))

    assert [(found.code, found.column) for found in reading.problems if found.is_error] == [("exchange.out_of_range", "fit.skills")]
    with pytest.raises(InvalidValueError):
        replace(default_policy(), fit={**default_policy().fit, "skills": weight})


@pytest.mark.parametrize("seed", [2, 5, 11])
def test_the_order_of_the_rows_does_not_matter(seed: int, tmp_path: Path) -> None:
    tables = draw_tables(seed, n_officers=40, n_posts=12, tight=True)
    first = planned(read_folder_or_raise(tables.write(tmp_path / "in order")).snapshot)
    for name, rows in vars(tables).items():
        if name != "policy":
            random.Random(seed).shuffle(rows)  # noqa: S311 - shuffles test data
    second = planned(read_folder_or_raise(tables.write(tmp_path / "shuffled")).snapshot)

    assert second.result.chosen.tolist() == first.result.chosen.tolist()
    assert second.problem.pairs.officer_idx.tolist() == first.problem.pairs.officer_idx.tolist()
    assert second.result.objective == first.result.objective


@pytest.mark.parametrize("folder_seed", [3, 7])
def test_the_seed_decides_ties_and_no_level(folder_seed: int, tmp_path: Path) -> None:
    tables = draw_tables(folder_seed, n_officers=40, n_posts=12, tight=True)
    problem, _ = build_problem(read_folder_or_raise(tables.write(tmp_path / "folder")).snapshot)

    results = [solve(problem, seed=seed) for seed in (0, 1, 2**63)]

    assert len({result.objective for result in results}) == 1
    assert [result.status for result in results] == [SolveStatus.OPTIMAL] * 3


def test_a_previous_plan_is_kept_only_after_the_seats_are_filled() -> None:
    # O1 alone can fill P2, of lower priority than nothing else: keeping O1 in P1 would leave P2 open.
    officers = [officer("O1", languages={"fr": 3, "ar": 3}), officer("O2")]
    snapshot = folder(
        officers,
        [line("P1"), line("P2", priority=4, languages_required={"ar": 3})],
        previous=(PreviousPair(officer_id="O1", post_id="P1"),),
    )

    assert solved(snapshot).objective.as_tuple()[:6] == (0, 1, 0, 1, 0, 0)
