"""Reporting: one set of figures of a plan, what changed between two, and the report that shows them."""

from releve.reporting.build import build_figures
from releve.reporting.changes import Changes
from releve.reporting.codec import FIGURES_FILE, FiguresFormError, FiguresMissingError, figures_json, read_figures
from releve.reporting.compare import OtherLinesError, compare_figures
from releve.reporting.figures import Figures
from releve.reporting.report import render_report
from releve.reporting.synthetic import read_synthetic_note
from releve.reporting.what_if import SCENARIOS_FILE, render_scenarios, scenario_document

__all__ = [
    "FIGURES_FILE",
    "SCENARIOS_FILE",
    "Changes",
    "Figures",
    "FiguresFormError",
    "FiguresMissingError",
    "OtherLinesError",
    "build_figures",
    "compare_figures",
    "figures_json",
    "read_figures",
    "read_synthetic_note",
    "render_report",
    "render_scenarios",
    "scenario_document",
]
