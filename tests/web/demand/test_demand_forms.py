"""Forms of demand as a browser without a script sends them: what is saved, what is refused, and what is kept of what was typed."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factories.web_demand import make_call, make_ceiling, make_profile
from factories.web_people import People, in_everything, make_line, make_mission, make_partner
from releve_web.demand.models import Call, Ceiling, Mission, PostLine, Profile
from releve_web.supply.models import NationalDeadline

Signed = Callable[[Any], Client]
LINE = {
    "post_id": "MINUSCA-900",
    "mission": "MINUSCA",
    "category": "IPO",
    "title_en": "Adviser",
    "seats": "1",
    "priority": "2",
    "starts_on": "2026-03-01",
    "tour_months": "12",
    "armed": "unknown",
    "driving": "unknown",
}
CALL = {
    "reference": "CALL-9",
    "title_en": "Advisers",
    "closes_at": "2026-05-01T17:00",
    "time_zone": "America/New_York",
    "women_pct_min": "25",
    "names_per_post_max": "2",
}


def send(client: Client, url: str, **fields: Any) -> HttpResponse:
    return client.post(url, {"_once": str(uuid.uuid4()), **fields})  # type: ignore[return-value]


def errors_of(response: Any) -> dict[str, list[str]]:
    return {name: [error.code for error in found.as_data()] for name, found in response.context["form"].errors.items()}


def test_line_is_made_with_languages_by_name_or_code(people: People, client_of: Signed) -> None:
    fields = {"languages_required_0": "français", "languages_required_1": "B2", "languages_required_4": "en", "languages_required_5": "C1"}

    response = send(
        client_of(people.selection), reverse("demand:postline-create"), **LINE, **fields, skills_required=["reform"], rank_min="4"
    )

    with in_everything():
        line = PostLine.objects.get(post_id="MINUSCA-900")
    assert (response.status_code, response.headers["Location"]) == (302, line.get_absolute_url())
    assert (line.languages_required, line.skills_required, line.rank_min, line.armed, line.is_open) == (
        ["fr:B2", "en:C1"],
        ["reform"],
        4,
        None,
        True,
    )


@pytest.mark.parametrize(
    ("told", "level", "code"),
    [
        ("Atlantean", "B2", "unknown"),
        ("fr", "", "no_level"),
        ("", "B2", "no_language"),
        ("fr", "D9", "no_level"),
        ("x" * 10_000, "B2", "unknown"),
    ],
)
def test_language_that_cannot_be_read_is_refused_and_kept(people: People, client_of: Signed, told: str, level: str, code: str) -> None:
    url = reverse("demand:postline-create")

    response = send(client_of(people.selection), url, **LINE, languages_required_0=told, languages_required_1=level)

    assert (response.status_code, errors_of(response)) == (422, {"languages_required": [code]})
    assert not told or f'value="{told}"' in response.content.decode()


def test_language_named_twice_is_refused(people: People, client_of: Signed) -> None:
    rows = {"languages_required_0": "fr", "languages_required_1": "B2", "languages_required_2": "French", "languages_required_3": "C1"}

    assert errors_of(send(client_of(people.selection), reverse("demand:postline-create"), **LINE, **rows)) == {
        "languages_required": ["twice"]
    }


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"rank_min": "5", "rank_max": "3"}, {"rank_max": ["grades"]}),
        ({"skills_required": ["reform"], "skills_desired": ["reform"]}, {"skills_desired": ["skills_twice"]}),
        ({"level": "P-4"}, {"level": ["no_level"]}),
        ({"seats": "0"}, {"seats": ["min_value"]}),
        ({"skills_required": ["no_such_skill"]}, {"skills_required": ["invalid_choice"]}),
        ({"title_en": "x" * 10_000}, {"title_en": ["max_length"]}),
        ({"mission": "NOWHERE"}, {"mission": ["invalid_choice"]}),
        ({"starts_on": "yesterday"}, {"starts_on": ["invalid"]}),
    ],
)
def test_line_with_a_mistake_is_refused(people: People, client_of: Signed, fields: dict[str, Any], errors: dict[str, list[str]]) -> None:
    response = send(client_of(people.selection), reverse("demand:postline-create"), **{**LINE, **fields})

    assert (response.status_code, errors_of(response)) == (422, errors)


def test_line_of_a_mission_desk_is_a_draft(people: People, client_of: Signed) -> None:
    send(client_of(people.mission), reverse("demand:postline-create"), **LINE)

    with in_everything():
        line = PostLine.objects.get(post_id="MINUSCA-900")
    assert (line.is_draft, line.is_open) == (True, False)


def test_mission_desk_cannot_choose_another_mission(people: People, client_of: Signed) -> None:
    response = send(client_of(people.mission), reverse("demand:postline-create"), **{**LINE, "mission": "UNMISS"})

    assert errors_of(response) == {"mission": ["invalid_choice"]}


def test_requirements_are_copied_from_the_profile_without_saving(people: People, client_of: Signed) -> None:
    with in_everything():
        make_profile()

    response = client_of(people.selection).post(
        reverse("demand:postline-create"),
        {**LINE, "profile": "police-adviser", "languages_required_0": "ar", "languages_required_1": "A1", "_copy_profile": "1"},
    )

    shown = response.content.decode()
    form = response.context["form"]
    assert (response.status_code, PostLine.objects.count(), form["title_en"].value(), form["languages_required"].value()) == (
        200,
        0,
        "Adviser",
        ["fr:B2"],
    )
    assert ('value="MINUSCA-900"' in shown, 'value="French"' in shown, 'value="reform" id="id_skills_required_' in shown) == (
        True,
        True,
        True,
    )


def test_copying_keeps_which_version_was_opened(people: People, client_of: Signed) -> None:
    with in_everything():
        make_profile()
        line = make_line()

    response = client_of(people.selection).post(
        reverse("demand:postline-update", args=[line.pk]),
        {**LINE, "profile": "police-adviser", "_copy_profile": "1", "_revision": "0", "_opened": '{"seats": 2}'},
    )

    assert (response.context["revision"], response.context["opened"]) == ("0", '{"seats": 2}')


def test_new_line_begins_from_the_profile_in_the_address(people: People, client_of: Signed) -> None:
    with in_everything():
        make_profile()

    form = client_of(people.selection).get(f"{reverse('demand:postline-create')}?profile=police-adviser&mission=MINUSCA").context["form"]

    assert (form["mission"].value(), form["title_en"].value(), form["service_years_min"].value()) == ("MINUSCA", "Police adviser", 8)


def test_form_sent_twice_makes_one_line(people: People, client_of: Signed) -> None:
    client, token = client_of(people.selection), str(uuid.uuid4())

    first, second = (client.post(reverse("demand:postline-create"), {**LINE, "_once": token}) for _ in range(2))

    with in_everything():
        assert (PostLine.objects.count(), second.headers["Location"]) == (1, first.headers["Location"])


def test_second_editor_sees_both_versions_of_languages(people: People, client_of: Signed) -> None:
    with in_everything():
        line = make_line(languages_required=["fr:B2"])
    client, url = client_of(people.selection), reverse("demand:postline-update", args=[line.pk])
    opened = client.get(url).context
    with in_everything():
        line.languages_required, line.revision = ["fr:C1"], 2
        line.save()
    fields = {**LINE, "post_id": line.post_id, "seats": "2", "priority": "3", "title_en": line.title_en}
    sent = {**fields, "languages_required_0": "fr", "languages_required_1": "A2", "_revision": "1", "_opened": opened["opened"]}

    both = send(client, url, **sent)

    found = [(one.name, one.mine, one.theirs, one.settled) for one in both.context["differences"]]
    assert (both.status_code, found) == (409, [("languages_required", "fr:A2", "fr:C1", "")])
    shown = both.content.decode()
    assert ('name="theirs-languages_required_1"' in shown, 'name="languages_required_1"' in shown) == (True, True)

    theirs = {"theirs-languages_required_0": "French", "theirs-languages_required_1": "C1", "_choose-languages_required": "theirs"}
    saved = send(client, url, **{**sent, **theirs, "_revision": "2", "_both": "languages_required"})
    with in_everything():
        assert (saved.status_code, PostLine.objects.get(pk=line.pk).languages_required) == (302, ["fr:C1"])


def test_skill_outside_the_catalogue_stays_with_its_line(people: People, client_of: Signed) -> None:
    with in_everything():
        line = make_line(skills_required=["horse_riding"])
    url = reverse("demand:postline-update", args=[line.pk])

    response = send(client_of(people.selection), url, **{**LINE, "skills_required": ["horse_riding"], "_revision": "1"})

    assert response.status_code == 302


def test_line_is_closed_with_its_reason(people: People, client_of: Signed) -> None:
    with in_everything():
        line = make_line()
    client = client_of(people.selection)

    send(client, reverse("demand:postline-close", args=[line.pk]), reason="Post abolished", _revision="1")

    assert "Post abolished" in client.get(line.get_absolute_url()).content.decode()


def test_draft_is_opened_by_a_button(people: People, client_of: Signed) -> None:
    with in_everything():
        line = make_line(is_draft=True, is_open=False)
    url = reverse("demand:postline-open", args=[line.pk])

    found = [client_of(person).post(url).status_code for person in (people.mission, people.country, people.selection, people.selection)]

    with in_everything():
        line.refresh_from_db()
    assert (found, line.is_open, line.revision) == ([403, 403, 302, 302], True, 2)


def test_chosen_drafts_are_opened_after_a_look(people: People, client_of: Signed) -> None:
    with in_everything():
        draft, opened = make_line("D", is_draft=True, is_open=False), make_line("O")
    client, url = client_of(people.selection), reverse("demand:postline-open-many")
    chosen = {"selected": [str(draft.pk), str(opened.pk), "x", "9" * 30]}

    look = client.post(url, chosen)
    with in_everything():
        before = PostLine.objects.get(pk=draft.pk).is_open
    client.post(url, {**chosen, "confirmed": "1"})

    with in_everything():
        assert (look.status_code, look.context["lines"], before, PostLine.objects.get(pk=draft.pk).is_open) == (200, [draft], False, True)


def test_chosen_lines_stand_in_a_new_call(people: People, client_of: Signed) -> None:
    with in_everything():
        lines = [make_line("A-1"), make_line("B-2")]

    response = client_of(people.selection).post(
        reverse("demand:postline-call-many"), {"selected": [str(line.pk) for line in lines]}, follow=True
    )

    assert response.context["form"]["post_lines"].value() == "A-1, B-2"


def test_deadline_is_read_off_the_callers_clock(people: People, client_of: Signed) -> None:
    with in_everything():
        make_line("A-1")
    fields = {**CALL, "post_lines": "A-1", "partners": ["MAR"]}

    response = send(client_of(people.selection), reverse("demand:call-create"), **fields)

    assert response.status_code == 302
    with in_everything():
        call = Call.objects.get()
        assert (call.closes_at, call.is_published) == (datetime(2026, 5, 1, 21, 0, tzinfo=UTC), False)
        assert ([str(line) for line in call.post_lines.all()], [one.pk for one in call.partners.all()]) == (["A-1"], ["MAR"])
    shown = client_of(people.selection).get(reverse("demand:call-update", args=[call.pk])).context["form"]
    assert shown["closes_at"].value() == "2026-05-01T17:00"


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"closes_at": "2026-03-08T02:30"}, {"closes_at": ["no_such_hour"]}),
        ({"closes_at": "soon"}, {"closes_at": ["invalid"]}),
        ({"opens_on": "2026-06-01"}, {"closes_at": ["order"]}),
        ({"post_lines": "A-1; NOWHERE-1"}, {"post_lines": ["unknown_lines"]}),
        ({"post_lines": "DRAFT-1"}, {"post_lines": ["unknown_lines"]}),
        ({"time_zone": "Mars/Base"}, {"time_zone": ["invalid_choice"]}),
        ({"women_pct_min": "101"}, {"women_pct_min": ["max_value"]}),
    ],
)
def test_call_with_a_mistake_is_refused(people: People, client_of: Signed, fields: dict[str, Any], errors: dict[str, list[str]]) -> None:
    with in_everything():
        make_line("A-1")
        make_line("DRAFT-1", is_draft=True, is_open=False)

    response = send(client_of(people.selection), reverse("demand:call-create"), **{**CALL, **fields})

    assert (response.status_code, errors_of(response)) == (422, errors)


def test_call_is_published_or_says_what_stands_against_it(people: People, client_of: Signed) -> None:
    with in_everything():
        bare, ready = make_call("BARE", is_published=False), make_call("READY", is_published=False, lines=(make_line(),))
    client = client_of(people.selection)

    refused = client.post(reverse("demand:call-publish", args=[bare.pk]), follow=True)
    client.post(reverse("demand:call-publish", args=[ready.pk]))

    with in_everything():
        assert ("Name at least one post line." in refused.content.decode(), Call.objects.get(reference="READY").is_published) == (
            True,
            True,
        )


@pytest.mark.parametrize(("role", "status"), [("mission", 403), ("auditor", 403), ("country", 404)])
def test_call_is_not_published_by_others(people: People, client_of: Signed, role: str, status: int) -> None:
    with in_everything():
        call = make_call(is_published=False, lines=(make_line(),))

    response = client_of(getattr(people, role)).post(reverse("demand:call-publish", args=[call.pk]))

    # Who may never publish is refused before the call is looked for.
    assert response.status_code in {status, 403}


def test_state_sets_and_changes_its_own_deadline(people: People, client_of: Signed) -> None:
    with in_everything():
        call = make_call()
        people.country.time_zone = "Africa/Casablanca"
        people.country.save()
    client, url = client_of(people.country), reverse("demand:call-national-deadline", args=[call.pk])

    for day in ("2099-04-01T12:00", "2099-04-02T12:00"):
        assert send(client, url, closes_at=day, circular="C-7").status_code == 302

    with in_everything():
        own = NationalDeadline.objects.get()
        assert (own.partner_id, own.closes_at) == ("MAR", datetime(2099, 4, 2, 12, 0, tzinfo=ZoneInfo("Africa/Casablanca")))


def test_national_deadline_lies_before_the_callers(people: People, client_of: Signed) -> None:
    with in_everything():
        call = make_call()
    url = reverse("demand:call-national-deadline", args=[call.pk])

    late = send(client_of(people.country), url, closes_at="2099-05-01T21:00")

    assert errors_of(late) == {"closes_at": ["late"]}


def test_national_deadline_of_a_hidden_call_is_not_found(people: People, client_of: Signed) -> None:
    with in_everything():
        call = make_call(partners=(make_partner("MAR"),))
    url = reverse("demand:call-national-deadline", args=[call.pk])

    assert [client_of(person).get(url).status_code for person in (people.country, people.stranger, people.selection)] == [200, 404, 403]


def test_mission_is_made_and_changed_with_countries_by_name(people: People, client_of: Signed) -> None:
    client = client_of(people.administrator)
    fields = {"code": "UNX", "kind": "field", "host_countries": "Haïti; COD", "working_languages": "French", "excluded_nationalities": ""}

    made = send(client, reverse("demand:mission-create"), **fields)
    changed = send(client, reverse("demand:mission-update", args=["UNX"]), **{**fields, "code": "OTHER", "name_en": "Test"}, _revision="1")

    with in_everything():
        mission = Mission.objects.get(code="UNX")
    assert (made.status_code, changed.status_code) == (302, 302)
    assert (mission.host_countries, mission.working_languages, mission.name_en, mission.revision) == (["HTI", "COD"], ["fr"], "Test", 2)


def test_country_that_no_table_knows_is_refused(people: People, client_of: Signed) -> None:
    response = send(client_of(people.selection), reverse("demand:mission-create"), code="UNX", kind="field", host_countries="Atlantis")

    assert errors_of(response) == {"host_countries": ["unknown"]}


def test_ceiling_is_made_and_changed(people: People, client_of: Signed) -> None:
    with in_everything():
        make_mission("UNMISS")
    client = client_of(people.selection)
    fields = {"kind": "police", "quantity": "2101", "in_force_on": "2021-03-12", "source": "S/RES/2567 (2021)"}

    send(client, reverse("demand:ceiling-create", args=["MINUSCA"]), **fields)
    with in_everything():
        ceiling = Ceiling.objects.get()
    url = reverse("demand:ceiling-update", args=["MINUSCA", ceiling.pk])
    send(client, url, **{**fields, "quantity": "2102", "is_confirmed": "on"}, _revision="1")

    with in_everything():
        ceiling.refresh_from_db()
    other = client.get(reverse("demand:ceiling-update", args=["UNMISS", ceiling.pk])).status_code
    assert (ceiling.mission_id, ceiling.quantity, ceiling.is_confirmed, ceiling.in_force_on, other) == (
        "MINUSCA",
        2102,
        True,
        date(2021, 3, 12),
        404,
    )


def test_second_ceiling_of_a_day_is_refused(people: People, client_of: Signed) -> None:
    with in_everything():
        make_ceiling()
    fields = {"kind": "police", "quantity": "1", "in_force_on": "2021-11-15", "source": "again"}

    response = send(client_of(people.selection), reverse("demand:ceiling-create", args=["MINUSCA"]), **fields)

    assert (response.status_code, errors_of(response)) == (422, {"__all__": ["unique_together"]})


def test_profile_is_made_without_a_release(people: People, client_of: Signed) -> None:
    fields = {"code": "drone-analyst", "title_en": "Drone analyst <b>", "armed": "false", "driving": "unknown", "is_active": "on"}
    client = client_of(people.administrator)

    response = send(client, reverse("demand:profile-create"), **fields, languages_required_0="العربية", languages_required_1="B1")

    with in_everything():
        profile = Profile.objects.get()
    assert (response.status_code, profile.languages_required, profile.armed) == (302, ["ar:B1"], False)
    assert "Drone analyst &lt;b&gt;" in client.get(profile.get_absolute_url()).content.decode()
