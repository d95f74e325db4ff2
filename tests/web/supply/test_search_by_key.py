"""Whoever types the whole key of an officer finds that officer first, however many names hold its parts."""

from factories.web_people import People, in_everything, make_officer
from releve_web.common.isolation import acting_as
from releve_web.common.search import EACH, find_officers


def test_whole_key_comes_first(people: People) -> None:
    with in_everything():
        for n in range(EACH + 2):
            make_officer(f"MAR-0001-{n}", family_name=f"Aaron{n}")
        make_officer("MAR-0001", family_name="Zidane")

    with acting_as(people.selection):
        found = [hit.name for hit in find_officers("mar-0001", people.selection)[0]]

    assert (found[0], len(found)) == ("Zidane, Salma", EACH)


def test_key_of_another_state_is_not_found(people: People) -> None:
    with in_everything():
        make_officer("MAR-0001")

    with acting_as(people.stranger):
        found = list(find_officers("MAR-0001", people.stranger)[0])

    assert found == []
