"""The list pattern: order, pages, filters, files, why nothing is shown."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from factories.web_people import ClientOf, People, in_everything, make_line, make_mission
from releve_web.common.filters import FilterForm
from releve_web.common.models import SavedFilter

pytestmark = pytest.mark.urls("web.common.pages")
LIST = "/pages/missions/"


def keys(response: Any) -> list[Any]:
    return [row.pk for row in response.context["rows"]]


@pytest.fixture
def desk(people: People, client_of: ClientOf) -> Client:
    return client_of(people.selection)


def test_pages_follow_each_other_and_lead_back(desk: Client) -> None:
    with in_everything():
        for code in ("A", "B", "C", "D", "E"):
            make_mission(code)

    first = desk.get(LIST)
    second = desk.get(first.context["after_url"])
    third = desk.get(second.context["after_url"])
    back = desk.get(third.context["before_url"])

    assert keys(first) == ["A", "B", "C"]
    assert keys(second) == ["D", "E", "MINUSCA"]
    assert keys(third) == ["UNMISS"]
    assert (third.context["after_url"], first.context["before_url"]) == ("", "")
    assert keys(back) == ["D", "E", "MINUSCA"]
    assert keys(desk.get(back.context["before_url"])) == ["A", "B", "C"]


@pytest.mark.parametrize("sort", ["rank_min", "-rank_min", "seats", "-seats", "starts_on", "-starts_on", "post_id", ""])
def test_pages_hold_every_row_once_in_both_directions_blank_values_and_equals_among_them(desk: Client, sort: str) -> None:
    with in_everything():
        for number in range(8):
            make_line(f"L{number}", seats=1 + number % 2, rank_min=None if number % 3 == 0 else 1 + number % 2, starts_on=date(2026, 1, 5))
    asked = f"/pages/lines/?sort={sort}"
    forth, back, url = [], [], asked
    while url:
        page = desk.get(url)
        forth.append(keys(page))
        last, url = page, page.context["after_url"]
    url = last.context["before_url"]
    while url:
        page = desk.get(url)
        back.append(keys(page))
        url = page.context["before_url"]

    assert sorted(key for page in forth for key in page) == sorted({key for page in forth for key in page})
    assert sum(len(page) for page in forth) == 8
    assert back[::-1] == forth[:-1]


@pytest.mark.parametrize("cursor", ["x", "bnVsbA", "W10", "WzEsMl0", "W1tdLHt9XQ", "a" * 3_000, "WyJcdTAwMDAiLCJcdTAwMDAiXQ"])
def test_a_place_that_cannot_be_read_is_the_beginning(desk: Client, cursor: str) -> None:
    response = desk.get(LIST, {"after": cursor})

    assert response.status_code == 200
    assert keys(response)[:1] == ["MINUSCA"] or cursor == "WzEsMl0"


def test_rows_are_counted_up_to_a_limit(desk: Client) -> None:
    assert "2 rows" in desk.get(LIST).content.decode()
    with in_everything():
        for code in "ABC":
            make_mission(code)
    assert "5 rows" in desk.get(LIST).content.decode()
    with in_everything():
        make_mission("D")
    assert "More than 5 rows" in desk.get(LIST).content.decode()


def test_a_filter_narrows_and_says_what_it_narrows_by(desk: Client) -> None:
    with in_everything():
        make_mission("DPO", kind="headquarters")
    response = desk.get(LIST, {"q": "dp", "kind": "headquarters", "sort": "-code"})

    assert keys(response) == ["DPO"]
    assert [(chip.label, chip.value, chip.address) for chip in response.context["form"].chips()] == [
        ("Search", "dp", "?kind=headquarters&sort=-code"),
        ("Kind", "Headquarters", "?q=dp&sort=-code"),
    ]


def test_an_empty_list_says_why(desk: Client, people: People, client_of: ClientOf) -> None:
    assert "Nothing meets the filter" in desk.get(LIST, {"q": "nowhere"}).content.decode()
    assert "Nothing here yet" in desk.get("/pages/lines/").content.decode()
    assert "You see what belongs to Morocco" in client_of(people.country).get("/pages/lines/").content.decode()
    assert "your missions" in client_of(people.mission).get("/pages/lines/").content.decode()


def test_one_and_three_rows_cost_the_same_queries(desk: Client, django_assert_num_queries: Any) -> None:
    with in_everything():
        make_line("L1")
    desk.get("/pages/lines/")
    with django_assert_num_queries(9, exact=False) as one:
        desk.get("/pages/lines/")
    with in_everything():
        make_line("L2")
        make_line("L3")
    with django_assert_num_queries(len(one.captured_queries)):
        desk.get("/pages/lines/")


def test_only_the_table_is_sent_to_an_open_page(desk: Client) -> None:
    whole = desk.get(LIST)
    part = desk.get(LIST, headers={"HX-Request": "true", "HX-Target": "list"})
    restored = desk.get(LIST, headers={"HX-Request": "true", "HX-Target": "list", "HX-History-Restore-Request": "true"})

    assert whole.content.startswith(b"<!doctype html>")
    assert part.content.lstrip().startswith(b'<div id="list"')
    assert restored.content.startswith(b"<!doctype html>")
    assert "HX-Request" in whole["Vary"]


def test_a_file_holds_the_filtered_list_and_no_formula(desk: Client) -> None:
    with in_everything():
        make_mission("=1+1", name_en="@sum")
    response = desk.get(LIST, {"format": "csv", "q": "="})

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode() == "\ufeffAcronym,Kind,Name,Working languages\r\n'=1+1,Field mission,'@sum,fr\r\n"
    assert re.fullmatch(r'attachment; filename="missions-\d{4}-\d\d-\d\d\.csv"', response["Content-Disposition"])


def test_a_list_too_long_for_a_file_is_refused(desk: Client) -> None:
    with in_everything():
        for number in range(20):
            make_mission(f"M{number}")
    response = desk.get(LIST, {"format": "csv"})

    assert response.status_code == 422
    assert "too long for one file" in response.content.decode()


def test_rows_can_be_chosen_for_what_is_done_with_many(desk: Client) -> None:
    page = desk.get(LIST).content.decode()

    assert 'form="bulk" name="selected" value="MINUSCA"' in page
    assert 'formaction="/close/"' in page


def test_a_kept_filter_leads_back_to_its_list_and_is_its_owners_alone(desk: Client, people: People, client_of: ClientOf) -> None:
    saved = desk.post("/filters/new/", {"page": "pages:mission-list", "name": "Field", "query": "kind=field&sort=-code"})
    kept = SavedFilter.objects.get()

    assert saved["Location"] == "/pages/missions/?kind=field&sort=-code"
    assert '<a href="/pages/missions/?kind=field&amp;sort=-code"><bdi>Field</bdi></a>' in desk.get(LIST).content.decode()
    assert "Field</bdi>" not in client_of(people.country).get(LIST).content.decode()
    assert client_of(people.country).post(f"/filters/{kept.pk}/delete/").status_code == 404
    assert desk.post(f"/filters/{kept.pk}/delete/")["Location"] == LIST
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("page", ["https://example.org", "nowhere:at-all", ""])
def test_a_filter_of_no_list_is_not_kept(desk: Client, page: str) -> None:
    assert desk.post("/filters/new/", {"page": page, "name": "x", "query": ""})["Location"] == "/"
    assert not SavedFilter.objects.exists()


def test_a_filter_form_without_conditions_narrows_nothing() -> None:
    assert not FilterForm({}).is_narrowing
