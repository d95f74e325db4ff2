"""What would fill a line with open seats: eligible officers who do not sit there, and free officers one rule away."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.explained import Candidate, NearOfficer
from releve.planning.fit import fit_of_post
from releve.planning.near_misses import mend
from releve.planning.standing import NOWHERE, Standing

MOST_OFFICERS: Final = 10
"""Officers named of each kind."""


def near_officers(standing: Standing, post_idx: int, ranks: NDArray[np.int64]) -> tuple[tuple[NearOfficer, ...], int]:
    """Return the free officers one rule away from a line, best fit first, at most ten, and how many there are."""
    snapshot = standing.snapshot
    post = snapshot.posts[post_idx]
    blocked = standing.blocking(post, snapshot.officers)
    near = np.flatnonzero(standing.free & (np.bitwise_count(blocked) == 1))
    fit = fit_of_post(snapshot.officers, post, snapshot.policy)
    forbidden, capped = _forbidden(standing, post_idx), is_capped(standing, post_idx)
    found = []
    for i in _best(near, fit, ranks):
        rule = standing.rules[int(blocked[i]).bit_length() - 1]
        finding = rule.judge(snapshot.officers.officer(i), post, snapshot.mission_of(post), snapshot.policy.thresholds)
        from_, to = mend(finding)
        officer = NearOfficer(
            officer_id=standing.problem.officer_id[i],
            fit=int(fit[i]),
            finding=finding,
            from_=from_,
            to=to,
            forbidden=bool(forbidden[i]),
            capped=bool(capped[i]),
        )
        found.append(officer)
    return tuple(found), len(near)


def candidates_of(standing: Standing, post_idx: int, ranks: NDArray[np.int64]) -> tuple[tuple[Candidate, ...], int]:
    """Return the eligible officers who can take no seat of a line as the plan stands, best fit first, at most ten, and how many."""
    snapshot, problem = standing.snapshot, standing.problem
    post = snapshot.posts[post_idx]
    forbidden, capped = _forbidden(standing, post_idx), is_capped(standing, post_idx)
    elsewhere = (standing.placed_at != NOWHERE) & (standing.placed_at != post_idx)
    kept_out = elsewhere | (standing.free & (forbidden | capped))
    blocked, unmet = standing.screen(post, snapshot.officers)
    kept_out &= blocked == 0
    fit = fit_of_post(snapshot.officers, post, snapshot.policy)
    found = []
    for i in _best(np.flatnonzero(kept_out), fit, ranks):
        at, waived = int(standing.placed_at[i]), standing.waived_mask(post_idx, i)
        candidate = Candidate(
            officer_id=problem.officer_id[i],
            fit=int(fit[i]),
            placed_at=None if at == NOWHERE else problem.post_id[at],
            priority=None if at == NOWHERE else int(problem.priority[at]),
            pinned=bool(standing.pinned[i]),
            forbidden=bool(forbidden[i]),
            capped=bool(capped[i]),
            waived=standing.codes_of(int(unmet[i]) & waived),
            conditional=standing.codes_of(int(unmet[i]) & ~waived),
        )
        found.append(candidate)
    return tuple(found), int(kept_out.sum())


def is_capped(standing: Standing, post_idx: int) -> NDArray[np.bool_]:
    """
    Return whom the national cap keeps out of a line; shape ``(n_officers,)``.

    One who holds a seat of the same mission counts there already.
    """
    problem = standing.problem
    mission = problem.mission[post_idx]
    placed = standing.placed_at != NOWHERE
    counts_already = placed & (problem.mission[np.where(placed, standing.placed_at, 0)] == mission)
    capped: NDArray[np.bool_] = ~counts_already & (standing.cap_left[mission, problem.country] <= 0)
    return capped


def _forbidden(standing: Standing, post_idx: int) -> NDArray[np.bool_]:
    return standing.forbidden.get(post_idx, np.zeros(len(standing.problem.officer_id), np.bool_))


def _best(officers: NDArray[np.intp], fit: NDArray[np.int64], ranks: NDArray[np.int64]) -> list[int]:
    order = np.lexsort((ranks[officers], -fit[officers]))[:MOST_OFFICERS]
    return [int(i) for i in officers[order]]
