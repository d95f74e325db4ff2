"""
How far a commitment is fulfilled, counted over the officers nominated in answer to it.

A nomination that was withdrawn counts nowhere; an officer nominated twice for one commitment counts once.
Partial and substituted fulfilment stay visible as such: a request for Headquarters that is answered by seats in the field is substituted,
never fulfilled. Where no number was named there is nothing to divide by. Source: engagement contract, "Fulfilment of a commitment".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from releve.model import Commitment, CommitmentKind, Gender, Level, MissionKind, Nomination, NominationState, Officer

STAGES: Final = ("nominated", "eligible", "proposed", "selected", "deployed")
"""Stages in their order; each is counted on its own, none implies the one before."""
KIND_ASKED: Final[Mapping[CommitmentKind, MissionKind]] = {
    CommitmentKind.INDIVIDUAL_OFFICERS: MissionKind.FIELD,
    CommitmentKind.HEADQUARTERS_POSTS: MissionKind.HEADQUARTERS,
}
"""Where the seats lie that answer a commitment as asked; other kinds are not answered by individual seats at all."""


class Degree(StrEnum):
    """How far the plan answers a commitment."""

    UNANSWERED = "unanswered"  # no officer is proposed
    SUBSTITUTED = "substituted"  # officers are proposed, none of them for what was asked
    NO_NUMBER = "no_number"  # officers are proposed as asked, and no number was named to compare with
    PARTIAL = "partial"  # fewer are proposed as asked than were named, or fewer women
    FULL = "full"  # as many as were named, the women included


@dataclass(frozen=True, kw_only=True)
class OfficerFacts:
    """
    What is known of one nominated officer.

    Attributes
    ----------
    eligible
        Whether no rule keeps the officer out of at least one line with open seats; decisions, caps and a tour now play no part.
    proposed_for
        Kind of the mission of the seat that the plan proposes; None = none.
    proposed_at
        The line of that seat; None = none.
    deployed
        Whether the officer serves already.
    """

    officer: Officer
    eligible: bool
    proposed_for: MissionKind | None
    proposed_at: str | None = None
    deployed: bool


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Officers who reached a stage, and the women among them."""

    stage: str
    officers: int
    women: int


@dataclass(frozen=True, kw_only=True)
class NeedMet:
    """
    A language or skill that the commitment names, and who has it among those nominated and proposed.

    ``code`` as the commitment writes it: ``fr`` is met at any level, ``fr:B2`` at that level or above.
    """

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
    other_line
        Officers proposed, whose nominations all name a post line, and who are proposed for none of these.
    missing, women_missing
        ``quantity`` and ``women`` of the commitment less those proposed as asked, never below 0; None where no number was named.
    """

    commitment: Commitment
    degree: Degree
    stages: tuple[Stage, ...]
    needs: tuple[NeedMet, ...]
    as_asked: int
    substituted: int
    other_line: int
    missing: int | None
    women_missing: int | None


def fulfil(commitment: Commitment, nominations: Iterable[Nomination], facts: Mapping[str, OfficerFacts]) -> Fulfilment:
    """
    Return how far one commitment is fulfilled.

    Parameters
    ----------
    nominations
        Of all commitments; those in answer to others, and those withdrawn, are passed over.
    facts
        By officer; a nominated officer without facts is nominated, perhaps selected, and nothing more.
    """
    answers: defaultdict[str, list[Nomination]] = defaultdict(list)
    for nomination in nominations:
        if nomination.commitment == commitment.commitment and nomination.state is not NominationState.WITHDRAWN:
            answers[nomination.officer_id].append(nomination)
    known = [facts[officer_id] for officer_id in answers if officer_id in facts]
    proposed = [found for found in known if found.proposed_for is not None]
    asked = None if commitment.kind is None else KIND_ASKED.get(commitment.kind)
    as_asked = [found for found in proposed if found.proposed_for is asked]
    selected = [officer_id for officer_id, own in answers.items() if any(n.state is NominationState.SELECTED for n in own)]
    missing = _short(commitment.quantity, len(as_asked))
    women_missing = _short(commitment.women, _women(as_asked))
    return Fulfilment(
        commitment=commitment,
        degree=_degree(proposed=len(proposed), as_asked=len(as_asked), missing=(missing, women_missing)),
        stages=(
            Stage(stage="nominated", officers=len(answers), women=_women(known)),
            _stage("eligible", [found for found in known if found.eligible]),
            _stage("proposed", proposed),
            Stage(stage="selected", officers=len(selected), women=_women(facts[name] for name in selected if name in facts)),
            _stage("deployed", [found for found in known if found.deployed]),
        ),
        needs=_needs(commitment, known, proposed),
        as_asked=len(as_asked),
        substituted=len(proposed) - len(as_asked),
        other_line=sum(_is_elsewhere(found, answers[found.officer.officer_id]) for found in proposed),
        missing=missing,
        women_missing=women_missing,
    )


def fulfilment_rows(fulfilments: Sequence[Fulfilment]) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Return ``commitments.csv``: its columns, and a row for each commitment; a blank number is one that was not named."""
    counts = tuple(f"{stage}{suffix}" for stage in STAGES for suffix in ("", "_women"))
    named = ("commitment", "by", "to", "act", "kind", "state", "quantity", "women")
    told = ("degree", "as_asked", "substituted", "other_line", "missing", "women_missing")
    rows: list[tuple[object, ...]] = []
    for found in fulfilments:
        numbers = [number for stage in found.stages for number in (stage.officers, stage.women)]
        needs = tuple(f"{need.code}:{need.nominated}/{need.proposed}" for need in found.needs)
        of_commitment = [getattr(found.commitment, name) for name in named]
        rows.append((*of_commitment, *numbers, *(getattr(found, name) for name in told), needs))
    return (*named, *counts, *told, "needs"), rows


def _degree(*, proposed: int, as_asked: int, missing: tuple[int | None, int | None]) -> Degree:
    if not proposed:
        return Degree.UNANSWERED
    if not as_asked:
        return Degree.SUBSTITUTED
    if missing == (None, None):
        return Degree.NO_NUMBER
    return Degree.PARTIAL if any(missing) else Degree.FULL


def _short(named: int | None, reached: int) -> int | None:
    return None if named is None else max(0, named - reached)


def _stage(name: str, reached: Sequence[OfficerFacts]) -> Stage:
    return Stage(stage=name, officers=len(reached), women=_women(reached))


def _women(officers: Iterable[OfficerFacts]) -> int:
    return sum(found.officer.gender is Gender.F for found in officers)


def _is_elsewhere(found: OfficerFacts, own: Sequence[Nomination]) -> bool:
    lines = [nomination.post_id for nomination in own]
    return None not in lines and found.proposed_at not in lines


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
    if kind == "skill":
        return code in (officer.skills or ())
    tag, colon, level = code.partition(":")
    held = (officer.languages or {}).get(tag)
    return held is not None and (not colon or held >= Level[level])
