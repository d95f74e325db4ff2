from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from factories.web_people import People, in_everything, make_line, make_nomination, make_officer
from releve_web.accounts.models import User
from releve_web.common.isolation import acting_as
from releve_web.supply.models import Comment, Nomination, NominationStep
from releve_web.supply.services import add_comment, nominate, steps_for, take_step, take_steps, undo_last_step


@pytest.fixture
def nomination(people: People) -> Nomination:
    with in_everything():
        return make_nomination()


def act(nomination: Nomination, end: str, by: User, **papers: str) -> NominationStep:
    with acting_as(by):
        return take_step(nomination, end, by=by, **papers)


def now(nomination: Nomination) -> Nomination:
    with in_everything():
        return Nomination.objects.get(pk=nomination.pk)


def test_step_moves_the_nomination_and_says_who_when_and_on_what_paper(people: People, nomination: Nomination) -> None:
    step = act(nomination, "registered", people.selection, document=" NV-12 ")

    moved = now(nomination)
    assert (moved.stage, moved.revision) == ("registered", 2)
    assert (step.start, step.end, step.taken_by, step.document, step.partner_id) == (
        "nominated",
        "registered",
        people.selection,
        "NV-12",
        "MAR",
    )


def test_step_without_its_paper_is_refused(people: People, nomination: Nomination) -> None:
    with pytest.raises(ValidationError) as refused:
        act(nomination, "registered", people.selection, document="  ")

    assert (list(refused.value.error_dict), now(nomination).stage) == (["document"], "nominated")


def test_step_that_ends_a_nomination_asks_for_a_reason(people: People, nomination: Nomination) -> None:
    with pytest.raises(ValidationError) as refused:
        act(nomination, "not_selected", people.selection)

    assert list(refused.value.error_dict) == ["reason"]


def test_step_that_does_not_lead_on_from_here_is_refused(people: People, nomination: Nomination) -> None:
    with pytest.raises(ValidationError, match="cannot take this step"):
        act(nomination, "selected", people.selection)


def test_desk_takes_only_its_own_steps(people: People, nomination: Nomination) -> None:
    ends = {
        user.role: [step.end.value for step in steps_for(nomination, user)]
        for user in (people.selection, people.mission, people.country, people.auditor, people.stranger, people.other_mission)
    }

    assert ends == {
        "selection_desk": ["registered", "not_selected", "document_expired", "post_cancelled"],
        "mission_desk": [],
        "contributing_country": [],
        "auditor": [],
    }


def test_own_country_may_only_withdraw(people: People, nomination: Nomination) -> None:
    assert [step.end.value for step in steps_for(nomination, people.country)] == ["withdrawn"]

    act(nomination, "withdrawn", people.country, reason="Needed at home")

    assert now(nomination).stage == "withdrawn"


@pytest.mark.parametrize("who", ["stranger", "auditor", "other_mission", "administrator"])
def test_step_of_somebody_else_is_refused(people: People, nomination: Nomination, who: str) -> None:
    with pytest.raises(PermissionDenied):
        act(nomination, "withdrawn", getattr(people, who), reason="Not mine")


def test_mission_desk_interviews_for_its_mission(people: People) -> None:
    with in_everything():
        nomination = make_nomination(stage="ams_cleared")

    act(nomination, "interviewed", people.mission, document="Score sheet 4")

    assert now(nomination).stage == "interviewed"


def test_own_last_decision_is_taken_back_by_a_step_of_its_own(people: People, nomination: Nomination) -> None:
    step = act(nomination, "registered", people.selection, document="NV-12")
    with acting_as(people.selection):
        undone = undo_last_step(nomination, by=people.selection, step_pk=step.pk)

    assert (now(nomination).stage, undone.undoes, undone.start, undone.end) == ("nominated", step, "registered", "nominated")


def test_undo_cannot_be_undone(people: People, nomination: Nomination) -> None:
    act(nomination, "registered", people.selection, document="NV-12")
    with acting_as(people.selection):
        undo_last_step(nomination, by=people.selection)
    with pytest.raises(ValidationError, match="Only your own last decision"), acting_as(people.selection):
        undo_last_step(nomination, by=people.selection)


