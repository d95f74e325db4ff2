"""What an import writes leaves the same trail as what a person writes: who, and in which import."""

import pytest

from factories.web_people import People
from releve_web.common.isolation import acting_as
from releve_web.imports import services
from releve_web.supply.models import Officer

pytestmark = pytest.mark.django_db

HEAD = b"officer_id,family_name,birth_date\n"


def test_every_row_written_leaves_an_event_with_its_import(people: People) -> None:
    with acting_as(people.country):
        for content in (HEAD + b"1,Tazi,1990-12-25\n2,Alaoui,1991-12-25\n", HEAD + b"1,Bennani,1990-12-25\n2,Alaoui,1991-12-25\n"):
            source = services.create_import(by=people.country, table="officers", partner=None, file_name="a.csv", content=content)
            services.confirm(source, by=people.country)
        events = Officer.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]  # the history's own model
        told = [(event.pgh_label, event.officer_id, event.family_name, event.pgh_context.metadata["user"]) for event in events]

    assert sorted(told[:2]) == [("insert", "1", "Tazi", people.country.pk), ("insert", "2", "Alaoui", people.country.pk)]
    assert told[2:] == [("update", "1", "Bennani", people.country.pk)]
