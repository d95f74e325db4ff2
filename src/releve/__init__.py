"""
Relève: police force generation, from a request for officers to a proven and explained plan.

What is named here is the public interface of the library; what is not is private.
Names are loaded when first used, so that importing ``releve`` costs nothing and needs no solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from releve.eligibility import RULES, Finding, Rule, judge_pair, rule_book
    from releve.errors import InputError, Problem, ReleveError
    from releve.exchange import read_folder, write_template
    from releve.model import Mission, Officer, OfficerTable, Policy, PostLine, Snapshot
    from releve.pipeline import ExploredFolder, PlannedFolder, explore_folder, plan_folder
    from releve.planning import AssignmentProblem, Result, build_problem, solve
    from releve.reporting import Figures, build_figures, compare_figures, render_report
    from releve.scenarios import Scenario, read_scenario_file, solve_scenarios

__version__ = "0.2.0"

_HOMES: Final = {
    "releve.eligibility": ("RULES", "Finding", "Rule", "judge_pair", "rule_book"),
    "releve.errors": ("InputError", "Problem", "ReleveError"),
    "releve.exchange": ("read_folder", "write_template"),
    "releve.model": ("Mission", "Officer", "OfficerTable", "Policy", "PostLine", "Snapshot"),
    "releve.pipeline": ("ExploredFolder", "PlannedFolder", "explore_folder", "plan_folder"),
    "releve.planning": ("AssignmentProblem", "Result", "build_problem", "solve"),
    "releve.reporting": ("Figures", "build_figures", "compare_figures", "render_report"),
    "releve.scenarios": ("Scenario", "read_scenario_file", "solve_scenarios"),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "RULES",
    "AssignmentProblem",
    "ExploredFolder",
    "Figures",
    "Finding",
    "InputError",
    "Mission",
    "Officer",
    "OfficerTable",
    "PlannedFolder",
    "Policy",
    "PostLine",
    "Problem",
    "ReleveError",
    "Result",
    "Rule",
    "Scenario",
    "Snapshot",
    "build_figures",
    "build_problem",
    "compare_figures",
    "explore_folder",
    "judge_pair",
    "plan_folder",
    "read_folder",
    "read_scenario_file",
    "render_report",
    "rule_book",
    "solve",
    "solve_scenarios",
    "write_template",
]


def __getattr__(name: str) -> object:
    """Load a public name from the module where it lives."""
    if name not in _HOME_OF:
        raise AttributeError(name)
    return getattr(import_module(_HOME_OF[name]), name)
