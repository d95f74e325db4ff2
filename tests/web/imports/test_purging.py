"""Staged rows go some time after their import ended; what waits, and what was written, stays."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from factories.web_people import ClientOf, People
from releve_web.common.isolation import acting_as
from releve_web.imports import services, tasks
from releve_web.imports.models import Import, StagedRow
from releve_web.imports.purging import delete_old_rows
from releve_web.supply.models import Officer

pytestmark = pytest.mark.django_db

CONTENT = b"officer_id,country,family_name\nA-1,MAR,Bennani\nA-2,Atlantis,Tazi\n"


def sent(people: People, content: bytes = CONTENT) -> Import:
    return services.create_import(by=people.country, table="officers", partner=None, file_name="sent.csv", content=content)


def written(people: People) -> Import:
    return services.confirm(sent(people), by=people.country)


def n_staged(people: People, source: Import) -> int:
    with acting_as(people.country):
        return StagedRow.objects.filter(source=source).count()


def test_rows_go_on_the_day_that_the_setting_says_and_not_before(people: People, settings: Any) -> None:
    settings.RELEVE_IMPORT_ROWS_DAYS = 10
    with acting_as(people.country):
        source = written(people)
    assert source.finished_at is not None
    day = source.finished_at + timedelta(days=10)

    before = (delete_old_rows(day - timedelta(seconds=1)), n_staged(people, source))
    on_the_day = (delete_old_rows(day), n_staged(people, source))
    again = delete_old_rows(day)

    assert (before, on_the_day, again) == ((0, 2), (1, 0), 0)
    with acting_as(people.country):
        source.refresh_from_db()
        assert (source.rows_deleted_at, source.counts["added"], source.quarantinedrows.count()) == (day, 1, 1)
        assert Officer.objects.count() == 1


def test_rows_that_wait_for_somebody_stay_and_those_of_cancelled_imports_go(people: People) -> None:
    with acting_as(people.country):
        waiting, cancelled = sent(people), services.cancel(sent(people), by=people.country)

    tasks.task_delete_old_rows(int((datetime.now(UTC) + timedelta(days=31)).timestamp()))

    assert (n_staged(people, waiting), n_staged(people, cancelled)) == (2, 0)


def test_page_says_that_rows_are_deleted_and_hands_no_workbook_back(people: People, client_of: ClientOf) -> None:
    with acting_as(people.country):
        source = written(people)
    client = client_of(people.country)
    workbook = reverse("imports:import-workbook", args=[source.pk])
    page = reverse("imports:import-detail", args=[source.pk])
    before = (client.get(page).content.decode(), client.get(workbook).status_code)

    delete_old_rows(datetime.now(UTC) + timedelta(days=31))

    after = (client.get(page).content.decode(), client.get(workbook).status_code)
    assert (before[1], after[1]) == (200, 404)
    assert ("The rows of this file were deleted" in before[0], workbook in before[0]) == (False, True)
    assert ("The rows of this file were deleted" in after[0], workbook in after[0]) == (True, False)
