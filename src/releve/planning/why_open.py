"""What would fill a line with open seats: eligible officers who do not sit there, and free officers one rule away."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.explained import Candidate, NearOfficer
from releve.planning.near_misses import mend
from releve.planning.reasons import near_free_officers
from releve.planning.standing import NOWHERE, Standing
from releve.planning.tie_order import best_fitting

MOST_OFFICERS: Final = 10
"""Officers named of each kind."""


def near_officers(standing: Standing, post_idx: int) -> tuple[tuple[NearOfficer, ...], int]:
    """Return the free officers one rule away from a line, best fit first, at most ten, and how many there are."""
    snapshot, post = standing.snapshot, standing.snapshot.posts[post_idx]
    near = near_free_officers(standing, post_idx)
    fit = standing.register.fit_of(post_idx, near)
    best = best_fitting(standing.problem, near, fit, seed=standing.seed, most=MOST_OFFICERS)
    officers = near[best]
    blocked = standing.register.blocking(post_idx, officers)
    forbidden, capped = standing.register.are_forbidden(post_idx, officers), are_capped(standing, post_idx, officers)
    found = []
    for place, i in enumerate(officers.tolist()):
        rule = standing.rules[int(blocked[place]).bit_length() - 1]
        finding = rule.judge(snapshot.officers.officer(i), post, snapshot.mission_of(post), snapshot.policy.thresholds)
        from_, to = mend(finding)
        officer = NearOfficer(
            officer_id=standing.problem.officer_id[i],
            fit=int(fit[best[place]]),
            finding=finding,
            from_=from_,
            to=to,
            forbidden=bool(forbidden[place]),
            capped=bool(capped[place]),
        )
        found.append(officer)
    return tuple(found), len(near)


def candidates_of(standing: Standing, post_idx: int) -> tuple[tuple[Candidate, ...], int]:
    """Return the eligible officers who can take no seat of a line as the plan stands, best fit first, at most ten, and how many."""
    problem, eligible = standing.problem, standing.register.eligible(post_idx)
    forbidden, capped = standing.register.are_forbidden(post_idx, eligible), are_capped(standing, post_idx, eligible)
    placed_at = standing.placed_at[eligible]
    kept_out = (placed_at != NOWHERE) & (placed_at != post_idx)
    kept_out |= standing.free[eligible] & (forbidden | capped)
    rows = np.flatnonzero(kept_out)
    fit = standing.register.fit_of(post_idx, eligible[rows])
    best = best_fitting(problem, eligible[rows], fit, seed=standing.seed, most=MOST_OFFICERS)
    officers = eligible[rows[best]]
    _, unmet = standing.screen(standing.snapshot.posts[post_idx], standing.snapshot.officers.take(officers.astype(np.intp)))
    found = []
    for place, (i, row) in enumerate(zip(officers.tolist(), rows[best].tolist(), strict=True)):
        at, waived = int(standing.placed_at[i]), standing.waived_mask(post_idx, i)
        candidate = Candidate(
            officer_id=problem.officer_id[i],
            fit=int(fit[best[place]]),
            placed_at=None if at == NOWHERE else problem.post_id[at],
            priority=None if at == NOWHERE else int(problem.priority[at]),
            pinned=bool(standing.pinned[i]),
            forbidden=bool(forbidden[row]),
            capped=bool(capped[row]),
            waived=standing.codes_of(int(unmet[place]) & waived),
            conditional=standing.codes_of(int(unmet[place]) & ~waived),
        )
        found.append(candidate)
    return tuple(found), len(rows)


def are_capped(standing: Standing, post_idx: int, officers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """
    Return whom of some officers the national cap keeps out of a line; shape as ``officers``.

    One who holds a seat of the same mission counts there already.
    """
    problem, placed_at = standing.problem, standing.placed_at[officers]
    mission, placed = problem.mission[post_idx], placed_at != NOWHERE
    counts_already = placed & (problem.mission[np.where(placed, placed_at, 0)] == mission)
    capped: NDArray[np.bool_] = ~counts_already & (standing.cap_left[mission, problem.country[officers]] <= 0)
    return capped
