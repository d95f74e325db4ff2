"""
The contract as a whole-number program: where each meeting starts, who interprets, and the levels as costs.

Every constraint of one thing at a time is a row a slot: intervals on a line meet exactly where some slot holds both. Rest
between meetings lengthens them by so many slots. Order is a row a slot, too: no start of the later one up to a slot
together with an end of the earlier one after it. Rooms are counted, or named (:mod:`releve.assembly.engine.room_model`) where names matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from releve.assembly.engine.program import Program
from releve.assembly.problem import AssemblyProblem


@dataclass(kw_only=True)
class TimetableModel:
    """
    A program with the columns by their meaning.

    ``start[request, slot]``, ``talk[request, slot, interpreter]``, ``room[request, slot, room]`` (empty until named).
    ``breaks`` and ``changes`` are the columns whose sums are the levels of those names.
    """

    problem: AssemblyProblem
    program: Program = field(default_factory=Program)
    start: dict[tuple[int, int], int] = field(default_factory=dict)
    talk: dict[tuple[int, int, int], int] = field(default_factory=dict)
    room: dict[tuple[int, int, int], int] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)

    def placed_cost(self, requests: list[int]) -> dict[int, float]:
        """Return the cost that counts requests placed, each as -1."""
        chosen = set(requests)
        return {column: -1.0 for (request, _), column in self.start.items() if request in chosen}

    def moved_cost(self) -> dict[int, float]:
        """Return the cost that counts meetings kept at their earlier start, each as -1."""
        previous = self.problem.previous
        return {column: -1.0 for (request, slot), column in self.start.items() if previous[request] == slot}

    def read_starts(self, columns: tuple[float, ...]) -> tuple[int, ...]:
        """Return by request where a solution starts it, -1 without a meeting."""
        starts = [-1] * len(self.problem.requests)
        for (request, slot), column in self.start.items():
            if columns[column] > 0.5:  # noqa: PLR2004 - whole but for the solver's tolerance
                starts[request] = slot
        return tuple(starts)

    def read_helpers(self, chosen: dict[tuple[int, int, int], int], columns: tuple[float, ...]) -> tuple[int, ...]:
        """Return by request the interpreter, or the room, of a solution; -1 is none."""
        helpers = [-1] * len(self.problem.requests)
        for (request, _, helper), column in chosen.items():
            if columns[column] > 0.5:  # noqa: PLR2004 - whole but for the solver's tolerance
                helpers[request] = helper
        return tuple(helpers)


def take_part(problem: AssemblyProblem, chosen: tuple[int, ...]) -> AssemblyProblem:
    """Return the problem of some requests alone."""
    number = {request: k for k, request in enumerate(chosen)}
    return replace(
        problem,
        requests=tuple(problem.requests[one] for one in chosen),
        sides=tuple(problem.sides[one] for one in chosen),
        starts=tuple(problem.starts[one] for one in chosen),
        talkers=tuple(problem.talkers[one] for one in chosen),
        fixed_start=tuple(problem.fixed_start[one] for one in chosen),
        fixed_room=tuple(problem.fixed_room[one] for one in chosen),
        previous=tuple(problem.previous[one] for one in chosen),
        order=tuple((number[before], number[after]) for before, after in problem.order if before in number and after in number),
    )


def build_model(problem: AssemblyProblem) -> TimetableModel:
    """Return the program of the hard constraints, rooms counted."""
    model = TimetableModel(problem=problem)
    program = model.program
    for request, starts in enumerate(problem.starts):
        agreed = problem.fixed_start[request]
        columns = {slot: program.add_column() for slot in (starts if agreed is None else (agreed,))}
        model.start |= {(request, slot): column for slot, column in columns.items()}
        program.add_row([(column, 1.0) for column in columns.values()], lower=0.0 if agreed is None else 1.0, upper=1.0)
    _seat_delegations(model)
    _count_rooms(model)
    _keep_order(model)
    _call_interpreters(model)
    return model


def _seat_delegations(model: TimetableModel) -> None:
    problem = model.problem
    for side, requests in enumerate(problem.by_delegation):
        rest = problem.gap if problem.parallel[side] == 1 else 0
        rows: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for request in requests:
            for slot in problem.starts[request]:
                if (request, slot) in model.start:
                    end = min(problem.grid.last[slot], slot + problem.requests[request].slots - 1 + rest)
                    for busy in range(slot, end + 1):
                        rows[busy].append((model.start[request, slot], 1.0))
        for row in rows.values():
            if len(row) > problem.parallel[side]:
                model.program.add_row(row, upper=problem.parallel[side])


def _count_rooms(model: TimetableModel) -> None:
    rows: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (request, slot), column in model.start.items():
        for busy in range(slot, slot + model.problem.requests[request].slots):
            rows[busy].append((column, 1.0))
    for row in rows.values():
        if len(row) > model.problem.n_rooms:
            model.program.add_row(row, upper=model.problem.n_rooms)


def _keep_order(model: TimetableModel) -> None:
    problem = model.problem
    for before, after in problem.order:
        length = problem.requests[before].slots
        firsts = [(slot, model.start[before, slot]) for slot in problem.starts[before] if (before, slot) in model.start]
        seconds = [(slot, model.start[after, slot]) for slot in problem.starts[after] if (after, slot) in model.start]
        for slot, _ in seconds:
            late = [(column, 1.0) for start, column in firsts if start + length > slot]
            if late:
                model.program.add_row(late + [(column, 1.0) for start, column in seconds if start <= slot], upper=1.0)


def _call_interpreters(model: TimetableModel) -> None:
    problem = model.problem
    rows: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    for (request, slot), column in model.start.items():
        talkers = problem.talkers[request]
        if talkers is None:
            continue
        span = range(slot, slot + problem.requests[request].slots)
        chosen = []
        for talker in talkers:
            if all(problem.present[talker][busy] for busy in span):
                model.talk[request, slot, talker] = model.program.add_column()
                chosen.append((model.talk[request, slot, talker], 1.0))
                for busy in span:
                    rows[talker, busy].append((model.talk[request, slot, talker], 1.0))
        model.program.add_row([*chosen, (column, -1.0)], lower=0.0, upper=0.0)
    for row in rows.values():
        if len(row) > 1:
            model.program.add_row(row, upper=1.0)


def add_breaks(model: TimetableModel, sides: Collection[int] | None = None) -> None:
    """
    Add the columns that count breaks, of all delegations or of some: on each day, blocks of meetings less one.

    A meeting opens a block where none lies in the usable slots just before it, one more of them than a rest; `busy` counts
    meetings in a slot, so a block is opened no less than `busy` here less `busy` there.
    """
    problem, program = model.problem, model.program
    for side, requests in enumerate(problem.by_delegation):
        is_counted = sides is None or side in sides
        if not is_counted or problem.parallel[side] > 1 or len(requests) < 2:  # noqa: PLR2004 - a break lies between two meetings
            continue
        busy: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for request in requests:
            for slot in problem.starts[request]:
                if (request, slot) in model.start:
                    for each in range(slot, slot + problem.requests[request].slots):
                        busy[each].append((model.start[request, slot], 1.0))
        for first in sorted({problem.grid.first[slot] for slot in busy}):
            _add_breaks_of_day(model, program, side, first, busy)


def _add_breaks_of_day(model: TimetableModel, program: Program, side: int, first: int, busy: dict[int, list[tuple[int, float]]]) -> None:
    problem = model.problem
    slots = [slot for slot in range(first, problem.grid.last[first] + 1) if problem.usable[side][slot]]
    opened = []
    for position, slot in enumerate(slots):
        if slot not in busy:
            continue
        near = slots[max(0, position - problem.gap - 1) : position]
        column = program.add_column(is_whole=False)
        opened.append((column, 1.0))
        program.add_row(
            [(column, 1.0), *((each, -1.0) for each, _ in busy[slot]), *((each, 1.0) for one in near for each, _ in busy.get(one, ()))],
            lower=0.0,
        )
    count = program.add_column(float(len(slots)), is_whole=False)
    program.add_row([(count, 1.0), *((column, -1.0) for column, _ in opened)], lower=-1.0)
    model.breaks.append(count)
