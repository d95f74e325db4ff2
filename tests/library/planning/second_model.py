"""A problem as the second model of `checks.milp_levels` takes it, and the bounds that it finds false."""

import numpy as np

from checks.milp_levels import Milp, opinions
from releve.planning import LEVELS, AssignmentProblem, Result


def milp_of(problem: AssignmentProblem) -> Milp:
    """Return the arrays of a problem."""
    pairs = problem.pairs
    officer, line = pairs.officer_idx.astype(np.int64), pairs.post_idx.astype(np.int64)
    priority = problem.priority[line]
    return Milp(
        officer=officer,
        line=line,
        cap=problem.mission[line].astype(np.int64) * problem.cap_left.shape[1] + problem.country[officer],
        group=np.where(problem.woman[officer], problem.group[line], -1).astype(np.int64),
        is_pinned=pairs.pinned,
        seats=problem.seats.astype(np.int64),
        cap_left=problem.cap_left.ravel().astype(np.int64),
        need=problem.group_need,
        gains=(
            *((priority == level).astype(np.int64) for level in (1, 2, 3, 4)),
            None,
            pairs.kept.astype(np.int64),
            pairs.fit.astype(np.int64),
        ),
    )


def false_bounds(problem: AssignmentProblem, result: Result) -> list[str]:
    """Return the levels whose bound some plan exceeds that reaches the plan's values on the levels before it; by the second model."""
    values, bounds = result.objective.compare_key(), result.bound.compare_key()
    found = []
    for name, bound, opinion in zip(LEVELS, bounds, opinions(milp_of(problem), values), strict=True):
        assert opinion.is_proven
        if opinion.value is None or opinion.value > bound:
            found.append(name)
    return found
