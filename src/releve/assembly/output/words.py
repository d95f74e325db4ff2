"""Words of the calendars and of the printed timetable: the engine holds no sentence, so that whoever writes them brings them along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class OutputWords:
    """
    What calendars and printed pages say, in one language.

    Attributes
    ----------
    language
        Code of the language: ``en``, ``fr``, ``ar``, ``es``.
    meeting_with, meeting_of
        Titles of an event, with the placeholders ``{other}``, and ``{requester}`` and ``{counterpart}``.
    """

    language: str
    meeting_with: str
    meeting_of: str
    request: str
    topics: str
    interpreter: str
    time: str
    room: str
    requester: str
    counterpart: str
    with_whom: str
    local_time: str
    by_delegation: str
    by_room: str
    no_meeting: str
    head: str
    day: Callable[[date], str]
