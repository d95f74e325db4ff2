"""A table says the same, and the same is wrong with it, whatever kind of file it comes in and whichever reader takes it."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.malformed.cells import CELLS
from cases.malformed.files import FILES
from cases.malformed.inputs import Case, Tables, csv_folder, sound_folder
from cases.malformed.rows import ROWS
from cases.tables import parquet_folder, text_parquet_folder
from library.exchange.readings import as_values
from releve.exchange import TABLES, Reading, csv_columns, read_folder
from releve.exchange.lists import MANY_TEXTS

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "marrakech-2025"
CSV_CASES = tuple(case for case in (*CELLS, *ROWS, *FILES) if not case.workbook and "large" not in case.name and "MB" not in case.name)
TABLE_CASES = tuple(case for case in (*CELLS, *ROWS) if not case.workbook)
NO_COLUMNS = frozenset({"a column twice (csv)", "a table without a header (csv)", "cells beyond the header (csv)"})
"""Cases whose rows are longer or shorter than their header, or whose header says a name twice: no columns, so no Parquet file."""
FOR_EVERY_FILE = 0
FOR_NO_FILE = sys.maxsize
SCRAPS = (",", '"', '""', "\n", "\r\n", "\r", " ", "\n\n", ",,,", "#", "\ufeff", "\u3000", "\x1c", "é", "'", "O1", "MAR,F", 'a"b')
WHOLE_CELLS = (
    "",
    " ",
    "O1",
    "MAR",
    " MAR",
    "fr:B2",
    "fr:B2;en:C1",
    "fr;fr",
    "É",
    "'=1",
    '"a,b"',
    '"a\nb"',
    '"a""b"',
    '""',
    '"MAR"',
    "\u3000",
)
HEADERS = ("officer_id,country,languages", "\ufeffofficer_id,languages,remark", '"officer_id",x,y', "officer_id,country,", "officer_id")
rows = st.tuples(st.integers(1, 99), st.sampled_from(WHOLE_CELLS), st.sampled_from(WHOLE_CELLS)).map(
    lambda cells: "O{},{},{}".format(*cells)
)
lines = st.lists(rows, max_size=9) | st.lists(rows | st.lists(st.sampled_from(SCRAPS), max_size=4).map("".join), max_size=6)


def said(reading: Reading, *, file_suffix: str) -> object:
    """Return everything that a reading says, as of CSV files."""
    listed = [
        (p.severity, p.code, (p.file or "").replace(file_suffix, ".csv"), p.row, p.column, p.value, dict(p.data)) for p in reading.problems
    ]
    if reading.snapshot is None:
        return listed
    snapshot = reading.snapshot
    extra = {table: dict(columns) for table, columns in snapshot.extra_columns.items()}
    return listed, as_values(snapshot), extra, snapshot.previous, snapshot.decisions, snapshot.waivers


def tables_in(folder: Path) -> Tables | None:
    """Return the tables of a folder of CSV files; None where they cannot be columns of different names and of the same length."""
    tables = {path.stem: list(csv.reader(path.read_text("utf-8").splitlines(keepends=True))) for path in folder.glob("*.csv")}
    are_columns = all(rows and len(set(rows[0])) == len(rows[0]) and {*map(len, rows)} == {len(rows[0])} for rows in tables.values())
    return tables if are_columns else None


def as_csv(folder: Path) -> object:
    return said(read_folder(folder), file_suffix=".csv")


def as_parquet(folder: Path) -> object:
    return said(read_folder(folder), file_suffix=".parquet")


@pytest.mark.parametrize("case", CSV_CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_both_readers_of_csv_say_the_same_of_malformed_inputs(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = case.make(tmp_path)

    monkeypatch.setattr(csv_columns, "SMALL_BYTES", FOR_NO_FILE)
    by_rows = as_csv(folder)
    monkeypatch.setattr(csv_columns, "SMALL_BYTES", FOR_EVERY_FILE)
    by_columns = as_csv(folder)

    assert by_columns == by_rows


def test_only_rows_of_unlike_length_and_doubled_names_cannot_be_columns(tmp_path: Path) -> None:
    cannot = set()
    for number, case in enumerate(TABLE_CASES):
        place = tmp_path / str(number)
        place.mkdir()
        if tables_in(case.make(place)) is None:
            cannot.add(case.name)

    assert cannot == NO_COLUMNS


@pytest.mark.parametrize(
    "case", [case for case in TABLE_CASES if case.name not in NO_COLUMNS], ids=lambda case: case.name.replace(" ", "-")
)
@pytest.mark.parametrize("write", [pytest.param(text_parquet_folder, marks=pytest.mark.soak), parquet_folder], ids=["texts", "typed"])
def test_a_malformed_table_has_the_same_problems_as_parquet(write: Callable[[Path, Tables], Path], case: Case, tmp_path: Path) -> None:
    folder = case.make(tmp_path)
    tables = tables_in(folder)
    assert tables is not None
    (tmp_path / "parquet").mkdir()

    written = write(tmp_path / "parquet", tables)

    assert as_parquet(written) == as_csv(folder)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    lines=lines,
    head=st.sampled_from(HEADERS),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    tail=st.sampled_from(["", "\n", "\r\n\n", ' "', "\u3000"]),
)
def test_both_readers_of_csv_say_the_same_whatever_the_bytes(
    lines: list[str], head: str, line_end: str, tail: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = sound_folder(tmp_path_factory.mktemp("scribbled"))
    for path in folder.glob("*.csv"):
        if path.stem not in ("missions", "posts"):
            path.unlink()
    (folder / "officers.csv").write_bytes((line_end.join([head, *lines]) + tail).encode())

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(csv_columns, "SMALL_BYTES", FOR_NO_FILE)
        by_rows = as_csv(folder)
        patched.setattr(csv_columns, "SMALL_BYTES", FOR_EVERY_FILE)
        by_columns = as_csv(folder)

    assert by_columns == by_rows


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('officer_id,remark\nO1,"a, b"\nO2,"a\nb"\nO3,"say ""yes"""\nO4,""\n', id="quotation marks around cells"),
        pytest.param("\ufeffofficer_id,remark\r\nO1,é\r\n\r\n", id="mark of UTF-8 and line ends of Windows"),
        pytest.param("officer_id,remark,\nO1,x,\n", id="a comma at the end of each line"),
    ],
)
def test_files_that_every_reader_reads_alike_are_split_by_columns(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_columns, "SMALL_BYTES", FOR_EVERY_FILE)

    assert csv_columns.read_columns(TABLES["officers"], content.encode()) is not None


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('officer_id,remark\nO1,a "b"\n', id="a quotation mark inside a cell"),
        pytest.param('officer_id,remark\nO1,"a"b\n', id="text after a closing quotation mark"),
        pytest.param('officer_id,remark\nO1,"a\n', id="a quotation mark that is not closed"),
        pytest.param("officer_id,remark\nO1\n", id="a cell too few"),
        pytest.param("officer_id,remark\nO1,a,b\n", id="a cell too many"),
        pytest.param("officer_id,remark,\nO1,a,b\n", id="a cell under no name"),
        pytest.param("officer_id,remark\nO1,a\n\nO2,b\n", id="a blank line"),
        pytest.param("officer_id,remark\rO1,a\r", id="line ends of old Macs"),
        pytest.param(f"officer_id,remark\nO1,{'a' * 200_000}\n", id="a cell of 200,000 letters"),
        pytest.param("remark,country\nx,MAR\n", id="a header that cannot be used"),
    ],
)
def test_files_open_to_question_are_left_to_the_strict_reader(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_columns, "SMALL_BYTES", FOR_EVERY_FILE)

    assert csv_columns.read_columns(TABLES["officers"], content.encode()) is None


