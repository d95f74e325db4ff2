"""A form that another site wrote does nothing, and is not handed to the reader to be sent again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factories.web_people import People, make_nomination
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING


@pytest.mark.parametrize(
    ("headers", "is_given_back"),
    [
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, True),
        ({}, True),
    ],
)
def test_only_a_form_of_our_own_is_given_back(people: People, headers: dict[str, str], *, is_given_back: bool) -> None:
    with acting_in(EVERYTHING):
        nomination = make_nomination()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people.country, backend="allauth.account.auth_backends.AuthenticationBackend")
    form: dict[str, Any] = {"end": "withdrawn", "reason": "written by somebody else"}

    answer = browser.post(reverse("supply:nomination-step", args=[nomination.pk]), form, headers=headers)

    assert answer.status_code == 403
    assert (b"written by somebody else" in answer.content) is is_given_back
    with acting_in(EVERYTHING):
        nomination.refresh_from_db()
    assert nomination.stage == "nominated"
