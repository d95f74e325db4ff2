"""
Problems of files, workbooks, columns and rows (codes: ``releve.exchange.codes``).

A key that ends in ``-name`` holds the sentence for the case that the value ``name`` of the data is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark, mark_plural

FILE_PROBLEMS: Final[Mapping[str, Sentence]] = {
    "exchange.missing_file": mark("This table is needed and missing. Add the file to the folder, or the sheet to the workbook."),
    "exchange.unknown_file": mark("This file is none of the inputs and was not read. Was {near} meant?"),
    "exchange.unknown_file-near": mark("This file is none of the inputs and was not read."),
    "exchange.two_files": mark("This table stands in {other} too. Keep one of the two files."),
    "exchange.not_a_file": mark(
        "There is no file of this name that can be read: it is a folder or a broken link. Put the table in its place."
    ),
    "exchange.unreadable": mark("This file cannot be opened: {detail}. Check that it exists and that you may read it."),
    "exchange.too_large": mark(
        "This file is larger than {most_mib} MiB, packed or unpacked, and was not read. Split it, or remove what belongs to no table."
    ),
    "exchange.wrong_encoding": mark("This file is not in UTF-8: the letters of this row cannot be read. Save it as “CSV UTF-8”."),
    "exchange.nul_byte": mark(
        "This file holds a NUL character, which no table contains: it is damaged or of another kind. Save it again as “CSV UTF-8”."
    ),
    "exchange.wrong_delimiter": mark(
        "Between the cells of this file stands another mark than a comma: {found:separator}. "
        "Save the file as “CSV UTF-8 (comma delimited)”; where a program writes semicolons under that name too, replace them by commas. "
        "The tables of a plan can also be one workbook (.xlsx), which needs no such marks."
    ),
    "exchange.malformed_csv": mark("This row cannot be read as CSV: {detail}. Check its quotation marks."),
    "exchange.not_a_parquet": mark(
        "This file cannot be read as Parquet ({detail}): it is damaged, encrypted or of another kind. "
        "Write it again, or save the table as CSV."
    ),
    "exchange.no_header": mark("This table has no header row. Write the names of the columns in the first row."),
    "exchange.too_many_rows": mark("This table has more than {most} rows and was not read. Split it."),
    "exchange.too_many_problems": mark_plural(
        "{not_listed} more problem is not listed. Mend those listed here, then check again.",
        "{not_listed} more problems are not listed. Mend those listed here, then check again.",
        count="not_listed",
    ),
    "exchange.duplicate_column": mark("Column {column} stands twice. Keep one of the two."),
    "exchange.blank_column_name": mark("A column holds values and has no name in the header. Name it, or remove it."),
    "exchange.missing_column": mark("Column {column} is needed and missing. Add it to the header and fill it."),
    "exchange.unknown_column": mark("Column {column} is not known: it is kept and plays no part in the plan. Was {near} meant?"),
    "exchange.unknown_column-near": mark("Column {column} is not known: it is kept and plays no part in the plan."),
    "exchange.column_type": mark(
        "Column {column} is of type {type}, which holds no cells of a table. "
        "Write it as text, or as days, whole numbers, yes or no, or lists of text."
    ),
    "exchange.too_many_cells": mark(
        "This row has {cells} cells and the header {columns}. "
        "Remove the cells in excess, or put quotation marks around a text with a comma."
    ),
    "exchange.too_few_cells": mark("This row has {cells} cells and the header {columns}. Add the missing cells, even if they are blank."),
    "exchange.blank_row": mark("This row is blank and is passed over. Remove it, or fill it if something is missing here."),
    "exchange.not_a_workbook": mark("This file cannot be read as an XLSX workbook ({detail}). Save it again as .xlsx."),
    "exchange.encrypted": mark("This workbook is protected by a password or of an old kind. Save it as .xlsx without a password."),
    "exchange.unknown_sheet": mark("Sheet {sheet} is none of the tables and was not read. Was {near} meant?"),
    "exchange.unknown_sheet-near": mark("Sheet {sheet} is none of the tables and was not read."),
    "exchange.repeated_sheet": mark("Table {table} stands in two sheets. Keep one of the two."),
    "exchange.sparse_sheet": mark(
        "This sheet reaches to cell {cell}, too far for a table: the workbook was not read. Delete the rows and columns beyond the table."
    ),
    "exchange.hidden_sheet": mark("Sheet {sheet} is hidden; it was read all the same. Show it, or remove it."),
    "exchange.formula": mark("Cell {cell} holds a formula, whose result may differ from one machine to another. Replace it by its value."),
    "exchange.merged_cells": mark(
        "Cells {cells} are merged, so that it is not clear to which rows the value belongs. Separate them and fill each of them."
    ),
    "exchange.error_cell": mark("This cell holds the error {value}. Replace it by a value, or empty it."),
}
