"""Invitations: a link opens an account once, for a while, and gives nothing away."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from factories.web_people import PASSWORD, People
from releve_web.accounts.models import Invitation, User
from releve_web.accounts.secret_links import DeadLinkError, digest_of, draw_link, find_link, use_link

NEW = "a quite new and long password"
INVITED = {"email": "New@Example.org", "name": "New Person", "role": "auditor", "language": "fr", "time_zone": "Africa/Casablanca"}
CHOSEN = {"password1": NEW, "password2": NEW, "language": "ar", "time_zone": "Africa/Dakar"}


def invite(client: Client, **fields: Any) -> tuple[User, str]:
    shown = client.post("/accounts/invite/", {**INVITED, **fields}, follow=True)
    user = User.objects.get(email=(INVITED | fields)["email"].lower())
    return user, shown.context["link"]


def test_link_is_shown_once_and_only_its_digest_kept(people: People, client_of: Any) -> None:
    client = client_of(people.administrator)

    user, link = invite(client)
    again = client.get(f"/accounts/{user.pk}/")

    secret = link.rstrip("/").rsplit("/", maxsplit=1)[-1]
    assert len(secret) == 43
    assert Invitation.objects.get().digest == digest_of(secret)
    assert secret not in again.content.decode()
    assert not user.has_usable_password()


def test_link_opens_the_account_and_asks_language_and_time_zone(people: People, client_of: Any) -> None:
    user, link = invite(client_of(people.administrator))
    browser = Client()

    form = browser.get(link, follow=True)
    sent = browser.post("/accounts/link/", CHOSEN)
    home = browser.get("/")

    user.refresh_from_db()
    assert form.redirect_chain == [("/accounts/link/", 302)]
    assert (sent.status_code, sent.url, home.status_code) == (302, "/", 200)
    assert (user.language, user.time_zone, user.check_password(NEW)) == ("ar", "Africa/Dakar", True)


def test_link_works_once(people: People, client_of: Any) -> None:
    _user, link = invite(client_of(people.administrator))
    first, second = Client(), Client()
    first.get(link)
    second.get(link)
    first.post("/accounts/link/", CHOSEN)

    late = second.post("/accounts/link/", {**CHOSEN, "password1": "another long password", "password2": "another long password"})

    assert late.status_code == 410
    assert Client().get(link).status_code == 410
    assert User.objects.get(email="new@example.org").check_password(NEW)


@pytest.mark.parametrize(("password1", "password2", "field"), [("short", "short", "password1"), (NEW, NEW + "x", "password2")])
def test_link_survives_a_refused_password(people: People, client_of: Any, password1: str, password2: str, field: str) -> None:
    _user, link = invite(client_of(people.administrator))
    browser = Client()
    browser.get(link)

    refused = browser.post("/accounts/link/", {**CHOSEN, "password1": password1, "password2": password2})
    mended = browser.post("/accounts/link/", CHOSEN)

    assert (refused.status_code, list(refused.context["form"].errors)) == (200, [field])
    assert mended.status_code == 302


def test_link_expires_after_seven_days(people: People) -> None:
    secret = draw_link(people.country, by=people.administrator)
    invitation = Invitation.objects.get()
    lasts = invitation.expires_at - invitation.created_at
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(DeadLinkError):
        find_link(secret)
    assert timedelta(days=7) - timedelta(seconds=5) < lasts <= timedelta(days=7, seconds=5)


def test_newer_link_replaces_the_older(people: People) -> None:
    older = draw_link(people.country, by=people.administrator)
    newer = draw_link(people.country, by=people.administrator)

    with pytest.raises(DeadLinkError):
        find_link(older)
    assert find_link(newer).user == people.country


def test_password_stays_until_the_new_link_is_used(people: People, client_of: Any) -> None:
    client_of(people.administrator).post(f"/accounts/{people.country.pk}/link/")

    assert User.objects.get(pk=people.country.pk).check_password(PASSWORD)


def test_using_a_link_ends_earlier_sessions(people: People, client_of: Any) -> None:
    browser = client_of(people.country)
    secret = draw_link(people.country, by=people.administrator)
    use_link(secret, password=NEW, language="fr", time_zone="UTC")

    assert browser.get("/").status_code == 302


def test_link_of_a_shut_account_is_dead(people: People, client_of: Any) -> None:
    secret = draw_link(people.country, by=people.administrator)
    client_of(people.administrator).post(f"/accounts/{people.country.pk}/deactivate/")

    assert Client().get(f"/accounts/link/{secret}/").status_code == 410


def test_link_does_not_sign_in_over_somebody(people: People, client_of: Any) -> None:
    secret = draw_link(people.country, by=people.administrator)
    browser = client_of(people.selection)

    shown = browser.get(f"/accounts/link/{secret}/")

    assert (shown.status_code, browser.get("/accounts/preferences/").context["user"]) == (409, people.selection)


@pytest.mark.parametrize("secret", ["x", "a" * 43, "%00", "é"])
def test_made_up_link_is_dead(db: None, secret: str) -> None:
    assert Client().get(f"/accounts/link/{secret}/").status_code == 410


def test_link_is_mailed_where_mail_is_configured(people: People, client_of: Any, settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example.org"

    _user, link = invite(client_of(people.administrator), language="en")

    assert [(message.to, link in message.body) for message in mail.outbox] == [(["new@example.org"], True)]


def test_link_is_not_mailed_without_mail(people: People, client_of: Any) -> None:
    invite(client_of(people.administrator))

    assert mail.outbox == []


def test_failing_mail_server_loses_no_invitation(people: People, client_of: Any, settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    _user, link = invite(client_of(people.administrator))

    assert Client().get(link).status_code == 302
