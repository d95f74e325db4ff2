"""
Marginal values against the judge that tries every plan, on folders changed by hand in their rows.

A change that changes nothing proves nothing: what counts are binding samples, whose value is not 0, at least twenty of each kind.
"""

import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from changed_folders import changed_problem, changed_tables
from random_folders import Tables, add_pins_and_previous, draw_tables

from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.model import Snapshot
from releve.planning import AssignmentProblem, ObjectiveValue, Standing, brute_force, build_problem, solve
from releve.planning.marginal import (
    Change,
    ChangeKind,
    MarginalValue,
    Resolver,
    all_changes,
    as_told,
    decisive_level,
    price_standing,
    value_of,
)
from releve.planning.marginal.difference import NOTHING, Gain, gain_between
from releve.planning.marginal.prices import bound_gains, bound_of

N_FOLDERS = 90
ENOUGH = 20
ENOUGH_IN_ALL = 200
OF_A_KIND = 3
"""Changes of each kind looked at in one folder: the one with the highest bound and two others at random."""

pytestmark = pytest.mark.soak


class Sample(NamedTuple):
    """One change of one folder: what the library says, and what the judge finds."""

    value: MarginalValue
    judged: Gain


def draw_folder(seed: int, at: Path) -> Tables:
    """Return the tables of a small folder with everything in it, written to disk, that can be planned."""
    rng = random.Random(seed)  # noqa: S311 - draws test data
    tables = draw_tables(seed, n_officers=rng.randint(6, 8), n_posts=rng.randint(2, 5))
    problem, snapshot = problem_of(tables, at / f"{seed}-unpinned")
    caps = problem.cap_left
    pairs = [
        (problem.officer_id[i], problem.post_id[j])
        for i, j in zip(problem.pairs.officer_idx, problem.pairs.post_idx, strict=True)
        if caps[snapshot.mission_idx[snapshot.posts[j].mission], problem.country[i]] > 0
    ]
    add_pins_and_previous(tables, seed, pairs)
    return tables


def problem_of(tables: Tables, folder: Path) -> tuple[AssignmentProblem, Snapshot]:
    snapshot = read_folder_or_raise(tables.write(folder)).snapshot
    problem, problems = build_problem(snapshot)
    assert not any(found.is_error for found in problems)
    return problem, snapshot


def standing_of(problem: AssignmentProblem, snapshot: Snapshot) -> Standing:
    return Standing(snapshot=snapshot, problem=problem, result=solve(problem), rules=RULES, seed=0)


def judge(tables: Tables, standing: Standing, change: Change, at: Path) -> ObjectiveValue:
    """Return the best value after a change, found without any code of marginal values and without the solver."""
    changed = changed_tables(tables, change.kind, change.data)
    if changed is None:
        return brute_force(changed_problem(standing.problem, standing.snapshot, change.kind, change.data))
    return brute_force(problem_of(changed, at)[0])


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    """Return changes of every kind of many folders; those that prices call worthless are checked on the way."""
    at = tmp_path_factory.mktemp("folders")
    found = []
    for seed in range(N_FOLDERS):
        rng = random.Random(f"changes {seed}")  # noqa: S311 - draws test data
        tables = draw_folder(seed, at)
        standing = standing_of(*problem_of(tables, at / str(seed)))
        before = brute_force(standing.problem)
        priced = price_standing(standing)
        resolver = Resolver(standing.result, n_expected=0, on_solved=None)
        for changes in all_changes(priced):
            bounds = bound_gains(priced.prices, standing.result, changes.added)
            order = sorted(range(len(changes.changes)), key=lambda k: tuple(-bounds[:, k]))
            chosen = {*order[:1], *rng.sample(order, min(len(order), OF_A_KIND - 1))}
            for k in sorted(chosen):
                change = changes.changes[k]
                after = judge(tables, standing, change, at / f"{seed}-{changes.kind}-{k}")
                value = value_of(change, bound_of(bounds, k), resolver)
                found.append(Sample(value=value, judged=gain_between(before, after)))
    return found


def test_values_are_what_the_judge_finds(samples: list[Sample]) -> None:
    for value, judged in samples:
        assert value.gain.contains(judged), (value, judged)
        assert not value.gain.is_exact or value.gain.low == judged


def test_enough_samples_of_every_kind_bind(samples: list[Sample]) -> None:
    binding = Counter(value.kind for value, judged in samples if judged != NOTHING)

    print(dict(binding), len(samples))  # noqa: T201 - the figures are part of the proof
    assert set(binding) == set(ChangeKind)
    assert min(binding.values()) >= ENOUGH
    assert sum(binding.values()) >= ENOUGH_IN_ALL


def test_prices_never_promise_too_little(samples: list[Sample]) -> None:
    for value, judged in samples:
        assert judged[: len(value.bound)] <= value.bound, (value, judged)


def test_most_bounds_are_reached_on_the_level_that_decides(samples: list[Sample]) -> None:
    # Prices that promise too much are allowed; prices that always do would be of no use.
    reached = [judged[: len(value.bound)] == value.bound for value, judged in samples]

    assert sum(reached) > len(reached) / 2


def test_an_officer_a_waiver_and_a_level_never_make_a_plan_worse(samples: list[Sample]) -> None:
    more_choice = {ChangeKind.OFFICER, ChangeKind.WAIVER, ChangeKind.LANGUAGE_LEVEL, ChangeKind.CAP_POINT, ChangeKind.WOMEN_POINT}

    assert all(judged >= NOTHING for value, judged in samples if value.kind in more_choice)


def test_one_less_is_told_where_it_has_a_meaning(samples: list[Sample]) -> None:
    with_less = Counter(value.kind for value, _ in samples if value.one_less is not None)
    degenerate = [value for value, _ in samples if value.is_degenerate]

    assert set(with_less) == {ChangeKind.SEAT, ChangeKind.CAP_POINT, ChangeKind.WOMEN_POINT}
    assert degenerate
    for value in degenerate:
        assert value.one_less is not None
        # What one less costs is never less than what one more brings, where nothing but a limit moves.
        if value.kind is not ChangeKind.SEAT and value.data["mission"] is not None:
            level = decisive_level(tuple(a - b for a, b in zip(value.one_less.reversed().low, value.gain.low, strict=True)))
            assert level is not None


def test_fewer_women_missing_is_told_as_less() -> None:
    assert as_told((1, 0, 0, 0, 2, 0, -3)) == (1, 0, 0, 0, -2, 0, -3)
