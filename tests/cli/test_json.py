"""`--json`: one document on standard output and nothing else, whatever happens."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.desk import broken_desk, write_desk
from cli.running import run


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a desk, a broken desk, and a plan of the former."""
    home = tmp_path_factory.mktemp("json")
    write_desk(home / "desk")
    broken_desk(home / "broken")
    return home


SOUND: dict[str, tuple[Sequence[str], set[str]]] = {
    "check": (["check", "desk"], {"problems"}),
    "template": (["template", "tables.xlsx"], {"written"}),
    "synthesise": (["synthesise", "synthetic"], {"written", "seed", "synthetic"}),
    "synthesise a size": (
        ["synthesise", "synthetic", "--size", "S", "--knob", "ties"],
        {"written", "seed", "synthetic", "size", "knob", "format", "officers", "lines", "seats", "missions", "serving"},
    ),
    "report": (["report", "plan"], {"written"}),
    "verify": (["verify", "plan"], {"sound", "certified", "levels", "problems"}),
    "explain an officer": (["explain", "plan", "--officer", "O-2"], {"officer_id", "placed_at", "not_placed", "nearest"}),
    "explain a post": (["explain", "plan", "--post", "P-2"], {"post_id", "holders", "unfilled", "reserves"}),
    "explain a pair": (["explain", "plan", "--officer", "O-2", "--post", "P-2"], {"answer", "findings", "fit"}),
}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_plan_prints_the_plan_that_it_writes(
    places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    monkeypatch.chdir(places)

    ran = run(capsys, "plan", "desk", "--out", tmp_path / "plan", "--json", "--lang", lang)

    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == json.loads((tmp_path / "plan" / "plan.json").read_text("utf-8"))


@pytest.mark.parametrize("name", SOUND)
def test_a_command_that_succeeds_prints_one_document(
    name: str, places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, keys = SOUND[name]
    (tmp_path / "desk").symlink_to(places / "desk")
    monkeypatch.chdir(tmp_path)
    run(capsys, "plan", "desk", "--out", "plan")

    ran = run(capsys, *arguments, "--json")

    assert (ran.code, ran.err) == (0, "")
    assert keys <= set(json.loads(ran.out))


@pytest.mark.parametrize("arguments", [["check", "broken"], ["plan", "broken", "--out", "new"]])
def test_wrong_inputs_give_one_document_of_all_problems_in_the_language_asked_for(
    arguments: list[str], places: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(places)

    english = run(capsys, *arguments, "--json")
    french = run(capsys, *arguments, "--json", "--lang", "fr")

    said = [json.loads(ran.out)["problems"] for ran in (english, french)]
    assert [(ran.code, ran.err) for ran in (english, french)] == [(1, "")] * 2
    assert [(p["severity"], p["code"], p["file"], p["row"], p["column"], p["value"]) for p in said[0]] == [
        ("warning", "exchange.unknown_column", "officers.csv", 1, "shoe_size", "shoe_size"),
        ("error", "exchange.unknown_country", "officers.csv", 3, "country", "SENEGAL"),
        ("error", "exchange.ambiguous_date", "posts.csv", 4, "starts_on", "01/04/2026"),
    ]
    assert [p["data"] for p in said[0]] == [p["data"] for p in said[1]]
    assert said[0][2]["data"] == {"day_first": "2026-04-01", "month_first": "2026-01-04"}
    assert not (places / "new").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "data"),
    [
        (["explain", "desk", "--post", "P-1"], "planning.plan_missing", {"path": "desk"}),
        (["report", "desk"], "reporting.figures_missing", {"path": "desk"}),
        (["verify", "desk"], "verification.plan_gone", {"path": "desk"}),
        (["plan", "desk", "--out", "broken"], "exchange.folder_not_ours", {"path": "broken"}),
        (
            ["plan", "desk", "--out", "new", "--without-commitment", "C-9"],
            "pipeline.unknown_commitment",
            {"commitment": "C-9", "known": ["C-1"]},
        ),
    ],
)
def test_a_single_error_gives_one_document_too(
    arguments: list[str],
    code: str,
    data: dict[str, object],
    places: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(places)

    ran = run(capsys, *arguments, "--json")

    error = json.loads(ran.out)["error"]
    assert (ran.code, ran.err, error["code"], error["data"]) == (2, "", code, data)
    assert error["message"].endswith(".")
    assert not (places / "new").exists()
