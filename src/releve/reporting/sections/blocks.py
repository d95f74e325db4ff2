"""What a section of the report is made of: paragraphs, facts, charts and tables, ready to be written; no markup but the charts'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from markupsafe import Markup

from releve.text import Catalogue

ROWS_SHOWN: Final = 15
"""Rows of a long table that stand open; the others are folded away."""
SMALL_COLUMNS: Final = 4
"""Columns of a table that a phone of 390 px still shows side by side."""
WIDE_COLUMNS: Final = 8
"""Columns of a table that a page of 832 px still shows side by side."""
MOST_ROWS: Final = 1000
"""Rows of one table that a page holds; the output folder holds them all."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: heading, and ``text``, ``word`` (a short text), ``code``, ``number``, ``digest`` or ``long`` (a text that needs room)."""

    heading: str
    kind: str = "text"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """
    One cell as it is read.

    Attributes
    ----------
    style
        Class of its meaning: ``good``, ``bad``, ``quiet``, ``tag`` or nothing.
    share
        Length 0..1 of the bar behind a number; None = no bar.
    """

    text: str
    style: str = ""
    share: float | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """
    One table; its first column names the rows.

    Attributes
    ----------
    rows, folded
        Rows that stand open, and rows that open on demand under ``fold``.
    total
        The sums, or empty.
    empty
        Why there are no rows; said in place of the table.
    """

    table_id: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    folded: Sequence[Sequence[Cell]] = ()
    fold: str = ""
    total: Sequence[Cell] = ()
    empty: str = ""
    kind: str = field(default="table", init=False)

    @property
    def width(self) -> str:
        """Return how much room the table needs: ``small`` fits a phone as it is, ``wide`` a page, ``broad`` a wide page."""
        if len(self.columns) <= SMALL_COLUMNS and not any(column.kind in ("long", "digest") for column in self.columns):
            return "small"
        return "wide" if len(self.columns) <= WIDE_COLUMNS else "broad"


@dataclass(frozen=True, kw_only=True)
class Key:
    """What a mark of a chart stands for."""

    style: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawing with its title in words and the meaning of its marks."""

    title: str
    drawing: Markup
    keys: Sequence[Key]
    kind: str = field(default="chart", init=False)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One value with its name, and a note that says more."""

    name: str
    value: str
    note: str = ""
    style: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Names and values."""

    facts: Sequence[Fact]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One or more sentences."""

    text: str
    style: str = ""
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A chart and the small table of its numbers, side by side where there is room."""

    chart: Chart
    table: Table
    kind: str = field(default="pair", init=False)


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Blocks that open on demand under a summary; ``is_open`` = they stand open from the start."""

    summary: str
    blocks: Sequence[Table | Paragraph]
    is_open: bool = False
    kind: str = field(default="fold", init=False)


Block: TypeAlias = Table | Chart | Pair | Facts | Paragraph | Fold


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a section under a heading of its own; without a title it follows the section's."""

    blocks: Sequence[Block]
    title: str = ""
    folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Section:
    """One section of the report: anchor, title, a short title for the contents, parts."""

    section_id: str
    title: str
    parts: Sequence[Part]


def number(speak: Catalogue, value: int | None, *, of: int | None = None, style: str = "") -> Cell:
    """Return a number as a cell; None is said to be unknown. ``of`` is the number that a full bar stands for."""
    if value is None:
        return Cell(text=speak.text("unknown"), style="quiet")
    return Cell(text=speak.number(value), style=style, share=None if not of else min(1.0, value / of))


def percentage(speak: Catalogue, part: int, whole: int) -> Cell:
    """Return a share as a cell; of nobody there is none."""
    return Cell(text=speak.percent(part / whole)) if whole else Cell(text=speak.text("nobody"), style="quiet")


def text(speak: Catalogue, value: str | None) -> Cell:
    """Return a text as a cell; None is said to be unknown."""
    return Cell(text=speak.text("unknown"), style="quiet") if value is None else Cell(text=value)


def difference(speak: Catalogue, by: int, *, fewer_is_better: bool = False) -> Cell:
    """Return a difference with its sign, said to be good or bad; no change is quiet."""
    if by == 0:
        return Cell(text="0", style="quiet")
    sign = "+" if by > 0 else "\N{MINUS SIGN}"
    return Cell(text=f"{sign}{speak.number(abs(by))}", style="bad" if (by > 0) == fewer_is_better else "good")


def long_table(
    speak: Catalogue,
    *,
    table_id: str,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    empty: str,
    file: str,
    shown: int | None = ROWS_SHOWN,
) -> tuple[Table | Paragraph, ...]:
    """Return a table of which the first rows stand open (None = all), and a sentence on the rows that only ``file`` holds."""
    shown = MOST_ROWS if shown is None else shown
    folded = rows[shown:MOST_ROWS]
    table = Table(
        table_id=table_id,
        caption=caption,
        columns=columns,
        rows=rows[:shown],
        folded=folded,
        fold=speak.plural("Show {n} more row", "Show {n} more rows", len(folded)),
        empty=empty,
    )
    if len(rows) <= MOST_ROWS:
        return (table,)
    left = speak.plural("{n} more row stands in {file}.", "{n} more rows stand in {file}.", len(rows) - MOST_ROWS, file=file)
    return (table, Paragraph(text=left))
