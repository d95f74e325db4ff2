"""Words of the calendars and of the printed timetable: the engine holds no sentence, so that whoever writes them brings them along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from releve.assembly.records import AssemblyFolder


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
    named
        Name of a delegation with its key, with the placeholders ``{name}`` and ``{code}``.
    country
        Gives the name of a country by its alpha-3 code; None for what is no country.
    enumeration
        Joins parts with the comma of the language.
    """

    language: str
    meeting_with: str
    meeting_of: str
    named: str
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
    country: Callable[[str], str | None]
    enumeration: Callable[[Iterable[str]], str]


def delegation_names(folder: AssemblyFolder, words: OutputWords) -> Mapping[str, str]:
    """Return how each delegation is called on papers, by its key: one that speaks for a State by the State's name and its key."""
    names = {}
    for one in folder.delegations:
        state = words.country(one.partner) if one.partner else None
        names[one.delegation] = one.delegation if state is None else words.named.format(name=state, code=one.delegation)
    return names
