"""
The independent checker: every hard constraint of the assembly contract, read from the tables and from nothing else.

It shares no code with the scheduler, is written in plain loops, and is what a timetable must pass before it is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from releve.assembly.count import count_objective
from releve.assembly.grid import Slot, meets, slots_of, usable_slots, within
from releve.assembly.records import AssemblyFolder, Delegation, Interpreter, Request
from releve.assembly.timetable import Meeting, Timetable
from releve.assembly.violations import Violation, ViolationCode
from releve.errors import Datum

__all__ = ["Checker", "count_objective", "violations"]


def violations(folder: AssemblyFolder, timetable: Timetable) -> tuple[Violation, ...]:
    """Return every hard constraint that a timetable breaks, and every meeting that is none; nothing where all is well."""
    checker = Checker(folder)
    meetings = timetable.meetings
    known = [meeting for meeting in meetings if meeting.request in checker.requests]
    return (
        *(Violation(code=ViolationCode.UNKNOWN_REQUEST, requests=(m.request,)) for m in meetings if m.request not in checker.requests),
        *checker.placed_twice(meetings),
        *(found for meeting in known for found in checker.of_a_meeting(meeting)),
        *(found for meeting in known for found in checker.of_its_room(meeting)),
        *(found for meeting in known for found in checker.of_its_interpreter(meeting)),
        *checker.between(known),
        *checker.of_fixed(meetings),
    )


@dataclass(frozen=True)
class Checker:
    """Asks meetings of one folder whether they keep to the contract."""

    folder: AssemblyFolder

    @cached_property
    def requests(self) -> dict[str, Request]:
        """Return the requests by name."""
        return {request.request: request for request in self.folder.requests}

    @cached_property
    def delegations(self) -> dict[str, Delegation]:
        """Return the delegations by name."""
        return {delegation.delegation: delegation for delegation in self.folder.delegations}

    @cached_property
    def interpreters(self) -> dict[str, Interpreter]:
        """Return the interpreters by name."""
        return {interpreter.interpreter: interpreter for interpreter in self.folder.interpreters or ()}

    @cached_property
    def usable(self) -> dict[str, frozenset[tuple[int, int]]]:
        """Return the slots that each delegation can use."""
        return usable_slots(self.folder)

    @cached_property
    def _grid(self) -> dict[datetime, Slot]:
        return {slot.starts_at: slot for day in slots_of(self.folder.assembly) for slot in day}

    @cached_property
    def _n_slots(self) -> tuple[int, ...]:
        return tuple(len(day) for day in slots_of(self.folder.assembly))

    def slots(self, meeting: Meeting) -> tuple[Slot, ...]:
        """Return the slots that a meeting takes from its start on; nothing where it starts off the grid or does not fit into its day."""
        first = self._grid.get(meeting.starts_at)
        length = self.requests[meeting.request].slots
        if first is None or first.position + length > self._n_slots[first.day]:
            return ()
        step = first.ends_at - first.starts_at
        return tuple(self._grid[first.starts_at + i * step] for i in range(length))

    def needs_interpreter(self, request: Request) -> bool:
        """Return whether interpretation is planned and the sides of a request share no language."""
        sides = self.delegations[request.requester], self.delegations[request.counterpart]
        return self.folder.interpreters is not None and not sides[0].languages & sides[1].languages

    @staticmethod
    def placed_twice(meetings: Sequence[Meeting]) -> Iterator[Violation]:
        """Yield the requests that have more than one meeting."""
        for request, n in Counter(meeting.request for meeting in meetings).items():
            if n > 1:
                yield Violation(code=ViolationCode.PLACED_TWICE, requests=(request,))

    def of_a_meeting(self, meeting: Meeting) -> Iterator[Violation]:
        """Yield what is wrong with the time of one meeting."""
        request, slots = self.requests[meeting.request], self.slots(meeting)
        names = (meeting.request,)
        if request.accepted is False:
            yield Violation(code=ViolationCode.DECLINED, requests=names)
        if not slots:
            yield Violation(code=ViolationCode.OFF_THE_GRID, requests=names)
            return
        if slots[-1].ends_at != meeting.ends_at:
            data = {"ends_at": slots[-1].ends_at.isoformat(timespec="minutes")}
            yield Violation(code=ViolationCode.WRONG_END, requests=names, data=data)
        if any(meets(period, slot) for period in self.folder.assembly.closed for slot in slots):
            yield Violation(code=ViolationCode.CLOSED, requests=names)
        else:
            for side in (request.requester, request.counterpart):
                if any((slot.day, slot.position) not in self.usable[side] for slot in slots):
                    yield Violation(code=ViolationCode.ABSENT, requests=names, data={"delegation": side})
        if not all(within(slot, request.not_before, request.not_after) for slot in slots):
            yield Violation(code=ViolationCode.OUTSIDE_WINDOW, requests=names)

    def of_its_room(self, meeting: Meeting) -> Iterator[Violation]:
        """Yield whether the room of one meeting is unknown."""
        if meeting.room not in self.folder.assembly.rooms:
            yield Violation(code=ViolationCode.UNKNOWN_ROOM, requests=(meeting.request,), data={"room": meeting.room})

    def of_its_interpreter(self, meeting: Meeting) -> Iterator[Violation]:
        """Yield what is wrong with the interpreter of one meeting."""
        request, names = self.requests[meeting.request], (meeting.request,)
        if meeting.interpreter is None:
            if self.needs_interpreter(request):
                yield Violation(code=ViolationCode.NO_INTERPRETER, requests=names)
            return
        data = {"interpreter": meeting.interpreter}
        if not self.needs_interpreter(request):
            yield Violation(code=ViolationCode.NO_INTERPRETER_NEEDED, requests=names)
            return
        interpreter = self.interpreters.get(meeting.interpreter)
        if interpreter is None:
            yield Violation(code=ViolationCode.UNKNOWN_INTERPRETER, requests=names, data=data)
            return
        if not self.speaks(interpreter, request):
            yield Violation(code=ViolationCode.INTERPRETER_WITHOUT_LANGUAGE, requests=names, data=data)
        if not self.is_there(interpreter, self.slots(meeting)):
            yield Violation(code=ViolationCode.INTERPRETER_AWAY, requests=names, data=data)

    def speaks(self, interpreter: Interpreter, request: Request) -> bool:
        """Return whether an interpreter has a language of each side."""
        return all(interpreter.languages & self.delegations[side].languages for side in (request.requester, request.counterpart))

    @staticmethod
    def is_there(interpreter: Interpreter, slots: Sequence[Slot]) -> bool:
        """Return whether an interpreter is available for all of these slots."""
        return all(within(slot, interpreter.available_from, interpreter.available_until) for slot in slots)

    def between(self, meetings: Sequence[Meeting]) -> Iterator[Violation]:
        """Yield what meetings break together; of those off the grid nothing more is said."""
        placed = [meeting for meeting in meetings if self.slots(meeting)]
        yield from self._delegations(placed)
        yield from self._once_at_a_time(placed, "room", ViolationCode.ROOM_TAKEN)
        yield from self._once_at_a_time(placed, "interpreter", ViolationCode.INTERPRETER_TAKEN)
        by_request = {meeting.request: meeting for meeting in placed}
        for before, after in self.folder.order:
            if before in by_request and after in by_request and self._end(by_request[before]) > by_request[after].starts_at:
                yield Violation(code=ViolationCode.WRONG_ORDER, requests=(before, after))

    def _end(self, meeting: Meeting) -> datetime:
        return self.slots(meeting)[-1].ends_at

    def _delegations(self, placed: Sequence[Meeting]) -> Iterator[Violation]:
        of_delegation: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in placed:
            request = self.requests[meeting.request]
            for side in (request.requester, request.counterpart):
                of_delegation[side].append(meeting)
        for name, meetings in of_delegation.items():
            yield from self._at_once(self.delegations[name], meetings)
            if self.delegations[name].parallel == 1:
                yield from self._rests(name, meetings)

    def _at_once(self, delegation: Delegation, meetings: Sequence[Meeting]) -> Iterator[Violation]:
        at_slot: dict[tuple[int, int], list[str]] = defaultdict(list)
        for meeting in meetings:
            for slot in self.slots(meeting):
                at_slot[slot.day, slot.position].append(meeting.request)
        clashes = dict.fromkeys(tuple(found) for found in at_slot.values() if len(found) > delegation.parallel)
        data: dict[str, Datum] = {"delegation": delegation.delegation, "parallel": delegation.parallel}
        yield from (Violation(code=ViolationCode.TOO_MANY_AT_ONCE, requests=clash, data=data) for clash in clashes)

    def _rests(self, delegation: str, meetings: Sequence[Meeting]) -> Iterator[Violation]:
        gap = self.folder.assembly.gap_slots
        in_order = sorted(meetings, key=lambda meeting: (meeting.starts_at, meeting.request))
        for i, one in enumerate(in_order):
            for other in in_order[i + 1 :]:
                last, first = self.slots(one)[-1], self.slots(other)[0]
                if last.day == first.day and last.position < first.position <= last.position + gap:
                    data: dict[str, Datum] = {"delegation": delegation, "gap_slots": gap}
                    yield Violation(code=ViolationCode.NO_REST, requests=(one.request, other.request), data=data)

    def _once_at_a_time(self, placed: Sequence[Meeting], what: str, code: ViolationCode) -> Iterator[Violation]:
        at: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        for meeting in placed:
            # A fixed meeting without a room has none to share.
            if name := getattr(meeting, what):
                for slot in self.slots(meeting):
                    at[name, slot.day, slot.position].append(meeting.request)
        clashes = dict.fromkeys((name, tuple(found)) for (name, _, _), found in at.items() if len(found) > 1)
        yield from (Violation(code=code, requests=found, data={what: name}) for name, found in clashes)

    def of_fixed(self, meetings: Sequence[Meeting]) -> Iterator[Violation]:
        """Yield the fixed meetings that are not placed, or not at their time and in their room."""
        by_request = {meeting.request: meeting for meeting in meetings}
        for fixed in self.folder.fixed:
            meeting = by_request.get(fixed.request)
            if meeting is None:
                yield Violation(code=ViolationCode.FIXED_NOT_PLACED, requests=(fixed.request,))
            elif meeting.starts_at != fixed.starts_at or fixed.room not in (None, meeting.room):
                data = {"starts_at": fixed.starts_at.isoformat(timespec="minutes"), "room": fixed.room}
                yield Violation(code=ViolationCode.FIXED_MOVED, requests=(fixed.request,), data=data)
