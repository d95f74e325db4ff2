"""Some officers of a register against its lines, as bits by their places among them."""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import RegisterBits, let_in, pack_bits
from releve.eligibility.distances import Bits
from releve.model import UnknownPolicy
from releve.planning.register import Register


class RegisterPart:
    """
    Some officers of a register.

    Parameters
    ----------
    officer_idx
        Shape ``(n,)``, int64, increasing.
    """

    def __init__(self, register: Register, officer_idx: NDArray[np.int64]) -> None:
        snapshot = register.snapshot
        self._register = register
        self._bits = RegisterBits(
            snapshot.officers.take(officer_idx.astype(np.intp)),
            snapshot.policy.thresholds,
            rules=register.rules,
            admits_unknown=snapshot.policy.unknown is not UnknownPolicy.REFUSE,
        )
        self._place = {int(i): place for place, i in enumerate(officer_idx)} if register.waiver_mask else {}
        self.everyone: Bits = pack_bits(np.ones(len(officer_idx), np.bool_))

    def rows_of(self, post_idx: int) -> list[Bits | None]:
        """Return what :meth:`Register.rows_of` returns, for these officers alone."""
        post = self._register.snapshot.posts[post_idx]
        rows = self._bits.rows(post, self._register.snapshot.mission_of(post))
        waived = self._register.waiver_mask.get(post_idx, {})
        return let_in(rows, ((self._place[i], mask) for i, mask in waived.items() if i in self._place))

    def eligible(self, post_idx: int) -> Bits:
        """Return whom no rule keeps out of one line, as bits by place: those who serve or are forbidden there as well."""
        rows = (row for row in self.rows_of(post_idx) if row is not None)
        return reduce(np.bitwise_and, rows, self.everyone)

    def table(self) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        """
        Return the rows of all lines, each once.

        Returns
        -------
        tuple[NDArray[np.uint64], NDArray[np.int32]]
            The rows, shape ``(n_words, n_rows)``, and where among them that of each line and rule stands, shape ``(n_posts, n_rules)``.
        """
        keys = self._register.line_keys
        rows: list[Bits] = [self.everyone]
        place = np.zeros(keys.number.T.shape, np.int32)
        for k, firsts in enumerate(keys.first):
            found = [self._bits.row(self._register.rules[k], *keys.lines[j]) for j in firsts]
            at = np.array([0 if row is None else len(rows) + n for n, row in enumerate(found)], np.int32)
            rows.extend(self.everyone if row is None else row for row in found)
            place[:, k] = at[keys.number[k]]
        for post_idx in sorted(self._register.waiver_mask):
            for k, row in enumerate(self.rows_of(post_idx)):
                if row is not None:
                    place[post_idx, k] = len(rows)
                    rows.append(row)
        return np.ascontiguousarray(np.stack(rows, axis=1)), place
