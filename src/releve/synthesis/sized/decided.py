"""
The plan before, decisions and waivers of a synthetic register.

The rules themselves say which pairs are eligible, so that every pin holds.
Each line looks at a few thousand officers and not at the register: a plan before needs some eligible pairs, not the best ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import RULES, screen_post
from releve.model import Decision, DecisionKind, Mission, OfficerTable, PostLine, PreviousPair, Snapshot, Waiver
from releve.synthesis.sized.draws import ColumnDraws

PREVIOUS_SHARE: Final = 0.30
"""Pairs of the plan before, for each open seat."""
STILL_ELIGIBLE: Final = 0.95
GONE: Final = 0.01
"""Shares of these pairs that are eligible still, and whose officer is gone; the others are pairs at random, hardly ever eligible."""
POOL: Final = 4096
MOST_POOLS: Final = 32
LINES_PER_PIN: Final = 100
LINES_PER_FORBID: Final = 50
LINES_PER_WAIVER: Final = 100
FEWEST: Final = 4
SOURCE: Final = "synthetic"
"""Who decided, and why: nobody."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Pool:
    """Some officers of the register: positions, increasing; their table; their order of choice."""

    officer_idx: NDArray[np.intp]
    officers: OfficerTable
    order: NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Found:
    """Officers for one line, by position in the register: eligible ones in their order of choice, and one whom a single rule stops."""

    post: PostLine
    eligible: list[int]
    stopped: tuple[int, str] | None


