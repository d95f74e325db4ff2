"""
The third step: each staged row against the register, by statements over all rows at once.

Staged values are written as PostgreSQL writes a row as JSON, so that a field differs where the two texts do.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from releve.errors import Problem
from releve.exchange.codes import ExchangeCode
from releve.model.spellings import LIKELY, likeness, spelling_keys
from releve_web.imports.mapping import from_problems
from releve_web.imports.models import Import, ImportProblem, StagedRow, Table, Verdict
from releve_web.imports.progress import Progress
from releve_web.imports.reading import headings_of
from releve_web.imports.staging import FIXED, NO_NAME
from releve_web.imports.targets import NAMES, TARGETS, Target

MOST_SHOWN: Final = 10_000
"""Problems of comparing that are listed."""


def compare_import(source: Import, progress: Progress) -> None:
    """Say of every staged row whether it is new, changed, unchanged or perhaps a duplicate; may be repeated."""
    target = TARGETS[source.table]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE imports_stagedrow SET verdict = %s, target = NULL, target_revision = NULL, changes = '{}',"
            " likely = NULL, likely_row = NULL"
            " WHERE source_id = %s AND (target IS NOT NULL OR likely IS NOT NULL OR likely_row IS NOT NULL) AND verdict NOT IN (%s, %s)",
            [Verdict.NEW, source.pk, Verdict.ERROR, Verdict.ASIDE],
        )
        _match(cursor, source, target)
    progress.tell(0, source.n_total)
    _check_order(source, target)
    _check_fixed(source, target)
    if target.table is Table.OFFICERS:
        _check_names(source)
        _find_duplicates(source, progress)
    source.counts = counted(source)
    source.is_stale = False


def counted(source: Import) -> dict[str, int]:
    """Return rows by verdict, and errors and warnings listed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verdict, count(*) FROM imports_stagedrow WHERE source_id = %s GROUP BY verdict", [source.pk])
        counts = {f"rows_{verdict}": int(n) for verdict, n in cursor.fetchall()}
        cursor.execute("SELECT is_error, count(*) FROM imports_importproblem WHERE source_id = %s GROUP BY is_error", [source.pk])
        listed = dict(cursor.fetchall())
    return {**counts, "errors": listed.get(True, 0), "warnings": listed.get(False, 0)}


def _match(cursor: Any, source: Import, target: Target) -> None:  # noqa: ANN401 -- Django's cursor
    """Find the register's row under the same key, and the fields that differ."""
    own = "AND t.partner_id = s.partner_id" if source.partner_id else ""
    cursor.execute(
        f"""
        WITH found AS MATERIALIZED (
            SELECT s.id AS staged, t.id, t.revision, s."values" AS said, to_jsonb(t) AS held
            FROM imports_stagedrow s JOIN {target.db_table} t ON t.{target.key[1]} = s.key {own}
            WHERE s.source_id = %(source)s AND s.verdict NOT IN ('error', 'aside')
        ), differing AS (
            SELECT f.staged, f.id, f.revision, (
                SELECT coalesce(jsonb_object_agg(v.key, jsonb_build_array(f.held -> v.key, v.value)), '{{}}'::jsonb)
                FROM jsonb_each(f.said) v WHERE v.key = ANY (%(written)s) AND f.held -> v.key IS DISTINCT FROM v.value
            ) AS changes FROM found f
        )
        UPDATE imports_stagedrow s SET target = d.id, target_revision = d.revision, changes = d.changes,
            verdict = CASE WHEN d.changes = '{{}}'::jsonb THEN 'unchanged' ELSE 'changed' END
        FROM differing d WHERE s.id = d.staged
        """,  # noqa: S608 -- names of our own tables and columns
        {"source": source.pk, "written": list(target.written)},
    )


