"""Figures of demand: vacancies, ceilings in force, lists in answer, deadlines."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.web_demand import make_call, make_ceiling
from factories.web_people import People, make_line, make_mission, make_nomination, make_officer, make_partner
from releve.model import Verdict
from releve_web.common.isolation import acting_as
from releve_web.demand.models import Ceiling, Mission, PostLine
from releve_web.demand.queries import (
    annotate_vacancies,
    ceilings_in_force,
    count_nominations,
    lists_in_answer,
    national_deadlines,
    vacancies_by_category,
)
from releve_web.supply.models import NationalDeadline

pytestmark = pytest.mark.usefixtures("everything")


def test_vacant_seats_are_those_of_open_lines() -> None:
    make_line("OPEN-1", seats=3)
    make_line("OPEN-2", seats=4)
    make_line("CLOSED", seats=5, is_open=False)
    make_line("DRAFT", seats=6, is_open=False, is_draft=True)
    make_mission("UNMISS")

    found = annotate_vacancies(Mission.objects.order_by("code")).values_list("code", "open_lines", "vacant_seats")

    assert list(found) == [("MINUSCA", 2, 7), ("UNMISS", 0, 0)]


def test_vacancies_stand_in_the_order_of_categories() -> None:
    make_line("A", category="P_POST_HQ", seats=1)
    make_line("B", category="IPO", seats=2)
    make_line("C", category="IPO", seats=3)

    found = [(row.category, row.n_lines, row.n_seats) for row in vacancies_by_category(PostLine.objects.all())]

    assert found == [("IPO", 2, 5), ("P_POST_HQ", 1, 1)]


@pytest.mark.parametrize(
    ("day", "quantities"),
    [(date(2021, 11, 14), [2080]), (date(2021, 11, 15), [3020]), (date(2022, 1, 1), [3020, 600])],
)
def test_ceiling_holds_from_its_day_on(day: date, quantities: list[int]) -> None:
    make_ceiling(quantity=2080, in_force_on=date(2014, 4, 10))
    make_ceiling()
    make_ceiling(kind="individual", quantity=600, in_force_on=date(2022, 1, 1))

    assert [row.quantity for row in ceilings_in_force(Ceiling.objects.all(), day)] == quantities


def answer(call: Any, *officers: tuple[str, str, str, str]) -> None:
    line = call.post_lines.get()
    for key, partner, gender, note in officers:
        make_nomination(make_officer(key, partner=partner, gender=gender), line, call=call, note_verbale=note)


def test_each_note_verbale_is_a_list_of_its_own(people: People) -> None:
    call = make_call(lines=(make_line(),))
    answer(call, ("M1", "MAR", "F", "NV-1"), ("M2", "MAR", "M", "NV-2"), ("M3", "MAR", "", "NV-3"), ("S1", "SEN", "M", "NV-1"))

    found = {(one.partner, one.note_verbale): one.findings[0].verdict for one in lists_in_answer(call, people.selection)}

    assert found == {
        ("MAR", "NV-1"): Verdict.MET,
        ("MAR", "NV-2"): Verdict.NOT_MET,
        ("MAR", "NV-3"): Verdict.UNKNOWN,
        ("SEN", "NV-1"): Verdict.NOT_MET,
    }


def test_country_sees_the_lists_of_its_own(people: People) -> None:
    call = make_call(lines=(make_line(),))
    answer(call, ("M1", "MAR", "F", "NV-1"), ("S1", "SEN", "M", "NV-1"))

    with acting_as(people.country):
        found = [one.partner for one in lists_in_answer(call, people.country)]
        counted = count_nominations(people.country, call=call)

    assert (found, counted) == (["MAR"], 1)


def test_withdrawn_name_leaves_its_list(people: People) -> None:
    call = make_call(lines=(make_line(),))
    answer(call, ("M1", "MAR", "F", "NV-1"), ("M2", "MAR", "M", "NV-1"))
    call.nominations.filter(officer__officer_id="M1").update(stage="withdrawn")

    (found,) = lists_in_answer(call, people.selection)

    assert (found.n_names, found.findings[0].verdict) == (1, Verdict.NOT_MET)


@pytest.mark.parametrize("role", ["mission", "administrator"])
def test_desk_that_sees_part_of_a_list_is_told_no_verdict(people: People, role: str) -> None:
    call = make_call(lines=(make_line(),))
    answer(call, ("M1", "MAR", "F", "NV-1"))

    with acting_as(getattr(people, role)):
        assert lists_in_answer(call, getattr(people, role)) == []


def test_lists_take_the_same_queries_for_one_and_for_three(people: People) -> None:
    call = make_call(lines=(make_line(),))
    answer(call, ("M1", "MAR", "F", "NV-1"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        lists_in_answer(call, people.selection)
    answer(call, ("M2", "MAR", "M", "NV-2"), ("S1", "SEN", "M", "NV-1"))
    with CaptureQueriesContext(connection) as three:
        lists_in_answer(call, people.selection)

    assert (len(one), len(three)) == (2, 2)


def test_country_sees_its_own_national_deadline(people: People) -> None:
    call = make_call()
    for partner in ("MAR", "SEN"):
        NationalDeadline.objects.create(partner=make_partner(partner), call=call, closes_at=datetime(2099, 4, 1, tzinfo=UTC))

    with acting_as(people.country):
        own = [row.partner_id for row in national_deadlines(call, people.country)]

    assert (own, len(national_deadlines(call, people.selection))) == (["MAR"], 2)
