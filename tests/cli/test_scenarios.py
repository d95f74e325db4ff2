"""`releve scenarios`: what it answers, what it writes, how it refuses."""

import json
from pathlib import Path

import pytest

from cli.desk import write_desk
from cli.running import run
from releve.text import LANGUAGES, Catalogue

FILE = """
[[scenario]]
name = "French at C1"
posts = {post = "P-2", change.languages_required = "fr:B1->fr:C1"}

[[scenario]]
name = "No cap"
national_cap = 1
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "what-ifs.toml").write_text(FILE, "utf-8")
    return write_desk(tmp_path / "desk")


def test_a_change_of_a_rule_says_seats_and_countries(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "scenarios", desk, "--change", "languages_required fr:B1->fr:C1", "--post", "P-2", "--workers", 1)

    assert (ran.code, ran.err.count("error")) == (0, 0)
    assert "languages_required fr:B1->fr:C1 post=P-2" in ran.out
    assert "Tunisia" in ran.out


def test_json_is_the_document_that_is_written(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "scenarios", desk, "--file", "what-ifs.toml", "--pareto", "--steps", 1, "--out", "out", "--workers", 1, "--json")

    document = json.loads(Path("out/scenarios.json").read_text("utf-8"))
    assert json.loads(ran.out) == document
    assert [scenario["name"] for scenario in document["scenarios"]] == ["French at C1", "No cap"]
    assert document["pareto"]["points"]
    assert {path.name for path in Path("out").iterdir()} == {"scenarios.json", "scenarios.html"}


def test_the_same_call_writes_the_same_bytes_with_any_number_of_processes(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for out, workers in (("one", 1), ("two", 2)):
        assert run(capsys, "scenarios", desk, "--file", "what-ifs.toml", "--out", out, "--workers", workers).code == 0

    for name in ("scenarios.json", "scenarios.html"):
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_speaks_the_language_asked_for(lang: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "scenarios", desk, "--file", "what-ifs.toml", "--workers", 1, "--lang", lang)

    assert ran.code == 0
    assert Catalogue.load(lang).text("Scenarios against the plan of the folder") in ran.out


def test_errors_leave_with_1_and_nothing_is_written(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("what-ifs.toml").write_text(FILE.replace("national_cap = 1", "national_cap = 7").replace("P-2", "P-9"), "utf-8")

    ran = run(capsys, "scenarios", desk, "--file", "what-ifs.toml", "--out", "out", "--json")

    found = json.loads(ran.out)["problems"]
    assert ran.code == 1
    assert {(p["file"], p["column"], p["data"]["scenario"]) for p in found} == {
        ("what-ifs.toml", 'scenario."French at C1".posts[1].post', "French at C1"),
        ("what-ifs.toml", 'scenario."No cap".national_cap', "No cap"),
    }
    assert not Path("out").exists()


def test_a_pin_that_cannot_hold_in_a_scenario_is_an_error_that_names_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "decisions.csv").write_text("officer_id,post_id,decision\nO-3,P-2,pin\n", "utf-8")

    ran = run(capsys, "scenarios", desk, "--file", "what-ifs.toml", "--workers", 1, "--json")

    (found,) = [p for p in json.loads(ran.out)["problems"] if p["severity"] == "error"]
    assert ran.code == 1
    assert (found["code"], found["file"], found["data"]["scenario"]) == ("planning.pin_not_eligible", "decisions.csv", "French at C1")


@pytest.mark.parametrize(
    "wrong", [[], ["--mission", "MINUSCA"], ["--change", "languages_required"], ["--file", "nowhere.toml"], ["--pareto", "--steps", "0"]]
)
def test_a_wrong_call_leaves_with_2(wrong: list[str], desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "scenarios", desk, *wrong).code == 2


def test_a_folder_that_holds_something_else_is_not_overwritten(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine", "utf-8")

    assert run(capsys, "scenarios", desk, "--file", "what-ifs.toml", "--out", "out", "--workers", 1).code == 2
    assert [path.name for path in Path("out").iterdir()] == ["mine.txt"]
