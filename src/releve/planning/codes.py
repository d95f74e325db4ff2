"""Codes of the problems that building a plan can find in the folder; the sentences live in the text catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class PlanningCode(StrEnum):
    """One code a kind of problem; ``PLANNING_DATA`` names what each carries."""

    # Errors: a pin that cannot hold.
    PIN_NOT_ELIGIBLE = "planning.pin_not_eligible"
    PIN_FORBIDDEN = "planning.pin_forbidden"
    PIN_SERVING = "planning.pin_serving"
    # Errors: pins that can hold one by one, but not together; every pin involved is named.
    PINS_SAME_OFFICER = "planning.pins_same_officer"
    PINS_OVER_SEATS = "planning.pins_over_seats"
    PINS_OVER_NATIONAL_CAP = "planning.pins_over_national_cap"
    # Warnings: a row of the previous plan that cannot be kept.
    PREVIOUS_NOT_ELIGIBLE = "planning.previous_not_eligible"
    PREVIOUS_FORBIDDEN = "planning.previous_forbidden"
    PREVIOUS_SERVING = "planning.previous_serving"
    # Warning: so many seats stay open that near misses are told of some lines only.
    NEAR_MISSES_LEFT_OUT = "planning.near_misses_left_out"


PLANNING_DATA: Mapping[PlanningCode, tuple[str, ...]] = MappingProxyType(
    {
        PlanningCode.PIN_NOT_ELIGIBLE: ("officer_id", "post_id", "rules"),
        PlanningCode.PIN_FORBIDDEN: ("officer_id", "post_id"),
        PlanningCode.PIN_SERVING: ("officer_id", "post_id"),
        PlanningCode.PINS_SAME_OFFICER: ("officer_id", "posts", "rows"),
        PlanningCode.PINS_OVER_SEATS: ("post_id", "seats", "officers", "rows"),
        PlanningCode.PINS_OVER_NATIONAL_CAP: ("mission", "country", "left", "officers", "posts", "rows"),
        PlanningCode.PREVIOUS_NOT_ELIGIBLE: ("officer_id", "post_id", "rules"),
        PlanningCode.PREVIOUS_FORBIDDEN: ("officer_id", "post_id"),
        PlanningCode.PREVIOUS_SERVING: ("officer_id", "post_id"),
        PlanningCode.NEAR_MISSES_LEFT_OUT: ("pairs", "lines"),
    }
)
"""
Names in ``Problem.data`` by code.

``rules`` are codes of the rules that are not met (or unknown, where the policy refuses that); ``officers``, ``posts`` and
``rows`` (of ``decisions.csv``, as text) run side by side; ``left`` is how many more the cap allows; ``country`` None means
the officers whose country is blank; ``pairs`` are near pairs told, ``lines`` the lines with open seats of which none is told.
"""
