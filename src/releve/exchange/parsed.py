"""A table whose cells are understood: one value or None a cell, every fault reported at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import TableForm
from releve.exchange.forms import CellForms
from releve.exchange.raw import ProblemList, RawTable


@dataclass(frozen=True, kw_only=True)
class ParsedTable:
    """
    Cells by column, understood; None is a blank cell, or one that is reported as wrong.

    Attributes
    ----------
    rows
        Row number of each record, the header being row 1.
    columns
        Every column of the form, absent ones as None throughout.
    extra
        Columns that the form does not know, as text.
    is_whole
        Whether every row and every key could be read.
    """

    form: TableForm
    file: str
    sheet: str | None
    rows: tuple[int, ...]
    columns: Mapping[str, list[Any]]  # Any: values of the column's kind
    extra: Mapping[str, tuple[str, ...]]
    is_whole: bool

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.rows)

    def record(self, i: int) -> dict[str, Any]:
        """Return one record by column."""
        return {name: cells[i] for name, cells in self.columns.items()}


def parse_table(form: TableForm, raw: RawTable, forms: CellForms, problems: ProblemList) -> ParsedTable:
    """Return the table with every cell understood; each distinct text of a column is read once."""
    columns: dict[str, list[Any]] = {}
    for column in form.columns:
        cells = raw.columns.get(column.name)
        if cells is None:
            columns[column.name] = [None] * len(raw.rows)
            continue
        refused = {row for row, name in raw.refused if name == column.name}
        if refused:
            cells = ["" if row in refused else text for row, text in zip(raw.rows, cells, strict=True)]
        known = {text: forms.read(column, text) for text in set(cells) if text}
        columns[column.name] = [known[text][0] if text else None for text in cells]
        faulty = {text: faults for text, (_, faults) in known.items() if faults}
        if not faulty and not column.filled:
            continue
        for row, text in zip(raw.rows, cells, strict=True):
            if not text and column.filled and row not in refused:
                problems.add(ExchangeCode.BLANK_CELL, file=raw.file, sheet=raw.sheet, row=row, column=column.name)
            for fault in faulty.get(text, ()):
                problems.add(
                    fault.code,
                    file=raw.file,
                    sheet=raw.sheet,
                    row=row,
                    column=column.name,
                    value=text,
                    warning=fault.warning,
                    data=fault.data,
                )
    extra = {name: tuple(cells) for name, cells in raw.columns.items() if name not in form.column_names}
    is_whole = raw.is_whole and (form.key is None or None not in columns[form.key])
    return ParsedTable(form=form, file=raw.file, sheet=raw.sheet, rows=raw.rows, columns=columns, extra=extra, is_whole=is_whole)
