"""What becomes of a name put forward: the steps of a nomination, who takes each, and the rules a list of names is held to."""

from releve.nominations.list_rules import ListedName, ListFinding, ListRule, check_list, names_per_post, women_share
from releve.nominations.steps import (
    FINAL_STAGES,
    Actor,
    Stage,
    Step,
    contract_state,
    next_steps,
    step_between,
)
from releve.nominations.unit_levels import UnitCondition, UnitFacts, UnitFinding, UnitLevel, judge_level

__all__ = [
    "FINAL_STAGES",
    "Actor",
    "ListFinding",
    "ListRule",
    "ListedName",
    "Stage",
    "Step",
    "UnitCondition",
    "UnitFacts",
    "UnitFinding",
    "UnitLevel",
    "check_list",
    "contract_state",
    "judge_level",
    "names_per_post",
    "next_steps",
    "step_between",
    "women_share",
]
