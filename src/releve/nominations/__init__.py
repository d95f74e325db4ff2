"""What becomes of a name put forward: the steps of a nomination, who takes each, and the rules a list of names is held to."""

from releve.nominations.steps import (
    FINAL_STAGES,
    Actor,
    Stage,
    Step,
    contract_state,
    next_steps,
    step_between,
)

__all__ = ["FINAL_STAGES", "Actor", "Stage", "Step", "contract_state", "next_steps", "step_between"]
