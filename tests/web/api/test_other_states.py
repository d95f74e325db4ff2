"""One State learns nothing of another, by whichever door."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from factories.web_people import People, make_line, make_partner
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.demand.models import Call


@pytest.fixture
def call(people: People) -> Call:
    del people
    with acting_in(EVERYTHING):
        call = Call.objects.create(
            reference="CALL-1", title_en="Call", closes_at=datetime(2099, 1, 1, tzinfo=UTC), note_verbale="NV/1", is_published=True
        )
        call.partners.set([make_partner("MAR"), make_partner("SEN")])
        call.post_lines.set([make_line("MINUSCA-001"), make_line("MINUSCA-002", is_draft=True, is_open=False)])
        return call


def test_a_state_learns_by_the_api_of_no_other_state_that_a_call_addresses(
    people: People, call: Call, program_of: Callable[..., Any]
) -> None:
    assert program_of(people.country)(f"/calls/{call.pk}").json()["partners"] == ["MAR"]
    assert program_of(people.mission)(f"/calls/{call.pk}").json()["partners"] == []
    assert program_of(people.auditor)(f"/calls/{call.pk}").json()["partners"] == ["MAR", "SEN"]


def test_a_call_tells_a_state_of_no_draft(people: People, call: Call, program_of: Callable[..., Any]) -> None:
    assert program_of(people.country)(f"/calls/{call.pk}").json()["post_lines"] == ["MINUSCA-001"]
    assert program_of(people.mission)(f"/calls/{call.pk}").json()["post_lines"] == ["MINUSCA-001", "MINUSCA-002"]
