"""Who a delegation is on papers: calendars and printed pages name the State that it speaks for, and not its key alone."""

from icalendar import Calendar

from factories.output_words import ENGLISH
from factories.timetables import make_folder, make_meeting, make_request, make_timetable
from releve.assembly.output.calendars import calendar_files
from releve.assembly.output.issued import issue_meetings
from releve.assembly.output.printed import printed_data
from releve.assembly.output.words import delegation_names
from releve.assembly.records import Delegation

FOLDER = make_folder(
    make_request("R1", "AB"),
    delegations=(
        Delegation(delegation="A", partner="KEN", languages=frozenset({"fr"})),
        Delegation(delegation="B", partner="EUROPOL", languages=frozenset({"fr"})),
        Delegation(delegation="C"),
    ),
)
ISSUED = issue_meetings(FOLDER, make_timetable(FOLDER, make_meeting("R1", 0)))


def test_a_delegation_of_a_state_is_named_by_it_and_any_other_by_its_key() -> None:
    assert delegation_names(FOLDER, ENGLISH) == {"A": "Kenya (A)", "B": "B", "C": "C"}


def test_calendars_name_the_state() -> None:
    files = {name: Calendar.from_ical(content) for name, content in calendar_files(FOLDER, ISSUED, ENGLISH)}

    titles = {name: [str(event["summary"]) for event in calendar.walk("VEVENT")] for name, calendar in files.items()}
    assert str(files["delegation-A.ics"]["x-wr-calname"]) == "93rd General Assembly: Kenya (A)"
    assert titles == {
        "delegation-A.ics": ["Meeting with B"],
        "delegation-B.ics": ["Meeting with Kenya (A)"],
        "delegation-C.ics": [],
        "room-Atlas.ics": ["Kenya (A) and B"],
        "room-Ourika.ics": [],
    }


def test_printed_pages_name_the_state() -> None:
    data = printed_data(FOLDER, ISSUED, ENGLISH)

    assert data["place"] == "Marrakech, Morocco"
    assert data["sections"] == [
        {"heading": "Delegation", "owners": [page("Kenya (A)", "With", "B"), page("B", "With", "Kenya (A)")]},
        {"heading": "Room", "owners": [page("Atlas", "Requester", "Kenya (A)", "B")]},
    ]


def page(name: str, kind: str, first: str, second: str = "Atlas") -> dict[str, object]:
    other = "Room" if kind == "With" else "Counterpart"
    days = [{"label": "2025-11-24", "rows": [["09:00\N{EN DASH}09:30", first, second, "", ""]]}]
    return {"name": name, "note": "", "columns": ["Time", kind, other, "Interpreter", "Topics"], "days": days}
