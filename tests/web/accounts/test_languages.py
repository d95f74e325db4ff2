"""A person is spoken to in one language, also where nobody can be asked who reads."""

from typing import Any

from django.test import Client

from factories.web_people import PASSWORD, People


def test_first_word_after_sign_in_is_in_the_persons_language(people: People) -> None:
    people.country.language = "fr"
    people.country.save()

    page = Client().post(
        "/account/login/", {"login": people.country.email, "password": PASSWORD}, follow=True, headers={"accept-language": "es"}
    )

    told = [str(message) for message in page.context["messages"]]
    assert page.status_code == 200
    assert [message for message in told if "sesión" in message or "signed in" in message] == []
    assert page.content.decode().count('lang="fr"') >= 1


def test_browser_keeps_the_language_of_whoever_signed_in(people: People, client_of: Any) -> None:
    people.country.language = "ar"
    people.country.save()
    client = client_of(people.country)

    client.get("/")
    cookie = client.cookies["releve_language"].value
    client.get("/account/logout/")
    client.post("/account/logout/")
    door = client.get("/account/login/").content.decode()

    assert cookie == "ar"
    assert 'lang="ar"' in door
    assert 'dir="rtl"' in door
