"""The loops, plain or compiled: the compiled ones are the same functions, translated on first use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any, NamedTuple

from releve.assembly.engine import anneal_loop, moves_loop, rooms_loop
from releve.assembly.engine.compiled import find_compiler

_INNER = (
    moves_loop.draw,
    moves_loop.breaks_added,
    moves_loop.is_away,
    moves_loop.note,
    moves_loop.hold,
    moves_loop.find_talker,
    moves_loop.find_room,
    moves_loop.has_seat,
    moves_loop.in_order,
    moves_loop.fits,
    moves_loop.sit,
    moves_loop.count_breaks,
    moves_loop.energy_at,
    moves_loop.count_change,
    moves_loop.put,
    moves_loop.take,
    moves_loop.move_room,
    moves_loop.undo,
    moves_loop.keep_best,
    anneal_loop.pick_start,
    anneal_loop.gather_side,
    anneal_loop.gather_room,
    anneal_loop.exchange,
    anneal_loop.settle,
    anneal_loop.evict,
    anneal_loop.settle_all,
    anneal_loop.find_lost,
    anneal_loop.anneal,
    rooms_loop.draw_room,
    rooms_loop.changes_around,
    rooms_loop.swap_stretch,
    rooms_loop.exchange_rooms,
)
"""Each after those that it calls."""


class Loops(NamedTuple):
    """What the search calls."""

    fits: Callable[..., Any]
    put: Callable[..., Any]
    settle_all: Callable[..., Any]
    keep_best: Callable[..., Any]
    anneal: Callable[..., Any]
    exchange_rooms: Callable[..., Any]


@cache
def find_loops(*, is_compiled: bool) -> Loops:
    """Return the loops as plain Python or as machine code; the same numbers come out."""
    functions: dict[str, Any] = {function.__name__: function for function in _INNER}
    compiler = find_compiler()
    if is_compiled and compiler is not None:
        functions = {}
        for function in _INNER:
            scope = {**function.__globals__, **functions}
            copy = FunctionType(function.__code__, scope, function.__name__)
            copy.__module__, copy.__qualname__ = function.__module__, function.__qualname__
            functions[function.__name__] = compiler(cache=True, nogil=True)(copy)
    return Loops(*(functions[name] for name in Loops._fields))
