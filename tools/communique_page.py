"""
Write the page of the docs on what the communiqué reader knows, `docs/reference/communique.md`, from the reader's own tables.

Run by hand after a row has changed: ``python tools/communique_page.py``. A test keeps the page up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from releve.communique.acts import ACT_WORDS
from releve.communique.calendar_words import month_numbers, weekday_numbers
from releve.communique.draft import Role
from releve.communique.gazetteer import Kind, Name, load_gazetteer
from releve.communique.kinds import KIND_WORDS
from releve.communique.lexicon import LANGUAGES
from releve.communique.topics import TOPIC_WORDS

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "communique.md"
DATA: Final = "../../src/releve/communique/data"
LANGUAGE_NAMES: Final = {"fr": "French", "en": "English", "es": "Spanish", "ar": "Arabic"}
INTRODUCTION: Final = f"""# What the communiqué reader knows

The reader finds names in a press text with a gazetteer in four languages.
Its tables lie in [`src/releve/communique/data`]({DATA}): one row a name.
They were written for this project from common knowledge; names of States follow Unicode CLDR, with the short and full forms of the press
added.
Nothing in them is drawn from a person's file.

This page is written by `tools/communique_page.py`: change the tables, not the page.
"""
FINDING: Final = """A name is found by its words: case, accents, typographic marks, Arabic vowel signs and forms of an Arabic letter make
no difference.
Of two names that overlap the longer wins.

* Names of States, towns and missions, and English demonyms, begin with a capital in the text; acronyms of up to three letters stand in
  capitals, so that *UN* is not the French *un*.
* An Arabic name is found behind و, ف, ب, ل, ك and behind the article, written together with them.
* `also` names other States that a word may mean (*Congo*, *Dominican*); a mention carries them, and never hides them.
* `sure` is `no` where the word is also an ordinary word or a person's name (*Chad*, *Victoria*, مالي): such a mention needs support
  from its neighbours.
* A service or a title without a country (*police nationale*, *ministre de l'Intérieur*) belongs to the State, organisation or town that the
  text names directly behind it, within it or, in English, before it: *police nationale espagnole*, *Nepal Police*. Where somebody is posted
  (*ambassadeur au Maroc*) does not count.
* The country of a town says who holds office there in the communiqués that name it; it takes no position on the status of a territory.
"""


def communique_page() -> str:
    """Return the page."""
    names = load_gazetteer().names
    parts = [
        INTRODUCTION,
        "## Names by kind and language\n",
        _table(("kind", *LANGUAGE_NAMES.values(), "bearers"), (_sizes(kind, names[kind]) for kind in Kind)),
        "## How a name is found\n",
        FINDING,
        "## Kinds of meeting\n",
        "The first of these words in the lead sentence tells the kind; none of them: `none`.\n",
        _grammar(KIND_WORDS),
        "## Parts in a meeting\n",
        _list(Role),
        "## Acts of a statement\n",
        "These words tell what one side said; who said it to whom is read from the persons, titles and States named around them.\n",
        _grammar(ACT_WORDS),
        "## Topics\n",
        _grammar(TOPIC_WORDS),
        "## Organisations\n",
        "A unit or a specialised body speaks for the partner named beside it.\n",
        _table(("key", "kind", "partner", *LANGUAGE_NAMES.values()), _bearers(names[Kind.ORGANISATION], with_kind=True)),
        "## Services\n",
        _table(("short", "country", *LANGUAGE_NAMES.values()), _bearers(names[Kind.SERVICE], with_kind=False)),
        "## Missions\n",
        _table(("mission", "partner", *LANGUAGE_NAMES.values()), _bearers(names[Kind.MISSION], with_kind=False)),
        "## Months and days of the week\n",
        _table(("language", "month", "names"), _calendar()),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _grammar(words: Mapping[Any, str]) -> str:
    """Return each entry of a grammar with its alternatives, as the reader compares them: small letters without accents."""
    return "\n".join(f"### `{key}`\n\n```text\n{chr(10).join(_alternatives(written))}\n```\n" for key, written in words.items())


def _alternatives(written: str) -> list[str]:
    """Return the alternatives of a pattern that stand outside all brackets."""
    found, depth = [""], 0
    for letter in written:
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(letter, 0)
        if letter == "|" and not depth:
            found.append("")
        else:
            found[-1] += letter
    return found


def _sizes(kind: Kind, names: tuple[Name, ...]) -> Iterator[str]:
    yield f"`{kind}`"
    for language in LANGUAGE_NAMES:
        yield f"{sum(name.language == language for name in names):,}"
    yield "" if kind is Kind.TITLE else f"{len({name.key for name in names}):,}"


def _bearers(names: tuple[Name, ...], *, with_kind: bool) -> Iterator[tuple[str, ...]]:
    for key, rows in groupby(sorted(names, key=lambda name: name.key), key=lambda name: name.key):
        of_key = tuple(rows)
        kind = (of_key[0].form,) if with_kind else ()
        by_language = (", ".join(name.text for name in of_key if name.language == language) for language in LANGUAGE_NAMES)
        yield f"`{key}`", *kind, of_key[0].partner or "", *by_language


def _calendar() -> Iterator[tuple[str, ...]]:
    for language in LANGUAGES:
        for part, numbers in (("month", month_numbers(language)), ("weekday", weekday_numbers(language))):
            for number in sorted(set(numbers.values())):
                yield LANGUAGE_NAMES[language], f"{part} {number}", ", ".join(word for word, of in numbers.items() if of == number)


def _list(values: Iterable[str]) -> str:
    return "".join(f"* `{value}`\n" for value in values)


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = tuple(header)
    lines = [titles, tuple("---" for _ in titles), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(communique_page(), "utf-8")
