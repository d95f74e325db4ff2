from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path

import pytest

from library.assembly.assembly_files import DELEGATIONS, REQUESTS, TOML, write_assembly
from releve.assembly.grid import usable_slots
from releve.assembly.reading import read_assembly, read_assembly_folder
from releve.assembly.records import (
    Day,
    Delegation,
    DelegationKind,
    FixedMeeting,
    Interpreter,
    Period,
    PreviousMeeting,
    Request,
    Unavailable,
    Withdrawal,
)
from releve.errors import InputError, Problem


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


def found_in(folder: Path) -> list[tuple[str, str | None, int | None, str | None, str | None]]:
    return [(p.code, p.file, p.row, p.column, p.value) for p in read_assembly(folder).problems]


def errors_in(folder: Path) -> list[Problem]:
    return [problem for problem in read_assembly(folder).problems if problem.is_error]


def test_a_sound_folder_is_read_with_its_blanks_as_the_contract_says(tmp_path: Path) -> None:
    folder = read_assembly_folder(
        write_assembly(
            tmp_path,
            unavailable="delegation,from,to,reason\nALPHA,2025-11-25T11:00,,dentist\n",
            order="before,after\nR1,R2\n",
            fixed="request,starts_at,room\nR3,2025-11-24T11:00,\n",
            previous="request,starts_at,room,sequence\nR1,2025-11-25T09:00,Atlas,2\nR9,,,4\n",
        )
    )

    assert read_assembly(tmp_path).problems == ()
    assert folder.assembly.days[1] == Day(date=date(2025, 11, 25), opens=time(9), closes=time(12))
    assert folder.assembly.closed == (Period(starts_at=local("2025-11-24T10:00"), ends_at=local("2025-11-24T10:30")),)
    assert folder.assembly.rooms == ("Atlas", "Ourika")
    assert folder.delegations[2] == Delegation(
        delegation="BETA",
        partner="BET",
        kind=DelegationKind.STATE,
        languages=frozenset({"en", "pt"}),
        departs_at=local("2025-11-25T10:00"),
    )
    assert folder.delegations[3].languages == frozenset({"pt"})
    assert folder.requests[2] == Request(request="R3", requester="GAMMA", counterpart="HOST", priority=3)
    assert folder.requests[3].topics == ("radio", "maps")
    assert [request.accepted for request in folder.requests] == [True, None, None, True, False]
    assert folder.unavailable == (Unavailable(delegation="ALPHA", period=Period(starts_at=local("2025-11-25T11:00")), reason="dentist"),)
    assert folder.order == (("R1", "R2"),)
    assert folder.interpreters == (Interpreter(interpreter="I1", languages=frozenset({"fr", "en", "pt"})),)
    assert folder.fixed == (FixedMeeting(request="R3", starts_at=local("2025-11-24T11:00")),)
    assert folder.previous == (PreviousMeeting(request="R1", starts_at=local("2025-11-25T09:00"), room="Atlas", sequence=2),)
    assert folder.withdrawn == (Withdrawal(request="R9", sequence=4),)
    assert sorted(dict(folder.digests)) == [
        "assembly.toml",
        "delegations.csv",
        "fixed.csv",
        "interpreters.csv",
        "order.csv",
        "previous.csv",
        "requests.csv",
        "unavailable.csv",
    ]


def test_absent_interpreters_and_a_file_without_rows_are_told_apart(tmp_path: Path) -> None:
    absent = read_assembly_folder(write_assembly(tmp_path / "absent", interpreters=None))
    nobody = read_assembly_folder(write_assembly(tmp_path / "nobody", interpreters="interpreter,languages\n"))

    assert absent.interpreters is None
    assert nobody.interpreters == ()


def test_absent_columns_read_as_blank(tmp_path: Path) -> None:
    folder = read_assembly_folder(
        write_assembly(
            tmp_path,
            delegations="delegation\nALPHA\nHOST\n",
            requests="request,requester,counterpart\nR1,ALPHA,HOST\n",
            interpreters=None,
        )
    )

    assert folder.delegations == (Delegation(delegation="ALPHA"), Delegation(delegation="HOST"))
    assert folder.requests == (Request(request="R1", requester="ALPHA", counterpart="HOST"),)


