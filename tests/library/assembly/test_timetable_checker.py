"""The independent checker: each constraint of the contract, kept and broken, and the objective counted by hand."""

from datetime import timedelta

import pytest

from factories.timetables import at, make_assembly, make_folder, make_interpreter, make_meeting, make_request, make_timetable
from releve.assembly.check import count_objective, violations
from releve.assembly.records import AssemblyFolder, Delegation, FixedMeeting, Period, PreviousMeeting, Unavailable
from releve.assembly.timetable import Meeting, Objective, Timetable

R1 = make_request("R1", "AB")
R2 = make_request("R2", "AC")
R3 = make_request("R3", "CD")
TWO_AT_ONCE = (Delegation(delegation="A", languages=frozenset({"fr"}), parallel=2), *make_folder().delegations[1:])
MIXED = tuple(
    Delegation(delegation=name, languages=frozenset({language})) for name, language in zip("ABCD", ("fr", "en", "fr", "en"), strict=True)
)
NONE = Objective(must=0, placed=(0, 0, 0), moved=0, breaks=0, room_changes=0)


def broken(folder: AssemblyFolder, *meetings: Meeting) -> list[tuple[str, tuple[str, ...]]]:
    timetable = Timetable(meetings=meetings, objective=NONE, bound=NONE)
    return [(found.code.value, found.requests) for found in violations(folder, timetable)]


@pytest.mark.parametrize(
    ("folder", "meetings"),
    [
        (make_folder(R1, R2), (make_meeting("R1", 0), make_meeting("R2", 1))),
        (make_folder(R1, R3), (make_meeting("R1", 0), make_meeting("R3", 0, room="Ourika"))),
        (make_folder(R1, R2, assembly=make_assembly(gap_slots=1)), (make_meeting("R1", 0), make_meeting("R2", 2))),
        (make_folder(R1, R2, delegations=TWO_AT_ONCE), (make_meeting("R1", 0), make_meeting("R2", 0, room="Ourika"))),
        (make_folder(R1, R2, order=(("R1", "R2"),)), (make_meeting("R1", 0), make_meeting("R2", 1))),
        (make_folder(R1, R2, order=(("R1", "R2"),)), (make_meeting("R2", 1),)),
        (make_folder(make_request("R1", "AB", slots=2, not_before=at(1), not_after=at(3))), (make_meeting("R1", 1, slots=2),)),
        (make_folder(R1, delegations=MIXED), (make_meeting("R1", 0),)),
        (
            make_folder(R1, delegations=MIXED, interpreters=(make_interpreter("I", "en;fr"),)),
            (make_meeting("R1", 0, interpreter="I"),),
        ),
        (make_folder(R1, fixed=(FixedMeeting(request="R1", starts_at=at(2)),)), (make_meeting("R1", 2),)),
    ],
)
def test_a_timetable_that_keeps_the_contract_breaks_nothing(folder: AssemblyFolder, meetings: tuple[Meeting, ...]) -> None:
    assert broken(folder, *meetings) == []


