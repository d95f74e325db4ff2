"""Codes of what may be wrong with a desk's own reference tables; their sentences live in the text catalogue."""

from __future__ import annotations

from enum import StrEnum


class ReferenceCode(StrEnum):
    """
    Problems of the files of an overlay folder; place and value stand in the :class:`~releve.errors.Problem` itself.

    The names after each code are the keys of its ``data``.
    """

    UNKNOWN_FILE = "reference.unknown_file"
    """A file that is no reference table (warning); ``expected``: the names of the tables."""
    UNREADABLE_FILE = "reference.unreadable_file"
    """No UTF-8 text, or no CSV; ``detail``: what the reader says."""
    EMPTY_FILE = "reference.empty_file"
    """No header row; no data."""
    MISSING_COLUMN = "reference.missing_column"
    """A key column is not there; ``expected``: the columns of the table."""
    REPEATED_COLUMN = "reference.repeated_column"
    """Two columns of the same name; no data."""
    UNKNOWN_COLUMN = "reference.unknown_column"
    """A column that the table does not have (warning); ``expected``: the columns of the table."""
    TOO_MANY_CELLS = "reference.too_many_cells"
    """A row longer than the header; ``cells`` and ``columns``: how many of each."""
    BLANK_KEY = "reference.blank_key"
    """A key cell is blank; no data."""
    REPEATED_KEY = "reference.repeated_key"
    """The same key twice in one file; ``first_row``: the row where it stood first."""
    INVALID_VALUE = "reference.invalid_value"
    """A cell is not of its column's form; ``expected``: the form or the list of values."""
    UNKNOWN_COUNTRY = "reference.unknown_country"
    """A country code that is not in ``countries.csv`` or the overlay of it; no data."""
    UNKNOWN_LANGUAGE = "reference.unknown_language"
    """A language tag whose first part is not in ``languages.csv`` or the overlay of it; no data."""
