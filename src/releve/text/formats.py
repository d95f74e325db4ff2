"""
Numbers, days, shares, names of countries and languages, as each language writes them.

Digits are Western (0-9) in Arabic too, as in the papers of Morocco and of the Maghreb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from releve.reference import Reference, load_reference
from releve.text.languages import LOCALES

Number: TypeAlias = int | float | Decimal

NUMBERS: Final = "latn"
"""Numbering system of every language."""
FIRST_DAYS: Final = {"fr": "1er"}
"""How the first day of a month is written, where it is no plain number: CLDR leaves the ordinal of French out."""
SEPARATORS: Final = {"ar": "\N{ARABIC COMMA} "}
"""Between codes of an enumeration; a comma elsewhere."""

BEFORE_THE_SAME_SOUND: Final = {
    "es": (("y", "e", re.compile("h?[ií](?![aeo])", re.IGNORECASE)), ("o", "u", re.compile("h?[oó]|8|11(?!\\d)", re.IGNORECASE))),
}
"""Words for "and" and "or" that change before their own sound: ``francés e inglés``, ``Níger u Omán``."""


class Formats:
    """
    How one language writes values.

    Parameters
    ----------
    lang
        One of :data:`releve.text.languages.LANGUAGES`.
    reference
        Where names of skills come from; None = the tables as shipped.
    """

    def __init__(self, lang: str, *, reference: Reference | None = None) -> None:
        self.lang = lang
        self.reference = load_reference() if reference is None else reference
        self.locale = Locale.parse(LOCALES[lang])

    @property
    def direction(self) -> str:
        """Return ``ltr`` or ``rtl``, as the attribute ``dir`` of HTML takes it."""
        return self.locale.text_direction

    def number(self, value: Number) -> str:
        """Return a number with the separators of the language, at most three decimals."""
        return format_decimal(value, locale=self.locale, numbering_system=NUMBERS)

    def percent(self, share: Number, *, decimals: int = 1) -> str:
        """Return a share (0.3 is 30 %) as a percentage with at most so many decimals."""
        pattern = str(self.locale.percent_formats[None].pattern).replace("#,##0", f"#,##0.{'#' * decimals}")
        return format_percent(share, format=pattern, locale=self.locale, numbering_system=NUMBERS)

    def day(self, value: date | str) -> str:
        """Return a day in full, the month by its name; a text that is no ISO day stays as it is."""
        try:
            found = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            return str(value)
        text = format_date(found, format="long", locale=self.locale)
        return text.replace("1", FIRST_DAYS[self.lang], 1) if found.day == 1 and self.lang in FIRST_DAYS else text

    def language(self, tag: str) -> str:
        """Return the name of a language by its BCP 47 tag; the tag itself where no name is known."""
        parts = tag.split("-")
        name = self.locale.languages.get(parts[0].lower())
        if name is None:
            return tag
        return str(name) if len(parts) == 1 else f"{name} ({tag})"

    def language_heading(self, tag: str) -> str:
        """Return the name of a language as it stands alone or begins a line: with a capital letter, where the script has one."""
        return capital(self.language(tag))

    def cldr_country(self, iso3: str) -> str:
        """Return the short name that Unicode CLDR gives a country by its alpha-3 code; the code itself where none is known."""
        country = self.reference.countries.get(iso3)
        return iso3 if country is None or country.iso2 is None else str(self.locale.territories.get(country.iso2, iso3))

    def skill(self, code: str) -> str:
        """Return the name of a skill of the reference list; the code itself where it is none of them."""
        skill = self.reference.skills.get(code)
        name = None if skill is None else getattr(skill, f"name_{self.lang}", None)
        return name or code

    def skill_within(self, code: str) -> str:
        """Return the name of a skill as it stands within a sentence, without its capital letter."""
        return within(self.skill(code))

    def enumeration(self, parts: Iterable[str]) -> str:
        """Return codes one after the other, in the order given, without "and"."""
        return SEPARATORS.get(self.lang, ", ").join(parts)

    def all_of(self, parts: Iterable[str]) -> str:
        """Return names joined with "and"."""
        return self._joined(list(parts), "standard")

    def one_of(self, parts: Iterable[str]) -> str:
        """Return names joined with "or"."""
        return self._joined(list(parts), "or")

    def _joined(self, parts: list[str], style: Literal["standard", "or"]) -> str:
        joined = format_list(parts, style=style, locale=self.locale)
        # Unicode CLDR leaves this rule of Spanish to the program.
        for word, other, before in BEFORE_THE_SAME_SOUND.get(self.lang, ()):
            if len(parts) > 1 and before.match(parts[-1]) and joined.endswith(f" {word} {parts[-1]}"):
                return f"{joined.removesuffix(f'{word} {parts[-1]}')}{other} {parts[-1]}"
        return joined


def within(name: str) -> str:
    """Return a name as it stands within a sentence: without its capital letter, unless it begins with an acronym."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def capital(text: str) -> str:
    """Return a text with a capital letter at its beginning; the rest stays as it is."""
    return text[:1].upper() + text[1:]
