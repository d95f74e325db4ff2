"""Small assemblies as records, and meetings in them, for tests that need no files."""

from datetime import date, datetime, time, timedelta
from typing import Any

from releve.assembly.count import count_objective
from releve.assembly.records import Assembly, AssemblyFolder, Day, Delegation, Interpreter, Request
from releve.assembly.timetable import Meeting, Timetable

FIRST_DAY = date(2025, 11, 24)
SLOT = timedelta(minutes=30)


def make_assembly(**changed: Any) -> Assembly:  # noqa: ANN401 - fields of the record
    """Return an assembly of two days with six slots each, from nine to twelve, and two rooms."""
    days = tuple(Day(date=FIRST_DAY + timedelta(days=i), opens=time(9), closes=time(12)) for i in range(2))
    fields: dict[str, Any] = {
        "name": "93rd General Assembly",
        "edition": 93,
        "city": "Marrakech",
        "country": "MAR",
        "timezone": "Africa/Casablanca",
        "slot_minutes": 30,
        "days": days,
        "rooms": ("Atlas", "Ourika"),
    }
    return Assembly(**{**fields, **changed})


def make_folder(*requests: Request, **changed: Any) -> AssemblyFolder:  # noqa: ANN401 - fields of the record
    """Return a folder with delegations A to D that all speak French, and these requests."""
    fields: dict[str, Any] = {
        "assembly": make_assembly(),
        "delegations": tuple(Delegation(delegation=name, languages=frozenset({"fr"})) for name in "ABCD"),
        "requests": requests,
    }
    return AssemblyFolder(**{**fields, **changed})


def make_request(request: str, sides: str, **changed: Any) -> Request:  # noqa: ANN401 - fields of the record
    """Return a request between two delegations of one letter each."""
    return Request(request=request, requester=sides[0], counterpart=sides[1], **changed)


def make_interpreter(name: str, languages: str, **changed: Any) -> Interpreter:  # noqa: ANN401 - fields of the record
    return Interpreter(interpreter=name, languages=frozenset(languages.split(";")), **changed)


def at(slot: int, day: int = 0) -> datetime:
    """Return the start of a slot of a day, both counted from 0."""
    return datetime.combine(FIRST_DAY, time(9)) + timedelta(days=day) + slot * SLOT


def make_meeting(request: str, slot: int, *, day: int = 0, slots: int = 1, room: str = "Atlas", interpreter: str | None = None) -> Meeting:
    starts_at = at(slot, day)
    return Meeting(request=request, starts_at=starts_at, ends_at=starts_at + slots * SLOT, room=room, interpreter=interpreter)


def make_timetable(folder: AssemblyFolder, *meetings: Meeting) -> Timetable:
    """Return the timetable of these meetings, counted, and said to be the best there is."""
    objective = count_objective(folder, meetings)
    return Timetable(meetings=meetings, objective=objective, bound=objective)