def test_all_errors_of_all_files_are_told_together(tmp_path: Path) -> None:
    folder = write_assembly(
        tmp_path,
        assembly=TOML.replace('"Africa/Casablanca"', '"Africa/Marrakech"'),
        delegations=DELEGATIONS + "BETA,,,,,,,\nDELTA,,,,,24/11/2025,,0\n",
        requests=REQUESTS + "R6,OMEGA,HOST,4,oui,0,,,maybe,\nR7,HOST,HOST,,,,,,,\n",
        order="before,after\nR1,R2\nR2,R3\nR3,R1\nR4,R4\nR1,R99\n",
        fixed="request,starts_at,room\nR77,,\n",
    )

    with pytest.raises(InputError) as raised:
        read_assembly_folder(folder)

    assert [(p.code, p.file, p.row, p.column, p.value) for p in raised.value.problems] == [
        ("assembly.unknown_time_zone", "assembly.toml", None, "timezone", "Africa/Marrakech"),
        ("exchange.duplicate_key", "delegations.csv", 6, "delegation", "BETA"),
        ("assembly.not_a_time", "delegations.csv", 7, "arrives_at", "24/11/2025"),
        ("exchange.out_of_range", "delegations.csv", 7, "parallel", "0"),
        ("assembly.unknown_request", "fixed.csv", 2, "request", "R77"),
        ("exchange.blank_cell", "fixed.csv", 2, "starts_at", None),
        ("assembly.circular_order", "order.csv", 2, "before", None),
        ("assembly.comes_before_itself", "order.csv", 5, "before", "R4"),
        ("assembly.unknown_request", "order.csv", 6, "after", "R99"),
        ("exchange.not_yes_no", "requests.csv", 7, "accepted", "maybe"),
        ("exchange.not_yes_no", "requests.csv", 7, "must", "oui"),
        ("exchange.out_of_range", "requests.csv", 7, "priority", "4"),
        ("assembly.unknown_delegation", "requests.csv", 7, "requester", "OMEGA"),
        ("exchange.out_of_range", "requests.csv", 7, "slots", "0"),
        ("assembly.meets_itself", "requests.csv", 8, "counterpart", "HOST"),
    ]
    circle = next(p for p in raised.value.problems if p.code == "assembly.circular_order")
    assert circle.data == {"requests": ("R1", "R2", "R3")}


def test_missing_files_are_named(tmp_path: Path) -> None:
    assert found_in(tmp_path) == [
        ("assembly.missing_file", "assembly.toml", None, None, None),
        ("assembly.missing_file", "delegations.csv", None, None, None),
        ("assembly.missing_file", "requests.csv", None, None, None),
    ]
    assert [code for code, *_ in found_in(tmp_path / "nowhere")] == ["assembly.missing_file"] * 3


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("slot_minutes = 30", "slot_minutes = 0", "exchange.out_of_range", "slot_minutes"),
        ("slot_minutes = 30", "", "assembly.missing_key", "slot_minutes"),
        ("slot_minutes = 30", 'slot_minutes = "30"', "exchange.not_an_integer", "slot_minutes"),
        ("gap_slots = 0", "gap_slots = -1", "exchange.out_of_range", "gap_slots"),
        ('rooms = ["Atlas", "Ourika"]', 'rooms = ["Atlas", "Atlas"]', "assembly.repeated_room", "rooms[2]"),
        ('rooms = ["Atlas", "Ourika"]', "rooms = 2", "exchange.wrong_type", "rooms"),
        ('"2025-11-25"', '"2025-11-24"', "assembly.repeated_day", "day[2].date"),
        ('"2025-11-25"', '"2025-11-31"', "exchange.not_a_date", "day[2].date"),
        ('opens = "09:00"\ncloses = "12:00"\n\n[[closed', 'opens = "12:00"\ncloses = "12:00"\n\n[[closed', None, "day[2].opens"),
        ('opens = "09:00"', 'opens = "9:00"', "assembly.not_a_clock_time", "day[1].opens"),
        ('opens = "09:00"', "", "assembly.missing_key", "day[1].opens"),
        ('to = "2025-11-24T10:30"', 'to = "2025-11-24 10:30"', "assembly.not_a_time", "closed[1].to"),
        ('to = "2025-11-24T10:30"', "to = 2025-11-24T10:30:00Z", "assembly.not_a_time", "closed[1].to"),
        ('timezone = "Africa/Casablanca"', "", "assembly.missing_key", "timezone"),
        ("edition = 93", "edition = 93.5", "exchange.not_an_integer", "edition"),
    ],
)
def test_each_wrong_setting_is_named(tmp_path: Path, old: str, new: str, code: str | None, column: str) -> None:
    errors = errors_in(write_assembly(tmp_path, assembly=TOML.replace(old, new, 1)))

    assert [(error.code, error.file, error.column) for error in errors] == [
        (code or "assembly.closes_before_opening", "assembly.toml", column)
    ]


