"""What is told of one pair, one post line, one officer: values for `releve explain`, without sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from releve.eligibility import Finding
from releve.errors import ReleveError
from releve.model import Decision, Waiver
from releve.planning.displacement import Displacement
from releve.planning.fit import Fit
from releve.planning.not_placed import NotPlaced
from releve.planning.reasons import UnfilledSeats
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
class Footing:
    """
    What a pair rests on beyond the rules that are plainly met.

    Attributes
    ----------
    decision
        The pin or forbid on this pair, if any.
    waivers
        Waivers in force whose rule is not met without them.
    conditions
        Findings that are UNKNOWN and that the policy lets pass: the pair holds on condition that they prove to be met.
    previous
        Whether the previous plan had this pair.
    """

    decision: Decision | None
    waivers: tuple[Waiver, ...]
    conditions: tuple[Finding, ...]
    previous: bool


@dataclass(frozen=True, kw_only=True)
class Holder:
    """One officer in one seat of a line."""

    officer_id: str
    fit: Fit
    pinned: bool
    waived: tuple[str, ...]
    conditional: tuple[str, ...]
    footing: Footing


@dataclass(frozen=True, kw_only=True)
class PairExplanation:
    """
    One pair: every finding, the fit term by term, and the answer.

    Attributes
    ----------
    blocking
        Rules that keep the officer out of the line; empty where the pair may be planned as far as the rules go.
    not_met, not_known
        Rules that are failed, and rules that lack a datum, without the waived ones: what is not known is no no.
    fit_unknown
        Terms of the fit that count 0 because a cell is blank.
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
    not_met: tuple[str, ...]
    not_known: tuple[str, ...]
    footing: Footing
    findings: tuple[Finding, ...]
    fit: Fit
    fit_unknown: tuple[str, ...]
    placed_at: str | None
    pinned_at: str | None
    seats: int
    holders: tuple[Holder, ...]
    displacement: Displacement | None


@dataclass(frozen=True, kw_only=True)
class NearOfficer:
    """
    A free officer whom one rule keeps out of a line.

    Attributes
    ----------
    finding, from_, to
        The rule in the way with its margin, and what would mend it, in the vocabulary of near misses.
    forbidden, capped
        Whether a decision or the national cap would keep the officer out even then.
    """

    officer_id: str
    fit: int
    finding: Finding
    from_: str
    to: str
    forbidden: bool
    capped: bool


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """
    An officer eligible for a line with open seats by the rules, who neither sits there nor can take a seat as the plan stands.

    Attributes
    ----------
    placed_at, priority
        The officer's own line and its priority; None for a free officer.
    pinned, forbidden, capped
        Whether a decision holds the officer elsewhere, whether one excludes the officer here, whether the national cap does.
    waived, conditional
        Rules that hold only by waiver, and those that are UNKNOWN where the policy lets them pass.
    """

    officer_id: str
    fit: int
    placed_at: str | None
    priority: int | None
    pinned: bool
    forbidden: bool
    capped: bool
    waived: tuple[str, ...]
    conditional: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PostExplanation:
    """
    One line: who holds its seats, why seats stayed open, what would fill them, who comes next.

    Attributes
    ----------
    candidates, n_candidates
        For a line with open seats: eligible officers who do not sit here, best fit first, at most ten, and how many there are.
    near, n_near
        For a line with open seats: free officers one rule away, best fit first, at most ten, and how many there are.
    """

    post_id: str
    seats: int
    holders: tuple[Holder, ...]
    unfilled: UnfilledSeats | None
    candidates: tuple[Candidate, ...]
    n_candidates: int
    near: tuple[NearOfficer, ...]
    n_near: int
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
class RivalLine:
    """
    A line for which an officer without a seat is eligible, against the holder whom the officer comes nearest to replacing.

    ``level`` as in `Displacement`; where a seat is open, ``national_cap``, or None in a plan that was stopped early.
    ``waived`` and ``conditional`` as of a `Candidate`.
    """

    post_id: str
    priority: int
    open_seats: int
    fit: int
    level: str | None
    holder: str | None
    holder_fit: int | None
    waived: tuple[str, ...]
    conditional: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NearGroup:
    """
    Lines that the same change would open to an officer.

    Attributes
    ----------
    rules, from_, to
        The rules in the way, and from what to what each would have to change, in the vocabulary of near misses.
    not_met, not_known
        Which of the rules are failed, and which only lack a datum.
    n_lines, n_open
        How many lines that concerns, and how many of them have open seats.
    nearest
        Those with open seats first, then by priority and key; at most five.
    """

    rules: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    not_met: tuple[str, ...]
    not_known: tuple[str, ...]
    n_lines: int
    n_open: int
    nearest: tuple[NearLine, ...]


@dataclass(frozen=True, kw_only=True)
class OfficerExplanation:
    """
    One officer: the seat, or why there is none.

    Attributes
    ----------
    eligible_lines
        Lines in which the officer may be planned.
    footing
        What the officer's own seat rests on; None where there is none.
    fit_unknown
        Terms of the fit in that seat that count 0 because a cell is blank.
    forbidden
        Decisions that exclude the officer from lines.
    rivals
        For an officer who is not placed but eligible somewhere: these lines, the one nearest to a seat first; at most ten.
    groups, n_near, n_near_open
        For an officer who is eligible nowhere: the lines at most two rules away, or the nearest ones where none is so near, by what
        would mend them, fewest rules first; at most five groups; and how many such lines there are, and how many of them have open seats.
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
    footing: Footing | None
    fit_unknown: tuple[str, ...]
    forbidden: tuple[Decision, ...]
    eligible_lines: int
    rivals: tuple[RivalLine, ...]
    groups: tuple[NearGroup, ...]
    n_near: int
    n_near_open: int
    others: tuple[OtherLine, ...]
    nearest: tuple[NearLine, ...]
