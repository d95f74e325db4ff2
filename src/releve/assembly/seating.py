"""A timetable in the making that is changed meeting by meeting: who is where at each slot, and what stands in a meeting's way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from releve.assembly.engine.draft import Draft
from releve.assembly.problem import AssemblyProblem

NOBODY: Final = -1
Used = dict[tuple[int, int], int]
"""Meeting by room, or by interpreter, and slot."""


@dataclass(kw_only=True)
class Seating:
    """
    Meetings by number: ``starts``, ``rooms``, ``talkers`` (interpreters), each `NOBODY` without; ``seats`` by delegation and slot.

    ``steps`` are the meetings changed so far with the start, room and interpreter that each had.
    ``wished_rooms`` and ``wished_talkers`` are what a meeting takes first where it is free: those of the timetable published before.
    """

    problem: AssemblyProblem
    wished_rooms: Sequence[int]
    wished_talkers: Sequence[int]
    starts: list[int] = field(init=False)
    rooms: list[int] = field(init=False)
    talkers: list[int] = field(init=False)
    seats: dict[tuple[int, int], list[int]] = field(init=False)
    room_use: Used = field(default_factory=dict)
    talker_use: Used = field(default_factory=dict)
    steps: list[tuple[int, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with no meeting."""
        n = len(self.problem.requests)
        self.starts, self.rooms, self.talkers = [NOBODY] * n, [NOBODY] * n, [NOBODY] * n
        self.seats = defaultdict(list)
        self._linked: dict[int, list[tuple[int, bool]]] = defaultdict(list)
        for before, after in self.problem.order:
            self._linked[before].append((after, True))
            self._linked[after].append((before, False))

    def draft(self) -> Draft:
        """Return what is placed."""
        return Draft(starts=tuple(self.starts), talkers=tuple(self.talkers), rooms=tuple(self.rooms))

    def span(self, request: int, start: int) -> range:
        """Return the slots that a meeting takes from a start on."""
        return range(start, start + self.problem.requests[request].slots)

    def blockers(self, request: int, start: int) -> set[int]:
        """Return the meetings that keep this one from a start: those of its delegations, with their rest, and by order."""
        problem, span = self.problem, self.span(request, start)
        found = set()
        for side in problem.sides[request]:
            if problem.parallel[side] > 1:
                for slot in span:
                    found.update(self.seats[side, slot][problem.parallel[side] - 1 :])
                continue
            begin, end = max(problem.grid.first[start], start - problem.gap), min(problem.grid.last[start], span[-1] + problem.gap)
            for slot in range(begin, end + 1):
                found.update(self.seats[side, slot])
        for other, is_after in self._linked[request]:
            at = self.starts[other]
            if at != NOBODY and (span.stop > at if is_after else self.span(other, at).stop > start):
                found.add(other)
        return found - {request}

    def put(self, request: int, start: int) -> bool:
        """Place a meeting that nothing blocks where a room and an interpreter can be found for it; return whether that was so."""
        span = self.span(request, start)
        room = self._find(span, self.room_use, self._rooms_for(request, span))
        if room is None:
            return False
        talker = NOBODY
        if self.problem.talkers[request] is not None:
            able = self._find(span, self.talker_use, self._talkers_for(request, span))
            if able is None:
                return False
            talker = able
        self._hold(request, start, room, talker)
        return True

    def take(self, request: int) -> None:
        """Remove a meeting."""
        self._hold(request, NOBODY, NOBODY, NOBODY)

    def undo(self, n_steps: int) -> None:
        """Take back what was done since so many steps stood in ``steps``, last first: each state is one that was."""
        while len(self.steps) > n_steps:
            self._hold(*self.steps.pop())
            self.steps.pop()

    def _hold(self, request: int, start: int, room: int, talker: int) -> None:
        """Give a meeting start, room and interpreter, or take them from it, and note what it had."""
        had = (self.starts[request], self.rooms[request], self.talkers[request])
        self.steps.append((request, *had))
        if had[0] != NOBODY:
            for slot in self.span(request, had[0]):
                for side in self.problem.sides[request]:
                    self.seats[side, slot].remove(request)
                del self.room_use[had[1], slot]
                self.talker_use.pop((had[2], slot), None)
        self.starts[request], self.rooms[request], self.talkers[request] = start, room, talker
        if start != NOBODY:
            for slot in self.span(request, start):
                for side in self.problem.sides[request]:
                    self.seats[side, slot].append(request)
                self.room_use[room, slot] = request
                if talker != NOBODY:
                    self.talker_use[talker, slot] = request

    def _rooms_for(self, request: int, span: range) -> list[int]:
        """Return the rooms a meeting may take, the wished one first, then those of its delegations just before and after."""
        agreed = self.problem.fixed_room[request]
        if agreed is not None:
            return [agreed]
        near = []
        for side in self.problem.sides[request]:
            for slots in (
                range(span[0] - 1, self.problem.grid.first[span[0]] - 1, -1),
                range(span.stop, self.problem.grid.last[span[0]] + 1),
            ):
                met = next((self.seats[side, slot][0] for slot in slots if self.seats.get((side, slot))), None)
                near += [self.rooms[met]] if met is not None else []
        wished = [self.wished_rooms[request]] if self.wished_rooms[request] != NOBODY else []
        return list(dict.fromkeys([*wished, *near, *range(self.problem.n_rooms)]))

    def _talkers_for(self, request: int, span: range) -> list[int]:
        able = [one for one in self.problem.talkers[request] or () if all(self.problem.present[one][slot] for slot in span)]
        return sorted(able, key=lambda one: one != self.wished_talkers[request])

    def _find(self, span: range, use: Used, able: Sequence[int]) -> int | None:
        """Return the first that is free for all of a meeting, or can be freed by giving the one meeting it serves another."""
        for one in able:
            if all((one, slot) not in use for slot in span):
                return one
        for one in able:
            served = {use[one, slot] for slot in span if (one, slot) in use}
            if len(served) == 1 and self._give_another(served.pop(), use):
                return one
        return None

    def _give_another(self, request: int, use: Used) -> bool:
        """Give a placed meeting another free room or interpreter; return whether there was one."""
        start, room, talker = self.starts[request], self.rooms[request], self.talkers[request]
        span, is_room = self.span(request, start), use is self.room_use
        able = self._rooms_for(request, span) if is_room else self._talkers_for(request, span)
        free = next((one for one in able if all((one, slot) not in use for slot in span)), None)
        if free is None:
            return False
        self._hold(request, start, free if is_room else room, talker if is_room else free)
        return True
