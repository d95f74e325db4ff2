"""What is done to demand: rights, values, and what becomes of the row."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from factories.web_demand import make_call, make_profile
from factories.web_people import People, make_line, make_mission, make_nomination
from releve_web.demand.models import Mission, PostLine
from releve_web.demand.services import (
    close_post_line,
    open_post_line,
    publish_call,
    requirements_of,
    save_call,
    save_mission,
    save_post_line,
    withdraw_call,
)

pytestmark = pytest.mark.usefixtures("everything")


def unsaved(**fields: object) -> PostLine:
    return PostLine(
        **{
            "post_id": "NEW-1",
            "mission": make_mission(),
            "title_en": "Adviser",
            "category": "IPO",
            "seats": 1,
            "starts_on": date(2026, 3, 1),
            "tour_months": 12,
            **fields,
        }
    )


def test_line_of_the_selection_desk_is_open(people: People) -> None:
    line = save_post_line(unsaved(), people.selection)

    assert (line.is_open, line.is_draft, line.revision) == (True, False, 1)


def test_line_of_a_mission_desk_is_a_draft_until_the_selection_desk_opens_it(people: People) -> None:
    draft = save_post_line(unsaved(), people.mission)
    as_drafted = (draft.is_open, draft.is_draft)

    opened = open_post_line(draft, people.selection)

    assert (as_drafted, (opened.is_open, opened.is_draft, opened.revision)) == ((False, True), (True, False, 2))


def test_mission_desk_does_not_draft_for_another_mission(people: People) -> None:
    with pytest.raises(PermissionDenied):
        save_post_line(unsaved(mission=make_mission("UNMISS")), people.mission)


def test_mission_desk_does_not_move_its_draft_to_another_mission(people: People) -> None:
    draft = save_post_line(unsaved(), people.mission)
    draft.mission = make_mission("UNMISS")

    with pytest.raises(PermissionDenied):
        save_post_line(draft, people.mission)


def test_mission_desk_does_not_change_a_draft_opened_meanwhile(people: People) -> None:
    draft = save_post_line(unsaved(), people.mission)
    open_post_line(PostLine.objects.get(pk=draft.pk), people.selection)
    draft.seats = 9

    with pytest.raises(PermissionDenied):
        save_post_line(draft, people.mission)


def test_change_counts_as_a_revision_and_renews_the_score(people: People) -> None:
    line = save_post_line(unsaved(), people.selection)
    before = line.completeness
    line.languages_required = ["fr:B2"]

    save_post_line(line, people.selection)

    stored = PostLine.objects.get(pk=line.pk)
    assert (stored.revision, stored.completeness > before) == (2, True)


def test_grades_out_of_order_are_refused(people: People) -> None:
    with pytest.raises(ValidationError):
        save_post_line(unsaved(rank_min=6, rank_max=3), people.selection)


def test_closed_line_keeps_the_reason(people: People) -> None:
    line = close_post_line(make_line(), people.selection, reason=" Post abolished ")

    assert (line.is_open, line.is_draft, line.closed_reason) == (False, False, "Post abolished")


def test_line_is_not_closed_without_a_reason(people: People) -> None:
    with pytest.raises(ValidationError):
        close_post_line(make_line(), people.selection, reason="  ")


def test_mission_desk_drops_its_draft_and_nothing_else(people: People) -> None:
    draft = save_post_line(unsaved(), people.mission)

    dropped = close_post_line(draft, people.mission, reason="Written twice")

    assert dropped.is_draft is False
    with pytest.raises(PermissionDenied):
        close_post_line(dropped, people.mission, reason="Again")


@pytest.mark.parametrize("role", ["country", "auditor", "mission"])
def test_catalogue_is_closed_to_other_desks(people: People, role: str) -> None:
    with pytest.raises(PermissionDenied):
        save_mission(Mission(code="UNX", kind="field"), getattr(people, role))


def test_requirements_of_a_profile_are_copies() -> None:
    profile = make_profile()

    values = requirements_of(profile)
    values["languages_required"].append("en:B2")

    assert (profile.languages_required, values["service_years_min"], len(values)) == (["fr:B2"], 8, 10)


def test_published_call_keeps_what_it_asks_for(people: People) -> None:
    call = make_call(is_published=False, lines=(make_line(),))

    assert publish_call(call, people.selection).is_published is True


@pytest.mark.parametrize(
    ("fields", "line", "code"),
    [
        ({"note_verbale": ""}, {}, "no_note"),
        ({"closes_at": datetime(2020, 1, 1, tzinfo=UTC)}, {}, "too_late"),
        ({}, {"is_open": False}, "closed_lines"),
        ({}, None, "no_lines"),
    ],
)
def test_call_is_not_published_while_something_stands_against_it(
    people: People, fields: dict[str, object], line: dict[str, object] | None, code: str
) -> None:
    call = make_call(is_published=False, lines=() if line is None else (make_line(**line),), **fields)

    with pytest.raises(ValidationError) as raised:
        publish_call(call, people.selection)
    assert [error.code for error in raised.value.error_list] == [code]


def test_published_call_is_not_left_without_lines(people: People) -> None:
    call = make_call(lines=(make_line(),))

    with pytest.raises(ValidationError):
        save_call(call, people.selection, post_lines=[])
    assert call.post_lines.count() == 1


def test_published_call_past_its_deadline_may_still_be_mended(people: People) -> None:
    call = make_call(lines=(make_line(),), closes_at=datetime(2020, 1, 1, tzinfo=UTC))
    call.notes = "Closed."

    assert save_call(call, people.selection).revision == 2


def test_call_is_withdrawn_only_while_nobody_has_answered(people: People) -> None:
    line = make_line()
    quiet, answered = make_call("QUIET", lines=(line,)), make_call("ANSWERED", lines=(line,))
    make_nomination(line=line, call=answered)

    assert withdraw_call(quiet, people.selection).is_published is False
    with pytest.raises(ValidationError):
        withdraw_call(answered, people.selection)


@pytest.mark.parametrize("role", ["country", "auditor", "mission", "administrator"])
def test_calls_are_the_selection_desks(people: People, role: str) -> None:
    call = make_call(lines=(make_line(),))

    with pytest.raises(PermissionDenied):
        save_call(call, getattr(people, role))
