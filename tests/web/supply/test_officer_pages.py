from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories.web_people import People, in_everything, make_line, make_nomination, make_officer
from releve_web.supply.models import Document, FileRead, Officer

READERS = {"selection": 200, "country": 200, "auditor": 200, "mission": 200, "stranger": 404, "other_mission": 404, "administrator": 403}
WRITERS = {"selection": 200, "country": 200, "auditor": 403, "mission": 403, "stranger": 404, "other_mission": 403, "administrator": 403}


@pytest.fixture
def officer(people: People) -> Officer:
    with in_everything():
        nomination = make_nomination()
        nomination.officer.documents.create(partner_id="MAR", kind="passport", expires_on=date(2027, 1, 1))
        return nomination.officer


def answers(client_of: Any, people: People, url: str, who: dict[str, int]) -> dict[str, int]:
    return {name: client_of(getattr(people, name)).get(url).status_code for name in who}


def count_queries(client: Any, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_file_is_opened_by_those_who_may(client_of: Any, people: People, officer: Officer) -> None:
    assert answers(client_of, people, officer.get_absolute_url(), READERS) == READERS


@pytest.mark.parametrize("name", ["officer-update", "document-create", "assessment-create", "experience-create"])
def test_file_is_written_by_those_who_may(client_of: Any, people: People, officer: Officer, name: str) -> None:
    found = answers(client_of, people, reverse(f"supply:{name}", args=[officer.pk]), WRITERS)

    assert found == WRITERS


@pytest.mark.parametrize("name", ["document-update", "document-delete"])
def test_part_is_written_by_those_who_may(client_of: Any, people: People, officer: Officer, name: str) -> None:
    with in_everything():
        document = Document.objects.get()

    assert answers(client_of, people, reverse(f"supply:{name}", args=[document.pk]), WRITERS) == WRITERS


@pytest.mark.parametrize("name", ["officer-history", "officer-reads"])
def test_trail_is_read_by_those_who_may(client_of: Any, people: People, officer: Officer, name: str) -> None:
    expected = {**READERS, "mission": 403, "other_mission": 403}

    assert answers(client_of, people, reverse(f"supply:{name}", args=[officer.pk]), expected) == expected


def test_every_opening_is_recorded(client_of: Any, people: People, officer: Officer) -> None:
    for name in ("selection", "country", "auditor", "mission", "stranger"):
        client_of(getattr(people, name)).get(officer.get_absolute_url())
    client_of(people.country).get(reverse("supply:officer-list"), {"format": "csv"})
    client_of(people.country).get(reverse("supply:officer-update", args=[officer.pk]))

    with in_everything():
        read = list(FileRead.objects.order_by("pk").values_list("reader__email", "page"))
    names = [f"{name}@example.org" for name in ("selection", "morocco", "auditor", "mission")]
    assert read == [
        *((name, "officer-detail") for name in names),
        ("morocco@example.org", "officer-list.csv"),
        ("morocco@example.org", "officer-update"),
    ]


def test_readings_are_shown(client_of: Any, people: People, officer: Officer) -> None:
    client_of(people.mission).get(officer.get_absolute_url())
    page = client_of(people.country).get(reverse("supply:officer-reads", args=[officer.pk])).content.decode()

    assert ("Mission desk" in page, "officer-detail" in page) == (True, True)


def test_list_holds_own_officers_only(client_of: Any, people: People, officer: Officer) -> None:
    with in_everything():
        make_officer("SEN-0001", partner="SEN", family_name="Diop")
    pages = {
        name: client_of(getattr(people, name)).get(reverse("supply:officer-list")).content.decode()
        for name in ("selection", "auditor", "country", "stranger", "mission", "other_mission")
    }

    assert {name: ("Bennani" in page, "Diop" in page) for name, page in pages.items()} == {
        "selection": (True, True),
        "auditor": (True, True),
        "country": (True, False),
        "stranger": (False, True),
        "mission": (True, False),
        "other_mission": (False, False),
    }


@pytest.mark.parametrize("name", ["selection", "country", "mission"])
def test_list_asks_the_same_number_of_queries_for_one_and_three(client_of: Any, people: People, officer: Officer, name: str) -> None:
    client, url = client_of(getattr(people, name)), reverse("supply:officer-list")
    one = count_queries(client, url)
    with in_everything():
        line = make_line("MINUSCA-9")
        for k in (2, 3):
            make_nomination(make_officer(f"MAR-{k}"), line)

    assert count_queries(client, url) == one


def test_file_asks_the_same_number_of_queries_for_one_and_three_parts(client_of: Any, people: People, officer: Officer) -> None:
    client, url = client_of(people.country), officer.get_absolute_url()
    with in_everything():
        officer.assessments.create(partner_id="MAR", language="fr", held_on=date(2025, 1, 1), result="passed")
        officer.experiences.create(partner_id="MAR", organisation="DGSN", function="Inspector", starts_on=date(2010, 1, 1))
    one = count_queries(client, url)
    with in_everything():
        for k in (2, 3):
            make_nomination(officer, make_line(f"MINUSCA-{k}"))
            officer.documents.create(partner_id="MAR", kind="medical")
            officer.assessments.create(partner_id="MAR", language="en", held_on=date(2025, 1, k), result="passed")
            officer.experiences.create(partner_id="MAR", organisation="DGSN", function="Inspector", starts_on=date(2012, 1, k))

    assert count_queries(client, url) == one


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "benani"}, True),
        ({"q": "nobody of this name"}, False),
        ({"language": "fr", "level": "C1"}, True),
        ({"language": "fr", "level": "C2"}, False),
        ({"gender": "M"}, False),
        ({"partner": "SEN"}, False),
        ({"available_on": "2026-01-01"}, False),
        ({"cleared_on": "not a day"}, True),
        ({"ending": "90", "skill": "forensics"}, False),
    ],
)
def test_filter_narrows_the_list(client_of: Any, people: People, officer: Officer, query: dict[str, str], expected: bool) -> None:  # noqa: FBT001 -- expectation
    page = client_of(people.selection).get(reverse("supply:officer-list"), query).content.decode()

    assert (officer.get_absolute_url() in page) == expected


