"""Folders solved by hand: the plan is the one written beside them, with the reasoning, in ``expected.toml``."""

import csv
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from releve.cli import main

CASES = sorted(folder for folder in (Path(__file__).parents[1] / "cases" / "hand_solved").iterdir() if folder.is_dir())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_folder_is_planned_as_it_was_by_hand(case: Path, tmp_path: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text("utf-8"))

    with pytest.raises(SystemExit) as done:
        main(["plan", str(case), "--out", str(tmp_path / "out")])

    assert done.value.code == 0
    out = tmp_path / "out"
    assert objective(out) == expected["objective"]
    assert assignments(out) == [with_marks(*line) for line in expected["assignments"]]
    assert [[row["post_id"], int(row["seats"]), row["reason"]] for row in table(out, "unfilled")] == expected["unfilled"]
    assert [[row["officer_id"], row["reason"], row["blocking_rule"]] for row in table(out, "not_placed")] == expected["not_placed"]


def objective(out: Path) -> dict[str, Any]:
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    assert plan["status"] == "optimal"
    assert plan["bound"] == plan["objective"]
    return {**plan["objective"], "filled": list(plan["objective"]["filled"].values())}


def assignments(out: Path) -> list[list[Any]]:
    return [
        with_marks(a["post_id"], a["officer_id"], int(a["fit"]), codes(a["waived"]), codes(a["conditional"]))
        for a in table(out, "assignments")
    ]


def with_marks(post_id: str, officer_id: str, fit: int, waived: list[str] | None = None, conditional: list[str] | None = None) -> list[Any]:
    """Return one assignment; rules that hold only by waiver, or are unknown, are written in ``expected.toml`` only where there are some."""
    return [post_id, officer_id, fit, waived or [], conditional or []]


def codes(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def table(out: Path, name: str) -> list[dict[str, str]]:
    with (out / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
