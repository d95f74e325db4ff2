"""`plan.json` of every kind of plan follows its published schema, and says what its tables say."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from small_folders import folder, forbid, line, officer, pin
from small_outputs import DIGESTS, a_snapshot, rows_of

from releve.eligibility import RULES
from releve.model import Deployment, Nomination, PreviousPair, Snapshot, UnknownPolicy, Vetting, Waiver
from releve.planning import LEVELS, Standing, build_problem, explain_plan, solve, write_plan

SCHEMA = Path(__file__).parents[3] / "docs" / "reference" / "plan.schema.json"
OLD_MEDICAL = {"medical_expires_on": date(2026, 1, 1)}


def with_something_of_everything() -> Snapshot:
    return a_snapshot()


def without_officers() -> Snapshot:
    return folder([], [line("P1", seats=3)], digests=DIGESTS)


def without_lines() -> Snapshot:
    return folder([officer("O1")], [], digests=DIGESTS)


def conditional() -> Snapshot:
    return folder(
        [officer("O1", vetting=Vetting.PENDING, rank=None)],
        [line("P1", rank_min=2)],
        policy={"unknown": UnknownPolicy.CONDITIONAL},
        digests=DIGESTS,
    )


def waived() -> Snapshot:
    waivers = tuple(Waiver(officer_id="O1", post_id="P1", rule=rule) for rule in ("medical", "vetting", "age"))
    return folder([officer("O1", vetting=None, **OLD_MEDICAL)], [line("P1")], waivers=waivers, digests=DIGESTS)


def capped_pinned_forbidden_and_kept() -> Snapshot:
    officers = [officer(f"O{i}", country=country) for i, country in enumerate(("SEN", "SEN", "TGO", "TGO", None), start=1)]
    posts = [line(f"P{j}", priority=priority, seats=2) for j, priority in enumerate((1, 3, 4), start=1)]
    return folder(
        officers,
        posts,
        policy={"national_cap": Decimal("0.01")},
        decisions=(pin("O2", "P2"), forbid("O3", "P1"), forbid("O4", "P1")),
        previous=(PreviousPair(officer_id="O3", post_id="P3"),),
        deployments=(Deployment(officer_id="S1", mission="ALPHA", country="MLI"),),
        digests=DIGESTS,
    )


def without_an_answer() -> Snapshot:
    answers = (Nomination(nomination="N1", officer_id="O1", commitment="C1"),)
    return folder([officer("O1"), officer("O2")], [line("P1")], nominations=answers, digests=DIGESTS).leave_out_commitments(["C1"])


KINDS = (
    with_something_of_everything,
    without_officers,
    without_lines,
    conditional,
    waived,
    capped_pinned_forbidden_and_kept,
    without_an_answer,
)


def write(out: Path, snapshot: Snapshot, *, time_limit_s: float | None = None) -> dict[str, Any]:
    problem, found = build_problem(snapshot)
    assert [one for one in found if one.is_error] == []
    standing = Standing(snapshot=snapshot, problem=problem, result=solve(problem, time_limit_s=time_limit_s), rules=RULES, seed=0)
    versions = {"releve": "0.1.0"}
    write_plan(out, standing, explain_plan(standing), fulfilments=(), versions=versions, problems=(), run={}, extra_files={})
    tree: dict[str, Any] = json.loads((out / "plan.json").read_text("utf-8"))
    return tree


def faults(tree: dict[str, Any]) -> list[str]:
    checker = Draft202012Validator.FORMAT_CHECKER
    return [
        error.message for error in Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=checker).iter_errors(tree)
    ]


def levels(tree: dict[str, Any]) -> list[float]:
    return [*tree["filled"].values(), tree["women_shortfall"], tree["kept"], tree["fit"]]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("time_limit_s", [None, 0.0])
def test_every_kind_of_plan_follows_the_schema(tmp_path: Path, kind: Callable[[], Snapshot], time_limit_s: float | None) -> None:
    assert faults(write(tmp_path / "out", kind(), time_limit_s=time_limit_s)) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("time_limit_s", [None, 0.0])
def test_status_bounds_and_gaps_say_the_same(tmp_path: Path, kind: Callable[[], Snapshot], time_limit_s: float | None) -> None:
    tree = write(tmp_path / "out", kind(), time_limit_s=time_limit_s)

    values, bounds, gaps = (levels(tree[name]) for name in ("objective", "bound", "relative_gap"))

    assert len(values) == len(LEVELS)
    assert gaps == [abs(bound - value) / max(1, abs(bound)) for value, bound in zip(values, bounds, strict=True)]
    assert tree["status"] == ("optimal" if values == bounds else "feasible")


@pytest.mark.parametrize("kind", KINDS)
def test_the_tables_hold_the_assignments_and_open_seats_of_the_plan(tmp_path: Path, kind: Callable[[], Snapshot]) -> None:
    tree = write(tmp_path / "out", kind())

    assigned = [
        {
            "officer_id": row["officer_id"],
            "post_id": row["post_id"],
            "fit": int(row["fit"]),
            "waived": row["waived"].split(";") if row["waived"] else [],
            "conditional": row["conditional"].split(";") if row["conditional"] else [],
        }
        for row in rows_of(tmp_path / "out" / "assignments.csv")
    ]
    unfilled = [
        {"post_id": row["post_id"], "seats": int(row["seats"]), "reason": row["reason"], "data": json.loads(row["data"])}
        for row in rows_of(tmp_path / "out" / "unfilled.csv")
    ]
    assert tree["assignments"] == assigned
    assert assigned == sorted(assigned, key=lambda row: (row["post_id"], row["officer_id"]))
    assert tree["unfilled"] == unfilled
    assert [row["post_id"] for row in unfilled] == sorted(row["post_id"] for row in unfilled)


def test_the_plans_together_hold_every_status_mark_and_reason(tmp_path: Path) -> None:
    trees = [write(tmp_path / f"{k}-{limit}", kind(), time_limit_s=limit) for k, kind in enumerate(KINDS) for limit in (None, 0.0)]
    assignments = [row for tree in trees for row in tree["assignments"]]

    assert {tree["status"] for tree in trees} == {"optimal", "feasible"}
    assert {code for row in assignments for code in row["conditional"]} == {"vetting", "rank"}
    assert {code for row in assignments for code in row["waived"]} == {"medical", "vetting"}
    assert {row["reason"] for tree in trees for row in tree["unfilled"]} >= {"no_eligible", "national_cap"}
    assert {code for tree in trees for code in tree["without_commitments"]} == {"C1"}
