"""Who met, who asked, who answered: partners, meetings, commitments and nominations (engagement contract)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PartnerKind(StrEnum):
    """What a partner is."""

    STATE = "state"
    SERVICE = "service"
    INTERNATIONAL = "international"
    REGIONAL = "regional"


class Act(StrEnum):
    """`request` made to ``by``, `offer` by it, or `agreement` of both."""

    REQUEST = "request"
    OFFER = "offer"
    AGREEMENT = "agreement"


class CommitmentKind(StrEnum):
    """What a commitment is about."""

    INDIVIDUAL_OFFICERS = "individual_officers"
    FORMED_UNIT = "formed_unit"
    SPECIALISED_TEAM = "specialised_team"
    HEADQUARTERS_POSTS = "headquarters_posts"
    INSTRUCTORS = "instructors"
    TRAINING = "training"
    EQUIPMENT = "equipment"
    INFORMATION = "information"
    VISIT = "visit"
    LEADERSHIP_CANDIDATE = "leadership_candidate"


class CommitmentState(StrEnum):
    """How far a commitment has come."""

    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    ASSESSED = "assessed"
    ACCEPTED = "accepted"
    FULFILLED = "fulfilled"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class NominationState(StrEnum):
    """How far a nomination has come."""

    NOMINATED = "nominated"
    REGISTERED = "registered"
    SCREENED = "screened"
    ASSESSED = "assessed"
    SELECTED = "selected"
    RESERVE = "reserve"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A State, a service of a State, or an organisation; ``parent`` is a service's State."""

    partner: str
    kind: PartnerKind
    parent: str | None = None
    name_en: str | None = None
    name_fr: str | None = None
    name_ar: str | None = None
    name_es: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BilateralMeeting:
    """A meeting between partners; ``held_on`` is one day."""

    meeting: str
    kind: str | None = None
    held_on: date | None = None
    place: str | None = None
    country: str | None = None
    venue: str | None = None
    assembly: str | None = None
    host: str | None = None
    guests: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Participant:
    """One person at a meeting, as the source names them."""

    meeting: str
    name: str | None = None
    title: str | None = None
    partner: str | None = None
    role: str | None = None
    attendance: str | None = None


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """What was promised or asked, by whom to whom; ``quantity`` and ``women`` None = no number was named."""

    commitment: str
    meeting: str | None = None
    by: str | None = None
    to: str | None = None
    act: Act | None = None
    kind: CommitmentKind | None = None
    quantity: int | None = None
    women: int | None = None
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    conditions: str | None = None
    owner_by: str | None = None
    owner_to: str | None = None
    due_on: date | None = None
    state: CommitmentState | None = None
    note_verbale: str | None = None


@dataclass(frozen=True, kw_only=True)
class Nomination:
    """A name put forward: an officer for a post or a profile; ``commitment`` None = spontaneous or in answer to a call."""

    nomination: str
    officer_id: str
    post_id: str | None = None
    profile: str | None = None
    commitment: str | None = None
    call: str | None = None
    note_verbale: str | None = None
    nominated_on: date | None = None
    state: NominationState | None = None
