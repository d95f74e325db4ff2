"""
The sender's own workbook back: their sheets, formats and order, with coloured cells, a verdict a row and the reasons beside it.

Sentences come in from outside, in the reader's language. What the sender wrote stays as it is, but for one thing: no cell is a formula.
A formula is text here, for it was never computed and never will be by what we hand out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from releve.exchange.raw import HUMAN_ROW_MARK
from releve.exchange.records import forbidden_character
from releve.exchange.returned_sources import open_sheets, write_text

LONGEST_COMMENT: Final = 1000
MOST_COMMENTS: Final = 5000
"""Notes on cells beyond these would make the file slow to open; their reasons stand in the last column all the same."""
LONGEST_SHEET_NAME: Final = 31
REASONS_WIDTH: Final = 60
VERDICT_WIDTH: Final = 18


class Tone(StrEnum):
    """How a cell or a row is coloured; the words beside it say the same."""

    ERROR = "error"
    WARNING = "warning"
    NEW = "new"
    CHANGED = "changed"
    SOUND = "sound"


_COLOURS: Final[Mapping[Tone, str]] = {
    Tone.ERROR: "F8C9C4",
    Tone.WARNING: "FBE7B2",
    Tone.NEW: "CFE8D5",
    Tone.CHANGED: "CFE2F3",
    Tone.SOUND: "EDF3EE",
}


@dataclass(frozen=True, kw_only=True)
class Remark:
    """
    One thing to say of a place.

    Attributes
    ----------
    sheet
        Name of the sheet, or of the CSV file without extension; None = of the whole.
    row
        Counted from 1, the header being row 1; None = of the sheet.
    column
        Its heading, as the sender wrote it; None = of the row.
    place
        The place in words, for the list of what belongs to no cell.
    """

    tone: Tone
    text: str
    place: str = ""
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words of the columns and of the summary, in the reader's language."""

    verdict: str
    reasons: str
    summary: str
    place: str
    tones: Mapping[Tone, str]
    shortened: str
    """Said when only rows with a remark are handed back, for the file is too large for its formats to be kept."""
    author: str = "Relève"
    right_to_left: bool = False


@dataclass(frozen=True, kw_only=True)
class Returned:
    """
    What to write into the sender's workbook.

    Attributes
    ----------
    sheets
        Names of the sheets whose rows get a verdict.
    verdicts
        Tone of a row where no remark gives it one: sheet -> row -> tone; rows that are named nowhere are sound.
    header_row
        Row of the headings, below which rows get a verdict.
    lines
        Facts for the top of the summary: label and value.
    """

    labels: Labels
    sheets: Sequence[str]
    remarks: Sequence[Remark]
    verdicts: Mapping[str, Mapping[int, Tone]] = field(default_factory=dict)
    header_row: int = 1
    lines: Sequence[tuple[str, str]] = ()


def returned_workbook(files: Mapping[str, bytes], returned: Returned) -> bytes:
    """
    Return the sender's workbook, marked.

    Parameters
    ----------
    files
        By name: one XLSX workbook, or the tables of a folder, which become its sheets.
    """
    rows = {(remark.sheet, remark.row) for remark in returned.remarks if remark.row is not None}
    kept = {sheet: {returned.header_row, *(row for name, row in rows if name == sheet and row)} for sheet, _ in rows}
    book, is_whole = open_sheets(files, rows_if_large=kept)
    by_sheet: dict[str | None, list[Remark]] = {}
    for remark in returned.remarks:
        by_sheet.setdefault(remark.sheet, []).append(remark)
    elsewhere = [remark for remark in returned.remarks if remark.sheet not in book.titles or remark.row is None]
    n_comments = 0
    for name, sheet in book.titles.items():
        _forget_formulas(sheet)
        if name in returned.sheets:
            n_comments += _mark_sheet(
                sheet,
                by_sheet.get(name, []),
                returned,
                verdicts=returned.verdicts.get(name, {}),
                rows=book.rows.get(name),
                most_comments=MOST_COMMENTS - n_comments,
            )
    _write_summary(book.workbook, returned, elsewhere, is_whole=is_whole)
    stream = io.BytesIO()
    book.workbook.save(stream)
    return stream.getvalue()


