"""The engine against complete enumeration: on small folders it is best on every level, and proves it."""

import pytest

from library.assembly.random_assemblies import random_folder
from releve.assembly import plan_timetable
from releve.assembly.brute_force import plan_by_brute_force
from releve.assembly.timetable import TimetableStatus


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
