"""One pass over all post lines: the reserves of each, and what stands between free officers and a seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import n_set
from releve.planning.hindrances import Hindrances
from releve.planning.reserves import Reserve, reserves_among
from releve.planning.standing import Standing


@dataclass(frozen=True, kw_only=True, eq=False)
class LinePass:
    """
    What one pass over all lines gives.

    Attributes
    ----------
    n_pairs
        Pairs that may be planned.
    """

    n_pairs: int
    reserves: tuple[Reserve, ...]
    hindrances: Hindrances


def pass_over_lines(standing: Standing) -> LinePass:
    """Return what all lines say of free officers."""
    if standing.problem.left_out is not None:
        # Imported here, for it loads the compiler of loops, which takes most of a second: only a register that was listed needs them.
        from releve.planning.fast_pass import pass_on_threads  # noqa: PLC0415

        return pass_on_threads(standing)
    looker = Looker(standing)
    return joined([looker], looker.look_at(range(len(standing.problem.post_id))))


class Looker:
    """Looks at lines one after the other, with notes of its own."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self.n_pairs, self.hindrances = 0, Hindrances.none(standing.register.n_officers)

    def look_at(self, lines: Sequence[int]) -> list[Reserve]:
        """Take in some lines, and return their reserves."""
        found: list[Reserve] = []
        for post_idx in lines:
            admitted = self._standing.register.admitted(post_idx)
            self.n_pairs += n_set(admitted)
            found.extend(self._look(post_idx, admitted))
        return found

    def _look(self, post_idx: int, admitted: NDArray[np.uint64]) -> tuple[Reserve, ...]:
        """Take in one line and return its reserves; ``admitted`` as `Register.admitted` returns it."""
        free = self._standing.free_pairs(post_idx, admitted)
        self.hindrances.add(self._standing, free)
        return reserves_among(self._standing, free)


def joined(lookers: Sequence[Looker], reserves: Sequence[Reserve]) -> LinePass:
    """Return what several lookers found together; ``reserves`` by line."""
    first, *others = lookers
    for other in others:
        first.hindrances.join(other.hindrances)
    return LinePass(n_pairs=sum(looker.n_pairs for looker in lookers), reserves=tuple(reserves), hindrances=first.hindrances)
