"""Strength before and after, women against their targets, languages: counts of who serves and who goes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from releve.model import UNKNOWN, Category, Gender, Level, MissionKind, Snapshot
from releve.reporting.figures import LanguageCount, MissionStrength, ParityGroup
from releve.reporting.plan_rows import WOMAN, PlanRows

SPOKEN_FROM = Level.B2
"""Level from which a language counts as spoken in the figures (the level that openings ask for most)."""


@dataclass(frozen=True, kw_only=True)
class KnownCeiling:
    """A dated authorised strength of individual officers and the document that sets it."""

    officers: int
    source: str
    as_of: date | None = None


def mission_strength(snapshot: Snapshot, rows: PlanRows, ceilings: Mapping[str, KnownCeiling]) -> tuple[MissionStrength, ...]:
    """Return every mission before and after the plan, in the order of the snapshot."""
    serving = Counter(d.mission for d in snapshot.deployments)
    serving_women = Counter(d.mission for d in snapshot.deployments if d.gender is Gender.F)
    serving_unknown = Counter(d.mission for d in snapshot.deployments if d.gender is None)
    seats: Counter[str] = Counter()
    assigned: Counter[str] = Counter()
    for post, filled in zip(snapshot.posts, rows.filled, strict=True):
        seats[post.mission] += post.seats
        assigned[post.mission] += int(filled)
    women, unknown = _assigned_by_gender(snapshot, rows)
    counts = []
    for mission in snapshot.missions:
        name, ceiling = mission.mission, ceilings.get(mission.mission)
        counts.append(
            MissionStrength(
                mission=name,
                kind=mission.kind,
                serving=serving[name],
                serving_women=serving_women[name],
                serving_gender_unknown=serving_unknown[name],
                seats=seats[name],
                assigned=assigned[name],
                assigned_women=sum(n for (m, _), n in women.items() if m == name),
                assigned_gender_unknown=sum(n for (m, _), n in unknown.items() if m == name),
                open_left=seats[name] - assigned[name],
                ceiling=None if ceiling is None else ceiling.officers,
                ceiling_source=None if ceiling is None else ceiling.source,
                ceiling_as_of=None if ceiling is None else ceiling.as_of,
            )
        )
    return tuple(counts)


def parity_groups(snapshot: Snapshot, rows: PlanRows) -> tuple[ParityGroup, ...]:
    """
    Return the groups (mission, category) that have open seats, sorted by mission and category.

    Source: planning contract, Objective, level 2; shares are exact.
    """
    seats: Counter[tuple[str, Category]] = Counter()
    assigned: Counter[tuple[str, Category]] = Counter()
    for post, filled in zip(snapshot.posts, rows.filled, strict=True):
        seats[post.mission, post.category] += post.seats
        assigned[post.mission, post.category] += int(filled)
    serving = Counter((d.mission, d.category) for d in snapshot.deployments)
    serving_women = Counter((d.mission, d.category) for d in snapshot.deployments if d.gender is Gender.F)
    serving_unknown = Counter((d.mission, d.category) for d in snapshot.deployments if d.gender is None)
    women, _ = _assigned_by_gender(snapshot, rows)
    groups = []
    for group in sorted(seats):
        target = snapshot.policy.women_target[group[1]]
        need = math.ceil(Fraction(target) * (seats[group] + serving[group]))
        groups.append(
            ParityGroup(
                mission=group[0],
                category=group[1],
                seats=seats[group],
                assigned=assigned[group],
                serving=serving[group],
                serving_women=serving_women[group],
                serving_gender_unknown=serving_unknown[group],
                assigned_women=women[group],
                target=target,
                need=need,
                shortfall=max(0, need - serving_women[group] - women[group]),
            )
        )
    return tuple(groups)


def language_counts(snapshot: Snapshot, rows: PlanRows) -> tuple[LanguageCount, ...]:
    """Return the languages that missions work in or posts name, sorted by tag, among the officers whom the plan sends."""
    named = {tag for mission in snapshot.missions for tag in mission.working_languages}
    named.update(tag for post in snapshot.posts for tag in (*post.languages_required, *post.languages_desired))
    at_headquarters = {m.mission for m in snapshot.missions if m.kind is MissionKind.HEADQUARTERS}
    headquarters_post = np.array([post.mission in at_headquarters for post in snapshot.posts], np.bool_)
    goes_to_headquarters = headquarters_post[rows.post_idx]
    unknown = int(np.count_nonzero(~snapshot.officers.languages_known[rows.officer_idx]))
    counts = []
    for tag in sorted(named):
        speaks = snapshot.officers.levels_of(tag)[rows.officer_idx] >= SPOKEN_FROM
        requires = np.array([tag in post.languages_required for post in snapshot.posts], np.bool_)
        seats = np.array([post.seats for post in snapshot.posts], np.int64)
        counts.append(
            LanguageCount(
                language=tag,
                speakers=int(np.count_nonzero(speaks)),
                headquarters=int(np.count_nonzero(speaks & goes_to_headquarters)),
                unknown=unknown,
                seats_requiring=int(seats[requires].sum()),
                filled_requiring=int(rows.filled[requires].sum()),
            )
        )
    return tuple(counts)


def _assigned_by_gender(snapshot: Snapshot, rows: PlanRows) -> tuple[Counter[tuple[str, Category]], Counter[tuple[str, Category]]]:
    """Return the women whom the plan sends, and those whose gender is blank, by mission and category."""
    gender = snapshot.officers.gender
    women: Counter[tuple[str, Category]] = Counter()
    unknown: Counter[tuple[str, Category]] = Counter()
    for officer_idx, post_idx in zip(rows.officer_idx, rows.post_idx, strict=True):
        post = snapshot.posts[post_idx]
        women[post.mission, post.category] += int(gender[officer_idx] == WOMAN)
        unknown[post.mission, post.category] += int(gender[officer_idx] == UNKNOWN)
    return women, unknown
