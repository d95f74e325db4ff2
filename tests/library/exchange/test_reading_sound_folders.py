"""A sound folder gives one snapshot, whatever kind of file it comes in and however its rows are ordered."""

import csv
import dataclasses
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cases.malformed.inputs import SOUND, add_column, add_row, csv_folder, put, sound_folder, sound_tables, workbook_beside_policy
from library.exchange.readings import as_values
from releve.exchange import read_folder, read_folder_or_raise
from releve.model import Act, Category, Education, Gender, Level, Snapshot, Vetting

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "marrakech-2025"


def read(path: Path) -> Snapshot:
    return read_folder_or_raise(path).snapshot


def codes_of(path: Path) -> list[tuple[str, str]]:
    return [(problem.severity.value, problem.code) for problem in read_folder(path).problems]


def test_a_folder_and_a_workbook_of_the_same_tables_say_the_same(tmp_path: Path) -> None:
    tables = sound_tables()

    folder, workbook = read(csv_folder(tmp_path, tables)), read(workbook_beside_policy(tmp_path, tables))

    assert as_values(folder) == as_values(workbook)
    assert sorted(workbook.digests) == ["desk.xlsx", "policy.toml"]


def test_the_shipped_example_says_the_same_as_a_workbook(tmp_path: Path) -> None:
    tables = {path.stem: list(csv.reader(path.read_text("utf-8").splitlines())) for path in EXAMPLE.glob("*.csv")}
    book = workbook_beside_policy(tmp_path, tables)
    (tmp_path / "policy.toml").write_bytes((EXAMPLE / "policy.toml").read_bytes())

    assert as_values(read(book)) == as_values(read(EXAMPLE))


def test_the_order_of_the_rows_plays_no_part(tmp_path: Path) -> None:
    tables = sound_tables()
    for name in ("missions", "posts", "officers", "deployments"):
        header, *rows = tables[name]
        tables[name] = [header, *rows[1:], rows[0]]

    assert as_values(read(csv_folder(tmp_path, tables))) == as_values(read(SOUND))


def test_the_order_of_the_columns_plays_no_part(tmp_path: Path) -> None:
    tables = {name: [row[::-1] for row in rows] for name, rows in sound_tables().items()}

    assert as_values(read(csv_folder(tmp_path, tables))) == as_values(read(SOUND))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda content: b"\xef\xbb\xbf" + content, id="mark of UTF-8"),
        pytest.param(lambda content: content.replace(b"\n", b"\r\n"), id="line ends of Windows"),
        pytest.param(lambda content: content.replace(b"\n", b"\r"), id="line ends of old Macs"),
        pytest.param(lambda content: content.removesuffix(b"\n"), id="no last line end"),
        pytest.param(lambda content: content + b"\n\n", id="blank lines at the end"),
        pytest.param(lambda content: content.replace(b",", b" , "), id="blanks around cells"),
        pytest.param(lambda content: b"\n".join(line + b"," for line in content.splitlines()), id="a comma at the end of each line"),
    ],
)
def test_forms_of_csv_that_say_the_same(change: Any, tmp_path: Path) -> None:  # noqa: ANN401 - bytes to bytes
    folder = sound_folder(tmp_path)
    for path in folder.glob("*.csv"):
        path.write_bytes(change(path.read_bytes()))

    assert codes_of(folder) == []
    assert as_values(read(folder)) == as_values(read(SOUND))


def test_cells_of_a_spreadsheets_own_kinds_are_read(tmp_path: Path) -> None:
    path = workbook_beside_policy(tmp_path, sound_tables())
    book = openpyxl.load_workbook(path)
    headings = [cell.value for cell in book["posts"][1]]
    sheet = book["posts"]
    for row in (2, 3, 4):
        for name in ("starts_on",):
            cell = sheet.cell(row, headings.index(name) + 1)
            cell.value = datetime.fromisoformat(str(cell.value)) if row == 3 else date.fromisoformat(str(cell.value))
        for name in ("seats", "priority", "tour_months"):
            cell = sheet.cell(row, headings.index(name) + 1)
            cell.value = float(str(cell.value)) if row == 2 else int(str(cell.value))
    book.save(path)

    assert codes_of(path) == []
    assert as_values(read(path)) == as_values(read(SOUND))


