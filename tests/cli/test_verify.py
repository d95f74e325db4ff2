"""`releve verify OUT`: what it says of a sound plan, of one without proof, and of one altered by hand."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.desk import write_desk
from cli.running import run
from releve.cli import main
from releve.text import LANGUAGES, Catalogue

NAMES = ("filled_1", "filled_2", "filled_3", "filled_4", "women_shortfall", "kept", "fit")


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a desk and a plan of it whose certificate was taken away."""
    home = tmp_path_factory.mktemp("verify")
    write_desk(home / "desk")
    with pytest.raises(SystemExit):
        main(["plan", str(home / "desk"), "--out", str(home / "out")])
    (home / "out" / "certificate.parquet").unlink(missing_ok=True)
    alter(home / "out", certificate=None)
    return home


@pytest.fixture
def out(planned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(planned / "out", tmp_path / "out"))


def alter(out: Path, **values: Any) -> None:  # noqa: ANN401 - JSON
    tree = json.loads((out / "plan.json").read_text("utf-8"))
    (out / "plan.json").write_text(json.dumps({**tree, **values}), "utf-8")


def test_a_plan_without_certificate_is_sound_and_says_that_nothing_is_certified(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "verify", out)

    assert (ran.code, ran.err) == (0, "")
    assert [line for line in ran.out.splitlines() if "no: no prices" in line] == ran.out.splitlines()[2:9]
    assert ran.out.splitlines()[-1] == "The plan keeps every rule and is worth what it says. No level is certified."


def test_strict_refuses_what_is_not_certified(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "verify", out, "--strict")

    assert (ran.code, ran.err) == (1, "")


def test_a_plan_altered_by_hand_is_refused_with_every_discrepancy(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = json.loads((out / "plan.json").read_text("utf-8"))
    tree["assignments"][0]["fit"] += 1
    alter(out, assignments=tree["assignments"], status="feasible")

    told, given = run(capsys, "verify", out), run(capsys, "verify", out, "--json")

    fit = tree["assignments"][0]["fit"]
    assert (told.code, given.code, given.err) == (1, 1, "")
    assert told.err.splitlines() == [
        "plan.json  status: stated feasible, counted again optimal.",
        f"plan.json  assignments.0.fit: stated {fit}, counted again {fit - 1}.",
        "The plan is refused: 2 discrepancies.",
    ]
    document = json.loads(given.out)
    assert (document["sound"], document["certified"]) == (False, False)
    assert [level["level"] for level in document["levels"]] == list(NAMES)
    assert [problem["code"] for problem in document["problems"]] == ["verification.differs"] * 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_what_is_refused(lang: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "plan.json").write_text("{", "utf-8")

    ran = run(capsys, "verify", out, "--lang", lang)

    refused = Catalogue.load(lang).plural("The plan is refused: {n} discrepancy.", "The plan is refused: {n} discrepancies.", 1)
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (1, "", refused)


def test_inputs_that_changed_are_named(planned: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Path(shutil.copytree(planned / "desk", tmp_path / "desk"))
    (desk / "posts.csv").write_text(
        (desk / "posts.csv").read_text("utf-8").replace("P-2,MINUSCA,Community", "P-2,MINUSCA,community"), "utf-8"
    )

    ran = run(capsys, "verify", out, "--folder", desk)

    assert ran.code == 1
    assert ran.err.splitlines()[0] == "plan.json  The inputs are not those that were planned; these files differ: posts.csv."


def test_inputs_that_are_gone_are_asked_for(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_file = out / "run.json"
    run_file.write_text('{"folder": "/nowhere"}', "utf-8")
    gone = run(capsys, "verify", out)
    run_file.unlink()
    unsaid = run(capsys, "verify", out)

    assert (gone.code, gone.out, gone.err) == (2, "", "The inputs are no longer at /nowhere; say with --folder where they are.\n")
    assert (unsaid.code, unsaid.out, unsaid.err) == (
        2,
        "",
        "run.json does not say where the inputs lie; say with --folder where they are.\n",
    )


def test_inputs_that_hold_errors_are_told_as_everywhere(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = write_desk(tmp_path / "broken", posts="post_id\n")

    ran = run(capsys, "verify", out, "--folder", broken, "--json")

    assert (ran.code, ran.err) == (1, "")
    assert {problem["file"] for problem in json.loads(ran.out)["problems"]} == {"posts.csv"}
