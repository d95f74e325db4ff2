"""What people do on pages, found by names of fields and by addresses, so that it works in every language."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, Page

if TYPE_CHECKING:
    from conftest import Desk

SEND = "main form.r-form .r-form-end button"


def fill(page: Page, **values: str | bool) -> None:
    """Fill the fields of the form that is open, each named as the form names it."""
    for name, value in values.items():
        field = page.locator(f"main [name='{name}']")
        if isinstance(value, bool):
            field.set_checked(value)
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page) -> None:
    """Send the form that is open, and wait for the answer."""
    with page.expect_navigation():
        page.locator(SEND).first.click()


def press(page: Page, button: Locator) -> None:
    """Press a button that leads to another page."""
    with page.expect_navigation():
        button.click()


def follow(page: Page, address: str) -> None:
    """Follow the first link of the page whose address begins so."""
    with page.expect_navigation():
        page.locator(f"main a[href^='{address}']").first.click()


def path_of(page: Page) -> str:
    """Return the address of the page that is open, without the system's own."""
    return re.sub(r"^\w+://[^/]+|[?#].*$", "", page.url)


def text_of(page: Page) -> str:
    """Return the text of the page."""
    return page.locator("main").inner_text()


def status_of(desk: "Desk", path: str) -> int:
    """Return how the system answers an address, in the session that is open."""
    return desk.page.request.get(desk.address + path).status


def take_step(page: Page, end: str, **papers: str) -> None:
    """Take a nomination's step, by the button that its page shows for it."""
    with page.expect_navigation():
        page.locator(f"main a[href$='/step/?end={end}']").click()
    fill(page, **papers)
    send(page)


def open_first(desk: "Desk", address: str) -> str:
    """Open a list, and from it the first record; return the record's address."""
    page = desk.go(address)
    with page.expect_navigation():
        page.locator("#list tbody th a").first.click()
    return path_of(page)
