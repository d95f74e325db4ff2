"""The judge of the benchmark allows what is right and refuses what is wrong, each in its own way."""

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.planning.checker import check_plan, refuting_plan, shown, whole_bound
from benchmarks.planning.instance import Instance
from tiny import allowed_values, tiny_instance, tiny_problem

from releve.planning import brute_force

SEEDS = range(40)


def three_officers() -> Instance:
    """Two lines in one mission; officers 0 and 1 share a country with one place left, 1 is a woman, every pair but (2, 1) is eligible."""
    return Instance(
        officer=np.array([0, 1, 2, 0, 1]),
        post=np.array([0, 0, 0, 1, 1]),
        fit=np.array([10, 20, 30, 40, 50]),
        kept=np.array([True, False, False, False, True]),
        pinned=np.zeros(5, bool),
        woman=np.array([False, True, False]),
        country=np.array([0, 0, 1]),
        seats=np.array([1, 2]),
        priority=np.array([1, 3]),
        mission=np.array([0, 0]),
        group=np.array([0, 0]),
        group_need=np.array([2]),
        cap_left=np.array([[1, 1]]),
    )


def found(instance: Instance, officer: list[int], post: list[int]) -> tuple[dict[str, int], tuple[int, ...]]:
    verdict = check_plan(instance, np.array(officer, np.int64), np.array(post, np.int64))
    return verdict.broken, verdict.value


def test_a_right_plan_is_allowed_and_counted_on_every_level() -> None:
    assert found(three_officers(), [2, 1], [0, 1]) == ({}, (1, 0, 1, 0, -1, 1, 80))


def test_an_empty_plan_is_allowed_and_misses_every_woman() -> None:
    assert found(three_officers(), [], []) == ({}, (0, 0, 0, 0, -2, 0, 0))


def test_a_broken_cap_is_refused() -> None:
    assert found(three_officers(), [0, 1], [0, 1])[0] == {"national_cap": 1}


def test_a_pair_that_is_not_eligible_is_refused_and_counts_nothing() -> None:
    assert found(three_officers(), [2], [1]) == ({"not_eligible": 1}, (0, 0, 0, 0, -2, 0, 0))


@pytest.mark.parametrize(("officer", "post"), [(-1, 0), (3, 0), (0, -1), (0, 2)])
def test_an_officer_or_a_line_that_does_not_exist_is_refused(officer: int, post: int) -> None:
    assert found(three_officers(), [officer], [post])[0] == {"not_eligible": 1}


def test_an_officer_in_two_seats_is_refused() -> None:
    wide = replace(three_officers(), cap_left=np.array([[9, 9]]))

    assert found(wide, [0, 0], [0, 1])[0] == {"officer_twice": 1}


def test_more_officers_than_seats_are_refused() -> None:
    assert found(three_officers(), [1, 2], [0, 0])[0] == {"too_many_in_a_line": 1}


def test_a_pin_that_is_not_held_is_refused() -> None:
    pinned = replace(three_officers(), pinned=np.array([False, False, False, False, True]))

    assert found(pinned, [2], [0])[0] == {"pin_not_held": 1}
    assert found(pinned, [2, 1], [0, 1])[0] == {}


def test_the_best_of_all_plans_is_that_of_the_planners_own_judge() -> None:
    for seed in SEEDS:
        filled_and_more = brute_force(tiny_problem(seed)).as_tuple()

        assert (seed, shown(max(allowed_values(tiny_instance(seed))))) == (seed, filled_and_more)


def test_every_hard_constraint_is_broken_by_some_of_the_plans_tried() -> None:
    broken: set[str] = set()
    for seed in SEEDS:
        instance = tiny_instance(seed)
        everything = check_plan(instance, instance.officer, instance.post)
        nothing = check_plan(instance, instance.officer[:0], instance.post[:0])
        broken |= {*everything.broken, *nothing.broken}

    assert broken == {"officer_twice", "too_many_in_a_line", "national_cap", "pin_not_held"}


def test_a_bound_below_an_allowed_plan_is_refuted() -> None:
    value, better = (5, 0, 0, 0, -1, 0, 70), (5, 0, 0, 0, -1, 0, 72)

    assert refuting_plan(value, (5, 0, 0, 0, -1, 0, 71), [value, better]) == 1
    assert refuting_plan(value, (5, 0, 0, 0, -1, 0, 72), [value, better]) is None


def test_a_bound_is_a_claim_about_plans_that_reach_the_levels_before_and_no_others() -> None:
    value, other = (5, 3, 0, 0, 0, 0, 70), (5, 2, 9, 0, 0, 0, 99)

    assert refuting_plan(value, (5, 3, 0, 0, 0, 0, 70), [other]) is None


def test_a_bound_below_the_plan_it_comes_with_is_refuted() -> None:
    value = (5, 0, 0, 0, -3, 0, 70)

    assert refuting_plan(value, (5, 0, 0, 0, -4, 0, 70), [value]) == 0


def test_a_level_without_a_bound_claims_nothing() -> None:
    assert refuting_plan((5, 0, 0, 0, 0, 0, 1), (None,) * 7, [(6, 0, 0, 0, 0, 0, 9)]) is None


@pytest.mark.parametrize(("claimed", "whole"), [(7.0, 7), (6.9999995, 7), (7.4, 7), (6.9, 6), (-2.0000005, -2), (-2.1, -3)])
def test_a_bound_in_floating_point_is_taken_down_to_a_whole_number(claimed: float, whole: int) -> None:
    assert whole_bound(claimed) == whole


def test_the_digest_sees_every_array() -> None:
    instance = three_officers()
    digests = {instance.digest()}
    for name, array in instance.arrays().items():
        changed = array.copy()
        changed.flat[0] = 1 - int(changed.flat[0])
        digests.add(replace(instance, **{name: changed}).digest())

    assert len(digests) == 1 + len(instance.arrays())
