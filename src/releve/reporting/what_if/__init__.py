"""Scenarios as people and programs read them: one document of figures, and one page made from it."""

from releve.reporting.what_if.document import SCENARIOS_FILE, scenario_document
from releve.reporting.what_if.page import render_scenarios

__all__ = ["SCENARIOS_FILE", "render_scenarios", "scenario_document"]