def _forget_formulas(sheet: Worksheet) -> None:
    """Turn each formula into the text of it."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                write_text(cell, str(getattr(cell.value, "text", None) or cell.value))


def _mark_sheet(
    sheet: Worksheet,
    remarks: Iterable[Remark],
    returned: Returned,
    *,
    verdicts: Mapping[int, Tone],
    rows: Mapping[int, int] | None,
    most_comments: int,
) -> int:
    """Colour cells and write verdict and reasons beside the rows; return how many notes were hung on cells."""
    labels = returned.labels
    by_row: dict[int, list[Remark]] = {}
    for remark in remarks:
        if remark.row is not None:
            by_row.setdefault(remark.row, []).append(remark)
    # Where only some rows were kept, a row stands elsewhere than in the sender's file.
    place_of = rows if rows is not None else {number: number for number in range(1, sheet.max_row + 1)}
    header = place_of.get(returned.header_row, 1)
    columns = {_text(cell.value).strip(): cell.column for cell in sheet[header] if cell.value is not None} if sheet.max_row else {}
    last = max((cell.column for row in sheet.iter_rows(max_row=header) for cell in row if cell.value is not None), default=0)
    last = max(last, sheet.max_column if sheet.max_row > 1 else last)
    for i, heading in enumerate((labels.verdict, labels.reasons), start=last + 1):
        write_text(sheet.cell(row=header, column=i), heading)
        sheet.cell(row=header, column=i).font = Font(bold=True)
    n_comments = 0
    for number, at in place_of.items():
        found = by_row.get(number, [])
        is_below = number > returned.header_row
        if not found and (not is_below or _is_no_data(sheet, at, last, is_first=number == returned.header_row + 1)):
            continue
        # The row of the headings keeps them: what is said of a column stands in its note and in the summary.
        if number != returned.header_row:
            cells = sheet.cell(row=at, column=last + 1), sheet.cell(row=at, column=last + 2)
            _write_verdict(*cells, found, verdicts.get(number), labels)
        for remark in found:
            column = columns.get(remark.column or "")
            if column is not None and (cell := sheet.cell(row=at, column=column)) and not isinstance(cell, MergedCell):
                cell.fill = _fill(remark.tone)
                n_comments += _add_comment(cell, remark.text, labels.author) if n_comments < most_comments else 0
    for i, width in ((last + 1, VERDICT_WIDTH), (last + 2, REASONS_WIDTH)):
        sheet.column_dimensions[get_column_letter(i)].width = width
    return n_comments


def _write_verdict(verdict: Any, reasons: Any, found: Sequence[Remark], otherwise: Tone | None, labels: Labels) -> None:  # noqa: ANN401 -- openpyxl's cells
    tone = min((remark.tone for remark in found), key=list(Tone).index, default=Tone.SOUND)
    if tone not in (Tone.ERROR, Tone.WARNING) and otherwise is not None:
        tone = otherwise
    write_text(verdict, labels.tones[tone])
    verdict.fill = _fill(tone)
    if found:
        write_text(reasons, "\n".join(dict.fromkeys(remark.text for remark in found)))
        reasons.alignment = Alignment(wrap_text=True, vertical="top")


def _is_no_data(sheet: Worksheet, row: int, last: int, *, is_first: bool) -> bool:
    """Return whether a row is blank, or holds the headings for people under those for machines."""
    cells = [sheet.cell(row=row, column=i).value for i in range(1, last + 1)]
    return all(cell in (None, "") for cell in cells) or (is_first and _text(cells[0]).startswith(HUMAN_ROW_MARK))


def _add_comment(cell: Cell, text: str, author: str) -> int:
    said = cell.comment.text if cell.comment is not None else ""
    if text in said:
        return 0
    comment = Comment(visible("\n".join(filter(None, (said, text))))[:LONGEST_COMMENT], author, height=120, width=320)
    cell.comment = comment
    return 0 if said else 1


def _write_summary(workbook: Workbook, returned: Returned, elsewhere: Sequence[Remark], *, is_whole: bool) -> None:
    """Write the last sheet: counts, and all that belongs to no cell."""
    labels = returned.labels
    sheet = workbook.create_sheet(_free_title(workbook, labels.summary))
    sheet.sheet_view.rightToLeft = labels.right_to_left
    lines: list[tuple[str, ...]] = [(label, value) for label, value in returned.lines]
    if not is_whole:
        lines.append((labels.shortened,))
    for line in lines:
        _append(sheet, line)
    if lines and elsewhere:
        _append(sheet, ())
    if elsewhere:
        _append(sheet, (labels.verdict, labels.place, labels.reasons))
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
        for remark in elsewhere:
            _append(sheet, (labels.tones[remark.tone], remark.place, remark.text))
            sheet.cell(row=sheet.max_row, column=1).fill = _fill(remark.tone)
    for letter, width in (("A", 30), ("B", 40), ("C", REASONS_WIDTH)):
        sheet.column_dimensions[letter].width = width


def _append(sheet: Worksheet, texts: Sequence[str]) -> None:
    row = (sheet.max_row or 0) + (1 if sheet.max_row > 1 or sheet.cell(row=1, column=1).value is not None else 0)
    for i, text in enumerate(texts or ("",), start=1):
        write_text(sheet.cell(row=row, column=i), visible(text) or " ")
        sheet.cell(row=row, column=i).alignment = Alignment(wrap_text=True, vertical="top")


def _free_title(workbook: Workbook, wished: str) -> str:
    taken = {title.casefold() for title in workbook.sheetnames}
    titles = (wished[: LONGEST_SHEET_NAME - 3] + mark for mark in ("", *(f" {n}" for n in range(2, 100))))
    return next(title for title in titles if title.casefold() not in taken)


def _fill(tone: Tone) -> PatternFill:
    return PatternFill(fill_type="solid", start_color=_COLOURS[tone], end_color=_COLOURS[tone])


def _text(value: object) -> str:
    return "" if value is None else str(value)


def visible(text: str) -> str:
    """Return a text of ours whose quotations hold no character that hides or turns what stands around it: each is named instead."""
    while (bad := forbidden_character(text)) is not None:
        text = text.replace(bad, f"[U+{ord(bad):04X}]")
    return text
