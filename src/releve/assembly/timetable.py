"""What the scheduler answers: meetings placed, the objective reached and its bounds, requests without a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
