"""The bound that a certificate proves: weak duality, replayed in whole numbers over every pair that may be planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.verification.codes import FIT, KEPT, LEVELS, SHORTFALL
from releve.verification.documents import Leaf, branching
from releve.verification.recount import Recount

MOST: Final = 1 << 62
"""Where a number could leave 64 bits, nothing is proven."""


class LeafBound:
    """The formula of one leaf, made ready for the pass over the post lines; prices are whole numbers of ``2**-scale``."""

    def __init__(self, folder: Recount, level: int, leaf: Leaf, values: Sequence[int]) -> None:
        def prices(kind: str, size: int) -> NDArray[np.int64]:
            dense = np.zeros(size, np.int64)
            if kind in leaf:
                dense[leaf[kind][0]] = leaf[kind][1]
            return dense

        posts, need = folder.snapshot.posts, folder.need
        self.scale = int(leaf["scale"][1][0])
        self.officer, self.cap = prices("officer", len(folder.woman)), prices("national_cap", folder.cap_left.size)
        self.post, self.women = prices("post", len(posts)).tolist(), prices("women_target", len(need)).tolist()
        multiplier = prices("level", len(LEVELS)).tolist()
        self.gain = [price + (k == level) * (1 << self.scale) for k, price in enumerate(multiplier)]
        self.branches: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for at, inside in branching(leaf):
            self.branches[at % len(posts)].append((at // len(posts), inside))
        self.total = sum(self.officer.tolist()) - _dot(multiplier, (-v if k == SHORTFALL else v for k, v in enumerate(values)))
        self.total += _dot(self.post, (post.seats for post in posts)) + _dot(self.cap.tolist(), folder.cap_left.ravel().tolist())
        self.total += _dot((max(0, price - self.gain[SHORTFALL]) - price for price in self.women), need)
        columns = (self.officer.tolist(), self.cap.tolist(), self.post, self.women, self.gain[:SHORTFALL])
        self.most = sum(max(column, default=0) for column in columns) + self.gain[KEPT]
        self.most += self.gain[FIT] * (1 + sum(folder.snapshot.policy.fit.values()))
        self.cap = self.cap.reshape(folder.cap_left.shape)

    def of_line(self, folder: Recount, j: int, of: NDArray[np.intp], fit: NDArray[np.int64], sure: list[int], kept: list[int]) -> int:
        """Return what the pairs of one line add: ``of`` are their officers, ``sure`` and ``kept`` the places of pinned and kept ones."""
        price = self.officer[of] + self.cap[folder.mission[j]][folder.country[of]] - self.women[folder.group[j]] * folder.woman[of]
        worth = self.gain[folder.snapshot.posts[j].priority - 1] - self.post[j] + self.gain[FIT] * fit - price
        worth[kept] += self.gain[KEPT]
        decided = {at: int(worth[at]) for at in sure}
        for i, inside in self.branches.get(j, ()):
            decided |= {at: inside * int(worth[at]) for at in places([i], of)}
        worth[list(decided)] = 0
        np.maximum(worth, 0, out=worth)
        return sum(decided.values()) + (int(worth.sum()) if self.most * len(of) < MOST else sum(worth.tolist()))


def replay(
    folder: Recount,
    leaves: Sequence[LeafBound],
    *,
    workers: int,
    look: Callable[[int, NDArray[np.intp]], None],
    on_progress: Callable[[int, int], None] | None,
) -> list[int]:
    """
    Return the bound of each leaf, more being better, rounded down to a whole number.

    Parameters
    ----------
    look
        Called with each line and the officers who may be planned there.
    on_progress
        Called with the lines done, and all of them.
    """
    posts, of_pins, of_previous = folder.snapshot.posts, _by_line(folder.pins), _by_line(folder.previous)
    needs_fit = any(leaf.gain[FIT] for leaf in leaves)

    def of_line(j: int) -> list[int]:
        of = folder.may_serve(j)
        look(j, of)
        fit = folder.fit(j, of) if needs_fit else np.zeros(len(of), np.int64)
        sure, kept = places(of_pins.get(j, ()), of), places(of_previous.get(j, ()), of)
        return [leaf.of_line(folder, j, of, fit, sure, kept) for leaf in leaves]

    # Lines that are alike in what the rules read stand side by side: few verdicts need to be held at a time.
    order = sorted(range(len(posts)), key=lambda j: (posts[j].starts_on, posts[j].tour_months, posts[j].category, posts[j].mission))
    totals = [leaf.total for leaf in leaves]
    with ThreadPoolExecutor(workers) as pool:
        for done, found in enumerate(pool.map(of_line, order), start=1):
            totals = [total + more for total, more in zip(totals, found, strict=True)]
            if on_progress is not None:
                on_progress(done, len(order))
    return [total >> leaf.scale for total, leaf in zip(totals, leaves, strict=True)]


def places(officers: Iterable[int], of: NDArray[np.intp]) -> list[int]:
    """Return where some officers stand among ``of``, increasing officers; those who do not are left out."""
    return [int(np.searchsorted(of, i)) for i in officers if i in of]


def _by_line(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    officers: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in pairs:
        officers[j].append(i)
    return officers


def _dot(prices: Iterable[int], amounts: Iterable[int]) -> int:
    return sum(price * amount for price, amount in zip(prices, amounts, strict=True))
