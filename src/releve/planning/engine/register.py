"""A register and its lines as the engine reads them: who may be planned where, and at which fit, without a list of all pairs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import RegisterBits
from releve.model import Snapshot
from releve.planning.engine.scoring import LineScores, OfficerScores, line_scores

MOST_THREADS = 8


@dataclass(frozen=True, kw_only=True, eq=False)
class Register:
    """
    All pairs of a snapshot, each at hand when it is asked for.

    Attributes
    ----------
    bits
        The verdicts of the rule book.
    plannable
        Shape ``(n_words,)``, uint64: officers who may take a seat at all; those who serve or are pinned may not.
    also, never
        By line: officers whom a waiver admits beyond the bits; officers kept out although the bits admit them, because they are
        forbidden there, or because their pair stands in a list of its own. Increasing, int64.
    woman
        Shape ``(n_officers,)``, bool.
    top_fit
        The highest fit that any pair could have.
    """

    snapshot: Snapshot
    bits: RegisterBits
    plannable: NDArray[np.uint64]
    also: Mapping[int, NDArray[np.int64]]
    never: Mapping[int, NDArray[np.int64]]
    woman: NDArray[np.bool_]
    scores: OfficerScores
    top_fit: int
    _lines: dict[int, LineScores] = field(default_factory=dict)

    @property
    def n_officers(self) -> int:
        """Return the number of officers."""
        return len(self.woman)

    @property
    def n_threads(self) -> int:
        """Return how many threads may scan lines at a time."""
        return max(1, min(MOST_THREADS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)))

    def line(self, post_idx: int) -> LineScores:
        """Return what fit reads of one line."""
        found = self._lines.get(post_idx)
        if found is None:
            snapshot = self.snapshot
            found = self._lines[post_idx] = line_scores(snapshot.officers, snapshot.posts[post_idx], snapshot.policy)
        return found

    def admitted(self, post_idx: int) -> NDArray[np.uint64]:
        """Return who may be planned in one line, as bits; a new array, shape ``(n_words,)``."""
        post = self.snapshot.posts[post_idx]
        found = self.bits.admitted(post, self.snapshot.mission_of(post))
        for officers, value in ((self.also.get(post_idx), True), (self.never.get(post_idx), False)):
            if officers is not None:
                words, masks = officers // 64, np.uint64(1) << (officers % 64).astype(np.uint64)
                if value:
                    np.bitwise_or.at(found, words, masks)
                else:
                    np.bitwise_and.at(found, words, ~masks)
        np.bitwise_and(found, self.plannable, out=found)
        return found
