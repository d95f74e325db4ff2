"""Signing in, the second factor, lock-out, and the end of sessions."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.utils import timezone

from factories.web_people import PASSWORD, People
from releve_web.accounts.middleware import SEEN_AT, SIGNED_IN_AT
from releve_web.accounts.models import User
from releve_web.accounts.policy import ROLES, roles_from_text
from releve_web.accounts.roles import Role
from releve_web.environment import UnreadableSettingError

SIGN_IN = "/account/login/"


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(SIGN_IN, {"login": user.email, "password": password, **more})


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def with_totp(user: User) -> str:
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def age_session(client: Client, **seconds: int) -> None:
    session = client.session
    for key, age in seconds.items():
        session[{"signed_in": SIGNED_IN_AT, "seen": SEEN_AT}[key]] = int(time.time()) - age
    session.save()


def test_password_signs_in_and_changes_the_session(people: People) -> None:
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["before"] = "x"
    session.save()
    client.cookies["releve_session"] = session.session_key
    before = session.session_key

    answer = sign_in(client, people.country)

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.cookies["releve_session"].value != before


def test_address_is_taken_in_any_case(people: People) -> None:
    people.country.email = people.country.email.upper()

    assert sign_in(Client(), people.country).status_code == 302


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "https:evil.example"])
def test_signing_in_leads_to_no_other_site(people: People, there: str) -> None:
    assert sign_in(Client(), people.country, next=there).url == "/"


def test_shut_account_does_not_sign_in(people: People) -> None:
    User.objects.filter(pk=people.country.pk).update(is_active=False)
    client = Client()
    sign_in(client, people.country)

    assert client.get("/").status_code == 302


def test_nobody_signs_up(db: None) -> None:
    fields = {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD}

    assert (Client().get("/account/signup/").status_code, Client().post("/account/signup/", fields).status_code) == (404, 404)
    assert not User.objects.exists()


def test_five_failures_lock_out_with_a_page(people: People) -> None:
    client = Client()
    statuses = [sign_in(client, people.country, "wrong").status_code for _ in range(5)]

    right = sign_in(client, people.country)

    assert statuses[:4] == [200] * 4
    assert statuses[4] == right.status_code == 429
    assert "administrator" in right.content.decode()


def test_lock_out_is_one_persons_and_not_their_ministrys(people: People) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, people.country, "wrong")

    assert sign_in(Client(), people.stranger).status_code == 302


def test_administrator_opens_the_way_in_again(people: People, client_of: Any) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, people.country, "wrong")
    client_of(people.administrator).post(f"/accounts/{people.country.pk}/reset/")

    assert sign_in(client, people.country).status_code == 302


def test_code_is_asked_for_and_taken(people: People) -> None:
    secret = with_totp(people.country)
    client = Client()

    asked = sign_in(client, people.country)
    between = client.get("/")
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    right = client.post("/account/2fa/authenticate/", {"code": code_of(secret)})

    assert (asked.url, between.status_code, wrong.status_code) == ("/account/2fa/authenticate/", 302, 200)
    assert (right.status_code, client.get("/").status_code) == (302, 200)


def test_codes_cannot_be_guessed(people: People) -> None:
    secret = with_totp(people.country)
    client = Client()
    sign_in(client, people.country)
    for _ in range(8):
        client.post("/account/2fa/authenticate/", {"code": "000000"})

    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})

    assert client.get("/").status_code == 302


def test_secret_of_codes_is_kept_encrypted(people: People) -> None:
    secret = with_totp(people.country)

    kept = Authenticator.objects.get().data["secret"]
    assert secret not in kept
    assert get_adapter().decrypt(kept) == secret


def test_factor_is_set_up_on_pages(people: People) -> None:
    client = Client()
    sign_in(client, people.country)

    first = client.get("/account/2fa/totp/activate/")
    client.post("/account/reauthenticate/?next=/account/2fa/totp/activate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    done = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})

    assert (first.status_code, first.url.startswith("/account/reauthenticate/")) == (302, True)
    assert (page.status_code, done.status_code) == (200, 302)
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_required_factor_leads_to_set_up(people: People, client_of: Any, settings: Any) -> None:
    settings.RELEVE_REQUIRE_MFA = frozenset({"selection_desk"})
    client = client_of(people.selection)

    led = client.get("/")
    reached = [client.get(path).status_code for path in ("/accounts/security/", "/account/2fa/", "/account/logout/")]

    assert (led.status_code, led.url, reached) == (302, "/accounts/security/", [200, 200, 200])
    assert client_of(people.country).get("/").status_code == 200


def test_required_factor_opens_once_there(people: People, client_of: Any, settings: Any) -> None:
    settings.RELEVE_REQUIRE_MFA = frozenset({"selection_desk"})
    client = client_of(people.selection)
    client.get("/")
    with_totp(people.selection)

    assert client.get("/").status_code == 200


def test_last_required_factor_cannot_be_taken_away(people: People, settings: Any) -> None:
    with_totp(people.selection)
    with_totp(people.country)
    settings.RELEVE_REQUIRE_MFA = frozenset({"selection_desk"})

    may = {factor.user_id: get_adapter().can_delete_authenticator(factor) for factor in Authenticator.objects.filter(type="totp")}

    assert may == {people.selection.pk: False, people.country.pk: True}


def test_reset_takes_factors_and_sessions(people: People, client_of: Any) -> None:
    with_totp(people.country)
    client = client_of(people.country)
    client_of(people.administrator).post(f"/accounts/{people.country.pk}/reset/")

    assert not Authenticator.objects.exists()
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("text", "roles"), [("", set()), ("none", set()), ("all", set(ROLES)), ("auditor, administrator", {"auditor", "administrator"})]
)
def test_policy_is_read(text: str, roles: set[str]) -> None:
    assert roles_from_text("RELEVE_REQUIRE_MFA", text) == roles


def test_slip_in_the_policy_stops_the_start() -> None:
    with pytest.raises(UnreadableSettingError, match="RELEVE_REQUIRE_MFA"):
        roles_from_text("RELEVE_REQUIRE_MFA", "selection-desk")


def test_policy_knows_every_role() -> None:
    assert set(ROLES) == set(Role.values)


@pytest.mark.parametrize(
    ("age", "status"),
    [({"seen": 3590}, 200), ({"seen": 3610}, 302), ({"signed_in": 35_990, "seen": 10}, 200), ({"signed_in": 36_010, "seen": 10}, 302)],
)
def test_session_ends_when_idle_and_when_old(people: People, client_of: Any, age: dict[str, int], status: int) -> None:
    client = client_of(people.country)
    client.get("/")
    age_session(client, **age)

    assert client.get("/").status_code == status


def test_use_keeps_a_session_but_not_beyond_its_end(people: People, client_of: Any) -> None:
    client = client_of(people.country)
    client.get("/")
    age_session(client, signed_in=100, seen=90)
    client.get("/")

    session = client.session
    assert time.time() - session[SEEN_AT] < 60
    assert time.time() - session[SIGNED_IN_AT] >= 100


def test_person_ends_all_other_sessions(people: People, client_of: Any) -> None:
    here, there = client_of(people.country), client_of(people.country)
    here.post("/accounts/sessions/end/")

    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)


def test_new_password_ends_other_sessions(people: People, client_of: Any) -> None:
    here, there = Client(), client_of(people.country)
    sign_in(here, people.country)
    new = "another quite long password"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)


def test_preferences_change_language_at_once(people: People, client_of: Any) -> None:
    client = client_of(people.country)
    client.post("/accounts/preferences/", {"name": "x", "language": "ar", "time_zone": "Africa/Casablanca"})

    assert 'dir="rtl"' in client.get("/accounts/preferences/").content.decode()


def test_token_is_made_after_proof_shown_once_and_revoked(people: People, client_of: Any) -> None:
    client = client_of(people.country)
    asked = client.post("/accounts/tokens/new/", {"name": "program", "expires_on": "2000-01-01"})
    client.post("/account/reauthenticate/?next=/accounts/tokens/new/", {"password": PASSWORD})
    late = client.post("/accounts/tokens/new/", {"name": "program", "expires_on": "2000-01-01"})
    far = client.post("/accounts/tokens/new/", {"name": "program", "expires_on": "2999-01-01"})
    day = timezone.now().date() + timedelta(days=30)
    made = client.post("/accounts/tokens/new/", {"name": "program", "expires_on": str(day)}, follow=True)
    again = client.get("/accounts/tokens/")
    secret = made.context["new_secret"]
    read = {"authorization": f"Bearer {secret}"}
    before = Client().get("/api/v1/me", headers=read).status_code
    client.post(f"/accounts/tokens/{people.country.tokens.get().pk}/revoke/")

    assert (asked.status_code, late.status_code, far.status_code) == (302, 422, 422)
    assert secret in made.content.decode()
    assert secret not in again.content.decode()
    assert (before, Client().get("/api/v1/me", headers=read).status_code) == (200, 401)
