"""
Whole sentences of one language, filled with named values.

A placeholder may name how its value is written: ``{expires_on:day}``, ``{country:country}``, ``{share:percent}``.
Without a kind the type decides: numbers with separators, days in full, tuples as an enumeration, text as it is.
In a language written from right to left, values can be wrapped in Unicode isolates (U+2067 or U+2068, U+2069),
so that a Latin code never reorders the Arabic around it: do so in pages, and not in a terminal, which may print them as boxes.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations
from string import Formatter
from typing import Final, Self, TypeAlias

from releve.reference import Reference
from releve.text.formats import Formats
from releve.text.languages import LANGUAGES, SOURCE_LANGUAGE, mo_path
from releve.text.marks import Plural, Sentence, mark

Value: TypeAlias = str | int | float | Decimal | date | Iterable[str] | None

ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
ISOLATE_IN_ARABIC: Final = "\N{RIGHT-TO-LEFT ISOLATE}"
END_OF_ISOLATE: Final = "\N{POP DIRECTIONAL ISOLATE}"
BLANK: Final = "\N{EM DASH}"
"""What stands for a value that is not known."""
SAYS_BLANK: Final = frozenset({"country"})
"""Kinds that have words of their own for a value that is not known."""
YES: Final = mark("yes")
NO: Final = mark("no")


class Sentences(Formats):
    """
    The sentences of one language.

    Parameters
    ----------
    lang
        One of :data:`releve.text.languages.LANGUAGES`; any other is an error of the caller.
    reference
        Where names of skills and countries come from; None = the tables as shipped.
    """

    def __init__(self, lang: str, *, reference: Reference | None = None) -> None:
        if lang not in LANGUAGES:
            raise ValueError(lang)
        super().__init__(str(lang), reference=reference)
        self._translations = _translations(str(lang))
        self.isolated = False

    @classmethod
    def load(cls, lang: str = SOURCE_LANGUAGE, *, reference: Reference | None = None) -> Self:
        """Return the catalogue of a language: ``en``, ``fr``, ``ar`` or ``es``; a desk's own reference tables name its own skills."""
        return cls(lang, reference=reference)

    def for_pages(self) -> Self:
        """Return the same catalogue for HTML: in Arabic, values stand in isolates."""
        twin = copy.copy(self)
        twin.isolated = self.direction == "rtl"
        return twin

    def text(self, message: str, /, **data: Value) -> str:
        """
        Return a sentence in this language, its placeholders filled.

        Parameters
        ----------
        message
            The English sentence, literally, so that the extraction finds it.
        data
            A value for each placeholder.

        Raises
        ------
        KeyError
            If a placeholder has no value.
        """
        return self._fill(self._translations.gettext(message), data)

    def plural(self, singular: str, plural: str, n: int, /, **data: Value) -> str:
        """Return a sentence that counts: both English forms literally, ``{n}`` the number, an integer >= 0."""
        return self._fill(self._translations.ngettext(singular, plural, n), {"n": n, **data})

    def sentence(self, sentence: Sentence, data: Mapping[str, Value]) -> str:
        """Return a marked sentence in this language, in the form that its count asks for."""
        if not isinstance(sentence, Plural):
            return self._fill(self._translations.gettext(sentence), data)
        count = data[sentence.count]
        n = abs(count) if isinstance(count, int) else 0
        return self._fill(self._translations.ngettext(sentence.singular, sentence.plural, n), data)

    def value(self, value: Value, kind: str = "") -> str:
        """Return a value as this language writes it; ``kind`` is what may stand after the colon of a placeholder."""
        if kind and (kind in SAYS_BLANK or value not in (None, "", ())):
            return self._kinds()[kind](value)
        if value is None or value in ("", ()):
            return BLANK
        if isinstance(value, bool):
            return self._translations.gettext(YES if value else NO)
        if isinstance(value, (int, float, Decimal)):
            return self.number(value)
        if isinstance(value, date):
            return self.day(value)
        return value if isinstance(value, str) else self.enumeration(value)

    def _kinds(self) -> Mapping[str, Callable[..., str]]:
        """Return how each kind of placeholder is written."""
        return {
            "day": self.day,
            "percent": lambda share: self.percent(share if isinstance(share, (int, float)) else Decimal(share)),
            "plain": str,
            "language": self.language,
            "languages": lambda tags: self.all_of(map(self.language, several(tags))),
            "skill": self.skill,
            "skills": lambda codes: self.all_of(map(self.skill_within, several(codes))),
            "all": lambda parts: self.all_of(several(parts)),
            "any": lambda parts: self.one_of(several(parts)),
        }

    def _fill(self, template: str, data: Mapping[str, Value]) -> str:
        return _Filler(self).vformat(template, (), data)

    def enumeration(self, parts: Iterable[str]) -> str:
        """Return codes one after the other, in the order given, without "and"."""
        return super().enumeration(map(self._placed, parts))

    def all_of(self, parts: Iterable[str]) -> str:
        """Return names joined with "and"."""
        return super().all_of(map(self._placed, parts))

    def one_of(self, parts: Iterable[str]) -> str:
        """Return names joined with "or"."""
        return super().one_of(map(self._placed, parts))

    def _placed(self, text: str) -> str:
        if not self.isolated:
            return text
        # What holds isolates was put together here, in this language: its parts stand in the order of the language.
        start = ISOLATE_IN_ARABIC if ISOLATE in text else ISOLATE
        return f"{start}{text}{END_OF_ISOLATE}"


class _Filler(Formatter):
    """Fills the placeholders of one template; never looks into attributes or items of a value."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences

    def get_field(self, field_name: str, args: object, kwargs: Mapping[str, Value]) -> tuple[Value, str]:
        """Return the value of a placeholder by its whole name."""
        del args
        return kwargs[field_name], field_name

    def format_field(self, value: Value, format_spec: str) -> str:
        """Return the value as the language writes it."""
        return self._sentences._placed(self._sentences.value(value, format_spec))  # noqa: SLF001 - one class in two parts


@cache
def _translations(lang: str) -> GNUTranslations:
    with mo_path(lang).open("rb") as file:
        return GNUTranslations(file)


def several(value: str | Iterable[str]) -> Iterable[str]:
    """Return the parts of a list; a single text is a list of one."""
    return (value,) if isinstance(value, str) else value
