"""The files of the catalogue: complete, in step with the code and with each other."""

from string import Formatter

import pytest

from releve.text import LANGUAGES
from releve.text.build import (
    extract_messages,
    missing_translations,
    mo_bytes,
    po_bytes,
    read_catalog,
    updated_catalog,
)
from releve.text.languages import mo_path, po_path

MESSAGES = extract_messages()
NAMES_WRITTEN_ALIKE = {"Brunei Darussalam", "Cabo Verde", "Note verbale", "Viet Nam"}
COUNT_IN_WORDS = 3
"""The Arabic forms for none, one and two say the number in words and need no digits."""


def placeholders(template: str) -> frozenset[tuple[str, str]]:
    return frozenset((name, kind or "") for _, name, kind, _ in Formatter().parse(template) if name is not None)


def words(template: str) -> list[str]:
    """Return the words of a sentence beside its placeholders."""
    return [word for text, _, _, _ in Formatter().parse(template) for word in text.split() if word.isalpha()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_of_the_code_stands_in_the_catalogue_and_no_other(lang: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in read_catalog(lang) if message.id}

    assert known == set(MESSAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_untranslated_or_fuzzy(lang: str) -> None:
    assert list(missing_translations(read_catalog(lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_are_what_a_new_build_would_write(lang: str) -> None:
    catalog = updated_catalog(lang, MESSAGES)

    assert po_path(lang).read_bytes() == po_bytes(catalog)
    assert mo_path(lang).read_bytes() == mo_bytes(catalog)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_have_the_placeholders_of_the_english_sentence(lang: str) -> None:
    wrong = [
        message.id
        for message in read_catalog(lang)
        if isinstance(message.id, str) and placeholders(message.id) != placeholders(str(message.string))
    ]

    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plural_forms_have_the_placeholders_of_the_english_sentence_but_for_counts_in_words(lang: str) -> None:
    wrong = []
    for message in read_catalog(lang):
        if isinstance(message.id, str):
            continue
        (singular, plural), forms = message.id, tuple(message.string)
        in_words = placeholders(plural) - placeholders(singular)
        for i, form in enumerate(forms):
            lacking = placeholders(plural) - placeholders(form) - (in_words if i == 0 else frozenset())
            may_lack = 1 if lang == "ar" and i < COUNT_IN_WORDS else 0
            if len(lacking) > may_lack or placeholders(form) - placeholders(plural):
                wrong.append(form)

    assert wrong == []


@pytest.mark.parametrize("lang", ["fr", "ar", "es"])
def test_sentences_are_not_left_in_english(lang: str) -> None:
    same = {
        message.id
        for message in read_catalog(lang)
        if isinstance(message.id, str) and message.string == message.id and len(words(message.id)) > 1
    }

    assert same - NAMES_WRITTEN_ALIKE == set()
