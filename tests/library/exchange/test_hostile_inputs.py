"""Whatever the bytes are, reading lists what is wrong and raises nothing."""

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.malformed.inputs import SOUND, Tables, csv_folder, sound_folder, sound_tables, workbook_beside_policy
from releve.exchange import TABLES, read_folder
from releve.exchange.raw import MOST_PROBLEMS

FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
SCRAPS = (
    ",",
    ";",
    '"',
    "'",
    "\n",
    "\r",
    "\t",
    "#",
    ":",
    "\ufeff",
    "\0",
    "\ud800",
    "٣",
    "é",
    "fr:B2",
    "2026-03-01",
    "MAR",
    "P1",
    "yes",
    "1" * 30,
)
cells = st.lists(st.sampled_from([*SCRAPS, " "]) | st.characters(), max_size=6).map("".join)
printable = cells.map(
    lambda text: "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs"} and c not in "\ufffe\uffff")
)
places = st.sampled_from([(form.name, column.name) for form in TABLES.values() for column in form.columns])


def scribbled(changes: list[tuple[tuple[str, str], int, str]]) -> Tables:
    tables = sound_tables()
    for (table, column), row, text in changes:
        header = SOUND_HEADERS[table]
        if column in header:
            tables[table][min(row, len(tables[table]) - 1)][header.index(column)] = text
    return tables


SOUND_HEADERS = {name: rows[0] for name, rows in sound_tables().items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_folder(tmp_path)


@FEW
@given(content=st.binary(max_size=300) | cells.map(lambda text: text.encode("utf-8", "surrogatepass")))
@pytest.mark.parametrize("file", ["posts.csv", "policy.toml", "reference/skills.csv"])
def test_any_bytes_in_the_place_of_a_file_are_read_or_refused(file: str, content: bytes, folder: Path) -> None:
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)

    reading = read_folder(folder)

    assert (reading.snapshot is None) == any(problem.is_error for problem in reading.problems)


@settings(FEW, max_examples=30)
@given(changes=st.lists(st.tuples(places, st.integers(1, 3), printable), min_size=1, max_size=6))
def test_any_texts_in_cells_are_read_or_refused_alike_in_both_kinds_of_files(
    changes: list[tuple[tuple[str, str], int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("scribbled")
    tables = scribbled([(place, row, text.strip()) for place, row, text in changes])

    readings = [read_folder(csv_folder(home, tables)), read_folder(workbook_beside_policy(home, tables))]

    listed = [
        sorted((p.code, p.sheet or (p.file or "").removesuffix(".csv"), p.row or 0, p.column or "") for p in reading.problems)
        for reading in readings
    ]
    assert listed[0] == listed[1]


@FEW
@given(at=st.integers(min_value=0), scrap=st.binary(min_size=1, max_size=12), part=st.integers(min_value=0))
def test_a_workbook_damaged_anywhere_is_read_or_refused(at: int, scrap: bytes, part: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = workbook_beside_policy(tmp_path_factory.mktemp("damaged"), sound_tables())
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for i, entry in enumerate(old.infolist()):
            body = old.read(entry)
            if i == part % len(old.infolist()):
                cut = at % len(body)
                body = body[:cut] + scrap + body[cut + len(scrap) :]
            new.writestr(entry.filename, body)
    path.write_bytes(out.getvalue())

    reading = read_folder(path)

    assert (reading.snapshot is None) == any(problem.is_error for problem in reading.problems)


def test_more_problems_than_anybody_reads_are_counted_and_still_refuse(folder: Path) -> None:
    rows = "".join(f"O{i},XYZ\n" for i in range(MOST_PROBLEMS + 5))
    (folder / "officers.csv").write_text(f"officer_id,country\n{rows}", "utf-8")

    reading = read_folder(folder)

    assert len(reading.problems) == MOST_PROBLEMS + 1
    assert reading.problems[-1].code == "exchange.too_many_problems"
    assert reading.problems[-1].data == {"not_listed": 5}
    assert reading.snapshot is None


def test_a_link_to_a_table_elsewhere_is_followed(folder: Path) -> None:
    (folder / "posts.csv").unlink()
    (folder / "posts.csv").symlink_to(SOUND / "posts.csv")

    assert read_folder(folder).problems == ()
