"""The last step: all rows are written into the register in one transaction, or none."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

import pghistory
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from releve_web.demand.models import PostLine
from releve_web.demand.services import save_post_line
from releve_web.imports.comparing import compare_import
from releve_web.imports.models import Decision, Import, ImportProblem, StagedRow, State, Table, Verdict
from releve_web.imports.progress import Progress
from releve_web.imports.targets import NAMES, TARGETS, Target, defaults
from releve_web.supply.models import Nomination, Officer
from releve_web.supply.services import nominate
from releve_web.supply.services.writing import check, write

if TYPE_CHECKING:
    from releve_web.accounts.models import User

ROWS_AT_ONCE: Final = 5000
REFUSED: Final = "imports.refused"
ADDED: Final = "(s.verdict = 'new' OR (s.verdict = 'duplicate' AND s.decision = 'other'))"
WRITTEN_OVER: Final = "(s.verdict = 'changed' OR (s.verdict = 'duplicate' AND s.decision = 'same' AND s.likely IS NOT NULL))"


class RefusedError(Exception):
    """A register refused a row: nothing is written, and the problem is told at its place."""

    def __init__(self, row: StagedRow, error: ValidationError) -> None:
        super().__init__(row.row)
        self.row = row
        self.error = error


def apply_import(source: Import, user: "User", progress: Progress) -> None:
    """
    Write the rows; when the register has changed since the preview, nothing is written and the preview is made anew.

    Raises
    ------
    RefusedError
        When the register refuses a row.
    """
    target = TARGETS[source.table]
    if _is_stale(source, target):
        compare_import(source, progress)
        source.state, source.is_stale = State.PREVIEW, True
        source.save()
        return
    with pghistory.context(user=user.pk, **{"import": source.pk}):
        if target.table is Table.OFFICERS:
            written = _write_officers(source, target, progress)
        else:
            written = _write_one_by_one(source, target, user, progress)
    source.counts = {**source.counts, **written}
    source.state = State.DONE
    source.finished_at = timezone.now()
    source.save()


def record_refusal(source: Import, refused: RefusedError) -> None:
    """Say why a row was refused; the import stays in its preview."""
    row = refused.row
    StagedRow.objects.filter(pk=row.pk).update(verdict=Verdict.ERROR)
    ImportProblem.objects.create(
        source=source,
        partner_id=source.partner_id,
        sheet=source.sheet,
        row=row.row,
        value=row.key[:200],
        code=REFUSED,
        data={"detail": " ".join(refused.error.messages)},
    )
    source.counts = {**source.counts, "errors": source.counts.get("errors", 0) + 1}
    source.state = State.PREVIEW
    source.save()


def _is_stale(source: Import, target: Target) -> bool:
    """Return whether the register has changed where this import looked at it; rows to be written stay locked until its end."""
    own = "AND t.partner_id = s.partner_id" if source.partner_id else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT t.id FROM {target.db_table} t JOIN imports_stagedrow s ON t.id = coalesce(s.target, s.likely)
                WHERE s.source_id = %s AND {WRITTEN_OVER} ORDER BY t.id FOR UPDATE OF t""",  # noqa: S608 -- our own names
            [source.pk],
        )
        cursor.execute(
            f"""SELECT EXISTS (
                  SELECT 1 FROM imports_stagedrow s LEFT JOIN {target.db_table} t ON t.id = s.target
                  WHERE s.source_id = %s AND s.verdict = 'changed' AND (t.id IS NULL OR t.revision <> s.target_revision)
                ) OR EXISTS (
                  SELECT 1 FROM imports_stagedrow s JOIN {target.db_table} t ON t.{target.key[1]} = s.key {own}
                  WHERE s.source_id = %s AND {ADDED})""",  # noqa: S608 -- our own names
            [source.pk, source.pk],
        )
        return bool(cursor.fetchone()[0])