def test_days_counted_from_1904_are_the_days_that_are_shown(tmp_path: Path) -> None:
    path = workbook_beside_policy(tmp_path, sound_tables())
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book["posts"].cell(2, book["posts"][1].index(next(c for c in book["posts"][1] if c.value == "starts_on")) + 1).value = date(2026, 3, 1)
    book.save(path)

    assert read(path).posts[0].starts_on == date(2026, 3, 1)


def test_every_blank_cell_is_unknown_and_blank_lists_of_posts_are_empty(tmp_path: Path) -> None:
    tables = sound_tables()
    tables["officers"] = [tables["officers"][0], ["O1", *[""] * (len(tables["officers"][0]) - 1)]]
    tables["decisions"], tables["previous"] = tables["decisions"][:1], tables["previous"][:1]
    tables["waivers"], tables["nominations"] = tables["waivers"][:1], tables["nominations"][:1]

    snapshot = read(csv_folder(tmp_path, tables))
    officer, post = snapshot.officers.officer(0), snapshot.posts[2]

    said = {field.name: getattr(officer, field.name) for field in dataclasses.fields(officer) if field.name != "officer_id"}
    assert {name: value for name, value in said.items() if value not in (None, frozenset())} == {}
    assert (said["languages"], said["skills"], said["ams_languages"], said["assessment_score"]) == (None, None, None, None)
    assert (post.languages_required, post.skills_required, post.rank_min, post.education_min) == ({}, (), None, None)


def test_every_filled_cell_is_read_as_it_is_written() -> None:
    snapshot = read(SOUND)
    officer, post = snapshot.officers.officer(snapshot.officer_idx["O2"]), snapshot.posts[0]

    assert (officer.country, officer.gender, officer.birth_date, officer.education) == (
        "SEN",
        Gender.M,
        date(1984, 2, 29),
        Education.MASTER,
    )
    assert (officer.languages, officer.vetting, officer.driving_passed) == ({"fr": Level.C2, "en": Level.C1}, Vetting.CLEAR, True)
    assert (officer.nominated_for, officer.assessment_score, officer.retired_on) == (frozenset({"ALPHA", "P2"}), 88, None)
    assert (post.category, post.seats, post.priority, post.languages_required) == (Category.IPO, 1, 1, {"fr": Level.B2, "en": Level.B1})
    assert (snapshot.policy.national_cap, snapshot.policy.women_target[Category.IPO]) == (Decimal("0.50"), Decimal("0.30"))
    assert (snapshot.policy.thresholds.interval_months.source, snapshot.policy.as_of) == ("Desk note 4", date(2026, 1, 1))
    assert [d.mission for d in snapshot.deployments] == ["ALPHA", "BRAVO"]
    assert [d.category for d in snapshot.deployments] == [Category.IPO, Category.IPO]
    assert (snapshot.commitments[0].act, snapshot.commitments[0].quantity, snapshot.commitments[0].skills) == (Act.REQUEST, None, ())


def test_a_commitment_names_languages_with_or_without_a_level(tmp_path: Path) -> None:
    tables = sound_tables()
    put(tables, "commitments", 2, "languages", "FR:B2; en")

    assert read(csv_folder(tmp_path, tables)).commitments[0].languages == ("fr:B2", "en")


def test_an_unknown_column_is_kept_and_reported(tmp_path: Path) -> None:
    tables = sound_tables()
    add_column(tables, "officers", "battalion", "4th")
    folder = csv_folder(tmp_path, tables)

    reading = read_folder_or_raise(folder)

    assert {name: dict(columns) for name, columns in reading.snapshot.extra_columns.items()} == {"officers": {"battalion": ("4th",) * 3}}
    assert [(p.severity.value, p.code, p.file, p.row, p.column, p.data["near"]) for p in reading.problems] == [
        ("warning", "exchange.unknown_column", "officers.csv", 1, "battalion", None)
    ]


