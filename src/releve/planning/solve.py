"""`solve`: the best plan of a problem, with what is proven of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from releve.errors import InvalidValueError
from releve.exchange.interruptions import interruptions_held
from releve.model import SolveStatus
from releve.planning.clock import Clock
from releve.planning.found import Found
from releve.planning.objective import evaluate_plan
from releve.planning.problem import AssignmentProblem
from releve.planning.result import NOT_CERTIFIED, ObjectiveValue, Result
from releve.planning.ties import break_ties

if TYPE_CHECKING:
    from releve.planning.engine.head_start import Groundwork  # loads the compiled loops

MANY_PAIRS: Final = 150_000
"""From here on the search begins among the pairs near good prices; below, one look at all of them is as fast."""


def solve(
    problem: AssignmentProblem,
    *,
    time_limit_s: float | None = None,
    gap: float = 0.0,
    seed: int = 0,
    on_progress: Callable[[str, int, int, float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    near: NDArray[np.int64] | None = None,
    certify: bool = True,
) -> Result:
    """
    Return the best plan that could be found and proven, level by level; always a feasible plan.

    The same problem and seed give the same plan, unless a limit of time ends the search.

    Parameters
    ----------
    time_limit_s
        Seconds >= 0 after which the search ends; None = no limit.
    gap
        Relative gap, finite and >= 0, at which the search of a level may end unproven; 0 proves every level.
    seed
        Enters the tie rule only.
    on_progress
        Called with level, value, bound and seconds elapsed, whenever a level is bounded or closed. The value is that of the best
        plan known; while it misses the bound of a level before, it may lie on either side of this one's.
    should_stop
        Asked some 50 times a second; True ends the search.
    near
        Positions in ``problem.pairs`` of another plan: of all plans equal on every level, one that shares most pairs with it is
        taken, and the rule for ties decides only what is left open then (decision 0005). None = the rule for ties alone.
    certify
        Whether to write down the proof of each level's bound, which costs little.

    Raises
    ------
    InvalidValueError
        If the time limit or the gap is out of its range.
    """
    clock = clock_of(time_limit_s, gap, should_stop)
    return solve_within(problem, clock, gap=gap, seed=seed, on_progress=on_progress, near=near, certify=certify)[0]


def clock_of(time_limit_s: float | None, gap: float, should_stop: Callable[[], bool] | None) -> Clock:
    """
    Return a clock that starts now.

    Raises
    ------
    InvalidValueError
        If the time limit or the gap is out of its range.
    """
    if time_limit_s is not None and not time_limit_s >= 0:
        raise InvalidValueError(field="time_limit_s", value=str(time_limit_s), low=0, high=None)
    if not 0 <= gap < inf:
        raise InvalidValueError(field="gap", value=str(gap), low=0, high=None)
    return Clock(time_limit_s, should_stop)


def solve_within(
    problem: AssignmentProblem,
    clock: Clock,
    *,
    gap: float,
    seed: int,
    on_progress: Callable[[str, int, int, float], None] | None,
    near: NDArray[np.int64] | None,
    certify: bool,
    groundwork: Groundwork | None = None,
) -> tuple[Result, NDArray[np.int64]]:
    """
    Return what `solve` returns, and the lists of the problem that are too short to prove it (:class:`LeftOut`).

    ``groundwork`` saves time where it is at hand.
    """
    found = _search(problem, gap=gap, clock=clock, on_progress=on_progress, near=near, certify=certify, groundwork=groundwork)
    chosen = found.chosen
    if not len(found.short) or clock.is_over():
        # With lists too short the search goes on, and equal plans will be others.
        tied = problem if found.tied is None else replace(problem, pairs=problem.pairs.take(found.tied))
        chosen = _break_ties(tied, found, seed=seed, clock=clock, near=near)
    value = evaluate_plan(problem, chosen)
    result = Result(
        status=SolveStatus.OPTIMAL if value == found.bounds else SolveStatus.FEASIBLE,
        chosen=chosen,
        objective=value,
        bound=found.bounds,
        relative_gap=_relative_gaps(value, found.bounds),
        runtime_s=clock.elapsed_s(),
        certificate=found.certificate,
    )
    return result, found.short


def _search(
    problem: AssignmentProblem,
    *,
    gap: float,
    clock: Clock,
    on_progress: Callable[[str, int, int, float], None] | None,
    near: NDArray[np.int64] | None,
    certify: bool,
    groundwork: Groundwork | None,
) -> Found:
    """Return a plan and what is proven of it: among the pairs near good prices where there are many, else among all at once."""
    # Imported here, for it loads the solver, which `import releve.planning` must not; Ctrl-C that falls into the loading of a compiled
    # module can be lost there.
    with interruptions_held():
        from releve.planning.search import Search  # noqa: PLC0415

    if len(problem.pairs) >= MANY_PAIRS or problem.left_out is not None:
        with interruptions_held():
            from releve.planning.engine.near_search import search_near  # noqa: PLC0415
        found = search_near(problem, gap=gap, clock=clock, on_progress=on_progress, near=near, certify=certify, groundwork=groundwork)
        if found is not None:
            return found
    search = Search(problem, gap=gap, clock=clock, on_progress=on_progress)
    search.run()
    certificate = search.certificate() if certify else NOT_CERTIFIED
    if near is not None:
        search.approach(near)
    return Found(chosen=search.plan, tied=None, bounds=search.bounds(), certificate=certificate)


def _break_ties(tied: AssignmentProblem, found: Found, *, seed: int, clock: Clock, near: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """Return the plan after the rule for ties; positions in the whole problem's pairs."""
    if found.tied is None:
        return break_ties(tied, found.chosen, seed=seed, clock=clock, near=near)
    some = None if near is None else np.searchsorted(found.tied, np.intersect1d(near, found.tied))
    return found.tied[break_ties(tied, np.searchsorted(found.tied, found.chosen), seed=seed, clock=clock, near=some)]


def _relative_gaps(value: ObjectiveValue, bound: ObjectiveValue) -> tuple[float, ...]:
    return tuple(abs(b - v) / max(1, abs(b)) for v, b in zip(value.as_tuple(), bound.as_tuple(), strict=True))
