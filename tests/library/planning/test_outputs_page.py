"""The page on the output folder names every code and every column that the tables hold."""

import re
from pathlib import Path

from small_outputs import a_snapshot, write

from releve.commitments import Degree
from releve.model import Commitment, Reason
from releve.planning import STATES
from releve.planning.displacement import DISPLACEMENT_LEVELS

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "outputs.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))


def test_every_code_stands_on_the_page() -> None:
    codes = {*map(str, Reason), *map(str, Degree), *STATES, *DISPLACEMENT_LEVELS}

    assert codes - NAMED == set()


def test_every_file_and_column_stands_on_the_page(tmp_path: Path) -> None:
    write(tmp_path / "out", a_snapshot(commitments=(Commitment(commitment="C1"),)))
    files = list((tmp_path / "out").iterdir())
    columns = {name for path in files if path.suffix == ".csv" for name in path.read_text("utf-8").splitlines()[0].split(",")}

    assert {path.name for path in files} - NAMED == set()
    assert {name.removesuffix("_women") for name in columns} - NAMED == set()
