"""The folder of an assembly in: everything is read and checked, and all problems are told together, before anything is built."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from releve.assembly.codes import AssemblyCode
from releve.assembly.reading.assembly_file import ASSEMBLY_FILE, read_assembly_file
from releve.assembly.reading.fixed_meetings import check_fixed_meetings
from releve.assembly.reading.links import check_links
from releve.assembly.reading.rows import Rows, build_folder, read_rows
from releve.assembly.reading.sufficiency import check_sufficiency
from releve.assembly.reading.tables import FORMS
from releve.assembly.records import Assembly, AssemblyFolder
from releve.errors import InputError, Problem
from releve.exchange.codes import ExchangeCode
from releve.exchange.csv_files import read_bytes, read_csv_table
from releve.exchange.forms import CellForms
from releve.exchange.raw import ProblemList
from releve.reference import load_reference

TABLE_SUFFIX: Final = ".csv"
SUFFIXES_OF_TABLES: Final = frozenset({".csv", ".ods", ".parquet", ".toml", ".tsv", ".xls", ".xlsm", ".xlsx"})
"""Of files that somebody may believe to be read."""


@dataclass(frozen=True, kw_only=True)
class AssemblyReading:
    """What reading gave: a folder, or None when a problem is an error; all problems either way, by place."""

    folder: AssemblyFolder | None
    problems: tuple[Problem, ...]


def read_assembly_folder(path: Path) -> AssemblyFolder:
    """
    Return the folder of an assembly that holds no error.

    Raises
    ------
    InputError
        With every problem, warnings included, when at least one is an error.
    """
    reading = read_assembly(path)
    if reading.folder is None:
        raise InputError(reading.problems)
    return reading.folder


def read_assembly(path: Path) -> AssemblyReading:
    """
    Return the folder of an assembly with all problems; with an error among them there is no folder. Never raises for what a file holds.

    Problems of the form of files and cells have codes of ``releve.exchange.codes``, all others of ``releve.assembly.codes``.
    """
    problems, digests = ProblemList(), dict[str, str]()
    assembly = _read_assembly_file(path, problems, digests)
    tables = _read_tables(path, problems, digests)
    check_links(tables, problems)
    folder = None
    if assembly is not None and not problems.has_errors:
        folder = build_folder(assembly, tables, digests)
        check_fixed_meetings(folder, tables["fixed"].numbers_by_key("request") if "fixed" in tables else {}, problems)
        check_sufficiency(folder, problems)
    return AssemblyReading(folder=None if problems.has_errors else folder, problems=problems.sorted())


def _read_assembly_file(path: Path, problems: ProblemList, digests: dict[str, str]) -> Assembly | None:
    if not (path / ASSEMBLY_FILE).exists():
        problems.add(AssemblyCode.MISSING_FILE, file=ASSEMBLY_FILE)
        return None
    content = _read_and_digest(path / ASSEMBLY_FILE, problems, digests)
    return None if content is None else read_assembly_file(content, problems)


def _read_tables(path: Path, problems: ProblemList, digests: dict[str, str]) -> dict[str, Rows]:
    _report_unknown_files(path, problems)
    forms = CellForms(reference=load_reference())
    tables = {}
    for form in FORMS.values():
        file = path / f"{form.name}{TABLE_SUFFIX}"
        if not file.exists() and not file.is_symlink():
            if form.needed:
                problems.add(AssemblyCode.MISSING_FILE, file=file.name)
            continue
        content = _read_and_digest(file, problems, digests)
        raw = None if content is None else read_csv_table(form, content, problems, file=file.name)
        if raw is not None:
            tables[form.name] = read_rows(form, raw, forms, problems)
    return tables


def _report_unknown_files(path: Path, problems: ProblemList) -> None:
    """Report files that look like tables or settings and are read by nobody: a table under a wrong name would be missed silently."""
    known = (*(f"{name}{TABLE_SUFFIX}" for name in FORMS), ASSEMBLY_FILE)
    for file in sorted(path.iterdir()) if path.is_dir() else ():
        if file.name not in known and not file.name.startswith(".") and file.suffix.lower() in SUFFIXES_OF_TABLES:
            near = difflib.get_close_matches(file.name.lower(), known, n=1)
            problems.add(ExchangeCode.UNKNOWN_FILE, file=file.name, warning=True, data={"near": near[0] if near else None})


def _read_and_digest(file: Path, problems: ProblemList, digests: dict[str, str]) -> bytes | None:
    content = read_bytes(file, problems, file=file.name)
    if content is not None:
        digests[file.name] = hashlib.sha256(content).hexdigest()
    return content
