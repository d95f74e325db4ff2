"""Why a request has no meeting, and which single change would place it: each reason, and each change tried on the folder."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time

import pytest

from factories.timetables import at, make_assembly, make_folder, make_interpreter, make_meeting, make_request, make_timetable
from library.assembly.random_assemblies import random_folder
from releve.assembly import explain_unplaced, plan_timetable
from releve.assembly.check import violations
from releve.assembly.reasons import REASON_DATA, UnplacedReason
from releve.assembly.records import Assembly, AssemblyFolder, Delegation, FixedMeeting, Interpreter, Period, Unavailable
from releve.assembly.terms import Occupied, Run, Terms
from releve.assembly.timetable import Meeting, Relaxation, RelaxationKind, Unplaced
from releve.assembly.unplaced import movers_of

R1 = make_request("R1", "AB")
ONE_SLOT = make_assembly(days=(replace(make_assembly().days[0], closes=time(9, 30)),), rooms=("Atlas",))
MIXED = (Delegation(delegation="A", languages=frozenset({"fr"})), Delegation(delegation="B", languages=frozenset({"en"})))


def relaxed(folder: AssemblyFolder, relaxation: Relaxation) -> AssemblyFolder:
    """Return the folder with the one change, made where the relaxation says."""
    assembly, new = folder.assembly, relaxation.new or ""
    if relaxation.kind is RelaxationKind.ADDED_ROOM:
        return replace(folder, assembly=replace(assembly, rooms=(*assembly.rooms, "new")))
    if relaxation.kind is RelaxationKind.ADDED_INTERPRETER:
        added = Interpreter(interpreter="new", languages=frozenset(new.split(";")))
        return replace(folder, interpreters=(*(folder.interpreters or ()), added))
    value = datetime.fromisoformat(new) if "T" in new else int(new) if new.isdigit() else time.fromisoformat(new)
    if relaxation.file == "assembly.toml":
        return replace(folder, assembly=with_setting(assembly, relaxation.column, value))
    changed = {{"from": "starts_at", "to": "ends_at"}.get(relaxation.column, relaxation.column): value}
    return replace(
        folder,
        requests=tuple(replace(r, **changed) if is_row(relaxation, "requests.csv", r.request) else r for r in folder.requests),
        delegations=tuple(replace(d, **changed) if is_row(relaxation, "delegations.csv", d.delegation) else d for d in folder.delegations),
        unavailable=tuple(
            replace(u, period=replace(u.period, **changed)) if is_row(relaxation, "unavailable.csv", row_of(u)) else u
            for u in folder.unavailable
        ),
    )


def with_setting(assembly: Assembly, column: str, value: object) -> Assembly:
    if column == "gap_slots":
        return replace(assembly, gap_slots=value)
    number = int(column.partition("[")[2].partition("]")[0]) - 1
    if column.startswith("day"):
        return replace(assembly, days=tuple(replace(day, closes=value) if i == number else day for i, day in enumerate(assembly.days)))
    end = {"from": "starts_at", "to": "ends_at"}[column.rpartition(".")[2]]
    return replace(assembly, closed=tuple(replace(p, **{end: value}) if i == number else p for i, p in enumerate(assembly.closed)))


def is_row(relaxation: Relaxation, file: str, row: str) -> bool:
    return (relaxation.file, relaxation.row) == (file, row)


def row_of(absence: Unavailable) -> str:
    start = absence.period.starts_at
    return absence.delegation + (f" {start.isoformat(timespec='minutes')}" if start else "")


def placed_by(folder: AssemblyFolder, relaxation: Relaxation, request: str, *meetings: Meeting) -> bool:
    """Return whether the independent checker lets the request stand beside all others in the changed folder, some of them moved perhaps."""
    changed = relaxed(folder, relaxation)
    movers = movers_of(changed, make_timetable(changed, *meetings))
    terms = movers.terms_of(request)
    beside = [(*meetings, placed_at(terms, run, movers.occupied)) for run in terms.starts]
    moved = movers.make_room(terms)
    return any(
        {meeting.request for meeting in found} == {request, *(meeting.request for meeting in meetings)}
        and not violations(changed, make_timetable(changed, *found))
        for found in (*beside, *([] if moved is None else [moved]))
    )


def placed_at(terms: Terms, run: Run, occupied: Occupied) -> Meeting:
    return Meeting(
        request=terms.request.request,
        starts_at=run[0].starts_at,
        ends_at=run[-1].ends_at,
        room=terms.free_room(run, occupied) or "",
        interpreter=terms.free_interpreter(run, occupied) if terms.needs_interpreter else None,
    )


def explain(folder: AssemblyFolder, *meetings: Meeting) -> Unplaced:
    (found,) = explain_unplaced(folder, make_timetable(folder, *meetings))
    return found


@pytest.mark.parametrize(
    ("folder", "meetings", "reason", "data", "change"),
    [
        (make_folder(make_request("R1", "AB", accepted=False)), (), "declined", {}, None),
        (make_folder(R1, assembly=make_assembly(rooms=())), (), "no_room", {}, ("added_room", "rooms", None, None)),
        (make_folder(R1, assembly=make_assembly(days=())), (), "no_slot", {"slots": 1}, None),
        (
            make_folder(R1, assembly=make_assembly(days=ONE_SLOT.days, closed=(Period(starts_at=at(0), ends_at=at(6)),))),
            (),
            "no_slot",
            {"slots": 1},
            ("changed_cell", "closed[1].from", at(0), at(1)),
        ),
        (
            make_folder(make_request("R1", "AB", slots=7)),
            (),
            "no_slot",
            {"slots": 7},
            ("changed_cell", "day[1].closes", time(12), time(15, 30)),
        ),
        (
            make_folder(R1, unavailable=(Unavailable(delegation="B", period=Period()),)),
            (),
            "absent",
            {"delegation": "B", "slots": 1},
            ("changed_cell", "to", None, at(0)),
        ),
        (
            make_folder(
                R1,
                assembly=ONE_SLOT,
                delegations=(Delegation(delegation="A", arrives_at=at(1)), Delegation(delegation="B")),
            ),
            (),
            "absent",
            {"delegation": "A", "slots": 1},
            ("changed_cell", "arrives_at", at(1), at(0)),
        ),
        (
            make_folder(
                R1,
                delegations=(Delegation(delegation="A", departs_at=at(1)), Delegation(delegation="B", arrives_at=at(1))),
            ),
            (),
            "no_common_slot",
            {"slots": 1},
            ("changed_cell", "departs_at", at(1), at(2)),
        ),
        (
            make_folder(make_request("R1", "AB", not_before=at(1), not_after=at(1)), assembly=ONE_SLOT),
            (),
            "outside_window",
            {},
            ("changed_cell", "not_before", at(1), at(0)),
        ),
        (
            make_folder(R1, delegations=MIXED, interpreters=()),
            (),
            "no_interpreter",
            {},
            ("added_interpreter", "languages", None, "fr;en"),
        ),
        (
            make_folder(R1, make_request("R2", "CD"), order=(("R1", "R2"),)),
            (make_meeting("R2", 0),),
            "order",
            {"requests": ("R2",)},
            None,
        ),
        (
            make_folder(R1, make_request("R2", "AC"), assembly=make_assembly(days=ONE_SLOT.days)),
            (make_meeting("R2", 0),),
            "delegation_full",
            {"delegation": "A", "starts": 1},
            ("changed_cell", "parallel", 1, 2),
        ),
        (
            make_folder(R1, make_request("R2", "CD"), assembly=ONE_SLOT),
            (make_meeting("R2", 0),),
            "rooms_full",
            {"starts": 1},
            ("added_room", "rooms", None, None),
        ),
        (
            make_folder(
                R1,
                make_request("R2", "CD"),
                assembly=make_assembly(days=ONE_SLOT.days),
                delegations=(
                    *MIXED,
                    Delegation(delegation="C", languages=frozenset({"fr"})),
                    Delegation(delegation="D", languages=frozenset({"en"})),
                ),
                interpreters=(make_interpreter("I", "fr;en"),),
            ),
            (make_meeting("R2", 0, interpreter="I"),),
            "interpreters_full",
            {"starts": 1},
            ("added_interpreter", "languages", None, "fr;en"),
        ),
        (
            make_folder(
                R1,
                make_request("R2", "AC"),
                make_request("R3", "BD"),
                assembly=make_assembly(days=(replace(make_assembly().days[0], closes=time(10)),)),
            ),
            (make_meeting("R2", 0), make_meeting("R3", 1)),
            "crowded",
            {"starts": 2},
            ("changed_cell", "parallel", 1, 2),
        ),
        (make_folder(R1), (), "not_found", {}, None),
    ],
)
def test_each_reason_is_told_with_the_change_that_would_place_the_request(
    folder: AssemblyFolder,
    meetings: tuple[Meeting, ...],
    reason: str,
    data: Mapping[str, object],
    change: tuple[str, str, object, object] | None,
) -> None:
    found = explain(folder, *meetings)

    assert (found.request, found.reason, dict(found.data)) == ("R1", reason, data)
    assert tuple(found.data) == tuple(REASON_DATA[UnplacedReason(reason)])
    relaxation = found.relaxation
    told = None if relaxation is None else (relaxation.kind.value, relaxation.column, relaxation.old, relaxation.new)
    assert told == (None if change is None else tuple(written(part) for part in change))
    if relaxation is not None:
        assert placed_by(folder, relaxation, "R1", *meetings)


def written(value: object) -> str | None:
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes")
    return None if value is None else str(value)


def test_less_rest_is_told_where_nothing_smaller_does() -> None:
    folder = make_folder(R1, make_request("R2", "AC"), assembly=make_assembly(days=ONE_SLOT.days, gap_slots=2))
    folder = replace(folder, assembly=replace(folder.assembly, days=(replace(ONE_SLOT.days[0], closes=time(10)),)))
    found = explain(folder, make_meeting("R2", 0))

    assert (found.reason, dict(found.data)) == ("delegation_full", {"delegation": "A", "starts": 2})
    assert found.relaxation is not None
    assert placed_by(folder, found.relaxation, "R1", make_meeting("R2", 0))


def check_every_relaxation(seed: int, n_requests: int, n_days: int, slots_a_day: int) -> int:
    """Return how many relaxations a crowded folder was told, each of which the independent checker has let through."""
    folder = random_folder(seed, n_delegations=6, n_requests=n_requests, n_days=n_days, slots_a_day=slots_a_day)
    timetable = plan_timetable(folder, time_limit_s=0.05)
    told = explain_unplaced(folder, timetable)
    placed = {meeting.request for meeting in timetable.meetings}

    assert [left.request for left in told] == [request.request for request in folder.requests if request.request not in placed]
    assert [left.request for left in told if left.reason == "declined"] == [r.request for r in folder.requests if r.accepted is False]
    relaxations = [(left.request, left.relaxation) for left in told if left.relaxation is not None]
    assert [request for request, relaxation in relaxations if not placed_by(folder, relaxation, request, *timetable.meetings)] == []
    return len(relaxations)


def test_every_relaxation_of_crowded_folders_places_its_request() -> None:
    assert sum(check_every_relaxation(seed, n_requests=30, n_days=1, slots_a_day=8) for seed in range(8)) > 8


@pytest.mark.soak
def test_every_relaxation_of_many_crowded_folders_places_its_request() -> None:
    assert sum(check_every_relaxation(seed, n_requests=40, n_days=2, slots_a_day=6) for seed in range(200)) > 200


def test_a_change_with_which_another_meeting_moves_is_told_where_none_does_alone() -> None:
    two_slots = make_assembly(days=(replace(ONE_SLOT.days[0], closes=time(10)),))
    away = tuple(Unavailable(delegation="B", period=Period(starts_at=at(slot), ends_at=at(slot + 1))) for slot in (0, 1))
    folder = make_folder(make_request("R1", "AB", not_after=at(1)), make_request("R2", "AC"), assembly=two_slots, unavailable=away)

    found = explain(folder, make_meeting("R2", 0))

    # With B there in the first slot, A has to be free of R2, which the second slot takes.
    assert found.relaxation is not None
    assert (found.relaxation.row, found.relaxation.column, found.relaxation.new) == ("B 2025-11-24T09:00", "from", "2025-11-24T09:30")
    assert placed_by(folder, found.relaxation, "R1", make_meeting("R2", 0))
    assert explain(replace(folder, fixed=(FixedMeeting(request="R2", starts_at=at(0)),)), make_meeting("R2", 0)).relaxation is None


def test_a_fixed_meeting_never_moves_out_of_the_way() -> None:
    two_slots = make_assembly(days=(replace(ONE_SLOT.days[0], closes=time(10)),), rooms=("Atlas",))
    away = (Unavailable(delegation="B", period=Period(starts_at=at(0), ends_at=at(2))),)
    free = make_folder(R1, make_request("R2", "AC"), assembly=two_slots, unavailable=away)
    fixed = replace(free, fixed=(FixedMeeting(request="R2", starts_at=at(0)),))

    assert movers_of(free, make_timetable(free, make_meeting("R2", 0))).make_room(free_of(free, at(1))) is not None
    assert movers_of(fixed, make_timetable(fixed, make_meeting("R2", 0))).make_room(free_of(fixed, at(1))) is None


def free_of(folder: AssemblyFolder, until: datetime) -> Terms:
    """Return the terms of R1 with B there, and R1 to end by a time."""
    terms = movers_of(folder, make_timetable(folder)).terms_of("R1")
    return replace(terms, unavailable=(), request=replace(terms.request, not_after=until))
