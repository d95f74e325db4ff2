"""Planning: who goes where, provably best under the policy, and why."""

from releve.planning.answers import fulfil_commitments
from releve.planning.brute_force import brute_force
from releve.planning.build import build_problem
from releve.planning.codes import PLANNING_DATA, PlanningCode
from releve.planning.decided_pairs import problems_of_decisions
from releve.planning.explained import OfficerExplanation, PairAnswer, PairExplanation, PostExplanation
from releve.planning.explanation import Explanation, explain_plan
from releve.planning.fit import Fit, fit_of_pair, fit_of_post
from releve.planning.near_misses import STATES, NearMiss
from releve.planning.not_placed import NotPlaced, NotPlacedOfficers
from releve.planning.output_folder import write_plan
from releve.planning.plan_snapshot import LISTED_FROM, SolveLimits, plan_snapshot
from releve.planning.problem import AssignmentProblem, LeftOut, Pairs
from releve.planning.reasons import UnfilledSeats
from releve.planning.reserves import Reserve
from releve.planning.result import LEVELS, MINIMISED, ObjectiveValue, Result
from releve.planning.solve import solve
from releve.planning.standing import Standing
from releve.planning.told_findings import PairFinding, PairFindings
from releve.planning.why import explain_officer, explain_pair, explain_post
from releve.planning.written_plan import WrittenPlan, near_plan, read_plan, restore_plan

__all__ = [
    "LEVELS",
    "LISTED_FROM",
    "MINIMISED",
    "PLANNING_DATA",
    "STATES",
    "AssignmentProblem",
    "Explanation",
    "Fit",
    "LeftOut",
    "NearMiss",
    "NotPlaced",
    "NotPlacedOfficers",
    "ObjectiveValue",
    "OfficerExplanation",
    "PairAnswer",
    "PairExplanation",
    "PairFinding",
    "PairFindings",
    "Pairs",
    "PlanningCode",
    "PostExplanation",
    "Reserve",
    "Result",
    "SolveLimits",
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
    "plan_snapshot",
    "problems_of_decisions",
    "read_plan",
    "restore_plan",
    "solve",
    "write_plan",
]
