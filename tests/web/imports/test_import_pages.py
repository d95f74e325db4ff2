"""Pages of imports: a file sent from a browser, explained, decided, written; who may open what; constant queries."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from factories.web_people import People
from releve_web.common.isolation import acting_as
from releve_web.imports import services
from releve_web.imports.models import Import, QuarantinedRow, StagedRow, State
from releve_web.supply.models import Officer

pytestmark = pytest.mark.django_db

FRENCH = "Matricule;Nom;Prénom;Sexe;Né le;Divers\n1;Tazi;Karim;Garçon;25/12/1990;x\n2;<script>;Léa;F;24/12/1991;y\n".encode()
OURS = b"officer_id,country,family_name,given_names,birth_date\nA-1,MAR,Bennani,Salma,1985-04-02\n"


def upload(client: Client, content: bytes, **fields: Any) -> Any:
    data = {"table": "officers", "file": SimpleUploadedFile("envoi.csv", content), **fields}
    return client.post(reverse("imports:import-create"), data)


def page(client: Client, source: Import, **query: Any) -> Any:
    return client.get(reverse("imports:import-detail", args=[source.pk]), query)


def test_french_file_is_explained_once_previewed_and_written(people: People, client_of: Any) -> None:
    client = client_of(people.country)

    sent = upload(client, FRENCH)
    with acting_as(people.country):
        source = Import.objects.get()
    columns = client.get(sent.url)
    answers = {bound.html_name: bound.value() or "" for bound in columns.context["form"]}
    answers["word-gender-0"] = "M"
    explained = client.post(sent.url, answers)
    preview = client.get(explained.url)
    written = client.post(reverse("imports:import-confirm", args=[source.pk]), follow=True)
    with acting_as(people.country):
        officers = list(Officer.objects.order_by("officer_id").values_list("officer_id", "family_name", "gender"))

    assert (sent.status_code, sent.url, columns.status_code) == (302, reverse("imports:import-mapping", args=[source.pk]), 200)
    assert explained.url == reverse("imports:import-detail", args=[source.pk])
    assert "Write these rows" in preview.content.decode()
    assert "<script>;" not in preview.content.decode()
    assert "&lt;script&gt;" in preview.content.decode()
    assert "rows added" in written.content.decode()
    assert officers == [("1", "Tazi", "M"), ("2", "<script>", "F")]


def test_page_of_errors_names_row_column_and_value(people: People, client_of: Any) -> None:
    client = client_of(people.country)
    upload(client, OURS.replace(b"1985-04-02", b"31/31/1985"))
    with acting_as(people.country):
        source = Import.objects.get()

    text = page(client, source).content.decode()

    assert "31/31/1985" in text
    assert "Write these rows" not in text
    assert "1 error must be mended" in text


def test_duplicates_are_decided_on_the_page(people: People, client_of: Any) -> None:
    client = client_of(people.country)
    with acting_as(people.country):
        services.confirm(
            services.create_import(by=people.country, table="officers", partner=None, file_name="a.csv", content=OURS), by=people.country
        )
    upload(client, OURS.replace(b"A-1", b"B-1").replace(b"Bennani", b"Benani"))
    with acting_as(people.country):
        source = Import.objects.filter(state=State.PREVIEW).get()
        row = StagedRow.objects.get(source=source)

    text = page(client, source).content.decode()
    client.post(reverse("imports:import-decide", args=[source.pk]), {f"decision-{row.pk}": "same", "others": ""})
    client.post(reverse("imports:import-confirm", args=[source.pk]))
    with acting_as(people.country):
        officers = list(Officer.objects.values_list("officer_id", "family_name"))

    assert f'name="decision-{row.pk}"' in text
    assert officers == [("A-1", "Benani")]


def test_workbook_comes_back_marked(people: People, client_of: Any) -> None:
    client = client_of(people.country)
    upload(client, OURS.replace(b"1985-04-02", b"31/31/1985") + b"A-2,Atlantis,=1+1,B,1985-04-02\n")
    with acting_as(people.country):
        source = Import.objects.get()

    response = client.get(reverse("imports:import-workbook", args=[source.pk]))

    sheet = openpyxl.load_workbook(io.BytesIO(response.content))["envoi"]
    assert [cell.value for cell in sheet["F"]] == ["Verdict", "Error", "To be looked at"]
    assert sheet["C3"].data_type == "s"
    assert sheet["E2"].comment is not None


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [(b"", "a.csv", "empty"), (b"%PDF-1.4", "a.csv", "not"), (b"PK\x03\x04junk", "a.xlsx", "not")],
)
def test_bad_files_are_told_and_write_nothing(people: People, client_of: Any, content: bytes, name: str, told: str) -> None:
    client = client_of(people.country)

    response = client.post(reverse("imports:import-create"), {"table": "officers", "file": SimpleUploadedFile(name, content)}, follow=True)

    assert response.status_code in {200, 422}
    assert told in response.content.decode()


def test_file_above_the_limit_is_refused(people: People, client_of: Any, settings: Any) -> None:
    settings.RELEVE_UPLOAD_LIMIT = 1024 * 1024

    response = upload(client_of(people.country), b"a" * (1024 * 1024 + 1))

    assert (response.status_code, "larger than 1 MiB" in response.content.decode()) == (422, True)


def test_form_sent_twice_makes_one_import(people: People, client_of: Any) -> None:
    client = client_of(people.country)
    token = "4d8f3f6e-7c1e-4a51-9d59-111111111111"  # noqa: S105 -- of nobody
    urls = {upload(client, OURS, _once=token).url for _ in range(2)}
    with acting_as(people.country):
        n_imports = Import.objects.count()

    assert (len(urls), n_imports) == (1, 1)


def test_strangers_find_nothing_and_colleagues_without_the_right_are_refused(people: People, client_of: Any) -> None:
    upload(client_of(people.country), OURS)
    with acting_as(people.country):
        source = Import.objects.get()
    reads = [reverse(f"imports:import-{name}", args=[source.pk]) for name in ("detail", "workbook")]
    acts = [reverse(f"imports:import-{name}", args=[source.pk]) for name in ("confirm", "cancel", "resume", "decide")]

    def codes(user: Any) -> list[int]:
        client = client_of(user)
        return [*(client.get(url).status_code for url in reads), *(client.post(url).status_code for url in acts)]

    assert codes(people.stranger) == [404] * 6
    assert codes(people.mission) == [403] * 6
    assert codes(people.administrator) == [403] * 6
    assert codes(people.auditor) == [200, 200, 403, 403, 403, 403]


def test_row_set_aside_gets_an_owner_and_is_placed(people: People, client_of: Any) -> None:
    client = client_of(people.country)
    upload(client, OURS + b"A-2,Atlantis,Tazi,Karim,1990-12-25\n")
    with acting_as(people.country):
        source = Import.objects.get()
    client.post(reverse("imports:import-confirm", args=[source.pk]))
    with acting_as(people.country):
        row = QuarantinedRow.objects.get()
    listed = client.get(reverse("imports:quarantinedrow-list")).content.decode()
    client.post(reverse("imports:quarantinedrow-assign", args=[row.pk]), {"owner": people.selection.pk, "note": "whose?"})
    shown = client.get(reverse("imports:quarantinedrow-detail", args=[row.pk])).content.decode()
    client.post(reverse("imports:quarantinedrow-place", args=[row.pk]))
    with acting_as(people.country):
        row.refresh_from_db()
        officers = sorted(Officer.objects.values_list("officer_id", flat=True))

    assert ("A-2" in listed, "whose?" in shown, "Atlantis" in shown) == (True, True, True)
    assert (row.state, row.owner_id, officers) == ("placed", people.selection.pk, ["A-1", "A-2"])
    assert client_of(people.stranger).get(reverse("imports:quarantinedrow-detail", args=[row.pk])).status_code == 404


def test_list_asks_as_many_queries_for_three_imports_as_for_one(
    people: People, client_of: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(people.country)
    upload(client, OURS)
    client.get(reverse("imports:import-list"))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse("imports:import-list"))
    n_queries = len(first)
    upload(client, OURS)
    upload(client, OURS)
    with django_assert_num_queries(n_queries):
        assert client.get(reverse("imports:import-list")).status_code == 200
