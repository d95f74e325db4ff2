"""The figures of the commitments: what was asked or promised, and how far the plan answers it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from releve.commitments import KIND_ASKED, Degree, Fulfilment
from releve.model import Act, Commitment, CommitmentKind, CommitmentState, Snapshot
from releve.planning import NotPlacedOfficers
from releve.reference import Reference
from releve.reporting.officers import NotPlacedCount, Placement, answering_officers, not_placed_counts

NAME_LANGUAGES = ("en", "fr", "ar", "es")
"""Languages in which a partner may have a name."""


@dataclass(frozen=True, kw_only=True)
class StageCount:
    """Officers nominated in answer to a commitment who reached a stage, women among them."""

    stage: str
    officers: int
    women: int


@dataclass(frozen=True, kw_only=True)
class NamedNeed:
    """A language or skill that a commitment names, and the officers who meet it at two stages."""

    kind: str
    code: str
    nominated: int
    proposed: int


@dataclass(frozen=True, kw_only=True)
class AnsweringSeat:
    """
    One placement in answer to a commitment.

    Attributes
    ----------
    as_asked
        Whether the seat is of the kind asked for; else the officer is a substitute.
    other_line
        Whether the officer's nominations all name a post line, and the seat is in none of these.
    """

    officer_id: str
    post_id: str
    as_asked: bool
    other_line: bool


@dataclass(frozen=True, kw_only=True)
class CommitmentAnswer:
    """
    What was asked or promised, and how far it is fulfilled (:class:`releve.commitments.Fulfilment` says how each is counted).

    Attributes
    ----------
    quantity, women, missing, women_missing
        None = no number was named.
    left_out
        Whether the nominations in answer to it were left out of this plan on purpose.
    seats
        The placements in answer to it, by post, then officer.
    not_placed
        The other nominated officers, counted by reason and rule, most first; ``not_known`` more are no officers of the folder.
    """

    commitment: str
    by: str | None
    to: str | None
    act: Act | None
    kind: CommitmentKind | None
    state: CommitmentState | None
    held_on: date | None
    place: str | None
    quantity: int | None
    women: int | None
    due_on: date | None
    left_out: bool
    degree: Degree
    as_asked: int
    substituted: int
    other_line: int
    missing: int | None
    women_missing: int | None
    stages: tuple[StageCount, ...]
    needs: tuple[NamedNeed, ...]
    seats: tuple[AnsweringSeat, ...]
    not_placed: tuple[NotPlacedCount, ...]
    not_known: int


def commitment_answers(
    snapshot: Snapshot, fulfilments: Iterable[Fulfilment], placements: Sequence[Placement], not_placed: NotPlacedOfficers
) -> tuple[CommitmentAnswer, ...]:
    """Return the answer to every commitment, in the order of the fulfilments."""
    meetings = {meeting.meeting: meeting for meeting in snapshot.meetings}
    nominated = answering_officers(snapshot)
    placed = {placement.officer_id: placement for placement in placements}
    known = {snapshot.officer_idx[name] for own in nominated.values() for name in own if name in snapshot.officer_idx}
    without_seat = {officer.officer_id: officer for officer in not_placed.of(sorted(known))}
    answers = []
    for found in fulfilments:
        asked = found.commitment
        meeting = meetings.get(asked.meeting or "")
        own = nominated.get(asked.commitment, {})
        others = [without_seat[officer_id] for officer_id in own if officer_id in without_seat]
        answers.append(
            CommitmentAnswer(
                commitment=asked.commitment,
                by=asked.by,
                to=asked.to,
                act=asked.act,
                kind=asked.kind,
                state=asked.state,
                held_on=None if meeting is None else meeting.held_on,
                place=None if meeting is None else meeting.place,
                quantity=asked.quantity,
                women=asked.women,
                due_on=asked.due_on,
                left_out=asked.commitment in snapshot.without_commitments,
                degree=found.degree,
                as_asked=found.as_asked,
                substituted=found.substituted,
                other_line=found.other_line,
                missing=found.missing,
                women_missing=found.women_missing,
                stages=tuple(StageCount(stage=s.stage, officers=s.officers, women=s.women) for s in found.stages),
                needs=tuple(NamedNeed(kind=n.kind, code=n.code, nominated=n.nominated, proposed=n.proposed) for n in found.needs),
                seats=_answering_seats(snapshot, asked, own, [placed[officer_id] for officer_id in own if officer_id in placed]),
                not_placed=not_placed_counts(Counter((officer.reason, officer.blocking_rule) for officer in others)),
                not_known=sum(officer_id not in snapshot.officer_idx for officer_id in own),
            )
        )
    return tuple(answers)


def _answering_seats(
    snapshot: Snapshot, asked: Commitment, nominated: Mapping[str, Sequence[str | None]], placements: Iterable[Placement]
) -> tuple[AnsweringSeat, ...]:
    kind = None if asked.kind is None else KIND_ASKED.get(asked.kind)
    return tuple(
        AnsweringSeat(
            officer_id=placement.officer_id,
            post_id=placement.post_id,
            as_asked=snapshot.mission_of(snapshot.posts[snapshot.post_idx[placement.post_id]]).kind is kind,
            other_line=None not in nominated[placement.officer_id] and placement.post_id not in nominated[placement.officer_id],
        )
        for placement in sorted(placements, key=lambda placement: (placement.post_id, placement.officer_id))
    )


def partner_names(snapshot: Snapshot, reference: Reference) -> Mapping[str, Mapping[str, str]]:
    """Return the names of the partners whom commitments name: code -> language -> name; the folder's own names come first."""
    partners = {**reference.partners, **{partner.partner: partner for partner in snapshot.partners}}
    named = {code for asked in snapshot.commitments for code in (asked.by, asked.to) if code}
    names = {}
    for code in sorted(named & partners.keys()):
        by_language = {lang: getattr(partners[code], f"name_{lang}") for lang in NAME_LANGUAGES}
        names[code] = {lang: name for lang, name in by_language.items() if name}
    return names
