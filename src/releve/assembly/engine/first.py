"""The first timetable: what is agreed, what was published before, then the rest, the hardest first."""

from __future__ import annotations

from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.board import Layout
from releve.assembly.engine.compiled import Numbers, numbers
from releve.assembly.engine.loops import Loops
from releve.assembly.engine.model import build_model, take_part
from releve.assembly.engine.moves_loop import NO_FIT
from releve.assembly.engine.room_model import name_rooms
from releve.assembly.problem import AssemblyProblem

FIXED_NODES: Final = 10_000
"""Nodes of the search tree at most for those who interpret fixed meetings, and their rooms."""


def place_first(problem: AssemblyProblem, cells: Numbers, at: Layout, loops: Loops, *, wished: tuple[int, ...], is_compiled: bool) -> None:
    """
    Fill an empty board: fixed meetings, then wished starts that still fit, then the others by worth and room to move.

    ``wished`` are start slots by request; negative is none.
    """
    place_fixed(problem, cells, at, loops)
    worth = [(-request.must, request.priority) for request in problem.requests]
    busy = [len(mine) / max(1, sum(flags)) for mine, flags in zip(problem.by_delegation, problem.usable, strict=True)]
    order = sorted(
        range(len(problem.requests)),
        key=lambda one: (
            *worth[one],
            len(problem.starts[one]) > len(problem.grid.starts) // 4,
            -max(busy[side] for side in problem.sides[one]),
            one,
        ),
    )
    for request in order:
        start = wished[request]
        if start >= 0 and cells[at.start + request] < 0:
            helper = loops.fits(cells, at, request, start)
            if helper != NO_FIT:
                loops.put(cells, at, request, start, helper, -1)
            cells[at.log_size] = 0
    loops.settle_all(cells, at, numbers(order, is_compiled=is_compiled))


def place_fixed(problem: AssemblyProblem, cells: Numbers, at: Layout, loops: Loops) -> None:
    """Place the fixed meetings with interpreters and rooms for all of them: a matching, which taking them one by one can miss."""
    fixed = tuple(request for request, start in enumerate(problem.fixed_start) if start is not None)
    if not fixed:
        return
    part = take_part(problem, fixed)
    model = build_model(part)
    if at.named_rooms:
        name_rooms(model)
    found = model.program.solve({}, clock=Clock(), n_nodes=FIXED_NODES).columns
    if found is None:
        return
    talkers, rooms = model.read_helpers(model.talk, found), model.read_helpers(model.room, found)
    for number, request in enumerate(fixed):
        loops.put(cells, at, request, problem.fixed_start[request], talkers[number], rooms[number])
        cells[at.log_size] = 0