@pytest.mark.parametrize(
    ("folder", "meetings", "found"),
    [
        (make_folder(R1), (make_meeting("R9", 0),), [("unknown_request", ("R9",))]),
        (make_folder(R1), (make_meeting("R1", 0), make_meeting("R1", 1)), [("placed_twice", ("R1",))]),
        (make_folder(make_request("R1", "AB", accepted=False)), (make_meeting("R1", 0),), [("declined", ("R1",))]),
        (make_folder(R1), (make_meeting("R1", 6),), [("off_the_grid", ("R1",))]),
        (make_folder(make_request("R1", "AB", slots=2)), (make_meeting("R1", 5, slots=2),), [("off_the_grid", ("R1",))]),
        (make_folder(R1), (make_meeting("R1", 0, slots=2),), [("wrong_end", ("R1",))]),
        (
            make_folder(R1, assembly=make_assembly(closed=(Period(starts_at=at(0) + timedelta(minutes=29), ends_at=at(1)),))),
            (make_meeting("R1", 0),),
            [("closed", ("R1",))],
        ),
        (
            make_folder(R1, unavailable=(Unavailable(delegation="B", period=Period(ends_at=at(1))),)),
            (make_meeting("R1", 0),),
            [("absent", ("R1",))],
        ),
        (make_folder(make_request("R1", "AB", not_after=at(1))), (make_meeting("R1", 1),), [("outside_window", ("R1",))]),
        (
            make_folder(R1, R2),
            (make_meeting("R1", 0), make_meeting("R2", 0, room="Ourika")),
            [("too_many_at_once", ("R1", "R2"))],
        ),
        (
            make_folder(R1, R2, assembly=make_assembly(gap_slots=2)),
            (make_meeting("R1", 0), make_meeting("R2", 2)),
            [("no_rest", ("R1", "R2"))],
        ),
        (make_folder(R1), (make_meeting("R1", 0, room="Nowhere"),), [("unknown_room", ("R1",))]),
        (make_folder(R1, R3), (make_meeting("R1", 0), make_meeting("R3", 0)), [("room_taken", ("R1", "R3"))]),
        (make_folder(R1, delegations=MIXED, interpreters=()), (make_meeting("R1", 0),), [("no_interpreter", ("R1",))]),
        (make_folder(R1), (make_meeting("R1", 0, interpreter="I"),), [("no_interpreter_needed", ("R1",))]),
        (
            make_folder(R1, delegations=MIXED, interpreters=()),
            (make_meeting("R1", 0, interpreter="I"),),
            [("unknown_interpreter", ("R1",))],
        ),
        (
            make_folder(R1, delegations=MIXED, interpreters=(make_interpreter("I", "fr;es"),)),
            (make_meeting("R1", 0, interpreter="I"),),
            [("interpreter_without_language", ("R1",))],
        ),
        (
            make_folder(R1, delegations=MIXED, interpreters=(make_interpreter("I", "fr;en", available_from=at(1)),)),
            (make_meeting("R1", 0, interpreter="I"),),
            [("interpreter_away", ("R1",))],
        ),
        (
            make_folder(R1, R3, delegations=MIXED, interpreters=(make_interpreter("I", "fr;en"),)),
            (make_meeting("R1", 0, interpreter="I"), make_meeting("R3", 0, room="Ourika", interpreter="I")),
            [("interpreter_taken", ("R1", "R3"))],
        ),
        (
            make_folder(R1, R2, order=(("R2", "R1"),)),
            (make_meeting("R1", 0), make_meeting("R2", 1)),
            [("wrong_order", ("R2", "R1"))],
        ),
        (make_folder(R1, fixed=(FixedMeeting(request="R1", starts_at=at(2)),)), (), [("fixed_not_placed", ("R1",))]),
        (
            make_folder(R1, fixed=(FixedMeeting(request="R1", starts_at=at(2), room="Ourika"),)),
            (make_meeting("R1", 2),),
            [("fixed_moved", ("R1",))],
        ),
    ],
)
def test_each_broken_constraint_is_named_with_its_meetings(
    folder: AssemblyFolder, meetings: tuple[Meeting, ...], found: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert broken(folder, *meetings) == found


def test_breaks_run_across_slots_that_are_not_usable_and_count_once() -> None:
    lunch = make_assembly(closed=(Period(starts_at=at(2), ends_at=at(3)),))
    requests = (R1, R2)
    across = (make_meeting("R1", 0), make_meeting("R2", 4))
    only_lunch = (make_meeting("R1", 1), make_meeting("R2", 3))

    assert count_objective(make_folder(*requests, assembly=lunch), across).breaks == 1
    assert count_objective(make_folder(*requests, assembly=lunch), only_lunch).breaks == 0


@pytest.mark.parametrize(("gap_slots", "breaks"), [(0, 1), (1, 1), (2, 0)])
def test_a_run_no_longer_than_the_rest_is_no_break(gap_slots: int, breaks: int) -> None:
    folder = make_folder(R1, R2, assembly=make_assembly(gap_slots=gap_slots))

    assert count_objective(folder, (make_meeting("R1", 0), make_meeting("R2", 3))).breaks == breaks


def test_the_objective_counts_every_level_as_the_contract_words_it() -> None:
    folder = make_folder(
        make_request("R1", "AB", priority=1, must=True),
        make_request("R2", "AC", priority=2),
        make_request("R3", "CD"),
        make_request("R4", "BD", must=True, accepted=False),
        previous=(
            PreviousMeeting(request="R1", starts_at=at(0), room="Ourika"),
            PreviousMeeting(request="R2", starts_at=at(4)),
            PreviousMeeting(request="R3", starts_at=at(0)),
            PreviousMeeting(request="R4", starts_at=at(0)),
            PreviousMeeting(request="R9", starts_at=at(0)),
        ),
    )
    meetings = (make_meeting("R1", 0), make_meeting("R2", 3, room="Ourika"))

    # R2 starts at another time and R3 has none; A waits from the second slot to the third, and changes its room.
    assert count_objective(folder, meetings) == Objective(must=1, placed=(1, 1, 0), moved=2, breaks=1, room_changes=1)


def test_delegations_that_meet_several_at_once_have_neither_breaks_nor_changes_of_room() -> None:
    folder = make_folder(R1, R2, delegations=TWO_AT_ONCE)

    counted = count_objective(folder, (make_meeting("R1", 0), make_meeting("R2", 3, room="Ourika")))

    assert (counted.breaks, counted.room_changes) == (0, 0)


def test_meetings_of_two_days_have_nothing_between_them() -> None:
    folder = make_folder(R1, R2, assembly=make_assembly(gap_slots=6))
    timetable = make_timetable(folder, make_meeting("R1", 5), make_meeting("R2", 0, day=1, room="Ourika"))

    assert violations(folder, timetable) == ()
    assert (timetable.objective.breaks, timetable.objective.room_changes) == (0, 0)
