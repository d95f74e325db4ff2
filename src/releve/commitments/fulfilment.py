"""
How far a commitment is fulfilled, counted over the officers nominated in answer to it.

A nomination that was withdrawn counts nowhere. Partial and substituted fulfilment stay visible as such: a request for Headquarters that
is answered by seats in the field is substituted, never fulfilled. Source: engagement contract, "Fulfilment of a commitment".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from releve.model import Commitment, CommitmentKind, Gender, MissionKind, Nomination, NominationState, Officer

STAGES: Final = ("nominated", "eligible", "proposed", "selected", "deployed")
"""Stages in their order; each is counted on its own, none implies the one before."""
KIND_ASKED: Final[Mapping[CommitmentKind, MissionKind]] = {
    CommitmentKind.INDIVIDUAL_OFFICERS: MissionKind.FIELD,
    CommitmentKind.HEADQUARTERS_POSTS: MissionKind.HEADQUARTERS,
}
"""Where the seats lie that answer a commitment as asked; other kinds are not answered by individual seats at all."""


@dataclass(frozen=True, kw_only=True)
class OfficerFacts:
    """
    What is known of one nominated officer.

    Attributes
    ----------
    eligible
        Whether the officer may be planned for at least one open seat.
    proposed_for
        Kind of the mission of the seat that the plan proposes; None = none.
    deployed
        Whether the officer serves already.
    """

    officer: Officer
    eligible: bool
    proposed_for: MissionKind | None
    deployed: bool


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Officers who reached a stage, and the women among them."""

    stage: str
    officers: int
    women: int


@dataclass(frozen=True, kw_only=True)
class NeedMet:
    """A language (at any level) or skill that the commitment names, and who has it among those nominated and proposed."""

    kind: str
    code: str
    nominated: int
    proposed: int


@dataclass(frozen=True, kw_only=True)
class Fulfilment:
    """
    One commitment and its answer.

    Attributes
    ----------
    as_asked, substituted
        Officers proposed for a seat of the kind asked for, and for another; they sum to those proposed.
        For kinds that individual seats cannot answer, all are substituted.
    missing
        ``quantity`` less those proposed as asked, never below 0; None where no quantity was named.
    """

    commitment: Commitment
    stages: tuple[Stage, ...]
    needs: tuple[NeedMet, ...]
    as_asked: int
    substituted: int
    missing: int | None


def fulfil(commitment: Commitment, nominations: Iterable[Nomination], facts: Mapping[str, OfficerFacts]) -> Fulfilment:
    """
    Return how far one commitment is fulfilled.

    Parameters
    ----------
    facts
        By officer; a nominated officer without facts is nominated and nothing more.
    """
    answers = {n.officer_id: n for n in nominations if n.commitment == commitment.commitment and n.state is not NominationState.WITHDRAWN}
    known = [facts[officer_id] for officer_id in answers if officer_id in facts]
    proposed = [found for found in known if found.proposed_for is not None]
    selected = [found for found in known if answers[found.officer.officer_id].state is NominationState.SELECTED]
    asked = None if commitment.kind is None else KIND_ASKED.get(commitment.kind)
    as_asked = sum(found.proposed_for is asked for found in proposed)
    reached = {
        "nominated": known,
        "eligible": [found for found in known if found.eligible],
        "proposed": proposed,
        "selected": selected,
        "deployed": [found for found in known if found.deployed],
    }
    stages = [_stage(name, reached[name]) for name in STAGES]
    stages[0] = Stage(stage=STAGES[0], officers=len(answers), women=stages[0].women)
    return Fulfilment(
        commitment=commitment,
        stages=tuple(stages),
        needs=_needs(commitment, known, proposed),
        as_asked=as_asked,
        substituted=len(proposed) - as_asked,
        missing=None if commitment.quantity is None else max(0, commitment.quantity - as_asked),
    )


def fulfilment_rows(fulfilments: Sequence[Fulfilment]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return ``commitments.csv``: its columns, and a row for each commitment; a blank quantity is none that was named."""
    counts = [f"{stage}{suffix}" for stage in STAGES for suffix in ("", "_women")]
    columns = (
        "commitment",
        "by",
        "to",
        "act",
        "kind",
        "state",
        "quantity",
        "women",
        *counts,
        "as_asked",
        "substituted",
        "missing",
        "needs",
    )
    rows: list[tuple[object, ...]] = []
    for found in fulfilments:
        c = found.commitment
        numbers = [number for stage in found.stages for number in (stage.officers, stage.women)]
        needs = tuple(f"{need.code}:{need.nominated}/{need.proposed}" for need in found.needs)
        rows.append(
            (
                c.commitment,
                c.by,
                c.to,
                c.act,
                c.kind,
                c.state,
                c.quantity,
                c.women,
                *numbers,
                found.as_asked,
                found.substituted,
                found.missing,
                needs,
            )
        )
    return columns, rows


def _stage(name: str, reached: Sequence[OfficerFacts]) -> Stage:
    return Stage(stage=name, officers=len(reached), women=sum(found.officer.gender is Gender.F for found in reached))


def _needs(commitment: Commitment, nominated: Sequence[OfficerFacts], proposed: Sequence[OfficerFacts]) -> tuple[NeedMet, ...]:
    languages = [("language", tag) for tag in commitment.languages]
    skills = [("skill", code) for code in commitment.skills]
    return tuple(
        NeedMet(
            kind=kind,
            code=code,
            nominated=sum(_has(found.officer, kind, code) for found in nominated),
            proposed=sum(_has(found.officer, kind, code) for found in proposed),
        )
        for kind, code in (*languages, *skills)
    )


def _has(officer: Officer, kind: str, code: str) -> bool:
    held = officer.languages if kind == "language" else officer.skills
    return held is not None and code in held
