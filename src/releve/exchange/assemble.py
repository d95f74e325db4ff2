"""From understood tables to the nouns of the model, officers apart; only called when no table holds an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from releve.exchange.links import repeated_rows
from releve.exchange.parsed import ParsedTable
from releve.model import (
    Act,
    BilateralMeeting,
    Category,
    Commitment,
    CommitmentKind,
    CommitmentState,
    Decision,
    DecisionKind,
    Deployment,
    Education,
    Gender,
    Mission,
    MissionKind,
    Nomination,
    NominationState,
    Participant,
    Partner,
    PartnerKind,
    PostLine,
    PreviousPair,
    Waiver,
)


def missions_of(table: ParsedTable) -> tuple[Mission, ...]:
    """Return the missions, sorted by key."""
    found = (
        Mission(
            mission=r["mission"],
            kind=MissionKind(r["kind"]),
            host_countries=r["host_countries"] or (),
            working_languages=r["working_languages"] or (),
            excluded_nationalities=r["excluded_nationalities"] or (),
        )
        for r in table.records()
    )
    return tuple(sorted(found, key=lambda mission: mission.mission))


def posts_of(table: ParsedTable) -> tuple[PostLine, ...]:
    """Return the post lines, sorted by key."""
    found = (
        PostLine(
            post_id=r["post_id"],
            mission=r["mission"],
            title=r["title"],
            category=Category(r["category"]),
            seats=r["seats"],
            priority=r["priority"],
            languages_required=r["languages_required"] or {},
            languages_desired=r["languages_desired"] or {},
            skills_required=r["skills_required"] or (),
            skills_desired=r["skills_desired"] or (),
            service_years_min=r["service_years_min"],
            rank_min=r["rank_min"],
            rank_max=r["rank_max"],
            education_min=None if r["education_min"] is None else Education[r["education_min"].upper()],
            armed=r["armed"],
            driving=r["driving"],
            starts_on=r["starts_on"],
            tour_months=r["tour_months"],
        )
        for r in table.records()
    )
    return tuple(sorted(found, key=lambda post: post.post_id))


def deployments_of(table: ParsedTable | None, posts: Mapping[str, PostLine]) -> tuple[Deployment, ...]:
    """Return who serves, sorted by key; a blank mission or category is that of the post."""
    found = []
    for r in table.records() if table is not None else ():
        post = posts.get(r["post_id"]) if r["post_id"] is not None else None
        category = r["category"] if r["category"] is not None else (post.category if post is not None else None)
        found.append(
            Deployment(
                officer_id=r["officer_id"],
                mission=r["mission"] if r["mission"] is not None else (post.mission if post is not None else ""),
                category=None if category is None else Category(category),
                post_id=r["post_id"],
                country=r["country"],
                gender=None if r["gender"] is None else Gender(r["gender"]),
                starts_on=r["starts_on"],
                ends_on=r["ends_on"],
            )
        )
    return tuple(sorted(found, key=lambda deployment: deployment.officer_id))


def previous_of(table: ParsedTable | None) -> tuple[PreviousPair, ...]:
    """Return the pairs of the plan before, each once."""
    return tuple(PreviousPair(officer_id=r["officer_id"], post_id=r["post_id"], row=row) for row, r in _records(table))


def decisions_of(table: ParsedTable | None) -> tuple[Decision, ...]:
    """Return the decisions, each once."""
    return tuple(
        Decision(
            officer_id=r["officer_id"],
            post_id=r["post_id"],
            decision=DecisionKind(r["decision"]),
            reason=r["reason"],
            decided_by=r["decided_by"],
            row=row,
        )
        for row, r in _records(table)
    )


def waivers_of(table: ParsedTable | None) -> tuple[Waiver, ...]:
    """Return the waivers, each once."""
    return tuple(Waiver(**r, row=row) for row, r in _records(table))


def partners_of(table: ParsedTable | None) -> tuple[Partner, ...]:
    """Return the partners, in the order of their rows."""
    return tuple(Partner(**{**r, "kind": PartnerKind(r["kind"]), "aliases": r["aliases"] or ()}) for _, r in _records(table))


def meetings_of(table: ParsedTable | None) -> tuple[BilateralMeeting, ...]:
    """Return the meetings, in the order of their rows."""
    return tuple(BilateralMeeting(**{**r, "guests": r["guests"] or ()}) for _, r in _records(table))


def participants_of(table: ParsedTable | None) -> tuple[Participant, ...]:
    """Return the participants, in the order of their rows."""
    return tuple(Participant(**r) for _, r in _records(table))


def commitments_of(table: ParsedTable | None) -> tuple[Commitment, ...]:
    """Return the commitments, in the order of their rows."""
    found = []
    for _, record in _records(table):
        r = dict(record)
        r["starts_on"], r["ends_on"] = r.pop("from"), r.pop("until")
        r["languages"], r["skills"] = r["languages"] or (), r["skills"] or ()
        for name, choices in (("act", Act), ("kind", CommitmentKind), ("state", CommitmentState)):
            r[name] = None if r[name] is None else choices(r[name])
        found.append(Commitment(**r))
    return tuple(found)


def nominations_of(table: ParsedTable | None) -> tuple[Nomination, ...]:
    """Return the nominations, in the order of their rows."""
    return tuple(Nomination(**{**r, "state": None if r["state"] is None else NominationState(r["state"])}) for _, r in _records(table))


def _records(table: ParsedTable | None) -> list[tuple[int, dict[str, Any]]]:
    """Return the records with their rows, repeated ones dropped. Any: values of the columns' kinds."""
    if table is None:
        return []
    repeated = repeated_rows(table) if table.form.key is None else frozenset[int]()
    return [(row, r) for i, (row, r) in enumerate(zip(table.rows.tolist(), table.records(), strict=True)) if i not in repeated]
