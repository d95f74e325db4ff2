"""
XLSX workbooks in: one sheet a table, named as the CSV files without extension.

Nothing is evaluated: formulas, merged cells and error cells are refused at their place.
The file is unpacked and measured before anything reads it, so that a small file cannot fill the memory.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import TABLES, TableForm
from releve.exchange.raw import ProblemList, RawTable
from releve.exchange.records import build_raw_table

MOST_UNPACKED_BYTES: Final = 1024 * 1024 * 1024
MOST_RATIO: Final = 400
"""Unpacked bytes for one packed byte; tables of numbers stay below 100."""
SMALL_BYTES: Final = 4 * 1024 * 1024
"""Below this size the ratio does not matter."""
CHUNK_BYTES: Final = 1024 * 1024
MIB: Final = 1024 * 1024
OLE_MARK: Final = b"\xd0\xcf\x11\xe0"
"""First bytes of an encrypted workbook, and of workbooks of before 2007."""
RELATION_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ERROR_TEXTS: Final = frozenset({"#N/A", "#NAME?", "#DIV/0!", "#REF!", "#VALUE!", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!"})
LIST_SHEET: Final = "_lists"
"""Hidden sheet of our own templates with lists to choose from; it holds no data."""
Cell = int | float | str | bool | time | date | datetime | timedelta


class _HostileXmlError(Exception):
    """The workbook declares a document type, which no spreadsheet program writes."""


def read_workbook_tables(content: bytes, problems: ProblemList, *, file: str) -> dict[str, RawTable]:
    """Return the tables of a workbook by name; what cannot be read is reported and left out."""
    if content.startswith(OLE_MARK):
        problems.add(ExchangeCode.ENCRYPTED, file=file)
        return {}
    if not _is_sound(content, problems, file=file):
        return {}
    try:
        formulas = _formula_cells(content)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return dict(_tables(workbook, formulas, problems, file=file))
    except PasswordError:
        problems.add(ExchangeCode.ENCRYPTED, file=file)
    except (
        CalamineError,
        zipfile.BadZipFile,
        expat.ExpatError,
        ET.ParseError,
        _HostileXmlError,
        KeyError,
        OSError,
        zlib.error,
    ) as failure:
        problems.add(ExchangeCode.NOT_A_WORKBOOK, file=file, data={"detail": type(failure).__name__})
    return {}


def _is_sound(content: bytes, problems: ProblemList, *, file: str) -> bool:
    """Return whether the archive unpacks to a reasonable size; every entry is unpacked and counted, whatever it declares."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as stream:
                    while chunk := stream.read(CHUNK_BYTES):
                        total += len(chunk)
                        if total > MOST_UNPACKED_BYTES or (total > SMALL_BYTES and total > MOST_RATIO * len(content)):
                            problems.add(ExchangeCode.TOO_LARGE, file=file, data={"most_mib": MOST_UNPACKED_BYTES // MIB})
                            return False
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as failure:
        problems.add(ExchangeCode.NOT_A_WORKBOOK, file=file, data={"detail": type(failure).__name__})
        return False
    return True


def _tables(
    workbook: CalamineWorkbook, formulas: Mapping[str, Sequence[str]], problems: ProblemList, *, file: str
) -> Iterator[tuple[str, RawTable]]:
    for sheet in workbook.sheets_metadata:
        name = sheet.name.strip()
        if name == LIST_SHEET:
            continue
        if sheet.typ is not SheetTypeEnum.WorkSheet or name not in TABLES:
            problems.add(ExchangeCode.UNKNOWN_SHEET, file=file, sheet=sheet.name, warning=True, data={"near": _near(name)})
            continue
        if sheet.visible is not SheetVisibleEnum.Visible:
            problems.add(ExchangeCode.HIDDEN_SHEET, file=file, sheet=sheet.name, warning=True)
        for cell in formulas.get(sheet.name, ()):
            row = int("".join(c for c in cell if c.isdigit()) or 0)
            problems.add(ExchangeCode.FORMULA, file=file, sheet=sheet.name, row=row, data={"cell": cell})
        table = _read_sheet(TABLES[name], workbook.get_sheet_by_name(sheet.name), problems, file=file)
        if table is not None:
            yield name, table


def _near(name: str) -> str | None:
    folded = name.casefold()
    return folded if folded in TABLES else None


def _read_sheet(form: TableForm, sheet: CalamineSheet, problems: ProblemList, *, file: str) -> RawTable | None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        cells = f"{_cell_name(top, left)}:{_cell_name(bottom, right)}"
        problems.add(ExchangeCode.MERGED_CELLS, file=file, sheet=sheet.name, row=top + 1, data={"cells": cells})
    rows = sheet.to_python(skip_empty_area=False)
    width = max((i + 1 for row in rows[:1] for i, cell in enumerate(row) if cell != ""), default=0)
    numbered = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    for number, row in numbered:
        for i, text in enumerate(row):
            if text in ERROR_TEXTS:
                column = numbered[0][1][i] or None
                problems.add(ExchangeCode.ERROR_CELL, file=file, sheet=sheet.name, row=number, column=column, value=text)
    while numbered and not any(numbered[-1][1]):
        numbered.pop()
    # Cells beyond the header are kept only where they hold something: sheets are as wide as their widest row.
    trimmed = [(number, row if any(row[width:]) else row[:width]) for number, row in numbered]
    return build_raw_table(form, trimmed, problems, file=file, sheet=sheet.name)


def _text(cell: Cell) -> str:
    """Return a cell as the text that a CSV file would hold: days as ISO, whole numbers without decimals."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004 - beyond it a float is no exact integer
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _cell_name(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _formula_cells(content: bytes) -> dict[str, list[str]]:
    """Return the cells that hold a formula, by sheet; calamine gives only the values that were last computed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: _formulas_of_sheet(archive, path) for name, path in _sheet_paths(archive).items()}


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    targets = {}
    for relation in _safe_tree(archive, "xl/_rels/workbook.xml.rels").iter():
        if "Id" in relation.attrib and "Target" in relation.attrib:
            target = relation.attrib["Target"]
            targets[relation.attrib["Id"]] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    paths = {}
    for element in _safe_tree(archive, "xl/workbook.xml").iter():
        if element.tag.endswith("}sheet") and element.attrib.get(RELATION_ID) in targets:
            paths[element.attrib.get("name", "")] = targets[element.attrib[RELATION_ID]]
    return {name: path for name, path in paths.items() if path in archive.namelist()}


def _safe_tree(archive: zipfile.ZipFile, path: str) -> ET.Element:
    content = archive.read(path)
    _refuse_document_types(content)
    return ET.fromstring(content)  # noqa: S314 - a document type, and with it every entity, is refused above


def _refuse_document_types(content: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(content, True)  # noqa: FBT003 - expat's own signature


def _refuse(*_: object) -> None:
    raise _HostileXmlError


def _formulas_of_sheet(archive: zipfile.ZipFile, path: str) -> list[str]:
    found: list[str] = []
    current = ""

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal current
        if tag == "c":
            current = attributes.get("r", "")
        elif tag == "f":
            found.append(current)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    with archive.open(path) as stream:
        parser.ParseFile(stream)
    return found
