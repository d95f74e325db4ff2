"""
Registers whose pairs are too many to write down: a problem of the best pairs of every line, made longer until it proves itself.

Half a billion pairs stand behind some two million listed ones. What is left out is held against every price
(:class:`releve.planning.problem.LeftOut`), so an optimum of the list is one of the register, or it is known which lists are too short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import RULES
from releve.eligibility.finding import Rule
from releve.errors import Problem
from releve.model import Snapshot
from releve.planning.build import frame_of
from releve.planning.clock import Clock
from releve.planning.decided import Decided, find_pin_problems, find_previous_problems
from releve.planning.engine.best_pairs import BestPairs, list_best_pairs
from releve.planning.engine.filling import Filler
from releve.planning.engine.head_start import ROUNDS, demand_of_all
from releve.planning.engine.prices import find_prices
from releve.planning.problem import AssignmentProblem, LeftOut, Pairs
from releve.planning.register import Register, register_of
from releve.planning.result import Result
from releve.planning.solve import clock_of, solve_within

MEN_A_SEAT, MEN_MORE = 3, 60
WOMEN_A_SEAT, WOMEN_MORE = 2, 30
"""First length of a list: so many for each seat, and so many more."""
LENGTHENING: Final = 4
MOST_TRIALS: Final = 4
"""Times that prices are found only to tell which lists are too short, before anything is searched."""
MARGIN_SHARE: Final = 100
"""A list counts as too short if it would be with seats cheaper by a hundredth of the highest fit: exact prices lie about as far off."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Listing:
    """
    A snapshot as a problem of listed pairs.

    Attributes
    ----------
    problem
        Holds the listed pairs, all pins and all pairs of the previous plan that may be planned.
    problems
        What is wrong with pins and previous plan, as :func:`releve.planning.build_problem` tells it.
    """

    register: Register
    decided: Decided
    lists: BestPairs
    problem: AssignmentProblem
    problems: tuple[Problem, ...]

    def lengthened(self, short: NDArray[np.int64], clock: Clock) -> Listing:
        """Return the listing with these lists, ``2 * j + g``, four times as long."""
        lists = self.lists.lengthened(self.register, short, LENGTHENING, is_over=clock.is_over)
        return _listing(self.register, self.decided, lists, self.problem)


def list_problem(snapshot: Snapshot, *, rules: Sequence[Rule] = RULES, clock: Clock | None = None) -> Listing:
    """
    Return the problem of the best pairs of every line, lists being as long as a few rounds of prices ask for.

    Parameters
    ----------
    rules
        The rule book.
    clock
        Lists stay as they are when it is over; None = no limit.
    """
    clock = clock or Clock()
    decided = Decided.from_snapshot(snapshot)
    register = register_of(snapshot, rules=rules, forbidden=decided.forbidden_by_post())
    frame = frame_of(snapshot)
    seats = frame.seats.astype(np.int64)
    most = np.stack((MEN_A_SEAT * seats + MEN_MORE, WOMEN_A_SEAT * seats + WOMEN_MORE), axis=1)
    listing = _listing(register, decided, list_best_pairs(register, most, is_over=clock.is_over), frame)
    for _ in range(MOST_TRIALS):
        filler = Filler(demand_of_all(listing.problem))
        filling = find_prices(filler, ROUNDS, is_over=clock.is_over)
        if filling is None or not len(short := filler.nearly_short(filling, register.top_fit // MARGIN_SHARE)):
            break
        listing = listing.lengthened(short, clock)
    return listing


def solve_listing(
    listing: Listing,
    *,
    time_limit_s: float | None = None,
    gap: float = 0.0,
    seed: int = 0,
    on_progress: Callable[[str, int, int, float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    certify: bool = True,
) -> tuple[Listing, Result]:
    """
    Return what :func:`releve.planning.solve` returns, for all pairs of the register, and the listing that its positions refer to.

    Parameters are those of `solve`. Of plans equal on every level the rule for ties decides among the listed pairs.

    Raises
    ------
    InvalidValueError
        If the time limit or the gap is out of its range.
    """
    clock = clock_of(time_limit_s, gap, should_stop)
    while True:
        result, short = solve_within(listing.problem, clock, gap=gap, seed=seed, on_progress=on_progress, near=None, certify=certify)
        if not len(short) or clock.is_over():
            return listing, result
        listing = listing.lengthened(short, clock)


def _listing(register: Register, decided: Decided, lists: BestPairs, frame: AssignmentProblem) -> Listing:
    pairs = _listed_pairs(register, decided, lists)
    snapshot, left = register.snapshot, frame.cap_left
    problems = (
        *find_pin_problems(snapshot, decided, pairs=pairs, cap_left=left, country=frame.country, rules=register.rules),
        *find_previous_problems(snapshot, decided, pairs=pairs, rules=register.rules),
    )
    if any(problem.is_error for problem in problems):
        pairs.pinned[:] = False
    problem = replace(frame, pairs=pairs, left_out=LeftOut(fit=lists.left_fit, n_eligible=lists.n_eligible))
    return Listing(register=register, decided=decided, lists=lists, problem=problem, problems=problems)


def _listed_pairs(register: Register, decided: Decided, lists: BestPairs) -> Pairs:
    """Return the listed pairs with the pins and the previous pairs that may be planned, by line and officer."""
    n_posts, n_officers = len(register.snapshot.posts), register.n_officers
    decided_pairs = np.array(sorted({*decided.pins, *decided.previous}), np.int64).reshape(-1, 2)
    kept_fit = np.zeros(len(decided_pairs), np.int32)
    may = np.zeros(len(decided_pairs), np.bool_)
    for j in np.unique(decided_pairs[:, 1]).tolist():
        mine = np.flatnonzero(decided_pairs[:, 1] == j)
        officers = decided_pairs[mine, 0]
        bits = register.admitted(j)
        may[mine] = (bits[officers // 64] >> (officers % 64).astype(np.uint64) & np.uint64(1)).astype(np.bool_)
        kept_fit[mine] = register.fit_of(j, officers)
    extra = decided_pairs[may]
    key = np.concatenate((lists.post_idx.astype(np.int64) * n_officers + lists.officer_idx, extra[:, 1] * n_officers + extra[:, 0]))
    key, first = np.unique(key, return_index=True)
    fit = np.concatenate((lists.fit, kept_fit[may]))[first]
    posts, officers = (key // max(1, n_officers)).astype(np.int32), (key % max(1, n_officers)).astype(np.int32)
    counts = np.bincount(posts, minlength=n_posts)
    pairs = Pairs(
        post_start=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        officer_idx=officers,
        post_idx=posts,
        fit=fit,
        waived_mask=np.zeros(len(key), np.uint32),
        unknown_mask=np.zeros(len(key), np.uint32),
        kept=np.zeros(len(key), np.bool_),
        pinned=np.zeros(len(key), np.bool_),
    )
    for j in register.lines_with_masks():
        own = slice(int(pairs.post_start[j]), int(pairs.post_start[j + 1]))
        pairs.waived_mask[own], pairs.unknown_mask[own] = register.masks_of(j, officers[own].astype(np.int64))
    pairs.mark(kept=decided.previous, pinned=decided.pins)
    return pairs
