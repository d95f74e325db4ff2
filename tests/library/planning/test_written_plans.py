"""A plan read back: the same plan over the same inputs, and a clear refusal of anything else."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_folders import folder, line, officer, pin, planned

from releve.eligibility import RULES, Rule
from releve.errors import ReleveError
from releve.model import Nomination, Snapshot
from releve.planning import Standing, explain_officer, explain_plan, read_plan, restore_plan, write_plan
from releve.planning.result import NOT_CERTIFIED
from releve.planning.written_plan import InputsChangedError, PlanDamagedError, PlanMissingError, RulesChangedError

DIGESTS = {"missions.csv": "0" * 64, "officers.csv": "1" * 64, "posts.csv": "2" * 64}
RUN = {"folder": "/inputs", "runtime_s": 1.5}


def a_snapshot() -> Snapshot:
    officers = [officer(f"O{i}", assessment_score=10 * i) for i in range(1, 6)]
    answers = (Nomination(nomination="N1", officer_id="O5", commitment="C1"),)
    posts = [line("P1", seats=2), line("P2", priority=1)]
    return folder(officers, posts, decisions=(pin("O1", "P1"),), nominations=answers, digests=DIGESTS)


def write(out: Path, snapshot: Snapshot, *, seed: int = 0) -> Standing:
    standing = replace(planned(snapshot), seed=seed)
    write_plan(out, standing, explain_plan(standing), fulfilments=(), versions={}, problems=(), run=RUN, extra_files={})
    return standing


def assignments(standing: Standing) -> list[tuple[int, int]]:
    pairs, chosen = standing.problem.pairs, standing.result.chosen
    return list(zip(pairs.officer_idx[chosen].tolist(), pairs.post_idx[chosen].tolist(), strict=True))


def told(standing: Standing) -> tuple[object, ...]:
    found = explain_plan(standing)
    return found.n_pairs, found.unfilled, tuple(found.not_placed), found.near_misses, found.reserves, tuple(found.findings)


def test_a_written_plan_comes_back_as_it_was(tmp_path: Path) -> None:
    before = write(tmp_path / "out", a_snapshot(), seed=7)

    after = restore_plan(read_plan(tmp_path / "out"), a_snapshot(), rules=RULES)

    assert assignments(after) == assignments(before)
    assert (after.result.objective, after.result.bound, after.result.status) == (
        before.result.objective,
        before.result.bound,
        before.result.status,
    )
    assert (after.result.relative_gap, after.result.runtime_s, after.seed) == (before.result.relative_gap, 1.5, 7)
    assert told(after) == told(before)
    assert explain_officer(after, "O2") == explain_officer(before, "O2")


def test_a_restored_plan_is_written_again_byte_for_byte_but_for_its_certificate(tmp_path: Path) -> None:
    made = planned(a_snapshot())
    made = replace(made, result=replace(made.result, certificate=NOT_CERTIFIED))
    write_plan(tmp_path / "one", made, explain_plan(made), fulfilments=(), versions={}, problems=(), run=RUN, extra_files={})
    written = read_plan(tmp_path / "one")
    again = restore_plan(written, a_snapshot(), rules=RULES)

    write_plan(tmp_path / "two", again, explain_plan(again), fulfilments=(), versions={}, problems=(), run=written.run, extra_files={})

    assert {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()
    }


def test_commitments_left_out_are_left_out_again(tmp_path: Path) -> None:
    write(tmp_path / "out", a_snapshot().leave_out_commitments(["C1"]))

    after = restore_plan(read_plan(tmp_path / "out"), a_snapshot(), rules=RULES)

    assert after.problem.officer_id == ("O1", "O2", "O3", "O4")


def test_the_folder_of_the_inputs_is_known_from_run_json(tmp_path: Path) -> None:
    write(tmp_path / "out", a_snapshot())

    assert read_plan(tmp_path / "out").folder == Path("/inputs")


def test_without_run_json_the_plan_is_read_and_only_the_folder_is_unknown(tmp_path: Path) -> None:
    write(tmp_path / "out", a_snapshot())
    (tmp_path / "out" / "run.json").unlink()

    written = read_plan(tmp_path / "out")

    assert restore_plan(written, a_snapshot(), rules=RULES).result.runtime_s == 0.0
    with pytest.raises(PlanDamagedError) as damaged:
        _ = written.folder
    assert damaged.value.data == {"file": "run.json", "detail": "folder"}


def test_a_folder_without_a_plan_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PlanMissingError) as missing:
        read_plan(tmp_path)

    assert missing.value.data == {"path": str(tmp_path)}


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (b"", "JSONDecodeError"),
        (b'{"schema_version": 1,', "JSONDecodeError"),
        (b"\xff\xfe", "UnicodeDecodeError"),
        (b"[]", "list"),
        (b"{}", "schema_version"),
        (b'{"schema_version": 2}', "schema_version"),
        (b'{"schema_version": 1, "digests": {}, "seed": 0, "status": "optimal"}', "objective, bound, relative_gap, assignments, unfilled"),
    ],
)
def test_a_document_that_cannot_be_read_is_damaged(tmp_path: Path, content: bytes, detail: str) -> None:
    (tmp_path / "plan.json").write_bytes(content)

    with pytest.raises(PlanDamagedError) as damaged:
        read_plan(tmp_path)

    assert damaged.value.data == {"file": "plan.json", "detail": detail}


def test_changed_added_and_missing_inputs_are_named(tmp_path: Path) -> None:
    write(tmp_path / "out", a_snapshot())
    now = {"missions.csv": "0" * 64, "officers.csv": "9" * 64, "waivers.csv": "3" * 64}

    with pytest.raises(InputsChangedError) as changed:
        restore_plan(read_plan(tmp_path / "out"), replace(a_snapshot(), digests=now), rules=RULES)

    assert changed.value.data == {"files": ("officers.csv", "posts.csv", "waivers.csv")}


def tree_with(change: Callable[[dict[str, Any]], None], out: Path) -> None:
    tree = json.loads((out / "plan.json").read_text())
    change(tree)
    (out / "plan.json").write_text(json.dumps(tree))


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        (lambda tree: tree["assignments"].pop(), "objective"),
        (lambda tree: tree["assignments"].pop(0), "assignments"),
        (lambda tree: tree["assignments"].append(tree["assignments"][-1]), "assignments"),
        (lambda tree: tree["assignments"].append({"officer_id": "O9", "post_id": "P1"}), "KeyError"),
        (lambda tree: tree["assignments"].append("O3"), "TypeError"),
        (lambda tree: tree["objective"].update(fit=1), "objective"),
        (lambda tree: tree["objective"].update(filled=[1]), "TypeError"),
        (lambda tree: tree["bound"].pop("kept"), "KeyError"),
        (lambda tree: tree["relative_gap"].update(fit="none"), "ValueError"),
        (lambda tree: tree.update(status="perfect"), "ValueError"),
    ],
)
def test_a_plan_that_was_tampered_with_is_damaged(tmp_path: Path, change: Callable[[dict[str, Any]], None], detail: str) -> None:
    write(tmp_path / "out", a_snapshot())
    tree_with(change, tmp_path / "out")

    with pytest.raises(PlanDamagedError) as damaged:
        restore_plan(read_plan(tmp_path / "out"), a_snapshot(), rules=RULES)

    assert damaged.value.data == {"file": "plan.json", "detail": detail}


def test_the_errors_have_the_codes_that_the_commands_answer() -> None:
    errors: list[type[ReleveError]] = [PlanMissingError, PlanDamagedError, InputsChangedError, RulesChangedError]

    assert [error.code for error in errors] == [
        "planning.plan_missing",
        "planning.plan_damaged",
        "planning.inputs_changed",
        "planning.rules_changed",
    ]


@pytest.mark.parametrize(
    ("rules", "versions", "changed"),
    [
        (RULES[:-1], {}, ("interval",)),
        ((*RULES[1:], replace(RULES[0], code="xyz.age")), {}, ("age", "xyz.age")),
        (RULES, {"xyz-rules": "1.1"}, ("xyz-rules 1.1",)),
    ],
)
def test_a_plan_made_with_other_rules_is_not_explained_with_those_of_today(
    tmp_path: Path, rules: tuple[Rule, ...], versions: dict[str, str], changed: tuple[str, ...]
) -> None:
    write(tmp_path / "out", a_snapshot())

    with pytest.raises(RulesChangedError) as found:
        restore_plan(read_plan(tmp_path / "out"), a_snapshot(), rules=rules, rule_versions=versions)

    assert found.value.data == {"changed": changed}


def test_a_plan_that_does_not_name_its_rules_is_read_as_before(tmp_path: Path) -> None:
    before = write(tmp_path / "out", a_snapshot())
    tree_with(lambda tree: tree.pop("rules"), tmp_path / "out")

    after = restore_plan(read_plan(tmp_path / "out"), a_snapshot(), rules=RULES)

    assert assignments(after) == assignments(before)
