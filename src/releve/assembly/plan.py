"""From an assembly's folder to its timetable: search, then bounds."""

from __future__ import annotations

from collections.abc import Callable

from releve.assembly.clock import Clock
from releve.assembly.engine.counted import bound_by_counting
from releve.assembly.engine.draft import count_draft, list_meetings
from releve.assembly.engine.search import search_timetable
from releve.assembly.problem import build_problem
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Timetable


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
    draft = search_timetable(problem, clock=clock, time_limit_s=time_limit_s, seed=seed, progress=progress)
    objective = count_draft(problem, draft)
    return Timetable(meetings=list_meetings(problem, draft), objective=objective, bound=bound_by_counting(problem))
