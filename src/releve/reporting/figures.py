"""
The figures of one plan, each defined once: every page, report and comparison reads them from here and counts nothing itself.

Figures hold codes and numbers, never a sentence. Unknown is None, never zero.
They go to ``figures.json`` and back (:mod:`releve.reporting.codec`), so that a report needs the output folder alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from releve.errors import Datum, Problem
from releve.model import Category, MissionKind, Reason, SolveStatus
from releve.reporting.answers import CommitmentAnswer
from releve.reporting.officers import NotPlacedCount, Placement
from releve.reporting.settings import PolicySetting

FIGURES_VERSION: Final = 2
"""Version of the form of ``figures.json``; raised when a field changes its meaning or goes."""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """
    The size of the problem and what was filled.

    Attributes
    ----------
    pairs
        Pairs that could be planned: eligible, not forbidden, officer not serving.
    seats, filled
        Open seats and those filled; ``filled_by_priority`` and ``seats_by_priority`` hold priorities 1, 2, 3, 4 and sum to them.
    serving
        Officers who serve now and stay.
    """

    officers: int
    missions: int
    lines: int
    seats: int
    pairs: int
    serving: int
    filled: int
    seats_by_priority: tuple[int, int, int, int]
    filled_by_priority: tuple[int, int, int, int]

    @property
    def open_left(self) -> int:
        """Return the seats that stayed open."""
        return self.seats - self.filled


@dataclass(frozen=True, kw_only=True)
class LevelProof:
    """Value and proven bound of one level of the objective; ``relative_gap`` is 0 when the level is proven."""

    level: str
    value: int
    bound: int
    relative_gap: float

    @property
    def is_proven(self) -> bool:
        """Return whether no plan can do better on this level, given the levels before it."""
        return self.value == self.bound


@dataclass(frozen=True, kw_only=True)
class MissionStrength:
    """
    One mission before and after the plan.

    Attributes
    ----------
    serving, assigned, open_left
        Officers serving, officers that the plan sends, seats still open; ``assigned + open_left == seats``.
    serving_women, serving_gender_unknown, assigned_women, assigned_gender_unknown
        Of these, declared F, and with a blank cell.
    ceiling
        Authorised strength of individual officers where a dated figure is known, else None; ``ceiling_source`` names it.
    """

    mission: str
    kind: MissionKind
    serving: int
    serving_women: int
    serving_gender_unknown: int
    seats: int
    assigned: int
    assigned_women: int
    assigned_gender_unknown: int
    open_left: int
    ceiling: int | None = None
    ceiling_source: str | None = None
    ceiling_as_of: date | None = None

    @property
    def after(self) -> int:
        """Return the strength once the plan is carried out."""
        return self.serving + self.assigned


@dataclass(frozen=True, kw_only=True)
class ParityGroup:
    """
    Women in one mission and category that has open seats, against the target.

    ``base`` is open seats + serving, ``need`` is ceil(target x base), ``shortfall`` is max(0, need - women after)
    (planning contract, level ``women_shortfall``). A target of 0 is switched off.
    """

    mission: str
    category: Category
    seats: int
    assigned: int
    serving: int
    serving_women: int
    serving_gender_unknown: int
    assigned_women: int
    target: Decimal
    need: int
    shortfall: int

    @property
    def base(self) -> int:
        """Return the seats that the target is taken of."""
        return self.seats + self.serving

    @property
    def women_after(self) -> int:
        """Return the women once the plan is carried out."""
        return self.serving_women + self.assigned_women


@dataclass(frozen=True, kw_only=True)
class NationalShare:
    """
    One country in one mission, listed when it is near its cap (four fifths of it or more).

    Attributes
    ----------
    country
        Alpha-3, or None for the officers whose country is blank, who count together.
    cap
        max(1, floor(national_cap x (open seats + serving of the mission))).
    lifted
        Whether the floor alone is below 1, so that the cap is 1 only because a country may always send one officer.
    kept_out
        Officers of the country who are eligible for a seat of the mission that stayed open, and sit in none of it: free, or placed in
        another mission by no pin.
    open_left
        These seats: those of the mission that stayed open and for which at least one of them is eligible.
    """

    mission: str
    country: str | None
    serving: int
    assigned: int
    cap: int
    lifted: bool
    kept_out: int
    open_left: int

    @property
    def held(self) -> int:
        """Return the officers of the country in the mission once the plan is carried out."""
        return self.serving + self.assigned

    @property
    def is_binding(self) -> bool:
        """Return whether the cap is reached and keeps at least one eligible officer out of a seat that stayed open."""
        return self.held >= self.cap and self.kept_out > 0


@dataclass(frozen=True, kw_only=True)
class LanguageCount:
    """
    One language: officers whom the plan sends and who speak it at B2 or above, and the seats that require it at any level.

    ``headquarters`` counts those of ``speakers`` who go to a headquarters. ``unknown`` officers left their languages blank.
    """

    language: str
    speakers: int
    headquarters: int
    unknown: int
    seats_requiring: int
    filled_requiring: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """One post line and how far it is filled."""

    post_id: str
    mission: str
    title: str | None
    category: Category
    priority: int
    seats: int
    filled: int


@dataclass(frozen=True, kw_only=True)
class UnfilledLine:
    """Seats of one line that stayed open, and why."""

    post_id: str
    seats: int
    reason: Reason
    data: Mapping[str, Datum]


@dataclass(frozen=True, kw_only=True)
class NearMissGroup:
    """What one change would mend: ``before`` to ``after`` in one rule, for so many officers and post lines."""

    rule: str
    before: str | None
    after: str | None
    officers: int
    posts: int


@dataclass(frozen=True, kw_only=True)
class ReserveDepth:
    """Lines of one mission, those without any reserve, and the officers who stand in reserve there (each once)."""

    mission: str
    lines: int
    lines_without: int
    officers: int


@dataclass(frozen=True, kw_only=True)
class Figures:
    """
    Everything that a report of one plan says.

    Attributes
    ----------
    lines, placements
        Sorted by post, then officer.
    partner_names
        Code of a partner named in ``commitments`` -> language -> name.
    without_commitments
        Commitments whose nominations were left out on purpose.
    synthetic_note
        What the folder says of its synthetic data; None = the folder does not say that its data are synthetic.
    """

    version: int = FIGURES_VERSION
    as_of: date
    status: SolveStatus
    totals: Totals
    proof: tuple[LevelProof, ...]
    strength: tuple[MissionStrength, ...]
    parity: tuple[ParityGroup, ...]
    shares: tuple[NationalShare, ...]
    languages: tuple[LanguageCount, ...]
    lines: tuple[Line, ...]
    placements: tuple[Placement, ...]
    unfilled: tuple[UnfilledLine, ...]
    not_placed: tuple[NotPlacedCount, ...]
    near_misses: tuple[NearMissGroup, ...]
    reserves: tuple[ReserveDepth, ...]
    commitments: tuple[CommitmentAnswer, ...]
    partner_names: Mapping[str, Mapping[str, str]]
    policy: tuple[PolicySetting, ...]
    problems: tuple[Problem, ...]
    digests: Mapping[str, str]
    without_commitments: tuple[str, ...] = ()
    synthetic_note: str | None = None
