"""Why a request has no meeting: one code for what stood in the way, and the data that each carries."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class UnplacedReason(StrEnum):
    """What stood in the way; the first that holds, from what no timetable could mend to what this one has used up."""

    DECLINED = "declined"
    NO_ROOM = "no_room"
    NO_SLOT = "no_slot"
    ABSENT = "absent"
    NO_COMMON_SLOT = "no_common_slot"
    OUTSIDE_WINDOW = "outside_window"
    NO_INTERPRETER = "no_interpreter"
    ORDER = "order"
    DELEGATION_FULL = "delegation_full"
    ROOMS_FULL = "rooms_full"
    INTERPRETERS_FULL = "interpreters_full"
    CROWDED = "crowded"
    NOT_FOUND = "not_found"


REASON_DATA: Final[Mapping[UnplacedReason, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(UnplacedReason, ()),
        UnplacedReason.NO_SLOT: ("slots",),
        UnplacedReason.ABSENT: ("delegation", "slots"),
        UnplacedReason.NO_COMMON_SLOT: ("slots",),
        UnplacedReason.ORDER: ("requests",),
        UnplacedReason.DELEGATION_FULL: ("delegation", "starts"),
        UnplacedReason.ROOMS_FULL: ("starts",),
        UnplacedReason.INTERPRETERS_FULL: ("starts",),
        UnplacedReason.CROWDED: ("starts",),
    }
)
"""
Names of the data of each reason; ``starts`` counts the starts at which both sides are there and could meet, ``requests`` are those
that the order names and that leave no such start.
"""
