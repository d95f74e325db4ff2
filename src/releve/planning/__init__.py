"""Planning: who goes where, provably best under the policy, and why."""

from releve.planning.brute_force import brute_force
from releve.planning.build import build_problem
from releve.planning.codes import PLANNING_DATA, PlanningCode
from releve.planning.fit import Fit, fit_of_pair, fit_of_post
from releve.planning.problem import AssignmentProblem, Pairs
from releve.planning.result import LEVELS, MINIMISED, ObjectiveValue, Result
from releve.planning.solve import solve

__all__ = [
    "LEVELS",
    "MINIMISED",
    "PLANNING_DATA",
    "AssignmentProblem",
    "Fit",
    "ObjectiveValue",
    "Pairs",
    "PlanningCode",
    "Result",
    "brute_force",
    "build_problem",
    "fit_of_pair",
    "fit_of_post",
    "solve",
]
