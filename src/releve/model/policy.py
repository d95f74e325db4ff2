"""
The policies in force for one plan: thresholds, cap, targets and weights, each with its source.

Shares are exact decimals: 0.20 of 15 seats is 3, never 2.999.
Nothing has a default here: the values in force come from :mod:`releve.reference` (data files with source and date in force)
and from the desk's ``policy.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from releve.errors import InvalidValueError
from releve.model.scales import Category, UnknownPolicy

THRESHOLD_NAMES: Final = (
    "age_min",
    "age_max",
    "service_years",
    "assessment_months",
    "licence_months",
    "passport_months",
    "retired_months",
    "interval_months",
)
"""Names of the thresholds; years for ages and service, months elsewhere."""

FIT_TERMS: Final = ("language", "skills", "experience", "missions", "assessment")
"""The five terms of fit, in the order of the planning contract."""

FIT_WEIGHT_LIMIT: Final = 10_000
"""Largest weight of a term of fit, in points; keeps the fit of any plan far within what integers and solvers hold exactly."""
THRESHOLD_LIMIT: Final = 1200
"""Largest value that a threshold may take, in its own unit; keeps every date within the calendar."""


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """
    One number that a rule compares with, and where it comes from.

    Attributes
    ----------
    value
        Years for ages and service, months elsewhere; 0..1200.
    source
        Document and section, or None where no published source was found.
    in_force_from
        First day on which it applies, inclusive; None = not stated.
    confirmed
        False marks a *desk setting*: no published source was found, or nobody has confirmed it.
    """

    value: int
    source: str | None = None
    in_force_from: date | None = None
    confirmed: bool = False

    def __post_init__(self) -> None:
        """Refuse values outside their range."""
        if not 0 <= self.value <= THRESHOLD_LIMIT:
            raise InvalidValueError(field="value", value=self.value, low=0, high=THRESHOLD_LIMIT)


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """The eight thresholds of the eligibility rules, by name."""

    age_min: Threshold
    age_max: Threshold
    service_years: Threshold
    assessment_months: Threshold
    licence_months: Threshold
    passport_months: Threshold
    retired_months: Threshold
    interval_months: Threshold


@dataclass(frozen=True, kw_only=True)
class ListLimits:
    """
    What a list of names in answer to a call is held to.

    Attributes
    ----------
    women_pct_min
        Women among the persons of a list, per cent at least.
    names_per_post_max
        Names for one seat of a seconded post, at most.
    """

    women_pct_min: Threshold
    names_per_post_max: Threshold


@dataclass(frozen=True, kw_only=True)
class Policy:
    """
    Everything that ``policy.toml`` may set.

    Attributes
    ----------
    as_of
        The day on which the folder is looked at.
    national_cap
        Largest share of a mission's seats held by one country, 0..1.
    women_target
        Share by category, 0..1; 0 switches the target off. Every category stands in it.
    fit
        Points by term, integers 0..10,000.
    """

    as_of: date
    unknown: UnknownPolicy
    national_cap: Decimal
    women_target: Mapping[Category, Decimal]
    fit: Mapping[str, int]
    thresholds: Thresholds

    def __post_init__(self) -> None:
        """Refuse shares and weights outside their range."""
        for name, share in (("national_cap", self.national_cap), *((f"women_target.{c}", s) for c, s in self.women_target.items())):
            if not 0 <= share <= 1:
                raise InvalidValueError(field=name, value=str(share), low=0, high=1)
        for term, weight in self.fit.items():
            if not 0 <= weight <= FIT_WEIGHT_LIMIT:
                raise InvalidValueError(field=f"fit.{term}", value=weight, low=0, high=FIT_WEIGHT_LIMIT)
