"""The planner of this repository, from its own arrays in memory to its plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from benchmarks.planning.instance import LEVELS, SHORTFALL
from benchmarks.planning.recorder import Recorder

from releve.planning import AssignmentProblem, ObjectiveValue, Pairs, solve

WARM_UP: Final = 12
"""Officers of the problem that is solved before the clock starts, so that kernels are loaded."""


def warm_up() -> None:
    """Solve a small problem with caps, women, kept and tied pairs, which loads the solver and every kernel."""
    n_posts = WARM_UP // 3
    shape = (n_posts, WARM_UP)
    post, officer = (axis.ravel().astype(np.int32) for axis in np.indices(shape))
    pairs = Pairs(
        post_start=np.arange(n_posts + 1, dtype=np.int64) * WARM_UP,
        officer_idx=officer,
        post_idx=post,
        fit=((7 * officer + 5 * post) % 11).astype(np.int32),
        waived_mask=np.zeros(len(post), np.uint32),
        unknown_mask=np.zeros(len(post), np.uint32),
        kept=officer == post,
        pinned=np.zeros(len(post), np.bool_),
    )
    solve(
        AssignmentProblem(
            officer_id=tuple(f"O{i}" for i in range(WARM_UP)),
            post_id=tuple(f"P{j}" for j in range(n_posts)),
            woman=np.arange(WARM_UP) % 4 == 0,
            country=(np.arange(WARM_UP) % 3).astype(np.int32),
            clearance_expires_on=np.full(WARM_UP, "NaT", "datetime64[D]"),
            seats=np.full(n_posts, 2, np.int32),
            priority=(np.arange(n_posts) % 4 + 1).astype(np.int8),
            mission=(np.arange(n_posts) % 2).astype(np.int32),
            group=(np.arange(n_posts) % 2).astype(np.int32),
            group_need=np.array([2, 1], np.int64),
            cap_left=np.full((2, 3), 2, np.int32),
            pairs=pairs,
        )
    )


def without_side_rules(problem: AssignmentProblem) -> AssignmentProblem:
    """Return the problem with no caps that can bind, no target of women and no pin."""
    pairs = replace(problem.pairs, pinned=np.zeros_like(problem.pairs.pinned))
    return replace(
        problem,
        pairs=pairs,
        group_need=np.zeros_like(problem.group_need),
        cap_left=np.full_like(problem.cap_left, problem.seats.sum()),
    )


def solve_own(problem: AssignmentProblem, recorder: Recorder, *, limit_s: float) -> None:
    """Solve within a limit of seconds, and record values, bounds and the plan."""

    def note(level: str, value: int, bound: int, elapsed_s: float) -> None:
        index = LEVELS.index(level)
        sign = -1 if index == SHORTFALL else 1
        recorder.note({index: sign * value}, {index: sign * bound}, at_s=elapsed_s, last=True)

    result = solve(problem, time_limit_s=limit_s, on_progress=note)
    inside_s = recorder.elapsed_s()
    recorder.note(_more_is_better(result.objective), _more_is_better(result.bound), at_s=inside_s, last=True)
    pairs = problem.pairs
    recorder.finish("optimal" if result.status == "optimal" else "limit", solves=1)
    recorder.keep_plan(pairs.officer_idx[result.chosen].astype(np.int64), pairs.post_idx[result.chosen].astype(np.int64))


def _more_is_better(value: ObjectiveValue) -> dict[int, int]:
    return {index: -v if index == SHORTFALL else v for index, v in enumerate(value.as_tuple())}
