"""Officers whom no line would take: how near the nearest line is, and which rule stands in the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import n_words, unpack_bits
from releve.eligibility.distances import are_below, are_equal, count_kept_out, number_digits
from releve.planning.register_part import RegisterPart
from releve.planning.standing import NOWHERE, Standing
from releve.planning.tie_order import line_order


@dataclass(frozen=True, kw_only=True, eq=False)
class Nowhere:
    """
    ``n`` officers and the lines fewest rules away from each; each array has shape ``(n,)``.

    Attributes
    ----------
    away
        Int32: rules away from the nearest line; 0 = only forbids keep the officer out. Where there is no line, one more than there are
        rules.
    lines
        Int32: lines as near.
    nearest
        Int32: the first of them by priority, then by key; -1 = there is no line.
    rule
        Int32: position of the rule that keeps the officer out of most of them, the first of the book where equal; -1 = none does.
    """

    away: NDArray[np.int32]
    lines: NDArray[np.int32]
    nearest: NDArray[np.int32]
    rule: NDArray[np.int32]

    @classmethod
    def of_officer(cls, standing: Standing, blocked: NDArray[np.uint32]) -> Nowhere:
        """Return the lines nearest to one officer; ``blocked`` as :meth:`Register.blocking_everywhere` returns it."""
        n_rules = len(standing.rules)
        away = np.bitwise_count(blocked).astype(np.int32)
        least = int(away.min(initial=n_rules + 1))
        as_near = np.flatnonzero(away == least)
        counts = np.array([int((blocked[as_near] >> np.uint32(k) & 1).sum()) for k in range(n_rules)])
        # Lines stand by key: the first of the lowest priority is the nearest.
        nearest = as_near[standing.problem.priority[as_near].argmin()] if len(as_near) else NOWHERE
        rule = counts.argmax() if counts.any() else -1
        return cls(
            away=np.array([least], np.int32),
            lines=np.array([len(as_near)], np.int32),
            nearest=np.array([nearest], np.int32),
            rule=np.array([rule], np.int32),
        )


def nearest_lines(standing: Standing, officer_idx: NDArray[np.int64]) -> Nowhere:
    """Return the lines nearest to some officers, increasing, whom none would take."""
    if standing.problem.left_out is not None:
        # Imported here for the same reason as in `pass_over_lines`.
        from releve.planning.fast_pass import find_nearest_on_threads  # noqa: PLC0415

        return find_nearest_on_threads(standing, officer_idx)
    return scan_for_nearest(standing, officer_idx)


def scan_for_nearest(standing: Standing, officer_idx: NDArray[np.int64]) -> Nowhere:
    """Return the same by arrays of bits, line by line."""
    scan = _Scan(standing, officer_idx)
    for post_idx in line_order(standing.problem).tolist() if len(officer_idx) else ():
        scan.look_at(post_idx)
    return scan.found()


class _Scan:
    """Looks at one line after the other; officers are the positions in ``officer_idx``."""

    def __init__(self, standing: Standing, officer_idx: NDArray[np.int64]) -> None:
        self._rules, self._n = standing.rules, len(officer_idx)
        self._part = RegisterPart(standing.register, officer_idx)
        self._everyone = self._part.everyone
        self._away = number_digits(len(self._rules) + 1, self._everyone)
        self._lines = np.zeros(self._n, np.int32)
        self._nearest = np.full(self._n, NOWHERE, np.int32)
        self._counts = np.zeros((len(self._rules), self._n), np.int32)

    def look_at(self, post_idx: int) -> None:
        """Take in one line; where it is nearer than all before, these are forgotten."""
        rows = self._part.rows_of(post_idx)
        away = count_kept_out(rows, n_words(self._n))
        is_nearer = are_below(away, self._away) & self._everyone
        if is_nearer.any():
            nearer = unpack_bits(is_nearer)
            self._lines[nearer], self._nearest[nearer] = 0, post_idx
            self._counts[:, nearer] = 0
            nothing = np.zeros_like(self._everyone)
            for k, digit in enumerate(self._away):
                digit[:] = (digit & ~is_nearer) | ((away[k] if k < len(away) else nothing) & is_nearer)
        as_near = are_equal(away, self._away) & self._everyone
        self._lines[unpack_bits(as_near)] += 1
        for counts, row in zip(self._counts, rows, strict=True):
            if row is not None:
                counts[unpack_bits(as_near & ~row)] += 1

    def found(self) -> Nowhere:
        """Return what was found."""
        away = np.zeros(self._n, np.int32)
        for k, digit in enumerate(self._away):
            away[unpack_bits(digit & self._everyone)] += 1 << k
        rule = self._counts.argmax(axis=0).astype(np.int32) if len(self._rules) else np.full(self._n, -1, np.int32)
        rule[~self._counts.any(axis=0)] = -1
        return Nowhere(away=away, lines=self._lines, nearest=self._nearest, rule=rule)
