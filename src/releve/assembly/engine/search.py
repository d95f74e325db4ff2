"""The search by exchanges: a first timetable, then annealing that cools with the moves made or with the time gone, whichever is further."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.board import Layout, lay_board, read_table
from releve.assembly.engine.chances import cooled, list_chances
from releve.assembly.engine.compiled import Numbers, find_compiler, numbers
from releve.assembly.engine.draft import Draft
from releve.assembly.engine.first import place_first
from releve.assembly.engine.loops import find_loops
from releve.assembly.engine.rooms import assign_rooms
from releve.assembly.problem import AssemblyProblem

HOT: Final = 0.6
COLD: Final = 0.1
"""Temperatures in breaks; measured at the reference size: hotter starts lose the time in which they cool."""
CROWDED: Final = 1.0
"""Temperature while only meetings without a place are moved: before all else, they count most."""
MOVES_A_CROWDED: Final = 100
"""Moves for each meeting without a place that could have one."""
LOST_EVERY: Final = 32
MOVES_AT_ONCE: Final = 2000
MOVES_A_REQUEST: Final = 2500
"""Moves without a time limit, by request: 5 million at the reference size, ten seconds with Numba."""
FEW_MOVES_A_REQUEST: Final = 150
"""Moves by request where a search through all timetables follows in any case."""
MOST_MOVES_A_REQUEST: Final = 20000
"""Moves at most, however long the limit."""
MOVES_A_SECOND: Final = 400_000
"""Moves planned for each second of a limit; a slower machine cools by its clock instead."""
PLAIN_UNTIL: Final = 100_000
"""Fewer moves than this run as plain Python: loading machine code takes longer."""
ROOM_SHARE: Final = 0.08
"""Share of a time limit that is left for the rooms."""


def plan_moves(n_requests: int, time_limit_s: float | None) -> int:
    """Return how many moves to make: a number that depends on the size and the limit alone, so the answer does too."""
    if time_limit_s is None:
        return MOVES_A_REQUEST * n_requests
    return int(min(MOST_MOVES_A_REQUEST * n_requests, max(MOVES_AT_ONCE, MOVES_A_SECOND * time_limit_s)))


def search_timetable(
    problem: AssemblyProblem,
    *,
    clock: Clock,
    time_limit_s: float | None = None,
    seed: int = 0,
    n_moves: int | None = None,
    wished: tuple[int, ...] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Draft:
    """
    Return the best timetable found.

    Parameters
    ----------
    clock
        Ends the search early; a first timetable is always returned.
    time_limit_s
        The clock's limit, seconds, by which the cooling is planned; None = no limit.
    n_moves
        Moves to make; None = as many as size and limit ask for.
    wished
        Start slots by request to begin from, negative is none; None = those of the earlier timetable.
    progress
        Called with the share of the search that is done, 0..1.
    """
    planned = plan_moves(len(problem.requests), time_limit_s) if n_moves is None else n_moves
    is_compiled = planned > PLAIN_UNTIL and find_compiler() is not None
    loops = find_loops(is_compiled=is_compiled)
    cells, at = lay_board(problem, seed=seed, is_compiled=is_compiled)
    place_first(problem, cells, at, loops, wished=problem.previous if wished is None else wished, is_compiled=is_compiled)
    limit_s = None if time_limit_s is None else time_limit_s * (1 - ROOM_SHARE)
    done, share = 0, 0.0
    crowded = numbers(list_chances(CROWDED), is_compiled=is_compiled)
    for _ in range(_count_crowded(problem, cells, at)):
        if not clock.is_over():
            loops.anneal(cells, at, MOVES_A_CROWDED, crowded, 1)
    while share < 1 and not _is_perfect(cells, at) and not clock.is_over():
        chances = numbers(list_chances(cooled(HOT, COLD, share)), is_compiled=is_compiled)
        loops.anneal(cells, at, MOVES_AT_ONCE, chances, LOST_EVERY)
        done += MOVES_AT_ONCE
        share = max(done / planned, clock.elapsed_s() / limit_s if limit_s else 0.0)
        if progress is not None:
            progress(min(1.0, share))
    starts = tuple(read_table(cells, at.best, at.n_requests))
    rooms = tuple(read_table(cells, at.best_room, at.n_requests))
    return Draft(
        starts=starts,
        talkers=tuple(read_table(cells, at.best_talker, at.n_requests)),
        rooms=assign_rooms(problem, starts, rooms, clock=clock, seed=seed, is_compiled=is_compiled),
    )


def _is_perfect(cells: Numbers, at: Layout) -> bool:
    """Return whether every request is placed, none moved, and no delegation has a break."""
    return int(cells[at.best_lost]) == 0 and int(cells[at.best_low]) == 0


def _count_crowded(problem: AssemblyProblem, cells: Numbers, at: Layout) -> int:
    """Return how many requests have no meeting although each alone could have one."""
    return sum(start < 0 and bool(starts) for start, starts in zip(read_table(cells, at.start, at.n_requests), problem.starts, strict=True))
