"""The same inputs give the same files, byte for byte, wherever and however the command runs; `run.json` alone differs."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cut_example import cut_example

DIGEST = re.compile(rb"[0-9a-f]{64}")
COMMAND = "from releve.cli import main; main()"
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "COLUMNS": "40"},
)


def run_plan(folder: Path, out: Path, surroundings: dict[str, str]) -> dict[str, bytes]:
    """Plan a folder in a process of its own, from another working directory, and return what it wrote."""
    out.parent.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-c", COMMAND, "plan", str(folder), "--out", out.name, "--seed", "5"],
        cwd=out.parent,
        env={**os.environ, **surroundings},
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    home = tmp_path_factory.mktemp("same_bytes")
    one = run_plan(cut_example(home / "here" / "inputs"), home / "one" / "out", SURROUNDINGS[0])
    two = run_plan(cut_example(home / "there" / "folder of the desk"), home / "two" / "plan", SURROUNDINGS[1])
    return one, two


def test_two_runs_write_the_same_bytes_in_every_file_but_run_json(runs: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    one, two = runs

    assert sorted(one) == sorted(two)
    assert [name for name in sorted(one) if one[name] != two[name]] == ["run.json"]


def test_the_plan_that_is_compared_holds_something_in_every_file(runs: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    tables = {name: content.decode().splitlines() for name, content in runs[0].items() if name.endswith(".csv")}

    assert [name for name, lines in sorted(tables.items()) if len(lines) < 2 and name != "warnings.csv"] == []
    assert json.loads(runs[0]["plan.json"])["status"] == "optimal"


def test_the_order_of_the_rows_changes_nothing_but_digests(tmp_path: Path, runs: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    shuffled = run_plan(cut_example(tmp_path / "inputs", shuffled=11), tmp_path / "out", SURROUNDINGS[0])

    assert [name for name in sorted(shuffled) if in_order(name, shuffled[name]) != in_order(name, runs[0][name])] == ["run.json"]


def in_order(name: str, content: bytes) -> bytes:
    """Return a file without digests; commitments, which are told in the order of their rows, sorted."""
    lines = DIGEST.sub(b"", content).splitlines()
    return b"\n".join(sorted(lines) if name == "commitments.csv" else lines)
