"""The problems of one file as an import lists them: each error at its place, a warning once for each word that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from releve.errors import Datum
from releve.exchange.raw import ProblemList


@dataclass(kw_only=True)
class ImportProblems(ProblemList):
    """
    Collects problems; beyond the longest list errors are counted, and their rows known all the same.

    Attributes
    ----------
    error_rows
        Every row with an error.
    """

    error_rows: set[int] = field(default_factory=set)
    warned: set[tuple[str, str | None, str | None]] = field(default_factory=set)

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
        """Add one problem; a warning that repeats an earlier one is left out, for it would bury the errors."""
        if warning:
            if (code, column, value) in self.warned:
                return
            self.warned.add((code, column, value))
        elif row is not None:
            self.error_rows.add(row)
        super().add(code, file=file, sheet=sheet, row=row, column=column, value=value, warning=warning, data=data)
