"""
The optimum of a plan level by level, each level one search in whole numbers by HiGHS with the levels before it held.

Imports nothing of the library: the model stands here a second time, one column a pair and one a parity group, all at once and without
any shortening of its own. Slow; the second opinion where trying every plan is out of the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, isfinite
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

WHOLE = 1e-5
"""A bound this far below a whole number counts as that number."""
UNKNOWN_BOUND = 2**62


@dataclass(frozen=True, kw_only=True, eq=False)
class Milp:
    """
    Pairs of officer and line, and what limits them.

    Attributes
    ----------
    officer, line, cap, group
        Shape ``(n_pairs,)``: what a pair takes one of; ``group`` is -1 where a pair counts towards no target.
    is_pinned
        Shape ``(n_pairs,)``: pairs that must be chosen.
    seats, cap_left, need
        By line, by cap and by group; >= 0.
    gains
        By level: what each pair is worth, larger is better; None stands for the level of missing women.
    """

    officer: NDArray[np.int64]
    line: NDArray[np.int64]
    cap: NDArray[np.int64]
    group: NDArray[np.int64]
    is_pinned: NDArray[np.bool_]
    seats: NDArray[np.int64]
    cap_left: NDArray[np.int64]
    need: NDArray[np.int64]
    gains: Sequence[NDArray[np.int64] | None]


@dataclass(frozen=True, kw_only=True)
class LevelOpinion:
    """
    What the search of one level found, larger being better: the best plan's value (None = no plan found) and a proven bound.

    ``is_proven``: the search ended by itself, so that the value is the optimum of the level.
    """

    value: int | None
    bound: int
    is_proven: bool

    def agrees(self, value: int) -> bool:
        """Return whether an optimum that someone claims is this one, or lies where this search could not tell."""
        return value == self.value if self.is_proven else (self.value is None or self.value <= value) and value <= self.bound


def opinions(milp: Milp, claimed: Sequence[int], *, time_limit_s: float = highspy.kHighsInf) -> Iterator[LevelOpinion]:
    """
    Yield an opinion on each level, over the plans that reach on the levels before it what is ``claimed`` (larger is better).

    Parameters
    ----------
    time_limit_s
        Seconds for the search of one level.
    """
    columns = [_columns(milp, gain) for gain in milp.gains]
    for level, gain in enumerate(columns):
        # Each level begins anew: nothing of an earlier search, its clock included, counts.
        solver = _loaded(milp)
        solver.setOptionValue("time_limit", time_limit_s)
        for earlier, value in zip(columns[:level], claimed, strict=False):
            present = np.flatnonzero(earlier)
            solver.addRow(float(value), highspy.kHighsInf, len(present), present.astype(np.int32), earlier[present])
        solver.changeColsCost(len(gain), np.arange(len(gain), dtype=np.int32), -gain)
        solver.run()
        info, status = solver.getInfo(), solver.getModelStatus()
        assert status in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit}, (level, status)
        has_plan = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        yield LevelOpinion(
            value=round(-info.objective_function_value) if has_plan else None,
            bound=floor(WHOLE - info.mip_dual_bound) if isfinite(info.mip_dual_bound) else UNKNOWN_BOUND,
            is_proven=status == highspy.HighsModelStatus.kOptimal,
        )


def _loaded(milp: Milp) -> Any:  # noqa: ANN401 - highspy is untyped
    n_pairs, n_groups = len(milp.officer), len(milp.need)
    rows = [
        *((members, 0.0, 1.0, ()) for members in _members(milp.officer)),
        *((members, 0.0, float(milp.seats[milp.line[members[0]]]), ()) for members in _members(milp.line)),
        *((members, 0.0, float(milp.cap_left[milp.cap[members[0]]]), ()) for members in _members(milp.cap)),
        *(
            (np.flatnonzero(milp.group == g), float(need), highspy.kHighsInf, (n_pairs + g,))
            for g, need in enumerate(milp.need.tolist())
            if need > 0
        ),
    ]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n_pairs + n_groups, len(rows)
    lp.col_cost_ = np.zeros(n_pairs + n_groups)
    lp.col_lower_ = np.concatenate((milp.is_pinned, np.zeros(n_groups))).astype(np.float64)
    lp.col_upper_ = np.concatenate((np.ones(n_pairs), milp.need)).astype(np.float64)
    lp.row_lower_, lp.row_upper_ = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
    indices = [np.concatenate((members, also)).astype(np.int32) for members, _, _, also in rows]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum([len(one) for one in indices]))).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([np.zeros(0, np.int32), *indices])
    lp.a_matrix_.value_ = np.ones(len(lp.a_matrix_.index_))
    lp.integrality_ = [highspy.HighsVarType.kInteger] * (n_pairs + n_groups)
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.9)  # every level counts in whole numbers
    solver.passModel(lp)
    return solver


def _members(key: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the pairs of each key that has any."""
    order = np.argsort(key, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(key[order])) + 1) if len(key) else []


def _columns(milp: Milp, gain: NDArray[np.int64] | None) -> NDArray[np.float64]:
    """Return what each column is worth on a level: the pairs, then the women missing of each group."""
    of_pairs = np.zeros(len(milp.officer)) if gain is None else gain
    return np.concatenate((of_pairs, np.full(len(milp.need), 0.0 if gain is not None else -1.0))).astype(np.float64)
