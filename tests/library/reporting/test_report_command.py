"""`releve report`: writes the page, compares, and says what is wrong with the call."""

import json
from pathlib import Path

import pytest
from reports import a_folder, a_line, an_officer, answered_folder, figures_of

from releve.cli import main
from releve.model import Snapshot
from releve.reporting import figures_json


def an_output(folder: Path, snapshot: Snapshot) -> Path:
    folder.mkdir()
    (folder / "figures.json").write_text(figures_json(figures_of(snapshot)), "utf-8")
    return folder


def left_with(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(["report", *arguments])
    return left.value.code


def test_the_report_is_written_beside_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = an_output(tmp_path / "out", answered_folder())

    assert left_with(str(out)) == 0
    assert (out / "report.html").read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
    assert "report.html" in capsys.readouterr().out


def test_the_language_is_the_one_asked_for(tmp_path: Path) -> None:
    out = an_output(tmp_path / "out", answered_folder())

    assert left_with(str(out), "--lang", "ar") == 0
    assert '<html lang="ar" dir="rtl">' in (out / "report.html").read_text("utf-8")


def test_json_names_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = an_output(tmp_path / "out", answered_folder())

    assert left_with(str(out), "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"written": str(out / "report.html")}


def test_a_baseline_gives_what_changes_on_the_terminal_and_in_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = an_output(tmp_path / "out", answered_folder())
    before = an_output(tmp_path / "before", answered_folder().leave_out_commitments(["C1"]))

    assert left_with(str(out), "--baseline", str(before)) == 0
    assert "What changes" in capsys.readouterr().out
    assert "What the answer changes" in (out / "report.html").read_text("utf-8")


def test_a_folder_that_is_no_plan_is_a_wrong_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert left_with(str(tmp_path)) == 2
    assert "figures.json" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    assert left_with(str(tmp_path / "nowhere")) == 2


def test_damaged_figures_are_told_as_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "figures.json").write_text("{}", "utf-8")

    assert left_with(str(tmp_path), "--json") == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "reporting.figures_form"


def test_a_baseline_of_other_post_lines_is_refused_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = an_output(tmp_path / "out", answered_folder())
    before = an_output(tmp_path / "before", a_folder([an_officer("O1")], [a_line("Q1")]))

    assert left_with(str(out), "--baseline", str(before)) == 2
    assert "Q1" in capsys.readouterr().err
    assert not (out / "report.html").exists()
