"""What a move breaks, what it costs and where else the meeting fits, against the checker and the count of whole timetables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import product
from random import Random

import pytest

from factories.timetables import at, make_folder, make_meeting, make_request, make_timetable
from library.assembly.random_assemblies import random_folder
from releve.assembly import judge_move, plan_timetable
from releve.assembly.check import violations
from releve.assembly.count import count_objective
from releve.assembly.grid import slots_of
from releve.assembly.moving import LevelChange
from releve.assembly.records import AssemblyFolder, FixedMeeting, PreviousMeeting
from releve.assembly.timetable import Meeting, Timetable

R1, R2, R3 = make_request("R1", "AB"), make_request("R2", "AC"), make_request("R3", "CD")


def having(timetable: Timetable, meeting: Meeting) -> Timetable:
    others = tuple(one for one in timetable.meetings if one.request != meeting.request)
    return replace(timetable, meetings=(*others, meeting))


def change_of(folder: AssemblyFolder, timetable: Timetable, meeting: Meeting) -> LevelChange:
    now, then = count_objective(folder, timetable.meetings), count_objective(folder, having(timetable, meeting).meetings)
    return LevelChange(moved=then.moved - now.moved, breaks=then.breaks - now.breaks, room_changes=then.room_changes - now.room_changes)


def fitting_starts(folder: AssemblyFolder, timetable: Timetable, name: str) -> Iterator[datetime]:
    """Yield the starts at which some room and interpreter break nothing, each tried on the whole timetable."""
    request = next(one for one in folder.requests if one.request == name)
    interpreters = [None, *(one.interpreter for one in folder.interpreters or ())]
    for day in slots_of(folder.assembly):
        for first, last in zip(day, day[request.slots - 1 :], strict=False):
            for room, interpreter in product(folder.assembly.rooms, interpreters):
                meeting = Meeting(request=name, starts_at=first.starts_at, ends_at=last.ends_at, room=room, interpreter=interpreter)
                if not violations(folder, having(timetable, meeting)):
                    yield first.starts_at
                    break


@pytest.mark.parametrize("seed", range(25))
def test_answer_agrees_with_the_checker_and_the_count_of_whole_timetables(seed: int) -> None:
    folder = random_folder(seed, n_delegations=6, n_requests=14, n_days=2, slots_a_day=6)
    timetable = plan_timetable(folder, stop=lambda: True)
    draw = Random(seed)  # noqa: S311 - no secret
    request = draw.choice(folder.requests).request
    placed = next((one.starts_at for one in timetable.meetings if one.request == request), None)
    slot = draw.choice([slot for day in slots_of(folder.assembly) for slot in day])

    answer = judge_move(folder, timetable, request, slot.starts_at)

    assert answer.meeting is not None
    whole = violations(folder, having(timetable, answer.meeting))
    assert sorted(map(repr, answer.violations)) == sorted(map(repr, whole))
    assert answer.change == (None if whole else change_of(folder, timetable, answer.meeting))
    fitting = {slot.starts_at} | {placed} | set(fitting_starts(folder, timetable, request))
    assert {one.meeting.starts_at for one in answer.elsewhere} == fitting - {slot.starts_at, placed}
    assert all(one.change == change_of(folder, timetable, one.meeting) for one in answer.elsewhere)
    assert all(violations(folder, having(timetable, one.meeting)) == () for one in answer.elsewhere)


def test_clashes_are_named_with_the_meetings_that_clash() -> None:
    folder = make_folder(R1, R2, R3)
    timetable = make_timetable(folder, make_meeting("R1", 0), make_meeting("R2", 1), make_meeting("R3", 2))

    answer = judge_move(folder, timetable, "R2", at(0), "Atlas")

    assert [(one.code.value, one.requests) for one in answer.violations] == [
        ("too_many_at_once", ("R1", "R2")),
        ("room_taken", ("R1", "R2")),
    ]
    assert answer.change is None


def test_cheapest_place_comes_first_and_of_equal_ones_the_nearest() -> None:
    folder = make_folder(R1, R2, previous=(PreviousMeeting(request="R2", starts_at=at(1), room="Atlas"),))
    timetable = make_timetable(folder, make_meeting("R1", 0), make_meeting("R2", 3))

    answer = judge_move(folder, timetable, "R2", at(4))

    assert answer.change == LevelChange(moved=0, breaks=0, room_changes=0)
    assert [one.meeting.starts_at for one in answer.elsewhere[:3]] == [at(1), at(0, day=1), at(1, day=1)]
    assert answer.elsewhere[0].change == LevelChange(moved=-1, breaks=-1, room_changes=0)


def test_request_without_a_meeting_is_judged_as_placed_there() -> None:
    folder = make_folder(R1, R2)
    timetable = make_timetable(folder, make_meeting("R1", 0))

    answer = judge_move(folder, timetable, "R2", at(1))

    assert answer.meeting == make_meeting("R2", 1)
    assert (answer.violations, answer.change) == ((), LevelChange(moved=0, breaks=0, room_changes=0))


def test_fixed_meeting_fits_nowhere_else() -> None:
    folder = make_folder(R1, fixed=(FixedMeeting(request="R1", starts_at=at(0)),))
    timetable = make_timetable(folder, make_meeting("R1", 0))

    answer = judge_move(folder, timetable, "R1", at(1))

    assert [one.code.value for one in answer.violations] == ["fixed_moved"]
    assert answer.elsewhere == ()


@pytest.mark.parametrize(
    ("request_name", "starts_at", "found"),
    [("R9", at(0), ["unknown_request"]), ("R1", at(7), ["off_the_grid"]), ("R1", at(0).replace(minute=7), ["off_the_grid"])],
)
def test_unknown_request_and_time_off_the_grid_are_said(request_name: str, starts_at: datetime, found: list[str]) -> None:
    folder = make_folder(R1)

    answer = judge_move(folder, make_timetable(folder, make_meeting("R1", 0)), request_name, starts_at)

    assert [one.code.value for one in answer.violations] == found
