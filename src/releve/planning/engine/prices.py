"""
Prices of national caps and women's targets at which the seats fill themselves almost within both.

Each price follows its own constraint: it rises while too many officers of a country, or too few women, are seated, by the violation
times what a price point was seen to move (a secant), and falls when the constraint has room. The bound of every filling is valid
whatever the prices are, so only their quality depends on this, never a proof.
Source: Lagrangian relaxation, Geoffrion 1974; Wolsey, Integer Programming, 1998, chapter 10.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.engine.demand import Demand
from releve.planning.engine.filling import Filler, Filling, SidePrices

FIRST_GROUP_STEP: Final = 150.0
"""Points by which a group's price moves when all its seats lack a woman; about a seventh of a full fit."""
FIRST_CAP_STEP: Final = 300.0
FIRST_GROUP_PRICE: Final = 20.0
LONGEST_STEP: Final = 300.0
FAR_STEP: Final = 4.0
"""A price above a full fit moves by this many times itself at most."""
TRUST: Final = 4.0
"""What one price point moves is believed to change by this factor at most from one round to the next."""
STALE_ROUNDS: Final = 5
STALE_SHARE: Final = 32
SEATS_A_POINT: Final = 500
"""Ends when five rounds together have lowered the bound by less than a 32nd of the highest fit, or a point for 500 seats."""
DAMPING: Final = 0.9
STALL_GROWTH: Final = 1.5


@dataclass(eq=False)
class _Side:
    """Prices of one kind, how far each constraint is violated (< 0: room), and price points a unit of violation."""

    price: NDArray[np.float64]
    rate: NDArray[np.float64]
    highest: float
    last_price: NDArray[np.float64] | None = None
    last_violation: NDArray[np.float64] | None = None

    def whole(self) -> NDArray[np.int64]:
        """Return the prices as the filler takes them."""
        return np.rint(self.price).astype(np.int64)

    def follow(self, violation: NDArray[np.float64]) -> None:
        """Move every price by one step."""
        at = np.rint(self.price)
        if self.last_price is not None and self.last_violation is not None:
            moved, fell = at - self.last_price, self.last_violation - violation
            seen = np.where(moved * fell > 0, moved / np.where(fell == 0, 1, fell), self.rate)
            stalls = (moved != 0) & ((moved * fell <= 0) | (np.abs(violation) > np.abs(self.last_violation) / 2))
            stalls &= violation * self.last_violation > 0
            self.rate = np.clip(np.where(stalls, np.maximum(seen, self.rate * STALL_GROWTH), seen), self.rate / TRUST, self.rate * TRUST)
        self.last_price, self.last_violation = at, violation
        # A price far from zero may move far: some targets are worth a kept pair, which weighs many times a full fit.
        longest = np.maximum(LONGEST_STEP, FAR_STEP * self.price)
        step = np.clip(self.rate * violation * DAMPING, -longest, longest)
        self.price = np.clip(np.where(violation > 0, np.maximum(self.price + step, at + 1), self.price + step), 0, self.highest)


def find_prices(filler: Filler, rounds: int, *, is_over: Callable[[], bool], start: SidePrices | None = None) -> Filling | None:
    """
    Return the filling of lowest bound of some rounds; None when the clock ended the first.

    Ends early where no price moves any more.

    Parameters
    ----------
    start
        Prices to begin with; None = none are known.
    """
    demand = filler.demand
    caps, groups = _first_prices(demand)
    if start is not None:
        caps.price, groups.price = start.cap.astype(np.float64), start.group.astype(np.float64)
    best: Filling | None = None
    bounds: list[int] = []
    too_little = max(demand.top_fit // STALE_SHARE, int(demand.seats.sum()) // SEATS_A_POINT)
    for _ in range(rounds):
        prices = SidePrices(cap=caps.whole(), group=groups.whole())
        found = filler.fill(prices, is_over=is_over)
        if found is None:
            break
        if best is None or found.bound < best.bound:
            best = found
        bounds.append(best.bound)
        if len(bounds) > STALE_ROUNDS and bounds[-1 - STALE_ROUNDS] - bounds[-1] < too_little:
            break
        over, lacking = violations(demand, found)
        if not (np.any(over > 0) or np.any(lacking > 0) or np.any(over[prices.cap > 0] < 0) or np.any(lacking[prices.group > 0] < 0)):
            # Complementary slackness holds everywhere: there are no better prices.
            return found
        caps.follow(over.astype(np.float64))
        groups.follow(lacking.astype(np.float64))
        if np.array_equal(caps.whole(), prices.cap) and np.array_equal(groups.whole(), prices.group):
            break
    return best


def violations(demand: Demand, filling: Filling) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many officers too many each cap has, and how many women each group lacks; < 0: how much room there is."""
    placed = np.flatnonzero(filling.post_of >= 0)
    posts = filling.post_of[placed]
    over = -demand.cap_left.copy()
    np.add.at(over, (demand.mission[posts], demand.country[placed]), 1)
    women = np.bincount(demand.group[posts[demand.woman[placed]]], minlength=len(demand.need))
    return over, demand.need - women


def _first_prices(demand: Demand) -> tuple[_Side, _Side]:
    n_groups = len(demand.need)
    of_mission = np.bincount(demand.mission, weights=demand.seats, minlength=demand.cap_left.shape[0])
    of_group = np.bincount(demand.group, weights=demand.seats, minlength=n_groups)
    caps = _Side(
        price=np.zeros(demand.cap_left.shape),
        rate=np.broadcast_to((FIRST_CAP_STEP / np.maximum(1, of_mission))[:, None], demand.cap_left.shape).copy(),
        highest=float(demand.base.max(initial=0)) * 2,
    )
    groups = _Side(
        price=np.where(
            demand.need > 0, np.where(_women_listed(demand) < demand.need, float(demand.shortfall_weight), FIRST_GROUP_PRICE), 0.0
        ),
        rate=FIRST_GROUP_STEP / np.maximum(1.0, of_group),
        highest=float(demand.shortfall_weight),
    )
    return caps, groups


def _women_listed(demand: Demand) -> NDArray[np.int64]:
    """Return how many women could be seated in each parity group as far as the lists tell; more where some were left out."""
    lists, n_officers = demand.lists, len(demand.woman)
    is_woman = demand.woman[lists.officer_idx]
    key = demand.group[lists.post_idx[is_woman]] * n_officers + lists.officer_idx[is_woman]
    own = demand.woman[demand.own_officer]
    key = np.unique(np.concatenate((key, demand.group[demand.own_post[own]] * n_officers + demand.own_officer[own])))
    listed = np.bincount(key // max(1, n_officers), minlength=len(demand.need))
    left_out = np.bincount(demand.group, weights=lists.left_fit[1::2] >= 0, minlength=len(demand.need)) > 0
    return np.where(left_out, demand.need, listed)
