"""The plan seen by officer and by post line: the one place where reporting reads the arrays of the problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import UNKNOWN, Snapshot
from releve.planning.problem import AssignmentProblem
from releve.planning.result import Result

WOMAN: Final = 0
"""Code of F in the register's gender column."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PlanRows:
    """
    A plan of ``n_assigned`` pairs over ``n_officers`` officers and ``n_posts`` post lines.

    Attributes
    ----------
    officer_idx, post_idx
        Shape ``(n_assigned,)``, int64, in the order of posts, then officers.
    pair_idx
        Shape ``(n_assigned,)``, int64: where each stands among the pairs of the problem.
    filled
        Shape ``(n_posts,)``, int64: seats of each line that the plan fills.
    free
        Shape ``(n_officers,)``, bool: neither placed nor serving.
    """

    officer_idx: NDArray[np.int64]
    post_idx: NDArray[np.int64]
    pair_idx: NDArray[np.int64]
    filled: NDArray[np.int64]
    free: NDArray[np.bool_]


def plan_rows(snapshot: Snapshot, problem: AssignmentProblem, result: Result) -> PlanRows:
    """Return the plan by officer and post line."""
    officer_idx = problem.pairs.officer_idx[result.chosen].astype(np.int64)
    post_idx = problem.pairs.post_idx[result.chosen].astype(np.int64)
    serving = {deployment.officer_id for deployment in snapshot.deployments}
    free = np.array([officer_id not in serving for officer_id in problem.officer_id], np.bool_)
    free[officer_idx] = False
    order = np.lexsort((officer_idx, post_idx))
    return PlanRows(
        officer_idx=officer_idx[order],
        post_idx=post_idx[order],
        pair_idx=result.chosen[order].astype(np.int64),
        filled=np.bincount(post_idx, minlength=len(problem.post_id)).astype(np.int64),
        free=free,
    )


def country_of(snapshot: Snapshot, officer_idx: int) -> str | None:
    """Return the country of one officer, None where the cell is blank."""
    index = int(snapshot.officers.country[officer_idx])
    return None if index == UNKNOWN else snapshot.officers.countries[index]
