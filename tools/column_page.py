"""
Write the page of the docs on the input tables, `docs/reference/columns.md`, from the column dictionary and the English texts.

Run by hand after a column, its form or its text has changed: ``python tools/column_page.py``. A test keeps the page up to date.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from releve.exchange import TABLES, Column, TableForm
from releve.exchange.folder import REFERENCE_FOLDER
from releve.exchange.links import REFERENCES
from releve.exchange.raw import LONGEST_TEXT, MOST_COLUMNS, MOST_FILE_BYTES, MOST_ROWS
from releve.exchange.register_forms import REGISTER_FORMS
from releve.text import Catalogue

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "columns.md"
MIB: Final = 1024 * 1024
ABOUT: Final = {
    "missions": "One row for each field mission or headquarters office.",
    "posts": "One row for each post line: one or more identical open seats.",
    "officers": "One row for each nominated officer.",
    "deployments": (
        "Who serves now and stays. They count towards national caps and women targets and hold no open seat; an officer who also "
        "stands in `officers` takes none. Every row counts, whatever its dates. A blank mission or category is that of the post line."
    ),
    "previous": "The plan published before. A pair that can no longer be is reported and never counted as kept.",
    "decisions": "What people decided about a pair before the plan: `pin` holds it, `forbid` keeps it out.",
    "waivers": "One rule set aside for one pair. A waived `nationality` does not lift the national cap.",
    "partners": "States, services and organisations that meet, ask and promise.",
    "meetings": "Meetings of partners.",
    "participants": "Who took part in a meeting.",
    "commitments": "What was asked or promised in a meeting, by whom and until when. A blank quantity means that none was named.",
    "nominations": "An officer put forward for a post line or a profile, in answer to a commitment, to a call, or spontaneously.",
}
INTRODUCTION: Final = f"""# Columns

The inputs are one folder: a CSV or [Parquet](../how-to/hand-in-a-large-register.md) file for each table below, and
[`policy.toml`](../how-to/change-a-threshold.md) for what the desk decides.
Or they are one XLSX workbook whose sheets bear the names of the tables, with `policy.toml` beside it.
`releve template tables.xlsx` writes an empty workbook with these columns, lists to choose from and notes; `releve check` lists
[everything that is wrong](problems.md) with a filled one.

* CSV is UTF-8, with or without a byte order mark, separated by commas, with the machine names of the columns in its first row.
  Line ends may be those of any system. Row numbers count records from 1, the header being row 1.
* A blank cell means *not known*: never zero, never "no". A table or column that is optional may be left out.
* The order of rows and columns plays no part.
* Lists inside a cell are separated by `;`, without blank items. Days are ISO 8601: `2025-12-31`.
  Codes are written as below, in the same case.
* A row right under the header whose first cell begins with `#` holds headings for people and is no data.
* A column that is not listed here is kept and reported, and plays no part in the plan.
* In Parquet, cells are texts as in CSV, or days, numbers, flags and lists of texts. A table stands in one file, not in two.
* A workbook's own dates and whole numbers are read as such. Formulas, merged cells and error cells are refused: nothing is evaluated.
* Limits: {MOST_FILE_BYTES // MIB:,} MiB a file, {MOST_ROWS:,} rows and {MOST_COLUMNS} columns a table, {LONGEST_TEXT:,} characters a cell.
* A folder `{REFERENCE_FOLDER}/` beside the tables holds a desk's own [reference data](reference-data.md).

This page is written by `tools/column_page.py`: change the dictionary, not the page.
"""

REGISTERS: Final = """## Imports into a register

The web system takes workbooks and CSV files of officers, nominations and post lines under any headings: a sender says once what
they stand for. Beside the columns above it takes these, which people read and the planner does not.
"""
NOT_KEPT: Final = """It does not take these, which follow from other rows of the register:
"""


def column_reference() -> str:
    """Return the page: an introduction, a list of the tables, and a section for each in the order of the contracts."""
    catalogue = Catalogue.load("en")
    rows = [(f"[`{form.name}`](#{form.name})", _presence(form), _key(form), ABOUT[form.name]) for form in TABLES.values()]
    sections = [_section(form, catalogue) for form in TABLES.values()]
    return "\n".join([INTRODUCTION, _table(("table", "", "key", "holds"), rows), *sections, _registers(catalogue)]).rstrip() + "\n"


def _registers(catalogue: Catalogue) -> str:
    """Return what an import into a register takes beside, and what it leaves out."""
    more, less = [], []
    for name, form in REGISTER_FORMS.items():
        headings, notes = catalogue.register_headings(name), catalogue.register_notes(name)
        own = TABLES[name].column_names
        more += [(f"`{name}`", f"`{column}`", headings[column], notes[column]) for column in form.column_names if column not in own]
        less += [f"* `{name}`: {', '.join(f'`{column}`' for column in own if column not in form.column_names)}\n"]
    return "\n".join([REGISTERS, _table(("table", "column", "heading", "holds"), more), NOT_KEPT, "".join(less)])


def _section(form: TableForm, catalogue: Catalogue) -> str:
    rows = [
        (f"`{column.name}`", catalogue.column(form.name, column.name), _needed(form, column), catalogue.column_note(form.name, column.name))
        for column in form.columns
    ]
    title = f"## {form.name}\n\n{ABOUT[form.name]}\n"
    return "\n".join([title, _table(("column", "heading", "", "holds"), rows), *_links(form)])


def _links(form: TableForm) -> Iterable[str]:
    """Return a list of the columns that hold keys of other tables, nothing where there is none."""
    links = [
        f"* `{column}` is a key of [`{target}`](#{target}); one that does not exist there is {'a warning' if warning else 'an error'}.\n"
        for owner, column, target, _, warning in REFERENCES
        if owner == form.name
    ]
    return ["".join(links)] if links else []


def _presence(form: TableForm) -> str:
    return "needed" if form.needed else "optional"


def _key(form: TableForm) -> str:
    return "none: a repeated row counts once" if form.key is None else f"`{form.key}`"


def _needed(form: TableForm, column: Column) -> str:
    if column.name == form.key:
        return "key"
    if column.filled:
        return "needed"
    return "optional"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(column_reference(), "utf-8")
