"""Tables written as Parquet: the same bytes for the same cells, and the same tables when they are read back."""

import io
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cases.malformed.inputs import SOUND
from cases.tables import columns_of, parquet_folder, sound_tables
from releve.exchange.columns import TABLES
from releve.exchange.parquet_writer import parquet_bytes, parquet_table_bytes


def read_back(content: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(content))


def test_columns_keep_their_types_and_their_order() -> None:
    columns = {
        "level": np.array(["kept", "fit", None], object),
        "leaf": np.array([0, 1, 2], np.int32),
        "price": np.array([2**62, 0, -1], np.int64),
        "day": np.array(["2026-03-01", "NaT", "1900-01-01"], "datetime64[D]"),
    }

    table = read_back(parquet_bytes(columns))

    assert [(field.name, str(field.type)) for field in table.schema] == [
        ("level", "string"),
        ("leaf", "int32"),
        ("price", "int64"),
        ("day", "date32[day]"),
    ]
    assert table.to_pydict() == {
        "level": ["kept", "fit", None],
        "leaf": [0, 1, 2],
        "price": [2**62, 0, -1],
        "day": [date(2026, 3, 1), None, date(1900, 1, 1)],
    }


def test_no_rows_are_a_table_too() -> None:
    table = read_back(parquet_bytes({"key": np.array([], object), "price": np.array([], np.int64)}))

    assert (table.num_rows, [str(field.type) for field in table.schema]) == (0, ["string", "int64"])


def test_days_whole_numbers_and_flags_of_a_table_are_typed() -> None:
    table = read_back(parquet_table_bytes(TABLES["posts"], columns_of(sound_tables()["posts"])))

    types = {field.name: str(field.type) for field in table.schema}
    assert {name: types[name] for name in ("post_id", "seats", "armed", "starts_on", "languages_required")} == {
        "post_id": "string",
        "seats": "int32",
        "armed": "bool",
        "starts_on": "date32[day]",
        "languages_required": "string",
    }


@pytest.mark.parametrize("text", ["2026-02-30", "1/3/2026", "2026-3-1"])
def test_a_column_with_a_text_that_is_no_day_stays_text(text: str) -> None:
    rows = [["officer_id", "birth_date"], ["O1", "1990-01-01"], ["O2", text], ["O3", ""]]

    table = read_back(parquet_table_bytes(TABLES["officers"], columns_of(rows)))

    assert table.to_pydict()["birth_date"] == ["1990-01-01", text, None]


@pytest.mark.parametrize("text", ["+3", "03", "3.0", "99999999999"])
def test_a_column_with_a_number_that_is_written_otherwise_stays_text(text: str) -> None:
    table = read_back(parquet_table_bytes(TABLES["officers"], columns_of([["officer_id", "rank"], ["O1", "3"], ["O2", text]])))

    assert table.to_pydict()["rank"] == ["3", text]


def test_the_same_cells_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    one, other = (parquet_folder(tmp_path / name, sound_tables()) for name in ("a", "b"))

    files = sorted(path.name for path in one.glob("*.parquet"))
    assert files == sorted(f"{path.stem}.parquet" for path in SOUND.glob("*.csv"))
    assert [(one / name).read_bytes() for name in files] == [(other / name).read_bytes() for name in files]
