"""
Journeys: the whole system, started by its own command, used through a browser as each desk uses it.

Nothing is replaced: ``releve up`` starts PostgreSQL, loads the example and serves; Chromium opens the pages under the real policy
of contents. A page that writes an error to the console, breaks that policy, asks for a file in vain or has a barrier that axe finds
fails its journey.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright
from tools.chromium import QUIET_FLAGS, find_chromium
from tools.running_system import running_system

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HTTP_ERROR = 400


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave journeys to ``make journeys``: they need a browser."""
    here = Path(__file__).parent
    if not config.getoption("--journeys"):
        items[:] = [item for item in items if here not in item.path.parents]


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who may sign in to the example."""

    role: str
    email: str
    password: str


@dataclass(frozen=True, kw_only=True)
class RunningSystem:
    """The address of the pages, and the accounts by e-mail."""

    address: str
    accounts: dict[str, Account]


@pytest.fixture(scope="session")
def system() -> Iterator[RunningSystem]:
    """Start the system as anybody does, on a free port and in a folder of its own."""
    with running_system() as told:
        accounts = {
            account["email"]: Account(**{key: account[key] for key in ("role", "email", "password")}) for account in told["accounts"]
        }
        yield RunningSystem(address=told["address"].rstrip("/"), accounts=accounts)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET_FLAGS))
        yield chromium
        chromium.close()


@dataclass
class Desk:
    """
    One person in a browser.

    ``faults`` collects what no page may do; a journey that expects one (a page not found, say) names it in ``expected``.
    """

    page: Page
    address: str
    account: Account | None = None
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the system."""
        self.page.goto(self.address + path)
        return self.page

    def check(self) -> None:
        """Fail on a barrier of the page that is open: axe, the width of the window, the direction of its language."""
        found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        told = [(rule["id"], [node["html"][:200] for node in rule["nodes"][:3]]) for rule in found]
        assert told == [], self.page.url
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{self.page.url} is {wider} px wider than its window"
        lang, direction = self.page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert direction == ("rtl" if lang == "ar" else "ltr"), self.page.url

    def is_clean(self) -> list[str]:
        """Return the faults that nobody expected."""
        return [fault for fault in self.faults if not any(re.search(pattern, fault) for pattern in self.expected)]


@pytest.fixture
def desk_of(system: RunningSystem, browser: Browser) -> Iterator[Callable[..., Desk]]:
    """Return a way to sign somebody in, in a language and a width; all pages must be clean at the end."""
    contexts: list[BrowserContext] = []
    desks: list[Desk] = []

    def signed_in(email: str, *, lang: str = "en", viewport: dict[str, int] = DESKTOP, dark: bool = False, javascript: bool = True) -> Desk:
        context = browser.new_context(
            viewport=viewport, color_scheme="dark" if dark else "light", locale=lang, java_script_enabled=javascript, accept_downloads=True
        )
        contexts.append(context)
        context.add_cookies([{"name": "releve_language", "value": lang, "url": system.address}])
        desk = Desk(page=context.new_page(), address=system.address, account=system.accounts.get(email))
        desk.page.on("console", lambda message: _note_console(desk, message))
        desk.page.on("pageerror", lambda error: desk.faults.append(f"error: {error}"))
        desk.page.on("response", lambda response: _note_response(desk, response))
        desks.append(desk)
        if email:
            sign_in(desk)
            speak(desk, lang)
        return desk

    yield signed_in
    faults = [fault for desk in desks for fault in desk.is_clean()]
    for context in contexts:
        context.close()
    assert faults == []


def sign_in(desk: Desk) -> None:
    """Sign in with address and password, as the desk's account."""
    assert desk.account is not None
    desk.go("/account/login/")
    desk.page.fill("[name=login]", desk.account.email)
    desk.page.fill("[name=password]", desk.account.password)
    desk.page.press("[name=password]", "Enter")
    desk.page.wait_for_url(lambda url: "/account/login" not in url)


def speak(desk: Desk, lang: str) -> None:
    """Choose a language as a reader does: by its own name, in the header."""
    if desk.page.evaluate("document.documentElement.lang") == lang:
        return
    desk.page.evaluate(
        """lang => {
            const button = document.querySelector(`form button[name=language][value=${lang}]`);
            button.form.requestSubmit(button);
        }""",
        lang,
    )
    desk.page.wait_for_selector(f"html[lang={lang}]")


def _note_console(desk: Desk, message: ConsoleMessage) -> None:
    if message.type in {"error", "warning"}:
        desk.faults.append(f"console: {message.text}")


def _note_response(desk: Desk, response: Response) -> None:
    if response.status >= HTTP_ERROR:
        desk.faults.append(f"{response.status}: {response.url}")
