"""
What a level of readiness of a formed unit rests on, as data.

Source: Peacekeeping Capability Readiness System, guidelines of January 2019 and the description of its levels (pcrs.un.org):
a pledge; a successful assessment and advisory visit; equipment and personnel that meet a requirement; deployable within 60 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from releve.model import Verdict, add_months

RAPID_DAYS: Final = 60
"""A unit at the rapid deployment level deploys within this many days of the request."""
VISIT_MONTHS: Final = 60
"""A level above the second holds for five years after the visit; then a new visit is due (Diário Oficial da União, 24 October 2024)."""
SOURCE: Final = "Peacekeeping Capability Readiness System, levels (pcrs.un.org)"


class UnitLevel(StrEnum):
    """Levels of the readiness system, lowest first."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    RDL = "RDL"


class UnitCondition(StrEnum):
    """What a level can ask of a unit."""

    PLEDGED = "pledged"
    VISITED = "visited"
    VISIT_IN_DATE = "visit_in_date"
    STRENGTH_KNOWN = "strength_known"
    RAPID = "rapid"


ASKED: Final[Mapping[UnitLevel, tuple[UnitCondition, ...]]] = {
    UnitLevel.L1: (UnitCondition.PLEDGED,),
    UnitLevel.L2: (UnitCondition.PLEDGED, UnitCondition.VISITED),
    UnitLevel.L3: (UnitCondition.PLEDGED, UnitCondition.VISITED, UnitCondition.VISIT_IN_DATE, UnitCondition.STRENGTH_KNOWN),
    UnitLevel.RDL: (
        UnitCondition.PLEDGED,
        UnitCondition.VISITED,
        UnitCondition.VISIT_IN_DATE,
        UnitCondition.STRENGTH_KNOWN,
        UnitCondition.RAPID,
    ),
}
"""What each level asks; a higher one asks what the lower ones do and more."""


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What is known of a unit; None = unknown."""

    pledged_on: date | None = None
    visited_on: date | None = None
    strength: int | None = None
    available_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class UnitFinding:
    """Whether a unit meets one condition; ``until`` is the last day on which it does, where there is one."""

    condition: UnitCondition
    verdict: Verdict
    until: date | None = None


def judge_level(level: UnitLevel, unit: UnitFacts, *, as_of: date) -> tuple[UnitFinding, ...]:
    """Return one finding for each condition that a level asks of a unit, as of a day."""
    return tuple(_judge(condition, unit, as_of) for condition in ASKED[level])


def _judge(condition: UnitCondition, unit: UnitFacts, as_of: date) -> UnitFinding:
    if condition is UnitCondition.PLEDGED:
        return UnitFinding(condition=condition, verdict=_on_or_before(unit.pledged_on, as_of))
    if condition is UnitCondition.VISITED:
        return UnitFinding(condition=condition, verdict=_on_or_before(unit.visited_on, as_of))
    if condition is UnitCondition.VISIT_IN_DATE:
        until = None if unit.visited_on is None else add_months(unit.visited_on, VISIT_MONTHS)
        return UnitFinding(condition=condition, verdict=_on_or_before(as_of, until), until=until)
    if condition is UnitCondition.STRENGTH_KNOWN:
        verdict = Verdict.UNKNOWN if unit.strength is None else _met(holds=unit.strength > 0)
        return UnitFinding(condition=condition, verdict=verdict)
    return UnitFinding(condition=condition, verdict=_on_or_before(unit.available_from, as_of + timedelta(days=RAPID_DAYS)))


def _on_or_before(first: date | None, second: date | None) -> Verdict:
    return Verdict.UNKNOWN if first is None or second is None else _met(holds=first <= second)


def _met(*, holds: bool) -> Verdict:
    return Verdict.MET if holds else Verdict.NOT_MET
