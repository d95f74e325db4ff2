"""
Large CSV files in, column by column, where every reader of CSV reads the same: whatever is open to question is left to the strict one.

Left to it are quotation marks inside cells that do not begin with one, rows of other widths than the header, blank lines, and line ends
of old Macs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from releve.exchange.arrow_columns import RARELY_REPEATED, cells_of
from releve.exchange.cell_columns import CellColumn
from releve.exchange.columns import Kind, TableForm
from releve.exchange.plain_texts import load_pyarrow, release_memory
from releve.exchange.raw import ProblemList
from releve.exchange.records import read_header

SMALL_BYTES: Final = 1024 * 1024
"""Files up to this are read by the strict reader alone, which has nothing to load first."""
UTF_8_MARK: Final = b"\xef\xbb\xbf"
QUOTE: Final = ord('"')
LINE_ENDS: Final = b"\r\n"
AROUND_QUOTES: Final = tuple(b",\r\n")
BYTES_AT_ONCE: Final = 2**25
BLOCK_BYTES: Final = 2**23
"""Bytes that one thread of pyarrow takes at a time; no row is longer."""
LONGEST_FIELD: Final = 100_000
"""In bytes; well below what the strict reader refuses."""


def read_columns(form: TableForm, content: bytes) -> tuple[list[str], list[CellColumn]] | None:
    """
    Return header and columns of a file of UTF-8 without NUL bytes; None where the strict reader has to read it.

    The header is one that can be used; behind its last name there are no columns, for their cells were all blank.
    """
    if len(content) <= SMALL_BYTES:
        return None
    begin = len(UTF_8_MARK) if content.startswith(UTF_8_MARK) else 0
    body = content.find(b"\n", begin) + 1
    end = _last_cell_end(content)
    # A column that stands alone has no comma to know it by.
    names = content[begin:body].decode().rstrip("\r\n").split(",")
    if len(names) == 1 or body >= end or not "".join(names).isprintable() or not _is_beyond_question(content, body, end):
        return None
    header = read_header(form, (1, names), ProblemList(), file=form.name, sheet=None)
    if header is None:
        return None
    known = {column.name: column.kind for column in form.columns}
    kinds = [known.get(name.strip(), Kind.TEXT) for name in names]
    arrays = _arrays(kinds, content, body, end)
    if arrays is None or any(_longest(array) > LONGEST_FIELD for array in arrays):
        return None
    columns: list[CellColumn] = []
    while arrays:
        # One by one, for each is held twice while it is read.
        columns.append(cells_of(arrays.pop(0), kinds[len(columns)]))
    release_memory()
    return (header, columns[: len(header)]) if all(column.blank().all() for column in columns[len(header) :]) else None


def _last_cell_end(content: bytes) -> int:
    """Return where the last line that is not blank ends."""
    end = len(content)
    while end and content[end - 1] in LINE_ENDS:
        end -= 1
    return end


def _is_beyond_question(content: bytes, body: int, end: int) -> bool:
    """Return whether every reader finds the same cells in the rows below the header."""
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return False
    if content.find(b"\n\n", 0, end) >= 0 or content.find(b"\n\r\n", 0, end) >= 0:
        return False
    return QUOTE not in content or (content.find(QUOTE, 0, body) < 0 and _quotes_are_sound(content))


def _quotes_are_sound(content: bytes) -> bool:
    """
    Return whether quotation marks stand only around whole cells, and doubled inside these.

    Then every second one closes a cell, before a comma or a line end, or is the first of a doubled pair; and every other one opens a cell,
    or is the second of a pair.
    """
    characters = np.frombuffer(content, np.uint8)
    starts = range(0, len(characters), BYTES_AT_ONCE)
    quotes = np.concatenate([np.flatnonzero(characters[start : start + BYTES_AT_ONCE] == QUOTE) + start for start in starts])
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    around = np.zeros(256, np.bool_)
    around[list(AROUND_QUOTES)] = True
    opens = around[characters[opening - 1]]
    opens[1:] |= opening[1:] == closing[:-1] + 1
    closes = around[characters[np.minimum(closing + 1, len(characters) - 1)]] | (closing == len(characters) - 1)
    closes[:-1] |= opening[1:] == closing[:-1] + 1
    return bool(opens.all() and closes.all())


# Any, here and below: pyarrow ships no annotations.
def _arrays(kinds: list[Kind], content: bytes, body: int, end: int) -> list[Any] | None:
    """Return the columns as chunked arrays, strings where texts are rarely repeated, else dictionaries; None where rows differ in width."""
    pa = load_pyarrow()
    coded = pa.dictionary(pa.int32(), pa.string())
    names = [str(i) for i in range(len(kinds))]
    has_quotes = QUOTE in content
    options = {
        "read_options": pa.csv.ReadOptions(column_names=names, block_size=BLOCK_BYTES),
        "parse_options": pa.csv.ParseOptions(newlines_in_values=has_quotes, ignore_empty_lines=False),
        "convert_options": pa.csv.ConvertOptions(
            column_types={name: pa.string() if kind in RARELY_REPEATED else coded for name, kind in zip(names, kinds, strict=True)},
            strings_can_be_null=False,
            null_values=[],
        ),
    }
    # Piece by piece, for a column takes several times as much memory while it is read; a quoted cell may hold a line end.
    pieces = [memoryview(content)[body:end]] if has_quotes else _pieces(content, body, end)
    try:
        return list(pa.concat_tables([pa.csv.read_csv(pa.BufferReader(piece), **options) for piece in pieces]).columns)
    except pa.ArrowInvalid:
        return None


def _pieces(content: bytes, body: int, end: int) -> Iterator[memoryview]:
    """Yield the rows, some whole rows at a time."""
    start = body
    while start < end:
        stop = content.find(b"\n", start + BYTES_AT_ONCE, end) + 1 or end
        yield memoryview(content)[start:stop]
        start = stop


def _longest(array: Any) -> int:  # noqa: ANN401
    """Return the length of the longest cell, in bytes."""
    pa = load_pyarrow()
    texts = [chunk.dictionary for chunk in array.chunks] if pa.types.is_dictionary(array.type) else array.chunks
    return max((pa.compute.max(pa.compute.binary_length(found)).as_py() or 0 for found in texts), default=0)
