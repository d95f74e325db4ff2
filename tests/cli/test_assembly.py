"""`releve assembly plan`: exit codes, files, what is printed, in four languages."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cli.running import run
from library.assembly.assembly_files import DELEGATIONS, REQUESTS, TOML, write_assembly
from releve.text import LANGUAGES, Catalogue

FILES = [
    "delegation-ALPHA.ics",
    "delegation-BETA.ics",
    "delegation-GAMMA.ics",
    "delegation-HOST.ics",
    "interpreter-I1.ics",
    "published.csv",
    "room-Atlas.ics",
    "room-Ourika.ics",
    "run.json",
    "timetable.csv",
    "timetable.json",
    "timetable.pdf",
    "unplaced.csv",
]


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.name != "run.json"}


def test_a_folder_is_planned_into_every_file_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = write_assembly(tmp_path / "in"), tmp_path / "out"

    ran = run(capsys, "assembly", "plan", folder, "--out", out)

    document = json.loads((out / "timetable.json").read_text(encoding="utf-8"))
    assert (ran.code, ran.err) == (0, "")
    assert [path.name for path in sorted(out.iterdir())] == FILES
    assert list(document) == ["schema_version", "digests", "status", "objective", "bound", "meetings", "unplaced"]
    assert document["objective"] == {"must": 1, "placed": {"1": 1, "2": 1, "3": 2}, "moved": 0, "breaks": 0, "room_changes": 0}
    assert sorted(document["digests"]) == ["assembly.toml", "delegations.csv", "interpreters.csv", "requests.csv"]
    assert [list(meeting) for meeting in document["meetings"]] == [["request", "starts_at", "ends_at", "room", "interpreter"]] * 4
    assert [meeting["interpreter"] for meeting in document["meetings"]] == [None, "I1", "I1", None]
    assert document["unplaced"] == [{"request": "R5", "reason": "declined", "relaxation": None}]
    assert (out / "timetable.pdf").read_bytes().startswith(b"%PDF-")
    run_facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (run_facts["runtime_s"] >= 0, run_facts["host"] != "") == (True, True)


def test_the_document_keeps_to_its_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads((Path(__file__).parents[2] / "docs" / "reference" / "timetable.schema.json").read_text(encoding="utf-8"))
    folders = [
        write_assembly(tmp_path / "sound"),
        write_assembly(tmp_path / "nobody", interpreters="interpreter,languages\n"),
        write_assembly(tmp_path / "nowhere", assembly=TOML.replace('rooms = ["Atlas", "Ourika"]', "")),
    ]
    ran = [run(capsys, "assembly", "plan", folder, "--out", tmp_path / "out", "--json") for folder in folders]

    Draft202012Validator.check_schema(schema)
    assert [error for found in ran for error in Draft202012Validator(schema).iter_errors(json.loads(found.out))] == []


def test_the_same_folder_gives_the_same_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_assembly(tmp_path / "in")
    run(capsys, "assembly", "plan", folder, "--out", tmp_path / "one")
    run(capsys, "assembly", "plan", folder, "--out", tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_json_is_the_document_that_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = write_assembly(tmp_path / "in"), tmp_path / "out"

    ran = run(capsys, "assembly", "plan", folder, "--out", out, "--json")

    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == json.loads((out / "timetable.json").read_text(encoding="utf-8"))


def test_errors_are_all_listed_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = write_assembly(tmp_path / "in", requests=REQUESTS + "R6,ALPHA,ALPHA,,,,,,,\nR7,OMEGA,HOST,,,0,,,,\n"), tmp_path / "out"

    ran = run(capsys, "assembly", "plan", folder, "--out", out)
    given = run(capsys, "assembly", "plan", folder, "--out", out, "--json")

    assert (ran.code, ran.out, given.code, given.err, out.exists()) == (1, "", 1, "", False)
    assert "The delegation ALPHA asks to meet itself." in ran.err
    assert "3 errors, 0 warnings. Nothing was written." in ran.err
    assert [problem["code"] for problem in json.loads(given.out)["problems"]] == [
        "assembly.meets_itself",
        "assembly.unknown_delegation",
        "exchange.out_of_range",
    ]


def test_a_folder_is_checked_without_planning_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_assembly(Path("sound"))
    write_assembly(Path("wrong"), requests=REQUESTS + "R6,ALPHA,ALPHA,,,,,,,\n")

    sound, wrong = run(capsys, "check", "sound"), run(capsys, "check", "wrong", "--json")

    assert (sound.code, sound.out, sound.err) == (0, "sound can be planned: 4 delegations, 5 requests.\n", "")
    assert (wrong.code, [problem["code"] for problem in json.loads(wrong.out)["problems"]]) == (1, ["assembly.meets_itself"])
    assert run(capsys, "check", "sound", "--return", "back.xlsx").code == 2


def test_wrong_calls_leave_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_assembly(tmp_path / "in")
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("not ours", encoding="utf-8")

    assert run(capsys, "assembly", "plan", tmp_path / "nowhere", "--out", tmp_path / "out").code == 2
    assert run(capsys, "assembly", "plan", folder).code == 2
    assert run(capsys, "assembly", "plan", folder, "--out", other).code == 2
    assert run(capsys, "assembly", "plan", folder, "--out", folder).code == 2
    assert run(capsys, "assembly", "fly").code == 2
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


def test_an_earlier_timetable_is_replaced_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    run(capsys, "assembly", "plan", write_assembly(tmp_path / "one"), "--out", out)
    fewer = write_assembly(tmp_path / "two", interpreters=None)

    ran = run(capsys, "assembly", "plan", fewer, "--out", out)

    assert (ran.code, (out / "interpreter-I1.ics").exists()) == (0, False)


def test_what_is_left_is_told_with_reason_and_relaxation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_assembly(tmp_path / "in", interpreters="interpreter,languages\n")

    ran = run(capsys, "assembly", "plan", folder, "--out", tmp_path / "out")

    rows = (tmp_path / "out" / "unplaced.csv").read_text(encoding="utf-8").splitlines()
    assert ran.code == 0
    assert "2 requests have no meeting" in ran.out
    assert "1 request was declined." in ran.out
    assert [row.split(",")[0] for row in rows[1:]] == ["R2", "R3", "R5"]
    assert rows[1].endswith("Add an interpreter with the languages en;ar.,interpreters.csv,,languages,,en;ar")


def test_nothing_to_place_is_a_timetable_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_assembly(tmp_path / "in", assembly=TOML.replace('rooms = ["Atlas", "Ourika"]', ""))

    ran = run(capsys, "assembly", "plan", folder, "--out", tmp_path / "out", "--json")

    document = json.loads(ran.out)
    assert (ran.code, document["meetings"]) == (0, [])
    assert [(left["request"], left["reason"]) for left in document["unplaced"]] == [
        ("R1", "no_room"),
        ("R2", "no_room"),
        ("R3", "no_room"),
        ("R4", "no_room"),
        ("R5", "declined"),
    ]
    assert document["unplaced"][0]["relaxation"] == {
        "kind": "added_room",
        "file": "assembly.toml",
        "row": None,
        "column": "rooms",
        "old": None,
        "new": None,
    }


def test_the_timetable_published_before_is_kept_where_it_can_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "assembly", "plan", write_assembly(tmp_path / "one"), "--out", tmp_path / "first")
    published = (tmp_path / "first" / "published.csv").read_text(encoding="utf-8")
    late = DELEGATIONS.replace("ALPHA,ALP,state,,fr,,,", "ALPHA,ALP,state,,fr,2025-11-25T09:00,,")

    ran = run(
        capsys,
        "assembly",
        "plan",
        write_assembly(tmp_path / "two", delegations=late, previous=published),
        "--out",
        tmp_path / "next",
        "--json",
    )

    first = json.loads((tmp_path / "first" / "timetable.json").read_text(encoding="utf-8"))
    starts = {meeting["request"]: meeting["starts_at"] for meeting in first["meetings"]}
    again = {meeting["request"]: meeting["starts_at"] for meeting in json.loads(ran.out)["meetings"]}
    moved = {request for request in starts if starts[request] != again.get(request)}
    assert moved <= {"R1"}
    assert json.loads(ran.out)["objective"]["moved"] == len(moved)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_is_told_in_the_language_asked_for(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out, speak = write_assembly(tmp_path / "in"), tmp_path / "out", Catalogue.load(lang)

    ran = run(capsys, "assembly", "plan", folder, "--out", out, "--lang", lang)

    assert ran.code == 0
    assert speak.assembly_level("room_changes") in ran.out
    assert speak.text("Meeting with {delegation}", delegation="HOST") in (out / "delegation-ALPHA.ics").read_text(encoding="utf-8")
