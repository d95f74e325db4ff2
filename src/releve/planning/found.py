"""What a search gives, whatever its way."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from releve.planning.leaf_proof import LeafProof
from releve.planning.result import ObjectiveValue


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """
    A plan, and what is proven of it.

    Attributes
    ----------
    chosen
        Positions in the problem's pairs, increasing.
    tied
        Positions of pairs among which every plan lies that is equal on all levels, ``chosen`` included; increasing. None = all pairs.
    bounds, certificate
        By level, for all pairs.
    short
        Lists of the problem, ``2 * j + g`` as in :class:`LeftOut`, of which pairs left out could be in a better plan.
    """

    chosen: NDArray[np.int64]
    tied: NDArray[np.int64] | None
    bounds: ObjectiveValue
    certificate: tuple[tuple[LeafProof, ...] | None, ...]
    short: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
