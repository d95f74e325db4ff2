"""Parquet out: tables as bytes, the same for the same values and the same version of pyarrow."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from releve.exchange.columns import Kind, TableForm
from releve.exchange.plain_texts import load_pyarrow

ROWS_OF_A_GROUP: Final = 1_000_000
# Any: an option of pyarrow, which ships no annotations.
OPTIONS: Final[Mapping[str, Any]] = {
    "compression": "zstd",  # half the size that snappy makes of what the dictionaries leave
    "compression_level": 3,
    "version": "2.6",
    "data_page_version": "1.0",
    "row_group_size": ROWS_OF_A_GROUP,
    "store_schema": False,  # every reader finds the types without pyarrow's own description of them
    "write_page_checksum": True,  # the readers refuse a page that was damaged on its way
}


class TextColumn(Protocol):
    """Cells as texts and a number a row, the position of its text; the empty text is a blank cell. `CellColumn` is one."""

    @property
    def texts(self) -> Sequence[str]:
        """Return the texts."""
        ...

    @property
    def numbers(self) -> NDArray[Any]:
        """Return the position of each row's text; shape ``(n_rows,)``, integers."""
        ...


def parquet_bytes(columns: Mapping[str, NDArray[Any]]) -> bytes:
    """
    Return a Parquet file of columns of equal length, in their order.

    Whole numbers keep their width, arrays of objects hold texts; NaT and None are nulls.
    """
    pa = load_pyarrow()
    return _written({name: pa.array(column, pa.string() if column.dtype == object else None) for name, column in columns.items()})


def parquet_table_bytes(form: TableForm, columns: Mapping[str, TextColumn]) -> bytes:
    """
    Return a table of a folder as a Parquet file, which `read_folder` reads as it reads a CSV file of the same cells.

    Days, whole numbers and flags are typed where every text of the column is one; columns that the form does not know hold texts.

    Parameters
    ----------
    columns
        By name, all of the same length, in the order in which they are written.
    """
    kinds = {column.name: column.kind for column in form.columns}
    return _written({name: _array(kinds.get(name, Kind.TEXT), column) for name, column in columns.items()})


# Any, here and below: pyarrow ships no annotations.
def _written(arrays: Mapping[str, Any]) -> bytes:
    pa = load_pyarrow()
    stream = io.BytesIO()
    pa.parquet.write_table(pa.table(dict(arrays)), stream, **OPTIONS)
    return stream.getvalue()


def _array(kind: Kind, column: TextColumn) -> Any:  # noqa: ANN401
    pa = load_pyarrow()
    texts = pa.array(column.texts, pa.string())
    texts = pa.compute.if_else(pa.compute.equal(texts, ""), None, texts)
    return _typed(kind, texts).take(pa.array(np.asarray(column.numbers)))


def _typed(kind: Kind, texts: Any) -> Any:  # noqa: ANN401
    """Return texts, a null being a blank cell, as what they stand for; as they are where one of them does not say what it should."""
    pa = load_pyarrow()
    types = {Kind.DAY: pa.date32(), Kind.INTEGER: pa.int32(), Kind.YES_NO: pa.bool_()}
    if kind not in types:
        return texts
    try:
        if kind is Kind.YES_NO:
            typed = pa.array([None if text is None else {"yes": True, "no": False}[text] for text in texts.to_pylist()], pa.bool_())
        else:
            typed = texts.cast(types[kind])
    except (pa.ArrowInvalid, KeyError):
        return texts
    # What pyarrow understands and the readers would write otherwise stays as it is: it has to be refused as it was sent.
    return typed if kind is Kind.YES_NO or typed.cast(pa.string()).equals(texts) else texts
