"""Scenarios: what-ifs of a folder solved as a batch, what each changes, and which plans trade one good for another."""

from releve.scenarios.batch import Batch, solve_scenarios
from releve.scenarios.cluster import ClusterMissingError, ClusterUnreachableError
from releve.scenarios.codes import SCENARIO_DATA, ScenarioCode
from releve.scenarios.concentration import concentration
from releve.scenarios.executors import WorkerLostError
from releve.scenarios.hands import CountryChange, Hands, LineChange, MissionChange, Move, NewlyEligible
from releve.scenarios.outcome import Outcome, Refusal
from releve.scenarios.pareto import Frontier, ParetoPoint, frontier_of, sweep_policies
from releve.scenarios.reading import read_scenario_file, read_scenarios, tree_of_options
from releve.scenarios.scenario import Scenario, derive_snapshot
from releve.scenarios.work import SolveOptions, plan_scenario

__all__ = [
    "SCENARIO_DATA",
    "Batch",
    "ClusterMissingError",
    "ClusterUnreachableError",
    "CountryChange",
    "Frontier",
    "Hands",
    "LineChange",
    "MissionChange",
    "Move",
    "NewlyEligible",
    "Outcome",
    "ParetoPoint",
    "Refusal",
    "Scenario",
    "ScenarioCode",
    "SolveOptions",
    "WorkerLostError",
    "concentration",
    "derive_snapshot",
    "frontier_of",
    "plan_scenario",
    "read_scenario_file",
    "read_scenarios",
    "solve_scenarios",
    "sweep_policies",
    "tree_of_options",
]