def test_malformed_settings_are_named(tmp_path: Path) -> None:
    assert [error.code for error in errors_in(write_assembly(tmp_path, assembly="rooms = ["))] == ["exchange.malformed_toml"]


@pytest.mark.parametrize(
    ("fixed", "more", "found"),
    [
        ("R5,2025-11-24T09:00,", {}, [("assembly.fixed_declined", 2, {"request": "R5"})]),
        ("R1,2025-11-24T09:10,", {}, [("assembly.fixed_off_the_grid", 2, {"request": "R1"})]),
        ("R2,2025-11-24T11:30,", {}, [("assembly.fixed_off_the_grid", 2, {"request": "R2"})]),
        ("R1,2025-11-26T09:00,", {}, [("assembly.fixed_off_the_grid", 2, {"request": "R1"})]),
        ("R2,2025-11-24T09:30,", {}, [("assembly.fixed_closed", 2, {"request": "R2"})]),
        ("R3,2025-11-24T09:00,", {}, [("assembly.fixed_absent", 2, {"request": "R3", "delegation": "GAMMA"})]),
        ("R4,2025-11-24T11:00,", {}, [("assembly.fixed_outside_window", 2, {"request": "R4"})]),
        ("R1,2025-11-24T09:00,Atlass", {}, [("assembly.unknown_room", 2, {"near": "Atlas"})]),
        (
            "R3,2025-11-25T09:30,\nR4,2025-11-25T09:30,",
            {},
            [
                (
                    "assembly.fixed_too_many_at_once",
                    2,
                    {"request": "R3", "requests": ("R3", "R4"), "delegation": "GAMMA", "parallel": 1},
                ),
            ],
        ),
        (
            "R3,2025-11-25T09:00,\nR4,2025-11-25T09:30,",
            {"assembly": TOML.replace("gap_slots = 0", "gap_slots = 1")},
            [("assembly.fixed_no_rest", 2, {"request": "R3", "requests": ("R3", "R4"), "delegation": "GAMMA", "gap_slots": 1})],
        ),
        (
            "R1,2025-11-25T09:00,Atlas\nR4,2025-11-25T09:00,Atlas",
            {},
            [("assembly.fixed_room_taken", 2, {"request": "R1", "requests": ("R1", "R4"), "room": "Atlas"})],
        ),
        (
            "R1,2025-11-25T09:00,\nR4,2025-11-25T09:00,",
            {"assembly": TOML.replace(', "Ourika"', "")},
            [("assembly.fixed_too_few_rooms", 2, {"request": "R1", "requests": ("R1", "R4"), "rooms": 1})],
        ),
        (
            "R2,2025-11-24T09:00,",
            {"interpreters": "interpreter,languages,available_until\nI1,fr;en,2025-11-24T09:30\nI2,fr,\n"},
            [("assembly.fixed_no_interpreter", 2, {"request": "R2"})],
        ),
        (
            "R2,2025-11-24T11:00,\nR3,2025-11-24T11:30,",
            {},
            [("assembly.fixed_too_few_interpreters", 2, {"request": "R2", "requests": ("R2", "R3")})],
        ),
        (
            "R1,2025-11-24T11:00,\nR2,2025-11-24T11:00,",
            {"order": "before,after\nR1,R2\n"},
            [("assembly.fixed_wrong_order", 2, {"request": "R1", "requests": ("R1", "R2")})],
        ),
    ],
)
def test_a_fixed_meeting_that_breaks_a_hard_constraint_is_named_with_all_that_clash(
    tmp_path: Path, fixed: str, more: dict[str, str], found: list[tuple[str, int, dict[str, object]]]
) -> None:
    errors = errors_in(write_assembly(tmp_path, fixed=f"request,starts_at,room\n{fixed}\n", **more))

    assert [(error.code, error.row, dict(error.data)) for error in errors] == found
    assert {error.file for error in errors} == {"fixed.csv"}