def _write_officers(source: Import, target: Target, progress: Progress) -> dict[str, int]:
    _renew_name_keys(source)
    _walk_by_index("off")
    plain = {name: value for name, value in defaults(Officer).items() if name not in ("created_at", "updated_at", "partner_id")}
    start = {**plain, "partner_id": source.partner_id}
    columns = (*target.written, "sort_key", "search_key")
    inserted = [name for name in defaults(Officer) if name not in ("created_at", "updated_at")]
    n_added = n_changed = 0
    for first, last in _ranges(source):
        with connection.cursor() as cursor:
            cursor.execute(
                f"""INSERT INTO supply_officer ({", ".join(inserted)}, created_at, updated_at)
                    SELECT {", ".join(f"r.{name}" for name in inserted)}, now(), now()
                    FROM imports_stagedrow s, jsonb_populate_record(NULL::supply_officer, %s::jsonb || s."values") r
                    WHERE s.source_id = %s AND s.row BETWEEN %s AND %s AND {ADDED} ORDER BY s.row""",  # noqa: S608 -- our own names
                [json.dumps(start), source.pk, first, last],
            )
            n_added += cursor.rowcount
            n_changed += _write_over(cursor, source, (first, last), columns)
        progress.tell(last, source.n_total)
    _walk_by_index("on")
    return {"added": n_added, "written_over": n_changed}


def _write_over(cursor: Any, source: Import, rows: tuple[int, int], columns: tuple[str, ...]) -> int:  # noqa: ANN401 -- Django's cursor
    """
    Write what a range of rows changes over its officers; return how many were changed.

    Staged rows and officers go in as arrays that a subquery gives: the planner takes them for ten, and looks each up by its key.
    Left to join the tables as it likes, it read all officers of a State again for each range, when nobody had counted them since
    the last file: three minutes for 10,000 changes.
    """
    cursor.execute(
        f"""SELECT array_agg(s.id)::text, array_agg(coalesce(s.target, s.likely))::text FROM imports_stagedrow s
            WHERE s.source_id = %s AND s.row BETWEEN %s AND %s AND {WRITTEN_OVER}""",  # noqa: S608 -- our own names
        [source.pk, *rows],
    )
    staged, officers = cursor.fetchone()
    if not staged:
        return 0
    cursor.execute(
        f"""UPDATE supply_officer t SET {", ".join(f"{name} = n.{name}" for name in columns)},
              revision = t.revision + 1, updated_at = now()
            FROM (SELECT o.id, {", ".join(f"r.{name}" for name in columns)}
                  FROM unnest((SELECT %s)::bigint[], (SELECT %s)::bigint[]) k(staged, officer)
                  JOIN imports_stagedrow s ON s.id = k.staged JOIN supply_officer o ON o.id = k.officer
                  CROSS JOIN LATERAL jsonb_populate_record(o, s."values") r) n
            WHERE t.id = n.id""",  # noqa: S608 -- our own names
        [staged, officers],
    )
    return int(cursor.rowcount)


def _walk_by_index(scans: str) -> None:
    """
    Turn scans of whole tables off for what follows in this transaction, or on again.

    Nobody has counted staged rows that were laid a second ago: the planner believes there is one, and would read the register for each.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL enable_seqscan = {scans}")


def _ranges(source: Import) -> Iterator[tuple[int, int]]:
    """Yield the first and last number of rows that are written together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(row), max(row) FROM imports_stagedrow WHERE source_id = %s", [source.pk])
        low, high = cursor.fetchone()
    for first in range(low or 0, (high or -1) + 1, ROWS_AT_ONCE):
        yield first, first + ROWS_AT_ONCE - 1


