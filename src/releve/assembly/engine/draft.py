"""A timetable by number, and what it is worth."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from releve.assembly.problem import NO_PREVIOUS, AssemblyProblem
from releve.assembly.timetable import Meeting, Objective


@dataclass(frozen=True, kw_only=True)
class Draft:
    """By request: start slot, interpreter and room; -1 is none."""

    starts: tuple[int, ...]
    talkers: tuple[int, ...]
    rooms: tuple[int, ...]


def days_of(problem: AssemblyProblem, starts: tuple[int, ...]) -> dict[tuple[int, int], list[int]]:
    """Return, for each delegation that holds one meeting at a time and each of its days, its meetings in time order."""
    found = defaultdict(list)
    placed = sorted((start, request) for request, start in enumerate(starts) if start >= 0)
    for start, request in placed:
        for side in problem.sides[request]:
            if problem.parallel[side] == 1:
                found[side, problem.grid.day[start]].append(request)
    return found


def count_draft(problem: AssemblyProblem, draft: Draft) -> Objective:
    """Return the levels that a draft reaches, counted anew from its meetings."""
    starts = draft.starts
    placed = [problem.requests[request] for request, start in enumerate(starts) if start >= 0]
    priorities = [request.priority for request in placed]
    days = days_of(problem, starts)
    return Objective(
        must=sum(request.must for request in placed),
        placed=(priorities.count(1), priorities.count(2), priorities.count(3)),
        moved=sum(before not in {NO_PREVIOUS, start} for before, start in zip(problem.previous, starts, strict=True))
        + sum(before == start == -1 for before, start in zip(problem.previous, starts, strict=True)),
        breaks=sum(
            sum(problem.usable[side][starts[one] + problem.requests[one].slots : starts[other]]) > problem.gap
            for (side, _), mine in days.items()
            for one, other in pairwise(mine)
        ),
        room_changes=sum(draft.rooms[one] != draft.rooms[other] for mine in days.values() for one, other in pairwise(mine)),
    )


def list_meetings(problem: AssemblyProblem, draft: Draft) -> tuple[Meeting, ...]:
    """Return the meetings of a draft in the order of their requests' file."""
    meetings = []
    for request, start, talker, room in zip(problem.requests, draft.starts, draft.talkers, draft.rooms, strict=True):
        if start < 0:
            continue
        begin, end = problem.grid.span_of(start, request.slots)
        interpreters = problem.folder.interpreters or ()
        meetings.append(
            Meeting(
                request=request.request,
                starts_at=begin,
                ends_at=end,
                room=problem.folder.assembly.rooms[room],
                interpreter=interpreters[talker].interpreter if talker >= 0 else None,
            )
        )
    return tuple(meetings)
