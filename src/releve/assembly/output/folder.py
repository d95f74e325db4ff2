"""The output folder of a timetable: every file of the assembly contract, written whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

from releve.assembly.check import count_objective, violations
from releve.assembly.output.calendars import calendar_files
from releve.assembly.output.document import (
    all_unplaced,
    published_table,
    timetable_document,
    timetable_table,
    unplaced_table,
)
from releve.assembly.output.issued import issue_meetings
from releve.assembly.output.printed import timetable_pdf
from releve.assembly.output.words import OutputWords
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Timetable, Unplaced
from releve.errors import ReleveError
from releve.exchange.writers import json_text, write_folder

TIMETABLE_FILE: Final = "timetable.json"
RUN_FILE: Final = "run.json"
OUR_FILES: Final = re.compile(
    r"(timetable|run)\.json|(timetable|published|unplaced)\.csv|timetable\.pdf|(delegation|room|interpreter)-.+\.ics"
)
"""Names of the files that are written into the folder of a timetable."""


class TimetableBrokenError(ReleveError):
    """A timetable breaks hard constraints or miscounts its objective; ``data`` holds ``codes`` and ``requests``."""

    code: ClassVar[str] = "assembly.timetable_broken"


def write_timetable(
    out: Path,
    folder: AssemblyFolder,
    timetable: Timetable,
    unplaced: Sequence[Unplaced],
    *,
    words: OutputWords,
    sentences: Mapping[str, tuple[str, str]],
    run: Mapping[str, object],
) -> dict[str, object]:
    """
    Write the folder of a timetable and return its document; an earlier timetable in the same place is replaced.

    Parameters
    ----------
    unplaced
        Why the requests without a meeting have none; declined ones may be left out.
    words, sentences
        Words of calendars and pages; reason and relaxation of each unplaced request in words.
    run
        What differs from run to run: goes to ``run.json`` and nowhere else.

    Raises
    ------
    TimetableBrokenError
        If the independent checker finds the timetable to break a hard constraint, or to miscount; nothing is written.
    FolderNotOursError
        If the target holds something that is no timetable.
    NotWrittenError
        If the folder cannot be written; then nothing is left behind.
    """
    check_timetable(folder, timetable)
    issued, left = issue_meetings(folder, timetable), all_unplaced(folder, timetable, unplaced)
    document = timetable_document(folder, timetable, left)
    contents: dict[str, str | bytes] = {
        TIMETABLE_FILE: json_text(document),
        RUN_FILE: json_text(dict(run)),
        "timetable.csv": timetable_table(issued),
        "published.csv": published_table(folder, issued),
        "unplaced.csv": unplaced_table(folder, left, sentences),
        "timetable.pdf": timetable_pdf(folder, issued, words),
        **dict(calendar_files(folder, issued, words)),
    }
    write_folder(out, contents, is_ours=holds_a_timetable)
    return document


def check_timetable(folder: AssemblyFolder, timetable: Timetable) -> None:
    """
    Let a timetable pass that keeps to every hard constraint and counts its objective right.

    Raises
    ------
    TimetableBrokenError
        If it does not.
    """
    broken = violations(folder, timetable)
    codes = [found.code.value for found in broken]
    if not broken and count_objective(folder, timetable.meetings) != timetable.objective:
        codes = ["objective"]
    if codes:
        requests = dict.fromkeys(request for found in broken for request in found.requests)
        raise TimetableBrokenError(codes=tuple(dict.fromkeys(codes)), requests=tuple(requests))


def holds_a_timetable(folder: Path) -> bool:
    """Return whether a folder is the output of this command and nothing else, so that another may replace it."""
    try:
        tree = json.loads((folder / TIMETABLE_FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    is_timetable = isinstance(tree, dict) and "schema_version" in tree
    return is_timetable and all(OUR_FILES.fullmatch(found.name) and found.is_file() for found in folder.iterdir())
