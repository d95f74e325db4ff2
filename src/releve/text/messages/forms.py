"""Forms of cells in words: what the engines name as ``expected`` in the data of a problem, and what each kind of column takes."""

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
    "1..8": mark("a grade from 1 to 8"),
    "YYYY-MM-DD": mark("a day written year-month-day, such as 2025-12-31"),
    "day": mark("a day without quotation marks, such as 2026-01-01"),
    "share": mark("a number from 0 to 1 with at most 12 decimals, such as 0.20"),
    "number": mark("a number, such as 0.20"),
    "table": mark("a table of settings, such as [thresholds]"),
    "tables": mark("tables, each under its name in double brackets, such as [[day]]"),
    "list": mark('a list in brackets, such as ["Atlas"]'),
}
"""Forms that problems name."""

KIND_FORMS: Final[Mapping[str, str]] = {
    "text": mark("Free text."),
    "id": mark("A key of at most 100 characters, without semicolons."),
    "ids": mark("Keys or names, separated by semicolons."),
    "day": mark("A day written year-month-day: 2025-12-31."),
    "integer": mark("A whole number from {low} to {high}."),
    "integer-high": mark("A whole number, {low} or more."),
    "yes_no": mark("yes or no."),
    "choice": mark("One of: {choices}."),
    "country": mark("A country code, ISO 3166-1 alpha-3: MAR."),
    "countries": mark("Country codes, ISO 3166-1 alpha-3, separated by semicolons: MAR;SEN."),
    "languages": mark("Language codes, BCP 47, separated by semicolons: fr;en."),
    "asked_languages": mark("Language codes, BCP 47, separated by semicolons, each with a level where one is asked for: fr:B2;en."),
    "levels": mark("Languages with their level, A1 to C2, separated by semicolons: fr:B2;en:B1."),
    "skills": mark("Codes of skills, separated by semicolons."),
}
"""What the cells of a column take, by kind of column; ``-high`` where no upper bound is set."""
FILLED: Final = mark("Must be filled.")
"""Of a column whose cells may not be blank."""
