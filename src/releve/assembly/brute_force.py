"""
Complete enumeration of the timetables of a small assembly, straight from the contract: what every other method must agree with.

It shares no code with the search. Starts are enumerated first, then rooms; a branch is left only where the contract's levels
already count more against it than against the best timetable met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from releve.assembly.grid import Slot, slots_of, usable_slots, within
from releve.assembly.records import AssemblyFolder, Interpreter, Request
from releve.assembly.timetable import Meeting, Objective, Timetable

Key = tuple[int, ...]
Starts = dict[int, int]


def plan_by_brute_force(folder: AssemblyFolder) -> Timetable:
    """
    Return the best timetable on every level; its bounds are its values.

    Parameters
    ----------
    folder
        Checked: fixed meetings keep the hard constraints. A dozen requests take seconds; each further one takes as many times
        longer as it has starts.
    """
    search = _Enumeration(folder)
    search.enumerate(0)
    must, one, two, three, moved, breaks, changes = search.best_key
    objective = Objective(must=-must, placed=(-one, -two, -three), moved=moved, breaks=breaks, room_changes=changes)
    return Timetable(meetings=search.best, objective=objective, bound=objective)


@dataclass
class _Enumeration:
    """``starts`` are the meetings of the present branch, by request and slot; slots of all days are numbered in one row."""

    folder: AssemblyFolder
    starts: Starts = field(default_factory=dict)
    best_key: Key = (1, 0, 0, 0, 0, 0, 0)
    best: tuple[Meeting, ...] = ()
    known_breaks: dict[tuple[str, tuple[tuple[int, int], ...]], int] = field(default_factory=dict)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for day in slots_of(self.folder.assembly) for slot in day)

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """Return the requests that may be placed, those that count first before the others."""
        fixed = {row.request for row in self.folder.fixed}
        asked = (request for request in self.folder.requests if request.accepted is not False)
        return tuple(sorted(asked, key=lambda one: (one.request not in fixed, not one.must, one.priority)))

    @cached_property
    def options(self) -> tuple[tuple[int, ...], ...]:
        """Return, by request, the slots at which it may start whatever else is placed."""
        usable = usable_slots(self.folder)
        fixed = {row.request: row.starts_at for row in self.folder.fixed}
        found = []
        for request in self.requests:
            starts = []
            for start in range(len(self.slots) - request.slots + 1):
                run = self.slots[start : start + request.slots]
                is_open = all(
                    (slot.day, slot.position) in usable[side] for slot in run for side in (request.requester, request.counterpart)
                )
                in_window = all(within(slot, request.not_before, request.not_after) for slot in run)
                agreed = fixed.get(request.request, run[0].starts_at) == run[0].starts_at
                if run[0].day == run[-1].day and is_open and in_window and agreed:
                    starts.append(start)
            found.append(tuple(starts))
        return tuple(found)

    @cached_property
    def previous(self) -> tuple[object, ...]:
        """Return, by request, its start in the timetable published before; None without."""
        published = {row.request: row.starts_at for row in self.folder.previous}
        return tuple(published.get(request.request) for request in self.requests)

    @cached_property
    def complete_at(self) -> tuple[tuple[str, ...], ...]:
        """Return, by request, the delegations of one meeting at a time that have no request after it."""
        last: dict[str, int] = {}
        for number, request in enumerate(self.requests):
            last |= {request.requester: number, request.counterpart: number}
        single = [one.delegation for one in self.folder.delegations if one.parallel == 1]
        return tuple(tuple(side for side in single if last.get(side) == number) for number in range(len(self.requests)))

    def enumerate(self, number: int, breaks: int = 0) -> None:
        """Try every start of a request, and none, beside those of the requests before it."""
        if (*self.optimistic(number), breaks, 0) >= self.best_key:
            return
        if number == len(self.requests):
            self.take(breaks)
            return
        is_fixed = any(row.request == self.requests[number].request for row in self.folder.fixed)
        for start in self.options[number]:
            self.starts[number] = start
            if self.fits(number, start):
                self.enumerate(number + 1, breaks + self.breaks_of(self.complete_at[number]))
            del self.starts[number]
        if not is_fixed:
            self.enumerate(number + 1, breaks + self.breaks_of(self.complete_at[number]))

    def optimistic(self, number: int) -> Key:
        """Return the levels down to `moved` as if all requests from ``number`` on were placed as wished."""
        counted = [self.requests[one] for one in self.starts] + list(self.requests[number:])
        published = self.previous[:number]
        moved = sum(
            before is not None and (one not in self.starts or self.slots[self.starts[one]].starts_at != before)
            for one, before in enumerate(published)
        )
        priorities = [request.priority for request in counted]
        return (-sum(one.must for one in counted), *(-priorities.count(priority) for priority in (1, 2, 3)), moved)

    def fits(self, number: int, start: int) -> bool:
        """Return whether a meeting keeps the hard constraints beside those before it; named rooms are tried at the end."""
        request, end = self.requests[number], start + self.requests[number].slots
        for other, begin in self.starts.items():
            if other != number and not self.agree(request, start, self.requests[other], begin):
                return False
        for delegation in self.folder.delegations:
            if delegation.delegation in {request.requester, request.counterpart}:
                mine = [one for one in self.starts if delegation.delegation in self.sides(one)]
                if any(sum(self.holds(one, slot) for one in mine) > delegation.parallel for slot in range(start, end)):
                    return False
        n_rooms = len(self.folder.assembly.rooms)
        if any(sum(self.holds(one, slot) for one in self.starts) > n_rooms for slot in range(start, end)):
            return False
        return next(self.staffings(), None) is not None

    def agree(self, request: Request, start: int, other: Request, begin: int) -> bool:
        """Return whether two meetings keep order and rest."""
        end, finish = start + request.slots, begin + other.slots
        pairs = self.folder.order
        if ((request.request, other.request) in pairs and end > begin) or ((other.request, request.request) in pairs and finish > start):
            return False
        single = {one.delegation for one in self.folder.delegations if one.parallel == 1}
        shared = single & {request.requester, request.counterpart} & {other.requester, other.counterpart}
        gap = self.folder.assembly.gap_slots
        apart = self.slots[start].day != self.slots[begin].day or begin >= end + gap or start >= finish + gap
        return apart or not shared

    def sides(self, number: int) -> tuple[str, str]:
        return self.requests[number].requester, self.requests[number].counterpart

    def holds(self, number: int, slot: int) -> bool:
        """Return whether a meeting of the branch takes a slot."""
        return self.starts[number] <= slot < self.starts[number] + self.requests[number].slots

    def overlap(self, one: int, other: int) -> bool:
        """Return whether two meetings of the branch meet at once."""
        first, second = self.starts[one], self.starts[other]
        return first < second + self.requests[other].slots and second < first + self.requests[one].slots

    def staffings(self) -> Iterator[dict[int, str]]:
        """Yield ways to give each meeting of the branch that needs an interpreter one."""
        if self.folder.interpreters is None:
            yield {}
            return
        spoken = {one.delegation: one.languages for one in self.folder.delegations}
        needing = [one for one in self.starts if not spoken[self.sides(one)[0]] & spoken[self.sides(one)[1]]]
        able = {
            one: [each for each in self.folder.interpreters if self.can_serve(each, one, [spoken[side] for side in self.sides(one)])]
            for one in needing
        }
        yield from self.staff(needing, able, {})

    def can_serve(self, interpreter: Interpreter, number: int, spoken: list[frozenset[str]]) -> bool:
        run = self.slots[self.starts[number] : self.starts[number] + self.requests[number].slots]
        is_there = all(within(slot, interpreter.available_from, interpreter.available_until) for slot in run)
        return is_there and all(interpreter.languages & languages for languages in spoken)

    def staff(self, needing: Sequence[int], able: dict[int, list[Interpreter]], given: dict[int, str]) -> Iterator[dict[int, str]]:
        if len(given) == len(needing):
            yield dict(given)
            return
        one = needing[len(given)]
        for each in able[one]:
            if not any(name == each.interpreter and self.overlap(one, other) for other, name in given.items()):
                yield from self.staff(needing, able, given | {one: each.interpreter})

    def breaks_of(self, delegations: Sequence[str]) -> int:
        """Return the breaks of delegations whose meetings are all decided."""
        return sum(self.count_breaks(one) for one in delegations)

    def count_breaks(self, delegation: str) -> int:
        meetings = tuple(sorted((start, self.requests[one].slots) for one, start in self.starts.items() if delegation in self.sides(one)))
        if (delegation, meetings) not in self.known_breaks:
            usable = usable_slots(self.folder)[delegation]
            n_breaks = 0
            for (start, length), (following, _) in pairwise(meetings):
                free = [slot for slot in self.slots[start + length : following] if (slot.day, slot.position) in usable]
                n_breaks += self.slots[start].day == self.slots[following].day and len(free) > self.folder.assembly.gap_slots
            self.known_breaks[delegation, meetings] = n_breaks
        return self.known_breaks[delegation, meetings]

    def take(self, breaks: int) -> None:
        """Keep the branch with the rooms that change least, where it is better than the best."""
        levels = (*self.optimistic(len(self.requests)), breaks)
        most = self.best_key[-1] if levels == self.best_key[:-1] else None
        found = self.seat(sorted(self.starts, key=lambda one: self.starts[one]), {}, 0, most)
        if found is None:
            return
        rooms, changes = found
        interpreters = next(self.staffings())
        self.best_key = (*levels, changes)
        self.best = tuple(self.meeting(one, rooms[one], interpreters.get(one)) for one in self.in_file_order())

    def in_file_order(self) -> list[int]:
        place = {request.request: number for number, request in enumerate(self.folder.requests)}
        return sorted(self.starts, key=lambda one: place[self.requests[one].request])

    def meeting(self, number: int, room: str, interpreter: str | None) -> Meeting:
        request, start = self.requests[number], self.starts[number]
        last = self.slots[start + request.slots - 1]
        return Meeting(
            request=request.request, starts_at=self.slots[start].starts_at, ends_at=last.ends_at, room=room, interpreter=interpreter
        )

    def seat(self, order: list[int], rooms: dict[int, str], changes: int, most: int | None) -> tuple[dict[int, str], int] | None:
        """Return rooms for meetings in time order and their changes, fewer than ``most``; None where there are none."""
        if most is not None and changes >= most:
            return None
        if len(rooms) == len(order):
            return dict(rooms), changes
        number, found = order[len(rooms)], None
        agreed = {row.request: row.room for row in self.folder.fixed}.get(self.requests[number].request)
        for room in self.folder.assembly.rooms if agreed is None else (agreed,):
            if any(taken == room and self.overlap(number, other) for other, taken in rooms.items()):
                continue
            better = self.seat(order, rooms | {number: room}, changes + self.changes_at(number, room, rooms), most)
            if better is not None:
                found, most = better, better[1]
            if most == 0:
                break
        return found

    def changes_at(self, number: int, room: str, rooms: dict[int, str]) -> int:
        """Return for how many sides the meeting before this one on its day was in another room."""
        changes = 0
        for delegation in self.folder.delegations:
            if delegation.parallel > 1 or delegation.delegation not in self.sides(number):
                continue
            day = self.slots[self.starts[number]].day
            before = [one for one in rooms if delegation.delegation in self.sides(one) and self.slots[self.starts[one]].day == day]
            changes += bool(before) and rooms[max(before, key=lambda one: self.starts[one])] != room
        return changes
