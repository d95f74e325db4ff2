"""From columns that were read whole to a raw table: blank rows and rows for people, as in tables that are read row by row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from releve.exchange.cell_columns import CellColumn
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import TableForm
from releve.exchange.raw import HUMAN_ROW_MARK, ProblemList, RawTable
from releve.exchange.records import check_characters

FIRST_ROW = 2
"""Below the header, which is row 1."""


def build_from_columns(
    form: TableForm, header: Sequence[str], columns: Sequence[CellColumn], problems: ProblemList, *, file: str, most_rows: int
) -> RawTable | None:
    """Return the raw table of columns under a usable header; None where it has more rows than are read."""
    n_rows = len(columns[0])
    blank = np.ones(n_rows, np.bool_)
    for column in columns:
        if not blank.any():
            break
        blank &= column.blank()
    kept = ~blank
    if n_rows and kept[0] and columns[0].texts[columns[0].numbers[0]].startswith(HUMAN_ROW_MARK):
        kept[0] = False
    filled = np.flatnonzero(kept)
    too_many = len(filled) > most_rows
    last = filled[most_rows if too_many else -1] if len(filled) else 0
    for i in np.flatnonzero(blank[:last]).tolist():
        problems.add(ExchangeCode.BLANK_ROW, file=file, row=i + FIRST_ROW, warning=True)
    if too_many:
        problems.add(ExchangeCode.TOO_MANY_ROWS, file=file, row=int(last) + FIRST_ROW, data={"most": most_rows})
        return None
    rows = (filled + FIRST_ROW).astype(np.int64)
    cut = columns if kept.all() else [column.where(kept) for column in columns]
    table = RawTable(name=form.name, file=file, sheet=None, rows=rows, columns=dict(zip(header, cut, strict=True)))
    check_characters(table, problems)
    return table
