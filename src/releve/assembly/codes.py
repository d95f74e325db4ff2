"""Codes of everything that can be wrong with an assembly's folder beyond the form of its cells, and the data that each carries."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class AssemblyCode(StrEnum):
    """One code a kind of problem; ``ASSEMBLY_DATA`` names what each carries beside its place and value."""

    # files
    MISSING_FILE = "assembly.missing_file"
    # assembly.toml
    MISSING_KEY = "assembly.missing_key"
    NOT_A_CLOCK_TIME = "assembly.not_a_clock_time"
    UNKNOWN_TIME_ZONE = "assembly.unknown_time_zone"
    REPEATED_DAY = "assembly.repeated_day"
    REPEATED_ROOM = "assembly.repeated_room"
    CLOSES_BEFORE_OPENING = "assembly.closes_before_opening"
    NO_SLOT = "assembly.no_slot"
    NO_ROOM = "assembly.no_room"
    HOUR_SKIPPED = "assembly.hour_skipped"
    HOUR_REPEATED = "assembly.hour_repeated"
    # cells
    NOT_A_TIME = "assembly.not_a_time"
    UNKNOWN_LANGUAGE = "assembly.unknown_language"
    BOUNDS_CROSSED = "assembly.bounds_crossed"
    # between rows and tables
    UNKNOWN_DELEGATION = "assembly.unknown_delegation"
    UNKNOWN_REQUEST = "assembly.unknown_request"
    UNKNOWN_ROOM = "assembly.unknown_room"
    MEETS_ITSELF = "assembly.meets_itself"
    COMES_BEFORE_ITSELF = "assembly.comes_before_itself"
    CIRCULAR_ORDER = "assembly.circular_order"
    MORE_MUST_THAN_SLOTS = "assembly.more_must_than_slots"
    # fixed meetings
    FIXED_DECLINED = "assembly.fixed_declined"
    FIXED_OFF_THE_GRID = "assembly.fixed_off_the_grid"
    FIXED_CLOSED = "assembly.fixed_closed"
    FIXED_ABSENT = "assembly.fixed_absent"
    FIXED_OUTSIDE_WINDOW = "assembly.fixed_outside_window"
    FIXED_TOO_MANY_AT_ONCE = "assembly.fixed_too_many_at_once"
    FIXED_NO_REST = "assembly.fixed_no_rest"
    FIXED_ROOM_TAKEN = "assembly.fixed_room_taken"
    FIXED_TOO_FEW_ROOMS = "assembly.fixed_too_few_rooms"
    FIXED_NO_INTERPRETER = "assembly.fixed_no_interpreter"
    FIXED_TOO_FEW_INTERPRETERS = "assembly.fixed_too_few_interpreters"
    FIXED_WRONG_ORDER = "assembly.fixed_wrong_order"


ASSEMBLY_DATA: Final[Mapping[AssemblyCode, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(AssemblyCode, ()),
        AssemblyCode.UNKNOWN_TIME_ZONE: ("near",),
        AssemblyCode.CLOSES_BEFORE_OPENING: ("closes",),
        AssemblyCode.HOUR_SKIPPED: ("date", "from", "to"),
        AssemblyCode.HOUR_REPEATED: ("date", "from", "to"),
        AssemblyCode.NOT_A_TIME: ("proposal",),
        AssemblyCode.UNKNOWN_LANGUAGE: ("part", "proposal"),
        AssemblyCode.BOUNDS_CROSSED: ("other_column", "other_value"),
        AssemblyCode.UNKNOWN_DELEGATION: ("near",),
        AssemblyCode.UNKNOWN_REQUEST: ("near",),
        AssemblyCode.CIRCULAR_ORDER: ("requests",),
        AssemblyCode.MORE_MUST_THAN_SLOTS: ("delegation", "must_slots", "usable_slots", "requests"),
        AssemblyCode.UNKNOWN_ROOM: ("near",),
        AssemblyCode.FIXED_DECLINED: ("request",),
        AssemblyCode.FIXED_OFF_THE_GRID: ("request",),
        AssemblyCode.FIXED_CLOSED: ("request",),
        AssemblyCode.FIXED_ABSENT: ("request", "delegation"),
        AssemblyCode.FIXED_OUTSIDE_WINDOW: ("request",),
        AssemblyCode.FIXED_TOO_MANY_AT_ONCE: ("request", "requests", "delegation", "parallel"),
        AssemblyCode.FIXED_NO_REST: ("request", "requests", "delegation", "gap_slots"),
        AssemblyCode.FIXED_ROOM_TAKEN: ("request", "requests", "room"),
        AssemblyCode.FIXED_TOO_FEW_ROOMS: ("request", "requests", "rooms"),
        AssemblyCode.FIXED_NO_INTERPRETER: ("request",),
        AssemblyCode.FIXED_TOO_FEW_INTERPRETERS: ("request", "requests"),
        AssemblyCode.FIXED_WRONG_ORDER: ("request", "requests"),
    }
)
"""Names of the data of each code; file, row, column and value are always there."""

ASSEMBLY_WARNINGS: Final[frozenset[AssemblyCode]] = frozenset(
    {
        AssemblyCode.NO_SLOT,
        AssemblyCode.NO_ROOM,
        AssemblyCode.HOUR_SKIPPED,
        AssemblyCode.HOUR_REPEATED,
        AssemblyCode.UNKNOWN_LANGUAGE,
        AssemblyCode.BOUNDS_CROSSED,
        AssemblyCode.MORE_MUST_THAN_SLOTS,
    }
)
"""
Codes that are reported and stop nothing: the contract gives them a meaning, if hardly the one that was wanted.

A day whose hours hold a change of the clocks is such a case. The grid is cut from local times as written, as if the clocks stood
still; which meetings then fall on times that do not exist or come twice is for the desk to see, and a closed period keeps them away.
"""
