"""Two people change one row of an officer's file: the second sees both versions, and nothing is lost."""

import pytest
from django.urls import reverse

from factories.web_people import ClientOf, People, make_officer
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.supply.models import Document


@pytest.fixture
def document(people: People) -> Document:
    del people
    with acting_in(EVERYTHING):
        officer = make_officer("MAR-0001")
        return Document.objects.create(partner_id="MAR", officer=officer, kind="passport", seen_by="the desk", remark="first")


def test_second_editor_of_a_document_sees_both_versions(people: People, document: Document, client_of: ClientOf) -> None:
    address = reverse("supply:document-update", args=[document.pk])
    first, second = client_of(people.country), client_of(people.selection)
    opened = second.get(address).context
    seen_first = first.get(address).context
    form = {"kind": "passport", "seen_by": "the desk"}
    assert (
        first.post(address, {**form, "remark": "theirs", "_opened": seen_first["opened"], "_once": seen_first["token"]}).status_code == 302
    )

    late = {**form, "remark": "mine", "_opened": opened["opened"], "_once": opened["token"]}
    answer = second.post(address, late)

    assert answer.status_code == 409
    assert b"theirs" in answer.content
    assert b"mine" in answer.content
    with acting_in(EVERYTHING):
        document.refresh_from_db()
    assert document.remark == "theirs"

    shown = answer.context
    settled = {**late, "_opened": shown["opened"], "_once": shown["token"], "_choose-remark": "mine"}
    assert second.post(address, settled).status_code == 302
    with acting_in(EVERYTHING):
        document.refresh_from_db()
    assert document.remark == "mine"
