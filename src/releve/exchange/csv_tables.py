"""Columns out as CSV, a part of the rows at a time: a register of a million officers is never one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from releve.exchange.writers import guarded
from releve.exchange.written_columns import Table

ROWS_AT_ONCE: Final = 50_000
TO_QUOTE: Final = (",", '"', "\n", "\r")


def csv_parts(table: Table) -> Iterator[bytes]:
    """
    Yield a CSV table with a header in UTF-8, some rows at a time.

    The bytes are those that :func:`releve.exchange.writers.csv_text` gives for the same cells.
    """
    yield f"{','.join(table)}\n".encode()
    n_rows = len(next(iter(table.values())).numbers)
    columns = [(_escaped(column.texts), column.numbers) for column in table.values()]
    for start in range(0, n_rows, ROWS_AT_ONCE):
        cells = [map(texts.__getitem__, numbers[start : start + ROWS_AT_ONCE].tolist()) for texts, numbers in columns]
        yield ("\n".join(map(",".join, zip(*cells, strict=True))) + "\n").encode()


def _escaped(texts: Sequence[str]) -> list[str]:
    """Return texts as cells: guarded, and between quotation marks where they need them."""
    return [_quoted(guarded(text)) for text in texts]


def _quoted(cell: str) -> str:
    if cell.isalnum() or not any(mark in cell for mark in TO_QUOTE):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
