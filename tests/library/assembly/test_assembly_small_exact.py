"""The engine against complete enumeration: on small folders it is best on every level, and proves it."""

from dataclasses import replace

import pytest

from library.assembly.random_assemblies import random_folder
from releve.assembly import plan_timetable
from releve.assembly.brute_force import plan_by_brute_force
from releve.assembly.clock import Clock
from releve.assembly.engine.break_bound import bound_breaks
from releve.assembly.engine.counted import bound_by_counting
from releve.assembly.engine.day_bound import tighten_by_days
from releve.assembly.engine.draft import count_draft
from releve.assembly.engine.search import search_timetable
from releve.assembly.problem import build_problem
from releve.assembly.timetable import Objective, Timetable, TimetableStatus


@pytest.mark.parametrize("seed", range(60))
def test_small_timetable_is_best_on_every_level_and_says_so(seed: int) -> None:
    folder = random_folder(seed, n_delegations=4, n_requests=5 + seed % 3, n_days=2, slots_a_day=4)

    timetable = plan_timetable(folder)

    assert timetable.objective == plan_by_brute_force(folder).objective
    assert timetable.status is TimetableStatus.OPTIMAL


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000))
def test_larger_small_timetable_is_best_on_every_level_and_says_so(seed: int) -> None:
    folder = random_folder(seed, n_delegations=5, n_requests=8 + seed % 3, n_days=2, slots_a_day=4)

    timetable = plan_timetable(folder)

    assert timetable.objective == plan_by_brute_force(folder).objective
    assert timetable.status is TimetableStatus.OPTIMAL


def assert_bounds_hold(timetable: Timetable, best: Objective) -> None:
    """Check each level of which the earlier ones are as reported; beyond the first that is not, a bound speaks of other timetables."""
    value, bound, least = timetable.objective.key(), timetable.bound.key(), best.key()
    same = next((level for level, pair in enumerate(zip(value, least, strict=True)) if pair[0] != pair[1]), len(value))
    assert all(lower <= reached for lower, reached in zip(bound[: same + 1], least, strict=False))
    assert all(lower <= reached for lower, reached in zip(bound, value, strict=True))


@pytest.mark.parametrize("seed", range(20))
def test_bounds_of_a_search_that_is_stopped_hold(seed: int) -> None:
    folder = random_folder(seed, n_delegations=4, n_requests=6 + seed % 3, n_days=2, slots_a_day=4)

    timetable = plan_timetable(folder, stop=lambda: True)

    assert_bounds_hold(timetable, plan_by_brute_force(folder).objective)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(300))
def test_bounds_of_single_parts_hold(seed: int) -> None:
    """The bounds of large assemblies, by days and by single delegations, on folders small enough to know the best."""
    problem = build_problem(folder := random_folder(seed, n_delegations=5, n_requests=9, n_days=2, slots_a_day=5))
    draft = search_timetable(problem, clock=Clock(), n_moves=2000)
    objective = count_draft(problem, draft)

    bound = tighten_by_days(problem, objective, bound_by_counting(problem), clock=Clock())
    bound = replace(bound, breaks=bound_breaks(problem, draft, objective, clock=Clock()))

    timetable = Timetable(meetings=(), objective=objective, bound=bound)
    assert_bounds_hold(timetable, plan_by_brute_force(folder).objective)
