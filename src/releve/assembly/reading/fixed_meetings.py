"""Fixed meetings against every hard constraint: all that clash are named before anything is planned."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from releve.assembly.check import Checker
from releve.assembly.codes import AssemblyCode
from releve.assembly.reading.tables import FORMS
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Meeting
from releve.assembly.violations import ViolationCode
from releve.errors import Datum
from releve.exchange.raw import ProblemList

FIXED_FILE: Final = f"{FORMS['fixed'].name}.csv"
MOST_TRIES: Final = 20_000
"""Tries to share out rooms or interpreters among fixed meetings; past them the scheduler has the last word."""
CODES: Final[Mapping[ViolationCode, tuple[AssemblyCode, str]]] = MappingProxyType(
    {
        ViolationCode.DECLINED: (AssemblyCode.FIXED_DECLINED, "request"),
        ViolationCode.OFF_THE_GRID: (AssemblyCode.FIXED_OFF_THE_GRID, "starts_at"),
        ViolationCode.CLOSED: (AssemblyCode.FIXED_CLOSED, "starts_at"),
        ViolationCode.ABSENT: (AssemblyCode.FIXED_ABSENT, "starts_at"),
        ViolationCode.OUTSIDE_WINDOW: (AssemblyCode.FIXED_OUTSIDE_WINDOW, "starts_at"),
        ViolationCode.TOO_MANY_AT_ONCE: (AssemblyCode.FIXED_TOO_MANY_AT_ONCE, "starts_at"),
        ViolationCode.NO_REST: (AssemblyCode.FIXED_NO_REST, "starts_at"),
        ViolationCode.ROOM_TAKEN: (AssemblyCode.FIXED_ROOM_TAKEN, "room"),
        ViolationCode.WRONG_ORDER: (AssemblyCode.FIXED_WRONG_ORDER, "starts_at"),
    }
)
"""Problem and column of each violation that a fixed meeting can be part of."""


def check_fixed_meetings(folder: AssemblyFolder, rows: Mapping[str, int], problems: ProblemList) -> None:
    """Report every hard constraint that fixed meetings break by themselves or together; ``rows`` are their rows by request."""
    checker = Checker(folder)
    length = timedelta(minutes=folder.assembly.slot_minutes)
    meetings = tuple(
        Meeting(
            request=fixed.request,
            starts_at=fixed.starts_at,
            ends_at=fixed.starts_at + checker.requests[fixed.request].slots * length,
            room=fixed.room or "",
        )
        for fixed in folder.fixed
    )
    for meeting in meetings:
        if meeting.room and meeting.room not in folder.assembly.rooms:
            near = difflib.get_close_matches(meeting.room, folder.assembly.rooms, n=1)
            told: dict[str, Datum] = {"near": near[0] if near else None}
            problems.add(
                AssemblyCode.UNKNOWN_ROOM, file=FIXED_FILE, row=rows[meeting.request], column="room", value=meeting.room, data=told
            )
    for found in (*(found for meeting in meetings for found in checker.of_a_meeting(meeting)), *checker.between(meetings)):
        code, column = CODES[found.code]
        _report(code, column, found.requests, found.data, meetings, rows, problems)
    for room_clash in _shared_out(checker, meetings, lambda meeting: (meeting.room,) if meeting.room else folder.assembly.rooms):
        data: dict[str, Datum] = {"rooms": len(folder.assembly.rooms)}
        _report(AssemblyCode.FIXED_TOO_FEW_ROOMS, "room", room_clash, data, meetings, rows, problems)
    _check_interpreters(checker, meetings, rows, problems)


def _check_interpreters(checker: Checker, meetings: Sequence[Meeting], rows: Mapping[str, int], problems: ProblemList) -> None:
    able: dict[str, tuple[str, ...]] = {}
    for meeting in meetings:
        request, slots = checker.requests[meeting.request], checker.slots(meeting)
        if not slots or not checker.needs_interpreter(request):
            continue
        able[meeting.request] = tuple(
            name
            for name, interpreter in checker.interpreters.items()
            if checker.speaks(interpreter, request) and checker.is_there(interpreter, slots)
        )
        if not able[meeting.request]:
            _report(AssemblyCode.FIXED_NO_INTERPRETER, "request", (meeting.request,), {}, meetings, rows, problems)
    interpreted = [meeting for meeting in meetings if able.get(meeting.request)]
    for clash in _shared_out(checker, interpreted, lambda meeting: able[meeting.request]):
        _report(AssemblyCode.FIXED_TOO_FEW_INTERPRETERS, "request", clash, {}, meetings, rows, problems)


def _shared_out(checker: Checker, meetings: Sequence[Meeting], choices: Callable[[Meeting], Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield groups of meetings that overlap, one after the other, and among which rooms or interpreters cannot be shared out."""
    placed = sorted((m for m in meetings if checker.slots(m)), key=lambda m: (m.starts_at, m.ends_at, m.request))
    group: list[Meeting] = []
    groups = [group]
    for meeting in placed:
        if group and max(other.ends_at for other in group) <= meeting.starts_at:
            group = []
            groups.append(group)
        group.append(meeting)
    for together in groups:
        named = Counter((room, slot.starts_at) for m in together if (room := m.room) for slot in checker.slots(m))
        # Two in one named room are told already, and would only be told again.
        if not any(n > 1 for n in named.values()) and not _can_share_out(together, choices):
            yield tuple(meeting.request for meeting in together)


def _can_share_out(meetings: Sequence[Meeting], choices: Callable[[Meeting], Sequence[str]]) -> bool:
    """Return whether each meeting can have one of its choices, no two that overlap the same; True where that takes too many tries."""
    by_choice = sorted(meetings, key=lambda meeting: len(choices(meeting)))
    taken: list[str] = []
    tried = [0]
    n_tries = 0
    while len(taken) < len(by_choice):
        meeting, options = by_choice[len(taken)], choices(by_choice[len(taken)])
        n_tries += 1
        if n_tries > MOST_TRIES:
            return True
        busy = {
            name
            for other, name in zip(by_choice, taken, strict=False)
            if other.starts_at < meeting.ends_at and meeting.starts_at < other.ends_at
        }
        i = next((i for i in range(tried[-1], len(options)) if options[i] not in busy), None)
        if i is not None:
            taken.append(options[i])
            tried[-1] = i + 1
            tried.append(0)
            continue
        tried.pop()
        if not taken:
            return False
        taken.pop()
    return True


def _report(
    code: AssemblyCode,
    column: str,
    requests: tuple[str, ...],
    data: Mapping[str, Datum],
    meetings: Sequence[Meeting],
    rows: Mapping[str, int],
    problems: ProblemList,
) -> None:
    """Report one problem at the first of the meetings, with the names of all that clash."""
    first = next(meeting for meeting in meetings if meeting.request == requests[0])
    value = {"request": first.request, "room": first.room or None}.get(column, first.starts_at.isoformat(timespec="minutes"))
    told: dict[str, Datum] = {**data, "request": first.request}
    if len(requests) > 1 or code in (AssemblyCode.FIXED_TOO_FEW_ROOMS, AssemblyCode.FIXED_TOO_FEW_INTERPRETERS):
        told["requests"] = requests
    problems.add(code, file=FIXED_FILE, row=rows[first.request], column=column, value=value, data=told)
