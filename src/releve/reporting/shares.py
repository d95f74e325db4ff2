"""National shares against the cap: which country stands near it in which mission, and whom the cap keeps out."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import UNKNOWN, Snapshot
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
    could_come: dict[int, NDArray[np.bool_]] = {}
    open_left: Counter[tuple[str, str | None]] = Counter()
    for j in np.flatnonzero(rows.filled < problem.seats).tolist():
        eligible, mission = standing.register.officers_of(j), int(mission_of[j])
        could = eligible[~is_pinned[eligible] & (sits_in[eligible] != mission)]
        could_come.setdefault(mission, np.zeros(len(sits_in), np.bool_))[could] = True
        for c in np.unique(snapshot.officers.country[could]).tolist():
            open_left[snapshot.missions[mission].mission, _name(snapshot, c)] += int(problem.seats[j] - rows.filled[j])
    kept_out: Counter[tuple[str, str | None]] = Counter()
    for mission, could in could_come.items():
        countries, counts = np.unique(snapshot.officers.country[could], return_counts=True)
        for c, n in zip(countries.tolist(), counts.tolist(), strict=True):
            kept_out[snapshot.missions[mission].mission, _name(snapshot, c)] = n
    return kept_out, open_left


def _name(snapshot: Snapshot, country: int) -> str | None:
    return None if country == UNKNOWN else snapshot.officers.countries[country]
