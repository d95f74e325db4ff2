"""Who comes next: the ordered reserves of every post line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import valid_until
from releve.planning.standing import Standing
from releve.planning.tie_order import tie_ranks

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


def list_reserves(standing: Standing) -> tuple[Reserve, ...]:
    """
    Return the reserves of every line, best fit first, then by the rule for ties; at most five a line.

    A reserve is eligible, neither placed nor serving, and could join or replace a holder without breaking the national cap.
    """
    found: list[Reserve] = []
    ranks = tie_ranks(standing.problem, seed=standing.seed)
    for j in range(len(standing.problem.post_id)):
        found.extend(reserves_of(standing, j, ranks))
    return tuple(found)


def reserves_of(standing: Standing, post_idx: int, ranks: NDArray[np.int64]) -> tuple[Reserve, ...]:
    """Return the reserves of one line; ``ranks`` as :func:`releve.planning.tie_order.tie_ranks`."""
    problem, pairs = standing.problem, standing.problem.pairs
    candidates = np.arange(pairs.post_start[post_idx], pairs.post_start[post_idx + 1])
    candidates = candidates[standing.free[pairs.officer_idx[candidates]]]
    country = problem.country[pairs.officer_idx[candidates]]
    held_by = np.unique(problem.country[standing.holders(post_idx)])
    may_join = (standing.cap_left[problem.mission[post_idx], country] > 0) | np.isin(country, held_by)
    candidates = candidates[may_join]
    order = np.lexsort((ranks[pairs.officer_idx[candidates]], -pairs.fit[candidates]))[:MOST_RESERVES]
    snapshot = standing.snapshot
    post, thresholds = snapshot.posts[post_idx], snapshot.policy.thresholds
    mission = snapshot.mission_of(post)
    reserves = []
    for place, k in enumerate(candidates[order], start=1):
        officer = snapshot.officers.officer(int(pairs.officer_idx[k]))
        until = valid_until(officer, post, mission, thresholds, rules=standing.rules, waivers=snapshot.waivers)
        reserve = Reserve(
            post_id=post.post_id,
            order=place,
            officer_id=officer.officer_id,
            fit=int(pairs.fit[k]),
            valid_until=until,
            waived=standing.codes_of(int(pairs.waived_mask[k])),
            conditional=standing.codes_of(int(pairs.unknown_mask[k])),
        )
        reserves.append(reserve)
    return tuple(reserves)
