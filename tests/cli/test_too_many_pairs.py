"""A register with more pairs than are written down at once: refused with a sentence, before anything is planned or written."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from cli.desk import write_desk
from cli.running import run
from releve.text import LANGUAGES

BUILD = import_module("releve.planning.build")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BUILD, "MOST_PAIRS", 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_refused_and_nothing_is_written(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk")

    ran = run(capsys, "plan", desk, "--out", tmp_path / "out", "--lang", lang)

    assert ran.code == 1
    assert (ran.out + ran.err).strip()
    assert "Traceback" not in ran.out + ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [("value",), ("scenarios", "--pareto")])
def test_every_command_that_plans_says_the_same(command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, command[0], write_desk(tmp_path / "desk"), *command[1:], "--json")

    assert ran.code == 1
    assert json.loads(ran.out)["error"] == {
        "code": "planning.too_many_pairs",
        "data": {"most": 1},
        "message": json.loads(ran.out)["error"]["message"],
    }
