"""The labelled press texts: enough of them, varied, true to their labels, and the same from the same seed."""

import html
from collections import Counter

import pytest
from benchmarks.communique.texts import LANGUAGES, Labelled, labelled_texts, language_file

KINDS = {"bilateral", "multilateral", "visit", "signature", "ceremony", "call", "none"}


@pytest.fixture(scope="module")
def texts() -> list[Labelled]:
    return labelled_texts()


def test_each_language_has_its_share_of_texts_and_of_templates(texts: list[Labelled]) -> None:
    n_texts = Counter(one.text["lang"] for one in texts)

    assert {lang: n_texts[lang] >= 50 for lang in LANGUAGES} == dict.fromkeys(LANGUAGES, True)
    assert sum(n_texts.values()) >= 200
    assert all(len(language_file(lang)["template"]) >= 20 for lang in LANGUAGES)


def test_each_language_has_every_kind(texts: list[Labelled]) -> None:
    met = {lang: {one.gold["kind"] for one in texts if one.text["lang"] == lang} for lang in LANGUAGES}

    assert met == dict.fromkeys(LANGUAGES, KINDS)


def test_no_two_texts_are_the_same(texts: list[Labelled]) -> None:
    assert len({one.text["text"] for one in texts}) == len(texts)


def test_no_slot_is_left_open(texts: list[Labelled]) -> None:
    plain = [one.text for one in texts if not one.text["text"].startswith("<")]
    left = [text["id"] for text in plain if any(mark in text["text"] for mark in ("{", "}", "[[", "||"))]

    assert left == []


def test_every_participant_is_named_in_the_text(texts: list[Labelled]) -> None:
    for one in texts:
        text = html.unescape(one.text["text"]).casefold()
        unnamed = [person["name"] for person in one.gold["participants"] if person["name"].casefold() not in text]
        assert unnamed == [], one.text["id"]


def test_every_place_that_has_a_name_is_in_the_text(texts: list[Labelled]) -> None:
    for one in texts:
        place = one.gold["place"]
        if place is not None and place["name"]:
            assert place["name"].casefold() in html.unescape(one.text["text"]).casefold(), one.text["id"]


def test_the_same_seed_gives_the_same_texts_and_another_seed_others(texts: list[Labelled]) -> None:
    again = labelled_texts()
    other = labelled_texts(1)

    assert again == texts
    assert sum(one.text["text"] == two.text["text"] for one, two in zip(texts, other, strict=True)) == 0


def test_more_texts_begin_with_the_same_ones(texts: list[Labelled]) -> None:
    fewer = [one.text for one in labelled_texts(each=3)]

    assert fewer == [one.text for one in texts if int(one.text["id"].partition("-")[2]) < 3]


def test_some_texts_are_pages_and_some_are_in_capitals(texts: list[Labelled]) -> None:
    latin = [one.text["text"] for one in texts if one.text["lang"] != "ar"]

    assert sum(one.text["text"].startswith("<!DOCTYPE html>") for one in texts) >= len(LANGUAGES)
    assert sum(text.isupper() for text in latin) >= 2
