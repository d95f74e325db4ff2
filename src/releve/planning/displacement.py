"""Why somebody else holds the seat: the exchange with a holder that would cost the plan least, and on which level it loses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.planning.standing import NOWHERE, Standing

OPEN_LEVELS: Final = ("national_cap", "women_shortfall", "kept", "fit")
"""What an exchange within one line can lose, first to last; the seats filled stay the same."""
PINNED: Final = "pinned"
TIE: Final = "tie"
OTHER_LEVELS: Final = "other_levels"
DISPLACEMENT_LEVELS: Final = (*OPEN_LEVELS, PINNED, TIE, OTHER_LEVELS)
"""Every value of :attr:`Displacement.level`."""

LEVEL_WEIGHTS: Final = np.array([1 << 52, 1 << 44, 1 << 40, 1], np.int64)
"""Losses of one exchange as one number that compares them level by level: the first three are -1, 0 or 1, fit stays below 2^36."""
NO_EXCHANGE: Final = np.iinfo(np.int64).max


@dataclass(frozen=True, kw_only=True)
class Displacement:
    """
    One officer against one holder of one full line.

    Attributes
    ----------
    level
        ``women_shortfall``, ``kept`` or ``fit``: the first level on which the exchange would lose; ``national_cap``: it would break the
        cap; ``pinned``: every seat is held by a pin; ``tie``: it would lose nothing, and the rule for ties decided, or time ran out
        before it could; ``other_levels``: it would win here, so the plan was stopped before it was proven.
    holder, holder_fit
        None where every seat is held by a pin.
    """

    post_id: str
    level: str
    fit: int
    holder: str | None
    holder_fit: int | None

    def as_data(self) -> Mapping[str, Datum]:
        """Return the comparison as the data of a reason."""
        return {"level": self.level, "fit": self.fit, "holder": self.holder, "holder_fit": self.holder_fit}


@dataclass(frozen=True, kw_only=True, eq=False)
class Exchanges:
    """
    The cheapest exchange of every officer, over the full lines looked at.

    Attributes
    ----------
    loss
        Shape ``(n_officers,)``, int64: the losses by level as one number, lower is nearer to a seat; the largest integer = none.
    pair, held
        Shape ``(n_officers,)``, int64: the officer's own pair, and the holder's; -1 = none.
    """

    loss: NDArray[np.int64]
    pair: NDArray[np.int64]
    held: NDArray[np.int64]


def compare_with_weakest(standing: Standing, pairs: NDArray[np.int64]) -> Displacement:
    """
    Return one officer's comparison on the line, and with the holder, where an exchange would cost the plan least.

    ``pairs`` are the officer's pairs in full lines, shape ``(n_lines,)``, increasing, at least one.
    """
    officer_idx = int(standing.problem.pairs.officer_idx[pairs[0]])
    return displacement_of(standing, cheapest_exchanges(standing, pairs), officer_idx, pairs)


def cheapest_exchanges(standing: Standing, pairs: NDArray[np.int64]) -> Exchanges:
    """
    Return for every officer the exchange with a holder that is not pinned which loses least, compared level by level.

    Of equal ones: the line that comes first, then the holder with the lower key.

    Parameters
    ----------
    pairs
        Positions in ``problem.pairs`` of officers without a seat, in full lines; shape ``(n_candidates,)``, increasing.
    """
    problem = standing.problem
    n_officers = len(problem.officer_id)
    best = Exchanges(
        loss=np.full(n_officers, NO_EXCHANGE, np.int64),
        pair=np.full(n_officers, NOWHERE, np.int64),
        held=np.full(n_officers, NOWHERE, np.int64),
    )
    posts = problem.pairs.post_idx[pairs]
    for j in np.unique(posts):
        held = standing.pair_of[standing.holders(int(j))]
        held = held[~problem.pairs.pinned[held]]
        if not len(held):
            continue
        candidates = pairs[posts == j]
        loss = losses(standing, candidates, held) @ LEVEL_WEIGHTS
        weakest = loss.argmin(axis=1)
        least = loss[np.arange(len(candidates)), weakest]
        officers = problem.pairs.officer_idx[candidates]
        nearer = least < best.loss[officers]
        best.loss[officers[nearer]] = least[nearer]
        best.pair[officers[nearer]] = candidates[nearer]
        best.held[officers[nearer]] = held[weakest[nearer]]
    return best


def losses(standing: Standing, pairs: NDArray[np.int64], held: NDArray[np.int64]) -> NDArray[np.int64]:
    """
    Return what the plan loses, by level of ``OPEN_LEVELS``, when the officer of a pair takes the seat of a holder of the same line.

    Returns
    -------
    NDArray[np.int64]
        Shape ``(n_pairs, n_holders, 4)``; negative where the exchange would win. Breaking the cap counts 1.
    """
    problem = standing.problem
    everything = problem.pairs
    post_idx = int(everything.post_idx[held[0]])
    officers, holders = everything.officer_idx[pairs], everything.officer_idx[held]
    country = problem.country[officers]
    is_capped = standing.cap_left[problem.mission[post_idx], country] <= 0
    breaks_cap = is_capped[:, None] & (country[:, None] != problem.country[holders][None, :])
    group = int(problem.group[post_idx])
    missing = int(problem.group_need[group] - standing.women_assigned[group])
    change = problem.woman[officers].astype(np.int64)[:, None] - problem.woman[holders].astype(np.int64)[None, :]
    shortfall = np.maximum(0, missing - change) - max(0, missing)
    kept = everything.kept[held].astype(np.int64)[None, :] - everything.kept[pairs].astype(np.int64)[:, None]
    fit = everything.fit[held].astype(np.int64)[None, :] - everything.fit[pairs].astype(np.int64)[:, None]
    return np.stack([breaks_cap.astype(np.int64), shortfall, kept, fit], axis=-1)


def displacement_of(standing: Standing, exchanges: Exchanges, officer_idx: int, pairs: NDArray[np.int64]) -> Displacement:
    """Return the cheapest exchange of one officer; where all seats of ``pairs``, theirs, are pinned, the first line and ``pinned``."""
    problem, fit = standing.problem, standing.problem.pairs.fit
    pair, held = int(exchanges.pair[officer_idx]), int(exchanges.held[officer_idx])
    if held == NOWHERE:
        k = int(pairs[0])
        post_id = problem.post_id[problem.pairs.post_idx[k]]
        return Displacement(post_id=post_id, level=PINNED, fit=int(fit[k]), holder=None, holder_fit=None)
    return Displacement(
        post_id=problem.post_id[problem.pairs.post_idx[pair]],
        level=level_lost(losses(standing, np.array([pair]), np.array([held]))[0, 0]),
        fit=int(fit[pair]),
        holder=problem.officer_id[problem.pairs.officer_idx[held]],
        holder_fit=int(fit[held]),
    )


def level_lost(loss: NDArray[np.int64]) -> str:
    """Return the first level on which an exchange loses; shape ``(4,)``, as `losses` gives them."""
    for level, lost in zip(OPEN_LEVELS, loss, strict=True):
        if lost:
            return level if lost > 0 else OTHER_LEVELS
    return TIE
