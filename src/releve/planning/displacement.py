"""Why somebody else holds the seat: what changing places with the weakest holder would cost, and on which level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.planning.objective import women_assigned
from releve.planning.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Displacement:
    """
    One officer against the weakest holder of one full line.

    Attributes
    ----------
    level
        ``women_shortfall``, ``kept`` or ``fit``: the first level on which the exchange would lose; ``national_cap``: it would break the
        cap; ``pinned``: every seat is held by a pin; ``tie``: it would lose nothing, and the rule for ties decided;
        ``other_levels``: it would win here, but the plan is not proven, or the exchange is not the whole story.
    """

    post_id: str
    level: str
    fit: int
    holder: str | None
    holder_fit: int | None

    def as_data(self) -> Mapping[str, Datum]:
        """Return the comparison as the data of a reason."""
        return {"level": self.level, "fit": self.fit, "holder": self.holder, "holder_fit": self.holder_fit}


def compare_with_weakest(standing: Standing, officer_idx: int, pairs: NDArray[np.int64]) -> Displacement:
    """
    Return the comparison on the line where the officer comes nearest to a seat: where the weakest holder's fit is least above theirs.

    ``pairs`` are the officer's pairs in full lines, shape ``(n_lines,)``, at least one.
    """
    problem = standing.problem
    best: tuple[int, int, int] | None = None
    for k in pairs:
        j = int(problem.pairs.post_idx[k])
        holder_pairs = standing.pair_of[standing.holders(j)]
        movable = holder_pairs[~problem.pairs.pinned[holder_pairs]]
        if len(movable):
            weakest = int(movable[np.argmin(problem.pairs.fit[movable])])
            lead = int(problem.pairs.fit[weakest] - problem.pairs.fit[k])
            if best is None or lead < best[0]:
                best = lead, int(k), weakest
    if best is None:
        k = int(pairs[0])
        post_id = problem.post_id[problem.pairs.post_idx[k]]
        return Displacement(post_id=post_id, level="pinned", fit=int(problem.pairs.fit[k]), holder=None, holder_fit=None)
    _, k, weakest = best
    return Displacement(
        post_id=problem.post_id[problem.pairs.post_idx[k]],
        level=level_lost(standing, officer_idx, k, weakest),
        fit=int(problem.pairs.fit[k]),
        holder=problem.officer_id[problem.pairs.officer_idx[weakest]],
        holder_fit=int(problem.pairs.fit[weakest]),
    )


def level_lost(standing: Standing, officer_idx: int, pair: int, held: int) -> str:
    """Return the first thing lost by giving a holder's seat to a free officer; ``pair`` and ``held`` are pairs of one line."""
    problem = standing.problem
    pairs = problem.pairs
    holder = int(pairs.officer_idx[held])
    j = int(pairs.post_idx[pair])
    same_country = problem.country[officer_idx] == problem.country[holder]
    if not same_country and standing.cap_left[problem.mission[j], problem.country[officer_idx]] <= 0:
        return "national_cap"
    group = int(problem.group[j])
    women = women_assigned(problem, standing.result.chosen)[group]
    change = int(problem.woman[officer_idx]) - int(problem.woman[holder])
    need = int(problem.group_need[group])
    shortfall = max(0, need - int(women) - change) - max(0, need - int(women))
    for level, lost in (
        ("women_shortfall", shortfall),
        ("kept", int(pairs.kept[held]) - int(pairs.kept[pair])),
        ("fit", int(pairs.fit[held]) - int(pairs.fit[pair])),
    ):
        if lost > 0:
            return level
        if lost < 0:
            return "other_levels"
    return "tie"
