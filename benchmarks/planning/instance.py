"""
What every solver is given: the arcs, what they are worth, and the limits; one file, hashed.

Taken once from the planner's own problem, so that a peer never has to read a register or judge a rule. Nothing here calls the planner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

LEVELS: Final = ("filled_1", "filled_2", "filled_3", "filled_4", "women_shortfall", "kept", "fit")
"""The levels of the planning contract, written a second time: a benchmark that took them from the planner would not notice a change."""
SHORTFALL: Final = 4
KEPT: Final = 5
FIT: Final = 6


@dataclass(frozen=True, kw_only=True, eq=False)
class Instance:
    """
    ``n_arcs`` pairs that may be planned, ``n_officers`` officers, ``n_posts`` post lines.

    Attributes
    ----------
    officer, post, fit
        Shape ``(n_arcs,)``, int64, ordered by post then officer: indices of the pair, and its fit in points >= 0.
    kept, pinned
        Shape ``(n_arcs,)``, bool: pair of the previous plan; pair that must be planned.
    woman, country
        Shape ``(n_officers,)``: bool; int64 index of the country, officers without country sharing one.
    seats, priority, mission, group
        Shape ``(n_posts,)``, int64: open seats, priority 1..4, mission and parity group.
    group_need
        Shape ``(n_groups,)``, int64: women still to assign, serving women taken off.
    cap_left
        Shape ``(n_missions, n_countries)``, int64: officers of a country that may still go to a mission.
    """

    officer: NDArray[np.int64]
    post: NDArray[np.int64]
    fit: NDArray[np.int64]
    kept: NDArray[np.bool_]
    pinned: NDArray[np.bool_]
    woman: NDArray[np.bool_]
    country: NDArray[np.int64]
    seats: NDArray[np.int64]
    priority: NDArray[np.int64]
    mission: NDArray[np.int64]
    group: NDArray[np.int64]
    group_need: NDArray[np.int64]
    cap_left: NDArray[np.int64]

    @property
    def n_arcs(self) -> int:
        """Number of pairs that may be planned."""
        return len(self.officer)

    @property
    def n_officers(self) -> int:
        """Number of officers, with or without an arc."""
        return len(self.woman)

    @property
    def n_posts(self) -> int:
        """Number of post lines."""
        return len(self.seats)

    def digest(self) -> str:
        """Return the SHA-256 of every array, with its name and shape."""
        total = sha256()
        for name, array in self.arrays().items():
            total.update(f"{name}{array.shape}{array.dtype}".encode())
            total.update(np.ascontiguousarray(array).tobytes())
        return total.hexdigest()

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def position_of(self, officer: NDArray[np.int64], post: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where pairs stand among the arcs, -1 where there is none; same shape as ``officer``."""
        keys = self.post * self.n_officers + self.officer
        wanted = post * self.n_officers + officer
        found = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        inside = (officer >= 0) & (officer < self.n_officers) & (post >= 0) & (post < self.n_posts)
        known = inside & (keys[found] == wanted) if len(keys) else np.zeros(len(wanted), bool)
        return np.where(known, found, -1)

    def only(self, arcs: NDArray[np.bool_]) -> Instance:
        """Return the instance with fewer arcs; ``arcs`` has shape ``(n_arcs,)``."""
        return replace(self, **{name: getattr(self, name)[arcs] for name in ("officer", "post", "fit", "kept", "pinned")})

    def without_side_rules(self) -> Instance:
        """Return the instance with no caps that can bind, no target of women and no pin, for solvers that know none of these."""
        return replace(
            self,
            pinned=np.zeros_like(self.pinned),
            group_need=np.zeros_like(self.group_need),
            cap_left=np.full_like(self.cap_left, self.seats.sum()),
        )

    def save(self, path: Path) -> None:
        """Write the arrays to one ``.npz`` file."""
        arrays: Mapping[str, Any] = self.arrays()
        np.savez(path, **arrays)

    @classmethod
    def load(cls, path: Path) -> Instance:
        """Read what :meth:`save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(**{name: stored[name] for name in stored.files})
