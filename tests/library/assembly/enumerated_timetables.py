"""Every timetable of a very small assembly, tried one by one: the engine's answers are compared with the best of them."""

from collections.abc import Iterator

from releve.assembly.check import violations
from releve.assembly.count import count_objective
from releve.assembly.grid import slots_of
from releve.assembly.records import AssemblyFolder, Request
from releve.assembly.timetable import Meeting, Objective, Timetable
from releve.assembly.violations import ViolationCode

NOTHING = Objective(must=0, placed=(0, 0, 0), moved=0, breaks=0, room_changes=0)


def best_objective(folder: AssemblyFolder) -> Objective:
    """Return the best objective of all timetables that the checker lets pass."""
    requests = [request for request in folder.requests if request.accepted is not False]
    return min((count_objective(folder, meetings) for meetings in _timetables(folder, requests)), key=Objective.key)


def _timetables(folder: AssemblyFolder, requests: list[Request]) -> Iterator[tuple[Meeting, ...]]:
    fixed = {row.request for row in folder.fixed}
    partial: list[tuple[Meeting, ...]] = [()]
    for request in requests:
        partial = [
            meetings + chosen
            for meetings in partial
            for chosen in [*([] if request.request in fixed else [()]), *((meeting,) for meeting in _meetings(folder, request))]
            if not chosen or _passes(folder, meetings + chosen)
        ]
    for meetings in partial:
        if not violations(folder, Timetable(meetings=meetings, objective=NOTHING, bound=NOTHING)):
            yield meetings


def _passes(folder: AssemblyFolder, meetings: tuple[Meeting, ...]) -> bool:
    """Return whether nothing but missing fixed meetings is wrong so far: a violation stays one whatever is added."""
    found = violations(folder, Timetable(meetings=meetings, objective=NOTHING, bound=NOTHING))
    return all(violation.code is ViolationCode.FIXED_NOT_PLACED for violation in found)


def _meetings(folder: AssemblyFolder, request: Request) -> Iterator[Meeting]:
    interpreters = [None, *(one.interpreter for one in folder.interpreters or ())]
    for day in slots_of(folder.assembly):
        for first, last in zip(day, day[request.slots - 1 :], strict=False):
            for room in folder.assembly.rooms:
                for interpreter in interpreters:
                    yield Meeting(
                        request=request.request, starts_at=first.starts_at, ends_at=last.ends_at, room=room, interpreter=interpreter
                    )
