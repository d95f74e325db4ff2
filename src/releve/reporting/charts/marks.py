"""What may stand in a row: bars one after the other with a mark across, or dots on a line with a mark across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from releve.reporting.charts.frame import GRAPHIC_PX, Frame, Note

DOT_PX: Final = 5
PARTED_FROM: Final = 0.02
"""Share of the chart's width from which a segment can spare the gap that parts it from its neighbours."""


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A part of a bar: its length as a share 0..1 of the chart's width, and its class."""

    length: float
    style: str


@dataclass(frozen=True, kw_only=True)
class BarRow:
    """A bar of segments one after the other; ``mark`` is a share 0..1 of the width that a line crosses, None = no line."""

    label: str
    notes: Sequence[Note]
    segments: Sequence[Segment]
    mark: float | None = None

    def graphic(self, frame: Frame, top: int) -> Markup:
        """Return the segments and the mark."""
        parts, start = [], 0.0
        for segment in self.segments:
            x, width = frame.span(start, start + segment.length)
            parts.append(
                Markup('<rect class="{s}" x="{x}" y="{y}" width="{w}" height="{h}"/>').format(
                    s=f"{segment.style} parted" if segment.length > PARTED_FROM else segment.style,
                    x=x,
                    y=top + 1,
                    w=width,
                    h=GRAPHIC_PX - 4,
                )
            )
            start += segment.length
        return Markup("").join(parts) + _mark(frame, self.mark, top)


@dataclass(frozen=True, kw_only=True)
class DotRow:
    """
    A line with a hollow dot (before), a full dot (after) and a mark (target); all shares 0..1 of the width, None = not shown.

    ``style`` is the class of what lies between the dots, and of the full dot.
    """

    label: str
    notes: Sequence[Note]
    before: float | None
    after: float | None
    target: float | None
    style: str

    def graphic(self, frame: Frame, top: int) -> Markup:
        """Return track, way from before to after, mark and dots."""
        middle = top + GRAPHIC_PX // 2 - 1
        drawn = Markup('<line class="track" x1="0%" x2="100%" y1="{y}" y2="{y}"/>').format(y=middle)
        if self.before is not None and self.after is not None:
            drawn += Markup('<line class="way {s}" x1="{a}" x2="{b}" y1="{y}" y2="{y}"/>').format(
                s=self.style, a=frame.at(self.before), b=frame.at(self.after), y=middle
            )
        drawn += _mark(frame, self.target, top)
        if self.before is not None:
            drawn += Markup('<circle class="before" cx="{x}" cy="{y}" r="{r}"/>').format(x=frame.at(self.before), y=middle, r=DOT_PX - 1)
        if self.after is not None:
            drawn += Markup('<circle class="after {s}" cx="{x}" cy="{y}" r="{r}"/>').format(
                s=self.style, x=frame.at(self.after), y=middle, r=DOT_PX
            )
        return drawn


def _mark(frame: Frame, share: float | None, top: int) -> Markup:
    if share is None:
        return Markup("")
    return Markup('<line class="mark" x1="{x}" x2="{x}" y1="{a}" y2="{b}"/>').format(x=frame.at(share), a=top - 2, b=top + GRAPHIC_PX - 1)
