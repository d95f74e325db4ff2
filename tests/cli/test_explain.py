"""`releve explain`: an officer, a post line, a pair; keys that nobody knows, plans that are damaged, inputs that moved."""

import json
import shutil
from pathlib import Path

import pytest

from cli.desk import TABLES, write_desk
from cli.running import run


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a folder with the inputs in `desk` and their plan in `plan`, which is the current one."""
    decisions = "officer_id,post_id,decision\nO-5,P-2,pin\nO-3,P-1,forbid\n"
    write_desk(tmp_path / "desk", decisions=decisions)
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "plan", "desk", "--out", "plan").code == 0
    return tmp_path


def test_of_a_placed_officer_it_tells_the_seat_the_fit_and_the_lines_that_suit_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "wide").mkdir()
    wide = write_desk(desk / "wide" / "desk", posts=TABLES["posts"].replace("fr:B2", "fr:B1"))
    (wide / "policy.toml").write_text("national_cap = 1\n")
    run(capsys, "plan", wide, "--out", "wide/plan")

    ran = run(capsys, "explain", "wide/plan", "--officer", "O-5")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:3] == ["O-5", "Placed in P-1 (Police reform adviser, MINUSCA), fit 664."]
    assert [line.split() for line in ran.out.splitlines() if line.startswith(("Languages", "P-2"))] == [
        ["Languages", "187"],
        ["P-2", "MINUSCA", "Community", "policing", "officer", "Normal", "664", "0"],
    ]


@pytest.mark.usefixtures("desk")
def test_of_an_officer_placed_by_decision_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "explain", "plan", "--officer", "O-5")

    assert (ran.code, ran.out.splitlines()[3]) == (0, "Placed by a decision.")


@pytest.mark.usefixtures("desk")
def test_of_an_officer_without_a_seat_it_tells_why_and_the_nearest_lines(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "explain", "plan", "--officer", "O-2")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:6] == [
        "O-2",
        "Eligible for no line. The nearest is P-1, 1 rule away; most often in the way: Assessment for Mission Service.",
        "",
        "P-1 (Police reform adviser, MINUSCA): 1 seat open",
        "Assessment clearance expires 9 days before the first day of duty, on 20 February 2026.",
    ]


@pytest.mark.usefixtures("desk")
def test_of_a_post_line_it_tells_holders_reasons_and_reserves(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "explain", "plan", "--post", "P-3")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:3] == ["P-3 (Planning officer, UNHQ)", "Seats filled: 0 of 1."]
    assert ran.out.splitlines()[-1] == "None: no eligible officer is free."


@pytest.mark.parametrize(
    ("officer", "post", "answer", "sentence"),
    [
        ("O-5", "P-2", "assigned", "The plan gives this officer a seat of this post line."),
        ("O-2", "P-1", "not_eligible", "Not eligible: Assessment for Mission Service."),
        ("O-3", "P-1", "not_eligible", "Not eligible: Police service, Rank."),
        ("O-5", "P-1", "placed_elsewhere", "Eligible, but the plan places this officer in P-2."),
    ],
)
@pytest.mark.usefixtures("desk")
def test_of_a_pair_it_tells_the_answer_and_every_finding(
    capsys: pytest.CaptureFixture[str], officer: str, post: str, answer: str, sentence: str
) -> None:
    told = run(capsys, "explain", "plan", "--officer", officer, "--post", post)
    given = json.loads(run(capsys, "explain", "plan", "--officer", officer, "--post", post, "--json").out)

    assert (told.code, given["answer"], len(given["findings"])) == (0, answer, 17)
    assert told.out.splitlines()[2].startswith(sentence.split(":", maxsplit=1)[0])
    assert "Sources of the thresholds" in told.out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--officer", "O-9"], "planning.unknown_officer"),
        (["--post", "P-9"], "planning.unknown_post"),
        (["--officer", "O-9", "--post", "P-1"], "planning.unknown_officer"),
        (["--officer", "O-1", "--post", "P-9"], "planning.unknown_post"),
        (["--officer", ""], "planning.unknown_officer"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_key_that_nobody_knows_is_a_wrong_call(capsys: pytest.CaptureFixture[str], arguments: list[str], code: str) -> None:
    told = run(capsys, "explain", "plan", *arguments)
    given = run(capsys, "explain", "plan", *arguments, "--json")

    assert (told.code, given.code, told.out, given.err) == (2, 2, "", "")
    assert json.loads(given.out)["error"]["code"] == code
    assert code not in told.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"schema_version": 99}',
        b'{"assignments": "none"}',
        b'{"schema_version": 1, "assignments": [{"officer_id": 5}]}',
        b"[" * 20_000,
    ],
)
@pytest.mark.parametrize("name", ["plan.json", "run.json"])
def test_a_damaged_plan_is_told_in_a_sentence(desk: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes) -> None:
    (desk / "plan" / name).write_bytes(content)

    ran = run(capsys, "explain", "plan", "--officer", "O-1")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{name} is damaged")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("assignments", [{"officer_id": "O-9", "post_id": "P-1", "fit": 1, "waived": [], "conditional": []}]),
        ("assignments", None),
        ("objective", {}),
        ("seed", "x"),
        ("status", "perfect"),
        ("digests", None),
    ],
)
def test_a_plan_that_does_not_fit_its_inputs_is_told(desk: Path, capsys: pytest.CaptureFixture[str], key: str, value: object) -> None:
    plan = json.loads((desk / "plan" / "plan.json").read_text("utf-8"))
    (desk / "plan" / "plan.json").write_text(json.dumps({**plan, key: value}), "utf-8")

    ran = run(capsys, "explain", "plan", "--officer", "O-1")

    assert (ran.code, ran.out, "Traceback" in ran.err) == (2, "", False)
    assert ran.err.startswith("plan.json is damaged")


def test_inputs_that_moved_are_asked_for_and_found_by_folder(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(desk / "desk", desk / "archive")

    lost = run(capsys, "explain", "plan", "--officer", "O-1")
    found = run(capsys, "explain", "plan", "--officer", "O-1", "--folder", "archive")

    assert (lost.code, lost.out, found.code, found.err) == (2, "", 0, "")
    assert "--folder" in lost.err


def test_inputs_that_changed_are_refused_by_name(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "desk" / "officers.csv").write_text(TABLES["officers"].replace("O-1,MAR", "O-1,TUN"), "utf-8")
    (desk / "desk" / "policy.toml").write_text("national_cap = 1\n")

    told = run(capsys, "explain", "plan", "--officer", "O-1")
    given = run(capsys, "explain", "plan", "--officer", "O-1", "--json")

    assert (told.code, told.out, given.code) == (1, "", 1)
    assert json.loads(given.out)["error"]["data"] == {"files": ["officers.csv", "policy.toml"]}


def test_inputs_that_no_longer_can_be_read_are_listed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "desk" / "officers.csv").unlink()

    ran = run(capsys, "explain", "plan", "--officer", "O-1")

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (1, "", "Error  officers.csv")


@pytest.mark.usefixtures("desk")
def test_the_answer_comes_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    answers = {run(capsys, "explain", "plan", "--officer", "O-2", "--lang", lang).out for lang in ("en", "fr", "ar", "es")}

    assert len(answers) == 4
