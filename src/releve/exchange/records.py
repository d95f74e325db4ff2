"""From rows of cells to a raw table: headers, widths, blank rows, characters that no cell may hold."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence

from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import TableForm
from releve.exchange.raw import HUMAN_ROW_MARK, LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS, ProblemList, RawTable

DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that make a text read otherwise than it is stored."""
ALLOWED_CONTROLS = frozenset("\n\r\t")


def build_raw_table(
    form: TableForm, records: Iterable[tuple[int, Sequence[str]]], problems: ProblemList, *, file: str, sheet: str | None
) -> RawTable | None:
    """Return the raw table of numbered records, the first being the header; None where there is no usable header."""
    numbered = iter(records)
    header_record = next(numbered, None)
    if header_record is None or not any(cell.strip() for cell in header_record[1]):
        problems.add(ExchangeCode.NO_HEADER, file=file, sheet=sheet, row=1)
        return None
    header = _header(form, header_record, problems, file=file, sheet=sheet)
    if header is None:
        return None
    is_whole = True
    rows: list[int] = []
    cells: list[Sequence[str]] = []
    blank: list[int] = []
    for number, record in numbered:
        stripped = [cell.strip() for cell in record]
        if not any(stripped):
            blank.append(number)
            continue
        if number == header_record[0] + 1 and stripped[0].startswith(HUMAN_ROW_MARK):
            continue
        for empty in blank:
            problems.add(ExchangeCode.BLANK_ROW, file=file, sheet=sheet, row=empty, warning=True)
        blank.clear()
        if len(rows) >= MOST_ROWS:
            problems.add(ExchangeCode.TOO_MANY_ROWS, file=file, sheet=sheet, row=number, data={"most": MOST_ROWS})
            return None
        while len(stripped) > len(header) and not stripped[-1]:
            stripped.pop()
        if len(stripped) != len(header):
            code = ExchangeCode.TOO_MANY_CELLS if len(stripped) > len(header) else ExchangeCode.TOO_FEW_CELLS
            data = {"cells": len(stripped), "columns": len(header)}
            problems.add(code, file=file, sheet=sheet, row=number, data=data)
            is_whole = False
            continue
        rows.append(number)
        cells.append(stripped)
    columns = {name: [record[i] for record in cells] for i, name in enumerate(header) if name}
    table = RawTable(name=form.name, file=file, sheet=sheet, rows=tuple(rows), columns=columns, is_whole=is_whole)
    _check_characters(table, problems)
    return table


def _header(form: TableForm, record: tuple[int, Sequence[str]], problems: ProblemList, *, file: str, sheet: str | None) -> list[str] | None:
    number, cells = record
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    n_before = len(problems.found)
    if len(header) > MOST_COLUMNS:
        problems.add(ExchangeCode.TOO_MANY_CELLS, file=file, sheet=sheet, row=number, data={"cells": len(header), "columns": MOST_COLUMNS})
        return None
    for i, name in enumerate(header):
        if not name:
            problems.add(ExchangeCode.BLANK_COLUMN_NAME, file=file, sheet=sheet, row=number, data={})
        elif name in header[:i]:
            problems.add(ExchangeCode.DUPLICATE_COLUMN, file=file, sheet=sheet, row=number, column=name, value=name)
        elif name not in form.column_names:
            near = difflib.get_close_matches(name.lower(), form.column_names, n=1)
            data = {"near": near[0] if near else None}
            problems.add(ExchangeCode.UNKNOWN_COLUMN, file=file, sheet=sheet, row=number, column=name, value=name, warning=True, data=data)
    for column in form.columns:
        if column.present and column.name not in header:
            problems.add(ExchangeCode.MISSING_COLUMN, file=file, sheet=sheet, row=number, column=column.name)
    return None if any(problem.is_error for problem in problems.found[n_before:]) else header


def _check_characters(table: RawTable, problems: ProblemList) -> None:
    for name, cells in table.columns.items():
        suspect = {text for text in set(cells) if len(text) > LONGEST_TEXT or not text.isprintable()}
        if not suspect:
            continue
        for row, text in zip(table.rows, cells, strict=True):
            if text not in suspect:
                continue
            if len(text) > LONGEST_TEXT:
                code, data = ExchangeCode.TEXT_TOO_LONG, {"most": str(LONGEST_TEXT)}
            elif (bad := forbidden_character(text)) is not None:
                code, data = ExchangeCode.CONTROL_CHARACTER, {"character": f"U+{ord(bad):04X}"}
            else:
                continue
            problems.add(code, file=table.file, sheet=table.sheet, row=row, column=name, value=text, data=data)


def forbidden_character(text: str) -> str | None:
    """Return the first character that controls the machine or the reading direction; line breaks and tabs may stand in texts."""
    for character in text:
        if character in DIRECTION_CONTROLS:
            return character
        if character not in ALLOWED_CONTROLS and unicodedata.category(character) in ("Cc", "Cs"):
            return character
    return None
