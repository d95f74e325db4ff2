"""The objective of a timetable, counted from its meetings as the assembly contract words it; no code of the scheduler."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from releve.assembly.grid import slots_of, usable_slots
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Meeting, Objective

PRIORITIES = (1, 2, 3)


def count_objective(folder: AssemblyFolder, meetings: Sequence[Meeting]) -> Objective:
    """Return the levels that these meetings reach; they must keep to the hard constraints."""
    placed = {meeting.request: meeting for meeting in meetings}
    requests = [request for request in folder.requests if request.request in placed]
    by_priority = tuple(sum(request.priority == priority for request in requests) for priority in PRIORITIES)
    days = list(_days_of_delegations(folder, meetings))
    usable, grid = usable_slots(folder), slots_of(folder.assembly)
    of_grid = [[slot.starts_at for slot in day] for day in grid]
    gap = folder.assembly.gap_slots
    return Objective(
        must=sum(request.must for request in requests),
        placed=(by_priority[0], by_priority[1], by_priority[2]),
        moved=_moved(folder, placed),
        breaks=sum(_breaks(of_grid[day], day, usable[delegation], of_day, gap) for delegation, day, of_day in days),
        room_changes=sum(one.room != other.room for _, _, of_day in days for one, other in pairwise(of_day)),
    )


def _moved(folder: AssemblyFolder, placed: dict[str, Meeting]) -> int:
    stands = {request.request for request in folder.requests if request.accepted is not False}
    return sum(
        previous.request in stands and (previous.request not in placed or placed[previous.request].starts_at != previous.starts_at)
        for previous in folder.previous
    )


def _days_of_delegations(folder: AssemblyFolder, meetings: Sequence[Meeting]) -> Iterator[tuple[str, int, list[Meeting]]]:
    """Yield each delegation that meets one at a time, each of its days, and its meetings of that day by start."""
    sides = {request.request: (request.requester, request.counterpart) for request in folder.requests}
    day_of = {day.date: number for number, day in enumerate(folder.assembly.days)}
    found: dict[tuple[str, int], list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        for side in sides[meeting.request]:
            found[side, day_of[meeting.starts_at.date()]].append(meeting)
    single = [delegation.delegation for delegation in folder.delegations if delegation.parallel == 1]
    for delegation in single:
        for day in range(len(folder.assembly.days)):
            if (delegation, day) in found:
                yield delegation, day, sorted(found[delegation, day], key=lambda meeting: meeting.starts_at)


def _breaks(starts: Sequence[datetime], day: int, usable: frozenset[tuple[int, int]], meetings: Sequence[Meeting], gap_slots: int) -> int:
    """Return the breaks of one delegation on one day: runs of usable slots without a meeting between two meetings, longer than the rest."""
    n_breaks, run, has_met = 0, 0, False
    for position, starts_at in enumerate(starts):
        if (day, position) not in usable:
            continue
        if not any(meeting.starts_at <= starts_at < meeting.ends_at for meeting in meetings):
            run += 1
            continue
        # What comes before the first meeting and after the last one is no break.
        n_breaks += has_met and run > gap_slots
        has_met, run = True, 0
    return n_breaks
