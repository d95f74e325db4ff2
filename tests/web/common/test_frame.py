"""The frame of all pages: language, theme, policy of contents, error pages, weight, contrast."""

import gzip
import itertools
import re
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import Client, RequestFactory

import releve_web
from factories.web_people import ClientOf, People, in_everything, make_line
from releve_web.common import failures
from releve_web.common.unavailable import unavailable

STATIC = Path(releve_web.__file__).parent / "static"
TEMPLATES = Path(releve_web.__file__).parent / "templates"
FIRST_LOAD_BYTES, LATER_BYTES = 120_000, 30_000
AA_TEXT, AA_PART = 4.5, 3.0


def test_a_stranger_chooses_a_language_by_its_own_name(db: None) -> None:
    stranger = Client()
    page = stranger.get("/account/login/").content.decode()
    answer = stranger.post("/preferences/", {"language": "ar", "next": "/account/login/"})

    assert all(name in page for name in ("English", "Français", "العربية", "Español"))
    assert answer["Location"] == "/account/login/"
    assert '<html lang="ar" dir="rtl">' in stranger.get("/account/login/").content.decode()
    assert "bootstrap.rtl.min.css" in stranger.get("/account/login/").content.decode()


def test_a_persons_language_is_kept_in_the_account(people: People, client_of: ClientOf) -> None:
    client_of(people.country).post("/preferences/", {"language": "es"})
    people.country.refresh_from_db()

    assert people.country.language == "es"
    assert '<html lang="es" dir="ltr">' in client_of(people.country).get("/").content.decode()


@pytest.mark.parametrize("language", ["xx", "", "ar; drop"])
def test_an_unknown_language_changes_nothing(people: People, client_of: ClientOf, language: str) -> None:
    answer = client_of(people.country).post("/preferences/", {"language": language})

    assert answer.cookies["releve_language"].value == people.country.language
    people.country.refresh_from_db()
    assert people.country.language == "en"


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_a_choice_leads_back_to_this_installation_only(db: None, where: str) -> None:
    assert Client().post("/preferences/", {"theme": "dark", "next": where})["Location"] == "/"


def test_a_theme_is_remembered_until_the_device_decides_again(db: None) -> None:
    stranger = Client()
    stranger.post("/preferences/", {"theme": "dark"})
    assert 'data-bs-theme="dark"' in stranger.get("/account/login/").content.decode()
    stranger.post("/preferences/", {"theme": ""})
    assert "data-bs-theme" not in stranger.get("/account/login/").content.decode()