def test_what_nothing_can_come_of_is_a_warning(tmp_path: Path) -> None:
    no_room = write_assembly(tmp_path / "room", assembly=TOML.replace('rooms = ["Atlas", "Ourika"]', ""))
    no_day = write_assembly(tmp_path / "day", assembly=TOML.partition("[[day]]")[0])
    short = write_assembly(tmp_path / "short", assembly=TOML.replace("12:00", "09:20"))

    assert [(code, column) for code, _, _, column, _ in found_in(no_room)] == [
        ("assembly.no_room", "rooms"),
        ("assembly.more_must_than_slots", "must"),
    ]
    assert [(code, column) for code, _, _, column, _ in found_in(no_day)] == [("assembly.no_slot", "day")]
    assert [(code, column) for code, _, _, column, _ in found_in(short)] == [("assembly.no_slot", "day")]
    assert read_assembly_folder(no_day).assembly.days == ()


def test_more_must_meetings_than_slots_are_named_with_their_delegation(tmp_path: Path) -> None:
    rows = "".join(f"M{i},ALPHA,HOST,1,yes,1,,,yes,\n" for i in range(11))
    (warning,) = read_assembly(write_assembly(tmp_path, requests=REQUESTS + rows)).problems

    assert (warning.code, warning.is_error) == ("assembly.more_must_than_slots", False)
    assert warning.data == {
        "delegation": "ALPHA",
        "must_slots": 12,
        "usable_slots": 11,
        "requests": ("R1", *(f"M{i}" for i in range(11))),
    }


@pytest.mark.parametrize(
    ("zone", "day", "code", "first", "last"),
    [
        ("Europe/Paris", "2025-03-30", "hour_skipped", "2025-03-30T02:00", "2025-03-30T03:00"),
        ("Europe/Paris", "2025-10-26", "hour_repeated", "2025-10-26T02:00", "2025-10-26T03:00"),
        ("Australia/Lord_Howe", "2025-10-05", "hour_skipped", "2025-10-05T02:00", "2025-10-05T02:30"),
        ("Africa/Casablanca", "2025-02-23", "hour_repeated", "2025-02-23T02:00", "2025-02-23T03:00"),
    ],
)
def test_a_night_in_which_the_clocks_change_is_told_and_stops_nothing(
    tmp_path: Path, zone: str, day: str, code: str, first: str, last: str
) -> None:
    settings = (
        TOML.replace("Africa/Casablanca", zone).replace("2025-11-24\n", f'{day}\nopens = "00:00"\n').replace('opens = "09:00"', "", 1)
    )
    reading = read_assembly(write_assembly(tmp_path, assembly=settings))

    assert reading.folder is not None
    assert [(p.code, dict(p.data)) for p in reading.problems] == [(f"assembly.{code}", {"date": day, "from": first, "to": last})]


