"""From rows of cells to a raw table: headers, widths, blank rows, characters that no cell may hold."""

from __future__ import annotations

import difflib
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from releve.exchange.cell_columns import CellColumn, Numbering, stripped_column
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import TableForm
from releve.exchange.raw import HUMAN_ROW_MARK, LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS, ProblemList, RawTable

DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that make a text read otherwise than it is stored."""
ALLOWED_CONTROLS = frozenset("\n\r\t")
ROWS_AT_ONCE: Final = 4096
"""Rows held as texts before they are numbered column by column."""
TEXTS_AT_ONCE: Final = 4096
"""Texts looked at together; one that is suspect makes each of these be looked at."""


@dataclass(kw_only=True)
class _Rows:
    """Numbers the cells of rows as they come, so that no more than some thousand rows are ever held as texts."""

    n_columns: int
    rows: array[int] = field(default_factory=lambda: array("q"))
    waiting: list[Sequence[str]] = field(default_factory=list)
    numberings: list[Numbering] = field(default_factory=list)
    numbers: list[array[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.numberings = [Numbering() for _ in range(self.n_columns)]
        self.numbers = [array("i") for _ in range(self.n_columns)]

    def add(self, number: int, cells: Sequence[str]) -> None:
        self.rows.append(number)
        self.waiting.append(cells)
        if len(self.waiting) >= ROWS_AT_ONCE:
            self.number_waiting()

    def number_waiting(self) -> None:
        for numbering, numbers, cells in zip(self.numberings, self.numbers, zip(*self.waiting, strict=True), strict=False):
            numbers.extend(map(numbering.__getitem__, cells))
        self.waiting.clear()

    def columns(self) -> Iterator[CellColumn]:
        self.number_waiting()
        for numbering, numbers in zip(self.numberings, self.numbers, strict=True):
            yield stripped_column(list(numbering), np.array(numbers, np.int32))


def build_raw_table(
    form: TableForm, records: Iterable[tuple[int, Sequence[str]]], problems: ProblemList, *, file: str, sheet: str | None
) -> RawTable | None:
    """Return the raw table of numbered records, the first being the header; None where there is no usable header."""
    numbered = iter(records)
    header_record = next(numbered, None)
    if header_record is None or not any(cell.strip() for cell in header_record[1]):
        problems.add(ExchangeCode.NO_HEADER, file=file, sheet=sheet, row=1)
        return None
    header = read_header(form, header_record, problems, file=file, sheet=sheet)
    if header is None:
        return None
    is_whole = True
    taken = _Rows(n_columns=len(header))
    for number, cells in _filled_records(numbered, len(header), problems, file=file, sheet=sheet):
        if len(taken.rows) >= MOST_ROWS:
            problems.add(ExchangeCode.TOO_MANY_ROWS, file=file, sheet=sheet, row=number, data={"most": MOST_ROWS})
            return None
        if len(cells) != len(header):
            code = ExchangeCode.TOO_MANY_CELLS if len(cells) > len(header) else ExchangeCode.TOO_FEW_CELLS
            data = {"cells": len(cells), "columns": len(header)}
            problems.add(code, file=file, sheet=sheet, row=number, data=data)
            is_whole = False
            continue
        taken.add(number, cells)
    columns = dict(zip(header, taken.columns(), strict=True))
    rows = np.array(taken.rows, np.int64)
    table = RawTable(name=form.name, file=file, sheet=sheet, rows=rows, columns=columns, is_whole=is_whole)
    check_characters(table, problems)
    return table


def _filled_records(
    records: Iterable[tuple[int, Sequence[str]]], width: int, problems: ProblemList, *, file: str, sheet: str | None
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the records that hold data, without blank cells beyond the header; report blank rows between them."""
    blank: list[int] = []
    for i, (number, record) in enumerate(records):
        cells = record
        # Most rows are as wide as the header and begin with their key: of these nothing else needs to be known here.
        if i == 0 or len(record) != width or not record[0].strip():
            cells = [cell.strip() for cell in record]
            if not any(cells):
                blank.append(number)
                continue
            if i == 0 and cells[0].startswith(HUMAN_ROW_MARK):
                continue
            while len(cells) > width and not cells[-1]:
                cells.pop()
        for empty in blank:
            problems.add(ExchangeCode.BLANK_ROW, file=file, sheet=sheet, row=empty, warning=True)
        blank.clear()
        yield number, cells


def read_header(
    form: TableForm, record: tuple[int, Sequence[str]], problems: ProblemList, *, file: str, sheet: str | None
) -> list[str] | None:
    """Return the names of the columns of a numbered header, or None with problems where the table cannot be read under it."""
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


def check_characters(table: RawTable, problems: ProblemList) -> None:
    """Report cells that are too long, or that hold a character which no cell may hold."""
    for name, column in table.columns.items():
        suspect = [] if column.is_plain else _suspect_texts(column.texts)
        if not suspect:
            continue
        is_suspect = np.zeros(len(column.texts), np.bool_)
        is_suspect[suspect] = True
        for i in np.flatnonzero(is_suspect[column.numbers]):
            text = column.texts[column.numbers[i]]
            if len(text) > LONGEST_TEXT:
                code, data = ExchangeCode.TEXT_TOO_LONG, {"most": str(LONGEST_TEXT)}
            elif (bad := forbidden_character(text)) is not None:
                code, data = ExchangeCode.CONTROL_CHARACTER, {"character": f"U+{ord(bad):04X}"}
            else:
                continue
            problems.add(code, file=table.file, sheet=table.sheet, row=int(table.rows[i]), column=name, value=text, data=data)


def _suspect_texts(texts: Sequence[str]) -> list[int]:
    """Return the positions of texts that may be too long, or hold a character that is not printed."""
    suspect: list[int] = []
    for first in range(0, len(texts), TEXTS_AT_ONCE):
        some = texts[first : first + TEXTS_AT_ONCE]
        if max(map(len, some)) > LONGEST_TEXT or not "".join(some).isprintable():
            suspect += [first + i for i, text in enumerate(some) if len(text) > LONGEST_TEXT or not text.isprintable()]
    return suspect


def forbidden_character(text: str) -> str | None:
    """Return the first character that controls the machine or the reading direction; line breaks and tabs may stand in texts."""
    for character in text:
        if character in DIRECTION_CONTROLS:
            return character
        if character not in ALLOWED_CONTROLS and unicodedata.category(character) in ("Cc", "Cs"):
            return character
    return None
