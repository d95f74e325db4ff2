"""What programs read: the rows of their person, and no others."""

from typing import Any

import pytest

from factories.web_people import People, make_officer
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.supply.models import FileRead

LISTS = ["/partners", "/missions", "/profiles", "/post-lines", "/calls", "/officers", "/nominations", "/formed-units"]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("selection", ["MAR-0002", "MAR-0001", "SEN-0001"]),
        ("auditor", ["MAR-0002", "MAR-0001", "SEN-0001"]),
        ("country", ["MAR-0002", "MAR-0001"]),
        ("stranger", ["SEN-0001"]),
        ("mission", ["MAR-0001"]),
        ("other_mission", []),
    ],
)
def test_officers_are_those_of_the_desk(people: People, register: Any, program_of: Any, who: str, seen: list[str]) -> None:
    told = program_of(getattr(people, who))("/officers").json()

    assert [row["officer_id"] for row in told["items"]] == seen


def test_administrator_reads_no_officer(people: People, register: Any, program_of: Any) -> None:
    read = program_of(people.administrator)

    assert [read(path).status_code for path in ("/officers", f"/officers/{register.nominated.pk}", "/nominations")] == [403, 403, 403]


@pytest.mark.parametrize(
    ("who", "status"), [("selection", 200), ("auditor", 200), ("country", 200), ("stranger", 404), ("mission", 200), ("other_mission", 404)]
)
def test_file_is_told_to_its_desks_and_its_reading_kept(people: People, register: Any, program_of: Any, who: str, status: int) -> None:
    user = getattr(people, who)

    answer = program_of(user)(f"/officers/{register.nominated.pk}")

    with acting_in(EVERYTHING):
        readings = list(FileRead.objects.values_list("reader", "officer", "page"))
    assert (answer.status_code, readings) == (status, [(user.pk, register.nominated.pk, "api")] if status == 200 else [])


def test_file_holds_its_parts(people: People, register: Any, program_of: Any) -> None:
    told = program_of(people.country)(f"/officers/{register.nominated.pk}").json()

    assert told["documents"] == [{"kind": "passport", "issued_on": None, "expires_on": None, "seen_by": "the desk", "remark": ""}]
    assert (told["partner"], told["birth_date"], told["assessments"], told["experience"]) == ("MAR", "1985-04-02", [], [])


def test_nomination_holds_its_steps(people: People, register: Any, program_of: Any) -> None:
    told = program_of(people.mission)(f"/nominations/{register.nomination.pk}").json()

    assert (told["officer"], told["mission"], told["stage"]) == (register.nominated.pk, "MINUSCA", "nominated")
    assert [(step["end"], step["taken_by"]) for step in told["steps"]] == [("nominated", "morocco")]


@pytest.mark.parametrize("kind", ["unit", "foreign_unit"])
def test_units_are_told_to_their_own_country(people: People, register: Any, program_of: Any, kind: str) -> None:
    status = program_of(people.country)(f"/formed-units/{getattr(register, kind).pk}").status_code

    assert status == (200 if kind == "unit" else 404)


def test_me_tells_whose_token_it_is(people: People, program_of: Any) -> None:
    told = program_of(people.mission)("/me").json()

    assert told == {
        "email": "mission@example.org",
        "name": "mission",
        "role": "mission_desk",
        "partner": None,
        "missions": ["MINUSCA"],
        "language": "en",
        "time_zone": "UTC",
    }


@pytest.mark.parametrize("path", LISTS)
def test_lists_ask_the_same_of_the_database_for_one_and_three(
    people: People, register: Any, program_of: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any, path: str
) -> None:
    read = program_of(people.selection)
    read(path)
    with django_assert_max_num_queries(16) as one:
        assert read(path, limit=1).status_code == 200

    with django_assert_num_queries(len(one.captured_queries)):
        assert read(path, limit=3).status_code == 200


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"partner": "SEN"}, ["SEN-0001"]),
        ({"q": "diop"}, ["SEN-0001"]),
        ({"q": "SALMA bennani"}, ["MAR-0001"]),
        ({"q": "nobody"}, []),
        ({"language": "fr:C1", "partner": "SEN"}, ["SEN-0001"]),
        ({"language": "fr:C2"}, []),
        ({"language": "de"}, []),
        ({"gender": "M"}, []),
        ({"skill": "investigation"}, []),
    ],
)
def test_filters_of_officers(people: People, register: Any, program_of: Any, asked: dict[str, str], seen: list[str]) -> None:
    told = program_of(people.selection)("/officers", **asked).json()

    assert [row["officer_id"] for row in told["items"]] == seen


def test_pages_follow_each_other_without_gap_or_repetition(people: People, program_of: Any) -> None:
    with acting_in(EVERYTHING):
        for number in range(7):
            make_officer(f"MAR-{number}", family_name="Same" if number < 4 else f"Name {number}", given_names="")
    read, seen, after = program_of(people.selection), [], None

    while True:
        page = read("/officers", limit=2, **({"after": after} if after else {})).json()
        seen += [row["officer_id"] for row in page["items"]]
        after = page["next"]
        if after is None:
            break

    assert seen == ["MAR-4", "MAR-5", "MAR-6", "MAR-0", "MAR-1", "MAR-2", "MAR-3"]