def test_a_day_that_is_closed_before_the_clocks_change_is_not_told(tmp_path: Path) -> None:
    settings = TOML.replace("Africa/Casablanca", "Europe/Paris").replace("2025-11-24\n", "2025-03-30\n")

    assert found_in(write_assembly(tmp_path, assembly=settings)) == []


def test_bounds_that_cross_and_languages_that_are_none_are_warnings(tmp_path: Path) -> None:
    folder = write_assembly(
        tmp_path,
        delegations=DELEGATIONS + "DELTA,,,,French;en,2025-11-25T09:00,2025-11-24T09:00,\n",
        requests=REQUESTS + "R6,ALPHA,HOST,,,,2025-11-24T09:00,2025-11-24T09:00,,\n",
    )

    assert found_in(folder) == [
        ("assembly.bounds_crossed", "delegations.csv", 6, "arrives_at", "2025-11-25T09:00"),
        ("assembly.unknown_language", "delegations.csv", 6, "languages", "French;en"),
        ("assembly.bounds_crossed", "requests.csv", 7, "not_before", "2025-11-24T09:00"),
    ]
    assert read_assembly(folder).problems[1].data == {"part": "French", "proposal": "fr"}


def test_a_long_order_runs_in_no_circle(tmp_path: Path) -> None:
    names = [f"N{i}" for i in range(3000)]
    requests = "request,requester,counterpart\n" + "".join(f"{name},ALPHA,HOST\n" for name in names)
    order = "before,after\n" + "".join(f"{one},{two}\n" for one, two in pairwise(names))

    assert errors_in(write_assembly(tmp_path / "line", requests=requests, order=order)) == []
    (circle,) = errors_in(write_assembly(tmp_path / "circle", requests=requests, order=f"{order}N2999,N0\n"))
    assert circle.data == {"requests": tuple(names)}


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("requests.csv", b"\x00\x01\x02", "exchange.nul_byte"),
        ("requests.csv", "request,requester,counterpart\nR1,\xc9,B\n".encode("latin-1"), "exchange.wrong_encoding"),
        ("requests.csv", b"request;requester;counterpart\n", "exchange.wrong_delimiter"),
        ("requests.csv", b"", "exchange.no_header"),
        ("requests.csv", b"requester,counterpart\nALPHA,HOST\n", "exchange.missing_column"),
        ("requests.csv", b"request,requester,counterpart\nR1,ALPHA\n", "exchange.too_few_cells"),
        ("assembly.toml", b"\xff\xfe", "exchange.wrong_encoding"),
        ("assembly.toml", b"a = " + b"[" * 100_000, "exchange.malformed_toml"),
        ("assembly.toml", b"day = 3", "exchange.wrong_type"),
        ("assembly.toml", b"slot_minutes = 1" + b"0" * 5_000, "exchange.malformed_toml"),
    ],
)
def test_files_that_are_none_are_told_and_never_stop_the_reading(tmp_path: Path, file: str, content: bytes, code: str) -> None:
    folder = write_assembly(tmp_path)
    (folder / file).write_bytes(content)

    assert code in [error.code for error in errors_in(folder)]


def test_a_table_under_a_wrong_name_is_told(tmp_path: Path) -> None:
    folder = write_assembly(tmp_path)
    (folder / "interpreter.csv").write_text("interpreter,languages\n", encoding="utf-8")

    (warning,) = read_assembly(folder).problems
    assert (warning.code, warning.file, warning.data) == ("exchange.unknown_file", "interpreter.csv", {"near": "interpreters.csv"})


def test_closed_periods_may_overlap(tmp_path: Path) -> None:
    more = TOML + '\n[[closed]]\nfrom = "2025-11-24T10:15"\nto = "2025-11-24T11:00"\n[[closed]]\nfrom = "2025-11-25T11:30"\n'
    reading = read_assembly(write_assembly(tmp_path, assembly=more))

    assert reading.problems == ()
    assert reading.folder is not None
    assert sorted(usable_slots(reading.folder)["HOST"]) == [(0, 0), (0, 1), (0, 4), (0, 5), (1, 0), (1, 1), (1, 2), (1, 3), (1, 4)]
