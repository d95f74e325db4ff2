"""Problems of files that should hold a press text (codes: ``releve.communique.files``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark

COMMUNIQUE_PROBLEMS: Final[Mapping[str, Sentence]] = {
    "communique.missing_file": mark("There is no such file. Check the name and the folder."),
    "communique.not_a_file": mark("This is no file: a folder, perhaps. Name the text files in it one by one."),
    "communique.unreadable": mark("This file cannot be opened: {detail}. Check that you may read it."),
    "communique.too_large": mark("This file is larger than {most_mib} MiB and was not read. Keep the text of the communiqué only."),
    "communique.not_a_text": mark(
        "This file is no plain text: it holds NUL characters, as documents, pictures and UTF-16 do. Save it as text in UTF-8."
    ),
    "communique.wrong_encoding": mark("This file is not in UTF-8: the letters of this row cannot be read. Save it as text in UTF-8."),
}
"""Sentences by code, in English; the translations stand in the ``.po`` files."""