def _check_order(source: Import, target: Target) -> None:
    """Report rows that would leave the register with bounds in the wrong order."""
    by_field = {at: name for name, at in target.fields.items()}
    for low, high in target.in_order:
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT s.id, s.row, r.{low}::text, r.{high}::text
                FROM imports_stagedrow s LEFT JOIN {target.db_table} t ON t.id = s.target
                CROSS JOIN LATERAL jsonb_populate_record(t, s."values") r
                WHERE s.source_id = %s AND s.verdict IN ('new', 'changed') AND (s."values" ? %s OR s."values" ? %s) AND r.{low} > r.{high}
                ORDER BY s.row LIMIT %s
                """,  # noqa: S608 -- names of our own tables and columns
                [source.pk, low, high, MOST_SHOWN],
            )
            rows = cursor.fetchall()
        problems = [
            Problem(
                code=ExchangeCode.BOUNDS_CROSSED,
                file=source.file_name,
                sheet=source.sheet or None,
                row=row,
                column=by_field[low],
                value=above,
                data={"other_column": by_field[high], "other_value": below},
            )
            for _, row, above, below in rows
        ]
        _refuse(source, [pk for pk, *_ in rows], problems)


def _check_fixed(source: Import, target: Target) -> None:
    """Report rows that would change what a row keeps for ever."""
    if not target.fixed:
        return
    changed = StagedRow.objects.filter(source=source, verdict=Verdict.CHANGED, changes__has_any_keys=sorted(target.fixed))
    by_field = {at: name for name, at in target.looked_up.items()}
    rows = list(changed)
    problems = [
        Problem(code=FIXED, file=source.file_name, sheet=source.sheet or None, row=row.row, column=by_field[name], value=row.key)
        for row in rows
        for name in sorted(target.fixed & set(row.changes))
        if name in by_field
    ]
    _refuse(source, [row.pk for row in rows], problems)


def _check_names(source: Import) -> None:
    """Report rows that would leave an officer without any name, as the form does."""
    unnamed = " AND ".join(f"coalesce(s.\"values\" ->> '{name}', t.{name}, '') = ''" for name in NAMES)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT s.id, s.row, s.key FROM imports_stagedrow s LEFT JOIN supply_officer t ON t.id = s.target
                WHERE s.source_id = %s AND s.verdict IN ('new', 'changed') AND {unnamed} ORDER BY s.row LIMIT %s""",  # noqa: S608 -- our own names
            [source.pk, MOST_SHOWN],
        )
        rows = cursor.fetchall()
    sent = source.mapping["columns"].values()
    column = next((name for name in NAMES if name in sent), NAMES[0])
    problems = [
        Problem(code=NO_NAME, file=source.file_name, sheet=source.sheet or None, row=row, column=column, value=key) for _, row, key in rows
    ]
    _refuse(source, [pk for pk, *_ in rows], problems)


def _refuse(source: Import, pks: list[int], problems: list[Problem]) -> None:
    if pks:
        StagedRow.objects.filter(pk__in=pks).update(verdict=Verdict.ERROR)
        ImportProblem.objects.bulk_create(from_problems(problems, source, headings_of(source)), batch_size=1000)


@dataclass(slots=True)
class _Person:
    """Whoever may be somebody else under another spelling."""

    pk: int
    row: int | None
    names: tuple[str, ...]
    gender: str
    keys: frozenset[str]


def _find_duplicates(source: Import, progress: Progress) -> None:
    """Find new rows whose person may stand in the register, or earlier in the file, under another spelling and the same birth date."""
    new = _people(
        """SELECT s.id, s.row, s."values" ->> 'birth_date', s."values" ->> 'family_name', s."values" ->> 'given_names',
             s."values" ->> 'name_ar', s."values" ->> 'gender'
           FROM imports_stagedrow s
           WHERE s.source_id = %(source)s AND s.verdict = 'new' AND s."values" ->> 'birth_date' IS NOT NULL ORDER BY s.row""",
        {"source": source.pk},
    )
    if not new:
        return
    known = _people(
        """SELECT t.id, NULL, t.birth_date::text, t.family_name, t.given_names, t.name_ar, t.gender FROM supply_officer t
           WHERE t.partner_id = %(partner)s AND t.birth_date = ANY (%(days)s)""",
        {"partner": source.partner_id, "days": [date.fromisoformat(day) for day in new]},
    )
    found: list[dict[str, int | None]] = []
    for n_done, (day, people) in enumerate(new.items()):
        before = known.get(day, [])
        for person in people:
            twin = _twin(person, before)
            if twin is not None:
                found.append({"id": person.pk, "likely": twin.pk if twin.row is None else None, "likely_row": twin.row})
            before = [*before, person]
        if n_done % 1000 == 0:
            progress.tell(source.n_total * n_done // len(new), source.n_total)
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE imports_stagedrow s SET verdict = 'duplicate', likely = r.likely, likely_row = r.likely_row
               FROM jsonb_to_recordset(%s::jsonb) r(id bigint, likely bigint, likely_row integer) WHERE s.id = r.id""",
            [json.dumps(found)],
        )


def _people(query: str, parameters: Mapping[str, Any]) -> dict[str, list[_Person]]:
    by_day: dict[str, list[_Person]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        for pk, row, day, family, given, arabic, gender in cursor.fetchall():
            names = tuple(name for name in (f"{family or ''} {given or ''}".strip(), arabic or "") if name)
            keys = frozenset[str]().union(*map(spelling_keys, names))
            by_day[day].append(_Person(pk, row, names, gender or "", keys))
    return by_day


def _twin(person: _Person, others: Iterable[_Person]) -> _Person | None:
    """Return who looks most like a person; None when nobody does, or only people of another gender do."""
    best, most = None, LIKELY
    for other in others:
        if person.keys.isdisjoint(other.keys) or (person.gender and other.gender and person.gender != other.gender):
            continue
        alike = max((likeness(one, two) for one in person.names for two in other.names), default=0.0)
        if alike >= most:
            best, most = other, alike + 1e-9
    return best
