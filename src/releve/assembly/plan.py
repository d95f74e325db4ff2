"""From an assembly's folder to its timetable: search, then bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.break_bound import bound_breaks
from releve.assembly.engine.counted import bound_by_counting
from releve.assembly.engine.day_bound import tighten_by_days
from releve.assembly.engine.draft import Draft, count_draft, list_meetings
from releve.assembly.engine.exact import prove_levels
from releve.assembly.engine.search import FEW_MOVES_A_REQUEST, plan_moves, search_timetable
from releve.assembly.problem import AssemblyProblem, build_problem
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Objective, Timetable

FEW_REQUESTS: Final = 16
"""Up to so many requests a search through all timetables ends soon; a short one by exchanges leads to it."""
MOST_STARTS: Final = 6000
"""Up to so many a search through all timetables is begun at all."""
LONG_S: Final = 4.0
"""From so many seconds on a limit leaves `BOUND_S` for bounds."""
BOUND_S: Final = 1.0
FINISH_S: Final = 1e-4
"""Seconds a request that a short limit leaves for rooms, counting and writing down."""
FIRST_SHARE: Final = 0.4
"""Share of a limit for the first search by exchanges where a proof may follow."""
PROOF_SHARE: Final = 0.4
"""Share of the time left for that proof; the rest is for further searches and for the breaks of single delegations."""
POLISH_SHARE: Final = 0.3
"""Share of the time left for a search by exchanges that begins from a timetable of the other search."""


def plan_timetable(
    folder: AssemblyFolder,
    *,
    time_limit_s: float | None = None,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Timetable:
    """
    Return a timetable that keeps every hard constraint of the contract, with what is proven about it.

    Parameters
    ----------
    folder
        Checked: fixed meetings keep the hard constraints.
    time_limit_s
        Seconds >= 0; None = as many moves as the size asks for. Where no limit ends the search, the same folder and seed
        give the same timetable on every machine.
    progress
        Called with the share of the search that is done, 0..1.
    stop
        Asked now and then; True ends the search with the best found so far.
    """
    clock = Clock(time_limit_s, stop)
    problem = build_problem(folder)
    planner = Planner(problem=problem, clock=clock, time_limit_s=time_limit_s, seed=seed, progress=progress)
    planner.begin()
    if planner.is_provable:
        planner.prove()
    planner.search_on()
    draft, bound = planner.draft, planner.bound
    objective = count_draft(problem, draft)
    if objective.breaks > bound.breaks:
        bound = replace(bound, breaks=max(bound.breaks, bound_breaks(problem, draft, objective, clock=clock)))
    return Timetable(meetings=list_meetings(problem, draft), objective=objective, bound=bound)


@dataclass(kw_only=True)
class Planner:
    """The best timetable so far and what is proven of it, step by step."""

    problem: AssemblyProblem
    clock: Clock
    time_limit_s: float | None
    seed: int
    progress: Callable[[float], None] | None
    is_provable: bool = field(init=False)
    n_moves: int = field(init=False)
    draft: Draft = field(init=False)
    bound: Objective = field(init=False)
    loose: Objective = field(init=False)

    def begin(self) -> None:
        """Search by exchanges for the first time, and bound by days."""
        n_requests = len(self.problem.requests)
        self.is_provable = sum(map(len, self.problem.starts)) <= MOST_STARTS
        search_s = self._first_search_s()
        self.n_moves = FEW_MOVES_A_REQUEST * n_requests if n_requests <= FEW_REQUESTS else plan_moves(n_requests, search_s)
        time_s = None if search_s is None else max(0.0, search_s - self.clock.elapsed_s() - FINISH_S * n_requests)
        self.draft = search_timetable(
            self.problem, clock=self.clock, n_moves=self.n_moves, time_s=time_s, seed=self.seed, progress=self.progress
        )
        self.loose = bound_by_counting(self.problem)
        self.bound = self._tighten(self.loose)

    def prove(self) -> None:
        """Search through all timetables, level by level, as far as that gets."""

        def polish(rough: Draft) -> Draft:
            left_s = None if self.time_limit_s is None else POLISH_SHARE * self.clock.left_s()
            return search_timetable(
                self.problem, clock=self.clock, n_moves=self.n_moves, time_s=left_s, seed=self.seed, wished=rough.starts
            )

        self.draft, self.bound = prove_levels(
            self.problem, self.draft, self.bound, loose=self.loose, clock=self.clock.part(PROOF_SHARE), polish=polish
        )

    def search_on(self) -> None:
        """Spend what is left of a limit, but for the last bounds, on searches from the best so far; without one, none is made."""
        if self.time_limit_s is None:
            return
        spared_s = max(BOUND_S / 2, self.time_limit_s / 10)
        seed = self.seed
        while count_draft(self.problem, self.draft) != self.bound and self.clock.left_s() > 1.5 * spared_s and not self.clock.is_over():
            seed += 1
            time_s = self.clock.left_s() - spared_s
            found = search_timetable(
                self.problem, clock=self.clock, n_moves=self.n_moves, time_s=time_s, seed=seed, wished=self.draft.starts
            )
            self._take(found)

    def _take(self, found: Draft) -> None:
        """Keep a timetable if it is better; what was proven holds as far as the levels before are equal."""
        values, better = count_draft(self.problem, self.draft).key(), count_draft(self.problem, found).key()
        if better >= values:
            return
        risen = next(level for level, pair in enumerate(zip(better, values, strict=True)) if pair[0] != pair[1])
        self.draft = found
        self.bound = self._tighten(Objective.of_key((*self.bound.key()[: risen + 1], *self.loose.key()[risen + 1 :])))

    def _tighten(self, bound: Objective) -> Objective:
        return tighten_by_days(self.problem, count_draft(self.problem, self.draft), bound, clock=self.clock)

    def _first_search_s(self) -> float | None:
        """Return the seconds of a limit for the first search by exchanges."""
        if self.time_limit_s is None:
            return None
        if self.is_provable:
            return self.time_limit_s * FIRST_SHARE
        return self.time_limit_s - BOUND_S if self.time_limit_s >= LONG_S else self.time_limit_s
