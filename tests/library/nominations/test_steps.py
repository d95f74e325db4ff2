"""The steps of a nomination: who may take which, and what each needs."""

import pytest

from releve.model import NominationState
from releve.nominations import FINAL_STAGES, Actor, Stage, contract_state, next_steps, step_between
from releve.nominations.steps import OPEN_STAGES, STEPS


def ends(stage: Stage, actor: Actor) -> set[Stage]:
    return {step.end for step in next_steps(stage, actor)}


def test_no_step_is_listed_twice() -> None:
    assert len({(step.start, step.end) for step in STEPS}) == len(STEPS)


def test_every_stage_is_reached_from_the_first() -> None:
    reached = {Stage.NOMINATED}
    while True:
        further = reached | {step.end for step in STEPS if step.start in reached}
        if further == reached:
            break
        reached = further

    assert reached == set(Stage)


@pytest.mark.parametrize("stage", sorted(FINAL_STAGES - {Stage.SELECTED}))
def test_nothing_follows_an_end(stage: Stage) -> None:
    assert [step for actor in Actor for step in next_steps(stage, actor)] == []


def test_selected_officer_can_still_be_withdrawn_or_lose_the_post() -> None:
    assert {step.end for step in STEPS if step.start is Stage.SELECTED} == {Stage.WITHDRAWN, Stage.POST_CANCELLED}


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_country_may_only_withdraw(stage: Stage) -> None:
    assert ends(stage, Actor.COUNTRY) == {Stage.WITHDRAWN}


@pytest.mark.parametrize("stage", [*OPEN_STAGES, Stage.SELECTED, Stage.DOCUMENT_EXPIRED])
def test_only_the_country_withdraws(stage: Stage) -> None:
    step = step_between(stage, Stage.WITHDRAWN)

    assert step is not None
    assert (step.actors, step.needs_reason) == ((Actor.COUNTRY,), True)


@pytest.mark.parametrize("stage", list(Stage))
def test_mission_only_interviews(stage: Stage) -> None:
    assert ends(stage, Actor.MISSION) <= {Stage.INTERVIEWED}


def test_selection_needs_an_assessment_or_an_interview_before() -> None:
    assert {step.start for step in STEPS if step.end is Stage.SELECTED} == {Stage.AMS_CLEARED, Stage.INTERVIEWED, Stage.RESERVE}


@pytest.mark.parametrize("step", [step for step in STEPS if step.end in {Stage.NOT_SELECTED, Stage.AMS_FAILED, Stage.POST_CANCELLED}])
def test_whoever_is_turned_down_is_told_why(step: object) -> None:
    assert step.needs_reason  # type: ignore[attr-defined]


def test_registration_names_the_note_verbale() -> None:
    step = step_between(Stage.NOMINATED, Stage.REGISTERED)

    assert step is not None
    assert step.needs_document


def test_there_is_no_way_around_registration() -> None:
    assert step_between(Stage.NOMINATED, Stage.SCREENED) is None


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        (Stage.NOMINATED, NominationState.NOMINATED),
        (Stage.AMS_PENDING, NominationState.SCREENED),
        (Stage.AMS_CLEARED, NominationState.ASSESSED),
        (Stage.INTERVIEWED, NominationState.ASSESSED),
        (Stage.AMS_FAILED, NominationState.NOT_SELECTED),
        (Stage.DOCUMENT_EXPIRED, NominationState.SCREENED),
        (Stage.RESERVE, NominationState.RESERVE),
        (Stage.WITHDRAWN, NominationState.WITHDRAWN),
    ],
)
def test_files_tell_a_stage_in_the_words_of_the_contract(stage: Stage, state: NominationState) -> None:
    assert contract_state(stage) is state


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_state_of_the_contract(stage: Stage) -> None:
    assert contract_state(stage) in NominationState