def test_decision_stands_once_somebody_acted_after_it(people: People) -> None:
    with in_everything():
        nomination = make_nomination(stage="ams_cleared")
    act(nomination, "interviewed", people.mission, document="Score sheet 4")
    act(nomination, "reserve", people.selection)

    with pytest.raises(ValidationError, match="Only your own last decision"), acting_as(people.mission):
        undo_last_step(nomination, by=people.mission)


def test_nomination_begins_with_a_step_and_takes_its_mission_from_the_line(people: People) -> None:
    with in_everything():
        officer, line = make_officer(), make_line()
    with acting_as(people.country):
        made = nominate(
            Nomination(reference="N-1", officer=officer, post_line=line, note_verbale="NV-3", nominated_on=date(2025, 11, 25)),
            people.country,
        )
        step = made.nominationsteps.get()

    assert (made.partner_id, made.mission_id, made.stage) == ("MAR", "MINUSCA", "nominated")
    assert (step.start, step.end, step.document, step.taken_by) == ("", "nominated", "NV-3", people.country)


def test_officer_is_not_put_forward_twice_for_one_line(people: People, nomination: Nomination) -> None:
    with pytest.raises(ValidationError, match="put forward for this already"), acting_as(people.country):
        nominate(Nomination(reference="N-2", officer=nomination.officer, post_line=nomination.post_line), people.country)


def test_officer_may_be_put_forward_again_after_withdrawing(people: People, nomination: Nomination) -> None:
    act(nomination, "withdrawn", people.country, reason="Needed at home")
    with acting_as(people.country):
        again = nominate(Nomination(reference="N-2", officer=nomination.officer, post_line=nomination.post_line), people.country)

    assert again.stage == "nominated"


def test_nomination_names_a_line_or_a_profile(people: People) -> None:
    with in_everything():
        officer = make_officer()
    with pytest.raises(ValidationError, match="either a post line or a profile"), acting_as(people.country):
        nominate(Nomination(reference="N-1", officer=officer), people.country)


def test_stranger_cannot_put_another_states_officer_forward(people: People) -> None:
    with in_everything():
        officer, line = make_officer(), make_line()
    with pytest.raises(PermissionDenied), acting_as(people.stranger):
        nominate(Nomination(reference="N-1", officer=officer, post_line=line), people.stranger)


def test_step_for_many_moves_all(people: People) -> None:
    with in_everything():
        line = make_line()
        rows = [make_nomination(make_officer(f"MAR-{k}"), line) for k in range(3)]
    with acting_as(people.selection):
        moved = take_steps([row.pk for row in rows], "registered", by=people.selection, document="NV-1")

    assert (moved, [now(row).stage for row in rows]) == (3, ["registered"] * 3)


def test_step_for_many_moves_none_when_one_cannot(people: People) -> None:
    with in_everything():
        line = make_line()
        rows = [make_nomination(make_officer(f"MAR-{k}"), line, stage=stage) for k, stage in enumerate(("nominated", "withdrawn"))]
    with pytest.raises(ValidationError) as refused, acting_as(people.selection):
        take_steps([row.pk for row in rows], "registered", by=people.selection, document="NV-1")

    assert refused.value.messages == ["N-MAR-1-MINUSCA-001: Your desk takes no step from “Withdrawn”."]
    assert [now(row).stage for row in rows] == ["nominated", "withdrawn"]


def test_step_for_many_reaches_only_what_is_visible(people: People, nomination: Nomination) -> None:
    with pytest.raises(ValidationError, match="Choose at least one"), acting_as(people.stranger):
        take_steps([nomination.pk], "withdrawn", by=people.stranger, reason="Not mine")

    assert now(nomination).stage == "nominated"


def test_internal_comment_stays_from_the_country(people: People, nomination: Nomination) -> None:
    with acting_as(people.selection):
        add_comment(nomination, by=people.selection, text="Weak in French", is_internal=True)
        add_comment(nomination, by=people.selection, text="Please send the medical form", is_internal=False)
    with acting_as(people.country):
        seen = list(Comment.objects.visible_to(people.country).values_list("text", flat=True))

    assert seen == ["Please send the medical form"]


def test_country_writes_no_internal_comment(people: People, nomination: Nomination) -> None:
    with pytest.raises(PermissionDenied), acting_as(people.country):
        add_comment(nomination, by=people.country, text="Ours", is_internal=True)
