"""Complete enumeration: cases solved by hand, and that what it answers keeps the contract and counts as it says."""

import pytest

from factories.timetables import at, make_assembly, make_folder, make_request
from library.assembly.random_assemblies import random_folder
from releve.assembly.brute_force import plan_by_brute_force
from releve.assembly.check import violations
from releve.assembly.count import count_objective
from releve.assembly.records import AssemblyFolder, PreviousMeeting, Unavailable
from releve.assembly.records import Period as Span
from releve.assembly.timetable import Objective


def tiny_folder(seed: int) -> AssemblyFolder:
    return random_folder(seed, n_delegations=4, n_requests=5 + seed % 3, n_days=2, slots_a_day=4)


@pytest.mark.parametrize("seed", range(20))
def test_best_timetable_keeps_the_contract_and_counts_as_it_says(seed: int) -> None:
    folder = tiny_folder(seed)

    timetable = plan_by_brute_force(folder)

    assert violations(folder, timetable) == ()
    assert count_objective(folder, timetable.meetings) == timetable.objective == timetable.bound


def test_break_that_absences_force_is_counted_once() -> None:
    """A meets B only in slot 0 and C only in slot 3: what lies between is one break, and no timetable is without it."""
    away = (
        Unavailable(delegation="B", period=Span(starts_at=at(1))),
        Unavailable(delegation="C", period=Span(ends_at=at(3))),
        Unavailable(delegation="C", period=Span(starts_at=at(4))),
    )
    folder = make_folder(make_request("R1", "AB"), make_request("R2", "AC"), unavailable=away)

    timetable = plan_by_brute_force(folder)

    assert [meeting.starts_at for meeting in timetable.meetings] == [at(0), at(3)]
    assert timetable.objective == Objective(must=0, placed=(0, 0, 2), moved=0, breaks=1, room_changes=0)


def test_must_goes_before_priority_and_priority_before_number() -> None:
    folder = make_folder(
        make_request("R1", "AB", priority=1),
        make_request("R2", "AC", priority=3, must=True),
        assembly=make_assembly(closed=(Span(starts_at=at(1)),)),
    )

    timetable = plan_by_brute_force(folder)

    assert [meeting.request for meeting in timetable.meetings] == ["R2"]


def test_meeting_stays_where_it_was_published_although_a_break_comes_of_it() -> None:
    folder = make_folder(
        make_request("R1", "AB"),
        make_request("R2", "AC"),
        previous=tuple(PreviousMeeting(request=request, starts_at=at(slot), room="Atlas") for request, slot in (("R1", 0), ("R2", 2))),
    )

    objective = plan_by_brute_force(folder).objective

    assert (objective.moved, objective.breaks) == (0, 1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1000))
def test_best_timetable_of_more_folders_keeps_the_contract(seed: int) -> None:
    folder = random_folder(seed, n_delegations=5, n_requests=8, n_days=2, slots_a_day=4)

    timetable = plan_by_brute_force(folder)

    assert violations(folder, timetable) == ()
    assert count_objective(folder, timetable.meetings) == timetable.objective