def with_decided(draws: ColumnDraws, snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with a plan before, pins that hold, forbids and waivers."""
    officers = snapshot.officers
    n_posts, n_seats = len(snapshot.posts), sum(post.seats for post in snapshot.posts)
    n_previous = round(PREVIOUS_SHARE * n_seats)
    n_pins, n_forbids, n_waivers = (max(FEWEST, n_posts // per) for per in (LINES_PER_PIN, LINES_PER_FORBID, LINES_PER_WAIVER))
    serving = {deployment.officer_id for deployment in snapshot.deployments}
    used = np.array([officer_id in serving for officer_id in officers.officer_id], np.bool_)
    taken_caps = {(deployment.mission, deployment.country) for deployment in snapshot.deployments}
    previous: list[tuple[str, int]] = []
    pins: list[tuple[str, int]] = []
    forbids: list[tuple[str, int]] = []
    waivers: list[Waiver] = []
    order = [snapshot.posts[j] for j in draws.order("lines", n_posts)]
    n_looked_at = 0
    for found in _look_through(draws, snapshot, order, used):
        n_looked_at += 1
        post, seats = found.post, found.post.seats
        keeping, others = found.eligible[:seats], found.eligible[seats:]
        previous += [(post.post_id, i) for i in keeping]
        used[keeping] = True
        # By turns one who was there before, and a new one.
        # One pin for a country in a mission where nobody of it serves: every cap allows that.
        pinned = (keeping if len(pins) % 2 else others)[:1] or keeping[:1]
        caps = [(post.mission, officers.countries[officers.country[i]]) for i in pinned]
        if pinned and len(pins) < n_pins and caps[0] not in taken_caps:
            taken_caps.add(caps[0])
            used[pinned] = True
            pins.append((post.post_id, pinned[0]))
        elif len(forbids) < n_forbids and (others or keeping):
            forbids.append((post.post_id, (others or keeping)[-1]))
        if len(waivers) < n_waivers and found.stopped is not None:
            waivers.append(_waiver(found.stopped, post, officers, len(waivers)))
        if len(previous) >= STILL_ELIGIBLE * n_previous:
            break
    rest = _rest_of_previous(draws, snapshot, n_previous, order[n_looked_at:], used)
    rows = sorted([(post_id, officers.officer_id[i]) for post_id, i in previous] + rest)
    return replace(
        snapshot,
        previous=tuple(PreviousPair(officer_id=o, post_id=p, row=row) for row, (p, o) in enumerate(rows, start=2)),
        decisions=_decisions(officers, pins, forbids),
        waivers=tuple(replace(waiver, row=row) for row, waiver in enumerate(waivers, start=2)),
    )


def _look_through(draws: ColumnDraws, snapshot: Snapshot, order: Sequence[PostLine], used: NDArray[np.bool_]) -> Iterator[_Found]:
    """Yield the lines in their order, each with whom its pool holds for it; ``used`` officers are passed over as they stand then."""
    pools = _pools(draws, snapshot.officers)
    missions: dict[str, Mission] = {mission.mission: mission for mission in snapshot.missions}
    for turn, post in enumerate(order):
        pool = pools[turn % len(pools)]
        screening = screen_post(pool.officers, post, missions[post.mission], snapshot.policy.thresholds)
        blocking = screening.not_met_mask | screening.unknown_mask
        free = ~used[pool.officer_idx]
        eligible = np.flatnonzero((blocking == 0) & free)
        eligible = eligible[np.argsort(pool.order[eligible], kind="stable")]
        yield _Found(
            post=post,
            eligible=pool.officer_idx[eligible].tolist(),
            stopped=_stopped_by_one(pool, screening.not_met_mask, screening.unknown_mask, free),
        )


def _pools(draws: ColumnDraws, officers: OfficerTable) -> list[_Pool]:
    n = len(officers)
    mixed = draws.order("pools", n)
    preference = draws.shares("preference", n)
    n_pools = min(MOST_POOLS, max(1, n // POOL))
    found = []
    for k in range(n_pools):
        officer_idx = np.sort(mixed[k * POOL : (k + 1) * POOL])
        found.append(_Pool(officer_idx=officer_idx, officers=officers.take(officer_idx), order=preference[officer_idx]))
    return found


def _stopped_by_one(
    pool: _Pool, not_met: NDArray[np.uint32], unknown: NDArray[np.uint32], free: NDArray[np.bool_]
) -> tuple[int, str] | None:
    """Return an officer whom one rule stops that is not met, and its code; None where there is none."""
    for k, rule in enumerate(RULES):
        alone = np.flatnonzero((not_met == np.uint32(1 << k)) & (unknown == 0) & free)
        # The nationality is none that anybody waives.
        if len(alone) and rule.code not in {"nationality", "nomination"}:
            return int(pool.officer_idx[alone[0]]), rule.code
    return None


def _waiver(stopped: tuple[int, str], post: PostLine, officers: OfficerTable, number: int) -> Waiver:
    """Return a waiver: by turns without end, in force on the first day, and run out before it."""
    officer_idx, rule = stopped
    ends: tuple[date | None, ...] = (None, post.starts_on + timedelta(days=30), post.starts_on - timedelta(days=1))
    return Waiver(
        officer_id=officers.officer_id[officer_idx],
        post_id=post.post_id,
        rule=rule,
        authority=SOURCE,
        reason=SOURCE,
        expires_on=ends[number % len(ends)],
    )


def _rest_of_previous(
    draws: ColumnDraws, snapshot: Snapshot, n_previous: int, untouched: Sequence[PostLine], used: NDArray[np.bool_]
) -> list[tuple[str, str]]:
    """Return the pairs that can be kept no more: officers who are gone, and officers on lines at random."""
    n = len(used)
    n_gone = max(1, round(GONE * n_previous))
    n_stale = round((1 - STILL_ELIGIBLE - GONE) * n_previous)
    free = [i for i in draws.order("stale", n)[: 4 * (n_stale + n_gone) + len(snapshot.posts)].tolist() if not used[i]]
    ids = [*(snapshot.officers.officer_id[i] for i in free[:n_stale]), *(f"O{n + k:07d}" for k in range(1, n_gone + 1))]
    return [(post.post_id, officer_id) for post, officer_id in zip(untouched, ids, strict=False)]


def _decisions(officers: OfficerTable, pins: list[tuple[str, int]], forbids: list[tuple[str, int]]) -> tuple[Decision, ...]:
    pairs = [(DecisionKind.PIN, pair) for pair in pins] + [(DecisionKind.FORBID, pair) for pair in forbids]
    return tuple(
        Decision(officer_id=officers.officer_id[officer_idx], post_id=post_id, decision=kind, reason=SOURCE, decided_by=SOURCE, row=row)
        for row, (kind, (post_id, officer_idx)) in enumerate(pairs, start=2)
    )
