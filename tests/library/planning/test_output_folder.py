"""The output folder: every file of the contract, whole or not there, the same bytes every time."""

import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from small_folders import folder, line, officer, planned
from small_outputs import DIGESTS, a_snapshot, rows_of, write

from releve.errors import Problem, Severity
from releve.model import Commitment, CommitmentKind, Nomination, UnknownPolicy
from releve.planning import Explanation, write_plan

SCHEMA = Path(__file__).parents[3] / "docs" / "reference" / "plan.schema.json"
CONTRACT_KEYS = [
    "schema_version",
    "digests",
    "as_of",
    "policy",
    "seed",
    "versions",
    "status",
    "objective",
    "bound",
    "relative_gap",
    "certificate",
    "assignments",
    "unfilled",
]


def plan_of(out: Path) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads((out / "plan.json").read_text("utf-8"))
    return tree


def test_plan_json_follows_its_schema_in_the_order_of_the_contract(tmp_path: Path) -> None:
    write(tmp_path / "out")

    tree = plan_of(tmp_path / "out")

    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(tree)] == []
    assert [key for key in tree if key in CONTRACT_KEYS] == CONTRACT_KEYS
    assert set(tree) - set(CONTRACT_KEYS) == {"rules", "without_commitments", "near"}


def test_the_schema_refuses_a_plan_that_lacks_a_key_of_the_contract(tmp_path: Path) -> None:
    write(tmp_path / "out")
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    tree = plan_of(tmp_path / "out")

    accepted = [key for key in CONTRACT_KEYS if validator.is_valid({name: value for name, value in tree.items() if name != key})]

    assert accepted == []


def test_plan_json_holds_the_plan(tmp_path: Path) -> None:
    write(tmp_path / "out")

    tree = plan_of(tmp_path / "out")

    assert tree["assignments"] == [
        {"officer_id": "O1", "post_id": "P1", "fit": 350, "waived": ["medical"], "conditional": []},
        {"officer_id": "O2", "post_id": "P1", "fit": 350, "waived": [], "conditional": []},
        {"officer_id": "O5", "post_id": "P3", "fit": 200, "waived": [], "conditional": []},
    ]
    assert tree["objective"] == {"filled": {"1": 0, "2": 3, "3": 0, "4": 0}, "women_shortfall": 1, "kept": 0, "fit": 900}
    assert tree["bound"] == tree["objective"]
    assert tree["relative_gap"] == {"filled": {"1": 0.0, "2": 0.0, "3": 0.0, "4": 0.0}, "women_shortfall": 0.0, "kept": 0.0, "fit": 0.0}
    assert [(row["post_id"], row["seats"], row["reason"]) for row in tree["unfilled"]] == [("P2", 1, "no_eligible")]
    assert (tree["status"], tree["digests"]) == ("optimal", DIGESTS)
    digest = sha256((tmp_path / "out" / "certificate.parquet").read_bytes()).hexdigest()
    assert tree["certificate"] == {"file": "certificate.parquet", "sha256": digest}


def test_shares_are_written_as_exact_decimals(tmp_path: Path) -> None:
    share = Decimal("0.12345678901234567890123")
    write(tmp_path / "out", a_snapshot(policy={"national_cap": share, "unknown": UnknownPolicy.CONDITIONAL}))

    tree = json.loads((tmp_path / "out" / "plan.json").read_text("utf-8"), parse_float=Decimal)

    assert tree["policy"]["national_cap"] == share


def test_the_tables_of_the_contract_begin_with_its_columns(tmp_path: Path) -> None:
    snapshot = a_snapshot(commitments=(Commitment(commitment="C1"),))
    write(tmp_path / "out", snapshot)

    columns = {path.name: path.read_text("utf-8").splitlines()[0].split(",") for path in (tmp_path / "out").glob("*.csv")}

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "assignments.csv",
        "certificate.parquet",
        "commitments.csv",
        "findings.csv",
        "near_misses.csv",
        "not_placed.csv",
        "plan.json",
        "reserves.csv",
        "run.json",
        "unfilled.csv",
        "warnings.csv",
    ]
    assert columns["assignments.csv"][:5] == ["officer_id", "post_id", "fit", "waived", "conditional"]
    assert columns["unfilled.csv"] == ["post_id", "seats", "reason", "data"]
    assert columns["not_placed.csv"][:4] == ["officer_id", "reason", "blocking_rule", "post_id"]
    assert columns["near_misses.csv"] == ["rule", "from", "to", "officers", "posts"]
    assert columns["reserves.csv"] == ["post_id", "order", "officer_id", "fit", "valid_until"]
    assert columns["findings.csv"][:5] == ["officer_id", "post_id", "rule", "verdict", "waived"]


