from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories.web_people import People, in_everything, make_line, make_nomination, make_officer
from releve_web.supply.models import Comment, FormedUnit, Nomination

READERS = {"selection": 200, "country": 200, "auditor": 200, "mission": 200, "stranger": 404, "other_mission": 404, "administrator": 403}


@pytest.fixture
def nomination(people: People) -> Nomination:
    with in_everything():
        return make_nomination()


def now(nomination: Nomination) -> Nomination:
    with in_everything():
        return Nomination.objects.get(pk=nomination.pk)


def step_url(nomination: Nomination, end: str) -> str:
    return f"{reverse('supply:nomination-step', args=[nomination.pk])}?end={end}"


def test_nomination_is_opened_by_those_who_may(client_of: Any, people: People, nomination: Nomination) -> None:
    found = {name: client_of(getattr(people, name)).get(nomination.get_absolute_url()).status_code for name in READERS}

    assert found == READERS


def test_step_is_offered_to_the_desk_whose_turn_it_is(client_of: Any, people: People, nomination: Nomination) -> None:
    offered = {
        name: [end for end in ("registered", "withdrawn") if step_url(nomination, end) in page]
        for name in ("selection", "country", "mission", "auditor")
        for page in [client_of(getattr(people, name)).get(nomination.get_absolute_url()).content.decode()]
    }

    assert offered == {"selection": ["registered"], "country": ["withdrawn"], "mission": [], "auditor": []}


def test_step_is_taken_told_and_taken_back(client_of: Any, people: People, nomination: Nomination) -> None:
    client = client_of(people.selection)
    refused = client.post(step_url(nomination, "registered"), {"end": "registered", "document": ""})
    taken = client.post(step_url(nomination, "registered"), {"end": "registered", "document": "NV-77"})
    page = client.get(nomination.get_absolute_url()).content.decode()
    with in_everything():
        step = nomination.nominationsteps.get()
    after = now(nomination).stage
    undo = reverse("supply:nomination-undo", args=[nomination.pk])
    client.post(f"{undo}?step={step.pk}")

    assert (refused.status_code, taken.status_code, after, "NV-77" in page) == (422, 302, "registered", True)
    assert now(nomination).stage == "nominated"


def test_step_sent_twice_is_taken_once(client_of: Any, people: People, nomination: Nomination) -> None:
    client = client_of(people.selection)
    token = client.get(step_url(nomination, "registered")).context["token"]
    answers = [
        client.post(step_url(nomination, "registered"), {"end": "registered", "document": "NV-1", "_once": token}).status_code
        for _ in range(2)
    ]

    with in_everything():
        assert (answers, nomination.nominationsteps.count()) == ([302, 302], 1)


