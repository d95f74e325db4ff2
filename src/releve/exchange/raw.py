"""A table as it was sent: cells as text, with the rows they came from; nothing of it is understood yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum, Problem, Severity
from releve.exchange.cell_columns import CellColumn
from releve.exchange.codes import ExchangeCode

MOST_FILE_BYTES: Final = 384 * 1024 * 1024
"""Largest file that is read: a register of some 1,400,000 officers as CSV. Reading it takes three to four times as much memory."""
MOST_ROWS: Final = 5_000_000
MOST_COLUMNS: Final = 300
LONGEST_TEXT: Final = 10_000
"""Longest cell that is read, in characters."""
SHOWN_TEXT: Final = 200
"""Longest value that a problem shows, in characters."""
MOST_PROBLEMS: Final = 10_000
"""Problems listed for one input; the rest are counted."""
HUMAN_ROW_MARK: Final = "#"
"""First character of a row of headings for people, right under the machine headings; such a row is no data. No key may begin with it."""


@dataclass(kw_only=True)
class ProblemList:
    """Collects the problems of one input, the first 10,000 of them; the rest are counted, never dropped silently."""

    found: list[Problem] = field(default_factory=list)
    not_listed: int = 0

    def add(
        self,
        code: str,
        *,
        file: str | None,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        warning: bool = False,
        data: Mapping[str, Datum] | None = None,
    ) -> None:
        """Add one problem; long values are shortened."""
        if len(self.found) >= MOST_PROBLEMS:
            self.not_listed += 1
            return
        shown = value if value is None or len(value) <= SHOWN_TEXT else value[: SHOWN_TEXT - 1] + "…"
        severity = Severity.WARNING if warning else Severity.ERROR
        self.found.append(
            Problem(code=code, severity=severity, file=file, sheet=sheet, row=row, column=column, value=shown, data=data or {})
        )

    @property
    def has_errors(self) -> bool:
        """Return whether any problem stops the work."""
        return self.not_listed > 0 or any(problem.is_error for problem in self.found)

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems by file, sheet, row and column, and last the count of those not listed."""
        listed = sorted(self.found, key=lambda p: (p.file or "", p.sheet or "", p.row or 0, p.column or "", p.code, p.value or ""))
        if self.not_listed:
            listed.append(Problem(code=ExchangeCode.TOO_MANY_PROBLEMS, data={"not_listed": self.not_listed}))
        return tuple(listed)


@dataclass(frozen=True, kw_only=True, eq=False)
class RawTable:
    """
    Cells by column, as text without surrounding blanks; a blank cell is the empty text.

    Attributes
    ----------
    rows
        Row number of each record, the header being row 1; shape ``(n_rows,)`` as every column.
    columns
        Machine name -> cells.
    refused
        Row and column of the cells that are reported already (formulas, errors); they are read as unknown, and no more is said of them.
    is_whole
        Whether every row could be taken; else a key that is not found may stand in a row that is reported as wrong.
    """

    name: str
    file: str
    sheet: str | None
    rows: NDArray[np.int64]
    columns: Mapping[str, CellColumn]
    refused: frozenset[tuple[int, str]] = frozenset()
    is_whole: bool = True
