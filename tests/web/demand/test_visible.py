"""Which lines and calls each desk sees."""

import pytest

from factories.web_demand import make_call
from factories.web_people import People, make_line, make_partner
from releve_web.demand.models import Call, Mission, PostLine

pytestmark = pytest.mark.usefixtures("everything")


def seen(queryset: type[PostLine] | type[Call], people: People) -> dict[str, list[str]]:
    return {
        name: [str(row) for row in queryset.objects.visible_to(getattr(people, name)).order_by("pk")]
        for name in ("selection", "mission", "other_mission", "country", "stranger", "auditor", "administrator")
    }


ALL = ("selection", "mission", "other_mission", "country", "stranger", "auditor", "administrator")


def to(roles: tuple[str, ...], key: str) -> dict[str, list[str]]:
    return {role: [key] for role in roles}


def test_open_line_is_seen_by_every_desk(people: People) -> None:
    make_line()

    assert seen(PostLine, people) == to(ALL, "MINUSCA-001")


def test_draft_is_seen_by_its_mission_and_by_who_prepares_demand(people: People) -> None:
    make_line(is_draft=True, is_open=False)

    blind = {role: [] for role in ("other_mission", "country", "stranger")}
    assert seen(PostLine, people) == {**to(ALL, "MINUSCA-001"), **blind}


def test_call_that_addresses_nobody_by_name_is_for_all(people: People) -> None:
    make_call()

    assert seen(Call, people) == to(ALL, "CALL-1")


def test_addressed_call_is_hidden_from_other_states(people: People) -> None:
    make_call(partners=(make_partner("MAR"),))

    assert seen(Call, people) == {**to(ALL, "CALL-1"), "stranger": []}


def test_call_to_a_service_is_for_its_state_and_the_other_way_round(people: People) -> None:
    service = make_partner("MAR-DGSN", kind="service", parent=make_partner("MAR"))
    make_call("TO-SERVICE", partners=(service,))
    make_call("TO-STATE", partners=(make_partner("MAR"),))
    of_state = Call.objects.visible_to(people.country).count()
    people.country.partner = service

    assert (of_state, Call.objects.visible_to(people.country).count()) == (2, 2)


def test_call_to_two_partners_is_listed_once(people: People) -> None:
    make_call(partners=(make_partner("MAR"), make_partner("MAR-DGSN", kind="service", parent=make_partner("MAR"))))

    assert seen(Call, people)["country"] == ["CALL-1"]


def test_unpublished_call_is_hidden_from_countries_and_from_missions_it_does_not_concern(people: People) -> None:
    make_call(lines=(make_line(),), partners=(make_partner("MAR"),), is_published=False)

    blind = {role: [] for role in ("other_mission", "country", "stranger")}
    assert seen(Call, people) == {**to(ALL, "CALL-1"), **blind}


def test_person_who_may_not_sign_in_sees_nothing(people: People) -> None:
    make_line()
    people.selection.is_active = False

    assert (list(PostLine.objects.visible_to(people.selection)), list(Mission.objects.visible_to(people.selection))) == ([], [])
