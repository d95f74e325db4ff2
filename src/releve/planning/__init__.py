"""Planning: who goes where, provably best under the policy, and why."""

from releve.planning.answers import fulfil_commitments
from releve.planning.brute_force import brute_force
from releve.planning.build import build_problem
from releve.planning.codes import PLANNING_DATA, PlanningCode
from releve.planning.explained import OfficerExplanation, PairAnswer, PairExplanation, PostExplanation
from releve.planning.explanation import Explanation, PairFinding, explain_plan
from releve.planning.fit import Fit, fit_of_pair, fit_of_post
from releve.planning.near_misses import STATES, NearMiss
from releve.planning.output_folder import write_plan
from releve.planning.problem import AssignmentProblem, LeftOut, Pairs
from releve.planning.reasons import NotPlaced, UnfilledSeats
from releve.planning.reserves import Reserve
from releve.planning.result import LEVELS, MINIMISED, ObjectiveValue, Result
from releve.planning.solve import solve
from releve.planning.standing import Standing
from releve.planning.why import explain_officer, explain_pair, explain_post
from releve.planning.written_plan import WrittenPlan, near_plan, read_plan, restore_plan

__all__ = [
    "LEVELS",
    "MINIMISED",
    "PLANNING_DATA",
    "STATES",
    "AssignmentProblem",
    "Explanation",
    "Fit",
    "LeftOut",
    "NearMiss",
    "NotPlaced",
    "ObjectiveValue",
    "OfficerExplanation",
    "PairAnswer",
    "PairExplanation",
    "PairFinding",
    "Pairs",
    "PlanningCode",
    "PostExplanation",
    "Reserve",
    "Result",
    "Standing",
    "UnfilledSeats",
    "WrittenPlan",
    "brute_force",
    "build_problem",
    "explain_officer",
    "explain_pair",
    "explain_plan",
    "explain_post",
    "fit_of_pair",
    "fit_of_post",
    "fulfil_commitments",
    "near_plan",
    "read_plan",
    "restore_plan",
    "solve",
    "write_plan",
]
