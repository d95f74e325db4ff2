"""
The assignment problem as arrays: what the solver sees, and nothing else.

No per-pair Python object exists. Pairs are stored post by post (compressed rows), officers increasing within a post.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.model import DayArray


@dataclass(frozen=True, kw_only=True, eq=False)
class Pairs:
    """
    The pairs that may be planned: eligible (or conditional where the policy allows), not forbidden, officer not serving.

    Attributes
    ----------
    post_start
        Shape ``(n_posts + 1,)``, int64: the pairs of post ``j`` are ``post_start[j]:post_start[j + 1]``.
    officer_idx, post_idx
        Shape ``(n_pairs,)``, int32.
    fit
        Shape ``(n_pairs,)``, int32, points >= 0, higher is better.
    waived_mask
        Shape ``(n_pairs,)``, uint32: rules that hold only by waiver, bit = position in the rule book.
    unknown_mask
        Shape ``(n_pairs,)``, uint32: rules UNKNOWN and not waived; 0 unless the policy is ``conditional``.
    kept, pinned
        Shape ``(n_pairs,)``, bool: pair of the previous plan; pair pinned by a decision.
    """

    post_start: NDArray[np.int64]
    officer_idx: NDArray[np.int32]
    post_idx: NDArray[np.int32]
    fit: NDArray[np.int32]
    waived_mask: NDArray[np.uint32]
    unknown_mask: NDArray[np.uint32]
    kept: NDArray[np.bool_]
    pinned: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.officer_idx)

    @classmethod
    def none(cls, n_posts: int) -> Pairs:
        """Return no pairs, for so many lines."""
        return cls(
            post_start=np.zeros(n_posts + 1, np.int64),
            officer_idx=np.zeros(0, np.int32),
            post_idx=np.zeros(0, np.int32),
            fit=np.zeros(0, np.int32),
            waived_mask=np.zeros(0, np.uint32),
            unknown_mask=np.zeros(0, np.uint32),
            kept=np.zeros(0, np.bool_),
            pinned=np.zeros(0, np.bool_),
        )

    def mark(self, *, kept: Iterable[tuple[int, int]], pinned: Iterable[tuple[int, int]]) -> None:
        """Mark pairs, officer and line, that may be planned as kept or pinned; for whoever makes the pairs."""
        for flags, wanted in ((self.kept, kept), (self.pinned, pinned)):
            for officer_idx, post_idx in wanted:
                position = self.position_of(officer_idx, post_idx)
                if position is not None:
                    flags[position] = True

    def take(self, positions: NDArray[np.int64]) -> Pairs:
        """Return some of the pairs; ``positions`` increase."""
        n_posts = len(self.post_start) - 1
        counts = np.bincount(self.post_idx[positions], minlength=n_posts)
        return Pairs(
            post_start=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            officer_idx=self.officer_idx[positions],
            post_idx=self.post_idx[positions],
            fit=self.fit[positions],
            waived_mask=self.waived_mask[positions],
            unknown_mask=self.unknown_mask[positions],
            kept=self.kept[positions],
            pinned=self.pinned[positions],
        )

    def position_of(self, officer_idx: int, post_idx: int) -> int | None:
        """Return where a pair stands, or None when it may not be planned."""
        first, last = int(self.post_start[post_idx]), int(self.post_start[post_idx + 1])
        position = first + int(np.searchsorted(self.officer_idx[first:last], officer_idx))
        return position if position < last and self.officer_idx[position] == officer_idx else None


@dataclass(frozen=True, kw_only=True, eq=False)
class LeftOut:
    """
    What a problem says of the pairs that it leaves out because there are too many: of each line the worst that may be.

    Entry ``2 * j + g`` of an array stands for line j and for women (g = 1) or all others (g = 0). Pinned pairs and pairs of the previous
    plan are never left out.

    Attributes
    ----------
    fit
        Shape ``(2 * n_posts,)``, int32: the highest fit of a pair left out, -1 = none is.
    n_eligible
        Shape ``(2 * n_posts,)``, int64: pairs that may be planned, left out or not.
    """

    fit: NDArray[np.int32]
    n_eligible: NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class AssignmentProblem:
    """
    ``n_officers`` officers, ``n_posts`` post lines, ``n_groups`` parity groups, ``n_caps`` national caps.

    Attributes
    ----------
    officer_id, post_id
        Keys, in the order of the snapshot (sorted).
    woman
        Shape ``(n_officers,)``, bool: declared F; blank is not.
    country
        Shape ``(n_officers,)``, int32: index of the country, blank officers sharing one index of their own.
    clearance_expires_on
        Shape ``(n_officers,)``, ``datetime64[D]``: last day of the assessment clearance, NaT = none; the first tie-break.
    seats, priority, mission, group
        Shape ``(n_posts,)``: open seats >= 1 (int32), priority 1..4 (int8), mission index (int32),
        parity group index (int32; one group per mission and category with open seats).
    group_need
        Shape ``(n_groups,)``, int64: women still to assign to reach the target, >= 0 (serving women already taken off).
    cap_left
        Shape ``(n_missions, n_countries)``, int32: officers of a country that may still be assigned to a mission, >= 0.
    left_out
        None: ``pairs`` holds every pair that may be planned. Else what is known of those that it does not hold.
    """

    officer_id: tuple[str, ...]
    post_id: tuple[str, ...]
    woman: NDArray[np.bool_]
    country: NDArray[np.int32]
    clearance_expires_on: DayArray
    seats: NDArray[np.int32]
    priority: NDArray[np.int8]
    mission: NDArray[np.int32]
    group: NDArray[np.int32]
    group_need: NDArray[np.int64]
    cap_left: NDArray[np.int32]
    pairs: Pairs
    left_out: LeftOut | None = None
