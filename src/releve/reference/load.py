"""Read the shipped reference tables, and a desk's own rows over them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from errno import EFBIG, EINVAL
from functools import cache
from importlib.resources import files
from os import strerror
from pathlib import Path
from types import MappingProxyType
from typing import Any

from releve.errors import Datum, InputError, Problem, Severity
from releve.reference.codes import ReferenceCode
from releve.reference.columns import NEEDED, TABLES, Table
from releve.reference.records import Ceiling, Reference

VALUE_LENGTH = 200
"""Longest text of a cell that a problem repeats."""
NUL = "line contains NUL"
"""As the reader of Python 3.10 said; later ones take it for a letter."""
MOST_BYTES = 64 * 1024 * 1024
"""Largest table that is read; the shipped ones stay below 100 KiB."""


def load_reference(overlay: Path | None = None) -> Reference:
    """
    Return the reference tables, with the rows of a desk's own folder over them.

    Parameters
    ----------
    overlay
        Folder with any of the tables, as CSV in UTF-8. A row replaces the shipped row of the same key, or is added; a blank cell
        is blank, it does not fall back. None, or a folder that does not exist: the tables as shipped.

    Raises
    ------
    InputError
        With every problem of the folder, warnings included, when at least one is an error.
    """
    if overlay is None or not overlay.is_dir():
        return _shipped()
    reading = _Reading(tables={name: dict(rows) for name, rows in _shipped_tables().items()})
    for path in sorted(overlay.iterdir()):
        if path.suffix == ".csv" and path.stem in TABLES:
            content = reading.content_of(path)
            if content is not None:
                reading.read(path.name, content, TABLES[path.stem])
        elif not path.name.startswith("."):
            reading.add(ReferenceCode.UNKNOWN_FILE, path.name, severity=Severity.WARNING, expected=tuple(f"{name}.csv" for name in TABLES))
    reading.check_codes()
    if any(problem.is_error for problem in reading.problems):
        raise InputError(tuple(reading.problems))
    return _reference(reading.tables, tuple(reading.problems))


@cache
def _shipped() -> Reference:
    return _reference(_shipped_tables(), ())


@cache
def _shipped_tables() -> Mapping[str, Mapping[str, Any]]:
    # Any: each table has its own record.
    reading = _Reading(tables={name: {} for name in TABLES})
    for name, table in TABLES.items():
        content = files("releve.reference").joinpath("data", f"{name}.csv").read_bytes()
        reading.read(f"{name}.csv", content, table)
    reading.check_codes()
    if reading.problems:
        raise InputError(tuple(reading.problems))
    return reading.tables


def _reference(tables: Mapping[str, Mapping[str, Any]], problems: tuple[Problem, ...]) -> Reference:
    # Any: each table has its own record; the fields of Reference name them.
    by_key = {
        name: MappingProxyType(dict(sorted((getattr(r, TABLES[name].key), r) for r in rows.values()))) for name, rows in tables.items()
    }
    return Reference(
        countries=by_key["countries"],
        languages=by_key["languages"],
        skills=by_key["skills"],
        missions=by_key["missions"],
        ceilings=tuple(sorted(by_key["ceilings"].values(), key=_ceiling_order)),
        grades=by_key["grades"],
        partners=by_key["partners"],
        problems=problems,
    )


def _ceiling_order(ceiling: Ceiling) -> tuple[str, date, str]:
    return ceiling.mission, ceiling.in_force_from or date.min, ceiling.entry


def _lines_of(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    if "\0" in text:
        raise csv.Error(NUL)
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@dataclass(kw_only=True)
class _Reading:
    """Rows read so far, by table and key, where they stood, and what was wrong with them."""

    # Any: each table has its own record.
    tables: dict[str, dict[str, Any]]
    problems: list[Problem] = field(default_factory=list)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, code: ReferenceCode, file: str, *, severity: Severity = Severity.ERROR, **data: Datum) -> None:
        """Note a problem with a whole file."""
        self.problems.append(Problem(code=code, severity=severity, file=file, data=data))

    def content_of(self, path: Path) -> bytes | None:
        """Return the bytes of a table, or None with a problem: a pipe would never end, a file beyond all measure would fill the memory."""
        number = None
        try:
            number = EINVAL if not path.is_file() else EFBIG if path.stat().st_size > MOST_BYTES else None
            content = path.read_bytes() if number is None else None
        except OSError as failure:
            number, content = failure.errno, None
        if content is None:
            self.add(ReferenceCode.UNREADABLE_FILE, path.name, detail=strerror(number or 0))
        return content

    def read(self, file: str, content: bytes, table: Table) -> None:
        """Read one file into its table; what is wrong becomes a problem, never an exception."""
        try:
            lines = _lines_of(content)
        except (UnicodeDecodeError, csv.Error) as error:
            self.add(ReferenceCode.UNREADABLE_FILE, file, detail=str(error))
            return
        if not lines or not any(lines[0]):
            self.add(ReferenceCode.EMPTY_FILE, file)
            return
        header = [cell.strip() for cell in lines[0]]
        if self._check_header(file, header, table):
            for number, cells in enumerate(lines[1:], start=2):
                if any(cell.strip() for cell in cells):
                    self._read_row(file, number, header, cells, table)

    def _check_header(self, file: str, header: list[str], table: Table) -> bool:
        expected = tuple(table.forms)
        for position, name in enumerate(header):
            if name not in table.forms:
                self._at(ReferenceCode.UNKNOWN_COLUMN, file, 1, name, severity=Severity.WARNING, expected=expected)
            elif name in header[:position]:
                self._at(ReferenceCode.REPEATED_COLUMN, file, 1, name)
        missing = [name for name in (table.key, *NEEDED.get(Path(file).stem, ())) if name not in header]
        for name in missing:
            self._at(ReferenceCode.MISSING_COLUMN, file, 1, name, expected=expected)
        return not missing

    def _read_row(self, file: str, number: int, header: list[str], cells: list[str], table: Table) -> None:
        if len(cells) > len(header):
            data = {"cells": len(cells), "columns": len(header)}
            self.problems.append(Problem(code=ReferenceCode.TOO_MANY_CELLS, file=file, row=number, data=data))
            return
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name in table.forms}
        # Any: values of a record's own fields.
        values: dict[str, Any] = {}
        for name, form in table.forms.items():
            cell = row.get(name, "")
            try:
                values[name] = form.parse(cell) if cell else form.blank
            except ValueError:
                self._at(ReferenceCode.INVALID_VALUE, file, number, name, value=cell, expected=form.expected)
        blank = [name for name in (table.key, *NEEDED.get(Path(file).stem, ())) if not row.get(name)]
        for name in blank:
            self._at(ReferenceCode.BLANK_KEY, file, number, name)
        key = row.get(table.key, "")
        if key and (file, key) in self.rows:
            self._at(ReferenceCode.REPEATED_KEY, file, number, table.key, value=key, first_row=self.rows[file, key])
        elif not blank and len(values) == len(table.forms):
            self.rows[file, key] = number
            self.tables[Path(file).stem][key] = table.record(**values)

    def _at(
        self,
        code: ReferenceCode,
        file: str,
        row: int,
        column: str,
        *,
        value: str | None = None,
        severity: Severity = Severity.ERROR,
        **data: Datum,
    ) -> None:
        shown = None if value is None else value[:VALUE_LENGTH]
        self.problems.append(Problem(code=code, severity=severity, file=file, row=row, column=column, value=shown, data=data))

    def check_codes(self) -> None:
        """Note every country and language of the missions that no table knows."""
        file = "missions.csv"
        for key, mission in self.tables["missions"].items():
            row = self.rows.get((file, key), 0)
            for column in ("host_countries", "excluded_nationalities"):
                for iso3 in getattr(mission, column):
                    if iso3 not in self.tables["countries"]:
                        self._at(ReferenceCode.UNKNOWN_COUNTRY, file, row, column, value=iso3)
            for tag in mission.working_languages:
                if tag.split("-")[0] not in self.tables["languages"]:
                    self._at(ReferenceCode.UNKNOWN_LANGUAGE, file, row, "working_languages", value=tag)
