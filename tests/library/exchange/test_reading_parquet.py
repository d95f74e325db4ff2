"""Tables of Parquet: what types of cells are read as, what is refused, and where."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.malformed.inputs import SOUND, sound_folder
from cases.tables import parquet_folder, sound_tables
from library.exchange.readings import as_values
from releve.exchange import Reading, parquet_files, read_folder, read_folder_or_raise
from releve.model import Education, Level, Officer

Listed = tuple[str, str | None, int | None, str | None, str | None]
ZONE = pa.timestamp("us", tz="Africa/Casablanca")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a sound folder without what refers to its officers."""
    folder = sound_folder(tmp_path)
    for name in ("officers", "deployments", "previous", "decisions", "waivers", "nominations"):
        (folder / f"{name}.csv").unlink()
    return folder


def with_officers(folder: Path, columns: Mapping[str, Any], **options: Any) -> Reading:  # noqa: ANN401 - arrays and options of pyarrow
    n = len(next(iter(columns.values())))
    keys = {"officer_id": [f"O{i:02}" for i in range(1, n + 1)]}
    pq.write_table(pa.table({**keys, **columns}), folder / "officers.parquet", **options)
    return read_folder(folder)


def listed(reading: Reading) -> list[Listed]:
    return [(p.code, p.file, p.row, p.column, p.value) for p in reading.problems]


def officers(reading: Reading) -> list[Officer]:
    assert reading.problems == ()
    assert reading.snapshot is not None
    return [reading.snapshot.officers.officer(i) for i in range(len(reading.snapshot.officers))]


def test_a_folder_of_parquet_says_the_same_as_one_of_csv(tmp_path: Path) -> None:
    folder = parquet_folder(tmp_path, sound_tables())

    snapshot = read_folder_or_raise(folder).snapshot

    assert as_values(snapshot) == as_values(read_folder_or_raise(SOUND).snapshot)
    assert snapshot.digests["officers.parquet"] == hashlib.sha256((folder / "officers.parquet").read_bytes()).hexdigest()
    assert sorted(snapshot.digests) == sorted(["policy.toml", *(path.name for path in folder.glob("*.parquet"))])


def test_a_folder_may_hold_both_kinds_of_files_for_different_tables(tmp_path: Path) -> None:
    folder = parquet_folder(tmp_path, {"officers": sound_tables()["officers"]})
    for path in SOUND.glob("*.csv"):
        if path.stem != "officers":
            (folder / path.name).write_bytes(path.read_bytes())

    assert as_values(read_folder_or_raise(folder).snapshot) == as_values(read_folder_or_raise(SOUND).snapshot)


def test_a_table_in_two_files_is_refused_and_not_called_missing(tmp_path: Path) -> None:
    folder = parquet_folder(tmp_path, sound_tables())
    (folder / "posts.csv").write_bytes((SOUND / "posts.csv").read_bytes())

    reading = read_folder(folder)

    assert listed(reading) == [("exchange.two_files", "posts.csv", None, None, None)]
    assert reading.problems[0].data == {"other": "posts.parquet"}


def test_typed_cells_are_read_as_what_they_are(folder: Path) -> None:
    columns = {
        "birth_date": pa.array([date(1990, 1, 2), None], pa.date32()),
        "service_since": pa.array([datetime(2012, 5, 1, tzinfo=None), None], pa.timestamp("ns")),  # noqa: DTZ001 - a column without a zone
        "passport_expires_on": pa.array([date(2030, 1, 2), None], pa.date64()),
        "rank": pa.array([4, None], pa.uint8()),
        "un_missions": pa.array([2.0, None], pa.float64()),
        "assessment_score": pa.array([Decimal(70), None], pa.decimal128(5, 0)),
        "driving_passed": pa.array([True, None]),
        "firearms_passed": pa.array([False, None]),
        "education": pa.array(["master", None]).dictionary_encode(),
        "country": pa.array(["MAR", None], pa.large_string()),
        "languages": pa.array([["fr:C1", "ar:C2"], None], pa.list_(pa.string())),
        "skills": pa.array([["investigations", "traffic"], []], pa.large_list(pa.string())),
        "ams_languages": pa.array([["fr"], None], pa.list_(pa.dictionary(pa.int8(), pa.string()))),
        "retired_on": pa.nulls(2),
    }

    first, second = officers(with_officers(folder, columns))

    assert (first.birth_date, first.service_since, first.passport_expires_on) == (date(1990, 1, 2), date(2012, 5, 1), date(2030, 1, 2))
    assert (first.rank, first.un_missions, first.assessment_score) == (4, 2, 70)
    assert (first.driving_passed, first.firearms_passed, first.education) == (True, False, Education.MASTER)
    assert (first.country, first.languages) == ("MAR", {"fr": Level.C1, "ar": Level.C2})
    assert (first.skills, first.ams_languages) == ({"investigations", "traffic"}, {"fr"})
    assert second == Officer(officer_id="O02")


