"""A search for signs alone finds nothing: everything would be an answer that nobody asked for."""

import pytest
from django.urls import reverse

from factories.web_people import ClientOf, People, make_line, make_nomination, make_officer
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.common.search import search_everything


@pytest.mark.parametrize("text", ["???", "--", "٪٪", "“”"])
def test_signs_find_nobody(people: People, client_of: ClientOf, text: str) -> None:
    with acting_in(EVERYTHING):
        make_nomination(make_officer("MAR-0001"), make_line())
        assert search_everything(text, people.selection) == []
    for name in ("supply:officer-list", "supply:nomination-list", "demand:postline-list"):
        assert client_of(people.selection).get(reverse(name), {"q": text}).context["rows"] == [], name
