"""
The nouns of the planning folder: missions, post lines, officers, and what people decided about them.

Each is a frozen value, checked when made; None means unknown, never zero and never "no".
Registers of officers are held by column in :class:`releve.model.officers.OfficerTable`; :class:`Officer` is one row of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from releve.errors import InvalidValueError
from releve.model.calendar import tour_end
from releve.model.scales import (
    GRADE_MAX,
    GRADE_MIN,
    SCORE_MAX,
    Category,
    DecisionKind,
    Education,
    Gender,
    Level,
    MissionKind,
    Vetting,
)

NO_LANGUAGES: Mapping[str, Level] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Mission:
    """A field mission or headquarters office. Countries are ISO 3166-1 alpha-3, languages lower-case BCP 47 tags."""

    mission: str
    kind: MissionKind
    host_countries: tuple[str, ...] = ()
    working_languages: tuple[str, ...] = ()
    excluded_nationalities: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """
    One or more identical open seats.

    Language tags are lower case. ``rank_min`` and ``rank_max`` are grades 1..8, both inclusive, None = no bound.
    ``education_min`` None or ``NONE`` asks nothing of the officer. ``service_years_min`` None adds nothing to the policy's threshold.

    Raises
    ------
    InvalidValueError
        If seats or months are below 1, a priority is not 1..4, or a grade is not 1..8.
    """

    post_id: str
    mission: str
    title: str | None = None
    category: Category
    seats: int
    priority: int
    languages_required: Mapping[str, Level] = field(default_factory=lambda: NO_LANGUAGES)
    languages_desired: Mapping[str, Level] = field(default_factory=lambda: NO_LANGUAGES)
    skills_required: tuple[str, ...] = ()
    skills_desired: tuple[str, ...] = ()
    service_years_min: int | None = None
    rank_min: int | None = None
    rank_max: int | None = None
    education_min: Education | None = None
    armed: bool
    driving: bool
    starts_on: date
    tour_months: int

    def __post_init__(self) -> None:
        """Refuse values outside their range."""
        _check_range("seats", self.seats, 1, None)
        _check_range("priority", self.priority, 1, 4)
        _check_range("tour_months", self.tour_months, 1, None)
        _check_range("service_years_min", self.service_years_min, 0, None)
        _check_range("rank_min", self.rank_min, GRADE_MIN, GRADE_MAX)
        _check_range("rank_max", self.rank_max, GRADE_MIN, GRADE_MAX)

    @property
    def ends_on(self) -> date:
        """Return the last day of the tour, inclusive (the contract's "End")."""
        return tour_end(self.starts_on, self.tour_months)


@dataclass(frozen=True, kw_only=True)
class Officer:
    """
    One nominated officer; None in a field means that the cell was blank.

    ``languages`` None is a blank cell, an empty mapping cannot occur. ``nominated_for`` empty = any mission or post.

    Raises
    ------
    InvalidValueError
        If the rank is not 1..8, the score not 0..100, or a count is negative.
    """

    officer_id: str
    country: str | None = None
    gender: Gender | None = None
    birth_date: date | None = None
    service_since: date | None = None
    rank: int | None = None
    education: Education | None = None
    languages: Mapping[str, Level] | None = None
    skills: frozenset[str] | None = None
    ams_cleared_on: date | None = None
    ams_languages: frozenset[str] | None = None
    driving_passed: bool | None = None
    licence_since: date | None = None
    firearms_passed: bool | None = None
    medical_expires_on: date | None = None
    passport_expires_on: date | None = None
    vetting: Vetting | None = None
    active_service: bool | None = None
    retired_on: date | None = None
    available_from: date | None = None
    available_until: date | None = None
    nominated_for: frozenset[str] = frozenset()
    un_missions: int | None = None
    last_repatriated_on: date | None = None
    assessment_score: int | None = None

    def __post_init__(self) -> None:
        """Refuse values outside their range."""
        _check_range("rank", self.rank, GRADE_MIN, GRADE_MAX)
        _check_range("un_missions", self.un_missions, 0, None)
        _check_range("assessment_score", self.assessment_score, 0, SCORE_MAX)


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """
    An officer who serves now and stays; counts towards national caps and women targets, holds no open seat.

    ``mission`` and ``category`` are already those of the post where the row left them blank. Days are inclusive.
    """

    officer_id: str
    mission: str
    category: Category | None = None
    post_id: str | None = None
    country: str | None = None
    gender: Gender | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PreviousPair:
    """One row of the plan published before; ``row`` is its row in ``previous.csv``, the header being 1."""

    officer_id: str
    post_id: str
    row: int | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A pin or a forbid on one pair, taken by a person; ``row`` is its row in ``decisions.csv``."""

    officer_id: str
    post_id: str
    decision: DecisionKind
    reason: str | None = None
    decided_by: str | None = None
    row: int | None = None


@dataclass(frozen=True, kw_only=True)
class Waiver:
    """One rule set aside for one pair; holds while ``expires_on`` (inclusive) is None or not before the post's start."""

    officer_id: str
    post_id: str
    rule: str
    authority: str | None = None
    reason: str | None = None
    expires_on: date | None = None
    row: int | None = None

    def holds_on(self, starts_on: date) -> bool:
        """Return whether the waiver still holds for a post that starts on this day."""
        return self.expires_on is None or self.expires_on >= starts_on


def _check_range(name: str, value: int | None, low: int, high: int | None) -> None:
    if value is None:
        return
    if value < low or (high is not None and value > high):
        raise InvalidValueError(field=name, value=value, low=low, high=high)
