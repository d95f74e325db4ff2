"""The figures of the commitments: what was asked or promised, and how far the plan answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from releve.commitments import Degree, Fulfilment
from releve.model import Act, CommitmentKind, CommitmentState, Snapshot
from releve.reference import Reference

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
class CommitmentAnswer:
    """
    What was asked or promised, and how far it is fulfilled (:class:`releve.commitments.Fulfilment` says how each is counted).

    Attributes
    ----------
    quantity, women, missing, women_missing
        None = no number was named.
    left_out
        Whether the nominations in answer to it were left out of this plan on purpose.
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


def commitment_answers(snapshot: Snapshot, fulfilments: Iterable[Fulfilment]) -> tuple[CommitmentAnswer, ...]:
    """Return the answer to every commitment, in the order of the fulfilments."""
    meetings = {meeting.meeting: meeting for meeting in snapshot.meetings}
    answers = []
    for found in fulfilments:
        asked = found.commitment
        meeting = meetings.get(asked.meeting or "")
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
            )
        )
    return tuple(answers)


def partner_names(snapshot: Snapshot, reference: Reference) -> Mapping[str, Mapping[str, str]]:
    """Return the names of the partners whom commitments name: code -> language -> name; the folder's own names come first."""
    partners = {**reference.partners, **{partner.partner: partner for partner in snapshot.partners}}
    named = {code for asked in snapshot.commitments for code in (asked.by, asked.to) if code}
    names = {}
    for code in sorted(named & partners.keys()):
        by_language = {lang: getattr(partners[code], f"name_{lang}") for lang in NAME_LANGUAGES}
        names[code] = {lang: name for lang, name in by_language.items() if name}
    return names
