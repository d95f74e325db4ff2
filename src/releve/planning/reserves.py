"""Who comes next: the ordered reserves of every post line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import valid_until
from releve.planning.line_pairs import LinePairs
from releve.planning.standing import Standing
from releve.planning.tie_order import best_fitting

MOST_RESERVES: Final = 5
"""Reserves listed for one line."""


@dataclass(frozen=True, kw_only=True)
class Reserve:
    """
    One officer in reserve for one line; ``order`` counts from 1.

    ``valid_until`` is the last day on which the tour could start before a document or a limit runs out, inclusive; None = no limit known.
    ``waived`` and ``conditional`` are the rules that hold only by waiver, and those that are UNKNOWN where the policy lets them pass.
    """

    post_id: str
    order: int
    officer_id: str
    fit: int
    valid_until: date | None
    waived: tuple[str, ...]
    conditional: tuple[str, ...]


def reserves_of(standing: Standing, post_idx: int) -> tuple[Reserve, ...]:
    """Return the reserves of one line, best fit first, then by the rule for ties; at most five."""
    return reserves_among(standing, standing.free_pairs(post_idx))


def reserves_among(standing: Standing, pairs: LinePairs) -> tuple[Reserve, ...]:
    """Return the reserves of one line; ``pairs`` holds all free officers who may be planned there."""
    joiners = np.flatnonzero(countries_that_may_join(standing, pairs.post_idx)[standing.problem.country[pairs.officer_idx]])
    return reserves_of_joiners(standing, replace(pairs, officer_idx=pairs.officer_idx[joiners], fit=pairs.fit[joiners]))


def countries_that_may_join(standing: Standing, post_idx: int) -> NDArray[np.bool_]:
    """Return whose officers could join or replace a holder of a line without breaking the national cap; by column of ``cap_left``."""
    may_join: NDArray[np.bool_] = standing.cap_left[standing.problem.mission[post_idx]] > 0
    may_join[standing.problem.country[standing.holders(post_idx)]] = True
    return may_join


def reserves_of_joiners(standing: Standing, pairs: LinePairs) -> tuple[Reserve, ...]:
    """Return the reserves of one line; ``pairs`` holds all who are eligible, neither placed nor serving, and may join for the cap."""
    post_idx, officers, fit = pairs.post_idx, pairs.officer_idx, pairs.fit
    best = best_fitting(standing.problem, officers, fit, seed=standing.seed, most=MOST_RESERVES)
    waived, unknown = standing.register.masks_of(post_idx, officers[best])
    snapshot = standing.snapshot
    post, thresholds = snapshot.posts[post_idx], snapshot.policy.thresholds
    mission = snapshot.mission_of(post)
    reserves = []
    for place, k in enumerate(best):
        officer = standing.officer(int(officers[k]))
        until = valid_until(officer, post, mission, thresholds, rules=standing.rules, waivers=standing.waivers_of(post_idx))
        reserve = Reserve(
            post_id=post.post_id,
            order=place + 1,
            officer_id=officer.officer_id,
            fit=int(fit[k]),
            valid_until=until,
            waived=standing.codes_of(int(waived[place])),
            conditional=standing.codes_of(int(unknown[place])),
        )
        reserves.append(reserve)
    return tuple(reserves)
