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
from releve.assembly.engine.search import FEW_MOVES_A_REQUEST, search_timetable
from releve.assembly.problem import build_problem
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Timetable

FEW_REQUESTS: Final = 16
"""Up to so many requests a search through all timetables ends soon; a short one by exchanges leads to it."""
MOST_STARTS: Final = 6000
"""Up to so many a search through all timetables is begun at all."""


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
    search_s = time_limit_s if time_limit_s is None or n_starts > MOST_STARTS else time_limit_s / 2
    few = FEW_MOVES_A_REQUEST * len(problem.requests) if len(problem.requests) <= FEW_REQUESTS else None
    draft = search_timetable(problem, clock=clock, time_limit_s=search_s, seed=seed, n_moves=few, progress=progress)
    loose = bound_by_counting(problem)
    bound = tighten_by_days(problem, count_draft(problem, draft), loose, clock=clock)
    if n_starts <= MOST_STARTS:

        def polish(rough: Draft) -> Draft:
            return search_timetable(problem, clock=clock, time_limit_s=search_s, seed=seed, n_moves=few, wished=rough.starts)

        draft, bound = prove_levels(problem, draft, bound, loose=loose, clock=clock, polish=polish)
    objective = count_draft(problem, draft)
    if objective.breaks > bound.breaks:
        unavoidable = bound_breaks(problem, draft, objective, clock=clock)
        bound = replace(bound, breaks=max(bound.breaks, unavoidable))
    return Timetable(meetings=list_meetings(problem, draft), objective=objective, bound=bound)
