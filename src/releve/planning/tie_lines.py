"""
In which lines the rule for ties could make an exchange, found for all lines at once: in most plans it can in few.

Women's targets and caps are not looked at here, so a line may be named in vain, but none is left out.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.seating import NOBODY, Seating

MOST_SWAPS: Final = 5_000_000
"""Where there are more swaps to look at, every line is named."""


def lines_with_exchanges(seating: Seating, ranks: NDArray[np.int64], comes_at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """
    Return the lines with a holder who could give way without a change of fit; shape ``(n_posts,)``.

    Parameters
    ----------
    ranks, comes_at
        Shapes ``(n_officers,)``, ``(n_posts,)``: the place of each officer and line in the order of ties.
    """
    pairs = seating.problem.pairs
    found = np.zeros(len(seating.problem.post_id), np.bool_)
    chosen = seating.chosen()
    movable = chosen[~pairs.pinned[chosen]]
    sits = seating.pair_of[pairs.officer_idx]
    _name_lines_of_free_officers(seating, ranks, movable, np.flatnonzero(sits == NOBODY), found)
    # Pairs of placed officers, held by no pin, in lines that they do not sit in: two of them that lead to and fro are a swap.
    is_other = (sits != NOBODY) & (sits != np.arange(len(pairs)))
    is_other[is_other] = ~pairs.pinned[sits[is_other]]
    others = np.flatnonzero(is_other)
    source, target = pairs.post_idx[sits[others]].astype(np.int64), pairs.post_idx[others].astype(np.int64)
    n_posts = max(1, len(found))
    forth, back = source * n_posts + target, target * n_posts + source
    is_forth = comes_at[source] < comes_at[target]
    holders, partners = others[is_forth], others[~is_forth]
    holder_key, partner_key = forth[is_forth], back[~is_forth]
    order = np.argsort(partner_key, kind="stable")
    partner_key = partner_key[order]
    first, stop = np.searchsorted(partner_key, holder_key), np.searchsorted(partner_key, holder_key, side="right")
    counts = stop - first
    if int(counts.sum()) > MOST_SWAPS:
        found[:] = True
        return found
    taken = np.repeat(holders, counts)
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    offered = partners[order[np.repeat(first, counts) + within]]
    held, left = sits[taken], sits[offered]
    fit = pairs.fit.astype(np.int64)
    swaps = (fit[taken] + fit[offered] == fit[held] + fit[left]) & (ranks[pairs.officer_idx[offered]] < ranks[pairs.officer_idx[taken]])
    found[pairs.post_idx[held[swaps]]] = True
    return found


def _name_lines_of_free_officers(
    seating: Seating, ranks: NDArray[np.int64], movable: NDArray[np.int64], free: NDArray[np.int64], found: NDArray[np.bool_]
) -> None:
    """Mark the lines where a free officer has the fit of a holder and comes before that one in the order."""
    pairs = seating.problem.pairs
    if not len(movable) or not len(free):
        return
    width = int(pairs.fit.max()) + 1
    key = pairs.post_idx.astype(np.int64) * width + pairs.fit
    order = np.lexsort((ranks[pairs.officer_idx[movable]], key[movable]))
    keys = key[movable][order]
    # The last of equal keys has the highest rank.
    at = np.searchsorted(keys, key[free], side="right") - 1
    has_holder = (at >= 0) & (keys[np.maximum(at, 0)] == key[free])
    highest = ranks[pairs.officer_idx[movable[order[np.maximum(at, 0)]]]]
    comes_before = has_holder & (ranks[pairs.officer_idx[free]] < highest)
    found[pairs.post_idx[free[comes_before]]] = True
