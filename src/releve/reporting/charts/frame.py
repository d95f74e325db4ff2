"""
The frame of a chart: rows one under the other, each with a label, a graphic and a note.

Widths are shares of the chart's width and heights are pixels, so that text keeps its size on a phone and on a wall.
Colours come from the page's style sheet, by class; a chart holds no colour of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from unicodedata import category

from markupsafe import Markup

LABEL_PX: Final = 18
GRAPHIC_PX: Final = 14
NOTE_PX: Final = 18
GAP_PX: Final = 12
BASELINE_PX: Final = 13
"""Distance from the top of a line of text to its baseline."""
CHARACTERS_BESIDE: Final = 40
"""Label and note together stand on one line up to this length: what fits a phone of 320 px."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """A piece of a row's note and the class that gives it its colour."""

    text: str
    style: str


@dataclass(frozen=True, kw_only=True)
class Frame:
    """
    Where a chart stands and what it says in words.

    Attributes
    ----------
    chart_id
        Prefix of the chart's ids, unique in the page.
    title, description
        Text alternatives: what the chart is, and what it shows.
    mirrored
        True in a language written from right to left.
    """

    chart_id: str
    title: str
    description: str
    mirrored: bool

    def at(self, share: float) -> str:
        """Return the place of a share 0..1 of the width, counted from where reading starts."""
        return _percent(1 - share if self.mirrored else share)

    def span(self, start: float, end: float) -> tuple[str, str]:
        """Return left edge and width of what reaches from one share to another."""
        left = 1 - end if self.mirrored else start
        return _percent(left), _percent(end - start)


class Row(Protocol):
    """One row of a chart."""

    @property
    def label(self) -> str:
        """Return what the row is about."""

    @property
    def notes(self) -> Sequence[Note]:
        """Return the numbers in words."""

    def graphic(self, frame: Frame, top: int) -> Markup:
        """Return the marks of the row, ``GRAPHIC_PX`` high from ``top`` downwards."""


def draw_rows(frame: Frame, rows: Sequence[Row]) -> Markup:
    """Return the chart as one ``svg`` element with title and description."""
    parts, top = [], 0
    for row in rows:
        drawn, height = _draw_row(frame, row, top)
        parts.append(drawn)
        top += height + GAP_PX
    height = max(0, top - GAP_PX)
    return Markup(
        '<svg class="chart" role="img" aria-labelledby="{i}-title {i}-desc" width="100%" height="{h}">'
        '<title id="{i}-title">{title}</title><desc id="{i}-desc">{desc}</desc>{body}</svg>'
    ).format(i=frame.chart_id, h=height, title=frame.title, desc=frame.description, body=Markup("").join(parts))


def _draw_row(frame: Frame, row: Row, top: int) -> tuple[Markup, int]:
    """Return a row and its height in pixels; a long note goes to a line of its own, below the graphic."""
    notes = list(row.notes)
    beside = _seen(row.label) + sum(_seen(note.text) + 1 for note in notes) <= CHARACTERS_BESIDE
    label = Markup('<text class="label" x="{x}" y="{y}">{text}</text>').format(x=frame.at(0), y=top + BASELINE_PX, text=row.label)
    graphic = row.graphic(frame, top + LABEL_PX)
    if beside:
        return label + _text(notes, "end", frame.at(1), top + BASELINE_PX) + graphic, LABEL_PX + GRAPHIC_PX
    note_top = top + LABEL_PX + GRAPHIC_PX + 2
    return label + graphic + _text(notes, "end", frame.at(1), note_top + BASELINE_PX), LABEL_PX + GRAPHIC_PX + 2 + NOTE_PX


def _seen(text: str) -> int:
    """Return the characters of a text that take room: isolates of direction take none."""
    return sum(category(character) != "Cf" for character in text)


def _text(notes: Sequence[Note], anchor: str, x: str, y: int) -> Markup:
    # Anchors follow the direction of the page: "start" is the right edge in Arabic.
    spans = Markup(" ").join(Markup('<tspan class="{s}">{t}</tspan>').format(s=note.style, t=note.text) for note in notes)
    return Markup('<text class="note" text-anchor="{a}" x="{x}" y="{y}">{spans}</text>').format(a=anchor, x=x, y=y, spans=spans)


def _percent(share: float) -> str:
    return f"{round(100 * share, 2):g}%"
