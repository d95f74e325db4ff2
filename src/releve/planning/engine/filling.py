"""The best filling of all seats at given prices of caps and of women's targets, and the bound that it proves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.engine.compiled import as_array, buffer, sequence
from releve.planning.engine.demand import Demand
from releve.planning.engine.fill_loop import FAR, fill_lines

LINES_A_TURN: Final = 256
"""Lines that are seated between two looks at the clock."""
NOBODY: Final = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class SidePrices:
    """
    Prices of what is not a seat: of one more officer of a country in a mission, of one more woman in a parity group; int64, >= 0.

    ``cap`` has shape ``(n_missions, n_countries + 1)``, ``group`` shape ``(n_groups,)``.
    """

    cap: NDArray[np.int64]
    group: NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Filling:
    """
    A maximum of the weighted sum over the lists at given prices, and the prices of officers and seats that prove it.

    Attributes
    ----------
    post_of
        Shape ``(n_officers,)``, int64: the line that an officer was put into, -1 = none.
    officer_price, seat_price
        Shapes ``(n_officers,)``, ``(n_posts,)``, int64, >= 0: no listed pair is worth more than the sum of its two prices.
    bound
        What no plan over the lists exceeds in the weighted sum, caps and targets being held to.
    short
        Lists, as ``2 * j + g``, of which somebody left out could be worth more than the seat: the bound does not hold beyond them.
    """

    prices: SidePrices
    post_of: NDArray[np.int64]
    officer_price: NDArray[np.int64]
    seat_price: NDArray[np.int64]
    bound: int
    short: NDArray[np.int64]


class Filler:
    """Seats one demand again and again at other prices; what does not change is laid out once."""

    def __init__(self, demand: Demand) -> None:
        self.demand = demand
        lists, n_posts = demand.lists, len(demand.seats)
        self._officers, number = _by_popularity(demand)
        self._order = sequence(_order(demand))
        self._seats = sequence(demand.seats)
        self._fixed = (
            sequence(lists.start),
            sequence(number[lists.officer_idx]),
            sequence(lists.fit),
            sequence(demand.own_start),
            sequence(number[demand.own_officer]),
            sequence((demand.base[demand.own_post] + demand.kept_weight + demand.own_fit).astype(np.int64)),
            sequence(demand.woman[self._officers]),
            sequence(demand.country[self._officers].astype(np.int32)),
        )
        self._base, self._mission, self._group = sequence(demand.base), sequence(demand.mission), sequence(demand.group)
        self._slot_start = sequence((np.cumsum(demand.seats) - demand.seats).astype(np.int64))
        self._room = (buffer(n_posts, FAR), *(buffer(n_posts + 1, NOBODY) for _ in range(4)), buffer(n_posts, NOBODY))

    def fill(self, prices: SidePrices, *, is_over: Callable[[], bool]) -> Filling | None:
        """Return the best filling at these prices; None when the clock ended it."""
        demand = self.demand
        n_officers, n_posts = len(self._officers), len(demand.seats)
        seat_price = sequence(self._top_values(prices))
        post_of, slot_of = buffer(n_officers, NOBODY), buffer(n_officers, NOBODY)
        officer_price, held = buffer(n_officers, 0), buffer(n_posts, 0)
        slots = buffer(int(demand.seats.sum()), NOBODY)
        start, officers, fit, own_start, own_officers, own_value, woman, country = self._fixed
        for first in range(0, n_posts, LINES_A_TURN):
            if is_over():
                return None
            fill_lines(
                self._order, first, min(n_posts, first + LINES_A_TURN),
                self._seats, self._base, self._mission, self._group,
                sequence(prices.cap.ravel()), prices.cap.shape[1], sequence(prices.group),
                start, officers, fit, own_start, own_officers, own_value,
                woman, country,
                post_of, slot_of, officer_price, seat_price, self._slot_start, slots, held,
                *self._room,
            )  # fmt: skip
        of_seat = as_array(seat_price)
        placed, of_officer = np.full(len(demand.woman), NOBODY, np.int64), np.zeros(len(demand.woman), np.int64)
        placed[self._officers], of_officer[self._officers] = as_array(post_of), as_array(officer_price)
        bound = int(of_officer.sum()) + int((of_seat * demand.seats).sum())
        bound += int((prices.cap * demand.cap_left).sum()) - int((prices.group * demand.need).sum())
        return Filling(
            prices=prices,
            post_of=placed,
            officer_price=of_officer,
            seat_price=of_seat,
            bound=bound,
            short=self._short_lists(prices, of_seat),
        )

    def _top_values(self, prices: SidePrices) -> NDArray[np.int64]:
        """Return for each line a number that no pair of its is worth more than: what its first seat could bring."""
        demand, lists = self.demand, self.demand.lists
        n_posts = len(demand.seats)
        first, stop = lists.start[:-1], lists.start[1:]
        top = np.full(2 * n_posts, -1, np.int64)
        has = first < stop
        top[has] = lists.fit[first[has]]
        values = np.where(top.reshape(-1, 2) >= 0, demand.base[:, None] + top.reshape(-1, 2), 0)
        of_women = prices.group[demand.group]
        values[:, 1] += np.where(values[:, 1] > 0, of_women, 0)
        best = values.max(axis=1, initial=0)
        own = demand.base[demand.own_post] + demand.kept_weight + demand.own_fit
        own += np.where(demand.woman[demand.own_officer], of_women[demand.own_post], 0)
        np.maximum.at(best, demand.own_post, own)
        values_of_first_seats: NDArray[np.int64] = best.astype(np.int64)
        return values_of_first_seats

    def nearly_short(self, filling: Filling, margin: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """
        Return the lists that would be short if seats were cheaper by ``margin``, and the lowest fit that each is to hold.

        It would not be short yet with seats cheaper by twice the margin, or it would soon be looked at again.
        """
        enough = self._fit_left_at_most(filling.prices, filling.seat_price - margin)
        short = np.flatnonzero(self._is_short(enough))
        return short, np.maximum(0, enough[short] + 1 - margin)

    def lowest_fit(self, filling: Filling, margin: int) -> NDArray[np.int64]:
        """Return for each list the lowest fit of a pair that could be worth its seat if that were cheaper by ``margin``."""
        return self._fit_left_at_most(filling.prices, filling.seat_price - margin) + 1

    def _short_lists(self, prices: SidePrices, seat_price: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.flatnonzero(self._is_short(self._fit_left_at_most(prices, seat_price)))

    def _fit_left_at_most(self, prices: SidePrices, seat_price: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return for each list the highest fit that may be left out of it at these prices of seats; shape ``(2 * n_posts,)``."""
        at_most = np.repeat(seat_price - self.demand.base, 2).reshape(-1, 2)
        at_most[:, 1] -= prices.group[self.demand.group]
        left: NDArray[np.int64] = at_most.ravel()
        return left

    def _is_short(self, at_most: NDArray[np.int64]) -> NDArray[np.bool_]:
        left = self.demand.lists.left_fit
        is_short: NDArray[np.bool_] = (left >= 0) & (left > at_most) & np.repeat(self.demand.seats > 0, 2)
        return is_short


def _by_popularity(demand: Demand) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """
    Return the officers who are listed, those in most lists first, and the number of each officer in that order, 0 for the others.

    Paths lead over the same popular officers again and again: side by side, what is known of them stays in the processor's cache.
    """
    n_officers = len(demand.woman)
    times = np.bincount(demand.lists.officer_idx, minlength=n_officers) + np.bincount(demand.own_officer, minlength=n_officers)
    officers = np.argsort(-times, kind="stable")[: np.count_nonzero(times)]
    number = np.zeros(n_officers, np.int32)
    number[officers] = np.arange(len(officers))
    return officers, number


def _order(demand: Demand) -> NDArray[np.int64]:
    """Return the lines by falling weight, then by how few officers there are for a seat: the order in which paths stay short."""
    candidates = demand.lists.n_eligible.reshape(-1, 2).sum(axis=1) / np.maximum(1, demand.seats)
    return np.lexsort((candidates, -demand.base)).astype(np.int64)
