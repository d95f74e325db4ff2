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
from releve.planning.engine.head_start import ROUNDS, Groundwork, demand_of_lists
from releve.planning.engine.prices import find_prices
from releve.planning.problem import AssignmentProblem, LeftOut, Pairs
from releve.planning.register import Register, register_of
from releve.planning.result import Result
from releve.planning.solve import clock_of, solve_within

MEN_A_SEAT, MEN_MORE = 3, 60
WOMEN_A_SEAT, WOMEN_MORE = 2, 30
"""First length of a list: so many for each seat, and so many more."""
MOST_TRIALS: Final = 12
"""Times that prices are looked for only to tell which lists are too short, before anything is searched;"""
ROUNDS_A_TRIAL: Final = 2
"""in so many rounds each, beginning with the prices of the trial before, as long as many lists are."""
FEW_SHARE: Final = 200
"""Many are more than a 200th of all."""
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
    groundwork
        The seats over these lists and the prices that they were tried with; None = not at hand.
    """

    register: Register
    decided: _DecidedPairs
    lists: BestPairs
    problem: AssignmentProblem
    problems: tuple[Problem, ...]
    groundwork: Groundwork | None = None

    def lengthened(self, short: NDArray[np.int64], lowest: NDArray[np.int64], clock: Clock) -> Listing:
        """
        Return the listing with these lists, ``2 * j + g``, made longer.

        Parameters
        ----------
        lowest
            Shape as ``short``: the lowest fit that each is to hold, as far as a list grows at a time (:meth:`BestPairs.lengthened`).
        """
        lists = self.lists.lengthened(self.register, short, lowest=lowest, is_over=clock.is_over)
        problem = _problem_of(self.register, self.decided, lists, self.problem, is_pinned=bool(self.problem.pairs.pinned.any()))
        return replace(self, lists=lists, problem=problem, groundwork=None)


@dataclass(frozen=True, kw_only=True, eq=False)
class _DecidedPairs:
    """Decisions, and the pinned and previous pairs that may be planned: officer, line and fit, each shape ``(n,)``."""

    decided: Decided
    officer_idx: NDArray[np.int64]
    post_idx: NDArray[np.int64]
    fit: NDArray[np.int32]


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
    pairs_decided = _decided_pairs(register, decided)
    lists = list_best_pairs(register, most, is_over=clock.is_over)
    problem = _problem_of(register, pairs_decided, lists, frame, is_pinned=True)
    problems = (
        *find_pin_problems(snapshot, decided, pairs=problem.pairs, cap_left=frame.cap_left, country=frame.country, rules=rules),
        *find_previous_problems(snapshot, decided, pairs=problem.pairs, rules=rules),
    )
    if any(found.is_error for found in problems):
        problem.pairs.pinned[:] = False
    listing = Listing(register=register, decided=pairs_decided, lists=lists, problem=problem, problems=problems)
    return _tried(listing, clock)


def _tried(listing: Listing, clock: Clock) -> Listing:
    """Return the listing with lists long enough for good prices, first for prices of a few rounds, then for the best that are found."""
    rounds, margin = ROUNDS_A_TRIAL, listing.register.top_fit // MARGIN_SHARE
    groundwork = Groundwork(demand=demand_of_lists(listing.problem, listing.lists))
    for _ in range(MOST_TRIALS):
        filler = Filler(groundwork.demand)
        filling = find_prices(filler, rounds, is_over=clock.is_over, start=groundwork.prices)
        if filling is None:
            break
        groundwork = replace(groundwork, prices=filling.prices, filling=filling if rounds == ROUNDS else None)
        short, lowest = filler.nearly_short(filling, margin)
        if not len(short) and rounds == ROUNDS:
            break
        if len(short) <= len(listing.lists.left_fit) // FEW_SHARE:
            rounds = ROUNDS
        if len(short):
            listing = listing.lengthened(short, lowest, clock)
            groundwork = Groundwork(demand=demand_of_lists(listing.problem, listing.lists), prices=filling.prices)
    return replace(listing, groundwork=groundwork)


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
        result, short = solve_within(
            listing.problem, clock, gap=gap, seed=seed, on_progress=on_progress, near=None, certify=certify, groundwork=listing.groundwork
        )
        if not len(short) or clock.is_over():
            return listing, result
        # Which fit would be enough is not known here: the lists double.
        listing = listing.lengthened(short, np.full(len(short), listing.register.top_fit + 1), clock)


def _decided_pairs(register: Register, decided: Decided) -> _DecidedPairs:
    """Return the pins and the previous pairs that may be planned."""
    wanted = np.array(sorted({*decided.pins, *decided.previous}), np.int64).reshape(-1, 2)
    fit, may = np.zeros(len(wanted), np.int32), np.zeros(len(wanted), np.bool_)
    by_line = np.argsort(wanted[:, 1], kind="stable")
    lines, first = np.unique(wanted[by_line, 1], return_index=True)
    for j, mine in zip(lines.tolist(), np.split(by_line, first[1:]), strict=True):
        officers = wanted[mine, 0]
        bits = register.admitted(j)
        may[mine] = (bits[officers // 64] >> (officers % 64).astype(np.uint64) & np.uint64(1)).astype(np.bool_)
        fit[mine] = register.fit_of(j, officers)
    return _DecidedPairs(decided=decided, officer_idx=wanted[may, 0], post_idx=wanted[may, 1], fit=fit[may])


def _problem_of(
    register: Register, also: _DecidedPairs, lists: BestPairs, frame: AssignmentProblem, *, is_pinned: bool
) -> AssignmentProblem:
    """Return the problem of the listed pairs with the pins and the previous pairs that may be planned, by line and officer."""
    n_posts, n_officers = len(register.snapshot.posts), register.n_officers
    key = np.concatenate((lists.post_idx.astype(np.int64) * n_officers + lists.officer_idx, also.post_idx * n_officers + also.officer_idx))
    key, first = np.unique(key, return_index=True)
    posts, officers = (key // max(1, n_officers)).astype(np.int32), (key % max(1, n_officers)).astype(np.int32)
    pairs = Pairs(
        post_start=np.concatenate(([0], np.cumsum(np.bincount(posts, minlength=n_posts)))).astype(np.int64),
        officer_idx=officers,
        post_idx=posts,
        fit=np.concatenate((lists.fit, also.fit))[first],
        waived_mask=np.zeros(len(key), np.uint32),
        unknown_mask=np.zeros(len(key), np.uint32),
        kept=np.zeros(len(key), np.bool_),
        pinned=np.zeros(len(key), np.bool_),
    )
    for j in register.lines_with_masks():
        own = slice(int(pairs.post_start[j]), int(pairs.post_start[j + 1]))
        pairs.waived_mask[own], pairs.unknown_mask[own] = register.masks_of(j, officers[own].astype(np.int64))
    pairs.mark(kept=also.decided.previous, pinned=also.decided.pins if is_pinned else ())
    return replace(frame, pairs=pairs, left_out=LeftOut(fit=lists.left_fit, n_eligible=lists.n_eligible))
