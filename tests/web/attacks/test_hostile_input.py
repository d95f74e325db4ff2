"""What nobody writes by accident is answered by a page, and never by a fault of the system."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from factories.web_people import ClientOf, People, make_line, make_nomination, make_officer
from releve_web.common.isolation import acting_in
from releve_web.common.keys import key_in
from releve_web.common.scopes import EVERYTHING
from releve_web.demand.models import Call, PostLine
from releve_web.supply.models import Nomination, Officer

RAISED_TWO = "²"
"""A digit to Python's ``isdigit`` that ``int`` refuses."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    officer: Officer
    line: PostLine
    nomination: Nomination
    call: Call


@pytest.fixture
def rows(people: People) -> Rows:
    del people
    with acting_in(EVERYTHING):
        officer, line = make_officer("MAR-0001"), make_line()
        return Rows(
            officer=officer,
            line=line,
            nomination=make_nomination(officer, line),
            call=Call.objects.create(reference="C-1", title_en="Call", closes_at=datetime(2099, 1, 1, tzinfo=UTC), is_published=True),
        )


@pytest.mark.parametrize("text", [RAISED_TWO, "٢", "", "-1", "1.5", "9" * 19, "9" * 5000, "\0", "0x1"])
def test_only_plain_digits_that_fit_are_a_key(text: str) -> None:
    assert key_in(text) is None
    assert key_in(str(2**63 - 1)) == 2**63 - 1


@pytest.mark.parametrize(
    "cursor", ['["a",null]', "[null,null]", '["\\ud800",1]', '[1,"\\ud800"]', '["\\u0000",1]', "[NaN,NaN]", "[true,1e999]"]
)
def test_forged_place_in_a_list_is_the_beginning(people: People, rows: Rows, client_of: ClientOf, cursor: str) -> None:
    del rows
    place = base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=")
    browser = client_of(people.selection)
    for name in ("supply:officer-list", "supply:nomination-list", "demand:postline-list", "demand:mission-list"):
        for way in ("after", "before"):
            assert browser.get(reverse(name), {way: place}).status_code == 200, (name, way)
    assert browser.get(reverse("demand:call-list"), {"sort": "reference", "after": place}).status_code == 200


def test_keys_that_are_none_choose_nothing(people: People, rows: Rows, client_of: ClientOf) -> None:
    browser = client_of(people.selection)
    chosen = {"selected": [RAISED_TWO, "9" * 400]}

    assert browser.post(reverse("supply:nomination-steps"), chosen).status_code == 302
    assert browser.post(reverse("demand:postline-open-many"), chosen).status_code == 200
    assert browser.post(reverse("demand:postline-call-many"), chosen).status_code == 302
    assert browser.post(reverse("supply:nomination-undo", args=[rows.nomination.pk]) + f"?step={RAISED_TWO}").status_code == 302
    assert browser.get(reverse("supply:nomination-create"), {"officer": RAISED_TWO}).status_code == 200
    form = {"officer_key": "MAR-0001", "officer_row": RAISED_TWO, "line_key": "MINUSCA-001", "reference": "N-2"}
    assert browser.post(reverse("supply:nomination-create"), form).status_code == 422


def test_nul_in_addresses_and_forms_of_demand(people: People, rows: Rows, client_of: ClientOf) -> None:
    del rows
    browser = client_of(people.selection)
    assert browser.get(reverse("demand:postline-create"), {"profile": "\0", "mission": "\0"}).status_code == 200
    assert browser.post(reverse("demand:call-create"), {"post_lines": "A\0B"}).status_code == 422


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31", "2200-01-01"])
class TestDaysNobodyMeans:
    """One State writes such a day, and the list of the selection desk must still open."""

    def test_officer(self, people: People, rows: Rows, client_of: ClientOf, day: str) -> None:
        address = reverse("supply:officer-update", args=[rows.officer.pk])
        form = {"_revision": str(rows.officer.revision), "_opened": "{}", "officer_id": "MAR-0001", "family_name": "Bennani"}

        answer = client_of(people.country).post(address, {**form, "ams_cleared_on": day})

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["ams_cleared_on"]

    def test_assessment(self, people: People, rows: Rows, client_of: ClientOf, day: str) -> None:
        address = reverse("supply:assessment-create", args=[rows.officer.pk])
        assert client_of(people.country).post(address, {"language": "fr", "held_on": day, "result": "passed"}).status_code == 422

    def test_filter(self, people: People, rows: Rows, client_of: ClientOf, day: str) -> None:
        del rows
        browser = client_of(people.selection)
        for name in ("cleared_on", "available_on"):
            assert browser.get(reverse("supply:officer-list"), {name: day}).status_code == 200, name

    def test_deadline(self, people: People, rows: Rows, client_of: ClientOf, day: str) -> None:
        form = {"closes_at": f"{day}T00:00", "time_zone": "Asia/Tokyo", "reference": "C-2", "post_lines": rows.line.post_id}
        answer = client_of(people.selection).post(reverse("demand:call-create"), form)
        assert answer.status_code == 422
        assert "closes_at" in answer.context["form"].errors
        own = reverse("demand:call-national-deadline", args=[rows.call.pk])
        assert client_of(people.country).post(own, {"closes_at": f"{day}T00:00"}).status_code == 422


@pytest.mark.parametrize(
    "opened",
    [
        '{"birth_date": {"a": 1}, "rank": {"x": 1}, "driving_passed": [1]}',
        '{"birth_date": [1], "gender": [[1]]}',
        "[1]",
        "{",
        '{"family_name": "\\ud800"}',
    ],
)
def test_forged_beginning_of_a_form_still_shows_both_versions(people: People, rows: Rows, client_of: ClientOf, opened: str) -> None:
    form: dict[str, Any] = {"_revision": "0", "_opened": opened, "officer_id": "MAR-0001", "family_name": "Z", "birth_date": "1990-01-01"}
    answer = client_of(people.selection).post(reverse("supply:officer-update", args=[rows.officer.pk]), form)
    assert answer.status_code == 409
