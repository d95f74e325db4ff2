"""What changes hands between two plans whose lines, officers and rules may differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from releve.model import Snapshot
from releve.planning import AssignmentProblem
from releve.scenarios.base import Base
from releve.scenarios.chains import chains_of
from releve.scenarios.hands import CountryChange, Hands, LineChange, MissionChange, Move, NewlyEligible


def changed_hands(base: Base, snapshot: Snapshot, problem: AssignmentProblem, plan: Sequence[tuple[str, str]]) -> Hands:
    """Return everything that changes hands from the base to a plan of another snapshot; ``problem`` is that of ``snapshot``."""
    both = _Both(base=base, snapshot=snapshot, problem=problem, plan=dict(plan))
    moves = both.moves()
    return Hands(
        gained=tuple(move for move in moves if move.from_ is None),
        lost=tuple(move for move in moves if move.to is None),
        moved=tuple(move for move in moves if move.from_ is not None and move.to is not None),
        chains=chains_of(moves),
        lines=both.lines(),
        missions=both.missions(),
        countries=both.countries(),
        newly_eligible=both.newly_eligible(),
        pairs_gained=len(both.pairs_gained),
        pairs_lost=len(both.pairs_lost),
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Both:
    """
    Base and scenario under one numbering: officers and lines of the base as they stand there, those of the scenario alone after them.

    A pair is one number: officer times the number of all lines, plus line.
    """

    base: Base
    snapshot: Snapshot
    problem: AssignmentProblem
    plan: dict[str, str]

    @cached_property
    def before(self) -> dict[str, str]:
        return dict(self.base.plan)

    @cached_property
    def officers(self) -> tuple[str, ...]:
        old = self.base.snapshot.officer_idx
        return (*self.base.snapshot.officers.officer_id, *(key for key in self.snapshot.officers.officer_id if key not in old))

    @cached_property
    def country_of(self) -> dict[str, str | None]:
        """Return the country of each officer, whether he stands in the base, the scenario or both."""
        found: dict[str, str | None] = {}
        for snapshot in (self.base.snapshot, self.snapshot):
            table = snapshot.officers
            names = (*table.countries, None)
            found |= {key: names[c] for key, c in zip(table.officer_id, table.country.tolist(), strict=True)}
        return found

    @cached_property
    def _n_lines(self) -> int:
        return len({*self.base.snapshot.post_idx, *self.snapshot.post_idx})

    @cached_property
    def pairs_before(self) -> NDArray[np.int64]:
        return self.base.officer_idx.astype(np.int64) * self._n_lines + self.base.post_idx

    @cached_property
    def pairs_after(self) -> NDArray[np.int64]:
        officers = _renumbering(self.snapshot.officers.officer_id, self.base.snapshot.officers.officer_id)
        lines = _renumbering([p.post_id for p in self.snapshot.posts], [p.post_id for p in self.base.snapshot.posts])
        pairs = self.problem.pairs
        return officers[pairs.officer_idx] * self._n_lines + lines[pairs.post_idx]

    @cached_property
    def pairs_gained(self) -> NDArray[np.int64]:
        return np.setdiff1d(self.pairs_after, self.pairs_before, assume_unique=True)

    @cached_property
    def pairs_lost(self) -> NDArray[np.int64]:
        return np.setdiff1d(self.pairs_before, self.pairs_after, assume_unique=True)

    def moves(self) -> list[Move]:
        """Return an entry for each officer whose line is another, by officer."""
        return [
            Move(officer_id=key, country=self.country_of[key], from_=self.before.get(key), to=self.plan.get(key))
            for key in sorted({*self.before, *self.plan})
            if self.before.get(key) != self.plan.get(key)
        ]

    def lines(self) -> tuple[LineChange, ...]:
        old = {post.post_id: post for post in self.base.snapshot.posts}
        new = {post.post_id: post for post in self.snapshot.posts}
        filled_before, filled_after = Counter(self.before.values()), Counter(self.plan.values())
        found = []
        for key in sorted({*old, *new}):
            post = new.get(key) or old[key]
            change = LineChange(
                post_id=key,
                mission=post.mission,
                title=post.title,
                seats_before=old[key].seats if key in old else 0,
                seats_after=new[key].seats if key in new else 0,
                filled_before=filled_before[key],
                filled_after=filled_after[key],
            )
            if change.by or change.seats_before != change.seats_after:
                found.append(change)
        return tuple(found)

    def missions(self) -> tuple[MissionChange, ...]:
        before = self._by_mission(self.base.snapshot, self.before)
        after = self._by_mission(self.snapshot, self.plan)
        changes = (MissionChange(mission=m, filled_before=before[m], filled_after=after[m]) for m in sorted({*before, *after}))
        return tuple(change for change in changes if change.by)

    @staticmethod
    def _by_mission(snapshot: Snapshot, plan: dict[str, str]) -> Counter[str]:
        mission = {post.post_id: post.mission for post in snapshot.posts}
        return Counter(mission[post_id] for post_id in plan.values())

    def countries(self) -> tuple[CountryChange, ...]:
        placed_before = Counter(self.country_of[key] for key in self.before)
        placed_after = Counter(self.country_of[key] for key in self.plan)
        eligible_before, eligible_after = self._eligible(self.pairs_before), self._eligible(self.pairs_after)
        gained, lost = self._pairs_by_country(self.pairs_gained), self._pairs_by_country(self.pairs_lost)
        names = {*placed_before, *placed_after, *eligible_before, *eligible_after}
        changes = (
            CountryChange(
                country=name,
                placed_before=placed_before[name],
                placed_after=placed_after[name],
                eligible_before=eligible_before[name],
                eligible_after=eligible_after[name],
                pairs_gained=gained[name],
                pairs_lost=lost[name],
            )
            for name in sorted(names, key=lambda name: (name is None, name or ""))
        )
        return tuple(c for c in changes if c.by or c.eligible_before != c.eligible_after or c.pairs_gained or c.pairs_lost)

    def _eligible(self, pairs: NDArray[np.int64]) -> Counter[str | None]:
        return Counter(self.country_of[self.officers[i]] for i in np.unique(pairs // self._n_lines).tolist())

    def _pairs_by_country(self, pairs: NDArray[np.int64]) -> Counter[str | None]:
        officers, counts = np.unique(pairs // self._n_lines, return_counts=True)
        found: Counter[str | None] = Counter()
        for i, n in zip(officers.tolist(), counts.tolist(), strict=True):
            found[self.country_of[self.officers[i]]] += n
        return found

    def newly_eligible(self) -> tuple[NewlyEligible, ...]:
        officers, counts = np.unique(self.pairs_gained // self._n_lines, return_counts=True)
        eligible_before = set(np.unique(self.pairs_before // self._n_lines).tolist())
        line_ids = self._line_ids
        opened = {
            (self.officers[pair // self._n_lines], line_ids[pair % self._n_lines])
            for pair in self.pairs_gained.tolist()
            if self.officers[pair // self._n_lines] in self.plan
        }
        found = []
        for i, n in zip(officers.tolist(), counts.tolist(), strict=True):
            key = self.officers[i]
            placed_at = self.plan.get(key)
            found.append(
                NewlyEligible(
                    officer_id=key,
                    country=self.country_of[key],
                    lines=n,
                    was_eligible=i in eligible_before,
                    placed_at=placed_at,
                    by_the_change=(key, placed_at) in opened,
                )
            )
        return tuple(sorted(found, key=lambda one: (not one.by_the_change, one.placed_at is None, one.officer_id)))

    @cached_property
    def _line_ids(self) -> tuple[str, ...]:
        old = self.base.snapshot.post_idx
        return (*(p.post_id for p in self.base.snapshot.posts), *(p.post_id for p in self.snapshot.posts if p.post_id not in old))


def _renumbering(keys: Sequence[str], old: Sequence[str]) -> NDArray[np.int64]:
    """Return the number of each key: its place among the old ones, or after them in its own order; shape ``(len(keys),)``."""
    place = {key: i for i, key in enumerate(old)}
    n_new = len(place)
    found = np.empty(len(keys), np.int64)
    for i, key in enumerate(keys):
        found[i] = place.setdefault(key, n_new)
        n_new += found[i] == n_new
    return found
