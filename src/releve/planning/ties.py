"""Ties."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.planning.clock import Clock
from releve.planning.problem import AssignmentProblem


def break_ties(problem: AssignmentProblem, chosen: NDArray[np.int64], *, seed: int, clock: Clock) -> NDArray[np.int64]:
    """Return the plan."""
    return chosen
