"""The main journey, in three languages: a workbook with mistakes becomes officers, one of them a nomination, and that a selection."""

from collections.abc import Callable
from pathlib import Path

import pytest
from acts import fill, follow, open_first, path_of, press, send, status_of, take_step, text_of
from playwright.sync_api import Page
from sender_workbook import BAD_DAY, UNKNOWN_LEVEL, Twin, mended, remarks, workbook

from conftest import Desk  # the journeys' own

TWINS = {
    "en": Twin(family="El Mansouri", given="Yousef", born="29/07/1979", year=1986),
    "fr": Twin(family="Al Haddad", given="Umar", born="23/04/1989", year=1987),
    "ar": Twin(family="Chraïbi", given="Saïd", born="16/06/1983", year=1988),
}
LINES = {"en": "UNHQ-001", "fr": "UNHQ-002", "ar": "UNHQ-003"}
INTERNAL = "Between desks: ask the former commander ({})"
OPEN = "Please send the vaccination certificate ({})"


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_workbook_with_mistakes_ends_as_a_selection(desk_of: Callable[..., Desk], tmp_path: Path, lang: str) -> None:
    country, selection = desk_of("morocco@example.org", lang=lang), desk_of("selection@example.org", lang=lang)
    senegal = desk_of("senegal@example.org", lang=lang)
    senegal.expected, selection.expected = [r"^404", r"status of 404"], [r"^422", r"status of 422"]
    prefix = f"MAR-X{lang.upper()}"

    imported = import_workbook(country, tmp_path, prefix, lang)
    officer, nomination, reference = nominate(country, f"{prefix}-1", LINES[lang])
    decide(selection, nomination, lang)
    selection_is_told(country, nomination, lang)

    for path in (officer, nomination, imported, f"{nomination}history/", f"{officer}readings/", f"{imported}workbook/"):
        assert status_of(senegal, path) == 404, path
    senegal.go(nomination)
    senegal.check()
    for address in (f"/supply/officers/?q={prefix}-1", f"/supply/nominations/?q={reference}", f"/search/?q={reference}"):
        senegal.go(address)
        assert senegal.page.locator("#list tbody tr, #results a").count() == 0, address
    assert "candidats" not in text_of(senegal.go("/imports/"))


def import_workbook(desk: Desk, folder: Path, prefix: str, lang: str) -> str:
    """Send the workbook, see its mistakes, fetch it back, mend it, decide on the twin, and write all rows; return the import's address."""
    page = desk.go("/supply/officers/")
    sent = folder / f"candidats-{lang}.xlsx"
    sent.write_bytes(workbook(prefix, TWINS[lang]))

    upload(page, desk, sent)
    problems = page.locator("#problems")
    told = problems.inner_text()
    assert BAD_DAY in told
    assert UNKNOWN_LEVEL in told
    assert {"3", "4"} <= set(problems.locator("tbody th").all_inner_texts())
    assert page.locator("form[action$='/confirm/']").count() == 0
    desk.check()

    with page.expect_download() as download:
        page.locator("main a[href$='/workbook/']").click()
    returned = Path(download.value.path()).read_bytes()
    assert {"E3", "G4"} <= remarks(returned).keys()

    sent.write_bytes(mended(returned, TWINS[lang]))
    upload(page, desk, sent)
    assert page.locator("#problems .r-status-bad").count() == 0
    page.goto(f"{page.url.split('?')[0]}?show=duplicate#rows")
    assert page.locator("select[name^='decision-']").count() == 1
    desk.check()
    page.locator("select[name^='decision-']").select_option("other")
    press(page, page.locator("button[form='decide']"))
    press(page, page.locator("form[action$='/confirm/'] button"))
    assert page.locator("#result li").count() >= 1
    desk.check()
    imported = path_of(page)

    desk.go(f"/supply/officers/?q={prefix}")
    assert page.locator("#list tbody tr").count() == 5
    return imported


def upload(page: Page, desk: Desk, file: Path) -> None:
    """Send a file of officers; where its headings are to be explained, take what is guessed."""
    desk.go("/imports/new/")
    fill(page, table="officers")
    page.set_input_files("main [name=file]", file)
    send(page)
    if page.url.endswith("/columns/"):
        desk.check()
        send(page)


def nominate(desk: Desk, key: str, line: str) -> tuple[str, str, str]:
    """Put an officer forward from the file; return the addresses of the file and of the nomination, and its reference."""
    page, officer = desk.page, open_first(desk, f"/supply/officers/?q={key}")
    desk.check()
    follow(page, "/supply/nominations/new/?officer=")
    reference = f"NOM-{key}"
    call = page.locator("main [name=call] option:not([value=''])").first.get_attribute("value") or ""
    fill(page, line_key=line, call=call, note_verbale="NV 2026/118", reference=reference)
    desk.check()
    send(page)
    assert reference in text_of(page)
    return officer, path_of(page), reference


def decide(desk: Desk, nomination: str, lang: str) -> None:
    """Register, screen, clear, select; take the selection back and select again; write for all and for desks."""
    page = desk.go(nomination)
    with page.expect_navigation():
        page.locator("main a[href$='/step/?end=registered']").click()
    send(page)
    assert page.locator("main [name=document][aria-invalid=true]").count() == 1
    fill(page, document="NV 2026/118, received")
    send(page)
    take_step(page, "screened")
    take_step(page, "ams_cleared", document="AMS matrix 2026-11")
    take_step(page, "selected")
    press(page, page.locator("main form[action*='/undo/'] button"))
    take_step(page, "selected")
    for text, is_internal in ((INTERNAL, True), (OPEN, False)):
        follow(page, f"{nomination}comments/new/")
        fill(page, text=text.format(lang), is_internal=is_internal)
        send(page)
    assert INTERNAL.format(lang) in text_of(page)
    desk.check()


def selection_is_told(desk: Desk, nomination: str, lang: str) -> None:
    """See every step with its author, its time and its paper, what was taken back too, and no word between desks."""
    page = desk.go(nomination)
    desk.check()
    steps = page.locator("#steps li")
    assert steps.count() == 7
    assert steps.locator("time").count() == 7
    assert sum("Selection desk" in step for step in steps.locator("bdi").all_inner_texts()) == 6
    told = page.locator("#steps").inner_text()
    assert "NV 2026/118, received" in told
    assert "AMS matrix 2026-11" in told
    assert OPEN.format(lang) in text_of(page)
    assert INTERNAL.format(lang) not in page.content()
    assert page.evaluate("document.documentElement.dir") == ("rtl" if lang == "ar" else "ltr")
