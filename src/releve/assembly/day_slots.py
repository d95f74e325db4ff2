"""The grid of an assembly: its days cut into slots, and which slots a delegation can use (contract, "Grid and meaning")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from releve.assembly.records import Assembly, AssemblyFolder, Delegation, Period, Unavailable


@dataclass(frozen=True, kw_only=True)
class Grid:
    """
    Slots of all days in one row, days in order.

    ``starts[slot]`` and ``ends[slot]`` are local instants; ``day[slot]`` counts days from 0;
    ``first[slot]`` and ``last[slot]`` are the outermost slots of the same day.
    """

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]
    day: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]

    @property
    def n_slots(self) -> int:
        """Return how many slots there are on all days."""
        return len(self.starts)

    def span_of(self, start: int, length: int) -> tuple[datetime, datetime]:
        """Return when a meeting of ``length`` slots from slot ``start`` begins and ends."""
        return self.starts[start], self.ends[start + length - 1]


def cut_grid(assembly: Assembly) -> Grid:
    """Return the slots of an assembly; what does not fill a whole slot before a day closes is no slot."""
    length = timedelta(minutes=assembly.slot_minutes)
    starts: list[datetime] = []
    day: list[int] = []
    first: list[int] = []
    last: list[int] = []
    for number, each in enumerate(sorted(assembly.days, key=lambda one: (one.date, one.opens))):
        begin, close = datetime.combine(each.date, each.opens), datetime.combine(each.date, each.closes)
        n_slots = max(0, (close - begin) // length)
        at = len(starts)
        starts += [begin + k * length for k in range(n_slots)]
        day += [number] * n_slots
        first += [at] * n_slots
        last += [at + n_slots - 1] * n_slots
    return Grid(starts=tuple(starts), ends=tuple(start + length for start in starts), day=tuple(day), first=tuple(first), last=tuple(last))


def usable_slots(folder: AssemblyFolder, grid: Grid) -> dict[str, list[bool]]:
    """Return for each delegation which slots lie within its presence and outside closed and unavailable times."""
    away: dict[str, list[Unavailable]] = {}
    for row in folder.unavailable:
        away.setdefault(row.delegation, []).append(row)
    closed = _untouched(grid, folder.assembly.closed)
    usable = {}
    for delegation in folder.delegations:
        present = slots_within(grid, delegation.arrives_at, delegation.departs_at)
        free = _untouched(grid, [row.period for row in away.get(delegation.delegation, ())])
        usable[delegation.delegation] = [all(flags) for flags in zip(present, closed, free, strict=True)]
    return usable


def slots_within(grid: Grid, starts_at: datetime | None, ends_at: datetime | None) -> list[bool]:
    """Return which slots lie wholly between two instants; None is open."""
    return [
        (starts_at is None or starts_at <= start) and (ends_at is None or end <= ends_at)
        for start, end in zip(grid.starts, grid.ends, strict=True)
    ]


def _untouched(grid: Grid, periods: Iterable[Period]) -> list[bool]:
    """Return which slots share no instant with any period; an empty period holds no instant."""
    free = [True] * grid.n_slots
    for period in periods:
        begin, end = period.starts_at or datetime.min, period.ends_at or datetime.max  # noqa: DTZ901 - local times without offset
        if begin >= end:
            continue
        for slot in range(grid.n_slots):
            if begin < grid.ends[slot] and grid.starts[slot] < end:
                free[slot] = False
    return free


def share_language(one: Delegation, other: Delegation) -> bool:
    """Return whether two delegations can talk without an interpreter."""
    return not one.languages.isdisjoint(other.languages)
