"""Caps and women's targets of a plan whose seats change: the same numbers as :mod:`releve.planning.limits`, one mission at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from releve.model import Category, Gender, Policy, Snapshot

GroupName: TypeAlias = tuple[str, Category]


@dataclass(frozen=True, kw_only=True, eq=False)
class Staffing:
    """
    Who serves now, as caps and targets count them.

    Attributes
    ----------
    by_country
        Shape ``(n_missions, n_countries + 1)``, int64: serving officers by mission and country, the last column for blank countries.
        Countries that no nominated officer has stand in no column.
    by_mission
        Shape ``(n_missions,)``, int64: all serving officers.
    by_group, women
        Serving officers, and women among them, by mission and category.
    """

    policy: Policy
    by_country: NDArray[np.int64]
    by_mission: NDArray[np.int64]
    by_group: Mapping[GroupName, int]
    women: Mapping[GroupName, int]

    def caps_left(self, mission_idx: int, seats: int) -> NDArray[np.int32]:
        """Return how many officers of each country may still be assigned to a mission of so many open seats; shape of a row."""
        base = seats + int(self.by_mission[mission_idx])
        cap = max(1, floor(Fraction(self.policy.national_cap) * base))
        left: NDArray[np.int32] = np.clip(cap - self.by_country[mission_idx], 0, np.iinfo(np.int32).max).astype(np.int32)
        return left

    def women_needed(self, name: GroupName, seats: int) -> int:
        """Return the women still to assign to a parity group of so many open seats; a group without open seats needs none."""
        if seats == 0:
            return 0
        target = Fraction(self.policy.women_target[name[1]])
        return max(0, ceil(target * (seats + self.by_group.get(name, 0))) - self.women.get(name, 0))


def staffing_of(snapshot: Snapshot) -> Staffing:
    """Return who serves now."""
    countries: dict[str | None, int] = {country: i for i, country in enumerate(snapshot.officers.countries)}
    countries[None] = len(snapshot.officers.countries)
    by_country = np.zeros((len(snapshot.missions), len(countries)), np.int64)
    by_mission = np.zeros(len(snapshot.missions), np.int64)
    by_group, women = Counter[GroupName](), Counter[GroupName]()
    for deployment in snapshot.deployments:
        mission_idx = snapshot.mission_idx[deployment.mission]
        by_mission[mission_idx] += 1
        if deployment.country in countries:
            by_country[mission_idx, countries[deployment.country]] += 1
        if deployment.category is not None:
            name = deployment.mission, deployment.category
            by_group[name] += 1
            women[name] += deployment.gender is Gender.F
    return Staffing(policy=snapshot.policy, by_country=by_country, by_mission=by_mission, by_group=by_group, women=women)
