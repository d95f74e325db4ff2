"""The files of the catalogue: complete, in step with the code and with each other."""

import ast
import re
from importlib.metadata import version
from pathlib import Path
from string import Formatter
from typing import Final

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from releve.text import LANGUAGES
from releve.text.build import (
    KEYWORDS,
    PACKAGE_FOLDER,
    PEOPLE_FACING,
    extract_messages,
    missing_translations,
    mo_bytes,
    po_bytes,
    read_catalog,
    updated_catalog,
)
from releve.text.languages import mo_path, po_path

MESSAGES = extract_messages()
LOCK: Final = Path(__file__).parents[3] / "requirements" / "dev.lock"
NAMES_WRITTEN_ALIKE = {"Brunei Darussalam", "Cabo Verde", "Note verbale", "Viet Nam"}
COUNT_IN_WORDS = 3
"""The Arabic forms for none, one and two say the number in words and need no digits."""


def sentences_said() -> set[str]:
    """Return the first literal argument of every call that marks or says a sentence, found in the syntax and not in the text."""
    said = set()
    for package in PEOPLE_FACING:
        for path in (PACKAGE_FOLDER / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in KEYWORDS and isinstance(node.args[0].value, str):
                    said.add(node.args[0].value)
    return said


def told(message: Message) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return what a message says, whatever the lines it is written on: its English, its translation, the files that hold it."""
    return forms(message.id), forms(message.string), tuple(sorted(name for name, _ in message.locations))


def forms(text: object) -> tuple[str, ...]:
    """Return a text as its forms; a text that counts nothing has one."""
    return tuple(map(str, text)) if isinstance(text, (tuple, list)) else (str(text),)


def locked_version(distribution: str) -> str | None:
    """Return the version of a distribution that the lock of development names."""
    found = re.search(rf"^{distribution}==([\w.]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return None if found is None else found[1]


def placeholders(template: str) -> frozenset[tuple[str, str, str]]:
    """Return the placeholders of a sentence: name, kind and conversion."""
    return frozenset((name, kind or "", conversion or "") for _, name, kind, conversion in Formatter().parse(template) if name is not None)


def words(template: str) -> list[str]:
    """Return the words of a sentence beside its placeholders."""
    return [word for text, _, _, _ in Formatter().parse(template) for word in text.split() if word.isalpha()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_of_the_code_stands_in_the_catalogue_and_no_other(lang: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in read_catalog(lang) if message.id}

    assert known == set(MESSAGES)


def test_the_extraction_misses_no_call_of_the_code_that_says_a_literal_sentence() -> None:
    extracted = {key if isinstance(key, str) else key[0] for key in MESSAGES}

    assert sentences_said() - extracted == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_untranslated_or_fuzzy(lang: str) -> None:
    assert list(missing_translations(read_catalog(lang))) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_build_would_hold_the_same_messages_in_the_same_order(lang: str) -> None:
    built = updated_catalog(lang, MESSAGES)

    assert [told(message) for message in read_catalog(lang)][1:] == [told(message) for message in built][1:]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_program_reads_the_sentences_that_translators_see(lang: str) -> None:
    with mo_path(lang).open("rb") as file:
        compiled = read_mo(file)

    assert {told(message)[:2] for message in compiled if message.id} == {told(message)[:2] for message in read_catalog(lang) if message.id}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_are_byte_for_byte_what_the_locked_version_of_babel_writes(lang: str) -> None:
    catalog = updated_catalog(lang, MESSAGES)

    assert version("babel") == locked_version("babel")
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
