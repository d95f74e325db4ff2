"""Cells of the example's tables as values of the database; blank is unknown."""

from collections.abc import Mapping
from datetime import date

Row = Mapping[str, str]


def day(row: Row, column: str) -> date | None:
    """Return a day, None when the cell is blank."""
    return date.fromisoformat(row[column]) if row.get(column) else None


def number(row: Row, column: str) -> int | None:
    """Return a whole number, None when the cell is blank."""
    return int(row[column]) if row.get(column) else None


def flag(row: Row, column: str) -> bool | None:
    """Return yes or no, None when the cell is blank."""
    return {"yes": True, "no": False}.get(row.get(column, ""))


def codes(row: Row, column: str) -> list[str]:
    """Return the codes of a list, in their order."""
    return [code for code in row.get(column, "").split(";") if code]
