"""
The names that the communiqué reader knows, as rows of the tables in ``data``: one row a name, in one language.

How a name is found in a text is no matter of this module: see :mod:`releve.communique.name_index`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
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
    for row in table_rows("demonyms"):
        is_country = row["part"] == "country"
        spelling = row["language"], row["word"].casefold()
        if is_country:
            countries.add(spelling)
        kind = Kind.COUNTRY if is_country else Kind.DEMONYM
        small = kind is Kind.DEMONYM and spelling in countries  # "la police argentine", but "en Argentine"
        yield _of_country(kind, row, row["word"], row["part"], Case.SMALL if small else None)
    for row in table_rows("places"):
        yield _of_country(Kind.PLACE, row, row["name"], "place", None)
    for row in table_rows("organisations"):
        yield _name(Kind.ORGANISATION, row["key"], row["name"], row["language"], form=row["kind"], partner=row["partner"])
    for row in table_rows("services"):
        yield _name(Kind.SERVICE, row["short"], row["name"], row["language"], form="service", partner=row["country"] or None)
    for row in table_rows("titles"):
        yield _name(Kind.TITLE, row["title"], row["title"], row["language"], form=row["kind"], sure=row["sure"] == "yes")
    for row in table_rows("missions"):
        yield _name(Kind.MISSION, row["mission"], row["name"], row["language"], form="mission", partner="UN")


def _of_country(kind: Kind, row: dict[str, str], text: str, form: str, case: Case | None) -> Name:
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
        case=_case_of(kind, text, row["language"], form) if case is None or row["language"] in {"ar", "en"} else case,
    )


def _name(kind: Kind, key: str, text: str, language: str, *, form: str, partner: str | None = None, sure: bool = True) -> Name:
    case = _case_of(kind, text, language, form)
    return Name(kind=kind, key=key, text=text, language=language, form=form, partner=partner, sure=sure, case=case)


def _case_of(kind: Kind, text: str, language: str, form: str) -> Case:
    if language == "ar":
        return Case.ANY
    if text.isupper():
        return Case.ALL if sum(map(str.isalnum, text)) <= _LONGEST_ACRONYM else Case.INITIAL
    if kind is Kind.DEMONYM:
        return Case.INITIAL if language == "en" else Case.ANY
    short_form = kind is Kind.TITLE and (text.endswith(".") or (form == "honorific" and text[0].isupper()))
    return Case.INITIAL if short_form or kind in {Kind.COUNTRY, Kind.PLACE, Kind.MISSION} else Case.ANY


def table_rows(table: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables, by column."""
    content = files("releve.communique").joinpath("data", f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(content.splitlines()))
