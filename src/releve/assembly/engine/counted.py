"""What counting alone proves: no timetable has more than these, or fewer."""

from __future__ import annotations

from releve.assembly.problem import OFF_GRID, AssemblyProblem
from releve.assembly.timetable import Objective


def bound_by_counting(problem: AssemblyProblem) -> Objective:
    """Return a valid bound: requests with any start count as placed, rows whose earlier start is no more theirs as moved."""
    possible = [request for request, starts in zip(problem.requests, problem.starts, strict=True) if starts]
    priorities = [request.priority for request in possible]
    return Objective(
        must=sum(request.must for request in possible),
        placed=(priorities.count(1), priorities.count(2), priorities.count(3)),
        moved=sum(before >= OFF_GRID and before not in starts for before, starts in zip(problem.previous, problem.starts, strict=True)),
        breaks=0,
        room_changes=0,
    )
