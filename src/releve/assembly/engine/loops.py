"""The loops, plain or compiled: the compiled ones are the same functions, translated on first use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Thread
from types import FunctionType
from typing import Any, NamedTuple

import numpy as np

from releve.assembly.engine import anneal_loop, board, moves_loop, rooms_loop, stretch_loop
from releve.assembly.engine.board import Layout
from releve.assembly.engine.compiled import Numbers, find_compiler, may_compile

_INNER = (
    moves_loop.draw,
    moves_loop.breaks_added,
    moves_loop.is_away,
    moves_loop.note,
    moves_loop.hold,
    moves_loop.find_talker,
    moves_loop.neighbour,
    moves_loop.is_room_free,
    moves_loop.changes_added,
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
    moves_loop.undo,
    moves_loop.keep_best,
    stretch_loop.swap_stretch,
    stretch_loop.changes_within,
    stretch_loop.change_rooms,
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
    rooms_loop.swap_rooms,
    rooms_loop.exchange_rooms,
)
"""Each after those that it calls."""


class Loops(NamedTuple):
    """What the search calls."""

    fits: Callable[..., Any]
    put: Callable[..., Any]
    settle_all: Callable[..., Any]
    anneal: Callable[..., Any]
    exchange_rooms: Callable[..., Any]


@cache
def plain_loops() -> Loops:
    """Return the loops as plain Python."""
    functions: dict[str, Any] = {function.__name__: function for function in _INNER}
    return Loops(*(functions[name] for name in Loops._fields))


@cache
def compiled_loops() -> Loops:
    """Return the loops as machine code, each translated when it is first called, or read from where a run before stored it."""
    compiler = find_compiler()
    if compiler is None:
        return plain_loops()
    functions: dict[str, Any] = {}
    for function in _INNER:
        scope = {**function.__globals__, **functions}
        copy = FunctionType(function.__code__, scope, function.__name__)
        # Numba stores code by this name and looks at the file of a function only, not at those of the functions that it calls.
        copy.__module__, copy.__qualname__ = function.__module__, f"{function.__name__}_{_digest()}"
        functions[function.__name__] = compiler(cache=True, nogil=True)(copy)
    return Loops(*(functions[name] for name in Loops._fields))


def find_loops(*, is_compiled: bool) -> Loops:
    """Return the loops as machine code or as plain Python; the same numbers come out."""
    return compiled_loops() if is_compiled else plain_loops()


@cache
def _digest() -> str:
    """Return a short name for the text of all loops and of the layout that they index by."""
    text = b"".join(Path(str(module.__file__)).read_bytes() for module in (board, moves_loop, stretch_loop, anneal_loop, rooms_loop))
    return hashlib.sha256(text).hexdigest()[:12]


def are_stored() -> bool:
    """Return whether the machine code of these very loops lies on the disk."""
    loops = compiled_loops()
    return all(
        any(Path(dispatcher.stats.cache_path).glob(f"*.{dispatcher.__qualname__}-*.nbi"))  # type: ignore[attr-defined]  # Numba's own
        for dispatcher in (loops.settle_all, loops.anneal, loops.exchange_rooms)
    )


def translate(cells: Numbers, at: Layout) -> None:
    """Call every loop once on a board of its own, so that all are translated; nothing is moved."""
    loops = compiled_loops()
    own, few = np.array(cells, np.int64), np.zeros(2, np.int64)
    loops.settle_all(own, at, few[:0])
    loops.anneal(own, at, 0, few, 1)
    loops.exchange_rooms(few, few, few, few, few, few, few, few, few, few, 1, few, few, 0)


class Translation:
    """
    Machine code for the loops, in the background where it has to be made first: that takes longer than a small search.

    Plain loops go on meanwhile; as the same numbers come out, it does not matter when they are relieved. Even stored code takes
    most of a second to load, in which a first timetable is found.
    """

    def __init__(self, *, is_wanted: bool) -> None:
        self._thread: Thread | None = None
        self._is_wanted = is_wanted and may_compile()
        self._is_made = False

    def load(self) -> None:
        """Wait for the code if it is wanted and stored: a loading beside plain loops takes several times as long."""
        self._is_made = self._is_wanted and are_stored()

    def begin(self, cells: Numbers, at: Layout) -> None:
        """Begin to load or make the code if it is wanted and not begun."""
        if self._is_wanted and not self._is_made and self._thread is None:
            self._thread = Thread(target=translate, args=(list(cells), at), name="translate-loops")
            self._thread.start()

    def is_ready(self) -> bool:
        """Return whether compiled loops can be called without a wait."""
        return self._is_made or (self._thread is not None and not self._thread.is_alive())
