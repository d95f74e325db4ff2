"""What `solve` hands back: a feasible plan, its value on every level, and the proven bound of every level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import SolveStatus
from releve.planning.leaf_proof import LeafProof

LEVELS: Final = ("filled_1", "filled_2", "filled_3", "filled_4", "women_shortfall", "kept", "fit")
"""Levels of the objective, compared from left to right (planning contract, Objective)."""
MINIMISED: Final = frozenset({"women_shortfall"})
"""Levels of which less is better; of all others more is."""


NOT_CERTIFIED: Final[tuple[None, ...]] = (None,) * len(LEVELS)
"""The certificate of a plan without proofs."""


@dataclass(frozen=True, kw_only=True)
class ObjectiveValue:
    """
    A value for each level: reached by a plan, or proven as a bound.

    ``filled`` holds the seats filled by priority 1, 2, 3, 4, in this order.
    """

    filled: tuple[int, int, int, int]
    women_shortfall: int
    kept: int
    fit: int

    def as_tuple(self) -> tuple[int, ...]:
        """Return the seven values in the order of ``LEVELS``."""
        return (*self.filled, self.women_shortfall, self.kept, self.fit)

    def compare_key(self) -> tuple[int, ...]:
        """Return a key that is larger for a better plan."""
        return (*self.filled, -self.women_shortfall, self.kept, self.fit)


@dataclass(frozen=True, kw_only=True)
class NearPlan:
    """Another plan that this one was to stay near to: the SHA-256 of its ``plan.json``, its pairs, and how many both hold."""

    digest: str
    pairs: int
    shared: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Result:
    """
    A plan and what is known of its quality.

    Attributes
    ----------
    status
        ``optimal`` when every level is proven.
    chosen
        Shape ``(n_assigned,)``, int64, increasing: positions in ``problem.pairs``.
    objective
        Recomputed from ``chosen``.
    bound
        Per level: proven for all plans that reach the reported values of the levels before it.
    relative_gap
        Per level, in the order of ``LEVELS``: |bound - value| / max(1, |bound|).
    runtime_s
        Seconds inside `solve`.
    certificate
        Per level: the leaves of the proof of its bound, at least one; None = not certified. Not read back with a written plan.
    """

    status: SolveStatus
    chosen: NDArray[np.int64]
    objective: ObjectiveValue
    bound: ObjectiveValue
    relative_gap: tuple[float, ...]
    runtime_s: float
    certificate: tuple[tuple[LeafProof, ...] | None, ...] = NOT_CERTIFIED
