"""A passkey, set up and used in a browser whose authenticator is a virtual one; codes of an app beside it."""

from collections.abc import Callable

from playwright.sync_api import CDPSession

from conftest import Desk, RunningSystem

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_authenticator(desk: Desk) -> CDPSession:
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


def test_passkey_is_added_and_signs_in(system: RunningSystem, desk_of: Callable[..., Desk]) -> None:
    account = system.accounts["auditor@example.org"]
    desk = desk_of("")
    desk.address = system.address.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    page = desk.page
    session = with_authenticator(desk)
    desk.go("/account/login/")
    page.fill("[name=login]", account.email)
    page.fill("[name=password]", account.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/account/login" not in url)

    desk.go("/accounts/security/")
    desk.check()
    desk.go("/account/2fa/webauthn/add/")
    page.fill("[name=password]", account.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#mfa_webauthn_add")
    desk.check()
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/webauthn/add" not in url)

    desk.go("/account/logout/")
    page.click("main form button")
    page.wait_for_url("**/account/login/**")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "/account/" not in url)

    assert page.evaluate("document.querySelector('.r-menu-note bdi').textContent") == account.email
    session.detach()
