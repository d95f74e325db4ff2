"""What ``releve check --return`` writes: the sender's own workbook, with every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from releve.cli.options import shown
from releve.errors import Problem
from releve.exchange.columns import TABLES
from releve.exchange.folder import SUFFIXES_OF_A_TABLE
from releve.exchange.returned import Labels, Remark, Returned, Tone, returned_workbook
from releve.exchange.writers import write_bytes_file
from releve.text import Catalogue


def write_returned(path: Path, folder: Path, problems: Iterable[Problem], speak: Catalogue) -> None:
    """
    Write the workbook to hand back.

    Raises
    ------
    NotWrittenError
        If the file cannot be written.
    """
    files = _files_of(folder)
    sheets = [*TABLES] if folder.is_file() else [Path(name).stem for name in files]
    found = tuple(problems)
    n_errors = sum(problem.is_error for problem in found)
    lines = (
        (speak.text("Checked"), shown(folder)),
        (speak.text("Errors"), speak.number(n_errors)),
        (speak.text("Warnings"), speak.number(len(found) - n_errors)),
    )
    remarks = [_remark(problem, speak) for problem in found]
    write_bytes_file(path, returned_workbook(files, Returned(labels=labels_in(speak), sheets=sheets, remarks=remarks, lines=lines)))


def labels_in(speak: Catalogue) -> Labels:
    """Return the words of the workbook in one language."""
    return Labels(
        verdict=speak.text("Verdict"),
        reasons=speak.text("Reasons"),
        summary=speak.text("Summary"),
        place=speak.text("Place"),
        tones={
            Tone.ERROR: speak.text("Error"),
            Tone.WARNING: speak.text("Warning"),
            Tone.NEW: speak.text("New"),
            Tone.CHANGED: speak.text("Changed"),
            Tone.SOUND: speak.text("No error"),
        },
        shortened=speak.text("The file is large: only the rows with a remark are handed back, without their formats."),
        right_to_left=speak.direction == "rtl",
    )


def _files_of(folder: Path) -> Mapping[str, bytes]:
    paths = [folder] if folder.is_file() else [path for name in TABLES for path in _tables(folder, name)]
    return {path.name: path.read_bytes() for path in paths}


def _tables(folder: Path, name: str) -> list[Path]:
    return [path for suffix in SUFFIXES_OF_A_TABLE if (path := folder / f"{name}{suffix}").is_file()][:1]


def _remark(problem: Problem, speak: Catalogue) -> Remark:
    stem = Path(problem.file or "").stem
    of_table = (problem.file or "").endswith(SUFFIXES_OF_A_TABLE) and stem in TABLES
    return Remark(
        tone=Tone.ERROR if problem.is_error else Tone.WARNING,
        text=speak.problem(problem),
        place=speak.place(problem),
        sheet=problem.sheet or (stem if of_table else None),
        row=problem.row,
        column=problem.column,
    )
