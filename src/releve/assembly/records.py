"""
What an assembly's folder holds, checked: the assembly, its delegations, requests and the rest, one record a row.

Instants are naive ``datetime`` values, local to the assembly's time zone, as the contract writes them;
intervals are half-open and an end that is None is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class DelegationKind(StrEnum):
    """Whom a delegation speaks for."""

    STATE = "state"
    INTERNATIONAL = "international"
    REGIONAL = "regional"


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of the assembly, open from ``opens`` to ``closes``."""

    date: date
    opens: time
    closes: time


@dataclass(frozen=True, kw_only=True)
class Period:
    """A half-open stretch of local time; None is open."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Assembly:
    """``assembly.toml``: days in order, periods closed to everybody, room names, rest in slots."""

    name: str
    edition: int | str | None
    city: str
    country: str
    timezone: str
    slot_minutes: int
    days: tuple[Day, ...]
    closed: tuple[Period, ...] = ()
    rooms: tuple[str, ...] = ()
    gap_slots: int = 0


@dataclass(frozen=True, kw_only=True)
class Delegation:
    """A row of ``delegations.csv``; ``languages`` are primary subtags in lower case; ``parallel`` >= 1."""

    delegation: str
    partner: str | None = None
    kind: DelegationKind | None = None
    head: str | None = None
    languages: frozenset[str] = frozenset()
    arrives_at: datetime | None = None
    departs_at: datetime | None = None
    parallel: int = 1


@dataclass(frozen=True, kw_only=True)
class Unavailable:
    """A row of ``unavailable.csv``: when a delegation cannot meet."""

    delegation: str
    period: Period
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Request:
    """A row of ``requests.csv``; ``priority`` 1..3, ``slots`` >= 1, ``accepted`` None = not answered."""

    request: str
    requester: str
    counterpart: str
    priority: int = 3
    must: bool = False
    slots: int = 1
    not_before: datetime | None = None
    not_after: datetime | None = None
    accepted: bool | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Interpreter:
    """A row of ``interpreters.csv``; ``languages`` are primary subtags in lower case."""

    interpreter: str
    languages: frozenset[str] = frozenset()
    available_from: datetime | None = None
    available_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class FixedMeeting:
    """A row of ``fixed.csv``; ``room`` None = only the time is fixed."""

    request: str
    starts_at: datetime
    room: str | None = None


@dataclass(frozen=True, kw_only=True)
class PreviousMeeting:
    """
    A row of ``previous.csv``: a meeting of the timetable published before, with its calendar sequence.

    What the contract does not ask for is None where the file does not say it: ``ends_at``, ``interpreter`` and both sides tell whose
    calendars hold a meeting that is withdrawn since, or has changed its interpreter.
    """

    request: str
    starts_at: datetime
    room: str | None = None
    sequence: int = 0
    ends_at: datetime | None = None
    interpreter: str | None = None
    requester: str | None = None
    counterpart: str | None = None


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """A row of ``previous.csv`` without a start: a meeting that was published as cancelled, and the sequence that this bore."""

    request: str
    sequence: int = 0


@dataclass(frozen=True, kw_only=True)
class AssemblyFolder:
    """
    All tables of one assembly, in the order of their files.

    ``order`` holds pairs of requests (before, after). ``interpreters`` None: the file is absent, interpretation is
    neither planned nor required; empty: nobody is available. ``digests`` are SHA-256 by file name.
    """

    assembly: Assembly
    delegations: tuple[Delegation, ...] = ()
    unavailable: tuple[Unavailable, ...] = ()
    requests: tuple[Request, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    interpreters: tuple[Interpreter, ...] | None = None
    fixed: tuple[FixedMeeting, ...] = ()
    previous: tuple[PreviousMeeting, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    digests: tuple[tuple[str, str], ...] = ()
