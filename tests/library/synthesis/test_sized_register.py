"""Synthetic registers of a size: the same for the same seed, of the extent they say, sound, and as hard as their knob says."""

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from releve.exchange import ExchangeCode, read_folder
from releve.exchange.writers import write_folder
from releve.model import Category, DecisionKind, Gender, OfficerTable, Snapshot
from releve.model.officers import GENDERS
from releve.planning import AssignmentProblem, build_problem
from releve.synthesis import EXTENTS, Knob, Size, TableFormat, register_files, synthesise_register
from releve.synthesis.sized.niches import RARE_SKILLS


@pytest.mark.parametrize("size", [Size.S, Size.M])
def test_register_has_the_extent_of_its_size(size: Size) -> None:
    register = synthesise_register(size, seed=1)

    extent = EXTENTS[size]
    kinds = [mission.kind.value for mission in register.missions]
    assert len(register.officers) == extent.officers
    assert len(register.posts) == extent.lines
    assert sum(post.seats for post in register.posts) == extent.seats
    assert kinds == ["field"] * (extent.missions - 1) + ["headquarters"]
    assert {post.mission for post in register.posts} == {mission.mission for mission in register.missions}
    assert {post.category for post in register.posts} == set(Category)
    assert len(register.deployments) == extent.seats // 20


@pytest.mark.parametrize("knob", list(Knob))
def test_same_size_seed_and_knob_give_the_same_register(knob: Knob) -> None:
    one = synthesise_register(Size.S, seed=5, knob=knob)
    two = synthesise_register(Size.S, seed=5, knob=knob)

    assert_same(one, two)


def test_another_seed_gives_another_register() -> None:
    one = synthesise_register(Size.S, seed=5)
    two = synthesise_register(Size.S, seed=6)

    assert one.posts != two.posts
    assert (one.officers.birth_date != two.officers.birth_date).mean() > 0.9


@pytest.mark.parametrize("knob", list(Knob))
def test_nothing_is_wrong_with_pins_and_most_of_the_plan_before_is_eligible(knob: Knob) -> None:
    register = synthesise_register(Size.S, seed=3, knob=knob)

    problem, problems = build_problem(register)

    pins = [decision for decision in register.decisions if decision.decision is DecisionKind.PIN]
    assert [found for found in problems if found.is_error] == []
    assert problem.pairs.pinned.sum() == len(pins) >= 4
    assert len(register.decisions) > len(pins)
    assert problem.pairs.kept.sum() >= 0.9 * len(register.previous)
    assert len({pair.officer_id for pair in register.previous}) == len(register.previous)
    assert 170 <= len(register.previous) <= 195


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_density_at_s_is_near_that_of_the_targets(seed: int) -> None:
    problem, _ = build_problem(synthesise_register(Size.S, seed=seed))

    assert 3_600 <= len(problem.pairs) <= 6_300


def test_cells_are_blank_now_and_then_and_women_are_one_in_five() -> None:
    officers = synthesise_register(Size.M, seed=1).officers

    blank = [float(np.mean(officers.rank == -1)), float(np.mean(np.isnat(officers.birth_date))), float(np.mean(~officers.languages_known))]
    assert all(0.005 <= share <= 0.015 for share in blank)
    assert 0.18 <= np.mean(officers.gender == GENDERS.index(Gender.F)) <= 0.23
    assert len(officers.countries) == 120


def test_scarce_seats_outnumber_all_who_fit() -> None:
    problem, _ = build_problem(synthesise_register(Size.S, seed=1, knob=Knob.SCARCE))

    assert np.median(pairs_by_line(problem)) <= 3
    assert fillable(problem) < 0.7 * problem.seats.sum()


@pytest.mark.parametrize("size", [Size.S, Size.M])
def test_scarce_profiles_are_held_by_fewer_officers_than_there_are_seats_for_them(size: Size) -> None:
    register = synthesise_register(size, seed=1, knob=Knob.SCARCE)

    officers = register.officers
    rare = np.any([officers.holds_skill(code) for code in RARE_SKILLS], axis=0)
    seats = sum(
        post.seats for post in register.posts if len(set(post.skills_required) & set(RARE_SKILLS)) == 2 and post.rank_min == post.rank_max
    )
    assert seats > 0.5 * sum(post.seats for post in register.posts)
    assert 0.7 * seats < rare.sum() < 0.9 * seats


def test_plenty_leaves_no_line_without_enough_who_fit() -> None:
    plain, _ = build_problem(synthesise_register(Size.S, seed=1))
    plenty, _ = build_problem(synthesise_register(Size.S, seed=1, knob=Knob.PLENTY))

    assert 2 * len(plain.pairs) < len(plenty.pairs) < 4 * len(plain.pairs)
    assert fillable(plenty) >= 0.99 * plenty.seats.sum()


