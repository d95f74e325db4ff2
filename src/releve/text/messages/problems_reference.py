"""Problems of a desk's own reference tables (codes: ``releve.reference.codes``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark

REFERENCE_PROBLEMS: Final[Mapping[str, Sentence]] = {
    "reference.unknown_file": mark("This file is not a reference table and is left aside. The tables are: {expected}."),
    "reference.unreadable_file": mark("This file cannot be read: {detail}. Save it as CSV in UTF-8."),
    "reference.empty_file": mark("This file has no header row. Write the names of the columns in the first row, or remove the file."),
    "reference.missing_column": mark("Column {column} is missing. The columns of this table are: {expected}."),
    "reference.repeated_column": mark("Column {column} stands twice. Keep one of the two."),
    "reference.unknown_column": mark("This table has no column {column}; it is left aside. The columns of this table are: {expected}."),
    "reference.too_many_cells": mark(
        "This row has {cells} cells and the header {columns}. "
        "Remove the cells in excess, or put quotation marks around a text with a comma."
    ),
    "reference.blank_key": mark("This cell must not be blank: it is needed to know what the row stands for."),
    "reference.repeated_key": mark("{value} stands already in row {first_row:plain}. Keep one of the two rows."),
    "reference.invalid_value": mark("“{value}” cannot be read here. Expected: {expected:form}."),
    "reference.unknown_country": mark(
        "“{value}” is not a known country code. Correct it, or add it to countries.csv in the reference folder."
    ),
    "reference.unknown_language": mark(
        "“{value}” is not a known language code. Correct it, or add it to languages.csv in the reference folder."
    ),
}
