"""
Who meets in a labelled text: countries, cities, functions, and invented people.

Names are composed from parts that are usual in a country; no name is that of a known office holder.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

TEMPLATES: Final = Path(__file__).parent / "templates"
ORGANISATIONS_NAMES: Final = "ORG"
"""Row of the names that people of an organisation take."""
LATIN, ARABIC = 0, 1

POOLS: Final[Mapping[str, tuple[str, ...]]] = {
    "africa": ("MAR", "SEN", "CIV", "CMR", "BEN", "NER", "NGA", "GHA", "KEN", "RWA", "TUN", "DZA", "MRT", "EGY"),
    "arab": ("MAR", "TUN", "DZA", "MRT", "EGY", "JOR", "QAT", "SAU", "ARE"),
    "francophone": ("SEN", "CIV", "CMR", "NER", "BEN"),
    "hispanic": ("ESP", "COL", "MEX", "ARG", "CHL", "PER"),
}
"""Countries that a template may ask for together."""
WITHOUT_AN_INTERIOR_MINISTER: Final = frozenset({"USA", "GBR"})
"""By that name."""

SHARE_OF_WOMEN: Final = 0.4
"""Among those who are not heads of a service, whose titles the tables give for men only."""
OTHER_SPELLINGS: Final = (("ou", "u"), ("i", "y"), ("ss", "s"), ("e", "é"), ("a", "aa"))
"""In Latin script; the first that a name holds is put otherwise."""
OF_MEN_ONLY: Final = ("bin ", "Ould ", "بن ", "ولد ")
"""Beginnings of family names that say "son of"."""

Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Person:
    """One invented person; ``script`` forms are picked by the language of the text."""

    given: str
    family: str
    is_woman: bool

    @property
    def name(self) -> str:
        """Return given and family name."""
        return f"{self.given} {self.family}"

    @property
    def other_spelling(self) -> str:
        """Return the name as another desk may spell it: one letter or two of the family name differ."""
        before, space, last = self.family.rpartition(" ")
        for usual, other in OTHER_SPELLINGS:
            if usual in last[1:]:
                return f"{self.given} {before}{space}{last[0]}{last[1:].replace(usual, other, 1)}"
        return self.name


@dataclass(frozen=True, kw_only=True)
class Side:
    """A person with their function and the country or organisation they speak for; ``words`` are its forms in the text's language."""

    partner: str
    person: Person
    title: str
    words: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class City:
    """A city in the text's language; ``others`` are its names in the other languages."""

    name: str
    country: str
    others: tuple[str, ...]


@cache
def rows_of(table: str) -> tuple[Row, ...]:
    """Return the rows of a table beside the templates."""
    with (TEMPLATES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def country_codes() -> tuple[str, ...]:
    """Return the countries that the texts speak of, alpha-3."""
    return tuple(row["country"] for row in rows_of("countries"))


def draw_person(draw: random.Random, country: str, lang: str, *, woman: bool, taken: Sequence[str]) -> Person:
    """Return an invented person of a country whose family name nobody in the text has yet."""
    row = next(row for row in rows_of("people") if row["country"] == country)
    script = ARABIC if lang == "ar" else LATIN
    families = [family for family in _forms(row["families"], script) if family not in taken]
    if woman:
        families = [family for family in families if not family.startswith(OF_MEN_ONLY)] or families
    given = draw.choice(_forms(row["women" if woman else "men"], script))
    return Person(given=given, family=draw.choice(families), is_woman=woman)


def draw_city(draw: random.Random, country: str, lang: str) -> City:
    """Return a city of a country."""
    return _city(draw.choice([row for row in rows_of("cities") if row["country"] == country]), lang)


def country_words(country: str, lang: str) -> dict[str, str]:
    """Return the forms of a country in a language: ``the``, ``of``, ``in``, ``m``, ``f``, as far as the language has them."""
    row = next(row for row in rows_of("countries") if row["country"] == country)
    forms = {key.removeprefix(f"{lang}_"): value for key, value in row.items() if key.startswith(f"{lang}_")}
    if lang == "es":
        forms["of"] = f"de {forms['the']}"
    if lang in ("fr", "es"):
        forms |= {"mp": _plural(forms["m"], lang), "fp": _plural(forms["f"], lang)}
    return forms


def _plural(adjective: str, lang: str) -> str:
    if lang == "fr":
        return adjective if adjective[-1] in "sx" else f"{adjective}s"
    if adjective[-1] in "aeo":
        return f"{adjective}s"
    unaccented = adjective[:-2] + adjective[-2].translate(str.maketrans("áéíóú", "aeiou")) + adjective[-1]
    return f"{adjective}es" if adjective[-1] == "í" else f"{unaccented}es"


def draw_side(
    draw: random.Random, wanted: str, lang: str, *, functions: Mapping[str, Mapping[str, str]], sides: Mapping[str, Side], ministers: bool
) -> Side:
    """
    Return a side as a template asks for it.

    Parameters
    ----------
    wanted
        ``WHO:FUNCTION``. ``WHO`` is an alpha-3 code, ``*`` or a pool for any country not in the text yet, the letter of
        another side for its country, or ``org`` or the key of an organisation. ``FUNCTION`` is a key of ``functions``, or ``head``.
    functions
        Titles by function, then by ``m`` and ``f``, with the words of the country in braces.
    sides
        Those drawn already, by letter.
    ministers
        Whether the text speaks of ministers of the interior.
    """
    who, _, function = wanted.partition(":")
    taken = [side.person.family for side in sides.values()]
    if who == "org" or any(row["partner"] == who for row in rows_of("organisations")):
        return _organisation(draw, who, lang, taken=taken)
    if who in ("*", *POOLS):
        met = {side.partner for side in sides.values()}
        excluded = met | (WITHOUT_AN_INTERIOR_MINISTER if ministers else set())
        country = draw.choice([code for code in POOLS.get(who, country_codes()) if code not in excluded])
    else:
        country = sides[who].partner if who in sides else who
    words = country_words(country, lang)
    woman = function != "head" and draw.random() < SHARE_OF_WOMEN
    if function == "head":
        title = next(row[lang] for row in rows_of("heads") if row["country"] == country)
    else:
        title = functions[function]["f" if woman else "m"].format(**words)
    return Side(partner=country, person=draw_person(draw, country, lang, woman=woman, taken=taken), title=title, words=words)


def _organisation(draw: random.Random, who: str, lang: str, *, taken: Sequence[str]) -> Side:
    row = draw.choice([row for row in rows_of("organisations") if who in ("org", row["partner"])])
    woman = draw.random() < SHARE_OF_WOMEN
    words = {key.removeprefix(f"{lang}_"): value for key, value in row.items() if key.startswith(f"{lang}_")}
    title = words.get("title") or words["title_f" if woman else "title_m"]
    person = draw_person(draw, ORGANISATIONS_NAMES, lang, woman=woman, taken=taken)
    return Side(partner=row["partner"], person=person, title=title, words=words)


def _city(row: Row, lang: str) -> City:
    others = {name for key, name in row.items() if key != "country"} - {row[lang]}
    return City(name=row[lang], country=row["country"], others=tuple(sorted(others)))


def _forms(cell: str, script: int) -> list[str]:
    return [name.split("=")[script] for name in cell.split(";")]
