"""Bounds by days at any size: which day each meeting is on, each delegation's day no fuller than its usable slots allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.program import Program, round_up
from releve.assembly.problem import NO_PREVIOUS, AssemblyProblem
from releve.assembly.timetable import Objective

NODES: Final = 200
"""Nodes of the search tree at most for a level: the relaxation is weak enough that its own last fractions tell little."""


@dataclass(kw_only=True)
class DayModel:
    """A relaxation: ``day[request, day]`` says on which day a meeting is, ``kept[request]`` that it starts where it did."""

    problem: AssemblyProblem
    program: Program = field(default_factory=Program)
    day: dict[tuple[int, int], int] = field(default_factory=dict)
    kept: dict[int, int] = field(default_factory=dict)


def tighten_by_days(problem: AssemblyProblem, objective: Objective, bound: Objective, *, clock: Clock) -> Objective:
    """Return the bound, closer where the days prove more: over timetables equal to the objective at all earlier levels."""
    values, bounds = list(objective.key()), list(bound.key())
    if values[:5] == bounds[:5] or clock.is_over():
        return bound
    model = _build(problem)
    n_before = sum(before != NO_PREVIOUS for before in problem.previous)
    for level in range(5):
        cost, constant = _cost(model, level), n_before if level == 4 else 0  # noqa: PLR2004 - the level of meetings moved
        if values[level] > bounds[level]:
            proven = round_up(model.program.solve(cost, clock=clock, n_nodes=NODES).bound)
            if -inf < proven < inf:
                bounds[level] = max(bounds[level], int(proven) + constant)
        model.program.add_row(cost, upper=values[level] - constant)
    return Objective.of_key(bounds)


def _cost(model: DayModel, level: int) -> Mapping[int, float]:
    requests = model.problem.requests
    if level == 4:  # noqa: PLR2004 - the level of meetings moved
        return dict.fromkeys(model.kept.values(), -1.0)
    return {
        column: -1.0
        for (request, _), column in model.day.items()
        if (requests[request].must if level == 0 else requests[request].priority == level)
    }


def _build(problem: AssemblyProblem) -> DayModel:
    model = DayModel(problem=problem)
    program, grid = model.program, problem.grid
    for request, starts in enumerate(problem.starts):
        agreed = problem.fixed_start[request]
        days = sorted({grid.day[slot] for slot in starts}) if agreed is None else [grid.day[agreed]]
        model.day |= {(request, day): program.add_column() for day in days}
        program.add_row([(model.day[request, day], 1.0) for day in days], lower=0.0 if agreed is None else 1.0, upper=1.0)
        before = problem.previous[request]
        if before in starts and agreed in {None, before}:
            model.kept[request] = program.add_column()
            program.add_row([(model.kept[request], 1.0), (model.day[request, grid.day[before]], -1.0)], upper=0.0)
    _fill_delegations(model)
    _fill_rooms(model)
    _keep_apart(model)
    return model


def _fill_delegations(model: DayModel) -> None:
    """Let a day of a delegation hold no more slots of meetings than usable ones, nor more with their rests than it is long."""
    problem, grid = model.problem, model.problem.grid
    by_day: dict[tuple[int, int], list[int]] = defaultdict(list)
    for request, day in model.day:
        for side in problem.sides[request]:
            by_day[side, day].append(request)
    slots_of: dict[int, list[int]] = defaultdict(list)
    for slot, day in enumerate(grid.day):
        slots_of[day].append(slot)
    for (side, day), requests in by_day.items():
        open_slots = [slot for slot in slots_of[day] if problem.usable[side][slot]]
        room = problem.parallel[side] * len(open_slots)
        lengths = [(model.day[request, day], float(problem.requests[request].slots)) for request in requests]
        if sum(length for _, length in lengths) > room:
            model.program.add_row(lengths, upper=room)
        if problem.gap and problem.parallel[side] == 1:
            rested = [(column, length + problem.gap) for column, length in lengths]
            model.program.add_row(rested, upper=open_slots[-1] - open_slots[0] + 1 + problem.gap)


def _fill_rooms(model: DayModel) -> None:
    """Let a day hold no more slots of meetings than rooms times the slots in which any meeting may be."""
    problem = model.problem
    by_day: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (request, day), column in model.day.items():
        by_day[day].append((column, float(problem.requests[request].slots)))
    busy = {slot + k for request, starts in enumerate(problem.starts) for slot in starts for k in range(problem.requests[request].slots)}
    for day, entries in by_day.items():
        room = problem.n_rooms * sum(problem.grid.day[slot] == day for slot in busy)
        if sum(length for _, length in entries) > room:
            model.program.add_row(entries, upper=room)


def _keep_apart(model: DayModel) -> None:
    """Hold meetings that are kept where they were to one at a time for each delegation, and to the rooms."""
    problem = model.problem
    seats: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
    rooms: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for request, column in model.kept.items():
        start = problem.previous[request]
        end = start + problem.requests[request].slots - 1
        for slot in range(start, end + 1):
            rooms[slot].append((column, 1.0))
        for side in problem.sides[request]:
            rest = problem.gap if problem.parallel[side] == 1 else 0
            for slot in range(start, min(problem.grid.last[start], end + rest) + 1):
                seats[side, slot].append((column, 1.0))
    for (side, _), entries in seats.items():
        if len(entries) > problem.parallel[side]:
            model.program.add_row(entries, upper=problem.parallel[side])
    for entries in rooms.values():
        if len(entries) > problem.n_rooms:
            model.program.add_row(entries, upper=problem.n_rooms)
