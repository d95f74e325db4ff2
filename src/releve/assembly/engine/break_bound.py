"""
Breaks that no timetable avoids, delegation by delegation, at any size.

For a delegation that has breaks, the program of its own meetings alone is solved: they keep its rest, its counterparts'
seats, rooms, interpreters and order among themselves, and as many of them are placed, and kept where they were, as the
reported levels leave no choice about. Each break belongs to one delegation, so the least breaks of each add up to a bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import inf
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.draft import Draft, days_of
from releve.assembly.engine.model import TimetableModel, add_breaks, build_model, take_part
from releve.assembly.engine.program import round_up
from releve.assembly.problem import NO_PREVIOUS, AssemblyProblem
from releve.assembly.timetable import Objective

NODES: Final = 100
"""Nodes of the search tree at most for a delegation."""
MOST_STARTS: Final = 3000
"""Starts of a delegation's meetings at most for its program to be solved."""


def bound_breaks(problem: AssemblyProblem, draft: Draft, objective: Objective, *, clock: Clock) -> int:
    """Return a number of breaks that every timetable has which equals the objective at all levels before; <= that of the draft."""
    total = 0
    for side, broken in sorted(count_breaks(problem, draft).items(), key=lambda pair: (-pair[1], pair[0])):
        if clock.is_over():
            break
        part = take_part(problem, problem.by_delegation[side])
        if sum(map(len, part.starts)) > MOST_STARTS:
            continue
        total += min(broken, least_breaks(problem, part, side, objective, clock=clock))
    return total


def count_breaks(problem: AssemblyProblem, draft: Draft) -> dict[int, int]:
    """Return the breaks of each delegation that has any."""
    starts = draft.starts
    found: dict[int, int] = {}
    for (side, _), mine in days_of(problem, starts).items():
        for one, other in pairwise(mine):
            if sum(problem.usable[side][starts[one] + problem.requests[one].slots : starts[other]]) > problem.gap:
                found[side] = found.get(side, 0) + 1
    return found


def least_breaks(problem: AssemblyProblem, part: AssemblyProblem, side: int, objective: Objective, *, clock: Clock) -> int:
    """Return how many breaks of a delegation are proven unavoidable."""
    model = build_model(part)
    _hold_levels(problem, model, objective)
    add_breaks(model, (side,))
    bound = round_up(model.program.solve(dict.fromkeys(model.breaks, 1.0), clock=clock, n_nodes=NODES).bound)
    return int(bound) if 0 < bound < inf else 0


def _hold_levels(problem: AssemblyProblem, model: TimetableModel, objective: Objective) -> None:
    """Let the part lose no more requests of a level than all timetables at hand lose together, and move no more meetings."""
    part = model.problem
    values = (objective.must, *objective.placed)
    for level, value in enumerate(values):
        _hold(model, model.placed_cost(_of_level(part, level)), len(_of_level(part, level)) - (len(_of_level(problem, level)) - value))
    standing = sum(before != NO_PREVIOUS for before in part.previous)
    _hold(model, model.moved_cost(), standing - objective.moved)


def _of_level(problem: AssemblyProblem, level: int) -> list[int]:
    """Return the requests that a level counts and that could be placed."""
    return [
        number
        for number, request in enumerate(problem.requests)
        if problem.starts[number] and (request.must if level == 0 else request.priority == level)
    ]


def _hold(model: TimetableModel, cost: Mapping[int, float], least: int) -> None:
    if least > 0:
        model.program.add_row(cost, upper=-least)
