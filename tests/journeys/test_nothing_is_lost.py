"""Forms under strain: two people at once, a session that ended, a double click, no JavaScript."""

import secrets
from collections.abc import Callable

from acts import SEND, fill, open_first, path_of, send, text_of

from conftest import Desk, sign_in  # the journeys' own


def new_officer(desk: Desk, key: str) -> None:
    """Open the form of a new officer and fill it."""
    page = desk.go("/supply/officers/new/")
    fill(page, officer_id=key, family_name="Sefrioui", given_names="Lina", birth_date="1990-05-02")


def n_officers(desk: Desk, key: str) -> int:
    """Return how many officers the list has under a key."""
    return desk.go(f"/supply/officers/?q={key}").locator("#list tbody tr").count()


def test_second_of_two_editors_sees_both_versions_and_chooses(desk_of: Callable[..., Desk]) -> None:
    country, selection = desk_of("morocco@example.org"), desk_of("selection@example.org", lang="fr")
    selection.expected = [r"^409", r"status of 409"]
    file = open_first(country, "/supply/officers/?q=MAR-0014")

    page = selection.go(f"{file}change/")
    country.go(f"{file}change/")
    fill(country.page, rank_title="Commissaire", education="master")
    send(country.page)
    fill(page, rank_title="Officier de police", given_names="Rachid Amine")
    send(page)
    selection.check()
    both = page.locator(".r-versions").inner_text()
    chosen = page.locator(".r-versions input:checked").evaluate_all("all => all.map(one => [one.name, one.value])")
    page.locator("input[name='_choose-rank_title'][value=theirs]").check()
    send(page)

    assert "Commissaire" in both
    assert "Officier de police" in both
    assert sorted(chosen) == [["_choose-education", "theirs"], ["_choose-given_names", "mine"]]
    country.go(f"{file}change/")
    kept = {name: country.page.locator(f"main [name={name}]").input_value() for name in ("rank_title", "given_names", "education")}
    assert kept == {"rank_title": "Commissaire", "given_names": "Rachid Amine", "education": "master"}


def test_session_that_ends_midway_keeps_what_was_typed(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("morocco@example.org")
    desk.expected = [r"^401", r"status of 401"]
    key = f"MAR-S{secrets.token_hex(3)}"
    page = desk.page

    new_officer(desk, key)
    page.context.clear_cookies(name="releve_session")
    send(page)
    told = page.locator("form[data-fresh-token]").text_content() or ""
    desk.check()
    elsewhere = Desk(page=page.context.new_page(), address=desk.address, account=desk.account)
    sign_in(elsewhere)
    with page.expect_navigation():
        page.locator("form[data-fresh-token] button.btn-primary").click()

    assert "Sefrioui" in told
    assert path_of(page).startswith("/supply/officers/")
    assert "Sefrioui" in text_of(page)
    assert n_officers(desk, key) == 1


def test_double_click_makes_one_record(desk_of: Callable[..., Desk]) -> None:
    for javascript in (True, False):
        desk = desk_of("morocco@example.org", javascript=javascript)
        key = f"MAR-D{secrets.token_hex(3)}"
        new_officer(desk, key)
        desk.page.locator(SEND).first.dblclick(no_wait_after=True)
        desk.page.wait_for_url(lambda url: not url.endswith("/new/"))

        assert n_officers(desk, key) == 1


def test_lists_forms_and_languages_work_without_javascript(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("morocco@example.org", javascript=False)
    desk.expected = [r"^422", r"status of 422"]
    page = desk.go("/supply/officers/")
    page.locator("details.r-filter-more summary").click()
    fill_filter = page.locator("#filter [name=gender]")
    fill_filter.select_option("F")
    with page.expect_navigation():
        page.locator("#filter .r-filter-go button").click()
    narrowed = page.url

    key = f"MAR-J{secrets.token_hex(3)}"
    new_officer(desk, "")
    send(page)
    mistakes = page.locator("main [aria-invalid=true]").count()
    kept = page.locator("main [name=family_name]").input_value()
    fill(page, officer_id=key)
    send(page)
    saved = text_of(page)
    page.locator("details.r-menu summary").first.click()
    with page.expect_navigation():
        page.locator("button[name=language][value=ar]").first.click()

    assert "gender=F" in narrowed
    assert (mistakes, kept) == (1, "Sefrioui")
    assert key in saved
    assert page.locator("html").get_attribute("dir") == "rtl"
