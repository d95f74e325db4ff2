"""
Write the page of the docs on the problems of the inputs, `docs/reference/problems.md`, from the codes and their English sentences.

Run by hand after a code, its data or its sentence has changed: ``python tools/problem_page.py``. A test keeps the page up to date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from releve.assembly.codes import ASSEMBLY_DATA, ASSEMBLY_WARNINGS
from releve.communique.files import FILE_DATA
from releve.exchange import CODE_DATA, ERRORS_OR_WARNINGS, WARNINGS
from releve.exchange.raw import MOST_PROBLEMS, SHOWN_TEXT
from releve.planning import PLANNING_DATA
from releve.reference import REFERENCE_DATA, REFERENCE_WARNINGS
from releve.scenarios import SCENARIO_DATA
from releve.text.marks import Plural
from releve.text.messages import PROBLEMS
from releve.verification import VERIFICATION_DATA

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "problems.md"
INTRODUCTION: Final = f"""# Problems of the inputs

`releve check FOLDER` lists everything that is wrong with a folder or workbook, all at once; `releve plan` refuses it with the same list.
An *error* stops the work: exit code 1, nothing is written. A *warning* is reported, goes into `warnings.csv` and stops nothing.

With `--json` each problem is an object: `severity`, `code`, `file`, `sheet` (of a workbook), `row` (from 1, the header being row 1),
`column` (the machine name, or the dotted key in `policy.toml`), `value` (what stands there, at most {SHOWN_TEXT} characters), `data`
with the names below, and `message`, the sentence in the language asked for. What is not known, or does not apply, is null.
The first {MOST_PROBLEMS:,} problems are listed; the rest are counted.

This page is written by `tools/problem_page.py`: change the codes and their sentences, not the page.
"""


def problem_reference() -> str:
    """Return the page: an introduction and one table for each stage that finds problems."""
    return "\n".join(
        [
            INTRODUCTION,
            "## Files, cells and rows\n",
            _codes(CODE_DATA, lambda code: _severity(code, WARNINGS, ERRORS_OR_WARNINGS)),
            "## Decisions and the plan before\n",
            _codes(PLANNING_DATA, lambda code: "error" if code.startswith("planning.pin") else "warning"),
            "## Scenarios\n",
            _codes(SCENARIO_DATA, lambda _: "error"),
            "## The folder of an assembly\n",
            "`releve assembly plan FOLDER` finds these beside the problems of files, cells and rows above.\n",
            _codes(ASSEMBLY_DATA, lambda code: _severity(code, ASSEMBLY_WARNINGS, ())),
            "## Reference data of a desk\n",
            _codes(REFERENCE_DATA, lambda code: _severity(code, REFERENCE_WARNINGS, ())),
            "## Press texts\n",
            "What `releve communique read` finds wrong with a file; `file` is named as it was on the command line.\n",
            _codes(FILE_DATA, lambda _: "error"),
            "## A plan that was checked\n",
            "Discrepancies that `releve verify OUT` finds in a plan or its certificate; with one of them it leaves with 1.\n",
            _codes(VERIFICATION_DATA, lambda _: "error"),
        ]
    )


def _codes(data: Mapping[StrEnum, tuple[str, ...]] | Mapping[str, tuple[str, ...]], severity: Callable[[str], str]) -> str:
    rows = [(f"`{code}`", severity(code), _sentence(code), ", ".join(f"`{name}`" for name in names)) for code, names in data.items()]
    return _table(("code", "", "says", "data"), rows)


def _severity(code: str, warnings: Iterable[str], either: Iterable[str]) -> str:
    return "error or warning" if code in either else "warning" if code in warnings else "error"


def _sentence(code: str) -> str:
    """Return the English sentence of a code, its placeholders as plain names."""
    sentence = PROBLEMS[code]
    text = sentence.plural if isinstance(sentence, Plural) else sentence
    return re.sub(r"\{(\w+)(:\w+)?\}", r"*\1*", text).replace("|", "\\|")


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(problem_reference(), "utf-8")
