"""A folder, or one workbook, in: everything is read and checked before anything is built."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Final

from releve.errors import InputError, Problem
from releve.exchange import assemble
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import TABLES, TableForm
from releve.exchange.csv_files import read_bytes, read_csv_table
from releve.exchange.forms import CellForms
from releve.exchange.links import check_links
from releve.exchange.officer_columns import officers_of
from releve.exchange.parquet_files import read_parquet_table
from releve.exchange.parsed import ParsedTable, parse_table
from releve.exchange.policy_file import POLICY_FILE, read_policy
from releve.exchange.raw import ProblemList, RawTable
from releve.exchange.workbooks import read_workbook_tables
from releve.model import Policy, Snapshot
from releve.model.scales import RULE_CODES
from releve.reference import Reference, default_policy, load_reference

REFERENCE_FOLDER: Final = "reference"
RULE_GROUP: Final = "releve.rules"
WORKBOOK_SUFFIX: Final = ".xlsx"
TABLE_SUFFIX: Final = ".csv"
PARQUET_SUFFIX: Final = ".parquet"
SUFFIXES_OF_A_TABLE: Final = (TABLE_SUFFIX, PARQUET_SUFFIX)
SUFFIXES_OF_TABLES: Final = frozenset({".csv", ".ods", ".parquet", ".toml", ".tsv", ".xls", ".xlsm", ".xlsx"})
"""Of files that somebody may believe to be read."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """
    What reading gave: a snapshot, or None when a problem is an error; all problems either way, by place.

    ``reference`` holds the tables in force, those of the folder over the shipped ones.
    """

    snapshot: Snapshot | None
    problems: tuple[Problem, ...]
    reference: Reference


@dataclass(frozen=True, kw_only=True, eq=False)
class SoundReading:
    """A reading without errors."""

    snapshot: Snapshot
    problems: tuple[Problem, ...]
    reference: Reference


def read_folder_or_raise(folder: Path) -> SoundReading:
    """
    Return the reading of a folder or workbook that holds no error.

    Raises
    ------
    InputError
        With every problem, when at least one is an error.
    """
    reading = read_folder(folder)
    if reading.snapshot is None:
        raise InputError(reading.problems)
    return SoundReading(snapshot=reading.snapshot, problems=reading.problems, reference=reading.reference)


def at_their_sheets(problems: Iterable[Problem], folder: Path) -> tuple[Problem, ...]:
    """
    Return problems that name a table's file at the place where the sender finds the table: the sheet, where the input is one workbook.

    Later stages know tables, and not in what kind of file they came.
    """
    return tuple(_at_its_sheet(problem, folder) for problem in problems)


def _at_its_sheet(problem: Problem, folder: Path) -> Problem:
    table = (problem.file or "").removesuffix(TABLE_SUFFIX)
    if table not in TABLES:
        return problem
    if not folder.is_dir():
        return replace(problem, file=folder.name, sheet=table)
    in_parquet = f"{table}{PARQUET_SUFFIX}"
    return replace(problem, file=in_parquet) if (folder / in_parquet).exists() else problem


def read_folder(folder: Path) -> Reading:
    """
    Return the snapshot of a folder of CSV and Parquet files, or of one workbook with ``policy.toml`` and ``reference/`` beside it.

    Every problem is listed; with an error among them nothing is built. Never raises for what a file holds.
    """
    problems = ProblemList()
    digests: dict[str, str] = {}
    home = folder if folder.is_dir() else folder.parent
    reference = _read_reference(home / REFERENCE_FOLDER, problems, digests)
    raw = _read_tables(folder, problems, digests) if folder.is_dir() else _read_workbook(folder, problems, digests)
    for form in TABLES.values():
        if raw is not None and form.needed and form.name not in raw and not _is_reported(problems, form.name):
            file, sheet = (f"{form.name}{TABLE_SUFFIX}", None) if folder.is_dir() else (folder.name, form.name)
            problems.add(ExchangeCode.MISSING_FILE, file=file, sheet=sheet)
    forms = CellForms(reference=reference)
    # A table that is understood is not held as texts any longer.
    tables = {name: parse_table(TABLES[name], raw.pop(name), forms, problems) for name in tuple(raw)} if raw is not None else {}
    check_links(tables, _rule_codes(), problems)
    policy = _read_policy(home / POLICY_FILE, problems, digests)
    snapshot = None if problems.has_errors else _build_snapshot(tables, policy, digests)
    return Reading(snapshot=snapshot, problems=problems.sorted(), reference=reference)


def _is_reported(problems: ProblemList, table: str) -> bool:
    """Return whether an error already says why this table could not be read."""
    return any(
        problem.is_error and ((problem.sheet or "").strip() == table or problem.file in _files_of(table)) for problem in problems.found
    )


def _rule_codes() -> Collection[str]:
    # Codes of third parties' rules are the names of their entry points; loading the rules is the business of `eligibility`.
    return (*RULE_CODES, *sorted(found.name for found in entry_points(group=RULE_GROUP)))


def _read_tables(folder: Path, problems: ProblemList, digests: dict[str, str]) -> dict[str, RawTable]:
    tables = {}
    _report_unknown_files(folder, problems)
    for form in TABLES.values():
        paths = [path for name in _files_of(form.name) if (path := folder / name).exists() or path.is_symlink()]
        if len(paths) > 1:
            problems.add(ExchangeCode.TWO_FILES, file=paths[0].name, data={"other": paths[1].name})
            continue
        for path in paths:
            table = _read_table(form, path, problems, digests)
            if table is not None:
                tables[form.name] = table
    return tables


def _files_of(table: str) -> tuple[str, ...]:
    return tuple(f"{table}{suffix}" for suffix in SUFFIXES_OF_A_TABLE)


def _read_table(form: TableForm, path: Path, problems: ProblemList, digests: dict[str, str]) -> RawTable | None:
    content = _read_and_digest(path, problems, digests, name=path.name)
    if content is None:
        return None
    read = read_parquet_table if path.suffix == PARQUET_SUFFIX else read_csv_table
    return read(form, content, problems, file=path.name)


def _report_unknown_files(folder: Path, problems: ProblemList) -> None:
    """Report files that look like tables or settings and are read by nobody: a table under a wrong name would be missed silently."""
    known = (*(file for name in TABLES for file in _files_of(name)), POLICY_FILE)
    for path in sorted(folder.iterdir()):
        if path.name not in known and not path.name.startswith(".") and path.suffix.lower() in SUFFIXES_OF_TABLES:
            near = difflib.get_close_matches(path.name.lower(), known, n=1)
            problems.add(ExchangeCode.UNKNOWN_FILE, file=path.name, warning=True, data={"near": near[0] if near else None})


def _read_workbook(path: Path, problems: ProblemList, digests: dict[str, str]) -> dict[str, RawTable] | None:
    if path.suffix.lower() != WORKBOOK_SUFFIX:
        problems.add(ExchangeCode.NOT_A_WORKBOOK, file=path.name, data={"detail": path.suffix})
        return None
    content = _read_and_digest(path, problems, digests, name=path.name)
    return None if content is None else read_workbook_tables(content, problems, file=path.name)


def _read_policy(path: Path, problems: ProblemList, digests: dict[str, str]) -> Policy:
    if not path.exists() and not path.is_symlink():
        return default_policy()
    content = _read_and_digest(path, problems, digests, name=path.name)
    return default_policy() if content is None else read_policy(content, default_policy(), problems)


def _read_reference(folder: Path, problems: ProblemList, digests: dict[str, str]) -> Reference:
    if not folder.is_dir():
        return load_reference()
    for path in sorted(folder.glob(f"*{TABLE_SUFFIX}")):
        # What cannot be read is reported once, by `load_reference`.
        _read_and_digest(path, ProblemList(), digests, name=f"{REFERENCE_FOLDER}/{path.name}")
    try:
        reference = load_reference(folder)
    except InputError as failure:
        _add_of_reference(failure.problems, problems)
        return load_reference()
    _add_of_reference(reference.problems, problems)
    return reference


def _add_of_reference(found: Iterable[Problem], problems: ProblemList) -> None:
    problems.found.extend(replace(problem, file=f"{REFERENCE_FOLDER}/{problem.file}") for problem in found)


def _read_and_digest(path: Path, problems: ProblemList, digests: dict[str, str], *, name: str) -> bytes | None:
    content = read_bytes(path, problems, file=name)
    if content is not None:
        digests[name] = hashlib.sha256(content).hexdigest()
    return content


def _build_snapshot(tables: dict[str, ParsedTable], policy: Policy, digests: dict[str, str]) -> Snapshot:
    posts = assemble.posts_of(tables["posts"])
    extra = {name: MappingProxyType(dict(table.extra)) for name, table in tables.items() if table.extra}
    return Snapshot(
        policy=policy,
        missions=assemble.missions_of(tables["missions"]),
        posts=posts,
        officers=officers_of(tables["officers"]),
        deployments=assemble.deployments_of(tables.get("deployments"), {post.post_id: post for post in posts}),
        previous=assemble.previous_of(tables.get("previous")),
        decisions=assemble.decisions_of(tables.get("decisions")),
        waivers=assemble.waivers_of(tables.get("waivers")),
        partners=assemble.partners_of(tables.get("partners")),
        meetings=assemble.meetings_of(tables.get("meetings")),
        participants=assemble.participants_of(tables.get("participants")),
        commitments=assemble.commitments_of(tables.get("commitments")),
        nominations=assemble.nominations_of(tables.get("nominations")),
        digests=MappingProxyType(dict(sorted(digests.items()))),
        extra_columns=MappingProxyType(extra),
    )
