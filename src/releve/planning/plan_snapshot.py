"""The plan of a snapshot of any size: over all its pairs where they are few, else over the best of every line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import Rule
from releve.errors import Problem
from releve.model import Snapshot
from releve.planning.build import build_problem
from releve.planning.decided import Decided
from releve.planning.register import Register, register_of
from releve.planning.result import NearPlan
from releve.planning.solve import clock_of, solve
from releve.planning.standing import Standing
from releve.planning.written_plan import near_plan

LISTED_FROM: Final = 5_000_000
"""Pairs beyond which a register is listed rather than written down whole."""


@dataclass(frozen=True, kw_only=True)
class SolveLimits:
    """When to stop, and how ties fall; as in :func:`releve.planning.solve`."""

    time_limit_s: float | None = None
    gap: float = 0.0
    seed: int = 0
    on_progress: Callable[[str, int, int, float], None] | None = None
    should_stop: Callable[[], bool] | None = None


def plan_snapshot(
    snapshot: Snapshot, *, rules: Sequence[Rule], limits: SolveLimits, near: Path | None = None, listed_from: int = LISTED_FROM
) -> tuple[Standing | None, tuple[Problem, ...]]:
    """
    Return the plan of a snapshot, and what is wrong with its pins and its previous plan; no plan where one of these is an error.

    Parameters
    ----------
    near
        Folder of another plan: of all plans equal on every level, one that shares most pairs with it is taken.
    listed_from
        Pairs that may be planned, >= 0, beyond which they are listed (:mod:`releve.planning.listing`) and not all written down. Plan
        and proof hold for all pairs either way; of a listed register ties are decided among listed pairs.

    Raises
    ------
    InvalidValueError
        If the time limit or the gap is out of its range.
    PlanMissingError, PlanDamagedError
        If ``near`` holds no plan that can be read.
    """
    register = register_of(snapshot, rules=rules, forbidden=Decided.from_snapshot(snapshot).forbidden_by_post())
    return (_plan_listed if register.has_more_pairs(listed_from) else _plan_whole)(register, limits, near)


def _plan_whole(register: Register, limits: SolveLimits, near: Path | None) -> tuple[Standing | None, tuple[Problem, ...]]:
    """Return the plan over all pairs."""
    snapshot, rules = register.snapshot, register.rules
    problem, problems = build_problem(snapshot, rules=rules, register=register)
    if any(found.is_error for found in problems):
        return None, problems
    pairs, other = _near(near, snapshot)
    positions = None
    if pairs is not None:
        found = (problem.pairs.position_of(officer_idx, post_idx) for officer_idx, post_idx in pairs.tolist())
        positions = np.array(sorted(position for position in found if position is not None), np.int64)
    result = solve(problem, near=positions, **vars(limits))
    standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=rules, seed=limits.seed, known_register=register)
    return _with_near(standing, other, positions), problems


def _plan_listed(register: Register, limits: SolveLimits, near: Path | None) -> tuple[Standing | None, tuple[Problem, ...]]:
    """Return the plan over the best pairs of every line, proven for all."""
    # Imported here, for it loads the compiler of loops, which takes most of a second: a small register needs none.
    from releve.planning.listing import list_problem, solve_listing  # noqa: PLC0415

    snapshot, rules = register.snapshot, register.rules
    clock = clock_of(limits.time_limit_s, limits.gap, limits.should_stop)
    pairs, other = _near(near, snapshot)
    listing = list_problem(snapshot, rules=rules, register=register, clock=clock, also=[] if pairs is None else map(tuple, pairs.tolist()))
    if any(found.is_error for found in listing.problems):
        return None, listing.problems
    left_s = None if limits.time_limit_s is None else clock.left_s()
    listing, result = solve_listing(listing, near=pairs, **{**vars(limits), "time_limit_s": left_s})
    result = replace(result, runtime_s=clock.elapsed_s())
    standing = Standing(snapshot=snapshot, problem=listing.problem, result=result, rules=rules, seed=limits.seed, known_register=register)
    return _with_near(standing, other, None if pairs is None else listing.positions_of(pairs)), listing.problems


def _near(near: Path | None, snapshot: Snapshot) -> tuple[NDArray[np.int64] | None, NearPlan | None]:
    return (None, None) if near is None else near_plan(near, snapshot)


def _with_near(standing: Standing, other: NearPlan | None, positions: NDArray[np.int64] | None) -> Standing:
    """Return a plan with what it has in common with another one, whose pairs stand at these positions."""
    if other is None or positions is None:
        return standing
    return replace(standing, near=replace(other, shared=len(np.intersect1d(positions, standing.result.chosen))))