def test_a_register_of_20_000_officers_reads_the_same_from_every_kind_of_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {path.stem: list(csv.reader(path.read_text("utf-8").splitlines())) for path in EXAMPLE.glob("*.csv")}
    header, *rows = tables["officers"]
    # In another order than that of their keys, and more different texts than are split one by one.
    many = [[f"{row[0]}-{k}", *row[1:]] for k in range(4) for row in reversed(rows)]
    tags = header.index("nominated_for")
    for i, row in enumerate(many):
        row[tags] = f"{row[tags]};P{i}".strip(";")
    posts_header, *posts = tables["posts"]
    tables = {
        "missions": tables["missions"],
        "officers": [header, *many],
        "posts": [posts_header, *posts, *([f"P{i}", *posts[0][1:]] for i in range(len(many)))],
    }
    (tmp_path / "parquet").mkdir()
    folder = csv_folder(tmp_path, tables)

    monkeypatch.setattr(csv_columns, "SMALL_BYTES", FOR_NO_FILE)
    by_rows = read_folder(folder)
    monkeypatch.undo()
    others = [read_folder(folder), read_folder(parquet_folder(tmp_path / "parquet", tables))]

    assert by_rows.snapshot is not None
    assert len(by_rows.snapshot.officers) == len(many) > MANY_TEXTS
    assert [said(other, file_suffix=".parquet") for other in others] == [said(by_rows, file_suffix=".csv")] * 2
