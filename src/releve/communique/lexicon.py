"""
The names that the communiqué reader knows, as rows of the tables in ``data``: one row a name, in one language.

How a name is found in a text is no matter of this module: see :mod:`releve.communique.name_index`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.resources import files
from typing import Final

LANGUAGES: Final = ("fr", "en", "es", "ar")
_LONGEST_ACRONYM: Final = 3
"""Letters of an acronym that is always written in capitals: longer ones appear as words (``Nato``)."""


class Kind(StrEnum):
    """What a name is the name of."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    ORGANISATION = "organisation"
    SERVICE = "service"
    TITLE = "title"
    PLACE = "place"
    MISSION = "mission"


class Case(StrEnum):
    """Which letters of a name a text has to write as capitals for the name to be meant; Arabic has none."""

    ANY = "any"
    INITIAL = "initial"
    ALL = "all"
    SMALL = "small"


@dataclass(frozen=True, kw_only=True)
class Name:
    """
    One name in one language.

    ``key`` says what bears it: a country's ISO 3166-1 alpha-3 for a country, a demonym or a place, the key of an organisation,
    a service or a mission, the title itself. ``form`` is the finer kind that the table gives. ``partner`` is the country or the
    organisation that somebody of this service or unit speaks for; None where a neighbouring word has to tell. ``others`` are keys of
    those that may bear the name as well; ``sure`` is False where it is an ordinary word or a person's name, too.
    ``case`` is how a text has to write it.
    """

    kind: Kind
    key: str
    text: str
    language: str
    form: str
    partner: str | None = None
    others: tuple[str, ...] = ()
    sure: bool = True
    case: Case = Case.ANY


def read_names() -> Iterator[Name]:
    """Yield every name of the tables, in the order of the tables."""
    countries: set[tuple[str, str]] = set()
    for name in _read_tables():
        if name.kind is Kind.COUNTRY:
            countries.add((name.language, name.text.casefold()))
        yield replace(name, case=_case_of(name, is_country=(name.language, name.text.casefold()) in countries))


def _case_of(name: Name, *, is_country: bool) -> Case:
    if name.language == "ar":
        return Case.ANY
    letters = "".join(letter for letter in name.text if letter.isalnum())
    if letters.isupper() and len(letters) <= _LONGEST_ACRONYM:
        return Case.ALL
    if name.kind is Kind.DEMONYM and name.language != "en":
        return Case.SMALL if is_country else Case.ANY  # "la police argentine", but "en Argentine"
    proper = letters.isupper() or name.kind in {Kind.COUNTRY, Kind.DEMONYM, Kind.PLACE, Kind.MISSION}
    short_form = name.kind is Kind.TITLE and (name.text.endswith(".") or (name.form == "honorific" and name.text[0].isupper()))
    return Case.INITIAL if proper or short_form else Case.ANY


def _read_tables() -> Iterator[Name]:
    for row in table_rows("demonyms"):
        kind = Kind.COUNTRY if row["part"] == "country" else Kind.DEMONYM
        yield _of_country(kind, row, row["word"], row["part"])
    for row in table_rows("places"):
        yield _of_country(Kind.PLACE, row, row["name"], "place")
    for row in table_rows("organisations"):
        yield Name(
            kind=Kind.ORGANISATION, key=row["key"], text=row["name"], language=row["language"], form=row["kind"], partner=row["partner"]
        )
    for row in table_rows("services"):
        yield Name(
            kind=Kind.SERVICE,
            key=row["short"],
            text=row["name"],
            language=row["language"],
            form="service",
            partner=row["country"] or None,
        )
    for row in table_rows("titles"):
        yield Name(
            kind=Kind.TITLE,
            key=row["title"],
            text=row["title"],
            language=row["language"],
            form=row["kind"],
            sure=row["sure"] == "yes",
        )
    for row in table_rows("missions"):
        yield Name(kind=Kind.MISSION, key=row["mission"], text=row["name"], language=row["language"], form="mission", partner="UN")


def _of_country(kind: Kind, row: dict[str, str], text: str, form: str) -> Name:
    country = row["country"]
    return Name(
        kind=kind,
        key=country,
        text=text,
        language=row["language"],
        form=form,
        partner=country,
        others=tuple(row["also"].split()),
        sure=row["sure"] == "yes",
    )


def table_rows(table: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables, by column."""
    content = files("releve.communique").joinpath("data", f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(content.splitlines()))
