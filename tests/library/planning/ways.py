"""The ways by which `solve` comes to a plan, each taken on problems so small that it would not be taken by itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest

from releve.model import Snapshot
from releve.planning import AssignmentProblem, Result, build_problem, search, solve
from releve.planning import listing as listing_module
from releve.planning.clock import Clock
from releve.planning.engine import head_start, near_search
from releve.planning.listing import list_problem, solve_listing

SOLVE = import_module("releve.planning.solve")
ALL_PAIRS, NEAR_PRICES, LISTED = WAYS = ("all pairs", "near good prices", "listed")


@contextmanager
def on_the_way(name: str, *, shortest_lists: bool = True) -> Iterator[None]:
    """
    Have every search take one way.

    Near good prices few pairs are seen at first, so that most searches have to take more in; lists are as short as can be, or
    short for registers of size S, so that pairs left out matter.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SOLVE, "MANY_PAIRS", 10**9 if name == ALL_PAIRS else 0)
        if name != ALL_PAIRS:
            patch.setattr(search, "MANY_COLUMNS", 0)
        if shortest_lists:
            patch.setattr(head_start, "REACH_SHARE", 10_000)
            patch.setattr(near_search, "NEXT_REACH_SHARE", 10_000)
            patch.setattr(listing_module, "MOST_TRIALS", 0)
        lengths = (0, 1, 0, 1) if shortest_lists else (1, 4, 1, 2)
        for constant, length in zip(("MEN_A_SEAT", "MEN_MORE", "WOMEN_A_SEAT", "WOMEN_MORE"), lengths, strict=True):
            patch.setattr(listing_module, constant, length)
        yield


def solved_by(
    name: str,
    snapshot: Snapshot,
    *,
    problem: AssignmentProblem | None = None,
    seed: int = 0,
    should_stop: Callable[[], bool] | None = None,
) -> Result:
    """Return the result of one way, positions in the problem of all pairs; inside `on_the_way`."""
    whole = build_problem(snapshot)[0] if problem is None else problem
    if name != LISTED:
        return solve(whole, seed=seed, should_stop=should_stop)
    listing, result = solve_listing(list_problem(snapshot, clock=Clock(None, should_stop)), seed=seed, should_stop=should_stop)
    pairs = listing.problem.pairs
    found = [whole.pairs.position_of(int(pairs.officer_idx[k]), int(pairs.post_idx[k])) for k in result.chosen]
    chosen = np.array([k for k in found if k is not None], np.int64)
    assert len(chosen) == len(result.chosen)
    return replace(result, chosen=chosen)
