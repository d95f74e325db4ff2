"""The search by exchanges: a first timetable, then annealing that cools with the moves made or with the time gone, whichever is further."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.board import lay_board, read_table
from releve.assembly.engine.chances import cooled, list_chances
from releve.assembly.engine.compiled import numbers
from releve.assembly.engine.draft import Draft
from releve.assembly.engine.first import place_first
from releve.assembly.engine.loops import Translation, find_loops
from releve.assembly.engine.rooms import assign_rooms
from releve.assembly.problem import AssemblyProblem

HOT: Final = 0.5
COLD: Final = 0.08
"""Temperatures in breaks; measured at the reference size: hotter starts lose the time in which they cool."""
CROWDED: Final = 1.0
"""Temperature while only meetings without a place are moved: before all else, they count most."""
MOVES_A_CROWDED: Final = 100
"""Moves for each meeting without a place that could have one."""
LOST_EVERY: Final = 12
"""One move in so many seeks a place for a meeting without one, while there is one that could have one."""
MOVES_AT_ONCE: Final = 2000
MOVES_A_REQUEST: Final = 2500
"""Moves without a time limit, by request: 5 million at the reference size, ten seconds with Numba."""
FEW_MOVES_A_REQUEST: Final = 150
"""Moves by request where a search through all timetables follows in any case."""
MOST_MOVES_A_REQUEST: Final = 20000
"""Moves at most, however long the limit."""
MOVES_A_SECOND: Final = 600_000
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


class Search:
    """A board and the loops that move on it, plain at first, compiled from when they are ready."""

    def __init__(self, problem: AssemblyProblem, *, seed: int, wished: tuple[int, ...], n_moves: int) -> None:
        self._problem = problem
        self.cells, self.at = lay_board(problem, seed=seed)
        self.is_compiled = False
        self._translation = Translation(is_wanted=n_moves > PLAIN_UNTIL)
        self._relieve()
        place_first(problem, self.cells, self.at, self._loops, wished=wished, is_compiled=self.is_compiled)
        self._translation.begin(self.cells, self.at)

    def move(self, n_moves: int, chances: list[int], *, lost_every: int) -> None:
        """Make moves at one temperature; one in so many seeks a place for a meeting without one."""
        self._relieve()
        self._loops.anneal(self.cells, self.at, n_moves, numbers(chances, is_compiled=self.is_compiled), lost_every)

    def is_perfect(self) -> bool:
        """Return whether every request is placed, none moved, and no delegation has a break."""
        return int(self.cells[self.at.best_lost]) == 0 and int(self.cells[self.at.best_low]) == 0

    def count_crowded(self) -> int:
        """Return how many requests have no meeting although each alone could have one."""
        starts = read_table(self.cells, self.at.start, self.at.n_requests)
        return sum(start < 0 and bool(possible) for start, possible in zip(starts, self._problem.starts, strict=True))

    def best(self) -> Draft:
        """Return the best timetable met, rooms only where they had to be named."""
        starts, talkers, rooms = (
            tuple(read_table(self.cells, begin, self.at.n_requests)) for begin in (self.at.best, self.at.best_talker, self.at.best_room)
        )
        return Draft(starts=starts, talkers=talkers, rooms=rooms)

    def _relieve(self) -> None:
        if not self.is_compiled and self._translation.is_ready():
            self.is_compiled = True
            self.cells = numbers(list(self.cells), is_compiled=True)
        self._loops = find_loops(is_compiled=self.is_compiled)


def search_timetable(
    problem: AssemblyProblem,
    *,
    clock: Clock,
    n_moves: int,
    time_s: float | None = None,
    seed: int = 0,
    wished: tuple[int, ...] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Draft:
    """
    Return the best timetable found.

    Parameters
    ----------
    clock
        Ends the search early; a first timetable is always returned.
    n_moves
        Moves to make, by which the cooling is planned; see `plan_moves`.
    time_s
        Seconds from now in which to cool at most, however many moves are made by then; None = no limit.
    wished
        Start slots by request to begin from, negative is none; None = those of the earlier timetable.
    progress
        Called with the share of the search that is done, 0..1.
    """
    ends_at = inf if time_s is None else clock.elapsed_s() + time_s * (1 - ROOM_SHARE)
    begun_at = clock.elapsed_s()
    search = Search(problem, seed=seed, wished=problem.previous if wished is None else wished, n_moves=n_moves)
    for _ in range(search.count_crowded()):
        if not clock.is_over():
            search.move(MOVES_A_CROWDED, list_chances(CROWDED), lost_every=1)
    done, share = 0, 0.0
    while share < 1 and not search.is_perfect() and not clock.is_over():
        search.move(MOVES_AT_ONCE, list_chances(cooled(HOT, COLD, share)), lost_every=LOST_EVERY)
        done += MOVES_AT_ONCE
        gone = (clock.elapsed_s() - begun_at) / (ends_at - begun_at) if ends_at > begun_at else 1.0
        share = max(done / n_moves, gone)
        if progress is not None:
            progress(min(1.0, share))
    draft = search.best()
    rooms = assign_rooms(problem, draft.starts, draft.rooms, clock=clock, seed=seed, is_compiled=search.is_compiled)
    return replace(draft, rooms=rooms)