def test_misspelt_name_says_what_was_looked_for(client_of: Any, people: People, officer: Officer) -> None:
    page = client_of(people.selection).get(reverse("supply:officer-list"), {"q": "benanni"}).content.decode()

    assert "benanni ≈ bennani" in page


def test_eligibility_is_told_with_its_reasons_in_the_readers_language(client_of: Any, people: People, officer: Officer) -> None:
    people.selection.language = "fr"
    people.selection.save()
    page = client_of(people.selection).get(officer.get_absolute_url()).content.decode()

    assert ("MINUSCA-001" in page, "Évaluation" in page) == (True, True)


def test_officer_is_written_and_its_history_tells_who_changed_what(client_of: Any, people: People) -> None:
    client = client_of(people.country)
    made = client.post(
        reverse("supply:officer-create"),
        {"officer_id": "MAR-7", "family_name": "Alaoui", "gender": "F", "languages_0": "French", "languages_1": "B2", "rank": "4"},
    )
    with in_everything():
        officer = Officer.objects.get(officer_id="MAR-7")
    update = reverse("supply:officer-update", args=[officer.pk])
    form = client.get(update).context
    sent = {"officer_id": "MAR-7", "family_name": "Alami", "gender": "F", "languages_0": "fr", "languages_1": "C1", "rank": "4"}
    changed = client.post(update, {**sent, "_revision": form["revision"], "_opened": form["opened"], "_once": form["token"]})
    page = client_of(people.auditor).get(reverse("supply:officer-history", args=[officer.pk])).content.decode()

    assert (made.status_code, changed.status_code, officer.languages, officer.partner_id) == (302, 302, ["fr:B2"], "MAR")
    for told in ("Alaoui", "Alami", "morocco (Contributing country)", "fr:B2", "fr:C1"):
        assert told in page


def test_second_editor_sees_both_versions(client_of: Any, people: People, officer: Officer) -> None:
    update = reverse("supply:officer-update", args=[officer.pk])
    form = client_of(people.country).get(update).context
    with in_everything():
        Officer.objects.filter(pk=officer.pk).update(revision=2, family_name="Tazi")
    sent = {"officer_id": officer.officer_id, "family_name": "Fassi", "_revision": form["revision"], "_opened": form["opened"]}
    answer = client_of(people.country).post(update, sent)

    assert (answer.status_code, "Tazi" in answer.content.decode(), "Fassi" in answer.content.decode()) == (409, True, True)


def test_part_is_added_and_taken_out(client_of: Any, people: People, officer: Officer) -> None:
    client = client_of(people.country)
    client.post(reverse("supply:document-create", args=[officer.pk]), {"kind": "medical", "expires_on": "2027-05-01"})
    with in_everything():
        document = Document.objects.get(kind="medical")
        known = Officer.objects.get(pk=officer.pk).medical_expires_on
    gone = client.post(reverse("supply:document-delete", args=[document.pk]), {})
    page = client.get(reverse("supply:officer-history", args=[officer.pk])).content.decode()

    assert (known, gone.status_code, "taken out" in page) == (date(2027, 5, 1), 302, True)


def test_export_neutralises_formulas(client_of: Any, people: People) -> None:
    with in_everything():
        make_officer("MAR-8", family_name="=HYPERLINK(1)", given_names="")
    text = client_of(people.country).get(reverse("supply:officer-list"), {"format": "csv"}).content.decode()

    assert "\n=HYPER" not in text.replace("\r", "")
    assert '"=HYPER' not in text
