"""What the scheduler answers: meetings placed, the objective reached and its bounds, requests without a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from releve.errors import NO_DATA, Datum


class TimetableStatus(StrEnum):
    """`optimal` when every bound equals its value, else `feasible`."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A request placed; half-open, local time; ``interpreter`` None = none is needed."""

    request: str
    starts_at: datetime
    ends_at: datetime
    room: str
    interpreter: str | None = None


@dataclass(frozen=True, kw_only=True)
class Objective:
    """The contract's levels from left to right; ``placed`` by priority 1, 2, 3; the last three fewer is better."""

    must: int
    placed: tuple[int, int, int]
    moved: int
    breaks: int
    room_changes: int

    def key(self) -> tuple[int, ...]:
        """Return a tuple that is smaller for a better timetable."""
        return (-self.must, *(-count for count in self.placed), self.moved, self.breaks, self.room_changes)

    @staticmethod
    def of_key(key: Sequence[int]) -> Objective:
        """Return the objective that has this key."""
        must, one, two, three, moved, breaks, changes = key
        return Objective(must=-must, placed=(-one, -two, -three), moved=moved, breaks=breaks, room_changes=changes)


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """
    Meetings in the order of their requests' file, the objective counted from them, and proven bounds.

    ``bound`` has the shape of ``objective``: upper for `must` and `placed`, lower for the others, each over the
    timetables equal to the reported values at all earlier levels.
    """

    meetings: tuple[Meeting, ...]
    objective: Objective
    bound: Objective

    @property
    def status(self) -> TimetableStatus:
        """Return `optimal` when every bound equals its value."""
        return TimetableStatus.OPTIMAL if self.bound == self.objective else TimetableStatus.FEASIBLE


class RelaxationKind(StrEnum):
    """What one relaxation changes."""

    CHANGED_CELL = "changed_cell"
    ADDED_ROOM = "added_room"
    ADDED_INTERPRETER = "added_interpreter"


@dataclass(frozen=True, kw_only=True)
class Relaxation:
    """
    One change of the inputs that would place a request without lowering `must` and `placed`.

    Attributes
    ----------
    file
        Where it is made: ``delegations.csv``, ``assembly.toml``.
    row
        Key of the row: a delegation, a request; both requests of ``order.csv`` and delegation and start of ``unavailable.csv``
        joined by a blank; None in ``assembly.toml`` and for an interpreter who is added.
    column
        Column, or dotted key of ``assembly.toml``: ``departs_at``, ``gap_slots``, ``rooms``.
    old, new
        The cell before and after, as the file writes it; None is blank. Of an interpreter who is added, ``new`` are the languages.
    """

    kind: RelaxationKind
    file: str
    column: str
    row: str | None = None
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """
    A request without a meeting: what stood in the way, and the single relaxation that would place it; None where none suffices.

    ``reason`` is a code, ``data`` its named values for the sentence in :mod:`releve.text`.
    """

    request: str
    reason: str
    data: Mapping[str, Datum] = field(default_factory=lambda: NO_DATA)
    relaxation: Relaxation | None = None
