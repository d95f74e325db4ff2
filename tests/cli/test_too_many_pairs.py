"""A register with more pairs than are written down at once: planned by lists, refused where all pairs are needed."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from cli.desk import write_desk
from cli.running import run
from releve.pipeline import plan_folder
from releve.text import LANGUAGES

BUILD = import_module("releve.planning.build")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BUILD, "MOST_PAIRS", 1)


def test_it_is_planned_checked_verified_and_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plan_folder.__kwdefaults__, "listed_from", 1)
    desk, out = write_desk(tmp_path / "desk"), tmp_path / "out"

    assert run(capsys, "check", desk).code == 0
    planned = run(capsys, "plan", desk, "--out", out, "--json")
    assert (planned.code, json.loads(planned.out)["status"]) == (0, "optimal")
    assert run(capsys, "verify", out).code == 0
    for asked in (("--officer", "O-2"), ("--post", "P-1"), ("--officer", "O-2", "--post", "P-1")):
        assert run(capsys, "explain", out, *asked).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_needs_all_pairs_is_refused_with_a_sentence(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "value", write_desk(tmp_path / "desk"), "--lang", lang)

    assert ran.code == 1
    assert (ran.out + ran.err).strip()
    assert "Traceback" not in ran.out + ran.err


@pytest.mark.parametrize("command", [("value",), ("scenarios", "--pareto")])
def test_every_command_that_needs_all_pairs_says_the_same(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, command[0], write_desk(tmp_path / "desk"), *command[1:], "--json")

    assert ran.code == 1
    assert json.loads(ran.out)["error"] == {
        "code": "planning.too_many_pairs",
        "data": {"most": 1},
        "message": json.loads(ran.out)["error"]["message"],
    }
