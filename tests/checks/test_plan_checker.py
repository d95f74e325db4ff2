"""The checker itself: a sound plan passes, and each way of spoiling it is found."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checks.plan_checker import Folder, find_violations
from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.planning import Standing, build_problem, explain_plan, solve, write_plan

Tree = dict[str, Any]

LINE = (
    "mission,title,category,seats,priority,languages_required,languages_desired,skills_required,skills_desired,service_years_min,rank_min,"
    "rank_max,education_min,armed,driving,starts_on,tour_months\n"
)
SEEN_FIT = "ALPHA,Officer,IPO,{seats},2,fr:B1,,,,,{rank_min},,,no,no,2026-03-01,12\n"
OFFICERS = (
    "officer_id,country,gender,birth_date,service_since,rank,education,languages,skills,ams_cleared_on,ams_languages,driving_passed,"
    "licence_since,firearms_passed,medical_expires_on,passport_expires_on,vetting,active_service,retired_on,available_from,available_until,"
    "nominated_for,un_missions,last_repatriated_on,assessment_score\n"
)
SOUND = (
    "{key},{country},{gender},1985-01-01,2010-01-01,{rank},diploma,fr:B2,patrol,{cleared},fr,yes,2010-01-01,yes,2027-01-01,2032-01-01,"
    "clear,yes,,2025-12-01,,,1,,60\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return five officers for three seats: O1 pinned, O2 forbidden in P1, O3 and O4 alike but for their clearance, O5 of low rank."""
    officers = (
        ("O1", "SEN", "M", 4, "2025-06-01"),
        ("O2", "MAR", "M", 4, "2025-06-01"),
        ("O3", "RWA", "M", 4, "2025-06-01"),
        ("O4", "TUN", "M", 4, "2025-05-01"),
        ("O5", "SEN", "F", 1, "2025-06-01"),
    )
    names = ("key", "country", "gender", "rank", "cleared")
    path = tmp_path / "folder"
    path.mkdir()
    texts = {
        "missions.csv": "mission,kind,host_countries,working_languages,excluded_nationalities\nALPHA,field,MLI,fr,\n",
        "posts.csv": f"post_id,{LINE}P1,{SEEN_FIT.format(seats=2, rank_min=2)}P2,{SEEN_FIT.format(seats=2, rank_min=8)}",
        "officers.csv": OFFICERS + "".join(SOUND.format(**dict(zip(names, row, strict=True))) for row in officers),
        "decisions.csv": "officer_id,post_id,decision,reason,decided_by\nO1,P1,pin,,desk\nO2,P1,forbid,,desk\n",
        "policy.toml": "national_cap = 0.25\n",
    }
    for name, text in texts.items():
        (path / name).write_text(text, encoding="utf-8")
    return Folder(path)


@pytest.fixture
def out(folder: Folder, tmp_path: Path) -> Path:
    snapshot = read_folder_or_raise(folder.path).snapshot
    problem, problems = build_problem(snapshot)
    standing = Standing(snapshot=snapshot, problem=problem, result=solve(problem), rules=RULES, seed=0)
    path = tmp_path / "out"
    write_plan(path, standing, explain_plan(standing), fulfilments=(), versions={}, problems=problems, run={}, extra_files={})
    return path


def put(plan: Tree, at: int, officer_id: str, post_id: str = "P1") -> None:
    plan["assignments"][at].update(officer_id=officer_id, post_id=post_id)


SPOILED: dict[str, tuple[Callable[[Tree], object], str]] = {
    "an officer takes two seats": (lambda plan: put(plan, 1, "O1"), "O1 takes 2 seats"),
    "a line holds too many": (lambda plan: plan["assignments"].append({**plan["assignments"][0], "officer_id": "O3"}), "P1 holds 3"),
    "an officer of too low a rank": (lambda plan: put(plan, 1, "O5"), "('O5', 'P1') may not be planned"),
    "a cap": (lambda plan: put(plan, 1, "O5"), "2 of SEN in ALPHA"),
    "a pin": (lambda plan: put(plan, 0, "O3"), "pin ('O1', 'P1') does not hold"),
    "a forbid": (lambda plan: put(plan, 1, "O2"), "forbid ('O2', 'P1') does not hold"),
    "the order": (lambda plan: plan["assignments"].reverse(), "assignments are not ordered by post, then officer"),
    "fit of a pair": (lambda plan: plan["assignments"][0].update(fit=1), "should be Eligible"),
    "a level": (lambda plan: plan["objective"].update(women_shortfall=0), "objective"),
    "a bound": (lambda plan: plan["bound"].update(fit=1), "is better than its bound 1"),
    "the status": (lambda plan: plan.update(status="feasible"), "status feasible"),
    "a gap": (lambda plan: plan["relative_gap"].update(kept=0.5), "gap 0.5"),
    "open seats": (lambda plan: plan["unfilled"].clear(), "unfilled {}"),
    "a digest": (lambda plan: plan["digests"].update({"posts.csv": "0" * 64}), "digests"),
    "the tie rule": (lambda plan: put(plan, 1, "O3"), "[('O3', 'P1')] should be [('O4', 'P1')]"),
}


def test_a_sound_plan_passes(folder: Folder, out: Path) -> None:
    plan = json.loads((out / "plan.json").read_text("utf-8"))

    assert [(row["officer_id"], row["post_id"]) for row in plan["assignments"]] == [("O1", "P1"), ("O4", "P1")]
    assert find_violations(folder, out) == []


@pytest.mark.parametrize("what", SPOILED)
def test_a_spoiled_plan_is_found(what: str, folder: Folder, out: Path) -> None:
    spoil, expected = SPOILED[what]
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    spoil(plan)
    (out / "plan.json").write_text(json.dumps(plan), encoding="utf-8")

    assert [found for found in find_violations(folder, out) if expected in found] != []


def test_a_table_that_says_something_else_than_the_plan_is_found(folder: Folder, out: Path) -> None:
    with (out / "assignments.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow(["officer_id", "post_id", "fit"])

    assert find_violations(folder, out) == ["assignments.csv and plan.json differ"]


def test_the_checker_imports_nothing_of_the_library() -> None:
    sources = [path.read_text("utf-8") for path in Path(__file__).parent.glob("*.py") if not path.name.startswith("test_")]

    assert len(sources) == 3
    assert [source for source in sources if "releve" in source] == []
