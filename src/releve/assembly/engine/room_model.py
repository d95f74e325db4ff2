"""Named rooms in the program of a timetable, and the columns that count changes of room."""

from __future__ import annotations

from collections import defaultdict

from releve.assembly.engine.model import TimetableModel

Entries = list[tuple[int, float]]


def name_rooms(model: TimetableModel) -> None:
    """
    Give each start a column a room, one of which it takes, and each room one meeting at a time.

    Where no room is agreed beforehand, rooms are alike on each day: they can be numbered as the requests of the file come
    to them, so the first request is in the first room, the second in one of the first two, and so on.
    """
    if model.room:
        return
    problem, program = model.problem, model.program
    are_alike = not any(room is not None for room in problem.fixed_room)
    met: dict[int, list[int]] = defaultdict(list)
    rows: dict[tuple[int, int], Entries] = defaultdict(list)
    for (request, slot), column in model.start.items():
        agreed = problem.fixed_room[request]
        taken = []
        of_day = met[problem.grid.day[slot]]
        if request not in of_day[-1:]:
            of_day.append(request)
        n_rooms = min(problem.n_rooms, len(of_day)) if are_alike else problem.n_rooms
        for room in range(n_rooms) if agreed is None else (agreed,):
            named = program.add_column()
            model.room[request, slot, room] = named
            taken.append((named, 1.0))
            for busy in range(slot, slot + problem.requests[request].slots):
                rows[room, busy].append((named, 1.0))
        program.add_row([*taken, (column, -1.0)], lower=0.0, upper=0.0)
    for row in rows.values():
        if len(row) > 1:
            program.add_row(row, upper=1.0)


def add_changes(model: TimetableModel) -> None:
    """
    Add the columns that count changes of room, for each delegation that holds one meeting at a time and each day.

    A delegation carries its last room from start to start; a meeting in another one is a change.
    """
    problem = model.problem
    for side, requests in enumerate(problem.by_delegation):
        if problem.parallel[side] > 1:
            continue
        begun: dict[int, dict[int, dict[int, Entries]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for request in requests:
            for slot in problem.starts[request]:
                for room in range(problem.n_rooms):
                    if (request, slot, room) in model.room:
                        begun[problem.grid.day[slot]][slot][room].append((model.room[request, slot, room], 1.0))
        for by_slot in begun.values():
            _add_changes_of_day(model, by_slot)


def _add_changes_of_day(model: TimetableModel, by_slot: dict[int, dict[int, Entries]]) -> None:
    program, n_rooms = model.program, model.problem.n_rooms
    carried: dict[int, int] = {}
    slots = sorted(by_slot)
    for position, slot in enumerate(slots):
        here = by_slot[slot]
        if carried:
            change = program.add_column(is_whole=False)
            model.changes.append(change)
            for room, entries in here.items():
                others = [(column, -1.0) for other, column in carried.items() if other != room]
                program.add_row([(change, 1.0), *((column, -1.0) for column, _ in entries), *others], lower=-1.0)
        if position == len(slots) - 1:
            break
        now = {}
        for room in range(n_rooms):
            if room not in carried and room not in here:
                continue
            last = program.add_column(is_whole=False)
            now[room] = last
            program.add_row([(last, 1.0), *((column, -1.0) for column, _ in here.get(room, ()))], lower=0.0)
            if room in carried:
                moved = [entry for other, entries in here.items() if other != room for entry in entries]
                program.add_row([(last, 1.0), (carried[room], -1.0), *moved], lower=0.0)
        carried = now
