"""The pages speak four languages whole: nothing untranslated, nothing doubtful, the same placeholders, the glossary's words."""

import re

import pytest
from babel.messages.catalog import Message

from releve_web.catalogue_build import (
    LANGUAGES,
    extract_messages,
    missing_translations,
    mo_bytes,
    po_bytes,
    po_path,
    read_catalog,
    updated_catalog,
)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
NARROW = "\N{NARROW NO-BREAK SPACE}"
COUNT_IN_WORDS = 3
"""The Arabic forms for none, one and two may say the number in words."""


def forms(text: object) -> tuple[str, ...]:
    """Return a text as its forms; one that counts nothing has one."""
    return tuple(map(str, text)) if isinstance(text, (tuple, list)) else (str(text),)


def messages_of(lang: str) -> list[Message]:
    return [message for message in read_catalog(lang) if message.id]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_translated_and_none_is_doubtful(lang: str) -> None:
    assert list(missing_translations(read_catalog(lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_are_in_step_with_the_code(lang: str) -> None:
    catalog = updated_catalog(lang, extract_messages())

    assert (po_path(lang).read_bytes(), po_path(lang).with_suffix(".mo").read_bytes()) == (po_bytes(catalog), mo_bytes(catalog))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translation_has_the_placeholders_of_its_sentence(lang: str) -> None:
    wrong = []
    for message in messages_of(lang):
        english = [set(PLACEHOLDER.findall(form)) for form in forms(message.id)]
        for place, form in enumerate(forms(message.string)):
            told = set(PLACEHOLDER.findall(form))
            asked = english[min(place, len(english) - 1)] if lang != "ar" else english[-1]
            in_words = len(english) > 1 and (place < COUNT_IN_WORDS or lang != "ar")
            if told != asked and not (in_words and told < asked):
                wrong.append((message.id, form))

    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translation_ends_as_its_sentence_does(lang: str) -> None:
    stops = (".", "?", ":", "…", "\N{ARABIC QUESTION MARK}")

    assert [
        (english, form)
        for message in messages_of(lang)
        for english in forms(message.id)[-1:]
        for form in forms(message.string)
        if english.endswith(stops) != form.endswith(stops)
    ] == []


def test_french_sets_a_narrow_space_before_double_signs_and_inside_quotation_marks() -> None:
    wrong = re.compile(rf"[^{NARROW}][;:!?](?=\s|$)|[^{NARROW}]»|«[^{NARROW}]")

    assert [form for message in messages_of("fr") for form in forms(message.string) if wrong.search(PLACEHOLDER.sub("X", form))] == []


def test_french_has_the_apostrophe_of_print() -> None:
    assert [form for message in messages_of("fr") for form in forms(message.string) if "'" in form] == []


def test_arabic_has_its_own_comma_semicolon_and_question_mark() -> None:
    wrong = re.compile(r"[,;](?=\s|$)|\?")

    assert [form for message in messages_of("ar") for form in forms(message.string) if wrong.search(PLACEHOLDER.sub("X", form))] == []
