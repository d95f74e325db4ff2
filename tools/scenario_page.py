"""
Write the page of the docs on files of scenarios, `docs/reference/scenarios.md`, from the dictionary of their keys and the columns.

Run by hand after a key or a column has changed: ``python tools/scenario_page.py``. A test keeps the page up to date.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from releve.exchange import TABLES
from releve.scenarios.reading.form import KEYS, LINE_COLUMNS, POLICY_KEYS, SELECTORS
from releve.scenarios.reading.people import MOST_COPIES
from releve.text import Catalogue

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "scenarios.md"
MEANINGS: Final = {
    "scenario.name": "What the scenario is called; no two in a file alike. Needed.",
    "withdrawals.officers": "Keys of nominated officers who are taken out.",
    "withdrawals.country": "Countries all of whose nominated officers are taken out.",
    "arrivals.file": "A CSV file with the columns of [`officers`](columns.md#officers); a relative path is counted from this file.",
    "arrivals.copies": f"How many officers alike are added, 1 to {MOST_COPIES:,}; with `like`, `profile`, or both.",
    "arrivals.key": "What their keys begin with: `MAR-NEW` gives `MAR-NEW-001` and so on. Else `ARRIVAL` and the number of the entry.",
    "arrivals.like": "Key of an officer of the folder whom they are like.",
    "arrivals.profile": "A table of columns of [`officers`](columns.md#officers), over those of `like`; what neither gives is not known.",
    "posts.set": "A table: column = value, which every line meant gets; the blank text empties the cell.",
    "posts.change": (
        "A table: column = `before->after`. Lines that hold `before` get `after` in its place: one item of a list, or the whole cell. "
        "Nothing before the arrow adds to every line, nothing after it takes away."
    ),
    "drawdowns.seats": "How many seats go from the lines meant together, or `all`.",
    "drawdowns.share": "Which share of them goes, 0 to 1, rounded down; in place of `seats`.",
    "drawdowns.from": "Lines whose first day of duty comes before this day are spared.",
    "select.post": "Keys of post lines.",
    "select.mission": "Keys of missions.",
    "select.category": "Categories.",
    "select.language": "Codes of languages that the line requires, at any level.",
}
INTRODUCTION: Final = """# Files of scenarios

`releve scenarios FOLDER --file WHATIFS.toml` plans each what-if of a TOML file and says [what changes hands](../how-to/ask-what-if.md).
A scenario begins with `[[scenario]]` and holds a name and any of the tables below.
The folder itself is never touched: a scenario gives exactly what planning the folder edited so, with `--near` its own plan, would give.

```toml
[[scenario]]
name = "French at B1 in MINUSCA, cap 25 %"
national_cap = 0.25
[[scenario.posts]]
mission = "MINUSCA"
change.languages_required = "fr:B2->fr:B1"

[[scenario]]
name = "Ten officers more, a quarter of the seats of MONUSCO fewer"
arrivals = { copies = 10, key = "MAR-NEW", like = "MAR-0015", profile = { gender = "F" } }
drawdowns = { mission = "MONUSCO", share = 0.25 }
```

* Where several tables of a kind are meant, write `[[scenario.posts]]` several times, or a list.
* Values are written as in the cells of a table: `"fr:B2;en:B1"`. Numbers, days, `true` and `false`, and lists need no quotation marks.
* The steps are worked out in the order of this page, whatever the order of the file.
* A key that is not known, and a step that would change nothing in the folder, is an [error](problems.md#scenarios): a slip of the pen
  cannot pass for an answer. All of them are listed, each at its dotted key.
* What was decided about officers and lines that are gone goes with them. Who serves stays, and counts as before.
* A pin that cannot hold in a scenario is an error, as in the folder.

This page is written by `tools/scenario_page.py`: change the dictionary, not the page.
"""


def scenario_reference() -> str:
    """Return the page: an introduction, and a section for each table in the order in which a scenario is worked out."""
    speak = Catalogue.load("en")
    policy = ", ".join(f"`{key}`" for key in POLICY_KEYS)
    sections = [
        f"## Settings\n\n{policy}: as in [`policy.toml`](../how-to/change-a-threshold.md), over what the folder sets.\n",
        _section("withdrawals", "Officers who are not nominated any more.", _rows("withdrawals", KEYS["withdrawals"])),
        _section("arrivals", "Officers nominated in addition.", _rows("arrivals", KEYS["arrivals"])),
        _section(
            "posts",
            "Columns of post lines changed. Of the selectors all that are given must fit; without any, every line is meant.",
            [*_rows("select", SELECTORS), *_rows("posts", ("set", "change"))],
        ),
        f"Columns: {', '.join(f'`{name}`' for name in LINE_COLUMNS)}.\n",
        _section(
            "drawdowns",
            "Seats that go: of the lines meant, those of the lowest priority first, then from the last key. A line without seats is gone.",
            [*_rows("select", SELECTORS), *_rows("drawdowns", ("seats", "share", "from"))],
        ),
        _section(
            "new_posts",
            "Post lines in addition, with the columns of [`posts`](columns.md#posts).",
            [(f"`{column.name}`", speak.column_note("posts", column.name)) for column in TABLES["posts"].columns],
        ),
        _section(
            "waivers",
            "Rules set aside, with the columns of [`waivers`](columns.md#waivers); `officer_id` and `post_id` may be lists.",
            [(f"`{column.name}`", speak.column_note("waivers", column.name)) for column in TABLES["waivers"].columns],
        ),
    ]
    return "\n".join([INTRODUCTION, *sections]).rstrip() + "\n"


def _section(name: str, about: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [("key", "holds"), ("---", "---"), *rows]
    return f"## {name}\n\n{about}\n\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _rows(table: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    return [(f"`{key}`", MEANINGS[f"{table}.{key}"]) for key in keys]


if __name__ == "__main__":
    PAGE.write_text(scenario_reference(), "utf-8")
