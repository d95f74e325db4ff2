"""A folder with something of everything, planned and written."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from small_folders import folder, line, officer, pin, planned

from releve.errors import Problem
from releve.model import Category, Gender, Level, Snapshot, UnknownPolicy, Vetting, Waiver
from releve.planning import Standing, explain_plan, fulfil_commitments, write_plan

DIGESTS = {"missions.csv": "0" * 64, "officers.csv": "1" * 64, "posts.csv": "2" * 64}


def a_snapshot(**changes: Any) -> Snapshot:  # noqa: ANN401 - tables of the snapshot by name
    officers = [
        officer("O1", gender=Gender.F, medical_expires_on=date(2026, 1, 1)),
        officer("O2", ams_cleared_on=date(2025, 5, 1)),
        officer("O3", country="GHA", passport_expires_on=None),
        officer("O4", country="GHA", vetting=Vetting.PENDING, languages={"fr": Level.A1}),
        officer("O5", assessment_score=0),
    ]
    posts = [line("P1", seats=2), line("P2", priority=1, languages_required={"fr": Level.C1}), line("P3", mission="UNHQ")]
    tables: dict[str, Any] = {
        "policy": {"unknown": UnknownPolicy.CONDITIONAL, "women_target": dict.fromkeys(Category, Decimal("0.30"))},
        "waivers": (Waiver(officer_id="O1", post_id="P1", rule="medical"),),
        "decisions": (pin("O5", "P3"),),
        "digests": DIGESTS,
    }
    return folder(officers, posts, **{**tables, **changes})


def write(
    out: Path, snapshot: Snapshot | None = None, *, problems: tuple[Problem, ...] = (), extra: dict[str, str] | None = None
) -> Standing:
    standing = planned(a_snapshot() if snapshot is None else snapshot)
    write_plan(
        out,
        standing,
        explain_plan(standing),
        fulfilments=fulfil_commitments(standing),
        versions={"releve": "0.1.0"},
        problems=problems,
        run={"runtime_s": 0.1, "folder": "/somewhere"},
        extra_files=extra or {},
    )
    return standing


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
