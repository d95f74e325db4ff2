"""Parquet files in: the same tables as the CSV files, cells as strings or typed; every fault names row and column as those of CSV."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from releve.exchange.arrow_columns import ColumnTypeError, cells_of
from releve.exchange.cell_columns import CellColumn
from releve.exchange.codes import ExchangeCode
from releve.exchange.column_tables import FIRST_ROW, build_from_columns
from releve.exchange.columns import Kind, TableForm
from releve.exchange.plain_texts import load_pyarrow, release_memory
from releve.exchange.raw import MOST_ROWS, ProblemList, RawTable
from releve.exchange.records import read_header

MIB: Final = 1024 * 1024
MOST_UNPACKED_BYTES: Final = 2048 * MIB
"""Most bytes that a file may say it unpacks to."""
MOST_CELLS: Final = 250_000_000
"""Most cells of one file; each takes four bytes while it is read, however few the file needs for it."""
LONGEST_METADATA: Final = 64 * MIB


def read_parquet_table(form: TableForm, content: bytes, problems: ProblemList, *, file: str) -> RawTable | None:
    """Return one table of a Parquet file, or None where it cannot be read at all; problems say why."""
    pa = load_pyarrow()
    try:
        return _read(form, content, problems, file=file)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as failure:
        problems.add(ExchangeCode.NOT_A_PARQUET, file=file, data={"detail": type(failure).__name__})
        return None


def _read(form: TableForm, content: bytes, problems: ProblemList, *, file: str) -> RawTable | None:
    pa = load_pyarrow()
    limits = {"thrift_string_size_limit": LONGEST_METADATA, "thrift_container_size_limit": 10_000_000}
    metadata = pa.parquet.ParquetFile(pa.BufferReader(content), **limits).metadata
    names = metadata.schema.to_arrow_schema().names
    if not any(name.strip() for name in names):
        problems.add(ExchangeCode.NO_HEADER, file=file, row=1)
        return None
    header = read_header(form, (1, names), problems, file=file, sheet=None)
    if header is not None and len(header) < len(names):
        # In CSV files a comma too many at the end of each line; here somebody left a column without a name.
        problems.add(ExchangeCode.BLANK_COLUMN_NAME, file=file, row=1)
        return None
    if header is None or not _is_within_limits(metadata, len(names), problems, file=file):
        return None
    # As dictionaries: a text that a small file repeats a million times must not be unpacked a million times.
    leaves = [metadata.schema.column(i) for i in range(metadata.num_columns)]
    coded = [leaf.path for leaf in leaves if leaf.physical_type == "BYTE_ARRAY"]
    source = pa.parquet.ParquetFile(pa.BufferReader(content), read_dictionary=coded, page_checksum_verification=True, **limits)
    columns = []
    for i, name in enumerate(names):
        # One by one, for a column takes several times as much memory while it is read.
        read = source.read(columns=[name])
        if read.num_columns != 1 or read.num_rows != metadata.num_rows:
            raise ValueError(name)
        columns.append(_cells(form, header[i], read.column(0), problems, file=file))
    release_memory()
    found = [column for column in columns if column is not None]
    return build_from_columns(form, header, found, problems, file=file, most_rows=MOST_ROWS) if len(found) == len(header) else None


# Any, here and below: pyarrow ships no annotations.
def _is_within_limits(metadata: Any, n_columns: int, problems: ProblemList, *, file: str) -> bool:  # noqa: ANN401
    """Return whether the file says it is no larger than what is read; report what it has too much of."""
    # Nothing of single columns is asked here: of some damaged files the very question ends the process, in pyarrow 26.
    if sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups)) > MOST_UNPACKED_BYTES:
        problems.add(ExchangeCode.TOO_LARGE, file=file, data={"most_mib": MOST_UNPACKED_BYTES // MIB})
        return False
    most = min(MOST_ROWS, MOST_CELLS // n_columns)
    if metadata.num_rows > most:
        problems.add(ExchangeCode.TOO_MANY_ROWS, file=file, row=most + FIRST_ROW, data={"most": most})
        return False
    return True


def _cells(form: TableForm, name: str, array: Any, problems: ProblemList, *, file: str) -> CellColumn | None:  # noqa: ANN401
    kind = next((column.kind for column in form.columns if column.name == name), Kind.TEXT)
    try:
        # What follows takes positions and lengths for what they say.
        array.validate(full=True)
        return cells_of(array, kind)
    except ColumnTypeError as failure:
        problems.add(ExchangeCode.COLUMN_TYPE, file=file, row=1, column=name, data={"type": str(failure)})
    except load_pyarrow().ArrowInvalid:
        found = _first_undecodable(array)
        if found is None:
            raise
        row, byte = found
        problems.add(ExchangeCode.WRONG_ENCODING, file=file, row=row, column=name, data={"byte": byte})
    return None


def _first_undecodable(array: Any) -> tuple[int, int] | None:  # noqa: ANN401
    """Return row of the first cell that is not UTF-8, and its first wrong byte; None where something else is wrong with the column."""
    pa = load_pyarrow()
    first = FIRST_ROW
    for chunk in array.chunks if pa.types.is_dictionary(array.type) else ():
        wrong = [_wrong_byte(text or b"") for text in chunk.dictionary.cast(pa.large_binary()).to_pylist()]
        indices = np.asarray(chunk.indices.fill_null(0))
        if len(indices) and not 0 <= indices.min() <= indices.max() < len(wrong):
            return None
        at = np.flatnonzero(np.asarray(chunk.indices.is_valid()) & (np.array(wrong, np.int64)[indices] >= 0))
        if len(at):
            return first + int(at[0]), wrong[indices[at[0]]]
        first += len(chunk)
    return None


def _wrong_byte(text: bytes) -> int:
    """Return the position of the first byte that is not UTF-8; -1 where there is none."""
    try:
        text.decode()
    except UnicodeDecodeError as failure:
        return failure.start
    return -1
