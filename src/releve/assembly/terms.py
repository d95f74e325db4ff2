"""What one request asks for and meets in a timetable: at each start, everything that stands in its way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from releve.assembly.grid import Slot, meets, slots_of, within
from releve.assembly.records import Assembly, AssemblyFolder, Delegation, Interpreter, Request, Unavailable
from releve.assembly.timetable import Meeting, Timetable

Place = tuple[int, int]
"""Day and position of a slot."""


class Obstacle(StrEnum):
    """What stands in the way of a request at one start; the first kinds by the inputs, the others by the other meetings."""

    CLOSED = "closed"
    REQUESTER_ABSENT = "requester_absent"
    COUNTERPART_ABSENT = "counterpart_absent"
    WINDOW = "window"
    NO_INTERPRETER = "no_interpreter"
    ORDER = "order"
    REQUESTER_BUSY = "requester_busy"
    COUNTERPART_BUSY = "counterpart_busy"
    NO_ROOM = "no_room"
    INTERPRETERS_BUSY = "interpreters_busy"


@dataclass(frozen=True)
class Occupied:
    """Where the meetings of a timetable take up delegations, rooms and interpreters."""

    folder: AssemblyFolder
    timetable: Timetable

    @cached_property
    def requests(self) -> dict[str, Request]:
        """Return the requests by name."""
        return {request.request: request for request in self.folder.requests}

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """Return the meetings by request."""
        return {meeting.request: meeting for meeting in self.timetable.meetings}

    @cached_property
    def _taken(self) -> Mapping[tuple[str, str], Mapping[Place, int]]:
        at = {slot.starts_at: slot for day in slots_of(self.folder.assembly) for slot in day}
        taken: dict[tuple[str, str], dict[Place, int]] = defaultdict(lambda: defaultdict(int))
        for meeting in self.timetable.meetings:
            request, first = self.requests[meeting.request], at[meeting.starts_at]
            whom = [("delegation", request.requester), ("delegation", request.counterpart), ("room", meeting.room)]
            whom += [("interpreter", meeting.interpreter)] if meeting.interpreter is not None else []
            for one in whom:
                for i in range(request.slots):
                    taken[one][first.day, first.position + i] += 1
        return {one: dict(places) for one, places in taken.items()}

    def taken(self, kind: str, name: str) -> Mapping[Place, int]:
        """Return how many meetings a delegation, room or interpreter is in, by slot; slots without a meeting are left out."""
        return self._taken.get((kind, name), {})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Everything in the inputs that decides where one request can be placed beside the other meetings."""

    request: Request
    requester: Delegation
    counterpart: Delegation
    unavailable: tuple[Unavailable, ...]
    assembly: Assembly
    interpreters: tuple[Interpreter, ...] | None
    order: tuple[tuple[str, str], ...]

    def starts(self) -> Iterator[tuple[Slot, ...]]:
        """Yield the runs of slots of the length asked for, over all days."""
        for day in slots_of(self.assembly):
            yield from (day[i : i + self.request.slots] for i in range(len(day) - self.request.slots + 1))

    def obstacles(self, run: tuple[Slot, ...], occupied: Occupied) -> frozenset[Obstacle]:
        """Return what stands in the way at one start; nothing where the request can be placed there."""
        return frozenset((*self._by_inputs(run, occupied), *self._by_meetings(run, occupied)))

    def _by_inputs(self, run: tuple[Slot, ...], occupied: Occupied) -> Iterator[Obstacle]:
        if any(meets(period, slot) for period in self.assembly.closed for slot in run):
            yield Obstacle.CLOSED
        if not self._is_there(self.requester, run):
            yield Obstacle.REQUESTER_ABSENT
        if not self._is_there(self.counterpart, run):
            yield Obstacle.COUNTERPART_ABSENT
        if not all(within(slot, self.request.not_before, self.request.not_after) for slot in run):
            yield Obstacle.WINDOW
        if self.needs_interpreter and not any(self._can_serve(interpreter, run) for interpreter in self.interpreters or ()):
            yield Obstacle.NO_INTERPRETER
        for before, after in self.order:
            other = occupied.meetings.get(before if after == self.request.request else after)
            if other is not None and (
                run[0].starts_at < other.ends_at if after == self.request.request else run[-1].ends_at > other.starts_at
            ):
                yield Obstacle.ORDER

    def _by_meetings(self, run: tuple[Slot, ...], occupied: Occupied) -> Iterator[Obstacle]:
        if self._is_busy(self.requester, run, occupied):
            yield Obstacle.REQUESTER_BUSY
        if self._is_busy(self.counterpart, run, occupied):
            yield Obstacle.COUNTERPART_BUSY
        if self.free_room(run, occupied) is None:
            yield Obstacle.NO_ROOM
        able = [interpreter for interpreter in self.interpreters or () if self._can_serve(interpreter, run)]
        if self.needs_interpreter and able and not any(_is_free("interpreter", one.interpreter, run, occupied) for one in able):
            yield Obstacle.INTERPRETERS_BUSY

    @property
    def needs_interpreter(self) -> bool:
        """Return whether interpretation is planned and the sides share no language."""
        return self.interpreters is not None and not self.requester.languages & self.counterpart.languages

    def free_room(self, run: tuple[Slot, ...], occupied: Occupied) -> str | None:
        """Return the first room that is free for all of these slots."""
        return next((room for room in self.assembly.rooms if _is_free("room", room, run, occupied)), None)

    def free_interpreter(self, run: tuple[Slot, ...], occupied: Occupied) -> str | None:
        """Return the first interpreter who can serve and is free for all of these slots."""
        able = (one.interpreter for one in self.interpreters or () if self._can_serve(one, run))
        return next((name for name in able if _is_free("interpreter", name, run, occupied)), None)

    def _is_there(self, side: Delegation, run: tuple[Slot, ...]) -> bool:
        away = [absence.period for absence in self.unavailable if absence.delegation == side.delegation]
        return all(within(slot, side.arrives_at, side.departs_at) and not any(meets(period, slot) for period in away) for slot in run)

    def _is_busy(self, side: Delegation, run: tuple[Slot, ...], occupied: Occupied) -> bool:
        taken, day = occupied.taken("delegation", side.delegation), run[0].day
        if any(taken.get((slot.day, slot.position), 0) >= side.parallel for slot in run):
            return True
        gap = self.assembly.gap_slots if side.parallel == 1 else 0
        first, last = run[0].position, run[-1].position
        return any((day, first - i) in taken or (day, last + i) in taken for i in range(1, gap + 1))

    def _can_serve(self, interpreter: Interpreter, run: tuple[Slot, ...]) -> bool:
        speaks = all(interpreter.languages & side.languages for side in (self.requester, self.counterpart))
        return speaks and all(within(slot, interpreter.available_from, interpreter.available_until) for slot in run)


def terms_of(folder: AssemblyFolder, request: Request, delegations: Mapping[str, Delegation]) -> Terms:
    """Return what decides where a request can be placed."""
    sides = (request.requester, request.counterpart)
    return Terms(
        request=request,
        requester=delegations[request.requester],
        counterpart=delegations[request.counterpart],
        unavailable=tuple(absence for absence in folder.unavailable if absence.delegation in sides),
        assembly=folder.assembly,
        interpreters=folder.interpreters,
        order=tuple(pair for pair in folder.order if request.request in pair),
    )


def _is_free(kind: str, name: str, run: tuple[Slot, ...], occupied: Occupied) -> bool:
    taken = occupied.taken(kind, name)
    return not any((slot.day, slot.position) in taken for slot in run)
