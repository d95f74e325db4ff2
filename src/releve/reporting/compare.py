"""What changes from one plan to another: seats, languages, women, missions, Headquarters, and who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from releve.errors import ReleveError
from releve.model import MissionKind
from releve.reporting.changes import (
    Change,
    Changes,
    CountryMove,
    GroupChange,
    NearMissChange,
    Newcomers,
    SeatChange,
)
from releve.reporting.figures import Figures, Line, NearMissGroup
from releve.reporting.officers import Placement

MOST_LINES_NAMED: Final = 5
"""Post lines that an error names."""


class OtherLinesError(ReleveError):
    """Two plans do not stand on the same post lines; ``data`` holds ``posts``: lines of one that the other lacks, or holds otherwise."""

    code: ClassVar[str] = "reporting.other_lines"


def compare_figures(before: Figures, after: Figures) -> Changes:
    """
    Return what the second plan changes against the first.

    Raises
    ------
    OtherLinesError
        If the two do not stand on the same post lines.
    """
    _check_lines(before, after)
    commitments = tuple(sorted(set(before.without_commitments) - set(after.without_commitments)))
    newcomers = [p for p in after.placements if set(p.commitments) & set(commitments)]
    others = [p for p in after.placements if not set(p.commitments) & set(commitments)]
    moved, lost, gained = _moves(before.placements, others)
    return Changes(
        commitments=commitments,
        objective=tuple(Change(key=b.level, before=b.value, after=a.value) for b, a in zip(before.proof, after.proof, strict=True)),
        filled=Change(key="filled", before=before.totals.filled, after=after.totals.filled),
        missions=_changes(_filled_by_mission(before), _filled_by_mission(after)),
        headquarters=_of_kind(before, after, MissionKind.HEADQUARTERS),
        field=_of_kind(before, after, MissionKind.FIELD),
        women_assigned=Change(
            key="women_assigned",
            before=sum(s.assigned_women for s in before.strength),
            after=sum(s.assigned_women for s in after.strength),
        ),
        women_after=Change(key="women_after", before=_women_after(before), after=_women_after(after)),
        strength_after=Change(
            key="strength_after", before=sum(s.after for s in before.strength), after=sum(s.after for s in after.strength)
        ),
        languages=_changes({c.language: c.speakers for c in before.languages}, {c.language: c.speakers for c in after.languages}),
        groups=_groups(before, after),
        lines=_lines(before.lines, after.lines),
        newcomers=_newcomers(newcomers, after.lines),
        moved=moved,
        lost=lost,
        gained=gained,
        near_misses=_near_misses(before.near_misses, after.near_misses),
    )


def _check_lines(before: Figures, after: Figures) -> None:
    old, new = ({(li.post_id, li.mission, li.category, li.priority, li.seats) for li in figures.lines} for figures in (before, after))
    if old != new:
        raise OtherLinesError(posts=tuple(sorted({line[0] for line in old ^ new}))[:MOST_LINES_NAMED])


def _women_after(figures: Figures) -> int:
    return sum(s.serving_women + s.assigned_women for s in figures.strength)


def _filled_by_mission(figures: Figures) -> dict[str, int]:
    return {s.mission: s.assigned for s in figures.strength if s.seats}


def _of_kind(before: Figures, after: Figures, kind: MissionKind) -> Change:
    sums = [sum(s.assigned for s in figures.strength if s.kind is kind) for figures in (before, after)]
    return Change(key=kind.value, before=sums[0], after=sums[1])


def _changes(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Change, ...]:
    """Return every key of both, sorted; a key that one lacks counts 0 there, for the plan sends nobody."""
    return tuple(Change(key=key, before=before.get(key, 0), after=after.get(key, 0)) for key in sorted({*before, *after}))


def _groups(before: Figures, after: Figures) -> tuple[GroupChange, ...]:
    """Return the parity groups in which women or shortfall differ."""
    earlier = {(g.mission, g.category): g for g in before.parity}
    changes = []
    for group in after.parity:
        old = earlier[group.mission, group.category]
        if (old.women_after, old.shortfall) != (group.women_after, group.shortfall):
            changes.append(
                GroupChange(
                    mission=group.mission,
                    category=group.category,
                    women_before=old.women_after,
                    women_after=group.women_after,
                    shortfall_before=old.shortfall,
                    shortfall_after=group.shortfall,
                )
            )
    return tuple(changes)


def _lines(before: Iterable[Line], after: Iterable[Line]) -> tuple[SeatChange, ...]:
    """Return the lines filled otherwise, gains first, then by priority and post."""
    earlier = {line.post_id: line.filled for line in before}
    changed = [
        SeatChange(
            post_id=line.post_id,
            mission=line.mission,
            title=line.title,
            priority=line.priority,
            seats=line.seats,
            filled_before=earlier[line.post_id],
            filled_after=line.filled,
        )
        for line in after
        if line.filled != earlier[line.post_id]
    ]
    return tuple(sorted(changed, key=lambda c: (c.filled_before - c.filled_after, c.priority, c.post_id)))


def _newcomers(placements: Iterable[Placement], lines: Iterable[Line]) -> tuple[Newcomers, ...]:
    line_of = {line.post_id: line for line in lines}
    officers: Counter[str] = Counter()
    women: Counter[str] = Counter()
    for placement in placements:
        officers[placement.post_id] += 1
        women[placement.post_id] += placement.woman is True
    return tuple(
        Newcomers(
            post_id=post_id,
            mission=line_of[post_id].mission,
            title=line_of[post_id].title,
            priority=line_of[post_id].priority,
            officers=officers[post_id],
            women=women[post_id],
        )
        for post_id in sorted(officers, key=lambda p: (line_of[p].priority, p))
    )


def _moves(
    before: Iterable[Placement], after: Iterable[Placement]
) -> tuple[tuple[CountryMove, ...], tuple[CountryMove, ...], tuple[CountryMove, ...]]:
    """Return who changed the line, who lost a seat and who gained one, counted by country and lines."""
    old = {p.officer_id: p for p in before}
    new = {p.officer_id: p for p in after}
    return (
        _counted((p.country, old[o].post_id, p.post_id) for o, p in new.items() if o in old and old[o].post_id != p.post_id),
        _counted((p.country, p.post_id, None) for o, p in old.items() if o not in new),
        _counted((p.country, None, p.post_id) for o, p in new.items() if o not in old),
    )


def _counted(moves: Iterable[tuple[str | None, str | None, str | None]]) -> tuple[CountryMove, ...]:
    """Return country, old line and new line with the officers of whom they are true, most officers first."""
    ordered = sorted(Counter(moves).items(), key=lambda item: (-item[1], *(part or "" for part in item[0])))
    return tuple(CountryMove(country=c, from_=f, to=t, officers=n) for (c, f, t), n in ordered)


def _near_misses(before: Iterable[NearMissGroup], after: Iterable[NearMissGroup]) -> tuple[NearMissChange, ...]:
    """Return the rows whose officers or posts differ, the largest change first."""
    old = {(g.rule, g.before, g.after): g for g in before}
    new = {(g.rule, g.before, g.after): g for g in after}
    changes = []
    for key in {*old, *new}:
        b, a = old.get(key), new.get(key)
        numbers = ((b.officers, b.posts) if b else (0, 0), (a.officers, a.posts) if a else (0, 0))
        if numbers[0] != numbers[1]:
            changes.append(
                NearMissChange(
                    rule=key[0],
                    before=key[1],
                    after=key[2],
                    officers_before=numbers[0][0],
                    officers_after=numbers[1][0],
                    posts_before=numbers[0][1],
                    posts_after=numbers[1][1],
                )
            )
    return tuple(sorted(changes, key=lambda c: (-abs(c.officers_after - c.officers_before), c.rule, c.before or "", c.after or "")))
