"""
Files in as a sender made them: any headings, in the first row that has some, CSV with any usual mark between cells.

Nothing is understood yet and nothing is evaluated; what cannot be read safely is refused before it is opened.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from releve.exchange.cell_columns import cell_text
from releve.exchange.codes import ExchangeCode
from releve.exchange.csv_files import decode_text
from releve.exchange.raw import LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS, ProblemList
from releve.exchange.returned_sources import delimiter_of
from releve.exchange.workbook_outline import (
    MIB,
    MOST_SHEET_CELLS,
    MOST_UNPACKED_BYTES,
    SheetOutline,
    TooLargeError,
    UnsoundWorkbookError,
    cell_name,
    read_outlines,
)
from releve.exchange.workbooks import LIST_SHEET, OLE_MARK

ZIP_MARK: Final = b"PK\x03\x04"
OTHER_MARKS: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF", b"{\\rtf")
"""First bytes of files that are no table, whatever their names say."""
ROWS_SEARCHED: Final = 20
"""Rows in which the headings may begin: above them stand titles."""


@dataclass(frozen=True, kw_only=True, eq=False)
class SenderSheet:
    """
    One sheet, or the one table of a CSV file.

    Attributes
    ----------
    name
        None in a CSV file.
    header_row
        Number of the row of headings; rows are counted from 1 as spreadsheets show them.
    headings
        Texts of that row without surrounding blanks; a column without one has the empty text.
    rows
        Number and cells of each row below, as wide as the headings.
    formulas, errors
        Places (row from 1, column from 0) whose cells are not read: formulas, and cells that hold an error with its text.
    merged
        Ranges of merged cells below the headings, with their first rows.
    """

    name: str | None
    header_row: int
    headings: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[str]]]
    is_hidden: bool = False
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Sequence[tuple[int, str]] = ()


def read_sender_file(content: bytes, problems: ProblemList, *, file: str) -> tuple[SenderSheet, ...]:
    """Return the sheets that hold a table, in their order; none where the file cannot be read, and problems say why."""
    if not content.strip(b"\xef\xbb\xbf\r\n\t ,;"):
        problems.add(ExchangeCode.NO_HEADER, file=file, row=1)
        return ()
    if content.startswith(OLE_MARK):
        problems.add(ExchangeCode.ENCRYPTED, file=file)
        return ()
    if content.startswith(ZIP_MARK):
        return _read_workbook(content, problems, file=file)
    if content.startswith(OTHER_MARKS) or file.lower().endswith((".xlsx", ".xls", ".ods", ".pdf", ".docx")):
        problems.add(ExchangeCode.NOT_A_WORKBOOK, file=file, data={"detail": content[:4].hex(" ")})
        return ()
    return _read_csv(content, problems, file=file)


def _read_csv(content: bytes, problems: ProblemList, *, file: str) -> tuple[SenderSheet, ...]:
    text = None
    if (nul := content.find(0)) >= 0 and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add(ExchangeCode.NUL_BYTE, file=file, row=content.count(b"\n", 0, nul) + 1)
    else:
        text = decode_text(content, problems, file=file)
    if text is None:
        return ()
    csv.field_size_limit(max(LONGEST_TEXT * 10, 1_000_000))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(content), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, row in enumerate(reader, start=1):
            rows.append((number, row))
            if number > MOST_ROWS:
                problems.add(ExchangeCode.TOO_MANY_ROWS, file=file, row=number, data={"most": MOST_ROWS})
                return ()
    except csv.Error as failure:
        problems.add(ExchangeCode.MALFORMED_CSV, file=file, row=len(rows) + 1, data={"detail": str(failure)})
        return ()
    sheet = _sheet(None, rows, problems, file=file)
    return () if sheet is None else (sheet,)


def _read_workbook(content: bytes, problems: ProblemList, *, file: str) -> tuple[SenderSheet, ...]:
    try:
        outlines = read_outlines(content)
        for name, outline in outlines.items():
            if outline.n_cells > MOST_SHEET_CELLS:
                data = {"cell": cell_name(outline.n_rows - 1, outline.n_columns - 1)}
                problems.add(ExchangeCode.SPARSE_SHEET, file=file, sheet=name, row=outline.n_rows, data=data)
                return ()
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(_sheets(workbook, outlines, problems, file=file))
    except TooLargeError:
        problems.add(ExchangeCode.TOO_LARGE, file=file, data={"most_mib": MOST_UNPACKED_BYTES // MIB})
    except UnsoundWorkbookError as failure:
        problems.add(ExchangeCode.NOT_A_WORKBOOK, file=file, data={"detail": str(failure)})
    except (CalamineError, OSError) as failure:
        problems.add(ExchangeCode.NOT_A_WORKBOOK, file=file, data={"detail": type(failure).__name__})
    return ()


def _sheets(workbook: CalamineWorkbook, outlines: Mapping[str, SheetOutline], problems: ProblemList, *, file: str) -> Iterator[SenderSheet]:
    n_found = 0
    for about in workbook.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet or about.name.strip() == LIST_SHEET:
            continue
        if about.name not in outlines:
            raise UnsoundWorkbookError(about.name)
        outline = outlines[about.name]
        sheet = workbook.get_sheet_by_name(about.name)
        found = _sheet(about.name, _typed_rows(sheet), None, file=file)
        if found is None:
            continue
        n_found += 1
        is_hidden = about.visible is not SheetVisibleEnum.Visible
        if is_hidden:
            problems.add(ExchangeCode.HIDDEN_SHEET, file=file, sheet=about.name, warning=True)
        merged = [
            (top + 1, f"{cell_name(top, left)}:{cell_name(bottom, right)}")
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ]
        yield SenderSheet(
            name=found.name,
            header_row=found.header_row,
            headings=found.headings,
            rows=found.rows,
            is_hidden=is_hidden,
            formulas=frozenset((row + 1, column) for row, column in outline.formulas),
            errors={(row + 1, column): text for row, column, text in outline.errors},
            merged=[(row, cells) for row, cells in merged if row >= found.header_row],
        )
    if not n_found:
        problems.add(ExchangeCode.NO_HEADER, file=file, row=1)


def _typed_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        yield number, [cell if type(cell) is str else str(cell).upper() if isinstance(cell, bool) else cell_text(cell) for cell in row]


def _sheet(name: str | None, rows: Iterable[tuple[int, list[str]]], problems: ProblemList | None, *, file: str) -> SenderSheet | None:
    """Return the table under the first row that looks like headings; None where there is none."""
    numbered = list(rows)
    while numbered and not any(map(str.strip, numbered[-1][1])):
        numbered.pop()
    filled = [(i, sum(bool(cell.strip()) for cell in row)) for i, (_, row) in enumerate(numbered[:ROWS_SEARCHED])]
    widest = max((n for _, n in filled), default=0)
    start = next((i for i, n in filled if n and 2 * n > widest), None)
    if start is None:
        if problems is not None:
            problems.add(ExchangeCode.NO_HEADER, file=file, row=1)
        return None
    header_row, cells = numbered[start]
    headings = [cell.strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        headings = headings[:MOST_COLUMNS]
    return SenderSheet(name=name, header_row=header_row, headings=tuple(headings), rows=numbered[start + 1 :])
