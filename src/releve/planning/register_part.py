"""Some officers of a register against its lines, as bits by their places among them."""

from __future__ import annotations

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
