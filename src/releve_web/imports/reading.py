"""The first step: the file is read, and what its sender calls things is guessed or known."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings

from releve.errors import Problem
from releve.exchange.codes import ExchangeCode
from releve.exchange.forms import CellForms
from releve.exchange.raw import ProblemList, RawTable
from releve.exchange.sender_files import SenderSheet, read_sender_file
from releve.exchange.sender_mapping import (
    DayOrder,
    SenderMapping,
    fold_heading,
    guess_columns,
    guess_day_order,
    sender_table,
    unknown_words,
)
from releve.reference import load_reference
from releve_web.imports.mapping import clean, from_mapping, from_problems, kept_mapping, our_headings
from releve_web.imports.models import Import, ImportProblem, SenderColumns, State
from releve_web.imports.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Mapping

MIB = 1024 * 1024
_kept: dict[int, tuple[tuple[SenderSheet, ...], list[Problem]]] = {}
ROWS_LOOKED_AT = 10_000
"""Rows from which words and the order of days are guessed; all are read when they are compared."""
SAMPLES = 3
"""Values of each column that the page of columns shows."""


def cell_forms() -> CellForms:
    """Return what reads cells."""
    return CellForms(reference=load_reference())


def read_sheets(source: Import, problems: ProblemList) -> tuple[SenderSheet, ...]:
    """Return the sheets of an import's file; problems say why there are none."""
    kept = _kept.pop(source.pk, None)
    if kept is not None:
        sheets, found = kept
        problems.found += found
        return sheets
    content = bytes(source.content.content)
    if len(content) > settings.RELEVE_UPLOAD_LIMIT:
        problems.add(ExchangeCode.TOO_LARGE, file=source.file_name, data={"most_mib": settings.RELEVE_UPLOAD_LIMIT // MIB})
        return ()
    return read_sender_file(content, problems, file=source.file_name)


def forget_sheets(source_pk: int) -> None:
    """Give the memory back that the rows of a file take between two steps."""
    _kept.pop(source_pk, None)


def chosen_sheet(source: Import, sheets: tuple[SenderSheet, ...]) -> SenderSheet:
    """Return the sheet that was chosen; else the one named as its table, the first that is not hidden, or the first."""
    named = [sheet for sheet in sheets if source.sheet and sheet.name == source.sheet]
    ours = [sheet for sheet in sheets if (sheet.name or "").strip().casefold() == source.table]
    return (named or ours or [sheet for sheet in sheets if not sheet.is_hidden] or list(sheets))[0]


def read_import(source: Import) -> None:
    """Read the file and say what is to be decided: its columns, or nothing when its sender is known."""
    problems = ProblemList()
    sheets = read_sheets(source, problems)
    source.importproblems.all().delete()
    if not sheets:
        source.state = State.REFUSED
        source.counts = {"errors": sum(problem.is_error for problem in problems.found)}
        ImportProblem.objects.bulk_create(from_problems(problems.sorted(), source, {}))
        source.save()
        return
    sheet = chosen_sheet(source, sheets)
    source.sheet = (sheet.name or "")[:64]
    kept = SenderColumns.objects.filter(partner=source.partner_id, table=source.table).first()
    mapping = guess_mapping(source.table, sheet, kept_mapping(kept))
    source.reading = _as_read(source, sheets, sheet, mapping)
    source.mapping = from_mapping(mapping)
    source.n_total = len(sheet.rows)
    # The next step follows at once in the same process: a large workbook is not opened twice.
    _kept[source.pk] = sheets, list(problems.found)
    source.state = State.CHECKING if _is_clear(source, sheet, mapping, is_known=kept is not None) else State.MAPPING
    source.save()


def guess_mapping(table: str, sheet: SenderSheet, known: SenderMapping) -> SenderMapping:
    """Return what the sender's headings, words and days mean, as far as it can be told."""
    target = TARGETS[table]
    columns = guess_columns(target.form, sheet.headings, our_words=our_headings(table), kept=known.columns)
    mapping = SenderMapping(columns=columns, words=known.words, day_order=known.day_order)
    if mapping.day_order is DayOrder.NONE:
        raw = _raw(table, sheet, mapping)
        order = DayOrder.NONE if raw is None else guess_day_order(target.form, raw)
        mapping = SenderMapping(columns=columns, words=known.words, day_order=order)
    return mapping


def _raw(table: str, sheet: SenderSheet, mapping: SenderMapping) -> RawTable | None:
    head = replace(sheet, rows=sheet.rows[:ROWS_LOOKED_AT])
    return sender_table(TARGETS[table].form, head, mapping, ProblemList(), file="", forms=cell_forms())


def _as_read(source: Import, sheets: tuple[SenderSheet, ...], sheet: SenderSheet, mapping: SenderMapping) -> dict[str, Any]:
    """Return what the page of columns shows."""
    raw = _raw(source.table, sheet, mapping)
    unknown = {} if raw is None else unknown_words(TARGETS[source.table].form, raw, cell_forms())
    return {
        "sheets": [{"name": one.name or "", "rows": len(one.rows), "is_hidden": one.is_hidden} for one in sheets],
        "header_row": sheet.header_row,
        "headings": [
            {"text": clean(heading)[:200], "key": fold_heading(heading), "samples": _samples(sheet, i)}
            for i, heading in enumerate(sheet.headings)
            if fold_heading(heading)
        ],
        "unknown": {
            name: [{"text": clean(word.text)[:200], "rows": word.n_rows, "proposal": word.proposal or ""} for word in words]
            for name, words in unknown.items()
        },
    }


def _samples(sheet: SenderSheet, i: int) -> list[str]:
    found: dict[str, None] = {}
    for _, cells in sheet.rows[:200]:
        if i < len(cells) and cells[i].strip():
            found[clean(cells[i].strip())[:60]] = None
        if len(found) == SAMPLES:
            break
    return list(found)


def _is_clear(source: Import, sheet: SenderSheet, mapping: SenderMapping, *, is_known: bool) -> bool:
    """Return whether nobody needs to be asked: our own headings throughout, or those of a sender who explained them before."""
    form = TARGETS[source.table].form
    keys = [fold_heading(heading) for heading in sheet.headings if heading]
    names = {fold_heading(name) for name in form.column_names}
    needed = {column.name for column in form.columns if column.present}
    is_ours = all(key in names for key in keys)
    is_explained = is_known and all(key in mapping.columns for key in keys)
    # Under our own headings a strange word is a slip more often than a custom: it shows as an error, from where it can be explained.
    return (is_ours or (is_explained and not source.reading["unknown"])) and needed <= set(mapping.columns.values())


def headings_of(source: Import) -> "Mapping[str, str]":
    """Return the sender's heading of each of our columns."""
    by_key = {one["key"]: one["text"] for one in source.reading.get("headings", [])}
    return {column: by_key[key] for key, column in source.mapping.get("columns", {}).items() if column and key in by_key}
