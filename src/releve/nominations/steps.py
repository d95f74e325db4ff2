"""
The steps of a nomination: from where to where, by whom, and on what paper.

The stages up to the decision follow the published process of individual police officers (police.un.org, "Nominating individual
police officers" and "Information on individual police officers"); what comes after the decision, from vetting to relief, belongs to
a deployment. Files exchange the eight states of the contract; ``contract_state`` tells which of them a stage is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from releve.model import NominationState


class Stage(StrEnum):
    """How far a nomination has come, finer than the states that files exchange."""

    NOMINATED = "nominated"
    REGISTERED = "registered"
    SCREENED = "screened"
    AMS_PENDING = "ams_pending"
    AMS_CLEARED = "ams_cleared"
    AMS_FAILED = "ams_failed"
    INTERVIEWED = "interviewed"
    SELECTED = "selected"
    RESERVE = "reserve"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"
    POST_CANCELLED = "post_cancelled"
    DOCUMENT_EXPIRED = "document_expired"


class Actor(StrEnum):
    """The desk that may take a step."""

    COUNTRY = "contributing_country"
    SELECTION = "selection_desk"
    MISSION = "mission_desk"


@dataclass(frozen=True, kw_only=True)
class Step:
    """
    One move of a nomination.

    Attributes
    ----------
    start, end
        The stages it leads from and to.
    actors
        The desks that may take it.
    needs_document
        Whether a paper must be named: the note verbale, the results matrix, the score sheet.
    needs_reason
        Whether a reason must be given: every step that ends a nomination against somebody's wish.
    """

    start: Stage
    end: Stage
    actors: tuple[Actor, ...]
    needs_document: bool = False
    needs_reason: bool = False


OPEN_STAGES: Final = (
    Stage.NOMINATED,
    Stage.REGISTERED,
    Stage.SCREENED,
    Stage.AMS_PENDING,
    Stage.AMS_CLEARED,
    Stage.INTERVIEWED,
    Stage.RESERVE,
)
"""Stages in which a nomination still waits for something, in the order of the process."""
FINAL_STAGES: Final = frozenset(Stage) - frozenset(OPEN_STAGES) - {Stage.DOCUMENT_EXPIRED}
"""Stages that end a nomination; an expired document only holds it up."""

_SELECTION: Final = (Actor.SELECTION,)
_BOTH: Final = (Actor.SELECTION, Actor.MISSION)

STEPS: Final = (
    Step(start=Stage.NOMINATED, end=Stage.REGISTERED, actors=_SELECTION, needs_document=True),
    Step(start=Stage.NOMINATED, end=Stage.NOT_SELECTED, actors=_SELECTION, needs_reason=True),
    Step(start=Stage.REGISTERED, end=Stage.SCREENED, actors=_SELECTION),
    Step(start=Stage.REGISTERED, end=Stage.NOT_SELECTED, actors=_SELECTION, needs_reason=True),
    Step(start=Stage.SCREENED, end=Stage.AMS_PENDING, actors=_SELECTION),
    Step(start=Stage.SCREENED, end=Stage.AMS_CLEARED, actors=_SELECTION, needs_document=True),
    Step(start=Stage.SCREENED, end=Stage.INTERVIEWED, actors=_BOTH, needs_document=True),
    Step(start=Stage.SCREENED, end=Stage.NOT_SELECTED, actors=_SELECTION, needs_reason=True),
    Step(start=Stage.AMS_PENDING, end=Stage.AMS_CLEARED, actors=_SELECTION, needs_document=True),
    Step(start=Stage.AMS_PENDING, end=Stage.AMS_FAILED, actors=_SELECTION, needs_document=True, needs_reason=True),
    Step(start=Stage.AMS_CLEARED, end=Stage.INTERVIEWED, actors=_BOTH, needs_document=True),
    Step(start=Stage.AMS_CLEARED, end=Stage.SELECTED, actors=_SELECTION),
    Step(start=Stage.AMS_CLEARED, end=Stage.RESERVE, actors=_SELECTION),
    Step(start=Stage.AMS_CLEARED, end=Stage.NOT_SELECTED, actors=_SELECTION, needs_reason=True),
    Step(start=Stage.INTERVIEWED, end=Stage.SELECTED, actors=_SELECTION),
    Step(start=Stage.INTERVIEWED, end=Stage.RESERVE, actors=_SELECTION),
    Step(start=Stage.INTERVIEWED, end=Stage.NOT_SELECTED, actors=_SELECTION, needs_reason=True),
    Step(start=Stage.RESERVE, end=Stage.SELECTED, actors=_SELECTION),
    Step(start=Stage.RESERVE, end=Stage.NOT_SELECTED, actors=_SELECTION, needs_reason=True),
    *(Step(start=stage, end=Stage.DOCUMENT_EXPIRED, actors=_SELECTION, needs_reason=True) for stage in OPEN_STAGES),
    Step(start=Stage.DOCUMENT_EXPIRED, end=Stage.SCREENED, actors=_SELECTION, needs_document=True),
    *(
        Step(start=stage, end=Stage.WITHDRAWN, actors=(Actor.COUNTRY,), needs_reason=True)
        for stage in (*OPEN_STAGES, Stage.DOCUMENT_EXPIRED, Stage.SELECTED)
    ),
    *(
        Step(start=stage, end=Stage.POST_CANCELLED, actors=_SELECTION, needs_reason=True)
        for stage in (*OPEN_STAGES, Stage.DOCUMENT_EXPIRED, Stage.SELECTED)
    ),
)
_BY_ENDS: Final = {(step.start, step.end): step for step in STEPS}

_CONTRACT: Final = {
    Stage.AMS_PENDING: NominationState.SCREENED,
    Stage.AMS_CLEARED: NominationState.ASSESSED,
    Stage.AMS_FAILED: NominationState.NOT_SELECTED,
    Stage.INTERVIEWED: NominationState.ASSESSED,
    Stage.POST_CANCELLED: NominationState.NOT_SELECTED,
    Stage.DOCUMENT_EXPIRED: NominationState.SCREENED,
}


def next_steps(stage: Stage, actor: Actor) -> tuple[Step, ...]:
    """Return the steps that `actor` may take from `stage`, in the order of the process; none when it is not its turn."""
    return tuple(step for step in STEPS if step.start is stage and actor in step.actors)


def step_between(start: Stage, end: Stage) -> Step | None:
    """Return the step from one stage to another, or None when there is none."""
    return _BY_ENDS.get((start, end))


def contract_state(stage: Stage) -> NominationState:
    """Return which of the contract's eight states a stage is told as in files."""
    return _CONTRACT.get(stage) or NominationState(stage.value)
