"""
XLSX workbooks in: one sheet a table, named as the CSV files without extension.

Nothing is evaluated: formulas, merged cells and error cells are refused at their place.
What the archive holds is measured first (`workbook_outline`), so that a small file cannot fill the memory.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from releve.exchange.cell_columns import cell_text
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import TABLES, TableForm
from releve.exchange.raw import ProblemList, RawTable
from releve.exchange.records import build_raw_table
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

OLE_MARK: Final = b"\xd0\xcf\x11\xe0"
"""First bytes of an encrypted workbook, and of workbooks of before 2007."""
LIST_SHEET: Final = "_lists"
"""Hidden sheet of our own templates with lists to choose from; it holds no data."""
Cell = int | float | str | bool | time | date | datetime | timedelta


def read_workbook_tables(content: bytes, problems: ProblemList, *, file: str) -> dict[str, RawTable] | None:
    """Return the tables of a workbook by name, or None where it cannot be read at all; what is left out is reported."""
    if content.startswith(OLE_MARK):
        problems.add(ExchangeCode.ENCRYPTED, file=file)
        return None
    try:
        outlines = read_outlines(content)
        if _reach_too_far(outlines, problems, file=file):
            return None
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return dict(_tables(workbook, outlines, problems, file=file))
    except TooLargeError:
        problems.add(ExchangeCode.TOO_LARGE, file=file, data={"most_mib": MOST_UNPACKED_BYTES // MIB})
    except UnsoundWorkbookError as failure:
        problems.add(ExchangeCode.NOT_A_WORKBOOK, file=file, data={"detail": str(failure)})
    except (CalamineError, OSError) as failure:
        problems.add(ExchangeCode.NOT_A_WORKBOOK, file=file, data={"detail": type(failure).__name__})
    return None


def _reach_too_far(outlines: Mapping[str, SheetOutline], problems: ProblemList, *, file: str) -> bool:
    """Report sheets with a cell so far away that all the blank ones before it would fill the memory; return whether there are any."""
    far = {name: outline for name, outline in outlines.items() if outline.n_cells > MOST_SHEET_CELLS}
    for name, outline in far.items():
        data = {"cell": cell_name(outline.n_rows - 1, outline.n_columns - 1)}
        problems.add(ExchangeCode.SPARSE_SHEET, file=file, sheet=name, row=outline.n_rows, data=data)
    return bool(far)


def _tables(
    workbook: CalamineWorkbook, outlines: Mapping[str, SheetOutline], problems: ProblemList, *, file: str
) -> Iterator[tuple[str, RawTable]]:
    read: set[str] = set()
    for sheet in workbook.sheets_metadata:
        name = sheet.name.strip()
        if name == LIST_SHEET:
            continue
        if name in read:
            problems.add(ExchangeCode.REPEATED_SHEET, file=file, sheet=sheet.name, data={"table": name})
            continue
        if sheet.typ is not SheetTypeEnum.WorkSheet or name not in TABLES:
            problems.add(ExchangeCode.UNKNOWN_SHEET, file=file, sheet=sheet.name, warning=True, data={"near": _near(name)})
            continue
        if sheet.visible is not SheetVisibleEnum.Visible:
            problems.add(ExchangeCode.HIDDEN_SHEET, file=file, sheet=sheet.name, warning=True)
        read.add(name)
        if sheet.name not in outlines:
            # Never read what was not measured, whatever made the two readers of the archive disagree.
            raise UnsoundWorkbookError(sheet.name)
        table = _read_sheet(TABLES[name], workbook.get_sheet_by_name(sheet.name), outlines[sheet.name], problems, file=file)
        if table is not None:
            yield name, table


def _near(name: str) -> str | None:
    folded = name.casefold()
    return folded if folded in TABLES else None


def _read_sheet(form: TableForm, sheet: CalamineSheet, outline: SheetOutline, problems: ProblemList, *, file: str) -> RawTable | None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        cells = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        problems.add(ExchangeCode.MERGED_CELLS, file=file, sheet=sheet.name, row=top + 1, data={"cells": cells})
    rows = sheet.to_python(skip_empty_area=False)
    width = max((i + 1 for row in rows[:1] for i, cell in enumerate(row) if cell != ""), default=0)
    numbered = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    refused = _refuse_cells(outline, numbered[0][1] if numbered else [], problems, file=file, sheet=sheet.name)
    while numbered and not any(numbered[-1][1]):
        numbered.pop()
    # Cells beyond the header are kept only where they hold something: sheets are as wide as their widest row.
    trimmed = [(number, row if any(row[width:]) else row[:width]) for number, row in numbered]
    table = build_raw_table(form, trimmed, problems, file=file, sheet=sheet.name)
    return None if table is None else replace(table, refused=refused)


def _refuse_cells(
    outline: SheetOutline, headings: Sequence[str], problems: ProblemList, *, file: str, sheet: str
) -> frozenset[tuple[int, str]]:
    """Report cells that hold a formula or an error; return their rows and columns."""
    found: list[tuple[int, int, ExchangeCode, str | None]] = [(row, column, ExchangeCode.FORMULA, None) for row, column in outline.formulas]
    # A formula that went wrong is one thing to mend, not two.
    known = set(outline.formulas)
    found += [(row, column, ExchangeCode.ERROR_CELL, text) for row, column, text in outline.errors if (row, column) not in known]
    refused = set()
    for row, column, code, text in found:
        heading = headings[column].strip() if column < len(headings) else ""
        data = {"cell": cell_name(row, column)} if code is ExchangeCode.FORMULA else {}
        problems.add(code, file=file, sheet=sheet, row=row + 1, column=heading or None, value=text, data=data)
        refused.add((row + 1, heading))
    return frozenset(refused)


def _text(cell: Cell) -> str:
    """Return a cell as text, flags as Excel shows them: they are questioned, for they may as well be 1 and 0."""
    return str(cell).upper() if isinstance(cell, bool) else cell_text(cell)
