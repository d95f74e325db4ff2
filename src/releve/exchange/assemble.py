"""From understood tables to the nouns of the model; only called when no table holds an error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from releve.exchange.links import repeated_rows
from releve.exchange.parsed import ParsedTable
from releve.model import (
    UNKNOWN,
    Act,
    BilateralMeeting,
    Category,
    Commitment,
    CommitmentKind,
    CommitmentState,
    DayArray,
    Decision,
    DecisionKind,
    Deployment,
    Education,
    Gender,
    Mission,
    MissionKind,
    Nomination,
    NominationState,
    OfficerTable,
    Participant,
    Partner,
    PartnerKind,
    PostLine,
    PreviousPair,
    Waiver,
)
from releve.model.officers import DAY_COLUMNS, FLAG_COLUMNS, GENDERS, VETTINGS

_Integer = TypeVar("_Integer", bound=np.signedinteger[Any])


def missions_of(table: ParsedTable) -> tuple[Mission, ...]:
    """Return the missions, sorted by key."""
    records = (table.record(i) for i in range(len(table)))
    found = (
        Mission(
            mission=r["mission"],
            kind=MissionKind(r["kind"]),
            host_countries=r["host_countries"] or (),
            working_languages=r["working_languages"] or (),
            excluded_nationalities=r["excluded_nationalities"] or (),
        )
        for r in records
    )
    return tuple(sorted(found, key=lambda mission: mission.mission))


def posts_of(table: ParsedTable) -> tuple[PostLine, ...]:
    """Return the post lines, sorted by key."""
    found = []
    for i in range(len(table)):
        r = table.record(i)
        found.append(
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
        )
    return tuple(sorted(found, key=lambda post: post.post_id))


def officers_of(table: ParsedTable) -> OfficerTable:
    """Return the register, sorted by key; columns go straight into arrays."""
    order = sorted(range(len(table)), key=table.columns["officer_id"].__getitem__)
    columns = {name: [cells[i] for i in order] for name, cells in table.columns.items()}
    countries = _vocabulary(columns["country"])
    tags = tuple(sorted({tag for cell in (*columns["languages"], *columns["ams_languages"]) for tag in cell or ()}))
    skills = tuple(sorted({code for cell in columns["skills"] for code in cell or ()}))
    named = [frozenset(cell or ()) for cell in columns["nominated_for"]]
    sets = (frozenset[str](), *sorted({names for names in named if names}, key=sorted))
    set_idx = {names: i for i, names in enumerate(sets)}
    levels = _cross(columns["languages"], tags, np.int8)
    # Any: both groups of columns go to the constructor by name.
    flags: dict[str, Any] = {name: _integers(columns[name], np.int8) for name in FLAG_COLUMNS}
    days: dict[str, Any] = {name: _days(columns[name]) for name in DAY_COLUMNS}
    education = [None if cell is None else Education[cell.upper()] for cell in columns["education"]]
    return OfficerTable(
        officer_id=tuple(columns["officer_id"]),
        countries=countries,
        country=_indices(columns["country"], countries, np.int16),
        gender=_indices(columns["gender"], GENDERS, np.int8),
        rank=_integers(columns["rank"], np.int8),
        education=_integers(education, np.int8),
        language_tags=tags,
        language_level=levels,
        languages_known=_filled(columns["languages"]),
        skill_codes=skills,
        skill_held=_cross(columns["skills"], skills, np.int8).astype(np.bool_),
        skills_known=_filled(columns["skills"]),
        ams_language=_cross(columns["ams_languages"], tags, np.int8).astype(np.bool_),
        ams_languages_known=_filled(columns["ams_languages"]),
        vetting=_indices(columns["vetting"], VETTINGS, np.int8),
        nomination_sets=sets,
        nominated_for=np.array([set_idx[names] for names in named], np.int32),
        un_missions=_integers(columns["un_missions"], np.int16),
        assessment_score=_integers(columns["assessment_score"], np.int16),
        **flags,
        **days,
    )


def deployments_of(table: ParsedTable | None, posts: Mapping[str, PostLine]) -> tuple[Deployment, ...]:
    """Return who serves, sorted by key; a blank mission or category is that of the post."""
    found = []
    for i in range(0 if table is None else len(table)):
        r = table.record(i)  # type: ignore[union-attr]  # the range is empty where there is no table
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
    return [(row, table.record(i)) for i, row in enumerate(table.rows) if i not in repeated]


def _vocabulary(cells: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(sorted({cell for cell in cells if cell is not None}))


def _filled(cells: Sequence[object]) -> NDArray[np.bool_]:
    return np.array([cell is not None for cell in cells], np.bool_)


def _days(cells: Sequence[object]) -> DayArray:
    return np.array(cells, "datetime64[D]") if cells else np.zeros(0, "datetime64[D]")


def _integers(cells: Sequence[int | None], dtype: type[_Integer]) -> NDArray[_Integer]:
    return np.array([UNKNOWN if cell is None else int(cell) for cell in cells], dtype)


def _indices(cells: Sequence[str | None], vocabulary: Sequence[str], dtype: type[_Integer]) -> NDArray[_Integer]:
    index: dict[str | None, int] = {name: i for i, name in enumerate(vocabulary)}
    index[None] = UNKNOWN
    return np.array([index[cell] for cell in cells], dtype)


def _cross(cells: Sequence[Any], vocabulary: Sequence[str], dtype: type[_Integer]) -> NDArray[_Integer]:
    """Return a table of cells against a vocabulary: the level of a language, 1 for a name that stands in the cell, else 0."""
    index = {name: j for j, name in enumerate(vocabulary)}
    table = np.zeros((len(cells), len(vocabulary)), dtype)
    for i, cell in enumerate(cells):
        if isinstance(cell, Mapping):
            for name, level in cell.items():
                table[i, index[name]] = level
        else:
            for name in cell or ():
                table[i, index[name]] = 1
    return table
