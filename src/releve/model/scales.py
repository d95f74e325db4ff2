"""The fixed scales and lists of the contracts: levels, grades, categories, verdicts, reasons."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Final


class MissionKind(StrEnum):
    """Field mission or headquarters office."""

    FIELD = "field"
    HEADQUARTERS = "headquarters"


class Category(StrEnum):
    """Category of a post: individual officer, specialised team, professional post in the field or at Headquarters."""

    IPO = "IPO"
    SPT = "SPT"
    P_POST_FIELD = "P_POST_FIELD"
    P_POST_HQ = "P_POST_HQ"


ASSESSED_CATEGORIES: Final = frozenset({Category.IPO, Category.SPT})
"""Categories whose officers need an assessment clearance and may be retired (planning contract, rules `assessment`, `active_service`)."""


class Priority(IntEnum):
    """Priority of a post line; the objective fills critical seats first."""

    CRITICAL = 1
    HIGH = 2
    NORMAL = 3
    LOW = 4


class Gender(StrEnum):
    """As declared for the parity counts; a blank cell is unknown and counts as neither."""

    F = "F"
    M = "M"


class Level(IntEnum):
    """Level of the Common European Framework of Reference for Languages, A1 = 1 .. C2 = 6."""

    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6


class Education(IntEnum):
    """Education, lowest to highest."""

    NONE = 0
    SECONDARY = 1
    DIPLOMA = 2
    BACHELOR = 3
    MASTER = 4
    DOCTORATE = 5


class Vetting(StrEnum):
    """Outcome of the prior-misconduct check; nothing but the outcome is ever held."""

    CLEAR = "clear"
    PENDING = "pending"
    BARRED = "barred"


class DecisionKind(StrEnum):
    """What a person decided about one pair before the plan."""

    PIN = "pin"
    FORBID = "forbid"


class UnknownPolicy(StrEnum):
    """Whether a pair with UNKNOWN findings, and no NOT_MET one, may be planned."""

    REFUSE = "refuse"
    CONDITIONAL = "conditional"


class Verdict(IntEnum):
    """Verdict of one rule on one pair; missing is not failed."""

    MET = 0
    UNKNOWN = 1
    NOT_MET = 2


class SolveStatus(StrEnum):
    """`optimal`: every level proven; `feasible`: some level open."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    ERROR = "error"


class Reason(StrEnum):
    """Why a seat stayed open or an officer was not placed (planning contract, Outputs)."""

    NO_ELIGIBLE = "no_eligible"
    USED_ELSEWHERE = "used_elsewhere"
    NATIONAL_CAP = "national_cap"
    PINNED_OUT = "pinned_out"
    FORBIDDEN = "forbidden"
    BETTER_PLACED = "better_placed"
    NO_SEAT = "no_seat"


GRADE_MIN: Final = 1
GRADE_MAX: Final = 8
"""Neutral grades 1 (constable) .. 8 (commissioner), both inclusive."""
SCORE_MAX: Final = 100
"""Highest assessment score; the lowest is 0."""

RULE_CODES: Final = (
    "age",
    "service",
    "language",
    "skill",
    "rank",
    "education",
    "assessment",
    "driving",
    "firearms",
    "medical",
    "passport",
    "vetting",
    "active_service",
    "nationality",
    "availability",
    "nomination",
    "interval",
)
"""Codes of the rules of the planning contract, in its order."""