def test_the_tables_say_what_the_plan_says(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out)

    assigned = rows_of(out / "assignments.csv")
    assert [(row["officer_id"], row["post_id"], row["waived"], row["mission"]) for row in assigned] == [
        ("O1", "P1", "medical", "ALPHA"),
        ("O2", "P1", "", "ALPHA"),
        ("O5", "P3", "", "UNHQ"),
    ]
    assert [(row["officer_id"], row["reason"], row["blocking_rule"], row["post_id"]) for row in rows_of(out / "not_placed.csv")] == [
        ("O3", "better_placed", "", "P1"),
        ("O4", "no_eligible", "language", "P2"),
    ]
    assert [(row["rule"], row["from"], row["to"], row["officers"], row["posts"]) for row in rows_of(out / "near_misses.csv")] == [
        ("language", "fr:A1", "fr:C1", "1", "1"),
        ("language", "fr:B1", "fr:C1", "1", "1"),
    ]
    assert [(row["officer_id"], row["post_id"], row["rule"], row["verdict"], row["waived"]) for row in rows_of(out / "findings.csv")] == [
        ("O1", "P1", "medical", "NOT_MET", "yes"),
        ("O3", "P1", "passport", "UNKNOWN", "no"),
        ("O3", "P2", "language", "NOT_MET", "no"),
        ("O3", "P2", "passport", "UNKNOWN", "no"),
        ("O4", "P2", "language", "NOT_MET", "no"),
        ("O4", "P2", "vetting", "UNKNOWN", "no"),
        ("O3", "P3", "passport", "UNKNOWN", "no"),
    ]
    assert json.loads(rows_of(out / "unfilled.csv")[0]["data"])["rule"] == "language"


def test_commitments_are_told_only_where_the_folder_has_some(tmp_path: Path) -> None:
    write(tmp_path / "without")
    asked = Commitment(commitment="C1", kind=CommitmentKind.INDIVIDUAL_OFFICERS, quantity=3)
    answers = tuple(Nomination(nomination=f"N{i}", officer_id=f"O{i}", commitment="C1") for i in (1, 2, 4))
    write(tmp_path / "with", a_snapshot(commitments=(asked,), nominations=answers))

    (told,) = rows_of(tmp_path / "with" / "commitments.csv")

    assert not (tmp_path / "without" / "commitments.csv").exists()
    assert [told[name] for name in ("nominated", "nominated_women", "eligible", "proposed", "as_asked", "missing", "degree")] == [
        "3",
        "1",
        "2",
        "2",
        "2",
        "1",
        "partial",
    ]


def test_warnings_of_the_inputs_are_kept_with_the_plan(tmp_path: Path) -> None:
    found = Problem(
        code="exchange.unknown_skill",
        severity=Severity.WARNING,
        file="officers.csv",
        row=3,
        column="skills",
        value="=cmd|x",
        data={"part": "x"},
    )

    write(tmp_path / "out", problems=(found,))

    (row,) = rows_of(tmp_path / "out" / "warnings.csv")
    assert (row["code"], row["file"], row["row"], row["value"], row["data"]) == (
        "exchange.unknown_skill",
        "officers.csv",
        "3",
        "'=cmd|x",
        '{"part":"x"}',
    )


def test_two_runs_write_the_same_bytes_but_for_run_json(tmp_path: Path) -> None:
    write(tmp_path / "one")
    write(tmp_path / "two")

    different = [
        path.name
        for path in (tmp_path / "one").iterdir()
        if path.name != "run.json" and path.read_bytes() != (tmp_path / "two" / path.name).read_bytes()
    ]

    assert different == []
    texts = [path.read_bytes() for path in (tmp_path / "one").iterdir() if path.suffix != ".parquet"]
    assert all(text.endswith(b"\n") and b"\r" not in text for text in texts)


def test_an_explanation_without_anything_writes_headers_alone(tmp_path: Path) -> None:
    standing = planned(folder([officer("O1")], [line("P1")]))
    nothing_to_tell = Explanation(n_pairs=0, unfilled=(), not_placed=(), near_misses=(), reserves=(), findings=())

    write_plan(tmp_path / "out", standing, nothing_to_tell, fulfilments=(), versions={}, problems=(), run={}, extra_files={})

    assert [len((tmp_path / "out" / name).read_text().splitlines()) for name in ("unfilled.csv", "findings.csv", "warnings.csv")] == [
        1,
        1,
        1,
    ]