@pytest.mark.parametrize("table", ["previous", "decisions", "waivers", "participants"])
def test_a_row_repeated_outside_the_keyed_tables_counts_once(table: str, tmp_path: Path) -> None:
    tables = sound_tables()
    tables[table].append(list(tables[table][1]))
    folder = csv_folder(tmp_path, tables)

    assert codes_of(folder) == [("warning", "exchange.repeated_row")]
    assert as_values(read(folder)) == as_values(read(SOUND))


def test_skills_of_no_list_are_kept_and_reported(tmp_path: Path) -> None:
    tables = sound_tables()
    put(tables, "officers", 2, "skills", "falconry;training")
    folder = csv_folder(tmp_path, tables)

    assert codes_of(folder) == [("warning", "exchange.unknown_skill")]
    assert read(folder).officers.officer(0).skills == frozenset({"falconry", "training"})


def test_a_reference_folder_beside_the_tables_adds_a_skill(tmp_path: Path) -> None:
    tables = sound_tables()
    put(tables, "officers", 2, "skills", "falconry")
    folder = csv_folder(tmp_path, tables)
    (folder / "reference").mkdir()
    (folder / "reference" / "skills.csv").write_text("code,kind,name_en,source\nfalconry,profile,Falconry,Desk note 7\n", "utf-8")

    reading = read_folder_or_raise(folder)

    assert reading.problems == ()
    assert reading.reference.skills["falconry"].source == "Desk note 7"
    assert "reference/skills.csv" in reading.snapshot.digests


def test_a_reference_folder_works_beside_a_workbook_too(tmp_path: Path) -> None:
    tables = sound_tables()
    put(tables, "officers", 2, "country", "XKX")
    book = workbook_beside_policy(tmp_path, tables)
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "countries.csv").write_text("iso3,source\nXKX,Desk note 8\n", "utf-8")

    assert codes_of(book) == []


def test_a_table_under_a_wrong_name_is_reported_and_other_files_are_nobodys_business(tmp_path: Path) -> None:
    folder = sound_folder(tmp_path)
    (folder / "README.md").write_text("Read me.", "utf-8")
    (folder / "waiver.csv").write_text("officer_id\n", "utf-8")

    assert [(p.code, p.file, p.data["near"]) for p in read_folder(folder).problems] == [
        ("exchange.unknown_file", "waiver.csv", "waivers.csv")
    ]


def test_optional_tables_and_the_policy_may_be_missing(tmp_path: Path) -> None:
    folder = sound_folder(tmp_path)
    for path in folder.iterdir():
        if path.stem not in {"missions", "posts", "officers"}:
            path.unlink()

    snapshot = read(folder)

    assert (snapshot.deployments, snapshot.decisions, snapshot.commitments) == ((), (), ())
    assert snapshot.policy.national_cap == Decimal("0.20")


def test_tables_with_a_header_only_are_empty(tmp_path: Path) -> None:
    tables = {name: rows[:1] for name, rows in sound_tables().items()}

    snapshot = read(csv_folder(tmp_path, tables))

    assert (snapshot.missions, snapshot.posts, len(snapshot.officers), snapshot.waivers) == ((), (), 0, ())


def test_a_key_that_bears_the_apostrophe_of_our_own_files_is_read_without_it(tmp_path: Path) -> None:
    tables = sound_tables()
    add_row(tables, "deployments", officer_id="'=S3", mission="ALPHA", category="IPO")

    assert [d.officer_id for d in read(csv_folder(tmp_path, tables)).deployments] == ["=S3", "S1", "S2"]


def test_problems_are_plain_values(tmp_path: Path) -> None:
    tables = sound_tables()
    put(tables, "posts", 2, "category", "IPOs")
    problems = read_folder(csv_folder(tmp_path, tables)).problems

    assert json.loads(json.dumps([dict(problem.data) for problem in problems])) == [
        {"choices": ["IPO", "SPT", "P_POST_FIELD", "P_POST_HQ"], "proposal": "IPO"}
    ]
