"""Small SVG charts: direct labels, text alternatives, fluid width, mirrored where the language is written from right to left."""

from releve.reporting.charts.frame import Frame, Note, Row, draw_rows
from releve.reporting.charts.marks import BarRow, DotRow, Segment

__all__ = ["BarRow", "DotRow", "Frame", "Note", "Row", "Segment", "draw_rows"]
