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

from releve.eligibility.bits import n_set, n_words, unpack_bits
from releve.planning.engine.cards import language_terms
from releve.planning.engine.compiled import IS_COMPILED, n_threads
from releve.planning.engine.scan_loop import scan_lines
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
        return self._with(posts[: len(found.left_fit) // 2], found)

    def only(self, is_kept: NDArray[np.bool_]) -> BestPairs:
        """Return the lists with some of their pairs, shape ``(n_listed,)``; what was left out and how many are eligible stays."""
        sums = np.concatenate(([0], np.cumsum(is_kept)))
        return replace(self, start=sums[self.start].astype(np.int64), officer_idx=self.officer_idx[is_kept], fit=self.fit[is_kept])

    def from_fit(self, lowest: NDArray[np.int64]) -> BestPairs:
        """Return the lists down to a fit each, shape ``(2 * n_posts,)``; what falls off is left out."""
        is_kept = self.fit >= np.repeat(lowest, np.diff(self.start))
        found = self.only(is_kept)
        is_cut = np.diff(found.start) < np.diff(self.start)
        left_fit = self.left_fit.copy()
        # Fit falls within a list: the first pair that falls off is the best of those left out.
        left_fit[is_cut] = self.fit[self.start[:-1][is_cut] + np.diff(found.start)[is_cut]]
        return replace(found, left_fit=left_fit)

    def _with(self, posts: NDArray[np.int64], others: BestPairs) -> BestPairs:
        """Return the lists with those of some lines, increasing, in place of their own."""
        parts, at = [], 0
        for k, post_idx in enumerate(posts.tolist()):
            parts += [self._lines(at, post_idx), others._lines(k, k + 1)]
            at = post_idx + 1
        return _join([*parts, self._lines(at, len(self.left_fit) // 2)])

    def _lines(self, first: int, last: int) -> BestPairs:
        """Return the lists of the lines ``first:last``."""
        lists, pairs = slice(2 * first, 2 * last), slice(int(self.start[2 * first]), int(self.start[2 * last]))
        return BestPairs(
            start=self.start[2 * first : 2 * last + 1] - self.start[2 * first],
            officer_idx=self.officer_idx[pairs],
            fit=self.fit[pairs],
            left_fit=self.left_fit[lists],
            n_eligible=self.n_eligible[lists],
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Length:
    """How long lists are to be, shapes ``(2 * n_posts,)``: all of at least the ``lowest`` fit, within ``least`` and ``most`` officers."""

    least: NDArray[np.int64]
    most: NDArray[np.int64]
    lowest: NDArray[np.int64]

    def of(self, posts: NDArray[np.int64]) -> Length:
        """Return the same for some lines."""
        lists = (2 * posts[:, None] + np.arange(2)).ravel()
        return Length(least=self.least[lists], most=self.most[lists], lowest=self.lowest[lists])

    def keys(self, top_fit: int) -> NDArray[np.int64]:
        """Return the lowest key that is of no such fit, as :func:`scan_lines` counts."""
        return top_fit - self.lowest + 1 << PLACE_BITS


def list_best_pairs(register: Register, most: NDArray[np.int64], *, is_over: Callable[[], bool]) -> BestPairs:
    """
    Return the lists of all lines; those not yet made when the clock is over are empty, with everything left out.

    Parameters
    ----------
    most
        Shape ``(n_posts, 2)``: how many officers a list may hold, by line and gender.
    """
    all_of = most.astype(np.int64).ravel()
    wanted = Length(least=all_of, most=all_of, lowest=np.full(len(all_of), register.top_fit + 1))
    found = _scan(register, np.arange(len(most)), wanted, is_over=is_over)
    n_missing = len(all_of) - len(found.left_fit)
    return _join([found, _nothing(n_missing, left_fit=register.top_fit, n_eligible=register.n_officers)])


def _scan(register: Register, posts: NDArray[np.int64], wanted: Length, *, is_over: Callable[[], bool]) -> BestPairs:
    """Return the lists of some lines in their order, as many as the clock allows; on two threads where loops are compiled."""
    turns = [posts[a : a + LINES_A_TURN] for a in range(0, len(posts), LINES_A_TURN)]
    scan, found = _scan_compiled if IS_COMPILED else _scan_arrays, [_nothing(0, left_fit=0, n_eligible=0)]
    with ThreadPoolExecutor(n_threads()) as pool:
        for a in range(0, len(turns), n_threads()):
            if is_over():
                break
            found.extend(pool.map(lambda turn: scan(register, turn, wanted.of(turn)), turns[a : a + n_threads()]))
    return _join(found)


def _scan_compiled(register: Register, posts: NDArray[np.int64], wanted: Length) -> BestPairs:
    """Return the lists of a few lines; ``wanted`` is of these."""
    lines = [register.line(j) for j in posts.tolist()]
    admitted = np.empty((len(lines), n_words(register.n_officers)), np.uint64)
    for row, j in zip(admitted, posts.tolist(), strict=True):
        row[:] = register.admitted(j)
    terms = [language_terms(line) for line in lines]
    skill_points = np.zeros((len(lines), max(len(line.skill_points) for line in lines)), np.int32)
    for k, line in enumerate(lines):
        skill_points[k, : len(line.skill_points)] = line.skill_points
    eligible = np.repeat([n_set(row) for row in admitted], 2)
    room = np.concatenate(([0], np.cumsum(np.minimum(2 * wanted.most + SHORTEST, eligible + 1))))
    key, n_kept, n_eligible = np.empty(room[-1], np.int64), np.zeros(2 * len(lines), np.int64), np.zeros(2 * len(lines), np.int64)
    scan_lines(
        *(admitted, register.cards, np.concatenate(([0], np.cumsum([len(one) for one in terms]))), np.concatenate(terms)),
        *(np.stack([line.language_points for line in lines]), skill_points, np.stack([line.year_points for line in lines])),
        *(np.stack([line.skills for line in lines]), np.array([line.start for line in lines])),
        *(np.array([line.years_asked for line in lines]), register.top_fit, salts(posts)),
        *(wanted.least, wanted.most, wanted.keys(register.top_fit), room, key, n_kept, n_eligible),
    )
    return _from_keys(register, posts, [key[a : a + n] for a, n in zip(room[:-1], n_kept, strict=True)], wanted, n_eligible)


def _scan_arrays(register: Register, posts: NDArray[np.int64], wanted: Length) -> BestPairs:
    """Return the same as `_scan_compiled`, by arrays."""
    keys = []
    for post_idx, salt in zip(posts.tolist(), salts(posts).tolist(), strict=True):
        officers = unpack_bits(register.admitted(post_idx))
        fit = fit_of_officers(register.scores, register.line(post_idx), officers).astype(np.int64)
        key = np.sort((register.top_fit - fit << PLACE_BITS) | places(officers, salt))
        is_woman = register.woman[officers_at(key & PLACE_MASK, salt)]
        keys += [key[~is_woman], key[is_woman]]
    return _from_keys(register, posts, keys, wanted, np.array([len(key) for key in keys], np.int64))


def _from_keys(
    register: Register, posts: NDArray[np.int64], keys: Sequence[NDArray[np.int64]], wanted: Length, n_eligible: NDArray[np.int64]
) -> BestPairs:
    """Return the lists of a few lines, cut to their lengths, from keys in order: at least one more each than a list is to hold."""
    held = [int(np.searchsorted(key, last)) for key, last in zip(keys, wanted.keys(register.top_fit).tolist(), strict=True)]
    length = np.minimum(wanted.most, np.maximum(wanted.least, held)).tolist()
    chosen = np.concatenate([key[:n] for key, n in zip(keys, length, strict=True)])
    counts = np.array([min(n, len(key)) for key, n in zip(keys, length, strict=True)], np.int64)
    left = [register.top_fit - (int(key[n]) >> PLACE_BITS) if n < len(key) else NOTHING_LEFT for key, n in zip(keys, length, strict=True)]
    return _lists(
        counts,
        officers_at(chosen & PLACE_MASK, np.repeat(np.repeat(salts(posts), 2), counts)).astype(np.int32),
        (register.top_fit - (chosen >> PLACE_BITS)).astype(np.int32),
        np.array(left, np.int32),
        n_eligible,
    )


def _lists(
    counts: NDArray[np.int64],
    officer_idx: NDArray[np.int32],
    fit: NDArray[np.int32],
    left_fit: NDArray[np.int32],
    n_eligible: NDArray[np.int64],
) -> BestPairs:
    start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return BestPairs(start=start, officer_idx=officer_idx, fit=fit, left_fit=left_fit, n_eligible=n_eligible)


def _nothing(n_lists: int, *, left_fit: int, n_eligible: int) -> BestPairs:
    """Return so many empty lists."""
    none = np.zeros(0, np.int32)
    return _lists(np.zeros(n_lists, np.int64), none, none, np.full(n_lists, left_fit, np.int32), np.full(n_lists, n_eligible, np.int64))


def _join(parts: Sequence[BestPairs]) -> BestPairs:
    """Return the lists of several runs of lines one after the other."""
    return _lists(
        np.concatenate([np.diff(part.start) for part in parts]),
        np.concatenate([part.officer_idx for part in parts]),
        np.concatenate([part.fit for part in parts]),
        np.concatenate([part.left_fit for part in parts]),
        np.concatenate([part.n_eligible for part in parts]),
    )