def test_ties_leave_few_values_of_fit() -> None:
    plain, _ = build_problem(synthesise_register(Size.S, seed=1))
    ties, _ = build_problem(synthesise_register(Size.S, seed=1, knob=Knob.TIES))

    values, counts = np.unique(ties.pairs.fit, return_counts=True)
    assert len(values) < 20
    assert len(np.unique(plain.pairs.fit)) > 200
    assert np.sort(counts)[-4:].sum() > 0.8 * len(ties.pairs)


def test_one_country_sends_half_of_all_officers() -> None:
    officers = synthesise_register(Size.M, seed=1, knob=Knob.ONE_COUNTRY).officers

    counts = np.bincount(officers.country[officers.country >= 0])
    assert 0.48 <= counts.max() / len(officers) <= 0.52
    assert len(counts) == 120


@pytest.mark.parametrize("size", [Size.S, Size.M])
def test_caps_together_are_below_the_seats_of_every_mission_but_the_smallest(size: Size) -> None:
    register = synthesise_register(size, seed=1, knob=Knob.CAPS)
    problem, _ = build_problem(register)

    seats = np.bincount(problem.mission, weights=problem.seats)
    # The last column is that of officers without a country, who are never eligible.
    left = problem.cap_left[:, :-1].sum(axis=1)
    # A cap is one officer at least: twenty countries may fill a mission of twenty seats.
    assert (left < seats)[seats > 25].all()
    assert left.sum() < 0.8 * seats.sum()


@pytest.mark.parametrize("size", [Size.S, Size.M])
def test_women_are_fewer_than_the_target_needs(size: Size) -> None:
    register = synthesise_register(size, seed=1, knob=Knob.WOMEN)
    problem, _ = build_problem(register)

    eligible_women = np.unique(problem.pairs.officer_idx[problem.woman[problem.pairs.officer_idx]])
    assert set(register.policy.women_target.values()) == {Decimal("0.60")}
    assert problem.group_need.sum() > 1.5 * len(eligible_women)


def test_sparse_languages_are_required_often_and_spoken_seldom() -> None:
    register = synthesise_register(Size.M, seed=1, knob=Knob.SPARSE_LANGUAGES)
    problem, _ = build_problem(register)

    rare = [tag for tag in register.officers.language_tags if np.mean(register.officers.levels_of(tag) >= 3) < 0.01]
    asks = np.array([bool(set(post.languages_required) & set(rare)) for post in register.posts])
    assert 0.5 <= asks.mean() <= 0.7
    assert np.median(pairs_by_line(problem)[asks]) <= 2


def test_a_knob_moves_nothing_but_what_it_names() -> None:
    plain = synthesise_register(Size.S, seed=1)
    women = synthesise_register(Size.S, seed=1, knob=Knob.WOMEN)

    assert plain.posts == women.posts
    assert differing_columns(plain.officers, women.officers) == {"gender"}


@pytest.mark.parametrize("table_format", list(TableFormat))
@pytest.mark.parametrize("size", [Size.S, Size.M])
def test_a_written_folder_reads_back_as_the_same_register(size: Size, table_format: TableFormat, tmp_path: Path) -> None:
    register = synthesise_register(size, seed=1)

    write_folder(tmp_path / "out", register_files(register, size=size, seed=1, table_format=table_format), is_ours=lambda _: False)
    reading = read_folder(tmp_path / "out")

    assert {problem.code for problem in reading.problems} == {ExchangeCode.VANISHED}
    assert reading.snapshot is not None
    assert_same(register, reading.snapshot)


@pytest.mark.parametrize("knob", list(Knob))
def test_every_folder_is_labelled_as_synthetic_and_names_what_it_was_made_of(knob: Knob) -> None:
    register = synthesise_register(Size.S, seed=9, knob=knob)

    files = register_files(register, size=Size.S, seed=9, knob=knob)

    assert files["SYNTHETIC.md"] == (
        "Synthetic: the 1,000 officers of the table of officers and the 30 of the table of deployments were drawn by a generator "
        f"(size S, seed 9, knob {knob.value}); no row describes a real person.\n"
    )


def pairs_by_line(problem: AssignmentProblem) -> np.ndarray:
    return np.diff(problem.pairs.post_start)


def fillable(problem: AssignmentProblem) -> int:
    """Return a bound on the seats that can be filled: line by line, and not more than there are officers who fit anywhere."""
    return min(int(np.minimum(pairs_by_line(problem), problem.seats).sum()), len(np.unique(problem.pairs.officer_idx)))


def assert_same(one: Snapshot, two: Snapshot) -> None:
    for field in fields(Snapshot):
        if field.name not in {"officers", "digests"}:
            assert getattr(one, field.name) == getattr(two, field.name), field.name
    assert differing_columns(one.officers, two.officers) == set()


def differing_columns(one: OfficerTable, two: OfficerTable) -> set[str]:
    def same(left: object, right: object) -> bool:
        if not isinstance(left, np.ndarray):
            return left == right
        assert isinstance(right, np.ndarray)
        return left.dtype == right.dtype and np.array_equal(left, right, equal_nan=left.dtype.kind == "M")

    return {field.name for field in fields(one) if not same(getattr(one, field.name), getattr(two, field.name))}
