"""Pages of demand: owner, colleague, stranger; one and three rows under one number of queries; three languages."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories.web_demand import make_call, make_ceiling, make_profile
from factories.web_people import People, in_everything, make_line, make_mission, make_nomination, make_officer, make_partner
from releve_web.supply.models import NationalDeadline

ROLES = ("selection", "mission", "other_mission", "country", "stranger", "auditor", "administrator")
Signed = Callable[[Any], Client]


def answers(people: People, client_of: Signed, url: str, *roles: str) -> dict[str, int]:
    return {role: client_of(getattr(people, role)).get(url).status_code for role in roles or ROLES}


def all_answer(status: int, *, but: dict[str, int] | None = None) -> dict[str, int]:
    return {**dict.fromkeys(ROLES, status), **(but or {})}


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return str(response.content.decode())


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def rows_in_every_register() -> dict[str, Any]:
    with in_everything():
        line = make_line(languages_required=["fr:B2"], skills_required=["reform"])
        call = make_call(lines=(line,))
        make_nomination(make_officer(gender="M"), line, call=call, note_verbale="NV-1")
        return {"line": line, "call": call, "profile": make_profile(), "ceiling": make_ceiling()}


@pytest.mark.parametrize("name", ["mission", "profile", "postline", "call"])
def test_lists_are_open_to_every_desk(people: People, client_of: Signed, name: str) -> None:
    rows_in_every_register()

    assert answers(people, client_of, reverse(f"demand:{name}-list")) == all_answer(200)


def test_records_are_open_to_every_desk(people: People, client_of: Signed) -> None:
    rows = rows_in_every_register()

    for url in ("/demand/missions/MINUSCA/", *(rows[name].get_absolute_url() for name in ("line", "call", "profile"))):
        assert answers(people, client_of, url) == all_answer(200), url


def test_draft_is_not_found_by_strangers(people: People, client_of: Signed) -> None:
    with in_everything():
        draft = make_line(is_draft=True, is_open=False)

    found = answers(people, client_of, draft.get_absolute_url())

    assert found == all_answer(200, but=dict.fromkeys(("other_mission", "country", "stranger"), 404))


def test_change_of_a_draft_is_its_missions(people: People, client_of: Signed) -> None:
    with in_everything():
        draft = make_line(is_draft=True, is_open=False)

    found = answers(people, client_of, reverse("demand:postline-update", args=[draft.pk]))

    assert found == {
        "selection": 200, "mission": 200, "other_mission": 404, "country": 403, "stranger": 403, "auditor": 403, "administrator": 403,
    }  # fmt: skip


def test_change_of_an_open_line_is_refused_to_its_mission(people: People, client_of: Signed) -> None:
    with in_everything():
        line = make_line()

    found = answers(people, client_of, reverse("demand:postline-update", args=[line.pk]))

    assert found == all_answer(403, but={"selection": 200})


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("mission-create", ("selection", "administrator")),
        ("profile-create", ("selection", "administrator")),
        ("postline-create", ("selection", "mission", "other_mission")),
        ("call-create", ("selection",)),
    ],
)
def test_new_records_are_for_who_may_write_them(people: People, client_of: Signed, name: str, allowed: tuple[str, ...]) -> None:
    assert answers(people, client_of, reverse(f"demand:{name}")) == all_answer(403, but=dict.fromkeys(allowed, 200))


def test_addressed_call_is_not_found_by_another_state(people: People, client_of: Signed) -> None:
    with in_everything():
        call = make_call(partners=(make_partner("MAR"), make_partner("BFA", name_en="Burkina Faso")))
    url = call.get_absolute_url()

    assert answers(people, client_of, url) == all_answer(200, but={"stranger": 404})
    assert ["Burkina Faso" in page(client_of(getattr(people, role)), url) for role in ("selection", "country")] == [True, False]


def test_unpublished_call_is_not_found_by_a_state(people: People, client_of: Signed) -> None:
    with in_everything():
        call = make_call(is_published=False)

    found = answers(people, client_of, call.get_absolute_url(), "selection", "country", "mission")

    assert found == {"selection": 200, "country": 404, "mission": 404}


def test_call_shows_verdicts_with_their_reasons_and_sources(people: People, client_of: Signed) -> None:
    call = rows_in_every_register()["call"]

    shown = page(client_of(people.country), call.get_absolute_url())

    for told in ("not met", "0 of 1 person is a woman; 1 needed.", "to be confirmed", "at least 25%", "America/New_York"):
        assert told in shown, told


def test_mission_desk_is_shown_no_verdict_on_a_list(people: People, client_of: Signed) -> None:
    call = rows_in_every_register()["call"]

    shown = page(client_of(people.mission), call.get_absolute_url())

    assert ("Lists in answer" in shown, "Names put forward" in shown) == (False, True)


def test_administrator_reads_a_call_without_a_nomination(people: People, client_of: Signed) -> None:
    call = rows_in_every_register()["call"]

    assert "Names put forward" not in page(client_of(people.administrator), call.get_absolute_url())


def test_state_sees_its_own_national_deadline_only(people: People, client_of: Signed) -> None:
    with in_everything():
        call = make_call()
        for partner, circular in (("MAR", "C-MAR-7"), ("SEN", "C-SEN-9")):
            NationalDeadline.objects.create(
                partner=make_partner(partner), call=call, closes_at=datetime(2099, 4, 1, tzinfo=UTC), circular=circular
            )

    seen = {
        role: [circular in page(client_of(getattr(people, role)), call.get_absolute_url()) for circular in ("C-MAR-7", "C-SEN-9")]
        for role in ("selection", "country", "stranger", "mission")
    }

    assert seen == {"selection": [True, True], "country": [True, False], "stranger": [False, True], "mission": [False, False]}


def test_ceiling_shows_source_and_that_nobody_confirmed_it(people: People, client_of: Signed) -> None:
    with in_everything():
        make_ceiling()

    shown = page(client_of(people.auditor), "/demand/missions/MINUSCA/")

    for told in ("3,020", "S/RES/2605 (2021)", "to be confirmed", "in force"):
        assert told in shown, told


def test_line_names_what_is_missing(people: People, client_of: Signed) -> None:
    with in_everything():
        line = make_line()

    shown = page(client_of(people.mission), line.get_absolute_url())

    assert ("What is missing" in shown, "education, at least" in shown) == (True, True)


@pytest.mark.parametrize("name", ["postline", "mission", "profile", "call"])
def test_lists_take_the_same_queries_for_one_and_for_three(people: People, client_of: Signed, name: str) -> None:
    rows_in_every_register()
    url, client = reverse(f"demand:{name}-list"), client_of(people.country)
    one = queries(client, url)
    with in_everything():
        for number in range(2):
            line = make_line(f"M{number}-1", mission=f"M{number}")
            make_call(f"C{number}", lines=(line,))
            make_profile(f"profile-{number}")

    assert queries(client, url) == one


@pytest.mark.parametrize("role", ["selection", "country", "mission", "auditor"])
def test_records_take_the_same_queries_for_one_and_for_three_parts(people: People, client_of: Signed, role: str) -> None:
    rows = rows_in_every_register()
    client = client_of(getattr(people, role))
    urls = ["/demand/missions/MINUSCA/", *(rows[name].get_absolute_url() for name in ("line", "call", "profile"))]
    one = [queries(client, url) for url in urls]
    with in_everything():
        for number in range(2):
            line = make_line(f"MINUSCA-1{number}", profile=rows["profile"])
            rows["call"].post_lines.add(line)
            make_call(f"C{number}", lines=(rows["line"],))
            make_ceiling(in_force_on=date(2022 + number, 1, 1))
            for partner in ("MAR", "SEN"):
                officer = make_officer(f"{partner}-9{number}", partner=partner)
                make_nomination(officer, line, call=rows["call"], note_verbale=f"NV-{number}")
            NationalDeadline.objects.create(
                partner=make_partner(f"P{number}"), call=rows["call"], closes_at=datetime(2099, 4, 1, tzinfo=UTC)
            )

    assert [queries(client, url) for url in urls] == one


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["A-1", "B-2", "C-3"]),
        ("q=conseiller+reforme", ["B-2"]),
        ("q=CONSEILLER", ["A-1", "B-2"]),
        ("mission=UNMISS", ["C-3"]),
        ("category=P_POST_HQ", ["C-3"]),
        ("priority=1", ["B-2"]),
        ("state=closed", ["C-3"]),
        ("state=open", ["A-1", "B-2"]),
        ("language=fr", ["A-1"]),
        ("skill=reform", ["B-2"]),
        ("call=hidden", ["A-1", "B-2", "C-3"]),
        ("call=call", ["B-2"]),
        ("starts_from=2026-06-01", ["C-3"]),
        ("incomplete=on", ["A-1", "B-2", "C-3"]),
        ("q=nothing+like+it", []),
        ("priority=abc&mission=%00", ["A-1", "B-2", "C-3"]),
    ],
)
def test_filter_of_lines(people: People, client_of: Signed, query: str, found: list[str]) -> None:
    with in_everything():
        make_line("A-1", title_fr="Conseiller", languages_required=["fr:B2"])
        reform = make_line("B-2", title_fr="Conseiller à la réforme", priority=1, skills_desired=["reform"])
        make_line("C-3", mission="UNMISS", category="P_POST_HQ", is_open=False, starts_on=date(2026, 7, 1))

        query = query.replace("=call", f"={make_call(lines=(reform,)).pk}")

    response = client_of(people.auditor).get(f"{reverse('demand:postline-list')}?{query}")

    assert [row.name for row in response.context["rows"]] == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=open", ["OPEN"]),
        ("state=closed", ["CLOSED"]),
        ("state=unpublished", ["HIDDEN"]),
        ("mission=UNMISS", ["CLOSED"]),
        ("q=hidd", ["HIDDEN"]),
    ],
)
def test_filter_of_calls(people: People, client_of: Signed, query: str, found: list[str]) -> None:
    with in_everything():
        make_call("OPEN")
        make_call("CLOSED", closes_at=datetime(2020, 1, 1, tzinfo=UTC), lines=(make_line("U-1", mission="UNMISS"),))
        make_call("HIDDEN", is_published=False)

    response = client_of(people.selection).get(f"{reverse('demand:call-list')}?{query}")

    assert [row.name for row in response.context["rows"]] == found


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_titles_stand_in_the_readers_language(people: People, client_of: Signed, language: str) -> None:
    with in_everything():
        line = make_line(title_fr="Conseiller", title_ar="مستشار")
        people.auditor.language = language
        people.auditor.save()

    shown = page(client_of(people.auditor), line.get_absolute_url())

    assert {"fr": "Conseiller</h1>", "ar": "مستشار"}[language].removesuffix("</h1>") in shown.split("<h1>")[1].split("</h1>")[0]


def test_vacancies_of_a_mission_lead_to_their_lines(people: People, client_of: Signed) -> None:
    with in_everything():
        make_line(seats=3)
        make_mission("MINUSCA")

    shown = page(client_of(people.country), "/demand/missions/MINUSCA/")

    assert "/demand/lines/?mission=MINUSCA&amp;category=IPO&amp;state=open" in shown
