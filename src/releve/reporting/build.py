"""The figures of a plan, brought together from the parts that count them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from releve.commitments import Fulfilment
from releve.errors import Problem
from releve.model import Priority, Snapshot
from releve.planning import LEVELS, Explanation, Reserve, Result, Standing
from releve.planning.near_misses import NOTHING
from releve.reference import Reference, load_reference
from releve.reporting.answers import commitment_answers, partner_names
from releve.reporting.figures import (
    Figures,
    LevelProof,
    Line,
    NearMissGroup,
    ReserveDepth,
    Totals,
    UnfilledLine,
)
from releve.reporting.officers import not_placed_counts, placements_of
from releve.reporting.plan_rows import PlanRows, plan_rows
from releve.reporting.settings import settings_in_force
from releve.reporting.shares import national_shares
from releve.reporting.strength import KnownCeiling, language_counts, mission_strength, parity_groups


def build_figures(
    standing: Standing,
    explanation: Explanation,
    fulfilments: Sequence[Fulfilment],
    *,
    problems: Sequence[Problem],
    reference: Reference | None = None,
    synthetic_note: str | None = None,
) -> Figures:
    """
    Return every figure of one plan.

    Parameters
    ----------
    problems
        Warnings of the inputs and of the build.
    reference
        Where authorised strengths and names of partners come from; None = the tables as shipped.
    synthetic_note
        What the folder says of its synthetic data; None = it says nothing of the kind.
    """
    snapshot, problem, result = standing.snapshot, standing.problem, standing.result
    known = load_reference() if reference is None else reference
    rows = plan_rows(snapshot, problem, result)
    placements = placements_of(snapshot, problem, explanation, rows)
    return Figures(
        as_of=snapshot.policy.as_of,
        status=result.status,
        totals=_totals(snapshot, explanation, rows),
        proof=_proof(result),
        strength=mission_strength(snapshot, rows, known_ceilings(snapshot, known)),
        parity=parity_groups(snapshot, rows),
        shares=national_shares(standing, rows),
        languages=language_counts(snapshot, rows),
        lines=_lines(snapshot, rows),
        placements=placements,
        unfilled=tuple(
            UnfilledLine(post_id=line.post_id, seats=line.seats, reason=line.reason, data=line.data) for line in explanation.unfilled
        ),
        not_placed=not_placed_counts(explanation.not_placed.counts()),
        near_misses=tuple(
            NearMissGroup(rule=group.rule, before=_stated(group.from_), after=_stated(group.to), officers=group.officers, posts=group.posts)
            for group in explanation.near_misses
        ),
        reserves=_reserves(snapshot, explanation.reserves),
        commitments=commitment_answers(snapshot, fulfilments, placements, explanation.not_placed),
        partner_names=partner_names(snapshot, known),
        policy=settings_in_force(snapshot.policy),
        problems=tuple(problems),
        digests=snapshot.digests,
        without_commitments=snapshot.without_commitments,
        synthetic_note=synthetic_note,
    )


def known_ceilings(snapshot: Snapshot, reference: Reference) -> Mapping[str, KnownCeiling]:
    """Return the authorised strength of individual officers by mission, where all statements of the latest decision agree on one."""
    known = {}
    for mission in snapshot.missions:
        stated = [c for c in reference.ceilings_on(mission.mission, snapshot.policy.as_of) if c.individual_police is not None]
        numbers = {ceiling.individual_police for ceiling in stated}
        if len(numbers) == 1 and (officers := stated[0].individual_police) is not None:
            source = ", ".join(part for part in (stated[0].decision, stated[0].source) if part)
            known[mission.mission] = KnownCeiling(officers=officers, source=source, as_of=stated[0].in_force_from)
    return known


def _totals(snapshot: Snapshot, explanation: Explanation, rows: PlanRows) -> Totals:
    seats: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for post, n_filled in zip(snapshot.posts, rows.filled, strict=True):
        seats[post.priority] += post.seats
        filled[post.priority] += int(n_filled)
    return Totals(
        officers=len(snapshot.officers),
        missions=len(snapshot.missions),
        lines=len(snapshot.posts),
        seats=seats.total(),
        pairs=explanation.n_pairs,
        serving=len(snapshot.deployments),
        filled=filled.total(),
        seats_by_priority=_by_priority(seats),
        filled_by_priority=_by_priority(filled),
    )


def _by_priority(counts: Mapping[int, int]) -> tuple[int, int, int, int]:
    critical, high, normal, low = (counts[priority] for priority in Priority)
    return critical, high, normal, low


def _proof(result: Result) -> tuple[LevelProof, ...]:
    levels = zip(LEVELS, result.objective.as_tuple(), result.bound.as_tuple(), result.relative_gap, strict=True)
    return tuple(LevelProof(level=level, value=value, bound=bound, relative_gap=float(gap)) for level, value, bound, gap in levels)


def _lines(snapshot: Snapshot, rows: PlanRows) -> tuple[Line, ...]:
    return tuple(
        Line(
            post_id=post.post_id,
            mission=post.mission,
            title=post.title,
            category=post.category,
            priority=post.priority,
            seats=post.seats,
            filled=int(filled),
        )
        for post, filled in zip(snapshot.posts, rows.filled, strict=True)
    )


def _reserves(snapshot: Snapshot, reserves: Iterable[Reserve]) -> tuple[ReserveDepth, ...]:
    """Return how deep the reserves of each mission with post lines are, in the order of the missions."""
    officers: defaultdict[str, set[str]] = defaultdict(set)
    lines_with: set[str] = set()
    for reserve in reserves:
        officers[snapshot.posts[snapshot.post_idx[reserve.post_id]].mission].add(reserve.officer_id)
        lines_with.add(reserve.post_id)
    lines = Counter(post.mission for post in snapshot.posts)
    without = Counter(post.mission for post in snapshot.posts if post.post_id not in lines_with)
    return tuple(
        ReserveDepth(
            mission=mission.mission,
            lines=lines[mission.mission],
            lines_without=without[mission.mission],
            officers=len(officers[mission.mission]),
        )
        for mission in snapshot.missions
        if lines[mission.mission]
    )


def _stated(value: str) -> str | None:
    return None if value == NOTHING else value
