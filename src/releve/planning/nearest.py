"""Of all plans that are equal on every level: the one that shares most pairs with another plan (decision 0005)."""

from __future__ import annotations

from math import floor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.clock import Clock
from releve.planning.objective import evaluate_plan, is_feasible
from releve.planning.problem import AssignmentProblem
from releve.planning.relaxation import Face, Relaxation
from releve.planning.solvers.highs import LinearProgram, SolverOutcome, search_core

WHOLE: Final = 1e-6
"""A number this near to a whole one is taken for it; every plan made this way is counted again in whole numbers."""


def nearest_equal_plan(
    problem: AssignmentProblem, relaxation: Relaxation, face: Face, chosen: NDArray[np.int64], *, near: NDArray[np.int64], clock: Clock
) -> NDArray[np.int64]:
    """
    Return a plan of the same value on every level that shares most pairs with another one; ``chosen`` itself where none shares more.

    Found by the linear program, closed by branch and bound where that gives halves of officers; counted again in whole numbers.
    When the clock is over before that, the best plan found so far is returned.

    Parameters
    ----------
    face
        What holds every plan that is as good as ``chosen`` on every level.
    chosen, near
        Positions in ``problem.pairs``; ``near`` need not be a plan of this problem.
    """
    gain = np.zeros(relaxation.n_columns, np.int64)
    gain[near] = 1
    if clock.is_over() or not face.may_vary(gain):
        return chosen
    solution = LinearProgram(relaxation, face, clock).maximise(gain)
    if solution.outcome is not SolverOutcome.OPTIMAL:
        # What a program that was stopped would have reached is not known.
        return chosen
    best = _better(problem, chosen, solution.columns[: relaxation.n_pairs], gain)
    if _shared(gain, best) >= floor(float(gain @ solution.columns) + WHOLE) or clock.is_over():
        return best
    found = search_core(relaxation, face, gain, gap=0.0, clock=clock)
    return best if found.columns is None else _better(problem, best, found.columns[: relaxation.n_pairs], gain)


def _better(
    problem: AssignmentProblem, chosen: NDArray[np.int64], values: NDArray[np.float64] | NDArray[np.int64], gain: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the plan of these columns if it is whole, feasible, equal on every level and shares more; else ``chosen``."""
    whole = np.rint(values)
    if not np.allclose(values, whole, rtol=0, atol=WHOLE):
        return chosen
    plan = np.flatnonzero(whole > 0).astype(np.int64)
    is_equal = is_feasible(problem, plan) and evaluate_plan(problem, plan) == evaluate_plan(problem, chosen)
    return plan if is_equal and _shared(gain, plan) > _shared(gain, chosen) else chosen


def _shared(gain: NDArray[np.int64], chosen: NDArray[np.int64]) -> int:
    return int(gain[chosen].sum())
