"""What one request asks for and meets in a timetable: at each start, everything that stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Self

from releve.assembly.grid import Slot, meets, slots_of, within
from releve.assembly.records import Assembly, AssemblyFolder, Delegation, Interpreter, Request, Unavailable
from releve.assembly.timetable import Meeting, Timetable

Place = tuple[int, int]
"""Day and position of a slot."""
Run = tuple[Slot, ...]
"""The slots of one day in a row that a meeting would take up."""


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


@dataclass(frozen=True, kw_only=True)
class Occupied:
    """
    Where the meetings of a timetable take up delegations, rooms and interpreters.

    Attributes
    ----------
    requests
        All requests by name.
    meetings
        The meetings by request.
    places
        The slots that each meeting takes up, by request.
    taken
        How many meetings a delegation, room or interpreter is in, by kind and name, and by slot; slots without a meeting are left out.
    """

    requests: Mapping[str, Request]
    meetings: Mapping[str, Meeting]
    places: Mapping[str, tuple[Place, ...]]
    taken: Mapping[tuple[str, str], Mapping[Place, int]]

    @classmethod
    def by(cls, folder: AssemblyFolder, timetable: Timetable) -> Self:
        """Return what the meetings of a timetable take up."""
        requests = {request.request: request for request in folder.requests}
        at = {slot.starts_at: slot for day in slots_of(folder.assembly) for slot in day}
        occupied = cls(requests=requests, meetings={}, places={}, taken={})
        changed = _Change(occupied)
        for meeting in timetable.meetings:
            first = at[meeting.starts_at]
            changed.add(meeting, tuple((first.day, first.position + i) for i in range(requests[meeting.request].slots)))
        return cls(requests=requests, meetings=changed.meetings, places=changed.places, taken=changed.taken)

    def without(self, requests: Iterable[str]) -> Self:
        """Return what is taken up when these meetings are left out."""
        changed = _Change(self)
        for request in requests:
            changed.remove(request)
        return type(self)(requests=self.requests, meetings=changed.meetings, places=changed.places, taken=changed.taken)

    def having(self, meeting: Meeting, run: Run) -> Self:
        """Return what is taken up with one meeting more, in these slots."""
        changed = _Change(self)
        changed.add(meeting, tuple((slot.day, slot.position) for slot in run))
        return type(self)(requests=self.requests, meetings=changed.meetings, places=changed.places, taken=changed.taken)

    def of(self, kind: str, name: str) -> Mapping[Place, int]:
        """Return how many meetings a delegation, room or interpreter is in, by slot."""
        return self.taken.get((kind, name), {})


class _Change:
    """Changes what is taken up, copying only what changes."""

    def __init__(self, occupied: Occupied) -> None:
        self._requests = occupied.requests
        self.meetings, self.places, self.taken = dict(occupied.meetings), dict(occupied.places), dict(occupied.taken)
        self._own_ones: dict[tuple[str, str], dict[Place, int]] = {}

    def add(self, meeting: Meeting, places: tuple[Place, ...]) -> None:
        self.meetings[meeting.request], self.places[meeting.request] = meeting, places
        for whom in self._whom(meeting):
            taken = self._own(whom)
            for place in places:
                taken[place] = taken.get(place, 0) + 1

    def remove(self, request: str) -> None:
        meeting, places = self.meetings.pop(request), self.places.pop(request)
        for whom in self._whom(meeting):
            taken = self._own(whom)
            for place in places:
                if taken[place] == 1:
                    del taken[place]
                else:
                    taken[place] -= 1

    def _whom(self, meeting: Meeting) -> Iterator[tuple[str, str]]:
        request = self._requests[meeting.request]
        yield "delegation", request.requester
        yield "delegation", request.counterpart
        yield "room", meeting.room
        if meeting.interpreter is not None:
            yield "interpreter", meeting.interpreter

    def _own(self, whom: tuple[str, str]) -> dict[Place, int]:
        taken = self._own_ones.get(whom)
        if taken is None:
            self.taken[whom] = taken = self._own_ones[whom] = dict(self.taken.get(whom, {}))
        return taken


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

    @cached_property
    def starts(self) -> tuple[Run, ...]:
        """Return the runs of slots of the length asked for, over all days."""
        length = self.request.slots
        return tuple(day[i : i + length] for day in slots_of(self.assembly) for i in range(len(day) - length + 1))

    def obstacles(self, run: Run, occupied: Occupied) -> frozenset[Obstacle]:
        """Return what stands in the way at one start; nothing where the request can be placed there."""
        return frozenset((*self._by_inputs(run, occupied), *self._by_meetings(run, occupied)))

    def fits(self, run: Run, occupied: Occupied) -> bool:
        """Return whether nothing stands in the way at one start; what does is not sought further."""
        return next(self._by_inputs(run, occupied), None) is None and next(self._by_meetings(run, occupied), None) is None

    def _by_inputs(self, run: Run, occupied: Occupied) -> Iterator[Obstacle]:
        if any(meets(period, slot) for period in self.assembly.closed for slot in run):
            yield Obstacle.CLOSED
        if not self._is_there(self.requester, run):
            yield Obstacle.REQUESTER_ABSENT
        if not self._is_there(self.counterpart, run):
            yield Obstacle.COUNTERPART_ABSENT
        if not all(within(slot, self.request.not_before, self.request.not_after) for slot in run):
            yield Obstacle.WINDOW
        if self.needs_interpreter and not any(self._can_serve(interpreter, run) for interpreter in self._speaking):
            yield Obstacle.NO_INTERPRETER
        for before, after in self.order:
            other = occupied.meetings.get(before if after == self.request.request else after)
            if other is not None and (
                run[0].starts_at < other.ends_at if after == self.request.request else run[-1].ends_at > other.starts_at
            ):
                yield Obstacle.ORDER

    def _by_meetings(self, run: Run, occupied: Occupied) -> Iterator[Obstacle]:
        if self._is_busy(self.requester, run, occupied):
            yield Obstacle.REQUESTER_BUSY
        if self._is_busy(self.counterpart, run, occupied):
            yield Obstacle.COUNTERPART_BUSY
        if self.free_room(run, occupied) is None:
            yield Obstacle.NO_ROOM
        lacks_interpreter = self.needs_interpreter and self.free_interpreter(run, occupied) is None
        if lacks_interpreter and any(self._can_serve(interpreter, run) for interpreter in self._speaking):
            yield Obstacle.INTERPRETERS_BUSY

    @cached_property
    def _speaking(self) -> tuple[Interpreter, ...]:
        """Return the interpreters who have a language of each side."""
        sides = (self.requester, self.counterpart)
        return tuple(one for one in self.interpreters or () if all(one.languages & side.languages for side in sides))

    @cached_property
    def needs_interpreter(self) -> bool:
        """Return whether interpretation is planned and the sides share no language."""
        return self.interpreters is not None and not self.requester.languages & self.counterpart.languages

    def free_room(self, run: Run, occupied: Occupied) -> str | None:
        """Return the first room that is free for all of these slots."""
        return next((room for room in self.assembly.rooms if _is_free("room", room, run, occupied)), None)

    def free_interpreter(self, run: Run, occupied: Occupied) -> str | None:
        """Return the first interpreter who can serve and is free for all of these slots."""
        able = (one.interpreter for one in self._speaking if self._can_serve(one, run))
        return next((name for name in able if _is_free("interpreter", name, run, occupied)), None)

    def _is_there(self, side: Delegation, run: Run) -> bool:
        away = [absence.period for absence in self.unavailable if absence.delegation == side.delegation]
        return all(within(slot, side.arrives_at, side.departs_at) and not any(meets(period, slot) for period in away) for slot in run)

    def _is_busy(self, side: Delegation, run: Run, occupied: Occupied) -> bool:
        taken, day = occupied.of("delegation", side.delegation), run[0].day
        if any(taken.get((slot.day, slot.position), 0) >= side.parallel for slot in run):
            return True
        gap = self.assembly.gap_slots if side.parallel == 1 else 0
        first, last = run[0].position, run[-1].position
        return any((day, first - i) in taken or (day, last + i) in taken for i in range(1, gap + 1))

    @staticmethod
    def _can_serve(interpreter: Interpreter, run: Run) -> bool:
        return all(within(slot, interpreter.available_from, interpreter.available_until) for slot in run)


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


def _is_free(kind: str, name: str, run: Run, occupied: Occupied) -> bool:
    taken = occupied.of(kind, name)
    return not any((slot.day, slot.position) in taken for slot in run)
