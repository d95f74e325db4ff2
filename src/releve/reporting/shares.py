"""National shares against the cap: which country stands near it in which mission, and whom the cap keeps out."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import Final

import numpy as np

from releve.model import UNKNOWN
from releve.planning.standing import NOWHERE, Standing
from releve.reporting.figures import NationalShare
from releve.reporting.plan_rows import PlanRows, country_of

NEAR_THE_CAP: Final = Fraction(4, 5)
"""A country is listed once it holds this share of its cap."""


def national_shares(standing: Standing, rows: PlanRows) -> tuple[NationalShare, ...]:
    """
    Return the countries near their cap, binding caps first, then by share of the cap, mission and country.

    The cap is max(1, floor(national_cap x (open seats + serving of the mission))), shares exact
    (planning contract, Hard constraints 3). Where serving alone is above the cap, the row says so: nobody is added.
    """
    snapshot = standing.snapshot
    seats: Counter[str] = Counter()
    for post in snapshot.posts:
        seats[post.mission] += post.seats
    serving_all = Counter(d.mission for d in snapshot.deployments)
    serving = Counter((d.mission, d.country) for d in snapshot.deployments)
    assigned = Counter(
        (snapshot.posts[j].mission, country_of(snapshot, int(i))) for i, j in zip(rows.officer_idx, rows.post_idx, strict=True)
    )
    kept_out, open_left = _kept_out(standing, rows)
    shares = []
    for mission, country in {*serving, *assigned, *kept_out}:
        key = (mission, country)
        base = seats[mission] + serving_all[mission]
        allowed = math.floor(Fraction(snapshot.policy.national_cap) * base)
        cap = max(1, allowed)
        if serving[key] + assigned[key] < NEAR_THE_CAP * cap:
            continue
        shares.append(
            NationalShare(
                mission=mission,
                country=country,
                serving=serving[key],
                assigned=assigned[key],
                cap=cap,
                lifted=allowed < cap,
                kept_out=kept_out[key],
                open_left=open_left[key],
            )
        )
    return tuple(sorted(shares, key=_order))


def _order(share: NationalShare) -> tuple[bool, Fraction, int, str, str]:
    return (not share.is_binding, -Fraction(share.held, share.cap), -share.kept_out, share.mission, share.country or "")


def _kept_out(standing: Standing, rows: PlanRows) -> tuple[Counter[tuple[str, str | None]], Counter[tuple[str, str | None]]]:
    """
    Return, by mission and country: officers who are eligible for open seats of the mission and sit in none of it; and these seats.

    Who serves or is held elsewhere by a pin could not come, cap or no cap, and is not counted.
    """
    snapshot, problem = standing.snapshot, standing.problem
    pairs, mission_of = problem.pairs, problem.mission
    sits_in = np.full(len(problem.officer_id), NOWHERE, np.int64)
    sits_in[rows.officer_idx] = mission_of[rows.post_idx]
    is_pinned = np.zeros(len(problem.officer_id), np.bool_)
    is_pinned[pairs.officer_idx[pairs.pinned]] = True
    officer_idx, post_idx = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for j in np.flatnonzero(rows.filled < problem.seats).tolist():
        eligible = standing.register.officers_of(j)
        could = eligible[~is_pinned[eligible] & (sits_in[eligible] != mission_of[j])]
        officer_idx, post_idx = np.concatenate((officer_idx, could)), np.concatenate((post_idx, np.full(len(could), j)))
    officers = np.unique(np.stack([mission_of[post_idx].astype(np.int64), officer_idx]), axis=1)
    lines = np.unique(np.stack([snapshot.officers.country[officer_idx].astype(np.int64), post_idx]), axis=1)
    kept_out: Counter[tuple[str, str | None]] = Counter()
    for m, i in officers.T:
        kept_out[snapshot.missions[m].mission, country_of(snapshot, int(i))] += 1
    open_left: Counter[tuple[str, str | None]] = Counter()
    for c, j in lines.T:
        name = None if c == UNKNOWN else snapshot.officers.countries[c]
        open_left[snapshot.posts[j].mission, name] += int(problem.seats[j] - rows.filled[j])
    return kept_out, open_left
