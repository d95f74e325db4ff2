"""Calendars as a calendar program reads them: what is imported again updates, and nothing stands twice."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from factories.output_words import ENGLISH
from factories.timetables import at, make_assembly, make_folder, make_interpreter, make_meeting, make_request, make_timetable
from library.assembly.assembly_files import write_assembly
from releve.assembly.output import write_timetable
from releve.assembly.output.calendars import uid_of
from releve.assembly.output.issued import Owner, OwnerKind
from releve.assembly.reading import read_assembly_folder
from releve.assembly.records import AssemblyFolder, Delegation, PreviousMeeting, Request, Withdrawal
from releve.assembly.timetable import Meeting, Unplaced

ZONE = ZoneInfo("Africa/Casablanca")
R1 = make_request("R1", "AB", topics=("training", "radio"))
R2 = make_request("R2", "AC")


def written(out: Path, folder: AssemblyFolder, *meetings: Meeting) -> Path:
    timetable = make_timetable(folder, *meetings)
    unplaced = [Unplaced(request=request.request, reason="not_found") for request in folder.requests]
    write_timetable(out, folder, timetable, unplaced, words=ENGLISH, sentences={}, run={})
    return out


def events(path: Path) -> list[Event]:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def told(event: Event) -> tuple[str, datetime, datetime, str | None, int, str]:
    location = event.get("location")
    return (
        str(event["summary"]),
        event.decoded("dtstart").replace(tzinfo=None),
        event.decoded("dtend").replace(tzinfo=None),
        None if location is None else str(location),
        int(event["sequence"]),
        str(event["status"]),
    )


def import_into(kept: dict[str, Event], path: Path) -> dict[str, Event]:
    """Return what a calendar program holds after an import: of each identifier the event of the highest sequence."""
    for event in events(path):
        before = kept.get(str(event["uid"]))
        if before is None or int(event["sequence"]) >= int(before["sequence"]):
            kept[str(event["uid"])] = event
    return {uid: event for uid, event in kept.items() if str(event["status"]) != "CANCELLED"}


def previous_of(out: Path) -> str:
    return (out / "published.csv").read_text(encoding="utf-8")


def test_every_delegation_room_and_interpreter_has_a_calendar(tmp_path: Path) -> None:
    folder = make_folder(R1, interpreters=(make_interpreter("I1", "fr"),))

    out = written(tmp_path / "out", folder, make_meeting("R1", 0))

    assert sorted(path.name for path in out.glob("*.ics")) == [
        "delegation-A.ics",
        "delegation-B.ics",
        "delegation-C.ics",
        "delegation-D.ics",
        "interpreter-I1.ics",
        "room-Atlas.ics",
        "room-Ourika.ics",
    ]
    assert [told(event) for event in events(out / "delegation-A.ics")] == [
        ("Meeting with B", at(0), at(1), "Atlas", 0, "CONFIRMED"),
    ]
    assert [told(event) for event in events(out / "room-Atlas.ics")] == [("A and B", at(0), at(1), "Atlas", 0, "CONFIRMED")]
    assert events(out / "delegation-C.ics") == []
    assert events(out / "interpreter-I1.ics") == []
    (event,) = events(out / "delegation-B.ics")
    assert str(event["description"]) == "Request: R1\nTopics: training; radio"


def test_times_bear_the_zone_of_the_assembly_with_its_rules(tmp_path: Path) -> None:
    out = written(tmp_path / "out", make_folder(R1), make_meeting("R1", 0))

    calendar = Calendar.from_ical((out / "delegation-A.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")

    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Africa/Casablanca"]
    assert str(event["dtstart"].params["tzid"]) == "Africa/Casablanca"
    assert event.decoded("dtstart").astimezone(UTC) == at(0).replace(tzinfo=ZONE).astimezone(UTC)


def test_the_identifier_depends_on_edition_request_and_owner_alone(tmp_path: Path) -> None:
    first = written(tmp_path / "first", make_folder(R1), make_meeting("R1", 0))
    moved = written(tmp_path / "moved", make_folder(R1, R2), make_meeting("R1", 3, room="Ourika"), make_meeting("R2", 1))
    other = written(tmp_path / "other", make_folder(R1, assembly=make_assembly(edition=94)), make_meeting("R1", 0))

    uids = {out.name: {str(event["uid"]) for event in events(out / "delegation-A.ics")} for out in (first, moved, other)}

    assert uids["first"] <= uids["moved"]
    assert uids["first"].isdisjoint(uids["other"])
    owners = [Owner(kind=kind, name="A") for kind in OwnerKind]
    assert len({uid_of(93, "R1", owner) for owner in owners}) == 3


@pytest.mark.parametrize(
    ("changed", "sequence"),
    [
        ({}, 4),
        ({"ends_at": at(1)}, 4),
        ({"interpreter": None, "requester": "A", "counterpart": "B"}, 4),
        ({"starts_at": at(1)}, 5),
        ({"ends_at": at(2)}, 5),
        ({"room": "Ourika"}, 5),
        ({"room": None}, 5),
        ({"interpreter": "I1"}, 5),
        ({"counterpart": "C"}, 5),
    ],
)
def test_the_sequence_rises_when_a_published_meeting_has_changed(tmp_path: Path, changed: Mapping[str, object], sequence: int) -> None:
    fields: dict[str, object] = {"request": "R1", "starts_at": at(0), "room": "Atlas", "sequence": 4, **changed}
    folder = make_folder(R1, previous=(PreviousMeeting(**fields),))  # type: ignore[arg-type]  # fields of the record

    out = written(tmp_path / "out", folder, make_meeting("R1", 0))

    assert [told(event)[4] for event in events(out / "delegation-A.ics")] == [sequence]


def test_a_meeting_placed_no_longer_is_cancelled_in_every_calendar_that_held_it(tmp_path: Path) -> None:
    before = PreviousMeeting(request="R1", starts_at=at(2), room="Lost", sequence=1)

    out = written(tmp_path / "out", make_folder(R1, previous=(before,)))

    cancelled = ("Meeting with B", at(2), at(3), "Lost", 2, "CANCELLED")
    assert [told(event) for event in events(out / "delegation-A.ics")] == [cancelled]
    assert [told(event)[5] for event in events(out / "delegation-B.ics")] == ["CANCELLED"]
    assert [told(event)[5] for event in events(out / "room-Lost.ics")] == ["CANCELLED"]
    assert previous_of(out).splitlines()[1:] == ["R1,,,,,,,2"]


def test_a_request_that_is_gone_is_cancelled_where_the_table_says_who_held_it(tmp_path: Path) -> None:
    before = PreviousMeeting(request="R9", starts_at=at(2), ends_at=at(4), room="Atlas", interpreter="I1", requester="A", counterpart="Z")

    out = written(tmp_path / "out", make_folder(R1, previous=(before,)))

    for name in ("delegation-A", "delegation-Z", "room-Atlas", "interpreter-I1"):
        assert [told(event)[1:] for event in events(out / f"{name}.ics")] == [(at(2), at(4), "Atlas", 1, "CANCELLED")]


def test_a_meeting_that_moves_again_and_again_never_stands_twice(tmp_path: Path) -> None:
    plans = [
        (make_meeting("R1", 0), make_meeting("R2", 4)),
        (make_meeting("R1", 3, room="Ourika"), make_meeting("R2", 4)),
        (make_meeting("R2", 0),),
        (make_meeting("R1", 3, room="Ourika"), make_meeting("R2", 4)),
        (make_meeting("R1", 0), make_meeting("R2", 4)),
    ]
    requests = "request,requester,counterpart\nR1,ALPHA,HOST\nR2,BETA,HOST\n"
    kept: dict[str, dict[str, Event]] = {"delegation-HOST": {}, "room-Atlas": {}, "room-Ourika": {}}
    published: dict[str, str] = {}
    for number, meetings in enumerate(plans):
        folder = read_assembly_folder(write_assembly(tmp_path / f"in{number}", requests=requests, interpreters=None, **published))

        out = written(tmp_path / f"out{number}", folder, *meetings)

        published = {"previous": previous_of(out)}
        shown = {name: import_into(held, out / f"{name}.ics") for name, held in kept.items()}
        for name, room in (("room-Atlas", "Atlas"), ("room-Ourika", "Ourika")):
            held = sorted((event.decoded("dtstart").replace(tzinfo=None), str(event["location"])) for event in shown[name].values())
            assert held == sorted((meeting.starts_at, room) for meeting in meetings if meeting.room == room)
        assert sorted(event.decoded("dtstart").replace(tzinfo=None) for event in shown["delegation-HOST"].values()) == sorted(
            meeting.starts_at for meeting in meetings
        )


def test_a_meeting_that_comes_back_passes_the_sequence_of_its_cancellation(tmp_path: Path) -> None:
    folder = make_folder(R1, R2, withdrawn=(Withdrawal(request="R1", sequence=3), Withdrawal(request="R2", sequence=7)))

    out = written(tmp_path / "out", folder, make_meeting("R1", 0))

    assert [told(event)[4] for event in events(out / "delegation-A.ics")] == [4]
    assert previous_of(out).splitlines()[2:] == ["R2,,,,,,,7"]


def test_names_of_any_kind_give_files_of_their_own(tmp_path: Path) -> None:
    names = ("../x", "a/b", "a\\b", "A", "a", "وفد", "CON", "x" * 100, "x" * 99, "a b", "a_b")
    folder = make_folder(
        *(Request(request=f"R{i}", requester=name, counterpart="HOST") for i, name in enumerate(names)),
        delegations=tuple(Delegation(delegation=name, parallel=20) for name in ("HOST", *names)),
    )

    out = written(tmp_path / "out", folder)

    files = [path.name for path in out.glob("delegation-*.ics")]
    assert len({name.casefold() for name in files}) == len(names) + 1
    assert max(len(name.encode()) for name in files) < 255
    assert [path for path in tmp_path.iterdir() if path != out] == []


def test_a_night_in_which_the_clocks_change_gives_calendars_too(tmp_path: Path) -> None:
    folder = make_folder(R1, assembly=make_assembly(timezone="Europe/Paris"))
    spring = datetime(2025, 3, 30, 1, 30, tzinfo=UTC).replace(tzinfo=None)
    before = PreviousMeeting(request="R1", starts_at=spring, ends_at=spring + timedelta(hours=1), room="Atlas")

    out = written(tmp_path / "out", AssemblyFolder(**{**vars(folder), "previous": (before,)}))

    assert [told(event)[1:3] for event in events(out / "delegation-A.ics")] == [(spring, spring + timedelta(hours=1))]
