"""The form pattern: nothing typed is lost, nothing is saved twice, nobody overwrites what they have not seen."""

import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client

from factories.web_people import ClientOf, People
from releve_web.common.models import Submission
from releve_web.demand.models import Mission

pytestmark = pytest.mark.urls("web.common.pages")
NEW, EDIT = "/pages/missions/new/", "/pages/missions/MINUSCA/edit/"


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1).replace("&quot;", '"')


def state(response: Any) -> dict[str, str]:
    page = response.content.decode()
    return {name: hidden(page, name) for name in ("_once", "_revision", "_opened")}


@pytest.fixture
def desk(people: People, client_of: ClientOf) -> Client:
    return client_of(people.selection)


FIELDS = {"code": "MINUSCA", "kind": "field", "name_en": "", "name_fr": "", "working_languages": "fr"}


def test_a_new_record_is_saved_and_shown(desk: Client) -> None:
    begun = desk.get(NEW)
    response = desk.post(NEW, {**FIELDS, **state(begun), "code": "UNFICYP"})

    assert response["Location"] == "/pages/missions/UNFICYP/"
    assert "UNFICYP is saved." in desk.get(response["Location"]).content.decode()


def test_mistakes_are_summed_up_and_what_was_typed_stays(desk: Client) -> None:
    begun = desk.get(NEW)
    response = desk.post(NEW, {**FIELDS, **state(begun), "code": "", "name_en": "A name"})
    page = response.content.decode()

    assert response.status_code == 422
    assert '<li><a href="#id_code">Acronym:</a> This field is required.</li>' in page
    assert 'value="A name"' in page
    assert 'aria-invalid="true"' in page
    assert state(response) == state(begun)


def test_what_a_service_refuses_stands_beside_its_field(desk: Client) -> None:
    response = desk.post(NEW, {**FIELDS, **state(desk.get(NEW)), "code": "X", "name_fr": "refused"})

    assert response.status_code == 422
    assert response.context["form"].errors == {"name_fr": ["Not this name."], "__all__": ["Nor that."]}
    assert not Mission.objects.filter(code="X").exists()
    assert not Submission.objects.exists()


def test_a_form_sent_twice_makes_one_record_and_gets_the_first_answer(desk: Client) -> None:
    sent = {**FIELDS, **state(desk.get(NEW)), "code": "UNFICYP"}
    first = desk.post(NEW, sent)
    second = desk.post(NEW, {**sent, "name_en": "Another"})

    assert second["Location"] == first["Location"]
    assert Mission.objects.get(code="UNFICYP").name_en == ""
    assert "sent twice" in desk.get(second["Location"]).content.decode()


def test_the_same_token_of_another_person_is_another_form(desk: Client, people: People, client_of: ClientOf) -> None:
    sent = {**FIELDS, **state(desk.get(NEW))}
    desk.post(NEW, {**sent, "code": "A"})
    client_of(people.administrator).post(NEW, {**sent, "code": "B"})

    assert Mission.objects.filter(code__in=["A", "B"]).count() == 2


def test_a_change_is_saved_when_nobody_came_between(desk: Client) -> None:
    desk.post(EDIT, {**FIELDS, **state(desk.get(EDIT)), "name_en": "Central African Republic"})

    mission = Mission.objects.get(code="MINUSCA")
    assert (mission.name_en, mission.revision) == ("Central African Republic", 2)


def test_the_second_of_two_sees_both_versions_and_chooses_field_by_field(desk: Client, people: People, client_of: ClientOf) -> None:
    first, second = desk, client_of(people.administrator)
    begun = state(second.get(EDIT))
    first.post(EDIT, {**FIELDS, **state(first.get(EDIT)), "name_en": "Theirs", "name_fr": "Le leur"})

    both = second.post(EDIT, {**FIELDS, **begun, "name_en": "Mine", "working_languages": "fr,en"})
    told = {one.name: (one.mine, one.theirs, one.settled) for one in both.context["differences"]}
    assert both.status_code == 409
    assert told == {
        "name_en": ("Mine", "Theirs", ""),
        "name_fr": ("blank", "Le leur", "theirs"),
        "working_languages": ("fr · en", "fr", "mine"),
    }

    page = both.content.decode()
    kept = {
        **FIELDS,
        "name_en": "Mine",
        "working_languages": "fr,en",
        "theirs-code": "MINUSCA",
        "theirs-kind": "field",
        "theirs-name_en": "Theirs",
        "theirs-name_fr": "Le leur",
        "theirs-working_languages": "fr",
        "_both": "name_en",
        **state(both),
    }
    for name, value in kept.items():
        if name.startswith("theirs-") and name != "theirs-kind":
            assert f'name="{name}" value="{value}"' in page
    choices = {"_choose-name_fr": "theirs", "_choose-working_languages": "mine"}
    unsure = second.post(EDIT, {**kept, **choices})
    assert unsure.status_code == 409
    assert "Choose one version for every field" in unsure.content.decode()

    assert second.post(EDIT, {**kept, **choices, "_choose-name_en": "mine"}).status_code == 302
    mission = Mission.objects.get(code="MINUSCA")
    assert (mission.name_en, mission.name_fr, mission.working_languages, mission.revision) == ("Mine", "Le leur", ["fr", "en"], 3)


@pytest.mark.parametrize("opened", ["", "{", "[]", "null", json.dumps({"name_en": {"deep": []}})])
def test_without_a_readable_beginning_every_difference_is_to_be_chosen(desk: Client, opened: str) -> None:
    response = desk.post(EDIT, {**FIELDS, "name_en": "Mine", "_revision": "0", "_opened": opened, "_once": str(uuid.uuid4())})

    assert [(one.name, one.settled) for one in response.context["differences"]] == [("name_en", "")]


def test_a_form_that_arrives_after_the_session_ended_is_given_back(desk: Client) -> None:
    begun = state(desk.get(NEW))
    response = Client().post(NEW, {**FIELDS, **begun, "code": "UNFICYP", "name_en": "<b>Long text</b>", "password": "secret"})
    page = response.content.decode()

    assert response.status_code == 401
    assert '<textarea name="name_en" hidden>&lt;b&gt;Long text&lt;/b&gt;</textarea>' in page
    assert "secret" not in page
    assert f'action="{NEW}"' in page


def test_a_part_of_a_page_asked_for_after_the_session_ended_sends_the_page_to_sign_in() -> None:
    response = Client().get("/pages/missions/", headers={"HX-Request": "true", "HX-Current-URL": "https://testserver/pages/missions/?q=a"})

    assert (response.status_code, response["HX-Redirect"]) == (204, "/account/login/?next=/pages/missions/%3Fq%3Da")


def test_a_form_without_a_valid_token_against_forgery_is_given_back(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.selection, backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.post(NEW, {**FIELDS, "code": "UNFICYP"})

    assert response.status_code == 403
    assert '<textarea name="code" hidden>UNFICYP</textarea>' in response.content.decode()


def test_a_record_shows_its_sections(desk: Client) -> None:
    page = desk.get("/pages/missions/MINUSCA/").content.decode()

    assert "<dt>Acronym</dt>" in page
    assert "No line yet" in page
    assert desk.get("/pages/missions/NOWHERE/").status_code == 404