def _renew_name_keys(source: Import) -> None:
    """Compute again what lists sort and search by, of officers whose names come from the file and from the register together."""
    kept = ", ".join(f"o.{name}" for name in NAMES)
    with connection.cursor() as cursor:
        # A possible duplicate that is the same person keeps the key of the register.
        cursor.execute(
            f"""UPDATE imports_stagedrow s SET "values" = s."values" - 'officer_id' - 'sort_key' - 'search_key'
                WHERE s.source_id = %s AND s.verdict = 'duplicate' AND {WRITTEN_OVER}""",  # noqa: S608 -- our own names
            [source.pk],
        )
        cursor.execute(
            f"""SELECT s.id, s."values", o.officer_id, {kept} FROM imports_stagedrow s
                JOIN supply_officer o ON o.id = coalesce(s.target, s.likely)
                WHERE s.source_id = %s AND {WRITTEN_OVER}""",  # noqa: S608 -- our own names
            [source.pk],
        )
        renewed = []
        for pk, told, officer_id, *held in cursor.fetchall():
            values = json.loads(told) if isinstance(told, str) else told
            names = SimpleNamespace(officer_id=officer_id, **{name: values.get(name, kept) for name, kept in zip(NAMES, held, strict=True)})
            Officer.renew_keys(cast("Officer", names))
            renewed.append({"id": pk, "keys": {"sort_key": names.sort_key, "search_key": names.search_key}})
        cursor.execute(
            """UPDATE imports_stagedrow s SET "values" = s."values" || r.keys
               FROM jsonb_to_recordset(%s::jsonb) r(id bigint, keys jsonb) WHERE s.id = r.id""",
            [json.dumps(renewed)],
        )


def _write_one_by_one(source: Import, target: Target, user: "User", progress: Progress) -> dict[str, int]:
    """Write rows through the services of their register, which know more than their fields."""
    n_added = n_changed = 0
    rows = StagedRow.objects.filter(source=source, verdict__in=[Verdict.NEW, Verdict.CHANGED]).order_by("row")
    for n_done, row in enumerate(rows.iterator(chunk_size=1000), start=1):
        try:
            if row.verdict == Verdict.NEW:
                _add(source, target, row, user)
                n_added += 1
            else:
                _change(target, row, user)
                n_changed += 1
        except ValidationError as error:
            raise RefusedError(row, error) from error
        if n_done % 100 == 0:
            progress.tell(n_done, source.n_total)
    return {"added": n_added, "written_over": n_changed}


def _python(target: Target, values: dict[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in target.model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values.items() if name in fields}


def _add(source: Import, target: Target, row: StagedRow, user: "User") -> None:
    values = _python(target, row.values)
    if target.table is Table.NOMINATIONS:
        values.pop("mission_id", None)
        nominate(Nomination(partner=source.partner, **values), user)
    else:
        save_post_line(PostLine(**values), user)


def _change(target: Target, row: StagedRow, user: "User") -> None:
    record: Any = target.model._default_manager.select_for_update(of=("self",)).get(pk=row.target)
    for name, value in _python(target, {name: after for name, (_, after) in row.changes.items()}).items():
        setattr(record, name, value)
    if isinstance(record, Nomination):
        check(user, "supply.add_nomination", record)
        record.full_clean()
        write(record)
    else:
        save_post_line(record, user)


SAME_TWICE: Final = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM imports_stagedrow s WHERE s.source_id = %s AND {WRITTEN_OVER}
        GROUP BY coalesce(s.target, s.likely) HAVING count(*) > 1
    ) twice
"""  # noqa: S608 -- our own names
"""How many officers two rows of one file would change."""


def count_written_twice(source: Import) -> int:
    """Return how many rows of the register two rows of the file would change: then nobody knows which of them is meant."""
    with connection.cursor() as cursor:
        cursor.execute(SAME_TWICE, [source.pk])
        return int(cursor.fetchone()[0])


def undecided(source: Import) -> int:
    """Return how many possible duplicates nobody has decided on; a second row of one file is another person, or is left out."""
    rows = StagedRow.objects.filter(source=source, verdict=Verdict.DUPLICATE)
    return rows.filter(decision="").count() + rows.filter(decision=Decision.SAME, likely__isnull=True).count()
