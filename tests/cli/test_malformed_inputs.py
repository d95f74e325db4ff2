"""Every malformed input is refused: all its problems listed at their places, exit 1, nothing written, no traceback."""

import json
import re
from pathlib import Path

import pytest

from cases.malformed.cells import CELLS
from cases.malformed.files import FILES
from cases.malformed.inputs import Case, sound_folder, sound_tables, workbook_beside_policy
from cases.malformed.policies import POLICIES
from cases.malformed.rows import ROWS
from cases.malformed.workbooks import BOOKS
from cli.running import run

CASES = (*CELLS, *ROWS, *FILES, *POLICIES, *BOOKS)
PLACE = ("severity", "code", "file", "sheet", "row", "column")
CODE = re.compile(r"\b(exchange|reference|planning|model)\.[a-z_]+\b")


def by_place(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=lambda row: tuple(str(cell) for cell in row))


def test_the_corpus_holds_more_than_90_malformed_inputs_of_different_names() -> None:
    names = [case.name for case in CASES]

    assert sorted(set(names)) == sorted(names)
    assert len(names) > 90


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_malformed_input_is_refused(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = case.make(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    checked = run(capsys, "check", given, "--json")
    told = run(capsys, "check", given)
    planned = run(capsys, "plan", given, "--out", tmp_path / "out" / "plan")

    problems = json.loads(checked.out)["problems"]
    assert by_place([tuple(problem[name] for name in PLACE) for problem in problems]) == by_place(
        [expected.listed(workbook=case.workbook) for expected in case.expected]
    )
    values = {expected.value for expected in case.expected if expected.value is not None and len(expected.value) <= 200}
    assert values <= {problem["value"] for problem in problems}
    assert [checked.code, told.code, planned.code] == [1, 1, 1]
    assert [checked.err, told.out, planned.out] == ["", "", ""]
    assert told.err == planned.err
    assert told.err.count("\n") > len(problems)
    assert [CODE.findall(told.err), "Traceback" in told.err] == [[], False]
    assert sorted(tmp_path.rglob("*")) == before


def test_the_input_that_all_these_are_made_of_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "book").mkdir()
    folder, book = sound_folder(tmp_path), workbook_beside_policy(tmp_path / "book", sound_tables())

    codes = [run(capsys, "check", given, "--json") for given in (folder, book)]
    plans = [run(capsys, "plan", given, "--out", tmp_path / f"plan-{given.stem}").code for given in (folder, book)]

    assert [(ran.code, json.loads(ran.out)) for ran in codes] == [(0, {"problems": []})] * 2
    assert plans == [0, 0]