def test_step_from_a_page_that_is_old_is_refused(client_of: Any, people: People, nomination: Nomination) -> None:
    with in_everything():
        Nomination.objects.filter(pk=nomination.pk).update(stage="withdrawn")
    answer = client_of(people.selection).post(step_url(nomination, "registered"), {"end": "registered", "document": "NV-1"})

    assert (answer.status_code, "Somebody may have acted meanwhile" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(("end", "chosen"), [("selected", None), ("no-such-stage", None), ("registered", "registered")])
def test_address_of_a_step_chooses_only_what_the_desk_may_take(
    client_of: Any, people: People, nomination: Nomination, end: str, chosen: str | None
) -> None:
    form = client_of(people.selection).get(step_url(nomination, end)).context["form"]

    assert (form.initial.get("end"), [value for value, _label in form.fields["end"].choices]) == (
        chosen,
        ["", "registered", "not_selected", "document_expired", "post_cancelled"],
    )


@pytest.mark.parametrize(("who", "expected"), [("stranger", 404), ("auditor", 403), ("administrator", 403), ("other_mission", 404)])
def test_step_of_others_is_refused(client_of: Any, people: People, nomination: Nomination, who: str, expected: int) -> None:
    answer = client_of(getattr(people, who)).post(step_url(nomination, "withdrawn"), {"end": "withdrawn", "reason": "Not mine"})

    assert (answer.status_code, now(nomination).stage) == (expected, "nominated")


def test_country_nominates_and_the_other_partner_sees_nothing(client_of: Any, people: People) -> None:
    with in_everything():
        officer, line = make_officer(), make_line()
    url = f"{reverse('supply:nomination-create')}?officer={officer.pk}&post={line.post_id}"
    client = client_of(people.country)
    shown = client.get(url).context["form"].initial
    sent = {
        "officer_key": officer.officer_id,
        "officer_row": officer.pk,
        "line_key": line.post_id,
        "reference": "N-1",
        "note_verbale": "NV",
    }
    made = client.post(url, sent)
    with in_everything():
        nomination = Nomination.objects.get()

    assert (shown["officer_key"], shown["line_key"], made.status_code, made.headers["Location"]) == (
        officer.officer_id,
        line.post_id,
        302,
        nomination.get_absolute_url(),
    )
    assert client_of(people.stranger).get(nomination.get_absolute_url()).status_code == 404
    assert "N-1" not in client_of(people.stranger).get(reverse("supply:nomination-list")).content.decode()


@pytest.mark.parametrize("key", ["SEN-0001", "MAR-404", ""])
def test_country_nominates_no_officer_of_another(client_of: Any, people: People, key: str) -> None:
    with in_everything():
        make_officer("SEN-0001", partner="SEN")
        line = make_line()
    sent = {"officer_key": key, "line_key": line.post_id, "reference": "N-1"}
    answer = client_of(people.country).post(reverse("supply:nomination-create"), sent)

    with in_everything():
        assert (answer.status_code, Nomination.objects.count()) == (422, 0)


def test_closed_line_takes_no_nomination(client_of: Any, people: People) -> None:
    with in_everything():
        officer, line = make_officer(), make_line(is_open=False)
    sent = {"officer_key": officer.officer_id, "line_key": line.post_id, "reference": "N-1"}

    assert client_of(people.country).post(reverse("supply:nomination-create"), sent).status_code == 422


def test_internal_comment_is_not_shown_to_the_country(client_of: Any, people: People, nomination: Nomination) -> None:
    url = reverse("supply:comment-create", args=[nomination.pk])
    client_of(people.selection).post(url, {"text": "Weak in French", "is_internal": "on"})
    client_of(people.country).post(url, {"text": "The form follows", "is_internal": "on"})
    pages = [client_of(user).get(nomination.get_absolute_url()).content.decode() for user in (people.country, people.mission)]

    with in_everything():
        kept = list(Comment.objects.order_by("pk").values_list("is_internal", flat=True))
    assert kept == [True, False]
    assert [("Weak in French" in page, "The form follows" in page) for page in pages] == [(False, True), (True, True)]


def test_script_in_a_comment_is_text(client_of: Any, people: People, nomination: Nomination) -> None:
    client_of(people.country).post(reverse("supply:comment-create", args=[nomination.pk]), {"text": "<script>alert(1)</script>"})
    page = client_of(people.selection).get(nomination.get_absolute_url()).content.decode()

    assert ("<script>alert(1)" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_one_step_for_many_is_previewed_and_then_taken_by_all(client_of: Any, people: People) -> None:
    with in_everything():
        line = make_line()
        rows = [make_nomination(make_officer(f"MAR-{k}"), line) for k in range(3)]
    client, url = client_of(people.selection), reverse("supply:nomination-steps")
    sent = {"selected": [row.pk for row in rows], "end": "registered", "document": "NV-5"}
    preview = client.post(url, sent)
    before = [now(row).stage for row in rows]
    done = client.post(url, {**sent, "confirmed": "1"})

    assert (preview.status_code, preview.context["may_confirm"], before) == (200, True, ["nominated"] * 3)
    assert (done.status_code, [now(row).stage for row in rows]) == (302, ["registered"] * 3)


def test_one_that_cannot_take_the_step_is_named_and_holds_all_back(client_of: Any, people: People) -> None:
    with in_everything():
        line = make_line()
        rows = [make_nomination(make_officer(f"MAR-{k}"), line, stage=stage) for k, stage in enumerate(("nominated", "screened"))]
    sent = {"selected": [row.pk for row in rows], "end": "registered", "document": "NV-5", "confirmed": "1"}
    page = client_of(people.selection).post(reverse("supply:nomination-steps"), sent)

    assert ("No step leads there from “Screened”." in page.content.decode(), [now(row).stage for row in rows]) == (
        True,
        ["nominated", "screened"],
    )


def test_stages_are_counted_as_links(client_of: Any, people: People, nomination: Nomination) -> None:
    page = client_of(people.country).get(reverse("supply:nomination-list"))

    assert [(stage["n"], stage["url"]) for stage in page.context["stages"]] == [(1, f"{reverse('supply:nomination-list')}?stage=nominated")]


def test_list_asks_the_same_number_of_queries_for_one_and_three(client_of: Any, people: People, nomination: Nomination) -> None:
    client, url = client_of(people.selection), reverse("supply:nomination-list")

    def count() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    one = count()
    with in_everything():
        for k in (2, 3):
            make_nomination(make_officer(f"MAR-{k}"), make_line(f"MINUSCA-{k}"))

    assert count() == one


def test_history_of_a_nomination_tells_its_stages(client_of: Any, people: People, nomination: Nomination) -> None:
    client_of(people.selection).post(step_url(nomination, "registered"), {"end": "registered", "document": "NV-1"})
    page = client_of(people.auditor).get(reverse("supply:nomination-history", args=[nomination.pk])).content.decode()

    assert ("Nominated" in page, "Registered" in page, "selection (Selection desk)" in page) == (True, True, True)


def test_unit_is_kept_by_its_country_and_its_level_explained(client_of: Any, people: People) -> None:
    client = client_of(people.country)
    made = client.post(reverse("supply:formedunit-create"), {"name": "Unit 1", "kind": "fpu", "readiness": "L2", "strength": "140"})
    with in_everything():
        unit = FormedUnit.objects.get()
    page = client.get(unit.get_absolute_url()).content.decode()
    others = {
        name: client_of(getattr(people, name)).get(unit.get_absolute_url()).status_code
        for name in ("selection", "auditor", "stranger", "mission", "administrator")
    }
    listed = client_of(people.stranger).get(reverse("supply:formedunit-list")).content.decode()

    assert (made.status_code, "An assessment and advisory visit took place" in page, "Unit 1" in listed) == (302, True, False)
    assert others == {"selection": 200, "auditor": 200, "stranger": 404, "mission": 404, "administrator": 403}


def test_search_finds_what_the_reader_may_see(client_of: Any, people: People, nomination: Nomination) -> None:
    def found(user: Any, text: str) -> list[str]:
        groups = client_of(user).get(reverse("search"), {"q": text}).context["groups"]
        return [hit.name for group in groups for hit in group.hits]

    assert found(people.country, "salma") == ["Bennani, Salma"]
    assert found(people.stranger, "salma") == []
    assert found(people.mission, "N-MAR") == [nomination.reference]
    assert found(people.selection, "minusca") == ["MINUSCA-001", "MINUSCA"]
    assert found(people.administrator, "bennani") == []
    assert found(people.selection, "benanni") == ["Bennani, Salma"]
    assert found(people.selection, "a") == []
    assert found(people.selection, "moroc") == ["Morocco"]
