"""A person is spoken to in one language, also where nobody can be asked who reads."""

from typing import Any

import pytest
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


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "A session ends 1 hour after signing in. Without use it ends after 2 minutes."),
        ("fr", "Une session prend fin 1 heure après la connexion. Sans activité, elle prend fin après 2 minutes."),
        ("es", "Una sesión termina 1 hora después de iniciarse. Sin uso, termina tras 2 minutos."),
        ("ar", "تنتهي الجلسة بعد ساعة واحدة من تسجيل الدخول. وتنتهي من دون استعمال بعد دقيقتين."),
    ],
)
def test_end_of_a_session_is_told_in_the_right_number(people: People, client_of: Any, settings: Any, language: str, told: str) -> None:
    settings.SESSION_COOKIE_AGE, settings.RELEVE_SESSION_IDLE = 3600, 120
    people.country.language = language
    people.country.save()

    page = client_of(people.country).get("/accounts/security/").content.decode()

    assert told in " ".join(page.split())
