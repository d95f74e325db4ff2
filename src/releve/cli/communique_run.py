"""The work of `releve communique read`: every file or none, then a draft of each."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from releve.cli.communique_table import print_draft
from releve.cli.console import print_json, print_json_lines, progress_of_batch
from releve.communique import draft_document, read_communique
from releve.communique.files import MOST_BYTES, decoded, read_text
from releve.errors import InputError, Problem
from releve.text import Catalogue

STANDARD_INPUT: Final = "-"


def read_communiques(files: Sequence[str], *, published_on: date | None, as_json: bool, speak: Catalogue) -> None:
    """
    Read the texts and print the drafts: for people one after the other; as JSON an object, or an object a line where there are several.

    Raises
    ------
    InputError
        If a file cannot be read; all that cannot are listed, and nothing is printed.
    """
    texts = _texts(files)
    drafts = []
    with progress_of_batch(speak.text("Reading")) as on_progress:
        for text in texts:
            drafts.append(read_communique(text, published_on=published_on))
            on_progress(len(drafts), len(texts))
    if not as_json:
        for file, text, draft in zip(files, texts, drafts, strict=True):
            print_draft(draft, text, speak, title=file if len(files) > 1 else None, is_dated=published_on is not None)
    elif len(drafts) == 1:
        print_json(draft_document(drafts[0]))
    else:
        print_json_lines(draft_document(draft) for draft in drafts)


def _texts(files: Sequence[str]) -> list[str]:
    found = [_standard_input() if file == STANDARD_INPUT else read_text(Path(file)) for file in files]
    problems = tuple(one for one in found if isinstance(one, Problem))
    if problems:
        raise InputError(problems)
    return [one for one in found if isinstance(one, str)]


def _standard_input() -> str | Problem:
    return decoded(sys.stdin.buffer.read(MOST_BYTES + 1), file=STANDARD_INPUT)
