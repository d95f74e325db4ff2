"""`releve value`: what it prints for people and for programs, and what it refuses."""

import json
from pathlib import Path

import pytest

from cli.desk import TABLES, broken_desk, write_desk
from cli.running import run
from releve.text import LANGUAGES


def test_the_requests_to_a_partner_are_ranked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk", officers="\n".join(TABLES["officers"].splitlines()[:2]) + "\n", nominations="", commitments="")
    (desk / "nominations.csv").unlink()
    (desk / "commitments.csv").unlink()

    told = run(capsys, "value", desk, "--partner", "tun")
    given = json.loads(run(capsys, "value", desk, "--partner", "TUN", "--json").out)

    asks = [ask for found in given["rounds"] for ask in found["asks"]]
    assert told.code == 0
    assert "what to ask Tunisia for" in told.out
    assert given["partner"] == "TUN"
    assert [ask["rank"] for ask in asks] == list(range(1, len(asks) + 1))
    assert given["total"]["low"]["filled"] == {"1": 0, "2": 1, "3": 1, "4": 0}
    assert given["complete"]


def test_every_kind_is_told_with_what_was_solved_again_and_what_was_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk")

    told = run(capsys, "value", desk, "--most", "1")
    given = json.loads(run(capsys, "value", desk, "--most", "1", "--json").out)

    kinds = ["seat", "officer", "language_level", "waiver", "cap_point", "women_point"]
    assert [found["kind"] for found in given["kinds"]] == kinds
    assert all(len(found["values"]) <= 1 for found in given["kinds"])
    assert f"{given['solved_again']} times in all" in told.out
    bounded = sum(found["not_solved_again"] > 0 for found in given["kinds"])
    assert told.out.count("not solved again") == bounded


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_speaks(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk")

    ran = run(capsys, "value", desk, "--lang", lang)
    asked = run(capsys, "value", desk, "--partner", "SEN", "--lang", lang)

    assert (ran.code, asked.code) == (0, 0)
    assert ran.out != asked.out


def test_an_unknown_country_is_refused_before_anything_is_planned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk")

    ran = run(capsys, "value", desk, "--partner", "XYZ", "--json")

    assert ran.code == 2
    assert json.loads(ran.out)["error"]["code"] == "planning.unknown_partner"


def test_errors_of_the_inputs_are_all_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "value", broken_desk(tmp_path / "desk"), "--json")

    assert ran.code == 1
    assert len(json.loads(ran.out)["problems"]) == 3


def test_two_runs_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk")

    assert run(capsys, "value", desk, "--json").out == run(capsys, "value", desk, "--json").out
