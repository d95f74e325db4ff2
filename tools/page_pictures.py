"""
Make the pictures of the pages for the docs: ten pages of the shipped example, in two languages and at two widths.

Run by ``make pictures``: starts ``releve up`` in a folder of its own, opens the pages as their desks do, and stops it again.
"""

import base64
import sys
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright
from tools.chromium import QUIET_FLAGS, find_chromium
from tools.running_system import running_system

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "pictures" / "pages"
LANGUAGES: Final = ("en", "ar")
WIDTHS: Final = {390: 844, 1440: 900}
QUALITY: Final = 60
MOST_BYTES: Final = 3 * 1024 * 1024
FILE: Final = """\
Matricule;Nom;Prénom;Sexe;Né(e) le
MAR-P1;Berkane (synthetic);Nadia;F;14/03/1986
MAR-0001;Mansouri (synthetic);Youssef;M;29/07/1979
"""
"""What the sender of the import that is shown calls its columns."""


def signed_in(browser: Browser, told: dict[str, Any], email: str, lang: str) -> Page:
    """Return a page of somebody who signed in and reads one language."""
    address = told["address"].rstrip("/")
    context = browser.new_context(base_url=address, locale=lang, reduced_motion="reduce")
    context.add_cookies([{"name": "releve_language", "value": lang, "url": address}])
    page = context.new_page()
    if email:
        account = next(one for one in told["accounts"] if one["email"] == email)
        page.goto("/account/login/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", account["password"])
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda url: "/account/login" not in url)
        button = page.locator(f"form button[name=language][value={lang}]").first
        with page.expect_navigation():
            button.evaluate("button => button.form.requestSubmit(button)")
    return page


def first_of(page: Page, path: str) -> str:
    """Return the address of the first record of a list."""
    page.goto(path)
    return page.locator("#list tbody th a").first.get_attribute("href") or path


def import_of(page: Page) -> str:
    """Send a small file, say what its headings mean as guessed, and return the address of its preview."""
    page.goto("/imports/new/")
    page.select_option("main [name=table]", "officers")
    page.set_input_files("main [name=file]", {"name": "candidats.csv", "mimeType": "text/csv", "buffer": FILE.encode()})
    for _ in range(2):
        if page.locator("main form.r-form .r-form-end button").count():
            with page.expect_navigation():
                page.locator("main form.r-form .r-form-end button").first.click()
    return page.url


def photograph(page: Page, name: str, lang: str) -> None:
    """Write a page as it stands, at each width."""
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("document.fonts.ready")
        session = page.context.new_cdp_session(page)
        picture = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
        session.detach()
        (PICTURES / f"{name}-{lang}-{width}.webp").write_bytes(base64.b64decode(picture["data"]))


def photograph_all(browser: Browser, told: dict[str, Any]) -> None:
    """Write all pictures: what a stranger sees, then the selection desk, then a contributing country."""
    for lang in LANGUAGES:
        stranger = signed_in(browser, told, "", lang)
        stranger.goto("/account/login/")
        photograph(stranger, "sign-in", lang)
        desk = signed_in(browser, told, "selection@example.org", lang)
        country = signed_in(browser, told, "morocco@example.org", lang)
        for page, name, path in (
            (desk, "home", "/"),
            (desk, "post-lines", "/demand/lines/"),
            (desk, "post-line", first_of(desk, "/demand/lines/?mission=UNHQ")),
            (desk, "call", first_of(desk, "/demand/calls/")),
            (desk, "officers", "/supply/officers/"),
            (country, "officer", first_of(country, "/supply/officers/?q=MAR-0001")),
            (desk, "nominations", "/supply/nominations/"),
            (desk, "nomination", first_of(desk, "/supply/nominations/?stage=selected")),
            (country, "import", import_of(country)),
        ):
            page.goto(path)
            photograph(page, name, lang)


def main() -> None:
    """Make them, and refuse what the repository should not carry."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_system() as told, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET_FLAGS))
        photograph_all(browser, told)
        browser.close()
    n_bytes = sum(picture.stat().st_size for picture in PICTURES.glob("*.webp"))
    if n_bytes > MOST_BYTES:
        sys.exit(f"{PICTURES} holds {n_bytes} bytes, more than {MOST_BYTES}: lower the quality")


if __name__ == "__main__":
    main()
