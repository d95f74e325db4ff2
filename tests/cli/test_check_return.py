"""`releve check --return`: the sender's workbook with every problem at its place, in each language."""

import json
from pathlib import Path

import openpyxl
import pytest

from cli.desk import broken_desk, write_desk
from cli.running import run
from releve.text import LANGUAGES, Catalogue


@pytest.mark.parametrize("lang", LANGUAGES)
def test_broken_desk_comes_back_marked(lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, returned = broken_desk(tmp_path / "desk"), tmp_path / "back.xlsx"
    speak = Catalogue.load(lang)

    ran = run(capsys, "check", folder, "--return", returned, "--lang", lang)

    book = openpyxl.load_workbook(returned)
    officers, posts = book["officers"], book["posts"]
    verdicts = [cell.value for cell in officers[1] if cell.value == speak.text("Verdict")]
    assert (ran.code, len(verdicts), book.sheetnames[-1]) == (1, 1, speak.text("Summary"))
    assert [[cell.value for cell in row][-2] for row in officers.iter_rows(min_row=2)] == [
        speak.text("No error"), speak.text("Error"), *[speak.text("No error")] * 3
    ]  # fmt: skip
    assert officers["B3"].comment is not None
    assert posts["K4"].comment is not None or any(cell.comment for cell in posts[4])


def test_json_names_the_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, returned = write_desk(tmp_path / "desk"), tmp_path / "back.xlsx"

    ran = run(capsys, "check", folder, "--return", returned, "--json")

    assert (ran.code, json.loads(ran.out)) == (0, {"problems": [], "returned": str(returned)})


def test_name_must_be_that_of_another_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_desk(tmp_path / "desk")
    run(capsys, "check", folder, "--return", tmp_path / "back.xlsx")

    ran = [run(capsys, "check", *call) for call in (
        (folder, "--return", tmp_path / "back.csv"), (tmp_path / "back.xlsx", "--return", tmp_path / "back.xlsx"),
    )]  # fmt: skip

    assert [r.code for r in ran] == [2, 2]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "check", write_desk(tmp_path / "desk"), "--return", tmp_path / "nowhere" / "back.xlsx")

    assert (ran.code, "Traceback" in ran.err) == (2, False)
