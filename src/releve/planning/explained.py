"""What is told of one pair, one post line, one officer: values for `releve explain`, without sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from releve.eligibility import Finding
from releve.errors import ReleveError
from releve.planning.displacement import Displacement
from releve.planning.fit import Fit
from releve.planning.reasons import NotPlaced, UnfilledSeats
from releve.planning.reserves import Reserve


class UnknownOfficerError(ReleveError):
    """No officer of this key was planned; ``data`` holds ``officer``."""

    code: ClassVar[str] = "planning.unknown_officer"


class UnknownPostError(ReleveError):
    """No post line of this key was planned; ``data`` holds ``post``."""

    code: ClassVar[str] = "planning.unknown_post"


class PairAnswer(StrEnum):
    """
    Why an officer holds a seat of a line, or does not; the first that is true, in this order.

    ``national_cap``: a seat is open, and the cap would be broken.
    ``stopped_early``: a seat is open and nothing stands between, so the plan was stopped before it was proven.
    """

    ASSIGNED = "assigned"
    SERVING = "serving"
    NOT_ELIGIBLE = "not_eligible"
    FORBIDDEN = "forbidden"
    NATIONAL_CAP = "national_cap"
    PLACED_ELSEWHERE = "placed_elsewhere"
    PINNED_OUT = "pinned_out"
    BETTER_PLACED = "better_placed"
    STOPPED_EARLY = "stopped_early"


@dataclass(frozen=True, kw_only=True)
class Holder:
    """One officer in one seat of a line."""

    officer_id: str
    fit: Fit
    pinned: bool
    waived: tuple[str, ...]
    conditional: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PairExplanation:
    """
    One pair: every finding, the fit term by term, and the answer.

    Attributes
    ----------
    blocking
        Rules that keep the officer out of the line; empty where the pair may be planned as far as the rules go.
    placed_at, pinned_at
        The line of the officer's own seat, and of the seat that a pin gives the officer, if any.
    seats, holders
        The seats of the line, and who holds them.
    displacement
        What taking a holder's seat would lose; None where the question does not arise.
    """

    officer_id: str
    post_id: str
    answer: PairAnswer
    blocking: tuple[str, ...]
    findings: tuple[Finding, ...]
    fit: Fit
    placed_at: str | None
    pinned_at: str | None
    seats: int
    holders: tuple[Holder, ...]
    displacement: Displacement | None


@dataclass(frozen=True, kw_only=True)
class PostExplanation:
    """One line: who holds its seats, why seats stayed open, who comes next."""

    post_id: str
    seats: int
    holders: tuple[Holder, ...]
    unfilled: UnfilledSeats | None
    reserves: tuple[Reserve, ...]


@dataclass(frozen=True, kw_only=True)
class NearLine:
    """A line near to an officer, with the findings that keep the officer out; none where the officer is eligible."""

    post_id: str
    open_seats: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class OtherLine:
    """Another line that a placed officer may serve in, with what it would be worth there."""

    post_id: str
    priority: int
    fit: int
    open_seats: int


@dataclass(frozen=True, kw_only=True)
class OfficerExplanation:
    """
    One officer: the seat, or why there is none.

    Attributes
    ----------
    eligible_lines
        Lines in which the officer may be planned.
    others
        For an officer who is placed: the other lines that suit best; at most five.
    nearest
        For an officer who is not: the lines fewest rules away; at most five, at most two rules away.
    """

    officer_id: str
    placed_at: str | None
    pinned: bool
    fit: Fit | None
    not_placed: NotPlaced | None
    eligible_lines: int
    others: tuple[OtherLine, ...]
    nearest: tuple[NearLine, ...]
