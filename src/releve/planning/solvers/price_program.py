"""
Prices of seats, caps and women's targets for each level of the objective: the duals of one linear program, level after level.

Level k is maximised together with the levels before it, each of these weighted so heavily that no later level buys any of it.
So one basis serves all seven, and the prices of a level come with a multiplier for every earlier one.
Nothing here is trusted: whoever uses the prices computes the bound they prove in whole numbers
(:mod:`releve.planning.marginal.prices`), and too light a weight makes it weak, never false.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np
from numpy.typing import NDArray

from releve.exchange.interruptions import interruptions_held
from releve.planning.objective import FIT_LEVEL, SHORTFALL_LEVEL, pair_gain
from releve.planning.problem import AssignmentProblem
from releve.planning.result import LEVELS

OUTWEIGHS: Final = 4
"""How many units of a level one unit of the level before it outweighs; for fit, times the largest fit of a pair."""


@dataclass(frozen=True, kw_only=True, eq=False)
class FloatPrices:
    """
    Prices of one level, all >= 0, in units of the level.

    ``post`` has shape ``(n_posts,)``, ``cap`` ``(n_missions, n_countries)``, ``group`` ``(n_groups,)``; ``level_price`` holds a whole
    multiplier for every level before this one, 0 from it on.
    """

    level: int
    post: NDArray[np.float64]
    cap: NDArray[np.float64]
    group: NDArray[np.float64]
    level_price: tuple[int, ...]


def price_levels(problem: AssignmentProblem, n_levels: int) -> tuple[FloatPrices, ...]:
    """Return prices for the first levels, in the order of ``LEVELS``; zeros where the solver has none."""
    if not len(problem.pairs):
        return tuple(_prices(problem, level, np.zeros(0), np.zeros(0, np.int64)) for level in range(n_levels))
    lp, cap_rows = _program(problem)
    n_short = len(problem.group_need)
    gains = np.array([np.concatenate((pair_gain(problem, k), np.full(n_short, -int(k == SHORTFALL_LEVEL)))) for k in range(len(LEVELS))])
    solver = _SilentHighs()  # type: ignore[no-untyped-call]  # highspy annotates it in part
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 0)
    columns = np.arange(gains.shape[1], dtype=np.int32)
    found = []
    with interruptions_held() as held:
        solver.passModel(lp)
        for level in range(n_levels):
            weights = _weights(level, largest_fit=int(problem.pairs.fit.max(initial=1)))
            solver.changeColsCost(len(columns), columns, -(np.array(weights, np.float64) @ gains))
            if not held.has_come:
                solver.run()
            duals = np.array(solver.getSolution().row_dual, np.float64)
            if len(duals) != lp.num_row_ or not np.all(np.isfinite(duals)):
                duals = np.zeros(lp.num_row_)
            found.append(_prices(problem, level, duals, cap_rows))
    return tuple(found)


class _SilentHighs(highspy.Highs):
    """HiGHS without its banner, which it prints to standard output as soon as its callbacks are enabled."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is highspy's
        """Silence the solver first: highspy calls this while it makes the instance."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # as above


def _weights(level: int, *, largest_fit: int) -> tuple[int, ...]:
    """Return what one unit of each level counts while one is maximised; 0 for the levels after it."""
    weights = [0] * len(LEVELS)
    weights[level] = 1
    for earlier in range(level - 1, -1, -1):
        outweighs = OUTWEIGHS * (max(1, largest_fit) if earlier == FIT_LEVEL - 1 else 1)
        weights[earlier] = weights[earlier + 1] * outweighs
    return tuple(weights)


def _prices(problem: AssignmentProblem, level: int, duals: NDArray[np.float64], cap_rows: NDArray[np.int64]) -> FloatPrices:
    """Return the prices that the duals of all rows hold; the solver minimises, so theirs of seats and caps are negative."""
    n_officers, n_posts = len(problem.officer_id), len(problem.post_id)
    cap = np.zeros(problem.cap_left.size)
    post, group = np.zeros(n_posts), np.zeros(len(problem.group_need))
    if len(duals):
        first_cap = n_officers + n_posts
        first_group = first_cap + len(cap_rows)
        post = np.maximum(-duals[n_officers:first_cap], 0)
        cap[cap_rows] = np.maximum(-duals[first_cap:first_group], 0)
        group = np.maximum(duals[first_group:], 0)
    weights = _weights(level, largest_fit=int(problem.pairs.fit.max(initial=1)))
    return FloatPrices(
        level=level,
        post=post,
        cap=cap.reshape(problem.cap_left.shape),
        group=group,
        level_price=(*weights[:level], *[0] * (len(LEVELS) - level)),
    )


def _program(problem: AssignmentProblem) -> tuple[highspy.HighsLp, NDArray[np.int64]]:
    """Return the linear program without costs, and which caps have a row: rows are officers, lines, caps, groups, in this order."""
    pairs = problem.pairs
    n_officers, n_posts, n_groups = len(problem.officer_id), len(problem.post_id), len(problem.group_need)
    cap_key = problem.mission[pairs.post_idx].astype(np.int64) * problem.cap_left.shape[1] + problem.country[pairs.officer_idx]
    cap_rows, cap_of_pair = np.unique(cap_key, return_inverse=True)
    first_group = n_officers + n_posts + len(cap_rows)
    entries = np.column_stack(
        (
            pairs.officer_idx.astype(np.int64),
            n_officers + pairs.post_idx.astype(np.int64),
            n_officers + n_posts + cap_of_pair,
            np.where(problem.woman[pairs.officer_idx], first_group + problem.group[pairs.post_idx], -1),
        )
    )
    present = entries >= 0
    shortfalls = first_group + np.arange(n_groups)
    starts = np.concatenate(([0], np.cumsum(present.sum(axis=1)), present.sum() + 1 + np.arange(n_groups)))
    rows = np.concatenate((entries[present], shortfalls))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(pairs) + n_groups, first_group + n_groups
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_ = np.concatenate((pairs.pinned.astype(np.float64), np.zeros(n_groups)))
    lp.col_upper_ = np.concatenate((np.ones(len(pairs)), problem.group_need.astype(np.float64)))
    lp.row_lower_ = np.concatenate((np.full(first_group, -highspy.kHighsInf), problem.group_need.astype(np.float64)))
    limits = (np.ones(n_officers), problem.seats, problem.cap_left.ravel()[cap_rows], np.full(n_groups, highspy.kHighsInf))
    lp.row_upper_ = np.concatenate(limits).astype(np.float64)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = rows.astype(np.int32)
    lp.a_matrix_.value_ = np.ones(len(rows))
    return lp, cap_rows
