"""Forms of cells in words: what the engines name as ``expected`` in the data of a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

FORMS: Final[Mapping[str, str]] = {
    "text": mark("a text"),
    "text;text": mark("texts separated by semicolons"),
    "[a-z0-9_]+": mark("a code of lower-case letters, digits and underscores, such as organised_crime"),
    "[A-Z]{3}": mark("a country code of three capital letters (ISO 3166-1 alpha-3), such as MAR"),
    "[A-Z]{2}": mark("a country code of two capital letters (ISO 3166-1 alpha-2), such as MA"),
    "[A-Z]{3};[A-Z]{3}": mark("country codes of three capital letters separated by semicolons, such as MAR;SEN"),
    "[a-z]{2,3}": mark("a language code of two or three lower-case letters, such as fr"),
    "fr;en": mark("language codes separated by semicolons, such as fr;en"),
    "integer >= 0": mark("a whole number, 0 or more"),
    "integer >= 1": mark("a whole number, 1 or more"),
    "1..8": mark("a grade from 1 to 8"),
    "YYYY-MM-DD": mark("a day written year-month-day, such as 2025-12-31"),
}
