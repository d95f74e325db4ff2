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
class LineExchanges:
    """
    The cheapest exchange with a holder of one line whom no pin holds, for every officer who could take the seat.

    What an exchange loses depends on the officer's gender and country; the officer's own fit and place in the previous plan come off it.

    Attributes
    ----------
    loss
        Shape ``(2, n_countries + 1)``, int64, by gender (1 = women) and column of the country: the losses as one number
        (``LEVEL_WEIGHTS``) before what the officer brings is taken off.
    holder
        The same shape, int64: the holder; of equal exchanges the one with the lower key.
    """

    loss: NDArray[np.int64]
    holder: NDArray[np.int64]


def exchanges_of_line(standing: Standing, post_idx: int) -> LineExchanges | None:
    """Return the exchanges of one line that has holders; None where pins hold all its seats."""
    held = standing.holders(post_idx).astype(np.int64)
    held = held[~standing.pinned[held]]
    if not len(held):
        return None
    lost = losses(
        standing,
        post_idx=np.array(post_idx),
        woman=np.array([False, True])[:, None, None],
        country=np.arange(standing.problem.cap_left.shape[1])[None, :, None],
        brings=np.zeros((1, 1, 1, 2), np.int64),
        held=held[None, None, :],
    )
    weighed = lost @ LEVEL_WEIGHTS
    cheapest = weighed.argmin(axis=2)
    return LineExchanges(loss=weighed.min(axis=2), holder=held[cheapest])


def exchanges_of_officer(
    standing: Standing, officer_idx: int, lines: NDArray[np.int64], fit: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """
    Return of the cheapest exchange of one officer in each line the losses as one number, and the holder.

    Parameters
    ----------
    lines, fit
        Lines without an open seat in which the officer may be planned, increasing, and the officer's fit there; shape ``(n_lines,)``.

    Returns
    -------
    tuple[NDArray[np.int64], NDArray[np.int64]]
        Both shape ``(n_lines,)``; `NO_EXCHANGE` and -1 where pins hold all seats.
    """
    problem = standing.problem
    loss, holder = np.full(len(lines), NO_EXCHANGE, np.int64), np.full(len(lines), NOWHERE, np.int64)
    held, at = standing.holders_of(lines)
    may_go = ~standing.pinned[held]
    held, at = held[may_go], at[may_go]
    if not len(held):
        return loss, holder
    is_kept = standing.are_kept(np.full(len(lines), officer_idx), lines)
    brings = np.stack((is_kept.astype(np.int64), fit.astype(np.int64)), axis=-1)
    woman, country = problem.woman[[officer_idx]], problem.country[[officer_idx]].astype(np.int64)
    lost = losses(standing, post_idx=lines[at], woman=woman, country=country, brings=brings[at], held=held)
    weighed = lost @ LEVEL_WEIGHTS
    # The first of equal holders: a stable sort by loss within each line, then the first entry of each line.
    order = np.lexsort((weighed, at))
    some, first = np.unique(at[order], return_index=True)
    loss[some], holder[some] = weighed[order[first]], held[order[first]]
    return loss, holder


def losses(
    standing: Standing,
    *,
    post_idx: NDArray[np.int64],
    woman: NDArray[np.bool_],
    country: NDArray[np.int64],
    brings: NDArray[np.int64],
    held: NDArray[np.int64],
) -> NDArray[np.int64]:
    """
    Return what the plan loses, by level of ``OPEN_LEVELS``, when officers take the seats of holders; all arrays are spread to one shape.

    Parameters
    ----------
    post_idx, held
        The line of each exchange, and the holder whose seat is taken.
    woman, country
        Gender and column of the country of the officer who takes it.
    brings
        Shape ``(..., 2)``: 1 where the officer's pair stands in the previous plan, and its fit.

    Returns
    -------
    NDArray[np.int64]
        Shape ``(..., 4)``; negative where the exchange would win. Breaking the cap counts 1.
    """
    problem = standing.problem
    pair = standing.pair_of[held]
    is_capped = standing.cap_left[problem.mission[post_idx], country] <= 0
    breaks_cap = is_capped & (country != problem.country[held])
    group = problem.group[post_idx]
    missing = problem.group_need[group] - standing.women_assigned[group]
    change = woman.astype(np.int64) - problem.woman[held].astype(np.int64)
    shortfall = np.maximum(0, missing - change) - np.maximum(0, missing)
    kept = problem.pairs.kept[pair].astype(np.int64) - brings[..., 0]
    fit = problem.pairs.fit[pair].astype(np.int64) - brings[..., 1]
    return np.stack(np.broadcast_arrays(breaks_cap.astype(np.int64), shortfall, kept, fit), axis=-1)


def displacement_of(standing: Standing, officer_idx: int, post_idx: int, fit: int, holder: int) -> Displacement:
    """Return one officer against one holder of a line; -1 = pins hold all its seats. ``fit`` is the officer's there."""
    lines, officers = np.array([post_idx]), np.array([officer_idx])
    level = levels_of(standing, officers, lines, np.array([fit]), np.array([holder]))[0]
    is_pinned = holder == NOWHERE
    return Displacement(
        post_id=standing.problem.post_id[post_idx],
        level=DISPLACEMENT_LEVELS[level],
        fit=fit,
        holder=None if is_pinned else standing.problem.officer_id[holder],
        holder_fit=None if is_pinned else int(standing.problem.pairs.fit[standing.pair_of[holder]]),
    )


def levels_of(
    standing: Standing, officer_idx: NDArray[np.int64], post_idx: NDArray[np.int64], fit: NDArray[np.int64], holder: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Return the first level on which each exchange loses, as a position in ``DISPLACEMENT_LEVELS``; arguments as of `displacement_of`."""
    found = np.full(len(officer_idx), DISPLACEMENT_LEVELS.index(PINNED), np.int8)
    real = np.flatnonzero(holder != NOWHERE)
    if not len(real):
        return found
    officers, lines = officer_idx[real], post_idx[real]
    lost = losses(
        standing,
        post_idx=lines,
        woman=standing.problem.woman[officers],
        country=standing.problem.country[officers].astype(np.int64),
        brings=np.stack((standing.are_kept(officers, lines).astype(np.int64), fit[real]), axis=-1),
        held=holder[real],
    )
    first = (lost != 0).argmax(axis=1)
    loses = lost[np.arange(len(lost)), first]
    win_or_tie = np.where(loses < 0, DISPLACEMENT_LEVELS.index(OTHER_LEVELS), DISPLACEMENT_LEVELS.index(TIE))
    found[real] = np.where(loses > 0, first, win_or_tie)
    return found
