"""
The one tree of errors: a code plus named data, and no sentence.

Sentences live in :mod:`releve.text`, in four languages.
Input problems are *collected* as :class:`Problem` values and raised together as one :class:`InputError`;
a solver that finds nothing is an answer, not an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, TypeAlias

Datum: TypeAlias = str | int | float | bool | tuple[str, ...] | None
"""A value that may stand in the data of a problem, a finding or a reason."""

NO_DATA: Mapping[str, Datum] = MappingProxyType({})


class Severity(StrEnum):
    """Whether a problem stops the work (`error`) or is only reported (`warning`)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """
    One thing wrong with the inputs, at the place where it stands.

    Attributes
    ----------
    code
        ``stage.name``, a key of the text catalogue: ``exchange.unknown_country``.
    file
        Name of the file as the sender knows it, without its folder.
    sheet
        Sheet of a workbook; None for a CSV file or ``policy.toml``.
    row
        Counted from 1, the header being row 1; None when the whole file or column is meant.
    column
        Machine name of the column, or dotted key in ``policy.toml``.
    value
        What stands there, as text, shortened to 200 characters.
    data
        Named values that the sentence of ``code`` needs: what is expected, a proposal, the other row.
    """

    code: str
    severity: Severity = Severity.ERROR
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    data: Mapping[str, Datum] = field(default_factory=lambda: NO_DATA)

    @property
    def is_error(self) -> bool:
        """Return whether this problem stops the work."""
        return self.severity is Severity.ERROR


class ReleveError(Exception):
    """
    Root of everything that Relève raises on purpose.

    Parameters
    ----------
    data
        Named values for the sentence of ``code`` in the text catalogue.
    """

    code: ClassVar[str] = "releve.error"

    def __init__(self, **data: Datum) -> None:
        super().__init__(self.code, data)
        self.data: Mapping[str, Datum] = MappingProxyType(data)


class InputError(ReleveError):
    """
    The inputs hold at least one error; ``problems`` lists all of them, warnings included.

    Parameters
    ----------
    problems
        Every problem found, in the order file, row, column.
    """

    code = "releve.input"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(n_errors=sum(problem.is_error for problem in problems))
        self.problems = problems


class InvalidValueError(ReleveError):
    """A noun of the model was built with a value outside its range; ``data`` names field and value."""

    code = "model.invalid_value"
