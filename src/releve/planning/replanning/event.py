"""What can happen to a plan between two proofs, and why an event is refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from releve.errors import ReleveError
from releve.model import PostLine


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """An officer leaves the register, and the seat that the plan gave."""

    officer_id: str


@dataclass(frozen=True, kw_only=True)
class NewLine:
    """A post line that no one has planned yet; its key is new and its mission is known."""

    post: PostLine


@dataclass(frozen=True, kw_only=True)
class SeatChange:
    """A post line has so many open seats from now on, >= 0; with 0 the line is cancelled, and so is what was decided about it."""

    post_id: str
    seats: int


@dataclass(frozen=True, kw_only=True)
class Pin:
    """An officer is fixed to a post line."""

    officer_id: str
    post_id: str


@dataclass(frozen=True, kw_only=True)
class Forbid:
    """An officer is kept out of a post line."""

    officer_id: str
    post_id: str


Event: TypeAlias = Withdrawal | NewLine | SeatChange | Pin | Forbid


class Refusal(StrEnum):
    """Why an event cannot be."""

    UNKNOWN_OFFICER = "unknown_officer"
    """Not in the register, or withdrawn before."""
    UNKNOWN_POST = "unknown_post"
    """No such line, or cancelled before."""
    UNKNOWN_MISSION = "unknown_mission"
    REPEATED_POST = "repeated_post"
    SEATS_BELOW_ZERO = "seats_below_zero"
    SERVING = "serving"
    NOT_ELIGIBLE = "not_eligible"
    FORBIDDEN = "forbidden"
    PINNED = "pinned"
    """A pin stands against it: the officer is pinned elsewhere, or there."""
    PINS_OVER_SEATS = "pins_over_seats"
    PINS_OVER_NATIONAL_CAP = "pins_over_national_cap"


class EventRefusedError(ReleveError):
    """An event cannot be; ``data`` holds ``reason`` (:class:`Refusal`), ``officer_id`` and ``post_id``, None where they play no part."""

    code = "planning.event_refused"


def refused(reason: Refusal, *, officer_id: str | None = None, post_id: str | None = None) -> EventRefusedError:
    """Return the error of an event that cannot be."""
    return EventRefusedError(reason=reason.value, officer_id=officer_id, post_id=post_id)
