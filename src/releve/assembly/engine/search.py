"""The search by exchanges: a first timetable, then annealing that cools with the moves made or with the time gone, whichever is further."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.board import NAMED_BREAK_WEIGHT, lay_board, lost_level, read_table
from releve.assembly.engine.chances import cooled, list_chances
from releve.assembly.engine.compiled import numbers
from releve.assembly.engine.draft import Draft, count_draft
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
LARGE: Final = 500
"""With so many requests, machine code is asked for as soon as there is a first timetable."""
LOADING_S: Final = 2.0
"""With so much time, and so many requests, stored code is waited for."""
PATIENCE_S: Final = 0.5
"""Smaller searches ask for it only when they have run as long: most are over by then."""
ROOM_SHARE: Final = 0.12
"""Share of moves and time that is left for times and rooms together."""
JOINT_HOT: Final = 0.12
JOINT_COLD: Final = 0.03
"""Temperatures for times and rooms together, in breaks: six changes of room."""


def plan_moves(n_requests: int, time_limit_s: float | None) -> int:
    """Return how many moves to make: a number that depends on the size and the limit alone, so the answer does too."""
    if time_limit_s is None:
        return MOVES_A_REQUEST * n_requests
    return int(min(MOST_MOVES_A_REQUEST * n_requests, max(MOVES_AT_ONCE, MOVES_A_SECOND * time_limit_s)))


class Search:
    """A board and the loops that move on it, plain at first, compiled from when they are ready."""

    def __init__(
        self,
        problem: AssemblyProblem,
        *,
        seed: int,
        n_moves: int,
        are_rooms_named: bool,
        clock: Clock,
        translation: Translation | None = None,
    ) -> None:
        self._problem, self._clock = problem, clock
        self._began_at = clock.elapsed_s()
        self._patience_s = 0.0 if len(problem.requests) >= LARGE else PATIENCE_S
        self.cells, self.at = lay_board(problem, seed=seed, are_rooms_named=are_rooms_named)
        self.is_compiled = False
        impossible = [request for request, starts in zip(problem.requests, problem.starts, strict=True) if not starts]
        self._least_lost = sum(lost_level(request) for request in impossible)
        self.translation = translation or Translation(is_wanted=n_moves > PLAIN_UNTIL)
        self._relieve()

    def place_first(self, wished: tuple[int, ...]) -> None:
        """Fill the empty board, wished starts first."""
        place_first(self._problem, self.cells, self.at, self._loops, wished=wished, is_compiled=self.is_compiled)

    def place(self, draft: Draft) -> None:
        """Put a timetable on the empty board as it is."""
        for request, start in enumerate(draft.starts):
            if start >= 0:
                self._loops.put(self.cells, self.at, request, start, draft.talkers[request], draft.rooms[request])
                self.cells[self.at.log_size] = 0
        self._loops.settle_all(self.cells, self.at, numbers([], is_compiled=self.is_compiled))

    def move(self, n_moves: int, chances: list[int], *, lost_every: int) -> None:
        """Make moves at one temperature; one in so many seeks a place for a meeting without one."""
        if not self.is_compiled and self._clock.elapsed_s() - self._began_at > self._patience_s:
            self.translation.begin(self.cells, self.at)
        self._relieve()
        self._loops.anneal(self.cells, self.at, n_moves, numbers(chances, is_compiled=self.is_compiled), lost_every)

    def is_perfect(self) -> bool:
        """Return whether all that could have a meeting have one, none is moved, and no break or change of a named room is left."""
        cells, at = self.cells, self.at
        return (
            int(cells[at.best_lost]) <= self._least_lost
            and int(cells[at.best_low]) == 0
            and (at.named_rooms == 0 or int(cells[at.best_changes]) == 0)
        )

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
        if not self.is_compiled and self.translation.is_ready():
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
    clock = Clock(time_s, clock.is_over)
    named = problem.needs_named_rooms
    search = Search(problem, seed=seed, n_moves=n_moves, are_rooms_named=named, clock=clock)
    search.place_first(problem.previous if wished is None else wished)
    if len(problem.requests) >= LARGE and clock.left_s() > LOADING_S:
        search.translation.load()
    for _ in range(search.count_crowded()):
        if not clock.is_over():
            search.move(MOVES_A_CROWDED, list_chances(CROWDED * _weight(named=named)), lost_every=1)
    cooling = Cooling(clock=clock, hot=HOT, cold=COLD, n_moves=n_moves, time_share=1 - ROOM_SHARE)
    cooling.run(search, progress=progress)
    draft = search.best()
    rooms = assign_rooms(problem, draft.starts, draft.rooms, clock=clock, seed=seed, is_compiled=search.is_compiled)
    draft = replace(draft, rooms=rooms)
    if problem.n_rooms < 2 or count_draft(problem, draft).room_changes == 0 or clock.is_over():  # noqa: PLR2004 - one room cannot be changed
        return draft
    # Times and rooms together, from cold: a break more is hardly ever taken for rooms.
    joint = Search(problem, seed=seed, n_moves=n_moves, are_rooms_named=True, clock=clock, translation=search.translation)
    joint.place(draft)
    left = max(n_moves - cooling.done, int(n_moves * ROOM_SHARE))
    Cooling(clock=clock, hot=JOINT_HOT, cold=JOINT_COLD, n_moves=left).run(joint)
    found = joint.best()
    return found if count_draft(problem, found).key() < count_draft(problem, draft).key() else draft


@dataclass(kw_only=True)
class Cooling:
    """
    From hot to cold, temperatures in breaks, with the moves made or with the time gone, whichever is further.

    Only ``time_share`` of the time left is taken.
    """

    clock: Clock
    hot: float
    cold: float
    n_moves: int
    time_share: float = 1.0
    done: int = 0

    def run(self, search: Search, *, progress: Callable[[float], None] | None = None) -> None:
        """Move until it is cold, the time is over, or nothing can be better."""
        began_at = self.clock.elapsed_s()
        time_s = self.clock.left_s() * self.time_share
        weight = _weight(named=search.at.named_rooms == 1)
        share = 0.0 if time_s > 0 else 1.0
        while share < 1 and not search.is_perfect() and not self.clock.is_over():
            search.move(MOVES_AT_ONCE, list_chances(weight * cooled(self.hot, self.cold, share)), lost_every=LOST_EVERY)
            self.done += MOVES_AT_ONCE
            share = max(self.done / self.n_moves, (self.clock.elapsed_s() - began_at) / time_s)
            if progress is not None:
                progress(min(1.0, share))


def _weight(*, named: bool) -> int:
    """Return what a break weighs."""
    return NAMED_BREAK_WEIGHT if named else 1
