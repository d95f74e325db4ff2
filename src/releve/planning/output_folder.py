"""The output folder of a plan: every file of the planning contract, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, Final

from releve.commitments import Fulfilment, fulfilment_rows
from releve.errors import Problem
from releve.exchange.writers import csv_row_parts, csv_text, json_text, write_folder
from releve.model import UNKNOWN
from releve.model.officers import GENDERS
from releve.planning.certificate_file import CERTIFICATE_FILE, certificate_file
from releve.planning.explanation import Explanation
from releve.planning.plan_document import assignments_data, plan_document
from releve.planning.standing import Standing
from releve.planning.written_plan import PLAN_FILE, RUN_FILE, holds_a_plan

COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_plan(
    out: Path,
    standing: Standing,
    explanation: Explanation,
    *,
    fulfilments: Sequence[Fulfilment],
    versions: Mapping[str, str],
    problems: Sequence[Problem],
    run: Mapping[str, object],
    extra_files: Mapping[str, str],
) -> None:
    """
    Write the folder of a plan; an earlier plan in the same place is replaced.

    Parameters
    ----------
    run
        What differs from run to run: goes to ``run.json`` and nowhere else.
    extra_files
        Files that later stages add, by name, as text.

    Raises
    ------
    FolderNotOursError
        If the target holds something that is no plan.
    NotWrittenError
        If the folder cannot be written; then nothing is left behind.
    """
    certificate = certificate_file(standing)
    digest = None if certificate is None else sha256(certificate).hexdigest()
    contents: dict[str, str | bytes | Iterator[bytes]] = {
        PLAN_FILE: json_text(plan_document(standing, explanation, versions=versions, certificate_digest=digest)),
        RUN_FILE: json_text(dict(run)),
        "assignments.csv": _assignments(standing),
        "unfilled.csv": csv_text(
            ("post_id", "seats", "reason", "data"),
            ((line.post_id, line.seats, line.reason.value, _compact(line.data)) for line in explanation.unfilled),
        ),
        "not_placed.csv": csv_row_parts(
            ("officer_id", "reason", "blocking_rule", "post_id", "data"),
            ((o.officer_id, o.reason.value, o.blocking_rule, o.post_id, _compact(o.data)) for o in explanation.not_placed),
        ),
        "near_misses.csv": csv_text(
            ("rule", "from", "to", "officers", "posts"),
            ((group.rule, group.from_, group.to, group.officers, group.posts) for group in explanation.near_misses),
        ),
        "reserves.csv": csv_text(
            ("post_id", "order", "officer_id", "fit", "valid_until"),
            ((r.post_id, r.order, r.officer_id, r.fit, r.valid_until) for r in explanation.reserves),
        ),
        "findings.csv": _findings(explanation),
        "warnings.csv": _warnings(problems),
    }
    if standing.snapshot.commitments:
        contents["commitments.csv"] = csv_text(*fulfilment_rows(fulfilments))
    if certificate is not None:
        contents[CERTIFICATE_FILE] = certificate
    write_folder(out, {**contents, **extra_files}, is_ours=holds_a_plan)


def _assignments(standing: Standing) -> str:
    snapshot, officers = standing.snapshot, standing.snapshot.officers
    rows = []
    for found in assignments_data(standing):
        post = snapshot.posts[snapshot.post_idx[found["post_id"]]]
        officer_idx = snapshot.officer_idx[found["officer_id"]]
        country, gender = int(officers.country[officer_idx]), int(officers.gender[officer_idx])
        of_officer = None if country == UNKNOWN else officers.countries[country], None if gender == UNKNOWN else GENDERS[gender]
        rows.append((*found.values(), post.mission, post.title, post.category.value, post.priority, *of_officer))
    columns = ("officer_id", "post_id", "fit", "waived", "conditional", "mission", "title", "category", "priority", "country", "gender")
    return csv_text(columns, rows)


def _findings(explanation: Explanation) -> Iterator[bytes]:
    columns = ("officer_id", "post_id", "rule", "verdict", "waived", "margin", "unit", "source", "data")
    rows = (
        (
            row.officer_id,
            row.post_id,
            row.finding.rule,
            row.finding.verdict.name,
            row.finding.waived,
            row.finding.margin,
            row.finding.unit,
            row.finding.source,
            _compact(row.finding.data),
        )
        for row in explanation.findings
    )
    return csv_row_parts(columns, rows)


def _warnings(problems: Sequence[Problem]) -> str:
    columns = ("severity", "code", "file", "sheet", "row", "column", "value", "data")
    rows = ((p.severity.value, p.code, p.file, p.sheet, p.row, p.column, p.value, _compact(p.data)) for p in problems)
    return csv_text(columns, rows)


def _compact(data: Mapping[str, Any]) -> str:
    """Return data as one line of JSON. Any: JSON."""
    return f"{{{','.join([f'{_key(name)}:{_value(value)}' for name, value in data.items()])}}}"


_key = cache(encode_basestring)


def _value(value: object) -> str:
    # Most values are texts and whole numbers, and there are millions of them.
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is int:
        return str(value)
    return f"[{','.join(map(_value, value))}]" if isinstance(value, tuple | list) else COMPACT.encode(value)
