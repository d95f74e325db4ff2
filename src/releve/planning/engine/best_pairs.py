"""
The best pairs of every line, and what the best of those left out could be worth: short lists that stand for half a billion pairs.

For each line and gender the list holds the officers of highest fit, in order. Of the officers left out only one number is kept, the
highest fit among them. An optimum found on the lists is one of the whole register as soon as no line would pay more for that fit than
for its last holder; where one would, its list is made longer (:meth:`BestPairs.lengthened`).
Source of the idea: short lists in large assignment problems, Lee and Orlin, 1993.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import unpack_bits
from releve.planning.engine.cards import OfficerCards
from releve.planning.engine.compiled import IS_COMPILED, n_threads
from releve.planning.engine.scan_loop import scan_line
from releve.planning.engine.scramble import PLACE_BITS, PLACE_MASK, officers_at, places, salts
from releve.planning.register import Register
from releve.planning.scoring import fit_of_officers

NOTHING_LEFT: Final = -1
LEAST_GROWTH, MOST_GROWTH, SHORTEST = 2, 16, 16
"""A list that is too short becomes at least twice and at most sixteen times as long, and 16 officers more."""
LINES_A_TURN: Final = 64
"""Lines that are listed between two looks at the clock."""


@dataclass(frozen=True, kw_only=True, eq=False)
class BestPairs:
    """
    Lists of pairs by line and gender; list ``2 * j + g`` is that of line ``j``, g = 1 for women, 0 for all others.

    Attributes
    ----------
    start
        Shape ``(2 * n_posts + 1,)``, int64: list ``s`` is ``start[s]:start[s + 1]``.
    officer_idx, fit
        Shape ``(n_listed,)``, int32: officers by falling fit within a list.
    left_fit
        Shape ``(2 * n_posts,)``, int32: the highest fit of an eligible officer left out of a list, -1 = nobody was.
    n_eligible
        Shape ``(2 * n_posts,)``, int64: eligible officers, listed or not.
    """

    start: NDArray[np.int64]
    officer_idx: NDArray[np.int32]
    fit: NDArray[np.int32]
    left_fit: NDArray[np.int32]
    n_eligible: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of listed pairs."""
        return len(self.officer_idx)

    @property
    def post_idx(self) -> NDArray[np.int32]:
        """Return the line of every listed pair; shape ``(n_listed,)``."""
        return np.repeat(np.arange(len(self.left_fit), dtype=np.int32) // 2, np.diff(self.start))

    def lengthened(
        self, register: Register, short: NDArray[np.int64], *, lowest: NDArray[np.int64], is_over: Callable[[], bool]
    ) -> BestPairs:
        """
        Return the lists with these (``2 * j + g``) made longer; the others stay.

        Parameters
        ----------
        lowest
            Shape as ``short``: the lowest fit that a list is to hold, as far as `MOST_GROWTH` allows; each grows by `LEAST_GROWTH` anyway.
        """
        length = np.diff(self.start)
        wanted = Length(least=length, most=length.copy(), lowest=np.full(len(length), register.top_fit + 1))
        wanted.least[short] = length[short] * LEAST_GROWTH + SHORTEST
        wanted.most[short] = length[short] * MOST_GROWTH + SHORTEST
        wanted.lowest[short] = lowest
        posts = np.unique(short // 2)
        found = _scan(register, posts, wanted, is_over=is_over)
        again = {int(j): lists for j, lists in zip(posts, found, strict=False)}
        lists = [again.get(j) or self._lists_of(j) for j in range(len(self.left_fit) // 2)]
        return _join(lists)

    def only(self, is_kept: NDArray[np.bool_]) -> BestPairs:
        """Return the lists with some of their pairs, shape ``(n_listed,)``; what was left out and how many are eligible stays."""
        sums = np.concatenate(([0], np.cumsum(is_kept)))
        return replace(self, start=sums[self.start].astype(np.int64), officer_idx=self.officer_idx[is_kept], fit=self.fit[is_kept])

    def _lists_of(self, post_idx: int) -> tuple[_List, _List]:
        s = 2 * post_idx
        a, b, c = (int(x) for x in self.start[s : s + 3])
        return (
            _List(self.officer_idx[a:b], self.fit[a:b], int(self.left_fit[s]), int(self.n_eligible[s])),
            _List(self.officer_idx[b:c], self.fit[b:c], int(self.left_fit[s + 1]), int(self.n_eligible[s + 1])),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Length:
    """How long lists are to be, shapes ``(2 * n_posts,)``: all of at least the ``lowest`` fit, within ``least`` and ``most`` officers."""

    least: NDArray[np.int64]
    most: NDArray[np.int64]
    lowest: NDArray[np.int64]

    def of(self, post_idx: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return the three for one line, shape ``(2,)`` each."""
        both = slice(2 * post_idx, 2 * post_idx + 2)
        return self.least[both], self.most[both], self.lowest[both]


@dataclass(frozen=True, eq=False)
class _List:
    officer_idx: NDArray[np.int32]
    fit: NDArray[np.int32]
    left_fit: int
    n_eligible: int


def list_best_pairs(register: Register, most: NDArray[np.int64], *, is_over: Callable[[], bool]) -> BestPairs:
    """
    Return the lists of all lines; those not yet made when the clock is over are empty, with everything left out.

    Parameters
    ----------
    most
        Shape ``(n_posts, 2)``: how many officers a list may hold, by line and gender.
    """
    posts = np.arange(len(most))
    all_of = most.astype(np.int64).ravel()
    wanted = Length(least=all_of, most=all_of, lowest=np.full(len(all_of), register.top_fit + 1))
    lists = _scan(register, posts, wanted, is_over=is_over)
    unknown = _List(np.zeros(0, np.int32), np.zeros(0, np.int32), register.top_fit, register.n_officers)
    return _join([*lists, *[(unknown, unknown)] * (len(posts) - len(lists))])


def _scan(register: Register, posts: NDArray[np.int64], wanted: Length, *, is_over: Callable[[], bool]) -> list[tuple[_List, _List]]:
    """Return the lists of some lines in their order, as many as the clock allows; on two threads where loops are compiled."""
    turns = [posts[a : a + LINES_A_TURN] for a in range(0, len(posts), LINES_A_TURN)]
    found: list[tuple[_List, _List]] = []
    with ThreadPoolExecutor(n_threads()) as pool:
        scanners = [_Scanner(register, register.cards if IS_COMPILED else None) for _ in range(n_threads())]
        for a in range(0, len(turns), n_threads()):
            if is_over():
                break
            batch = turns[a : a + n_threads()]
            for lists in pool.map(lambda scanner, turn: scanner.lists_of(turn, wanted), scanners, batch):
                found.extend(lists)
    return found


class _Scanner:
    """Lists lines one after the other, in buffers of its own."""

    def __init__(self, register: Register, cards: OfficerCards | None) -> None:
        self._register = register
        self._cards = cards
        if cards is not None:
            self._key = np.empty((2, register.n_officers), np.int64)
            self._histogram = np.empty((2, register.top_fit + 1), np.int64)

    def lists_of(self, posts: NDArray[np.int64], wanted: Length) -> list[tuple[_List, _List]]:
        """Return the two lists of each of these lines."""
        if self._cards is None:
            return [self._list_arrays(int(j), wanted) for j in posts]
        return [self._list_compiled(int(j), wanted, self._cards) for j in posts]

    def _list_compiled(self, post_idx: int, wanted: Length, cards: OfficerCards) -> tuple[_List, _List]:
        register, line = self._register, self._register.line(post_idx)
        salt, key = int(salts(np.array(post_idx))), self._key
        counts = scan_line(
            *(register.admitted(post_idx), cards.words, cards.language_points(line), line.skill_points, line.year_points, line.skills),
            *(line.start, line.years_asked, register.top_fit, salt, *wanted.of(post_idx), key, self._histogram),
        )
        return self._from_keys(key[0], salt, *counts[0::2]), self._from_keys(key[1], salt, *counts[1::2])

    def _list_arrays(self, post_idx: int, wanted: Length) -> tuple[_List, _List]:
        register = self._register
        officers = unpack_bits(register.admitted(post_idx))
        fit = fit_of_officers(register.scores, register.line(post_idx), officers).astype(np.int64)
        salt = int(salts(np.array(post_idx)))
        key = (register.top_fit - fit << PLACE_BITS) | places(officers, salt)
        is_woman = register.woman[officers]
        least, most, lowest = wanted.of(post_idx)
        n_wanted = [int((fit[is_woman == bool(g)] >= lowest[g]).sum()) for g in range(2)]
        room = np.minimum(most, np.maximum(least, n_wanted))
        return self._best(key[~is_woman], salt, int(room[0])), self._best(key[is_woman], salt, int(room[1]))

    def _best(self, key: NDArray[np.int64], salt: int, most: int) -> _List:
        if len(key) <= most:
            return self._from_keys(np.sort(key), salt, len(key), len(key), NOTHING_LEFT)
        parted = np.partition(key, most)
        return self._from_keys(np.sort(parted[:most]), salt, len(key), most, int(parted[most]))

    def _from_keys(self, key: NDArray[np.int64], salt: int, n_eligible: int, kept: int, left: int) -> _List:
        chosen = key[:kept]
        return _List(
            officers_at(chosen & PLACE_MASK, salt).astype(np.int32),
            (self._register.top_fit - (chosen >> PLACE_BITS)).astype(np.int32),
            NOTHING_LEFT if left < 0 else self._register.top_fit - (int(left) >> PLACE_BITS),
            int(n_eligible),
        )


def _join(lists: Sequence[tuple[_List, _List]]) -> BestPairs:
    flat = [one for pair in lists for one in pair]
    none = [np.zeros(0, np.int32)]
    return BestPairs(
        start=np.concatenate(([0], np.cumsum([len(one.officer_idx) for one in flat]))).astype(np.int64),
        officer_idx=np.concatenate([one.officer_idx for one in flat] or none),
        fit=np.concatenate([one.fit for one in flat] or none),
        left_fit=np.array([one.left_fit for one in flat], np.int32),
        n_eligible=np.array([one.n_eligible for one in flat], np.int64),
    )
