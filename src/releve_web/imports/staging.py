"""The second step: every row understood, what cannot be placed set aside, and all of it laid beside the register."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

from django.db import connection

from releve.errors import Problem
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import Kind
from releve.exchange.parsed import ParsedTable, parse_table
from releve.exchange.sender_files import SenderSheet
from releve.exchange.sender_mapping import sender_table
from releve_web.demand.models import Call, Mission, PostLine, Profile
from releve_web.imports.listing import ImportProblems
from releve_web.imports.mapping import from_problems, to_mapping
from releve_web.imports.models import Import, ImportProblem, QuarantinedRow, QuarantineState, StagedRow, Table, Verdict
from releve_web.imports.progress import Progress
from releve_web.imports.reading import cell_forms, chosen_sheet, headings_of, read_sheets
from releve_web.imports.targets import TARGETS, Target, plain
from releve_web.supply.models import Officer

if TYPE_CHECKING:
    from releve_web.accounts.models import User

ROWS_AT_ONCE: Final = 5000
LAY: Final = """
    INSERT INTO imports_stagedrow (source_id, partner_id, row, key, label, verdict, "values", changes, decision)
    SELECT %s, %s, r.row, r.key, r.label, r.verdict, r."values", '{}', ''
    FROM jsonb_to_recordset(%s::jsonb) r(row integer, key text, label text, verdict text, "values" jsonb)
