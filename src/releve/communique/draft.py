"""
The draft that the reader returns: values of the communiqué contract, each with the span of text it was read from.

Spans are half-open character offsets into the text as it was given. None = the text does not say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


class MeetingKind(StrEnum):
    """Kind of the lead event, as the communiqué contract defines each."""

    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    VISIT = "visit"
    SIGNATURE = "signature"
    CEREMONY = "ceremony"
    CALL = "call"
    NONE = "none"


class StatementAct(StrEnum):
    """What one side said to the other."""

    REQUEST = "request"
    OFFER = "offer"
    AGREEMENT = "agreement"
    PRAISE = "praise"
    REVIEW = "review"


class Role(StrEnum):
    """Part of a participant in the meeting."""

    HOST = "host"
    GUEST = "guest"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the meeting was held; ``country`` ISO 3166-1 alpha-3."""

    name: str | None
    country: str | None


@dataclass(frozen=True, kw_only=True)
class Event:
    """The conference at or beside which the meeting took place."""

    name: str
    edition: int | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Participant:
    """A person present, as the text names them; ``partner`` is a country (alpha-3) or an organisation's key."""

    name: str
    role: Role | None = None
    titles: tuple[str, ...] = ()
    organisation: str | None = None
    partner: str | None = None
    also_written: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What one side said; ``scope`` holds `headquarters`, `missions`; ``languages``: languages were named as a strength or need."""

    by: str | None
    act: StatementAct
    to: str | None
    subject: str | None = None
    scope: tuple[str, ...] = ()
    languages: bool = False
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A value that was read but not chosen, or one of several that contradict each other."""

    slot: str
    value: str
    span: Span
    why: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """
    One communiqué as read.

    ``spans`` gives, by slot, where the value was read; ``reasons``, by slot, the code of the rule that chose it;
    ``candidates`` are the other values met. ``warnings`` are codes (not a text, cut, dates that contradict, roles not told).
    """

    language: str | None
    issuer: str | None = None
    kind: MeetingKind = MeetingKind.NONE
    date: dt.date | None = None
    date_end: dt.date | None = None
    place: Place | None = None
    venue: str | None = None
    event: Event | None = None
    participants: tuple[Participant, ...] = ()
    statements: tuple[Statement, ...] = ()
    topics: tuple[str, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    warnings: tuple[str, ...] = ()
