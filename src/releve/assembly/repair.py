"""
A timetable that people have already, mended after a change with as few meetings moved as may be.

A head of delegation arrives late, a room is lost, a request is added: the folder says so, and everything that still keeps to it
stays where it is, room and interpreter included. Only then breaks and changes of room are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.counted import bound_by_counting
from releve.assembly.engine.day_bound import tighten_by_days
from releve.assembly.engine.draft import Draft, count_draft, list_meetings
from releve.assembly.engine.exact import prove_levels
from releve.assembly.engine.search import search_timetable
from releve.assembly.problem import NO_PREVIOUS, AssemblyProblem, build_problem
from releve.assembly.records import AssemblyFolder, PreviousMeeting
from releve.assembly.seating import NOBODY, Seating
from releve.assembly.timetable import Objective, Timetable

MOVED: Final = 4
"""Place of `moved` in the key of an objective: what stands before and at it is never given up for what stands after."""
MOST_STARTS: Final = 6000
"""Possible starts of all meetings, at most, for a search through all timetables."""
MOVES_A_REQUEST: Final = 200
"""Moves by request of the search that follows where moving a meeting or two for each lost one is not enough."""
SEARCH_SHARE: Final = 0.7
"""Share of the time left for that search; the rest is for proofs."""
MOST_TRIES: Final = 400
"""Ways of moving others for one meeting that are tried."""
PASSES: Final = 2
"""How often meetings that have moved anyway look for a start with fewer breaks."""


def repair_timetable(folder: AssemblyFolder, timetable: Timetable, *, time_limit_s: float | None = None, seed: int = 0) -> Timetable:
    """
    Return a timetable of a changed folder that moves as few meetings of the one before as may be.

    Parameters
    ----------
    folder
        As changed. Its ``previous.csv`` counts for sequences only: what moves is counted from ``timetable``.
    timetable
        Of the folder before the change; meetings of requests that are gone or declined since are left out.
    time_limit_s
        Seconds >= 0 for the search that follows where the direct way is not proven best; None = as many moves as the size asks for.

    Notes
    -----
    A large assembly is searched only where a meeting has lost its place or more have moved than must: what was without a place
    before, and found none now, is left to a new plan.
    Compared from left to right: `must`, `placed`, `moved`, then breaks and changes of room of those that moved. The objective and
    the bounds are those of the contract with ``timetable`` for the one published before.
    """
    clock = Clock(time_limit_s)
    problem = build_problem(published(folder, timetable))
    mender = _Mender(problem, _seating_of(problem, timetable))
    mender.mend()
    draft = mender.seating.draft()
    loose = bound_by_counting(problem)
    bound = tighten_by_days(problem, count_draft(problem, draft), loose, clock=Clock())
    is_agreed = all(start is None or start == draft.starts[one] for one, start in enumerate(problem.fixed_start))
    is_best = _upper(problem, draft) == bound.key()[: MOVED + 1]
    is_settled = not _is_provable(problem) and _moves_no_more_than(problem, draft, bound.moved)
    if not is_agreed or not (is_best or is_settled):
        n_moves = MOVES_A_REQUEST * len(problem.requests)
        time_s = None if time_limit_s is None else SEARCH_SHARE * clock.left_s()
        found = search_timetable(problem, clock=clock, n_moves=n_moves, time_s=time_s, seed=seed, wished=draft.starts)
        better = found if not is_agreed or _upper(problem, found) < _upper(problem, draft) else draft
        better, bound = _prove(problem, better, loose, clock=clock)
        if better is not draft:
            draft = _keep_helpers(problem, timetable, better)
    objective = count_draft(problem, draft)
    bound = replace(bound, breaks=0, room_changes=0)
    return Timetable(meetings=list_meetings(problem, draft), objective=objective, bound=bound)


def _upper(problem: AssemblyProblem, draft: Draft) -> tuple[int, ...]:
    """Return the levels that a repair compares, `moved` the last of them."""
    return count_draft(problem, draft).key()[: MOVED + 1]


def _is_provable(problem: AssemblyProblem) -> bool:
    return sum(map(len, problem.starts)) <= MOST_STARTS


def _moves_no_more_than(problem: AssemblyProblem, draft: Draft, n_moved: int) -> bool:
    """Return whether no meeting of before that could still be held is lost, and no more are moved than must be."""
    lost = (
        before != NO_PREVIOUS and start == NOBODY and starts
        for before, start, starts in zip(problem.previous, draft.starts, problem.starts, strict=True)
    )
    return not any(lost) and count_draft(problem, draft).moved == n_moved


def _prove(problem: AssemblyProblem, draft: Draft, loose: Objective, *, clock: Clock) -> tuple[Draft, Objective]:
    """Return the draft with its bounds, or a better one where the size allows to search them all."""
    objective = count_draft(problem, draft)
    bound = tighten_by_days(problem, objective, loose, clock=Clock())
    if not _is_provable(problem):
        return draft, bound
    # What stands after `moved` is not searched: a repair takes it as it comes.
    settled = replace(bound, breaks=objective.breaks, room_changes=objective.room_changes)
    return prove_levels(problem, draft, settled, loose=loose, clock=clock, polish=lambda rough: rough)


def published(folder: AssemblyFolder, timetable: Timetable) -> AssemblyFolder:
    """Return the folder with a timetable for the one published before; sequences stay those of the file."""
    before = {row.request: row for row in folder.previous}
    rows = []
    for meeting in timetable.meetings:
        row = before.get(meeting.request, PreviousMeeting(request=meeting.request, starts_at=meeting.starts_at))
        rows.append(replace(row, starts_at=meeting.starts_at, ends_at=meeting.ends_at, room=meeting.room, interpreter=meeting.interpreter))
    return replace(folder, previous=tuple(rows))


def _seating_of(problem: AssemblyProblem, timetable: Timetable) -> Seating:
    """Return an empty seating that wishes for the rooms and interpreters of a timetable."""
    rooms = {name: number for number, name in enumerate(problem.folder.assembly.rooms)}
    interpreters = {one.interpreter: number for number, one in enumerate(problem.folder.interpreters or ())}
    held = {meeting.request: meeting for meeting in timetable.meetings}
    mine = [held.get(request.request) for request in problem.requests]
    return Seating(
        problem=problem,
        wished_rooms=[rooms.get(meeting.room, NOBODY) if meeting is not None else NOBODY for meeting in mine],
        wished_talkers=[interpreters.get(meeting.interpreter or "", NOBODY) if meeting is not None else NOBODY for meeting in mine],
    )


@dataclass
class _Mender:
    """Puts what it can where it was, then the rest where the fewest others have to move."""

    problem: AssemblyProblem
    seating: Seating

    def mend(self) -> None:
        """Fill an empty seating."""
        problem = self.problem
        worth = sorted(range(len(problem.requests)), key=lambda one: (-problem.requests[one].must, problem.requests[one].priority, one))
        fixed = [one for one in worth if problem.fixed_start[one] is not None]
        for request in sorted(fixed, key=lambda one: problem.fixed_room[one] is None):
            self.seating.put(request, problem.fixed_start[request] or 0)
        for has_own_room in (True, False):
            for request in worth:
                # Whose room is gone waits for those who have theirs.
                if (self.seating.wished_rooms[request] != NOBODY) is has_own_room:
                    self._put_back(request)
        left = [one for one in worth if self.seating.starts[one] == NOBODY]
        for request in sorted(left, key=lambda one: (worth.index(one), len(problem.starts[one]))):
            _ = self._place(request) or self._place_by_moving(request)
        for _ in range(PASSES):
            for request in worth:
                if self.seating.starts[request] not in {NOBODY, problem.previous[request], problem.fixed_start[request]}:
                    self._settle(request)

    def _put_back(self, request: int) -> None:
        start = self.problem.previous[request]
        if self.seating.starts[request] == NOBODY and start in self.problem.starts[request] and not self.seating.blockers(request, start):
            self.seating.put(request, start)

    def _place(self, request: int) -> bool:
        """Place a meeting where nobody has to move, with the fewest breaks, near its earlier start; return whether there was a place."""
        return any(self.seating.put(request, start) for start in self._ranked(request))

    def _ranked(self, request: int) -> list[int]:
        before = max(0, self.problem.previous[request])
        free = [start for start in self.problem.starts[request] if not self.seating.blockers(request, start)]
        return sorted(free, key=lambda start: (start != before, self._breaks_with(request, start), abs(start - before)))

    def _breaks_with(self, request: int, start: int) -> int:
        """Return how many breaks the two delegations have on the day of a start with a meeting there."""
        problem, seating = self.problem, self.seating
        taken, n_breaks = seating.span(request, start), 0
        for side in problem.sides[request]:
            if problem.parallel[side] > 1:
                continue
            run, has_met = 0, False
            for slot in range(problem.grid.first[start], problem.grid.last[start] + 1):
                if not problem.usable[side][slot]:
                    continue
                if slot in taken or seating.seats.get((side, slot)):
                    n_breaks += has_met and run > problem.gap
                    has_met, run = True, 0
                else:
                    run += 1
        return n_breaks

    def _place_by_moving(self, request: int) -> bool:
        """Place a meeting where one or two others can move elsewhere for it; return whether there was such a place."""
        for others, start in islice(self._evictions(request), MOST_TRIES):
            n_steps = len(self.seating.steps)
            for other in others:
                self.seating.take(other)
            if self.seating.put(request, start) and all(map(self._place, others)):
                return True
            self.seating.undo(n_steps)
        return False

    def _evictions(self, request: int) -> Iterator[tuple[tuple[int, ...], int]]:
        """Yield meetings that could make way for a start, those that have moved anyway first: blockers, or whoever takes a room."""
        found: list[tuple[tuple[int, ...], int]] = []
        for start in self.problem.starts[request]:
            blockers = self.seating.blockers(request, start)
            if not blockers:
                span = self.seating.span(request, start)
                here = {one for use in (self.seating.room_use, self.seating.talker_use) for (_, slot), one in use.items() if slot in span}
                found += [((one,), start) for one in sorted(here) if self._may_move(one)]
            elif len(blockers) <= 2 and all(map(self._may_move, blockers)):  # noqa: PLR2004 - more would move more than a search does
                found.append((tuple(sorted(blockers)), start))
        yield from sorted(found, key=lambda pair: (sum(map(self._is_kept, pair[0])), pair[1], pair[0]))

    def _may_move(self, request: int) -> bool:
        return self.problem.fixed_start[request] is None

    def _is_kept(self, request: int) -> bool:
        return self.seating.starts[request] == self.problem.previous[request]

    def _settle(self, request: int) -> None:
        """Let a meeting that has moved anyway start where its delegations have the fewest breaks."""
        n_steps = len(self.seating.steps)
        self.seating.take(request)
        if not self._place(request):
            self.seating.undo(n_steps)


def _keep_helpers(problem: AssemblyProblem, timetable: Timetable, found: Draft) -> Draft:
    """Return a draft with the rooms and interpreters of before for all that has not moved; as found where that leaves somebody without."""
    seating = _seating_of(problem, timetable)
    placed = [one for one, start in enumerate(found.starts) if start != NOBODY]
    for request in sorted(placed, key=lambda one: (found.starts[one] != problem.previous[one], found.starts[one], one)):
        if not seating.put(request, found.starts[request]):
            return found
    return seating.draft()
