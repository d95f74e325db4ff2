"""Tables of texts in other kinds of files: Parquet, cells as texts or typed."""

from collections.abc import Sequence
from pathlib import Path
from shutil import copytree

import numpy as np

from cases.malformed.inputs import SOUND, Tables, sound_tables
from releve.exchange.cell_columns import CellColumn
from releve.exchange.columns import TABLES
from releve.exchange.parquet_writer import parquet_bytes, parquet_table_bytes

__all__ = ["Tables", "columns_of", "parquet_folder", "sound_tables", "text_parquet_folder"]


def columns_of(rows: Sequence[Sequence[str]]) -> dict[str, CellColumn]:
    """Return rows of cells, the header first, as columns ready to be written."""
    header, *records = rows
    return {
        name: CellColumn(texts=[row[i] for row in records], numbers=np.arange(len(records), dtype=np.int32))
        for i, name in enumerate(header)
    }


def parquet_folder(home: Path, tables: Tables) -> Path:
    """Write a folder of Parquet tables, typed where all their cells are of the type."""
    return _folder(home, {name: parquet_table_bytes(TABLES[name], columns_of(rows)) for name, rows in tables.items()})


def text_parquet_folder(home: Path, tables: Tables) -> Path:
    """Write a folder of Parquet tables whose cells are texts, exactly as those of CSV files."""
    return _folder(
        home,
        {
            name: parquet_bytes({column: np.array([row[i] for row in rows[1:]], object) for i, column in enumerate(rows[0])})
            for name, rows in tables.items()
        },
    )


def _folder(home: Path, contents: dict[str, bytes]) -> Path:
    folder = Path(copytree(SOUND, home / "desk"))
    for path in folder.glob("*.csv"):
        path.unlink()
    for name, content in contents.items():
        (folder / f"{name}.parquet").write_bytes(content)
    return folder
