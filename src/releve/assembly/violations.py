"""What a timetable can do wrong: one code for each demand of the assembly contract that is not met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from releve.errors import NO_DATA, Datum


class ViolationCode(StrEnum):
    """What a meeting, or two of them, break; ``VIOLATION_DATA`` names what each carries."""

    UNKNOWN_REQUEST = "unknown_request"
    PLACED_TWICE = "placed_twice"
    DECLINED = "declined"
    OFF_THE_GRID = "off_the_grid"
    WRONG_END = "wrong_end"
    CLOSED = "closed"
    ABSENT = "absent"
    OUTSIDE_WINDOW = "outside_window"
    TOO_MANY_AT_ONCE = "too_many_at_once"
    NO_REST = "no_rest"
    UNKNOWN_ROOM = "unknown_room"
    ROOM_TAKEN = "room_taken"
    NO_INTERPRETER = "no_interpreter"
    NO_INTERPRETER_NEEDED = "no_interpreter_needed"
    UNKNOWN_INTERPRETER = "unknown_interpreter"
    INTERPRETER_WITHOUT_LANGUAGE = "interpreter_without_language"
    INTERPRETER_AWAY = "interpreter_away"
    INTERPRETER_TAKEN = "interpreter_taken"
    WRONG_ORDER = "wrong_order"
    FIXED_NOT_PLACED = "fixed_not_placed"
    FIXED_MOVED = "fixed_moved"


VIOLATION_DATA: Final[Mapping[ViolationCode, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(ViolationCode, ()),
        ViolationCode.WRONG_END: ("ends_at",),
        ViolationCode.ABSENT: ("delegation",),
        ViolationCode.TOO_MANY_AT_ONCE: ("delegation", "parallel"),
        ViolationCode.NO_REST: ("delegation", "gap_slots"),
        ViolationCode.UNKNOWN_ROOM: ("room",),
        ViolationCode.ROOM_TAKEN: ("room",),
        ViolationCode.UNKNOWN_INTERPRETER: ("interpreter",),
        ViolationCode.INTERPRETER_WITHOUT_LANGUAGE: ("interpreter",),
        ViolationCode.INTERPRETER_AWAY: ("interpreter",),
        ViolationCode.INTERPRETER_TAKEN: ("interpreter",),
        ViolationCode.FIXED_MOVED: ("starts_at", "room"),
    }
)


@dataclass(frozen=True, kw_only=True)
class Violation:
    """
    A hard constraint that is not met.

    Attributes
    ----------
    requests
        The meetings that break it together, by request, in the order in which they stand.
    data
        Named values, as in ``VIOLATION_DATA``.
    """

    code: ViolationCode
    requests: tuple[str, ...]
    data: Mapping[str, Datum] = field(default_factory=lambda: NO_DATA)
