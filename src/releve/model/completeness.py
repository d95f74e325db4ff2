"""
How complete the description of a post line is: a score, and every field that nobody has filled in.

What a job opening holds follows the openings that missions and Permanent Missions publish (title in English and French, duty
station, reporting line, languages, education, years, rank band, skills, armed or not; level for seconded posts only).
The weights are a desk setting: what decides who may serve weighs more than what only describes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from releve.model.scales import Category, Education

WHOLE: Final = 100
"""The score of a line with nothing missing, per cent."""
SECONDED: Final = frozenset({Category.P_POST_FIELD, Category.P_POST_HQ})
"""Categories of contracted posts, which have a level."""


class LineField(StrEnum):
    """A field of a post line, by the name of its column."""

    TITLE = "title"
    TITLE_FR = "title_fr"
    LEVEL = "level"
    DUTY_STATION = "duty_station"
    REPORTS_TO = "reports_to"
    STARTS_ON = "starts_on"
    TOUR_MONTHS = "tour_months"
    LANGUAGES_REQUIRED = "languages_required"
    SKILLS_REQUIRED = "skills_required"
    SERVICE_YEARS_MIN = "service_years_min"
    RANK = "rank"
    EDUCATION_MIN = "education_min"
    ARMED = "armed"
    DRIVING = "driving"


WEIGHTS: Final[Mapping[LineField, int]] = MappingProxyType(
    {
        LineField.TITLE: 10,
        LineField.TITLE_FR: 4,
        LineField.LEVEL: 8,
        LineField.DUTY_STATION: 8,
        LineField.REPORTS_TO: 4,
        LineField.STARTS_ON: 8,
        LineField.TOUR_MONTHS: 8,
        LineField.LANGUAGES_REQUIRED: 16,
        LineField.SKILLS_REQUIRED: 12,
        LineField.SERVICE_YEARS_MIN: 8,
        LineField.RANK: 8,
        LineField.EDUCATION_MIN: 8,
        LineField.ARMED: 6,
        LineField.DRIVING: 6,
    }
)
"""Points of each field; a score is the points of what is stated by the points of what is asked."""


@dataclass(frozen=True, kw_only=True)
class LineDescription:
    """
    A post line as far as somebody has described it; None, blank and empty are alike: not stated.

    Unlike :class:`releve.model.PostLine`, which engines plan with, it may lack anything but its category.
    ``education_min`` ``NONE`` and ``service_years_min`` 0 are statements: nothing is asked.
    """

    category: Category
    title: str | None = None
    title_fr: str | None = None
    level: str | None = None
    duty_station: str | None = None
    reports_to: str | None = None
    starts_on: date | None = None
    tour_months: int | None = None
    languages_required: tuple[str, ...] = ()
    skills_required: tuple[str, ...] = ()
    service_years_min: int | None = None
    rank_min: int | None = None
    rank_max: int | None = None
    education_min: Education | None = None
    armed: bool | None = None
    driving: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """
    How much of a line is described.

    Attributes
    ----------
    score
        Per cent, 0..100, rounded down: 100 only where nothing is missing.
    missing
        Fields not stated, the heaviest first.
    """

    score: int
    missing: tuple[LineField, ...]


def completeness_of(line: LineDescription) -> Completeness:
    """Return the score of a line and each field that it lacks; fields that its category does not have are not asked."""
    asked = [name for name in LineField if _is_asked(name, line.category)]
    missing = [name for name in asked if not _STATED[name](line)]
    total = sum(WEIGHTS[name] for name in asked)
    stated = total - sum(WEIGHTS[name] for name in missing)
    heaviest_first = sorted(missing, key=lambda name: -WEIGHTS[name])
    return Completeness(score=stated * WHOLE // total, missing=tuple(heaviest_first))


def _is_asked(name: LineField, category: Category) -> bool:
    if name is LineField.LEVEL:
        return category in SECONDED
    if name in {LineField.ARMED, LineField.DRIVING}:
        return category is not Category.P_POST_HQ
    return True


def _text(name: str) -> Callable[[LineDescription], bool]:
    return lambda line: bool((getattr(line, name) or "").strip())


def _known(*names: str) -> Callable[[LineDescription], bool]:
    return lambda line: any(getattr(line, name) is not None for name in names)


def _some(name: str) -> Callable[[LineDescription], bool]:
    return lambda line: bool(getattr(line, name))


_STATED: Final[Mapping[LineField, Callable[[LineDescription], bool]]] = MappingProxyType(
    {
        **{
            name: _text(name)
            for name in (LineField.TITLE, LineField.TITLE_FR, LineField.LEVEL, LineField.DUTY_STATION, LineField.REPORTS_TO)
        },
        **{
            name: _known(name)
            for name in (
                LineField.STARTS_ON,
                LineField.TOUR_MONTHS,
                LineField.SERVICE_YEARS_MIN,
                LineField.EDUCATION_MIN,
                LineField.ARMED,
                LineField.DRIVING,
            )
        },
        **{name: _some(name) for name in (LineField.LANGUAGES_REQUIRED, LineField.SKILLS_REQUIRED)},
        LineField.RANK: _known("rank_min", "rank_max"),
    }
)