@pytest.mark.parametrize(
    ("column", "array", "code", "value"),
    [
        ("birth_date", pa.array([None, 2_932_897], pa.int32()).cast(pa.date32()), "not_a_date", "10000-01-01"),
        ("birth_date", pa.array([None, date(1700, 1, 1)]), "date_out_of_range", "1700-01-01"),
        ("birth_date", pa.array([None, datetime(1990, 1, 2, 3, 4)], pa.timestamp("s")), "date_proposal", "1990-01-02 03:04:00.000"),  # noqa: DTZ001
        ("birth_date", pa.array([None, datetime(1990, 1, 2, tzinfo=timezone.utc)], ZONE), "date_proposal", "1990-01-02 00:00:00.000000Z"),  # noqa: UP017
        ("birth_date", pa.array([None, 32_874], pa.int64()), "date_proposal", "32874"),
        ("rank", pa.array([1, 9], pa.int64()), "out_of_range", "9"),
        ("rank", pa.array([1, 2.5], pa.float64()), "not_an_integer", "2.5"),
        ("rank", pa.array([None, float("nan")], pa.float32()), "not_an_integer", "nan"),
        ("rank", pa.array([None, True]), "not_an_integer", "yes"),
        ("driving_passed", pa.array([None, 1], pa.int8()), "not_yes_no", "1"),
        ("gender", pa.array(["F", "f"]).dictionary_encode(), "unknown_choice", "f"),
        ("languages", pa.array([["fr:B2"], ["fr:B2", None]], pa.list_(pa.string())), "empty_item", "fr:B2;"),
        ("skills", pa.array([["traffic"], ["traffic", "traffic"]], pa.list_(pa.string())), "named_twice", "traffic;traffic"),
    ],
)
def test_a_typed_cell_that_is_wrong_is_named_as_in_csv(column: str, array: pa.Array, code: str, value: str, folder: Path) -> None:
    reading = with_officers(folder, {column: array})

    assert listed(reading) == [(f"exchange.{code}", "officers.parquet", 3, column, value)]


@pytest.mark.parametrize(
    "array",
    [
        pa.array([b"MAR"], pa.binary()),
        pa.array([{"code": "MAR"}], pa.struct({"code": pa.string()})),
        pa.array([[1, 2]], pa.list_(pa.int64())),
        pa.array([[("fr", "B2")]], pa.map_(pa.string(), pa.string())),
        pa.array([[["fr"]]], pa.list_(pa.list_(pa.string()))),
        pa.array([5], pa.duration("s")),
    ],
    ids=lambda array: str(array.type)[:12],
)
def test_a_column_of_a_type_that_holds_no_cells_is_refused(array: pa.Array, folder: Path) -> None:
    (problem,) = with_officers(folder, {"skills": array}).problems

    assert (problem.code, problem.file, problem.row, problem.column) == ("exchange.column_type", "officers.parquet", 1, "skills")


def test_unknown_columns_are_kept_and_reported(folder: Path) -> None:
    reading = with_officers(folder, {"battalion": ["4th", None]})

    assert listed(reading) == [("exchange.unknown_column", "officers.parquet", 1, "battalion", "battalion")]
    assert reading.snapshot is not None
    assert dict(reading.snapshot.extra_columns["officers"]) == {"battalion": ("4th", "")}


def test_a_column_twice_and_one_without_a_name_are_refused(folder: Path) -> None:
    cells = pa.array(["O1"])

    for names, codes in (
        (["officer_id", "officer_id"], ["exchange.duplicate_column"]),
        (["officer_id", " "], ["exchange.blank_column_name"]),
        (["officer_id", "", "country"], ["exchange.blank_column_name"]),
        (["", ""], ["exchange.no_header"]),
    ):
        pq.write_table(pa.Table.from_arrays([cells] * len(names), names), folder / "officers.parquet")
        assert [problem.code for problem in read_folder(folder).problems] == codes


