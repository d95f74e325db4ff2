"""Numbers, days, shares and names, as each language writes them."""

from datetime import date
from decimal import Decimal

import pytest

from releve.reference import load_reference
from releve.text import LANGUAGES, Catalogue


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "12,345.5"), ("fr", "12\N{NARROW NO-BREAK SPACE}345,5"), ("ar", "12,345.5"), ("es", "12.345,5")],
)
def test_numbers_carry_the_separators_of_the_language(lang: str, expected: str) -> None:
    assert Catalogue.load(lang).number(12345.5) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "30.5%"),
        ("fr", "30,5\N{NO-BREAK SPACE}%"),
        ("ar", "30.5%\N{LEFT-TO-RIGHT MARK}"),
        ("es", "30,5\N{NO-BREAK SPACE}%"),
    ],
)
def test_shares_are_percentages_with_one_decimal_at_most(lang: str, expected: str) -> None:
    speak = Catalogue.load(lang)

    assert speak.percent(0.3049).replace("\N{LEFT-TO-RIGHT MARK}", "") == expected.replace("\N{LEFT-TO-RIGHT MARK}", "")
    assert speak.percent(Decimal("0.20")).replace("20", "30.5" if lang in {"en", "ar"} else "30,5") == speak.percent(0.305)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "25 November 2025"), ("fr", "25 novembre 2025"), ("ar", "25 نوفمبر 2025"), ("es", "25 de noviembre de 2025")],
)
def test_days_name_their_month(lang: str, expected: str) -> None:
    speak = Catalogue.load(lang)

    assert speak.day(date(2025, 11, 25)) == expected
    assert speak.day("2025-11-25") == expected
    assert speak.day("soon") == "soon"


@pytest.mark.parametrize(
    ("lang", "direction", "morocco", "french"),
    [
        ("en", "ltr", "Morocco", "French"),
        ("fr", "ltr", "Maroc", "français"),
        ("ar", "rtl", "المغرب", "الفرنسية"),
        ("es", "ltr", "Marruecos", "francés"),
    ],
)
def test_countries_and_languages_have_their_names(lang: str, direction: str, morocco: str, french: str) -> None:
    speak = Catalogue.load(lang)

    assert speak.direction == direction
    assert speak.country("MAR") == morocco
    assert speak.language("fr") == french
    assert speak.language("zz") == "zz"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "Democratic Republic of the Congo"),
        ("fr", "République démocratique du Congo"),
        ("ar", "جمهورية الكونغو الديمقراطية"),
        ("es", "República Democrática del Congo"),
    ],
)
def test_countries_that_the_un_names_otherwise_carry_its_name(lang: str, expected: str) -> None:
    assert Catalogue.load(lang).country("COD") == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_country_of_the_reference_has_a_name(lang: str) -> None:
    speak = Catalogue.load(lang)

    assert [iso3 for iso3 in load_reference().countries if speak.country(iso3) == iso3] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_skill_of_the_reference_has_a_name(lang: str) -> None:
    speak = Catalogue.load(lang)

    assert [code for code in load_reference().skills if speak.skill(code) == code] == []


def test_a_country_not_stated_and_a_code_not_known_are_said_so() -> None:
    speak = Catalogue.load("en")

    assert speak.country(None) == "country not stated"
    assert speak.country("QQQ") == "QQQ"
    assert speak.skill("no_such_skill") == "no_such_skill"


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "لا ضباط"),
        (1, "ضابط واحد"),
        (2, "ضابطان"),
        (3, "3 ضباط"),
        (11, "11 ضابطا"),
        (100, "100 ضابط"),
        (103, "103 ضباط"),
        (111, "111 ضابطا"),
    ],
)
def test_arabic_counts_in_six_forms(n: int, expected: str) -> None:
    assert Catalogue.load("ar").plural("{n} officer", "{n} officers", n) == expected


@pytest.mark.parametrize(("lang", "expected"), [("en", "0 officers"), ("fr", "0 policier"), ("es", "0 agentes")])
def test_nothing_is_plural_but_in_french(lang: str, expected: str) -> None:
    assert Catalogue.load(lang).plural("{n} officer", "{n} officers", 0) == expected


def test_values_stand_in_isolates_on_arabic_pages_only() -> None:
    arabic = Catalogue.load("ar")

    assert arabic.text("Written: {path}", path="out/plan") == "كُتب: out/plan"
    assert arabic.for_pages().text("Written: {path}", path="out/plan") == "كُتب: \u2068out/plan\u2069"
    assert Catalogue.load("fr").for_pages().text("Written: {path}", path="out/plan") == "Écrit\N{NARROW NO-BREAK SPACE}: out/plan"


def test_a_placeholder_without_a_value_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        Catalogue.load("en").text("Written: {path}")


def test_a_language_that_the_catalogue_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        Catalogue.load("de")


def test_parts_of_an_arabic_list_stand_in_isolates_of_their_own_from_right_to_left() -> None:
    arabic = Catalogue.load("ar").for_pages()

    assert arabic.value(("C1", "C2"), "all") == "\u2068C1\u2069 و\u2068C2\u2069"
    assert arabic.text("{name} ({code})", name=arabic.value(("C1", "C2"), "all"), code="X").startswith("\u2067\u2068C1\u2069")


@pytest.mark.parametrize(
    ("parts", "kind", "expected"),
    [
        (("fr", "en"), "languages", "francés e inglés"),
        (("en", "fr"), "languages", "inglés y francés"),
        (("MAR", "IRL"), "countries", "Marruecos e Irlanda"),
        (("MAR", "TUN", "ITA"), "countries", "Marruecos, Túnez e Italia"),
        (("IRL",), "countries", "Irlanda"),
        (("agua", "hielo"), "all", "agua y hielo"),
        (("uno", "otro"), "any", "uno u otro"),
        (("7", "8"), "any", "7 u 8"),
        (("otro", "uno"), "any", "otro o uno"),
    ],
)
def test_spanish_and_and_or_change_before_their_own_sound(parts: tuple[str, ...], kind: str, expected: str) -> None:
    assert Catalogue.load("es").value(parts, kind) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "1 January 2026"), ("fr", "1er janvier 2026"), ("ar", "1 يناير 2026"), ("es", "1 de enero de 2026")],
)
def test_the_first_day_of_a_month_is_an_ordinal_in_french_alone(lang: str, expected: str) -> None:
    assert Catalogue.load(lang).day(date(2026, 1, 1)) == expected


def test_the_eleventh_day_of_a_month_is_no_ordinal() -> None:
    assert Catalogue.load("fr").day(date(2026, 11, 11)) == "11 novembre 2026"


def test_skills_within_a_sentence_have_no_capital_letter_and_alone_they_have() -> None:
    speak = Catalogue.load("fr")

    assert speak.value(("investigations", "organised_crime"), "skills") == "enquêtes et criminalité organisée"
    assert speak.skill("organised_crime") == "Criminalité organisée"


def test_officers_by_priority_are_told_without_a_second_colon() -> None:
    assert Catalogue.load("en").value(("1:2", "3:1"), "priorities") == "critical (2), normal (1)"


@pytest.mark.parametrize(("lang", "expected"), [("en", "master's degree"), ("fr", "master"), ("ar", "الماجستير"), ("es", "maestría")])
def test_a_step_of_education_within_a_sentence_has_no_capital_letter(lang: str, expected: str) -> None:
    assert Catalogue.load(lang).value("master", "education") == expected