"""
"""Thousands of rows at once: PostgreSQL takes no COPY where policies hold."""
OTHER_PARTNER: Final = "imports.other_partner"
UNPLACED: Final = "imports.unplaced"
FIXED: Final = "imports.fixed_field"
NO_NAME: Final = "imports.no_name"
LONGEST_KEY: Final = 128


@dataclass(kw_only=True)
class Placing:
    """Rows by what they name: errors of rows, and rows that name what the register does not know."""

    problems: ImportProblems
    errors: set[int] = field(default_factory=set)
    aside: dict[int, list[Problem]] = field(default_factory=dict)


def stage_import(source: Import, user: "User", progress: Progress) -> None:
    """Lay the rows of the file beside the register; what was laid there before goes first, so that the step may be repeated."""
    target = TARGETS[source.table]
    problems = ImportProblems()
    sheets = read_sheets(source, problems)
    _forget(source)
    table = None
    sheet = None
    if sheets:
        sheet = chosen_sheet(source, sheets)
        forms = cell_forms()
        raw = sender_table(target.form, sheet, to_mapping(source.mapping), problems, file=source.file_name, forms=forms)
        table = None if raw is None else parse_table(target.form, raw, forms, problems)
    if table is not None and sheet is not None:
        placing = _placing(source, table, problems)
        _lay(source, target, table, placing, user=user, progress=progress)
        _quarantine(source, sheet, placing)
    ImportProblem.objects.bulk_create(from_problems(problems.sorted(), source, headings_of(source)), batch_size=1000)


def _forget(source: Import) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM imports_stagedrow WHERE source_id = %s", [source.pk])
    source.importproblems.all().delete()
    source.quarantinedrows.all().delete()


def _placing(source: Import, table: ParsedTable, problems: ImportProblems) -> Placing:
    """Sort what parsing found: an unknown country sets its row aside, every other error holds the import up."""
    placing = Placing(problems=problems)
    kept: list[Problem] = []
    for problem in problems.found:
        if problem.code == ExchangeCode.UNKNOWN_COUNTRY and problem.column == "country" and problem.row is not None:
            placing.aside.setdefault(problem.row, []).append(problem)
            continue
        kept.append(problem)
    problems.found = kept
    _check_keys(source, table, problems)
    placing.errors = problems.error_rows - (placing.aside.keys() - {problem.row for problem in kept if problem.is_error})
    return placing


def _check_keys(source: Import, table: ParsedTable, problems: ImportProblems) -> None:
    """Report keys that stand twice."""
    column = TARGETS[source.table].key[0]
    first: dict[str, int] = {}
    for row, key in zip(table.rows.tolist(), table.columns[column], strict=True):
        if key is None:
            continue
        if key in first:
            _report(source, problems, ExchangeCode.DUPLICATE_KEY, row, column, key, data={"other_row": first[key]})
        else:
            first[key] = row


def _report(
    source: Import, problems: ImportProblems, code: str, row: int, column: str, value: object, *, data: Mapping[str, Any] | None = None
) -> None:
    problems.add(code, file=source.file_name, sheet=source.sheet or None, row=row, column=column, value=str(value), data=data)


def _lay(source: Import, target: Target, table: ParsedTable, placing: Placing, *, user: "User", progress: Progress) -> None:
    sent = {column for column in source.mapping["columns"].values() if column}
    rows = _values(source, target, table, placing, sent=sent, user=user)
    n_total = len(table)
    left = iter(rows)
    n_done = 0
    with connection.cursor() as cursor:
        while some := list(islice(left, ROWS_AT_ONCE)):
            cursor.execute(LAY, [source.pk, source.partner_id, json.dumps([_staged(row, placing) for row in some], ensure_ascii=False)])
            n_done += len(some)
            progress.tell(n_done, n_total)


def _staged(one: tuple[int, str, str, dict[str, Any]], placing: Placing) -> dict[str, Any]:
    row, key, label, values = one
    verdict = Verdict.ERROR if row in placing.errors else Verdict.ASIDE if row in placing.aside else Verdict.NEW
    return {"row": row, "key": key[:LONGEST_KEY], "label": label[:400], "verdict": verdict.value, "values": values}


def _values(
    source: Import, target: Target, table: ParsedTable, placing: Placing, *, sent: set[str], user: "User"
) -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    """Yield number, key, name and fields of each row; reports what a field cannot take on the way."""
    kinds = {column.name: column.kind for column in target.form.columns}
    fields = {name: at for name, at in target.fields.items() if name in sent}
    longest = {name: target.longest(at) for name, at in fields.items()}
    found = {name: known_keys(name, source, user, set(table.columns[name].values)) for name in target.looked_up if name in sent}
    key_column = target.key[0]
    for row, record in zip(table.rows.tolist(), table.records(), strict=True):
        values: dict[str, Any] = {}
        for name, at in fields.items():
            value = record[name]
            if value is None and not source.blank_clears and name != key_column:
                continue
            values[at] = plain(kinds[name], value)
            most = longest[name]
            if most is not None and _length(values[at]) > most:
                _report(source, placing.problems, ExchangeCode.TEXT_TOO_LONG, row, name, value, data={"most": str(most)})
                placing.errors.add(row)
        for name, keys in found.items():
            _look_up(source, placing, row, name, record[name], keys, values, target)
        _check_partner(source, placing, row, record)
        if target.table is Table.OFFICERS:
            _add_name_keys(values)
        yield row, str(record[key_column] or ""), _label(values), values


def _length(value: object) -> int:
    if isinstance(value, list):
        return max(map(len, value), default=0)
    return len(value) if isinstance(value, str) else 0


def _look_up(
    source: Import,
    placing: Placing,
    row: int,
    name: str,
    value: object,
    keys: Mapping[str, tuple[Any, Any]],
    values: dict[str, Any],
    target: Target,
) -> None:
    if value is None:
        return
    found = keys.get(str(value))
    if found is None:
        placing.aside.setdefault(row, []).append(_problem(source, UNPLACED, row, name, value))
        return
    values[target.looked_up[name]] = found[0]
    if name == "post_id":
        values["mission_id"] = found[1]


def _problem(source: Import, code: str, row: int, column: str, value: object) -> Problem:
    return Problem(code=code, file=source.file_name, sheet=source.sheet or None, row=row, column=column, value=str(value)[:200])


def known_keys(name: str, source: Import, user: "User", wanted: set[Any]) -> dict[str, tuple[Any, Any]]:
    """Return, by the sender's key, the register's row and what goes with it."""
    keys = [str(value) for value in wanted if value is not None]
    if name == "officer_id":
        rows: Iterable[Sequence[Any]] = (
            Officer.objects.visible_to(user)
            .filter(partner=source.partner_id, officer_id__in=keys)
            .values_list("officer_id", "pk", "officer_id")
        )
    elif name == "post_id":
        rows = PostLine.objects.visible_to(user).filter(post_id__in=keys).values_list("post_id", "pk", "mission_id")
    elif name == "profile":
        rows = Profile.objects.visible_to(user).filter(code__in=keys).values_list("code", "pk", "code")
    elif name == "call":
        rows = Call.objects.visible_to(user).filter(reference__in=keys).values_list("reference", "pk", "reference")
    else:
        rows = Mission.objects.visible_to(user).filter(code__in=keys).values_list("code", "pk", "code")
    return {str(key): (pk, more) for key, pk, more in rows}


def _check_partner(source: Import, placing: Placing, row: int, record: Mapping[str, Any]) -> None:
    """Report a row that names another State than the one whose rows are sent."""
    country = record.get("country")
    if source.table == Table.OFFICERS and country is not None and country != source.partner_id:
        _report(source, placing.problems, OTHER_PARTNER, row, "country", country, data={"partner": source.partner_id})
        placing.errors.add(row)


def _add_name_keys(values: dict[str, Any]) -> None:
    """Compute what lists sort and search by, as the register itself does."""
    names = SimpleNamespace(
        family_name=values.get("family_name", ""),
        given_names=values.get("given_names", ""),
        name_ar=values.get("name_ar", ""),
        officer_id=values.get("officer_id", ""),
    )
    Officer.renew_keys(cast("Officer", names))
    values["sort_key"], values["search_key"] = names.sort_key, names.search_key


def _label(values: Mapping[str, Any]) -> str:
    latin = ", ".join(part for part in (values.get("family_name"), values.get("given_names")) if part)
    return latin or values.get("name_ar", "") or values.get("title_en", "") or ""


def _quarantine(source: Import, sheet: SenderSheet, placing: Placing) -> None:
    """Keep the rows that cannot be placed, as they were sent; a row that is wrong besides is mended first."""
    waiting = {row: problems for row, problems in placing.aside.items() if row not in placing.errors}
    if not waiting:
        return
    cells = {number: row for number, row in sheet.rows if number in waiting}
    staged = {row.row: row for row in StagedRow.objects.filter(source=source, row__in=list(waiting))}
    kinds = {column.name: column.kind for column in TARGETS[source.table].form.columns}
    QuarantinedRow.objects.bulk_create(
        [
            QuarantinedRow(
                source=source,
                partner_id=source.partner_id,
                row=row,
                key=staged[row].key,
                cells={heading: text for heading, text in zip(sheet.headings, cells[row], strict=False) if heading and text},
                values=staged[row].values,
                code=UNPLACED,
                column=problems[0].column or "",
                value=problems[0].value or "",
                others=[{"column": problem.column or "", "value": problem.value or ""} for problem in problems[1:]],
                state=QuarantineState.OPEN,
            )
            for row, problems in sorted(waiting.items())
            if kinds.get(problems[0].column or "") is not Kind.DAY
        ],
        batch_size=500,
    )
