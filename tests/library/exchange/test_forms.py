"""Cells as people write them: refused, with what they most likely mean."""

import pytest

from releve.errors import Datum
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import Column, Kind
from releve.exchange.forms import CellForms
from releve.reference import load_reference
from releve.text import Catalogue

REFERENCE = load_reference()
LANGUAGES = ("en", "fr", "ar", "es")


def faults(kind: Kind, text: str) -> list[tuple[str, dict[str, Datum]]]:
    value, found = CellForms(reference=REFERENCE).read(Column(name="x", kind=kind), text)
    assert value is None
    return [(fault.code, dict(fault.data)) for fault in found]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Morocco", "MAR"),
        ("MAROC", "MAR"),
        ("المغرب", "MAR"),
        ("Marruecos", "MAR"),
        ("Côte d'Ivoire", "CIV"),
        ("Cote d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("senegal", "SEN"),
        ("République démocratique du Congo", "COD"),
        ("Congo", "COG"),
        ("Maroccco", None),
    ],
)
def test_a_country_by_name_is_refused_with_its_code(name: str, code: str | None) -> None:
    assert faults(Kind.COUNTRY, name) == [("exchange.unknown_country", {"part": name, "proposal": code})]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_country_is_found_by_the_name_that_the_program_shows(lang: str) -> None:
    speak = Catalogue.load(lang)

    shown = {code: speak.country(code) for code in REFERENCE.countries}

    assert {name: REFERENCE.country_named(name) for name in shown.values()} == {name: code for code, name in shown.items()}


@pytest.mark.parametrize(("name", "tag"), [("Français", "fr"), ("french", "fr"), ("العربية", "ar"), ("inglés", "en"), ("Klingonish", None)])
def test_a_language_by_name_is_refused_with_its_code(name: str, tag: str | None) -> None:
    assert faults(Kind.LEVELS, f"{name}:C1") == [("exchange.unknown_language", {"part": name, "proposal": tag})]
    assert faults(Kind.LANGUAGES, name) == [("exchange.unknown_language", {"part": name, "proposal": tag})]


@pytest.mark.parametrize(
    ("kind", "text", "proposal"),
    [
        (Kind.LEVELS, "fr:C1, ar:C2", "fr:C1;ar:C2"),
        (Kind.LEVELS, "fr:C1، ar:C2", "fr:C1;ar:C2"),
        (Kind.LEVELS, "fr:C1, ar:C2; en:B1", "fr:C1;ar:C2;en:B1"),
        (Kind.LANGUAGES, "fr,en", "fr;en"),
        (Kind.ASKED_LANGUAGES, "fr:B2,en", "fr:B2;en"),
        (Kind.COUNTRIES, "MAR, SEN", "MAR;SEN"),
    ],
)
def test_a_list_with_commas_is_refused_with_semicolons_in_their_place(kind: Kind, text: str, proposal: str) -> None:
    assert faults(kind, text) == [("exchange.list_with_commas", {"proposal": proposal})]


def test_what_else_is_wrong_in_a_list_with_commas_is_said_too() -> None:
    assert faults(Kind.LEVELS, "fr:C1, ar:Z9") == [
        ("exchange.list_with_commas", {"proposal": "fr:C1;ar:Z9"}),
        ("exchange.unknown_level", {"part": "ar:Z9", "proposal": None}),
    ]


def test_a_comma_in_the_name_of_a_country_separates_nothing() -> None:
    assert [code for code, _ in faults(Kind.COUNTRIES, "Tanzania, United Republic of")] == [ExchangeCode.UNKNOWN_COUNTRY]
