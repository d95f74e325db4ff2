"""Small SVG charts: direct labels, text alternatives, fluid width, mirrored where the language is written from right to left."""

from releve.reporting.charts.frame import Frame, Note, Row, draw_rows
from releve.reporting.charts.marks import BarRow, DotRow, Segment
from releve.reporting.charts.scatter import Axis, Point, draw_points

__all__ = ["Axis", "BarRow", "DotRow", "Frame", "Note", "Point", "Row", "Segment", "draw_points", "draw_rows"]
