"""Codes of what may be wrong with a desk's own reference tables; their sentences live in the text catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ReferenceCode(StrEnum):
    """
    Problems of the files of an overlay folder; place and value stand in the :class:`~releve.errors.Problem` itself.

    :data:`REFERENCE_DATA` names the data of each, :data:`REFERENCE_WARNINGS` those that stop nothing.
    """

    UNKNOWN_FILE = "reference.unknown_file"
    """A file that is no reference table (warning)."""
    UNREADABLE_FILE = "reference.unreadable_file"
    """No UTF-8 text, or no CSV."""
    EMPTY_FILE = "reference.empty_file"
    """No header row."""
    MISSING_COLUMN = "reference.missing_column"
    """A key column is not there."""
    REPEATED_COLUMN = "reference.repeated_column"
    """Two columns of the same name."""
    UNKNOWN_COLUMN = "reference.unknown_column"
    """A column that the table does not have (warning)."""
    TOO_MANY_CELLS = "reference.too_many_cells"
    """A row longer than the header."""
    BLANK_KEY = "reference.blank_key"
    """A key cell is blank."""
    REPEATED_KEY = "reference.repeated_key"
    """The same key twice in one file."""
    INVALID_VALUE = "reference.invalid_value"
    """A cell is not of its column's form."""
    UNKNOWN_COUNTRY = "reference.unknown_country"
    """A country code that is not in ``countries.csv`` or the overlay of it."""
    UNKNOWN_LANGUAGE = "reference.unknown_language"
    """A language tag whose first part is not in ``languages.csv`` or the overlay of it."""


REFERENCE_DATA: Final[Mapping[ReferenceCode, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(ReferenceCode, ()),
        ReferenceCode.UNKNOWN_FILE: ("expected",),
        ReferenceCode.UNREADABLE_FILE: ("detail",),
        ReferenceCode.MISSING_COLUMN: ("expected",),
        ReferenceCode.UNKNOWN_COLUMN: ("expected",),
        ReferenceCode.TOO_MANY_CELLS: ("cells", "columns"),
        ReferenceCode.REPEATED_KEY: ("first_row",),
        ReferenceCode.INVALID_VALUE: ("expected",),
    }
)
"""
Names of the data of each code.

``expected``: names of the tables or columns, or the form of a cell; ``detail``: what the reader says; ``first_row``: where a key
stood first.
"""

REFERENCE_WARNINGS: Final[frozenset[ReferenceCode]] = frozenset({ReferenceCode.UNKNOWN_FILE, ReferenceCode.UNKNOWN_COLUMN})
"""Codes that are reported and stop nothing; all others are errors."""
