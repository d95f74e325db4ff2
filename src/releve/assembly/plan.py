"""From an assembly's folder to its timetable: search, then bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.break_bound import bound_breaks
from releve.assembly.engine.counted import bound_by_counting
from releve.assembly.engine.day_bound import tighten_by_days
from releve.assembly.engine.draft import Draft, count_draft, list_meetings
from releve.assembly.engine.exact import prove_levels
from releve.assembly.engine.search import FEW_MOVES_A_REQUEST, plan_moves, search_timetable
from releve.assembly.problem import build_problem
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Timetable

FEW_REQUESTS: Final = 16
"""Up to so many requests a search through all timetables ends soon; a short one by exchanges leads to it."""
MOST_STARTS: Final = 6000
"""Up to so many a search through all timetables is begun at all."""
POLISH_SHARE: Final = 0.3
"""Share of the time left for a second search by exchanges, from a timetable that the other search found."""
LONG_S: Final = 4.0
"""From so many seconds on a limit leaves `BOUND_S` for bounds."""
BOUND_S: Final = 1.0
PROOF_SHARE: Final = 0.7
"""Share of the time left for the search through all timetables; the rest is for the breaks of single delegations."""


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
    n_starts = sum(map(len, problem.starts))
    is_provable = n_starts <= MOST_STARTS
    search_s = None if time_limit_s is None else time_limit_s * _search_share(time_limit_s, is_provable=is_provable)
    n_moves = (
        FEW_MOVES_A_REQUEST * len(problem.requests)
        if len(problem.requests) <= FEW_REQUESTS
        else plan_moves(len(problem.requests), search_s)
    )
    time_s = None if search_s is None else max(0.0, search_s - clock.elapsed_s())
    draft = search_timetable(problem, clock=clock, n_moves=n_moves, time_s=time_s, seed=seed, progress=progress)
    loose = bound_by_counting(problem)
    bound = tighten_by_days(problem, count_draft(problem, draft), loose, clock=clock)
    if is_provable:

        def polish(rough: Draft) -> Draft:
            left_s = None if time_limit_s is None else POLISH_SHARE * clock.left_s()
            return search_timetable(problem, clock=clock, n_moves=n_moves, time_s=left_s, seed=seed, wished=rough.starts)

        draft, bound = prove_levels(problem, draft, bound, loose=loose, clock=clock.part(PROOF_SHARE), polish=polish)
    objective = count_draft(problem, draft)
    if objective.breaks > bound.breaks:
        unavoidable = bound_breaks(problem, draft, objective, clock=clock)
        bound = replace(bound, breaks=max(bound.breaks, unavoidable))
    return Timetable(meetings=list_meetings(problem, draft), objective=objective, bound=bound)


def _search_share(time_limit_s: float, *, is_provable: bool) -> float:
    """Return the share of a limit for the search by exchanges: half where a proof may follow, nearly all where only bounds do."""
    if is_provable:
        return 0.5
    return 1 - BOUND_S / time_limit_s if time_limit_s >= LONG_S else 1.0
