"""The language of the translations: typography, scripts, and one word for one concept."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from releve.text.build import read_catalog

TRANSLATIONS = ("fr", "ar", "es")
GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"
NARROW = "\N{NARROW NO-BREAK SPACE}"
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.+/-]*")
VOWELS = re.compile("[\u064b-\u0652]")
"""Arabic signs for vowels and doubling, which a writer may set or leave out."""
CODES = {
    *(
        "MAR",
        "MA",
        "SEN",
        "UN",
        "MAR-DGSN",
        "IPO",
        "SPT",
        "AMS",
        "A1",
        "A2",
        "B1",
        "B2",
        "C1",
        "C2",
        "fr",
        "en",
        "pin",
        "forbid",
        "yes",
        "no",
    ),
    *(
        "CSV",
        "XLSX",
        "Parquet",
        "TOML",
        "JSON",
        "UTF-8",
        "NUL",
        "MiB",
        "BCP",
        "ISO",
        "SHA-256",
        "alpha-2",
        "alpha-3",
        "xlsx",
        "thresholds",
        "folder",
    ),
    *(
        "releve",
        "plan",
        "explain",
        "policy.toml",
        "posts.csv",
        "countries.csv",
        "languages.csv",
        "figures.json",
        "plan.json",
        "certificate.parquet",
        "run.json",
        "report.html",
    ),
    *("reference", "organised_crime", "Rel", "ve"),
    *(
        "Dask",
        "local",
        "cluster",
        "workers",
        "change",
        "out",
        "pip",
        "install",
        "scenario",
        "name",
        "N",
        "scenarios.html",
        "scenarios.json",
    ),
    *("languages_required", "thresholds.age_max", "B2-"),
    *("PostgreSQL", "Debian", "apt", "postgresql", "postgres", "initdb", "up", "down", "backup", "Ctrl-C"),
    *("RELEVE_DATA", "RELEVE_PG_BIN", "DATABASE_URL", "RELEVE_OWNER_DATABASE_URL", "ALTER", "ROLE", "NO"),
    *("print-sql", "empty", "force", "port"),
    *("assembly.toml", "delegations.csv", "requests.csv", "previous.csv", "not_before", "not_after", "closed", "day", "ics"),
    *("IANA", "Africa/Casablanca", "HH", "MM", "YYYY-MM-DDTHH", "T09", "pt-BR", "Atlas"),
}
"""Codes, names of files and of the program: what an Arabic sentence may hold in Latin letters."""
ABBREVIATION = " no."
"""Ends a heading: Officer no."""
TERMS = {
    r"\bpost lines?\b": {"fr": "ligne", "ar": "بند|بنود|البندين", "es": "línea"},
    r"\bnational caps?\b": {"fr": "plafond", "ar": "الحد الأقصى|الحدود القصوى", "es": "límite"},
    r"\bnotes? verbales?\b": {"fr": "note verbale", "ar": "مذكرة شفوية|المذكرة الشفوية", "es": "nota verbal"},
    r"\bwaivers?\b": {"fr": "dérogation", "ar": "استثناء", "es": "exención"},
    r"\bnominat": {"fr": "présent|candidature", "ar": "رشح|رشيح", "es": "propuest|propone"},
    r"\bofficers?\b": {"fr": "policier|locuteur", "ar": "ضابط|ضباط", "es": "agente"},
    r"\bmissions?\b": {"fr": "mission", "ar": "بعثة|بعثات|بعثتين|بعثتان", "es": "misi"},
    r"\bcommitments?\b": {"fr": "engagement", "ar": "التزام", "es": "compromiso"},
    r"\bopen seats?\b": {"fr": "poste", "ar": "وظيفة|وظائف|وظيفتان", "es": "plaza"},
    r"\btargets?\b": {"fr": "objectif", "ar": "هدف|أهداف", "es": "objetivo"},
    r"\breserves?\b": {"fr": "réserve", "ar": "احتياط", "es": "reserva"},
    r"\beligible\b": {"fr": "éligib", "ar": "مستوف|استيفاء|يستوفي|يُقبل|توفي", "es": "requisitos"},
    r"\btour\b": {"fr": "affectation", "ar": "خدمة|الخدمة", "es": "período de servicio"},
    r"\bHeadquarters\b": {"fr": "Siège", "ar": "المقر", "es": "Sede"},
    r"\bdesk setting\b": {"fr": "paramètre du service", "ar": "خاص بالمكتب|الخاص بالمكتب", "es": "parámetro de la oficina"},
    r"\bskills?\b": {"fr": "compétence", "ar": "مهار", "es": "competencia"},
    r"\bby decision\b": {"fr": "décision", "ar": "قرار", "es": "decisión"},
    r"\brepatriat": {"fr": "rapatri", "ar": "إعادة|أعيد", "es": "repatria"},
    r"\bMedical clearance\b": {"fr": "aptitude médicale", "ar": "اللياقة الطبية", "es": "aptitud médica"},
    r"\bFormed police unit\b": {"fr": "unité de police constituée", "ar": "وحدة شرطة مشكلة", "es": "unidad de policía constituida"},
}
"""An English term, and one of the forms that its only translation takes; all of them stand in docs/glossary.md."""


@cache
def sentences(lang: str) -> tuple[tuple[str, str], ...]:
    """Return every English sentence with its translation, each plural form by itself; what is untranslated has a test of its own."""
    return tuple(_sentences(lang))


def _sentences(lang: str) -> Iterator[tuple[str, str]]:
    for message in read_catalog(lang):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, str) else message.id[1]
        for form in (message.string,) if isinstance(message.string, str) else message.string:
            if form:
                yield english, str(form)


def bare(template: str) -> str:
    """Return a sentence with each placeholder as a letter."""
    return "".join(text + ("" if name is None else "X") for text, name, _, _ in Formatter().parse(template))


def prose(template: str) -> str:
    """Return a sentence without its placeholders."""
    return "".join(text for text, _, _, _ in Formatter().parse(template))


@pytest.mark.parametrize("lang", ["en", *TRANSLATIONS])
def test_no_sentence_has_two_spaces_in_a_row_or_begins_or_ends_with_one(lang: str) -> None:
    assert [form for _, form in sentences(lang) if re.search(r"\s\s", form) or form != form.strip()] == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_a_sentence_ends_with_a_full_stop_where_the_english_one_does(lang: str) -> None:
    full_stops = (".", "?", "\N{ARABIC QUESTION MARK}")
    told = [(english, form) for english, form in sentences(lang) if not english.endswith(ABBREVIATION)]

    assert [form for english, form in told if english.endswith(full_stops) != form.endswith(full_stops)] == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
def test_a_heading_begins_with_a_small_letter_where_the_english_one_does(lang: str) -> None:
    def begins_small(template: str) -> bool:
        return template[0].islower()

    assert [form for english, form in sentences(lang) if lang != "ar" and begins_small(english) and form[0].isupper()] == []


def test_french_sets_a_narrow_space_that_does_not_break_before_double_signs_and_inside_quotation_marks() -> None:
    wrong = re.compile(rf"[^{NARROW}][;:!?](?=\s|$)|[^{NARROW}]»|«[^{NARROW}]")

    assert [form for _, form in sentences("fr") if wrong.search(bare(form))] == []


def test_french_has_the_apostrophe_of_print() -> None:
    assert [form for _, form in sentences("fr") if "'" in form] == []


def test_spanish_opens_what_it_closes() -> None:
    told = [prose(form) for _, form in sentences("es")]

    assert [form for form in told if form.count("?") != form.count("¿") or form.count("!") != form.count("¡")] == []


def test_arabic_has_its_own_comma_semicolon_and_question_mark() -> None:
    assert [form for _, form in sentences("ar") if re.search(r"[,;](?=\s|$)|\?", bare(form))] == []


def test_arabic_has_no_latin_letters_but_codes_and_names() -> None:
    assert [form for _, form in sentences("ar") if {word.rstrip(".") for word in LATIN_WORD.findall(prose(form))} - CODES] == []


def test_arabic_says_counts_of_one_and_two_in_words() -> None:
    counted = [message for message in read_catalog("ar") if isinstance(message.id, (tuple, list)) and "{n}" in message.id[1]]

    assert [message.string for message in counted if any("{n}" in form for form in message.string[:3])] == []


@pytest.mark.parametrize("lang", TRANSLATIONS)
@pytest.mark.parametrize("term", TERMS)
def test_one_concept_has_one_word(term: str, lang: str) -> None:
    word = re.compile(TERMS[term][lang], re.IGNORECASE)

    assert [form for english, form in sentences(lang) if re.search(term, prose(english)) and not word.search(VOWELS.sub("", form))] == []


@pytest.mark.parametrize("term", TERMS)
def test_the_word_of_a_concept_stands_in_the_glossary(term: str) -> None:
    words = TERMS[term]
    rows = [row.split("|") for row in GLOSSARY.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]

    assert any(
        re.search(term, english, re.IGNORECASE)
        and all(re.search(words[lang], VOWELS.sub("", cell), re.IGNORECASE) for lang, cell in zip(TRANSLATIONS, (fr, ar, es), strict=True))
        for _, english, _, fr, ar, es, *_ in rows
    )
