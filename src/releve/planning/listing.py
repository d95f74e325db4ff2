"""
Registers whose pairs are too many to write down: a problem of the best pairs of every line, made longer until it proves itself.

Half a billion pairs stand behind some two million listed ones. What is left out is held against every price
(:class:`releve.planning.problem.LeftOut`), so an optimum of the list is one of the register, or it is known which lists are too short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from releve.planning.decided import Decided
from releve.planning.decided_pairs import DecidedPairs, find_problems, pairs_of
from releve.planning.engine.best_pairs import BestPairs, list_best_pairs
from releve.planning.engine.filling import Filler
from releve.planning.engine.head_start import ROUNDS, Groundwork, demand_of_lists
from releve.planning.engine.prices import find_prices
from releve.planning.problem import AssignmentProblem, LeftOut
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
FEW_SHARE: Final = 50
"""Many are more than a 50th of all."""
MARGIN_SHARE: Final = 100
"""A list counts as too short if it would be with seats cheaper by a hundredth of the highest fit: exact prices lie about as far off."""
KEPT_MARGINS: Final = 3
"""In the end pairs are dropped that not even seats cheaper by three times as much would bring into a plan."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Listing:
    """
    A snapshot as a problem of listed pairs.

    Attributes
    ----------
    problem
        Holds the listed pairs, all pins, all pairs of the previous plan and all other pairs that were named, if they may be planned.
    problems
        What is wrong with pins and previous plan, as :func:`releve.planning.build_problem` tells it.
    groundwork
        The seats over these lists and the prices that they were tried with; None = not at hand.
    """

    register: Register
    decided: DecidedPairs
    lists: BestPairs
    problem: AssignmentProblem
    problems: tuple[Problem, ...]
    groundwork: Groundwork | None = None

    def positions_of(self, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where some listed pairs stand in the problem, increasing; pairs by officer and line, shape ``(n, 2)``."""
        found = (self.problem.pairs.position_of(officer_idx, post_idx) for officer_idx, post_idx in pairs.tolist())
        return np.array(sorted(position for position in found if position is not None), np.int64)

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


def list_problem(
    snapshot: Snapshot,
    *,
    rules: Sequence[Rule] = RULES,
    clock: Clock | None = None,
    register: Register | None = None,
    also: Iterable[tuple[int, int]] = (),
) -> Listing:
    """
    Return the problem of the best pairs of every line, lists being as long as a few rounds of prices ask for.

    Parameters
    ----------
    rules
        The rule book.
    clock
        Lists stay as they are when it is over; None = no limit.
    register
        The register of the snapshot under these rules where it is at hand already; None = made here.
    also
        More pairs to list where they may be planned, by officer and line: those of another plan to stay near to.
    """
    clock = clock or Clock()
    decided = Decided.from_snapshot(snapshot)
    register = register or register_of(snapshot, rules=rules, forbidden=decided.forbidden_by_post())
    frame = frame_of(snapshot)
    seats = frame.seats.astype(np.int64)
    most = np.stack((MEN_A_SEAT * seats + MEN_MORE, WOMEN_A_SEAT * seats + WOMEN_MORE), axis=1)
    pairs_decided = DecidedPairs.of(register, decided, also=also)
    lists = list_best_pairs(register, most, is_over=clock.is_over)
    problem = _problem_of(register, pairs_decided, lists, frame, is_pinned=True)
    problems = tuple(find_problems(snapshot, decided, problem, rules=rules))
    if any(found.is_error for found in problems):
        problem.pairs.pinned[:] = False
    listing = Listing(register=register, decided=pairs_decided, lists=lists, problem=problem, problems=problems)
    return _tried(listing, clock)


def _tried(listing: Listing, clock: Clock) -> Listing:
    """Return the listing with lists long enough for good prices: those of a few rounds, then the best that are found, then these alone."""
    rounds, margin = ROUNDS_A_TRIAL, listing.register.top_fit // MARGIN_SHARE
    groundwork = Groundwork(demand=demand_of_lists(listing.problem, listing.lists))
    for _ in range(MOST_TRIALS):
        filler = Filler(groundwork.demand)
        filling = find_prices(filler, rounds, is_over=clock.is_over, start=groundwork.prices)
        if filling is None:
            break
        is_best = rounds != ROUNDS_A_TRIAL
        groundwork = replace(groundwork, prices=filling.prices, filling=filling if is_best else None)
        short, lowest = filler.nearly_short(filling, margin)
        if is_best and not len(short):
            break
        if len(short) <= len(listing.lists.left_fit) // FEW_SHARE:
            rounds = 1 if is_best else ROUNDS
        if len(short):
            listing = listing.lengthened(short, lowest, clock)
            groundwork = Groundwork(demand=demand_of_lists(listing.problem, listing.lists), prices=filling.prices)
    return _trimmed(replace(listing, groundwork=groundwork), KEPT_MARGINS * margin)


def _trimmed(listing: Listing, margin: int) -> Listing:
    """Return the listing without the ends of lists that the best prices found make needless: half of a large register's pairs."""
    groundwork = listing.groundwork
    if groundwork is None or groundwork.filling is None:
        return listing
    lowest = Filler(groundwork.demand).lowest_fit(groundwork.filling, margin)
    lists = listing.lists.from_fit(lowest)
    if len(lists) == len(listing.lists):
        return listing
    problem = _problem_of(listing.register, listing.decided, lists, listing.problem, is_pinned=bool(listing.problem.pairs.pinned.any()))
    # Nobody who is placed was dropped, so the filling is one of the shorter lists as well.
    return replace(listing, lists=lists, problem=problem, groundwork=replace(groundwork, demand=demand_of_lists(problem, lists)))


def solve_listing(
    listing: Listing,
    *,
    time_limit_s: float | None = None,
    gap: float = 0.0,
    seed: int = 0,
    on_progress: Callable[[str, int, int, float], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    near: NDArray[np.int64] | None = None,
    certify: bool = True,
) -> tuple[Listing, Result]:
    """
    Return what :func:`releve.planning.solve` returns, for all pairs of the register, and the listing that its positions refer to.

    Parameters are those of `solve`, but for ``near``. Of plans equal on every level that one is taken which shares most pairs with
    another plan, then the one that the rule for ties prefers, both among plans of listed pairs.

    Parameters
    ----------
    near
        Shape ``(n, 2)``: the pairs of another plan by officer and line, all of them listed (`list_problem`, ``also``); None = no plan.

    Raises
    ------
    InvalidValueError
        If the time limit or the gap is out of its range.
    """
    clock = clock_of(time_limit_s, gap, should_stop)
    while True:
        # Positions of pairs change with every list that is made longer.
        at = None if near is None else listing.positions_of(near)
        result, short = solve_within(
            listing.problem, clock, gap=gap, seed=seed, on_progress=on_progress, near=at, certify=certify, groundwork=listing.groundwork
        )
        if not len(short) or clock.is_over():
            return listing, result
        # Which fit would be enough is not known here: the lists double.
        listing = listing.lengthened(short, np.full(len(short), listing.register.top_fit + 1), clock)


def _problem_of(
    register: Register, decided: DecidedPairs, lists: BestPairs, frame: AssignmentProblem, *, is_pinned: bool
) -> AssignmentProblem:
    """Return the problem of the listed pairs with the decided ones, by line and officer."""
    pairs = pairs_of(register, decided, lists.officer_idx, lists.post_idx, lists.fit)
    if not is_pinned:
        pairs.pinned[:] = False
    return replace(frame, pairs=pairs, left_out=LeftOut(fit=lists.left_fit, n_eligible=lists.n_eligible))
