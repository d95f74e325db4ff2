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
from cases.malformed.inputs import Case, Tables, sound_folder
from cases.malformed.rows import ROWS
from cases.tables import parquet_folder, text_parquet_folder
from library.exchange.readings import as_values
from releve.exchange import Reading, csv_columns, read_folder

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "marrakech-2025"
CSV_CASES = tuple(case for case in (*CELLS, *ROWS, *FILES) if not case.workbook and "large" not in case.name and "MB" not in case.name)
TABLE_CASES = tuple(case for case in (*CELLS, *ROWS) if not case.workbook)
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


@pytest.mark.parametrize("case", TABLE_CASES, ids=lambda case: case.name.replace(" ", "-"))
@pytest.mark.parametrize("write", [text_parquet_folder, parquet_folder], ids=["texts", "typed"])
def test_a_malformed_table_has_the_same_problems_as_parquet(write: Callable[[Path, Tables], Path], case: Case, tmp_path: Path) -> None:
    folder = case.make(tmp_path)
    tables = tables_in(folder)
    if tables is None:
        pytest.skip("these rows are no columns")
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
