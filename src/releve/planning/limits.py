"""What limits a plan besides eligibility: national caps and women targets, with those who serve now counted in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from releve.model import Category, Gender, Snapshot


@dataclass(frozen=True, kw_only=True, eq=False)
class ParityGroups:
    """
    The parity groups: one for each mission and category with open seats.

    Attributes
    ----------
    names
        Mission and category of each group, in the order of the groups.
    group
        Shape ``(n_posts,)``, int32: the group of each post line.
    need
        Shape ``(n_groups,)``, int64: women still to assign to reach the target, >= 0.
    """

    names: tuple[tuple[str, Category], ...]
    group: NDArray[np.int32]
    need: NDArray[np.int64]


def mission_seats(snapshot: Snapshot) -> Counter[str]:
    """Return the open seats of each mission."""
    seats: Counter[str] = Counter()
    for post in snapshot.posts:
        seats[post.mission] += post.seats
    return seats


def caps_of_missions(snapshot: Snapshot) -> Mapping[str, int]:
    """
    Return how many officers of one country each mission may hold, serving and assigned together; at least 1.

    Source: planning contract, hard constraint 3. Shares are exact: 0.20 of 15 is 3.
    """
    seats, serving = mission_seats(snapshot), Counter(deployment.mission for deployment in snapshot.deployments)
    share = Fraction(snapshot.policy.national_cap)
    return {m.mission: max(1, floor(share * (seats[m.mission] + serving[m.mission]))) for m in snapshot.missions}


def caps_left(snapshot: Snapshot) -> NDArray[np.int32]:
    """
    Return how many officers of a country may still be assigned to a mission, >= 0.

    Shape ``(n_missions, n_countries + 1)``; the last column is for officers whose country is blank.
    Countries of serving officers that no nominated officer has need no column.
    """
    countries: dict[str | None, int] = {country: i for i, country in enumerate(snapshot.officers.countries)}
    countries[None] = len(snapshot.officers.countries)
    caps = caps_of_missions(snapshot)
    left = np.zeros((len(snapshot.missions), len(countries)), np.int64)
    for i, mission in enumerate(snapshot.missions):
        left[i] = caps[mission.mission]
    for deployment in snapshot.deployments:
        if deployment.country in countries:
            left[snapshot.mission_idx[deployment.mission], countries[deployment.country]] -= 1
    return np.clip(left, 0, np.iinfo(np.int32).max).astype(np.int32)


def parity_groups(snapshot: Snapshot) -> ParityGroups:
    """
    Return the parity groups and the women that each still needs.

    Source: planning contract, objective 2. A serving officer without a category counts in no group.
    """
    seats: Counter[tuple[str, Category]] = Counter()
    for post in snapshot.posts:
        seats[post.mission, post.category] += post.seats
    serving = Counter((d.mission, d.category) for d in snapshot.deployments)
    women = Counter((d.mission, d.category) for d in snapshot.deployments if d.gender is Gender.F)
    order = {category: i for i, category in enumerate(Category)}
    names = tuple(sorted(seats, key=lambda name: (snapshot.mission_idx[name[0]], order[name[1]])))
    index = {name: g for g, name in enumerate(names)}
    need = [max(0, ceil(Fraction(snapshot.policy.women_target[name[1]]) * (seats[name] + serving[name])) - women[name]) for name in names]
    return ParityGroups(
        names=names,
        group=np.array([index[post.mission, post.category] for post in snapshot.posts], np.int32),
        need=np.array(need, np.int64),
    )
