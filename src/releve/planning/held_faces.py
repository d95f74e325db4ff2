"""
Parts of a face around the point of its linear program, in which a plan in whole numbers is likely to be and quick to find.

Of a large register a linear program leaves few lines with pairs in fractions. Held are the pairs that it chose in all other lines; where
that is too much, the lines whose officers those could take are let go as well, and theirs in turn.
Source of the idea: relaxation induced neighbourhoods (Danna, Rothberg, Le Pape, Mathematical Programming 102, 2005).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.problem import AssignmentProblem
from releve.planning.relaxation import Face

WHOLE: Final = 1e-6
"""A column this near to a whole number is taken for it; every plan made this way is checked in whole numbers."""
MOST_STEPS: Final = 2
"""So many times lines are let go whose officers the open ones could take."""


def held_faces(problem: AssignmentProblem, face: Face, point: NDArray[np.float64]) -> Iterator[Face]:
    """
    Yield ever larger parts of a face.

    Parameters
    ----------
    point
        Shape ``(n_columns,)``, pairs first: the columns of the linear program's optimum.
    """
    pairs = problem.pairs
    values, is_free = point[: len(pairs)], face.lower[: len(pairs)] < face.upper[: len(pairs)]
    is_chosen = is_free & (values > 1 - WHOLE)
    is_open = np.zeros(len(problem.post_id), np.bool_)
    is_open[pairs.post_idx[np.abs(values - np.rint(values)) > WHOLE]] = True
    for step in range(MOST_STEPS + 1):
        if step:
            is_near = np.zeros(len(problem.officer_id), np.bool_)
            is_near[pairs.officer_idx[is_free & is_open[pairs.post_idx]]] = True
            is_open[pairs.post_idx[is_chosen & is_near[pairs.officer_idx]]] = True
        lower = face.lower.copy()
        lower[np.flatnonzero(is_chosen & ~is_open[pairs.post_idx])] = 1
        yield replace(face, lower=lower)
