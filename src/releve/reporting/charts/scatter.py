"""Points on two axes, each with its number inside and a third quantity as its size; reading begins at the origin, on either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from releve.reporting.charts.frame import BASELINE_PX, Frame

PLOT_PX: Final = 260
"""Height between the axes' ends."""
TOP_PX: Final = 24
"""Above the plot, for the name of the upright axis."""
BELOW_PX: Final = 40
"""Below it, for the ends and the name of the other axis."""
INNER: Final = (0.06, 0.94)
"""Shares of the width between which points lie, so that none is cut off."""
EDGE_PX: Final = 16
"""The same for the height."""
LEAST_PX: Final = 9
MOST_PX: Final = 15
"""Radius of the points with the least and the most of the third quantity; a number of two digits fits the smaller one."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point: its places on both axes and its size, each a share 0..1 of its range; the label inside; the text alternative."""

    x: float
    y: float
    size: float
    label: str
    title: str
    style: str = ""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """An axis: what it measures, and what stands at its low and its high end."""

    name: str
    low: str
    high: str


def draw_points(frame: Frame, points: Sequence[Point], *, across: Axis, upright: Axis) -> Markup:
    """Return the chart as one ``svg`` element with title and description; low is where reading begins, and at the bottom."""
    bottom = TOP_PX + PLOT_PX
    height = bottom + BELOW_PX
    axes = Markup(
        '<line class="track" x1="{a}" x2="{b}" y1="{y}" y2="{y}"/><line class="track" x1="{a}" x2="{a}" y1="{top}" y2="{y}"/>'
    ).format(a=frame.at(0), b=frame.at(1), y=bottom, top=TOP_PX)
    names = [
        _text(upright.name, frame.at(0), BASELINE_PX, "start", "label"),
        _text(upright.high, frame.at(0.01), TOP_PX + BASELINE_PX, "start", "note"),
        _text(upright.low, frame.at(0.01), bottom - 4, "start", "note"),
        _text(across.low, frame.at(0), bottom + BASELINE_PX + 4, "start", "note"),
        _text(across.high, frame.at(1), bottom + BASELINE_PX + 4, "end", "note"),
        _text(across.name, frame.at(0.5), bottom + 2 * BASELINE_PX + 8, "middle", "label"),
    ]
    # The largest first, so that none hides another.
    ordered = sorted(points, key=lambda point: -point.size)
    drawn = [_point(frame, point, bottom) for point in ordered]
    return Markup(
        '<svg class="chart" role="img" aria-labelledby="{i}-title {i}-desc" width="100%" height="{h}">'
        '<title id="{i}-title">{title}</title><desc id="{i}-desc">{desc}</desc>{body}</svg>'
    ).format(i=frame.chart_id, h=height, title=frame.title, desc=frame.description, body=Markup("").join([axes, *names, *drawn]))


def _point(frame: Frame, point: Point, bottom: int) -> Markup:
    low, high = INNER
    x = frame.at(low + (high - low) * point.x)
    y = round(bottom - EDGE_PX - (PLOT_PX - 2 * EDGE_PX) * point.y, 1)
    radius = round(LEAST_PX + (MOST_PX - LEAST_PX) * point.size, 1)
    style = f"point {point.style}".strip()
    return Markup(
        '<g><title>{title}</title><circle class="{s}" cx="{x}" cy="{y}" r="{r}"/>'
        '<text class="inside" text-anchor="middle" x="{x}" y="{t}">{label}</text></g>'
    ).format(title=point.title, s=style, x=x, y=y, r=radius, t=y + 4, label=point.label)


def _text(text: str, x: str, y: float, anchor: str, style: str) -> Markup:
    # Anchors follow the direction of the page: "start" is the right edge in Arabic.
    return Markup('<text class="{s}" text-anchor="{a}" x="{x}" y="{y}">{t}</text>').format(s=style, a=anchor, x=x, y=y, t=text)
