"""Where a plan is written: a new, an empty or an earlier folder of ours; anything else is refused, and a failure leaves no trace."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_outputs import a_snapshot, write

from releve.exchange.writers import FolderNotOursError, NotWrittenError
from releve.model import Commitment


def test_an_earlier_plan_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, a_snapshot(commitments=(Commitment(commitment="C1"),)), extra={"figures.json": "{}\n"})
    (out / "report.html").write_text("<html></html>")

    write(out)

    assert not (out / "commitments.csv").exists()
    assert not (out / "report.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def empty_folder(out: Path) -> None:
    out.mkdir()


def nothing(out: Path) -> None:
    del out


@pytest.mark.parametrize("prepare", [nothing, empty_folder])
def test_a_new_or_empty_target_is_filled(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    prepare(tmp_path / "out")

    write(tmp_path / "out")

    assert (tmp_path / "out" / "plan.json").is_file()


def folder_of_inputs(out: Path) -> None:
    out.mkdir()
    (out / "officers.csv").write_text("officer_id\n")


def plan_beside_notes(out: Path) -> None:
    write(out)
    (out / "notes.txt").write_text("mine")


def plan_with_a_folder(out: Path) -> None:
    write(out)
    (out / "report.html").mkdir()


def other_plan_json(out: Path) -> None:
    out.mkdir()
    (out / "plan.json").write_text('["mine"]')


def a_file(out: Path) -> None:
    out.write_text("mine")


@pytest.mark.parametrize("prepare", [folder_of_inputs, plan_beside_notes, plan_with_a_folder, other_plan_json, a_file])
def test_a_target_that_holds_something_else_is_refused_and_untouched(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    out = tmp_path / "out"
    prepare(out)
    before = {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")}

    with pytest.raises(FolderNotOursError) as refused:
        write(out)

    assert refused.value.data == {"path": str(out)}
    assert {path: path.read_bytes() if path.is_file() else b"" for path in tmp_path.rglob("*")} == before


def test_a_failure_midway_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError):
        # A name that no folder can hold: the files before it are already written.
        write(tmp_path / "new" / "deep" / "out", extra={"a/b.txt": ""})

    assert list(tmp_path.iterdir()) == []


def test_a_failure_midway_leaves_the_earlier_plan(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    with pytest.raises(NotWrittenError):
        write(out, extra={"a/b.txt": ""})

    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
