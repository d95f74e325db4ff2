"""Every page that a desk can reach, found by following links: no barrier, no error, no page wider than its window."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from conftest import DESKTOP, PHONE, Desk  # the journeys' own

DESKS = {
    "selection_desk": "selection@example.org",
    "mission_desk": "minusca@example.org",
    "contributing_country": "morocco@example.org",
    "auditor": "auditor@example.org",
    "administrator": "administrator@example.org",
}
WIDE, DARK, NARROW = "en, light, wide", "fr, dark, wide", "ar, light, narrow"
LOOKS = {WIDE: ("en", DESKTOP, False), DARK: ("fr", DESKTOP, True), NARROW: ("ar", PHONE, False)}
KEYS = re.compile(r"/(\d+|[A-Z][A-Z0-9_-]+)(?=/|$)")
LEFT_OUT = re.compile(r"format=|/logout|/static/|openapi\.json|/returned|/api/v1/docs|\.csv|\.xlsx|/account/reauthenticate")
MOST_PAGES = 70


def pattern_of(path: str) -> str:
    """Return the address with its keys left out: one record of a kind stands for all."""
    return KEYS.sub("/*", urlsplit(path).path)


def pages_from(desk: Desk) -> list[str]:
    """Return the links of the page that is open, to pages of the system."""
    links = desk.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [link.removeprefix(desk.address) for link in links if link.startswith(desk.address) and not LEFT_OUT.search(link)]


@pytest.mark.parametrize(
    ("role", "look"),
    [
        ("selection_desk", WIDE),
        ("contributing_country", NARROW),
        *(pytest.param(role, WIDE, marks=pytest.mark.soak) for role in DESKS if role != "selection_desk"),
        pytest.param("selection_desk", NARROW, marks=pytest.mark.soak),
        pytest.param("contributing_country", DARK, marks=pytest.mark.soak),
    ],
)
def test_every_page_is_without_fault(desk_of: Callable[..., Desk], role: str, look: str) -> None:
    lang, viewport, dark = LOOKS[look]
    desk = desk_of(DESKS[role], lang=lang, viewport=viewport, dark=dark)
    waiting, seen, wrong = ["/"], set(), []
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if pattern_of(path) in seen:
            continue
        seen.add(pattern_of(path))
        desk.go(path)
        try:
            desk.check()
        except AssertionError as found:
            wrong.append(f"{path}: {str(found).splitlines()[0]} {str(found)[:600]}")
        waiting += [link for link in pages_from(desk) if pattern_of(link) not in seen]

    assert wrong == []
    assert len(seen) > 5


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/", "/nowhere/"])
@pytest.mark.parametrize("look", LOOKS)
def test_strangers_pages_are_without_fault(desk_of: Callable[..., Desk], path: str, look: str) -> None:
    lang, viewport, dark = LOOKS[look]
    desk = desk_of("", lang=lang, viewport=viewport, dark=dark)
    desk.expected = [r"404"]

    desk.go(path)

    desk.check()