def test_blank_rows_and_keys_given_twice_are_counted_from_the_header(folder: Path) -> None:
    table = pa.table({"officer_id": ["O1", None, "O2", "O1", None], "country": ["MAR", "", "MAR", "SEN", ""]})
    pq.write_table(table, folder / "officers.parquet", row_group_size=2)

    assert listed(read_folder(folder)) == [
        ("exchange.blank_row", "officers.parquet", 3, None, None),
        ("exchange.duplicate_key", "officers.parquet", 5, "officer_id", "O1"),
    ]


def test_a_cell_that_is_no_utf_8_is_named(folder: Path) -> None:
    bad = pa.Array.from_buffers(pa.string(), 2, pa.array([b"MAR", b"M\xff"], pa.binary()).buffers())

    assert listed(with_officers(folder, {"country": bad})) == [("exchange.wrong_encoding", "officers.parquet", 3, "country", None)]


@pytest.mark.parametrize(
    "options",
    [
        {"row_group_size": 3},
        {"compression": "none", "use_dictionary": False},
        {"data_page_version": "2.0", "compression": "gzip"},
        {"version": "1.0", "store_schema": False},
    ],
    ids=str,
)
def test_every_way_of_writing_the_same_cells_reads_the_same(options: dict[str, Any], folder: Path) -> None:
    columns = {"country": ["MAR", "SEN", None, "MAR", "GHA"] * 3, "skills": ["traffic;command", "", None, "traffic", "command"] * 3}
    plain = with_officers(folder, columns)

    assert [officer.country for officer in officers(with_officers(folder, columns, **options))] == columns["country"]
    assert as_values(with_officers(folder, columns, **options).snapshot) == as_values(plain.snapshot)


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"PAR1PAR1", b"officer_id\nO1\n", b"PAR1" + bytes(200) + b"PAR1", b"PARE" + bytes(64) + b"PARE"]
)
def test_what_is_no_parquet_is_refused(content: bytes, folder: Path) -> None:
    (folder / "officers.parquet").write_bytes(content)

    assert listed(read_folder(folder)) == [("exchange.not_a_parquet", "officers.parquet", None, None, None)]


@pytest.mark.parametrize("encoding", ["DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY"])
def test_texts_that_cannot_be_read_as_dictionaries_are_refused(encoding: str, folder: Path) -> None:
    reading = with_officers(folder, {"country": ["MAR"]}, use_dictionary=False, column_encoding={"country": encoding})

    assert listed(reading) == [("exchange.not_a_parquet", "officers.parquet", None, None, None)]


def test_a_file_that_unpacks_to_too_much_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {"country": ["MAR"] * 50, "skills": [["traffic"]] * 50}

    for name, most, code in (
        ("MOST_ROWS", 49, "exchange.too_many_rows"),
        ("MOST_CELLS", 149, "exchange.too_many_rows"),
        ("MOST_UNPACKED_BYTES", 50, "exchange.too_large"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(parquet_files, name, most)
            assert [problem.code for problem in with_officers(folder, columns).problems] == [code]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(min_value=0), scrap=st.binary(min_size=1, max_size=12), cut=st.integers(min_value=0, max_value=40))
@pytest.mark.parametrize("checked", [True, False], ids=["checksums", "no checksums"])
def test_a_file_damaged_anywhere_is_read_or_refused(checked: bool, at: int, scrap: bytes, cut: int, folder: Path) -> None:  # noqa: FBT001
    path = folder / "officers.parquet"
    columns = {"country": ["MAR", "SEN", None] * 5, "rank": [1, 2, None] * 5, "skills": [["traffic"], None, ["command"]] * 5}
    with_officers(folder, columns, write_page_checksum=checked)
    content = path.read_bytes()
    place = at % len(content)
    path.write_bytes((content[:place] + scrap + content[place + len(scrap) :])[: len(content) - cut])

    reading = read_folder(folder)

    assert (reading.snapshot is None) == any(problem.is_error for problem in reading.problems)
