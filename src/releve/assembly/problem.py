"""An assembly as a search sees it: delegations, requests and interpreters by number, and where each meeting may start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

from releve.assembly.day_slots import Grid, cut_grid, share_language, slots_within, usable_slots
from releve.assembly.records import AssemblyFolder, Request

NO_PREVIOUS = -2
"""In ``previous``: the request stands in no earlier timetable."""
OFF_GRID = -1
"""In ``previous``: the earlier start is no slot of the grid, so the meeting has moved wherever it is placed."""


@dataclass(frozen=True, kw_only=True)
class AssemblyProblem:
    """
    The requests that may be placed (declined ones are left out), by number, in the order of their file.

    ``sides[request]`` are delegations by number, ``usable[delegation][slot]`` flags, ``starts[request]`` the slots where
    the meeting may start as far as it alone decides: its window, both sides' usable slots, one day, and one interpreter who
    is there for the whole of it where it needs one. ``talkers[request]`` are the interpreters who speak for it, None where
    none is needed. ``fixed_start`` and ``fixed_room`` are None where nothing is agreed, ``previous`` a slot, `NO_PREVIOUS`
    or `OFF_GRID`. ``order`` holds (before, after). ``n_lost_moves`` are rows of the earlier timetable counted as moved
    whatever is planned.
    """

    folder: AssemblyFolder
    grid: Grid
    requests: tuple[Request, ...]
    sides: tuple[tuple[int, int], ...]
    parallel: tuple[int, ...]
    usable: tuple[tuple[bool, ...], ...]
    starts: tuple[tuple[int, ...], ...]
    talkers: tuple[tuple[int, ...] | None, ...]
    present: tuple[tuple[bool, ...], ...]
    fixed_start: tuple[int | None, ...]
    fixed_room: tuple[int | None, ...]
    previous: tuple[int, ...]
    order: tuple[tuple[int, int], ...]

    @property
    def n_slots(self) -> int:
        """Return how many slots the grid has."""
        return self.grid.n_slots

    @property
    def n_rooms(self) -> int:
        """Return how many rooms there are."""
        return len(self.folder.assembly.rooms)

    @property
    def gap(self) -> int:
        """Return how many slots of the grid lie at least between two meetings of a delegation that holds one at a time."""
        return self.folder.assembly.gap_slots

    @cached_property
    def by_delegation(self) -> tuple[tuple[int, ...], ...]:
        """Return the requests of each delegation, on either side."""
        found: list[list[int]] = [[] for _ in self.parallel]
        for request, sides in enumerate(self.sides):
            for side in sides:
                found[side].append(request)
        return tuple(map(tuple, found))

    @cached_property
    def needs_named_rooms(self) -> bool:
        """
        Return whether a search must say which room each meeting takes, not only how many are in use.

        Intervals never need more rooms than meet at once (Dilworth); only rooms agreed beforehand, beside meetings
        longer than one slot, break that.
        """
        return any(room is not None for room in self.fixed_room) and any(
            request.slots > 1 and room is None for request, room in zip(self.requests, self.fixed_room, strict=True)
        )


def build_problem(folder: AssemblyFolder) -> AssemblyProblem:
    """Return a checked folder by number."""
    grid = cut_grid(folder.assembly)
    usable = usable_slots(folder, grid)
    number = {delegation.delegation: k for k, delegation in enumerate(folder.delegations)}
    requests = tuple(request for request in folder.requests if request.accepted is not False)
    known = {request.request: k for k, request in enumerate(requests)}
    slot_at = {start: slot for slot, start in enumerate(grid.starts)}
    rooms = {name: k for k, name in enumerate(folder.assembly.rooms)}
    fixed = {row.request: row for row in folder.fixed}
    previous = {row.request: slot_at.get(row.starts_at, OFF_GRID) for row in folder.previous}
    present = tuple(tuple(slots_within(grid, one.available_from, one.available_until)) for one in folder.interpreters or ())
    sides = tuple((number[request.requester], number[request.counterpart]) for request in requests)
    talkers = tuple(_talkers(folder, *pair) for pair in sides)
    flags = tuple(tuple(usable[delegation.delegation]) for delegation in folder.delegations)
    open_bits, present_bits = [_bits(each) for each in flags], [_bits(each) for each in present]
    return AssemblyProblem(
        folder=folder,
        grid=grid,
        requests=requests,
        sides=sides,
        parallel=tuple(delegation.parallel for delegation in folder.delegations),
        usable=flags,
        starts=tuple(
            _starts(grid, request, (open_bits[one], open_bits[other]), None if heard is None else [present_bits[k] for k in heard])
            for request, (one, other), heard in zip(requests, sides, talkers, strict=True)
        ),
        talkers=talkers,
        present=present,
        fixed_start=tuple(slot_at[fixed[request.request].starts_at] if request.request in fixed else None for request in requests),
        fixed_room=tuple(
            rooms[row.room] if (row := fixed.get(request.request)) is not None and row.room is not None else None for request in requests
        ),
        previous=tuple(previous.get(request.request, NO_PREVIOUS) for request in requests),
        order=tuple((known[before], known[after]) for before, after in folder.order if before in known and after in known),
    )


def _talkers(folder: AssemblyFolder, one: int, other: int) -> tuple[int, ...] | None:
    """Return the interpreters who have a language of each side; None where the sides need none."""
    first, second = folder.delegations[one], folder.delegations[other]
    if folder.interpreters is None or share_language(first, second):
        return None
    return tuple(
        k
        for k, interpreter in enumerate(folder.interpreters)
        if interpreter.languages & first.languages and interpreter.languages & second.languages
    )


def _starts(grid: Grid, request: Request, usable: tuple[int, int], heard: list[int] | None) -> tuple[int, ...]:
    """Return the slots where a meeting may start; slots are bits of ``usable`` of both sides and of who could interpret (``heard``)."""
    free = usable[0] & usable[1]
    if request.not_before is not None or request.not_after is not None:
        free &= _bits(slots_within(grid, request.not_before, request.not_after))
    heard_from = None if heard is None else [_runs(present, request.slots) for present in heard]
    starts = _runs(free, request.slots)
    if heard_from is not None:
        starts &= reduce(or_, heard_from, 0)
    return tuple(
        slot for slot in range(grid.n_slots - request.slots + 1) if starts >> slot & 1 and slot + request.slots - 1 <= grid.last[slot]
    )


def _bits(flags: Sequence[bool]) -> int:
    """Return flags by slot as the bits of a number, the first slot lowest."""
    return sum(1 << slot for slot, flag in enumerate(flags) if flag)


def _runs(bits: int, length: int) -> int:
    """Return the bits at which so many bits in a row begin."""
    return reduce(and_, (bits >> k for k in range(length)))
