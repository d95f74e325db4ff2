"""The guide to mending a timetable: its Python runs as written, and what it says of the answers holds."""

import re
from pathlib import Path
from typing import Any

import pytest

from releve.assembly.check import violations

ROOT = Path(__file__).resolve().parents[2]
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_python_of_the_guide_runs_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}

    for block in PYTHON.findall((ROOT / "docs/how-to/mend-a-timetable.md").read_text("utf-8")):
        exec(compile(block.replace("time_limit_s=2.0", "time_limit_s=0.2"), "mend-a-timetable.md", "exec"), names)  # noqa: S102 - our own page

    assert names["answer"].elsewhere
    assert violations(names["late"], names["repaired"]) == ()
    assert names["repaired"].bound.moved <= names["repaired"].objective.moved