def test_pages_keep_to_a_strict_policy_of_contents(people: People, client_of: ClientOf) -> None:
    response = client_of(people.selection).get("/")

    assert "unsafe" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_template_writes_inline_style_or_script_or_a_physical_side(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"""\sstyle=|<style|\son[a-z]+=["']|href=["']javascript:|[\s"](?:ms|me|ps|pe)-auto\b|-left\b(?!")""", text) == []
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name)
def test_own_style_sheets_name_no_physical_side_and_only_tokens_name_colours(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert re.findall(r"(?:margin|padding|border)-(?:left|right|top|bottom)|[\s;](?:left|right|top|bottom|width|height)\s*:", text) == []
    if path.name not in {"tokens.css", "print.css"}:
        assert re.findall(r"#[0-9a-f]{3,8}\b(?!\))", text.replace("#fff", "")) == []


def test_error_pages_need_no_database() -> None:
    request = RequestFactory().get("/somewhere/")
    pages = {
        400: failures.bad_request(request, ValueError()),
        403: failures.permission_denied(request, PermissionError()),
        404: failures.page_not_found(request, LookupError()),
        413: failures.bad_request(request, RequestDataTooBig()),
        429: failures.too_many_requests(request),
        500: failures.server_error(request),
        503: unavailable(request),
    }

    for status, page in pages.items():
        assert page.status_code == status
        assert f'<p class="r-failure-code">{status}</p>' in page.content.decode()
        assert re.search(r"<h1>\S", page.content.decode())


@pytest.mark.parametrize("place", ["releve_web.common.home.panels_for", "releve_web.common.isolation.acting_in"])
def test_a_lost_database_is_said_on_any_page(people: People, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    def lost(*args: object, **kwargs: object) -> None:
        raise OperationalError

    desk = client_of(people.selection)
    desk.raise_request_exception = False
    monkeypatch.setattr(place, lost)
    response = desk.get("/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "The database cannot be reached" in response.content.decode()


def weight(path: str) -> int:
    file = STATIC / path.removeprefix("/static/")
    return len(gzip.compress(file.read_bytes(), 9))


def test_first_load_and_later_pages_stay_light(people: People, client_of: ClientOf) -> None:
    with in_everything():
        for number in range(60):
            make_line(f"MINUSCA-{number:03}")
    desk = client_of(people.selection)
    page = desk.get("/")
    files = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', page.content.decode()))
    own = len(gzip.compress(page.content, 6))
    first = own + sum(weight(file) for file in files)
    told = {"page": own, **{file: weight(file) for file in sorted(files)}}

    assert {Path(file).suffix for file in files} == {".css", ".js", ".svg"}
    assert first < FIRST_LOAD_BYTES, told
    assert own < LATER_BYTES, told


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2.2, 1.4.3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blocks() -> dict[str, dict[str, str]]:
    text = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    found = re.findall(r"(:root|\[data-bs-theme=\"dark\"\]|:root:not\(\[data-bs-theme\]\)) \{([^}]*--r-ground[^}]*)\}", text)
    return {name: dict(re.findall(r"(--r-[\w-]+): ([^;]+);", body)) for name, body in found}


def test_dark_by_choice_and_dark_by_the_device_are_the_same() -> None:
    found = blocks()

    assert found['[data-bs-theme="dark"]'] == found[":root:not([data-bs-theme])"]
    assert found[":root"].keys() == found['[data-bs-theme="dark"]'].keys()


@pytest.mark.parametrize("theme", [":root", '[data-bs-theme="dark"]'])
def test_colours_have_the_contrast_of_wcag_aa(theme: str) -> None:
    colours = {name.removeprefix("--r-"): value for name, value in blocks()[theme].items()}
    grounds = ("ground", "surface", "sunken")
    text = [
        *itertools.product(("ink", "ink-soft", "accent", "accent-strong", "bad", "good", "warn"), grounds),
        *(("ink", f"{tone}-soft") for tone in ("accent", "good", "warn", "bad")),
        *((tone, f"{tone}-soft") for tone in ("good", "warn", "bad", "accent")),
        ("accent-strong", "accent-soft"),
        ("on-accent", "accent"),
        ("on-accent", "accent-strong"),
        ("on-bar", "bar"),
        ("on-bar-soft", "bar"),
        ("on-bar", "bar-line"),
    ]
    parts = [*itertools.product(("line-strong", "accent"), ("ground", "surface")), ("on-bar-soft", "bar")]
    low = [
        (one, other, round(contrast(colours[one], colours[other]), 2))
        for one, other in text
        if contrast(colours[one], colours[other]) < AA_TEXT
    ]
    low += [
        (one, other, round(contrast(colours[one], colours[other]), 2))
        for one, other in parts
        if contrast(colours[one], colours[other]) < AA_PART
    ]

    assert low == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "vendor/icons/icons.svg").read_text(encoding="utf-8")))
    package = TEMPLATES.parent
    named = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'{% icon "([^"]+)"', path.read_text(encoding="utf-8"))}
    named |= {name for path in package.rglob("*.py") for name in re.findall(r'icon="([^"]+)"', path.read_text(encoding="utf-8"))}

    assert named - sprite == set()


def test_the_page_of_a_lost_database_speaks_as_the_browser_asks() -> None:
    request = RequestFactory().get("/", headers={"accept-language": "ar"})

    page = unavailable(request)

    assert (page.status_code, 'lang="ar"' in page.text, 'dir="rtl"' in page.text) == (503, True, True)
