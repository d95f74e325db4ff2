"""What a sender's files become before they are marked: the workbook as it is, or a folder's tables as sheets of text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Final

import pyarrow.parquet
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

from releve.exchange.cell_columns import cell_text
from releve.exchange.workbook_outline import TooLargeError, UnsoundWorkbookError, read_outlines

MOST_KEPT_CELLS: Final = 600_000
"""Cells of a workbook whose formats are kept: some 20,000 officers. Beyond them only rows with a remark are handed back, as text."""
LONGEST_CELL: Final = 32_000
"""Characters that a cell of a spreadsheet takes."""
MOST_SHEET_ROWS: Final = 1_000_000
TEXT_FORMAT: Final = "@"
LONGEST_SHEET_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\\/?*\[\]:]")
_UNOPENABLE: Final = (
    CalamineError,
    UnsoundWorkbookError,
    TooLargeError,
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
)
"""What a damaged workbook may raise in a reader that trusts it; it is handed back as a list of what is wrong alone."""


@dataclass(kw_only=True)
class OpenSheets:
    """
    A workbook that may be written into.

    Attributes
    ----------
    titles
        Sheets by the name that remarks use.
    rows
        Of a sheet of which only some rows were kept: the sender's row -> the row here.
    """

    workbook: Workbook
    titles: dict[str, Worksheet] = field(default_factory=dict)
    rows: dict[str, dict[int, int]] = field(default_factory=dict)


def open_sheets(files: Mapping[str, bytes], *, rows_if_large: Mapping[str | None, set[int]]) -> tuple[OpenSheets, bool]:
    """
    Return the sheets of a sender's files, and whether all rows are there with their formats.

    Parameters
    ----------
    rows_if_large
        By sheet: the rows to keep of files that are too large to be kept whole.
    """
    workbooks = [content for name, content in files.items() if name.lower().endswith(".xlsx")]
    if workbooks:
        return _of_workbook(workbooks[0], rows_if_large)
    return _of_tables({PurePath(name).stem: _table_rows(name, content) for name, content in files.items()}, rows_if_large)


def write_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text that stays one, whatever it begins with; a cell merged into another has no text of its own."""
    if isinstance(cell, MergedCell):
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST_CELL]
    # openpyxl takes a text that begins with "=" for a formula.
    cell.data_type = "s"
    cell.quotePrefix = True


def _of_workbook(content: bytes, rows_if_large: Mapping[str | None, set[int]]) -> tuple[OpenSheets, bool]:
    try:
        n_cells = sum(outline.n_cells for outline in read_outlines(content).values())
        if n_cells > MOST_KEPT_CELLS:
            reader = CalamineWorkbook.from_filelike(io.BytesIO(content))
            tables = {name: _typed_rows(reader, name) for name in reader.sheet_names}
            return _of_tables(tables, rows_if_large)
        book = load_workbook(io.BytesIO(content), keep_links=False)
    except _UNOPENABLE:
        return _of_tables({}, {})
    for sheet in [sheet for sheet in book.worksheets if sheet.title == "_lists"]:
        sheet.sheet_state = "hidden"
    return OpenSheets(workbook=book, titles={sheet.title: sheet for sheet in book.worksheets}), True


def _typed_rows(reader: CalamineWorkbook, name: str) -> Iterator[Sequence[str]]:
    for row in reader.get_sheet_by_name(name).to_python(skip_empty_area=False):
        yield [str(cell).upper() if isinstance(cell, bool) else cell_text(cell) for cell in row]


def _table_rows(name: str, content: bytes) -> Iterator[Sequence[str]]:
    if name.lower().endswith(".parquet"):
        try:
            table = pyarrow.parquet.read_table(io.BytesIO(content))
        except (pyarrow.ArrowException, OSError):
            return
        yield table.column_names
        for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            yield ["" if cell is None else cell_text(cell) for cell in row]
        return
    # Whatever its faults, it is handed back as far as it can be read.
    lines = io.StringIO(content.decode("utf-8-sig", errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}"), newline="")
    reader = csv.reader(lines, delimiter=delimiter_of(content))
    try:
        yield from reader
    except csv.Error:
        return


def delimiter_of(content: bytes) -> str:
    """Return what stands between the cells of the first line of a CSV file: a comma, unless it has none and has another mark."""
    line = next(iter(content[:65536].decode("utf-8-sig", errors="ignore").splitlines()), "")
    return next((mark for mark in (",", ";", "\t", "|") if mark in line), ",")


def _of_tables(tables: Mapping[str, Iterable[Sequence[str]]], rows_if_large: Mapping[str | None, set[int]]) -> tuple[OpenSheets, bool]:
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    sheets = OpenSheets(workbook=book)
    n_cells, is_whole = 0, True
    for name, rows in tables.items():
        sheet = book.create_sheet(_NOT_IN_NAMES.sub("_", name)[:LONGEST_SHEET_NAME] or "-")
        sheets.titles[name] = sheet
        placed: dict[int, int] = {}
        wanted = {1, *rows_if_large.get(name, set())}
        for number, row in enumerate(islice(rows, MOST_SHEET_ROWS), start=1):
            n_cells += len(row)
            if n_cells > MOST_KEPT_CELLS:
                is_whole = False
                if number not in wanted:
                    continue
            placed[number] = len(placed) + 1
            for i, text in enumerate(row, start=1):
                if text:
                    cell = sheet.cell(row=placed[number], column=i)
                    write_text(cell, text)
                    cell.number_format = TEXT_FORMAT
        if len(placed) < max(placed, default=0):
            sheets.rows[name] = placed
        sheet.freeze_panes = "A2"
    return sheets, is_whole
