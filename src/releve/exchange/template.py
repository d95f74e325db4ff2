"""An empty workbook for senders: one sheet a table, headings for machines and for people, lists to choose from, notes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import xlsxwriter

from releve.exchange.columns import TABLES, Column, Kind
from releve.exchange.links import REFERENCES
from releve.exchange.raw import HUMAN_ROW_MARK
from releve.exchange.workbooks import LIST_SHEET
from releve.exchange.writers import NotWrittenError
from releve.model.scales import RULE_CODES
from releve.reference import Reference, load_reference

ROWS_WITH_LISTS: Final = 2000
"""Rows that get formats and lists below the headings."""
LONGEST_RULE: Final = 255
"""Characters that Excel allows in the list of a rule."""
WIDTHS: Final[Mapping[Kind, int]] = {Kind.DAY: 12, Kind.INTEGER: 10, Kind.YES_NO: 9, Kind.COUNTRY: 10, Kind.TEXT: 26, Kind.LEVELS: 20}
OTHER_WIDTH: Final = 18
WIDTH_OF_NAMES: Final = 36
LONGEST_NOTE: Final = 255
NEEDED_MARK: Final = " *"
"""Behind the heading and the title of the note of a column whose cells must be filled."""
LONGEST_TITLE: Final = 32
KEYS_ELSEWHERE: Final[Mapping[tuple[str, str], str]] = {(table, column): target for table, column, target, *_ in REFERENCES}
"""Columns that name keys of another sheet, which hold them in its first column."""


def write_template(
    path: Path,
    *,
    headings: Mapping[tuple[str, str], str],
    notes: Mapping[tuple[str, str], str],
    country_names: Mapping[str, str] | None = None,
    right_to_left: bool = False,
    reference: Reference | None = None,
) -> None:
    """
    Write an empty workbook that `read_folder` reads once it is filled.

    Row 1 holds the machine headings, row 2 those for people; its first cell begins with ``#``, which marks it as no data.
    A column whose cells must be filled bears an asterisk there. The last sheet lists the codes to choose from, countries with their names.

    Parameters
    ----------
    headings, notes
        By table and column, in the reader's language.
    country_names
        By alpha-3 code, in the reader's language; None = codes alone.
    right_to_left
        Whether that language is written from right to left; the first column then stands on the right.

    Raises
    ------
    NotWrittenError
        If the file cannot be written.
    """
    countries = sorted((reference or load_reference()).countries)
    try:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
            formats = _formats(workbook)
            sheets = {name: workbook.add_worksheet(name) for name in TABLES}
            lists = workbook.add_worksheet(LIST_SHEET)
            lists.write_column(0, 0, countries)
            lists.write_column(0, 1, [(country_names or {}).get(code, "") for code in countries])
            lists.write_column(0, 3, RULE_CODES)
            lists.set_column(1, 1, WIDTH_OF_NAMES)
            for sheet in (*sheets.values(), lists) if right_to_left else ():
                sheet.right_to_left()
            for name, sheet in sheets.items():
                _fill_sheet(sheet, name, formats, headings, notes, len(countries))
    except (OSError, xlsxwriter.exceptions.XlsxFileError) as failure:
        raise NotWrittenError(path=str(path), detail=str(failure)) from failure


def _formats(workbook: xlsxwriter.Workbook) -> Mapping[str, xlsxwriter.format.Format]:
    return {
        "machine": workbook.add_format({"bold": True, "font_color": "#5b6b7b", "bottom": 1}),
        "human": workbook.add_format({"text_wrap": True, "valign": "top", "bg_color": "#f2f5f8", "bottom": 1}),
        "needed": workbook.add_format({"text_wrap": True, "valign": "top", "bg_color": "#dbe7f3", "bold": True, "bottom": 1}),
        "text": workbook.add_format({"num_format": "@"}),
        "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "number": workbook.add_format({"num_format": "0"}),
    }


def _fill_sheet(
    sheet: xlsxwriter.worksheet.Worksheet,
    table: str,
    formats: Mapping[str, xlsxwriter.format.Format],
    headings: Mapping[tuple[str, str], str],
    notes: Mapping[tuple[str, str], str],
    n_countries: int,
) -> None:
    sheet.freeze_panes(2, 1)
    sheet.set_row(1, 32)
    for i, column in enumerate(TABLES[table].columns):
        mark = NEEDED_MARK if column.filled else ""
        heading = headings.get((table, column.name), column.name) + mark
        sheet.write_string(0, i, column.name, formats["machine"])
        sheet.write_string(1, i, f"{HUMAN_ROW_MARK} {heading}" if i == 0 else heading, formats["needed" if column.filled else "human"])
        shape = "day" if column.kind is Kind.DAY else "number" if column.kind is Kind.INTEGER else "text"
        sheet.set_column(i, i, WIDTHS.get(column.kind, OTHER_WIDTH), formats[shape])
        note = notes.get((table, column.name), "")
        rule = _rule(table, column, n_countries)
        if rule or note:
            sheet.data_validation(
                2,
                i,
                ROWS_WITH_LISTS,
                i,
                {
                    **(rule or {"validate": "any"}),
                    "input_title": f"{column.name}{mark}"[:LONGEST_TITLE],
                    "input_message": note[:LONGEST_NOTE],
                },
            )


def _rule(table: str, column: Column, n_countries: int) -> dict[str, object]:
    """Return the rule that a spreadsheet checks while somebody types; what it lets through is checked again when read."""
    source = _list_source(table, column, n_countries)
    if source is not None:
        # Keys may stand in another file, and rules of third parties have codes of their own: others are questioned, not refused.
        return {"validate": "list", "source": source, **({"error_type": "warning"} if column.kind is Kind.ID else {})}
    if column.kind is Kind.INTEGER and column.low is not None:
        if column.high is None:
            return {"validate": "integer", "criteria": ">=", "value": column.low}
        return {"validate": "integer", "criteria": "between", "minimum": column.low, "maximum": column.high}
    return {}


def _list_source(table: str, column: Column, n_countries: int) -> list[str] | str | None:
    """Return the values that a spreadsheet offers, or where they stand; None where there are none to choose from."""
    if column.kind is Kind.YES_NO:
        return ["yes", "no"]
    if column.kind is Kind.CHOICE and len(",".join(column.choices)) <= LONGEST_RULE:
        return list(column.choices)
    if column.kind is Kind.COUNTRY:
        return f"={LIST_SHEET}!$A$1:$A${n_countries}"
    if (table, column.name) == ("waivers", "rule"):
        return f"={LIST_SHEET}!$D$1:$D${len(RULE_CODES)}"
    target = KEYS_ELSEWHERE.get((table, column.name))
    return None if target is None else f"={target}!$A$3:$A${ROWS_WITH_LISTS + 1}"
