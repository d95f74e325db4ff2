"""A table whose cells are understood: one value or None a cell, every fault reported at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from releve.exchange.cell_columns import CellColumn, Numbers, blank_texts, each_row
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import Column, Kind, TableForm
from releve.exchange.faults import Fault
from releve.exchange.forms import CellForms, ids_are_plain
from releve.exchange.lists import LIST_KINDS, NO_LISTS, Lists, read_lists
from releve.exchange.raw import ProblemList, RawTable

TEXTS_AT_ONCE: Final = 4096
"""Keys looked at together; one that is not plain makes each of these be read by itself."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ParsedColumn(Sequence[Any]):
    """
    The values of one column; as a sequence, one value a row.

    Attributes
    ----------
    values
        Of each distinct text, None where it is blank or reported as wrong; `Lists` in a column of lists. Any: values of the column's kind.
    numbers
        Position of each row's value in ``values``; shape ``(n_rows,)``.
    """

    values: Sequence[Any]
    numbers: Numbers

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    def __getitem__(self, i: Any) -> Any:  # noqa: ANN401 - a row or a slice, a value or several
        """Return the value of one row, or those of several."""
        return [self.values[n] for n in self.numbers[i].tolist()] if isinstance(i, slice) else self.values[self.numbers[i]]

    def __iter__(self) -> Iterator[Any]:
        """Yield the value of every row."""
        return iter(each_row(self.values, self.numbers))

    def rows_where(self, holds: Callable[[Any], bool]) -> NDArray[np.bool_]:
        """Return the rows whose value a condition holds of, which is asked once a distinct value; shape ``(n_rows,)``."""
        return np.fromiter(map(holds, self.values), np.bool_, len(self.values))[self.numbers]

    def filled(self) -> NDArray[np.bool_]:
        """Return the rows that have a value; shape ``(n_rows,)``."""
        if isinstance(self.values, Lists):
            return self.values.known[self.numbers]
        return self.rows_where(lambda value: value is not None) if None in self.values else np.ones(len(self), np.bool_)


@dataclass(frozen=True, kw_only=True, eq=False)
class ParsedTable:
    """
    Cells by column, understood; None is a blank cell, or one that is reported as wrong.

    Attributes
    ----------
    rows
        Row number of each record, the header being row 1; shape ``(n_rows,)``.
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
    rows: NDArray[np.int64]
    columns: Mapping[str, ParsedColumn]
    extra: Mapping[str, tuple[str, ...]]
    is_whole: bool

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.rows)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the records, by column. Any: values of the columns' kinds."""
        # A list is made once a text and not once a row.
        columns = [each_row(list(column.values), column.numbers) for column in self.columns.values()]
        return (dict(zip(self.columns, values, strict=True)) for values in zip(*columns, strict=True))


def parse_table(form: TableForm, raw: RawTable, forms: CellForms, problems: ProblemList) -> ParsedTable:
    """Return the table with every cell understood; each distinct text of a column is read once."""
    columns = {column.name: _parse_column(column, raw, forms, problems) for column in form.columns}
    extra = {name: tuple(column.cells()) for name, column in raw.columns.items() if name not in form.column_names}
    is_whole = raw.is_whole and (form.key is None or bool(columns[form.key].filled().all()))
    return ParsedTable(form=form, file=raw.file, sheet=raw.sheet, rows=raw.rows, columns=columns, extra=extra, is_whole=is_whole)


def _parse_column(column: Column, raw: RawTable, forms: CellForms, problems: ProblemList) -> ParsedColumn:
    cells = raw.columns.get(column.name)
    if cells is None:
        return ParsedColumn(values=NO_LISTS if column.kind in LIST_KINDS else (None,), numbers=np.zeros(len(raw.rows), np.int32))
    refused = np.isin(raw.rows, [row for row, name in raw.refused if name == column.name])
    if refused.any():
        cells = _blanked(cells, refused)
    values, faults = _read_texts(column, cells.texts, forms)
    is_faulty = np.zeros(len(cells.texts), np.bool_)
    is_faulty[list(faults)] = True
    is_missing = blank_texts(cells.texts) if column.filled else np.zeros(len(cells.texts), np.bool_)
    if is_faulty.any() or is_missing.any():
        for i in np.flatnonzero((is_faulty | is_missing)[cells.numbers] & ~refused).tolist():
            number, row = int(cells.numbers[i]), int(raw.rows[i])
            if is_missing[number]:
                problems.add(ExchangeCode.BLANK_CELL, file=raw.file, sheet=raw.sheet, row=row, column=column.name)
            for fault in faults.get(number, ()):
                problems.add(
                    fault.code,
                    file=raw.file,
                    sheet=raw.sheet,
                    row=row,
                    column=column.name,
                    value=cells.texts[number],
                    warning=fault.warning,
                    data=fault.data,
                )
    return ParsedColumn(values=values, numbers=cells.numbers)


def _blanked(cells: CellColumn, rows: NDArray[np.bool_]) -> CellColumn:
    """Return the column with blank cells in some rows."""
    return replace(cells, texts=["", *cells.texts], numbers=np.where(rows, 0, cells.numbers + 1))


def _read_texts(column: Column, texts: Sequence[str], forms: CellForms) -> tuple[Sequence[Any], dict[int, tuple[Fault, ...]]]:
    """Return the values of distinct texts and, by position, what is wrong with some of them. Any: values of the column's kind."""
    if column.kind in LIST_KINDS:
        return read_lists(column.kind, texts, lambda text: forms.read(column, text))
    values: list[Any] = []
    faults: dict[int, tuple[Fault, ...]] = {}
    for first in range(0, len(texts), TEXTS_AT_ONCE):
        some = texts[first : first + TEXTS_AT_ONCE]
        if column.kind is Kind.ID and ids_are_plain(some):
            values += some
            continue
        for i, text in enumerate(some, start=first):
            value, found = forms.read(column, text) if text else (None, ())
            values.append(value)
            if found:
                faults[i] = found
    return values, faults
