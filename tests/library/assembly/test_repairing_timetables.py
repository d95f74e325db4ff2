"""A timetable mended after a change: it keeps the contract, moves no more than must be, and leaves the rest where it is."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from factories.timetables import at, make_assembly, make_folder, make_meeting, make_request, make_timetable
from library.assembly.random_assemblies import random_folder
from releve.assembly import plan_timetable
from releve.assembly.brute_force import plan_by_brute_force
from releve.assembly.check import violations
from releve.assembly.count import count_objective
from releve.assembly.records import AssemblyFolder, Delegation, Request
from releve.assembly.repair import published, repair_timetable

R1, R2, R3 = make_request("R1", "AB"), make_request("R2", "AC"), make_request("R3", "CD")


def arrive_later(folder: AssemblyFolder, draw: Random) -> AssemblyFolder:
    late = draw.choice(folder.delegations)
    arrives_at = (late.arrives_at or at(0)) + timedelta(minutes=40)
    fixed = {row.request for row in folder.fixed}
    agreed = {side for request in folder.requests if request.request in fixed for side in (request.requester, request.counterpart)}
    if late.delegation in agreed:
        return folder
    return replace(folder, delegations=tuple(replace(one, arrives_at=arrives_at) if one is late else one for one in folder.delegations))


def lose_a_room(folder: AssemblyFolder, draw: Random) -> AssemblyFolder:
    rooms = folder.assembly.rooms
    lost = draw.choice(rooms)
    if len(rooms) == 1 or folder.fixed:
        return folder
    return replace(folder, assembly=replace(folder.assembly, rooms=tuple(room for room in rooms if room != lost)))


def add_a_request(folder: AssemblyFolder, draw: Random) -> AssemblyFolder:
    one, other = draw.sample([delegation.delegation for delegation in folder.delegations], 2)
    return replace(folder, requests=(*folder.requests, Request(request="NEW", requester=one, counterpart=other, must=True, priority=1)))


CHANGES = (arrive_later, lose_a_room, add_a_request)


def check_repair(seed: int, *, n_requests: int) -> None:
    folder = replace(random_folder(seed, n_delegations=4, n_requests=n_requests, n_days=2, slots_a_day=4), previous=())
    before = plan_timetable(folder, time_limit_s=0.1)
    changed = CHANGES[seed % 3](folder, Random(seed))  # noqa: S311 - no secret

    repaired = repair_timetable(changed, before)

    best = plan_by_brute_force(published(changed, before)).objective
    assert violations(changed, repaired) == ()
    assert repaired.objective == count_objective(published(changed, before), repaired.meetings)
    assert repaired.objective.key()[:5] == best.key()[:5]
    assert repaired.bound.key()[:5] <= best.key()[:5]


@pytest.mark.parametrize("seed", range(30))
def test_repair_moves_as_few_meetings_as_complete_enumeration(seed: int) -> None:
    check_repair(seed, n_requests=5 + seed % 3)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(300))
def test_repair_of_more_folders_moves_as_few_meetings_as_complete_enumeration(seed: int) -> None:
    check_repair(seed, n_requests=7)


def test_nothing_moves_where_nothing_has_changed() -> None:
    folder = make_folder(R1, R2, R3)
    before = make_timetable(folder, make_meeting("R1", 0), make_meeting("R2", 3, room="Ourika"), make_meeting("R3", 5))

    assert repair_timetable(folder, before).meetings == before.meetings


def test_late_head_moves_only_the_meetings_he_misses() -> None:
    late = (make_folder().delegations[0], Delegation(delegation="B", languages=frozenset({"fr"}), arrives_at=at(2)))
    folder = make_folder(R1, R2, R3, delegations=(*late, *make_folder().delegations[2:]))
    before = make_timetable(folder, make_meeting("R1", 0), make_meeting("R2", 1), make_meeting("R3", 0, room="Ourika"))

    repaired = repair_timetable(folder, before)

    assert [(one.request, one.starts_at) for one in repaired.meetings] == [("R1", at(2)), ("R2", at(1)), ("R3", at(0))]
    assert repaired.objective.moved == repaired.bound.moved == 1


def test_lost_room_is_changed_for_another_and_no_meeting_starts_elsewhere() -> None:
    folder = make_folder(R1, R2, assembly=make_assembly(rooms=("Ourika", "Menara")))
    before = make_timetable(folder, make_meeting("R1", 0, room="Atlas"), make_meeting("R2", 1, room="Ourika"))

    repaired = repair_timetable(folder, before)

    assert [(one.starts_at, one.room) for one in repaired.meetings] == [(at(0), "Ourika"), (at(1), "Ourika")]
    assert repaired.objective.moved == 0


def test_added_request_is_placed_where_one_other_makes_way() -> None:
    """A is there for two slots, B for the first of them only: R1 must leave it to R2, which B asks for now."""
    there = [Delegation(delegation="A", languages=frozenset({"fr"}), departs_at=at(2)), Delegation(delegation="B", departs_at=at(1))]
    folder = make_folder(make_request("R1", "AC"), make_request("R2", "AB"), delegations=(*there, *make_folder().delegations[2:]))
    before = make_timetable(folder, make_meeting("R1", 0))

    repaired = repair_timetable(folder, before)

    assert [(one.request, one.starts_at) for one in repaired.meetings] == [("R1", at(1)), ("R2", at(0))]
    assert repaired.objective.moved == repaired.bound.moved == 1


def test_request_that_is_withdrawn_leaves_the_others_where_they_are() -> None:
    folder = make_folder(R1, replace(R2, accepted=False), R3)
    before = make_timetable(make_folder(R1, R2, R3), make_meeting("R1", 0), make_meeting("R2", 1), make_meeting("R3", 3))

    repaired = repair_timetable(folder, before)

    assert [(one.request, one.starts_at) for one in repaired.meetings] == [("R1", at(0)), ("R3", at(3))]


@pytest.mark.parametrize("seed", [0, 1, 2, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(3, 200))])
def test_repair_of_a_larger_assembly_keeps_the_contract(seed: int) -> None:
    folder = replace(random_folder(seed, n_delegations=16, n_requests=60, n_days=3, slots_a_day=10), previous=())
    before = plan_timetable(folder, stop=lambda: True)
    changed = CHANGES[seed % 3](folder, Random(seed))  # noqa: S311 - no secret

    repaired = repair_timetable(changed, before, time_limit_s=0.2)

    assert violations(changed, repaired) == ()
    assert repaired.objective == count_objective(published(changed, before), repaired.meetings)
    assert repaired.bound.moved <= repaired.objective.moved
