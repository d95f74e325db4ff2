"""
What the archive of a workbook holds, before anything trusts it: sizes, how far each sheet reaches, where formulas stand.

Every part is unpacked and counted whatever it declares, and no part may declare a document type, which no spreadsheet program writes.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

MIB: Final = 1024 * 1024
MOST_UNPACKED_BYTES: Final = 512 * MIB
MOST_RATIO: Final = 400
"""Unpacked bytes for one packed byte; tables of numbers stay below 100."""
SMALL_BYTES: Final = 4 * MIB
"""Below this size the ratio does not matter."""
MOST_SHEET_CELLS: Final = 20_000_000
"""Cells of a sheet from its first to its last, blank ones included, as they lie in memory."""
CHUNK_BYTES: Final = MIB
CELL_NAME: Final = re.compile(r"([A-Z]{1,7})([0-9]{1,9})")
FAULTS_OF_ARCHIVES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    LookupError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
)
"""What reading a damaged or hostile archive may raise."""


class TooLargeError(Exception):
    """The archive unpacks to more than is read."""


class UnsoundWorkbookError(Exception):
    """The file is no workbook, or a hostile one; its text is the name of the fault."""


@dataclass(kw_only=True)
class SheetOutline:
    """
    How far a sheet reaches and where its formulas stand.

    Attributes
    ----------
    n_rows, n_columns
        Up to the last row and column that hold a cell.
    formulas
        Row and column of each cell with a formula, counted from 0.
    errors
        Row and column of each cell that holds an error, and which: `#N/A`.
    """

    n_rows: int = 0
    n_columns: int = 0
    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def n_cells(self) -> int:
        """Return the number of cells, blank ones included."""
        return self.n_rows * self.n_columns


def read_outlines(content: bytes) -> dict[str, SheetOutline]:
    """
    Return the outline of each sheet by name.

    Raises
    ------
    TooLargeError
        If the archive unpacks to more than `MOST_UNPACKED_BYTES`, or to many times its size.
    UnsoundWorkbookError
        If it is no archive of a workbook, or one of its parts declares a document type.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measure(archive, len(content))
            parts = archive.namelist()
            if len({part.casefold() for part in parts}) < len(parts):
                raise UnsoundWorkbookError("parts")
            paths = {name: path for name, path in _sheet_paths(archive).items() if path in parts}
            _refuse_document_types(archive, {*parts} - {*paths.values()})
            return {name: _outline(archive, path) for name, path in paths.items()}
    except FAULTS_OF_ARCHIVES as failure:
        raise UnsoundWorkbookError(type(failure).__name__) from failure


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as spreadsheets show it, rows and columns counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def cell_place(name: str) -> tuple[int, int]:
    """
    Return row and column of a cell's name, counted from 0.

    Raises
    ------
    UnsoundWorkbookError
        If no cell has such a name.
    """
    found = CELL_NAME.fullmatch(name.upper())
    if found is None:
        raise UnsoundWorkbookError("cell")
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)) - 1, column - 1


def _measure(archive: zipfile.ZipFile, n_packed: int) -> None:
    total = 0
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                total += len(chunk)
                if total > MOST_UNPACKED_BYTES or (total > SMALL_BYTES and total > MOST_RATIO * n_packed):
                    raise TooLargeError


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by the sheet's name."""
    targets: dict[str, str] = {}
    paths: dict[str, str] = {}

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.endswith("Relationship") and "Id" in attributes and "Target" in attributes:
            target = attributes["Target"]
            targets[attributes["Id"]] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")

    def sheet(tag: str, attributes: Mapping[str, str]) -> None:
        identity = next((value for name, value in attributes.items() if name.endswith("/relationships id")), "")
        if tag.endswith(" sheet") and identity in targets:
            name = attributes.get("name", "")
            if name in paths:
                raise UnsoundWorkbookError(name)
            paths[name] = targets[identity]

    for path, start in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        parser = _parser(namespace_separator=" ")
        parser.StartElementHandler = start
        with archive.open(path) as stream:
            parser.ParseFile(stream)
    return paths


def _outline(archive: zipfile.ZipFile, path: str) -> SheetOutline:
    outline = SheetOutline()
    # Row and column of the cell read last: a cell without a name follows it.
    row, column, is_error = -1, -1, False

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal row, column, is_error
        bare = tag.rpartition(":")[2]
        if bare == "row":
            given = attributes.get("r", "")
            row, column = int(given) - 1 if given.isascii() and given.isdigit() and len(given) < 10 else row + 1, -1  # noqa: PLR2004 - digits of any row
        elif bare == "c":
            row, column = cell_place(attributes["r"]) if "r" in attributes else (row, column + 1)
            outline.n_rows = max(outline.n_rows, row + 1)
            outline.n_columns = max(outline.n_columns, column + 1)
            is_error = attributes.get("t") == "e"
            if is_error:
                outline.errors.append((row, column, ""))
        elif bare == "f":
            outline.formulas.append((row, column))
        elif bare == "v" and is_error:
            parser.CharacterDataHandler = text

    def text(part: str) -> None:
        at, across, before = outline.errors[-1]
        outline.errors[-1] = (at, across, before + part)

    def end(tag: str) -> None:
        if tag.rpartition(":")[2] == "v":
            parser.CharacterDataHandler = None

    parser = _parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    with archive.open(path) as stream:
        parser.ParseFile(stream)
    return outline


def _refuse_document_types(archive: zipfile.ZipFile, parts: set[str]) -> None:
    """Parse the parts that no outline reads, for what they declare."""
    for part in sorted(parts):
        if part.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                _parser().ParseFile(stream)


def _parser(namespace_separator: str | None = None) -> expat.XMLParserType:
    # UTF-8 whatever a part declares, as the reader of the cells takes it: what is measured is what is read.
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=namespace_separator)
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise UnsoundWorkbookError("DOCTYPE")
