"""Who may do what to demand."""

import pytest

from factories.web_people import People
from releve_web.demand.models import Mission, PostLine

ROLES = ("selection", "mission", "other_mission", "country", "auditor", "administrator")


def allowed(people: People, permission: str, row: object = None) -> list[str]:
    return [role for role in ROLES if getattr(people, role).has_perm(permission, row)]


@pytest.mark.parametrize("model", ["mission", "ceiling", "profile", "postline", "call"])
def test_every_desk_reads_demand(people: People, model: str) -> None:
    assert allowed(people, f"demand.view_{model}") == list(ROLES)


@pytest.mark.parametrize("verb", ["add", "change"])
@pytest.mark.parametrize("model", ["mission", "ceiling", "profile"])
def test_catalogue_is_kept_by_selection_desk_and_administrator(people: People, model: str, verb: str) -> None:
    assert allowed(people, f"demand.{verb}_{model}", Mission()) == ["selection", "administrator"]


@pytest.mark.parametrize("permission", ["add_postline", "change_postline", "close_postline"])
def test_draft_is_its_missions_and_the_selection_desks(people: People, permission: str) -> None:
    draft = PostLine(mission_id="MINUSCA", is_draft=True)

    assert allowed(people, f"demand.{permission}", draft) == ["selection", "mission"]


@pytest.mark.parametrize("permission", ["add_postline", "change_postline", "close_postline"])
def test_opened_line_is_the_selection_desks(people: People, permission: str) -> None:
    assert allowed(people, f"demand.{permission}", PostLine(mission_id="MINUSCA")) == ["selection"]


@pytest.mark.parametrize("permission", ["open_postline", "add_call", "change_call", "publish_call"])
def test_opening_and_calling_is_the_selection_desks(people: People, permission: str) -> None:
    assert allowed(people, f"demand.{permission}") == ["selection"]
