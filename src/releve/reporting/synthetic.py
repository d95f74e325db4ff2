"""The label of synthetic data: what ``SYNTHETIC.md`` of a folder says, so that no report of made-up officers is taken for a real one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

NOTE_FILE: Final = "SYNTHETIC.md"
LONGEST_NOTE: Final = 600
"""Characters of the note that a report repeats."""


def read_synthetic_note(folder: Path) -> str | None:
    """
    Return the first paragraph of ``SYNTHETIC.md`` in a folder, or beside a workbook; None where there is no such file.

    Headings are passed over, and so are the marks around code.
    A file without a paragraph labels the folder all the same: the note is then empty.
    """
    path = (folder if folder.is_dir() else folder.parent) / NOTE_FILE
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return None
    paragraphs = ("\n".join(lines).split("\n\n")) if (lines := [line.strip() for line in text.splitlines()]) else []
    told = (" ".join(paragraph.replace("`", "").split()) for paragraph in paragraphs if paragraph and not paragraph.startswith("#"))
    return next(told, "")[:LONGEST_NOTE]
