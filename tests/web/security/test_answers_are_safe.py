"""What every answer carries and what no request achieves: headers, cookies, the content policy, other hosts and sites."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from factories.web_people import PASSWORD, People
from releve_web import settings

PAGES = [
    "/account/login/",
    "/account/password/reset/",
    "/",
    "/accounts/",
    "/accounts/tokens/",
    "/accounts/security/",
    "/api/v1/docs/",
    "/nothing",
]
POLICY = {
    "default-src": {"'none'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
}


@pytest.mark.parametrize("page", PAGES)
def test_headers_of_pages(people: People, client_of: Any, page: str) -> None:
    headers = client_of(people.administrator).get(page).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("page", PAGES)
def test_content_policy_is_strict(people: People, client_of: Any, page: str) -> None:
    told = client_of(people.administrator).get(page).headers["Content-Security-Policy"]

    policy = {name: set(values) for name, *values in (part.split() for part in told.split(";") if part.strip())}
    assert {name: policy.get(name) for name in POLICY} == POLICY
    assert "unsafe-inline" not in told
    assert "unsafe-eval" not in told
    assert {source for source in policy["script-src"] if not source.startswith("'nonce-")} == {"'self'"}


def barred_by_the_policy(body: str) -> list[str]:
    """Return what the content policy keeps a browser from doing: inline styles, handlers, scripts without the request's number."""
    scripts = re.findall(r"<script(?![^>]*(?:\bsrc=|\bnonce=|type=\"application/json\"))[^>]*>", body)
    return [*re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", body), *re.findall(r"<style", body), *scripts]


@pytest.mark.parametrize("page", PAGES)
def test_pages_hold_nothing_that_the_policy_bars(people: People, client_of: Any, page: str) -> None:
    assert barred_by_the_policy(client_of(people.administrator).get(page).content.decode()) == []


@pytest.mark.parametrize(
    "page", ["", "totp/activate/", "webauthn/", "webauthn/add/", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"]
)
def test_pages_of_second_factors_work_under_the_policy(people: People, page: str) -> None:
    client = Client()
    client.post("/account/login/", {"login": people.country.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    if page != "totp/activate/":
        TOTP.activate(people.country, generate_totp_secret())
    if page == "recovery-codes/":
        client.post("/account/2fa/recovery-codes/generate/")

    shown = client.get(f"/account/2fa/{page}")

    assert shown.status_code == 200
    assert barred_by_the_policy(shown.content.decode()) == []


def test_cookies_are_kept_from_scripts_and_other_sites(people: People) -> None:
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": people.country.email, "password": PASSWORD})

    session = client.cookies["releve_session"]
    assert (session["httponly"], session["samesite"], session["path"], session["max-age"]) == (True, "Lax", "/", "")
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


def test_cookies_and_transport_are_secure_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELEVE_ENV", "production")
    monkeypatch.setenv("RELEVE_SECRET_KEY", "x" * 50)
    read = runpy.run_path(str(Path(settings.__file__)))  # once more, as production reads them

    assert read["SESSION_COOKIE_SECURE"] is True
    assert read["CSRF_COOKIE_SECURE"] is True
    assert read["SECURE_SSL_REDIRECT"] is True
    assert read["SECURE_HSTS_SECONDS"] == 31_536_000
    assert read["RELEVE_REQUIRE_MFA"] == {"selection_desk", "administrator"}
    assert read["PASSWORD_HASHERS"][0].endswith("ScryptPasswordHasher")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example"])
def test_other_host_is_refused(db: None, host: str) -> None:
    assert Client(raise_request_exception=False).get("/account/login/", headers={"host": host}).status_code == 400


def test_form_without_its_token_is_refused(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.administrator, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.post(f"/accounts/{people.country.pk}/deactivate/")

    people.country.refresh_from_db()
    assert (answer.status_code, people.country.is_active) == (403, True)


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example"])
@pytest.mark.parametrize("path", ["/preferences/", "/account/logout/"])
def test_no_way_leads_to_another_site(people: People, client_of: Any, path: str, there: str) -> None:
    answer = client_of(people.country).post(path, {"next": there, "language": "en"})

    assert "evil" not in answer.headers.get("location", "")


def test_pages_of_secrets_are_kept_by_no_cache(people: People, client_of: Any) -> None:
    assert "no-store" in client_of(people.country).get("/accounts/tokens/").headers["Cache-Control"]


def test_example_of_a_script_in_a_name_is_shown_as_text(people: People, client_of: Any) -> None:
    people.country.name = "<script>alert(1)</script>"
    people.country.save()

    body = client_of(people.administrator).get("/accounts/").content.decode()

    assert "<script>alert" not in body
    assert "&lt;script&gt;alert" in body
