"""
A text as names are looked for in it, with the way back to where each letter stood.

Letters are folded as the whole project folds names (:func:`releve.model.names.fold_name`): case, accents, the forms of each Arabic
letter, Arabic marks and the lengthening stroke. Marks between words stay, in one form each, for they say where a name ends.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from releve.model.names import fold_name

WORD: Final = re.compile(r"[^\W_]+")
_APOSTROPHES: Final = "'’‘ʼ`´′＇"
_HYPHENS: Final = "-‐‑‒–—−"
_INVISIBLE: Final = "Cf"
"""Unicode's category of marks that show nothing: direction marks, joiners, soft hyphens."""


@dataclass(frozen=True)
class Word:
    """One word of a folded text; ``start`` and ``end`` are offsets into the folded text, half-open."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class FoldedText:
    """A folded text; ``offsets`` has one entry a folded character: where the character it came from stands in ``original``."""

    text: str
    offsets: tuple[int, ...]
    original: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Words in the order of the text."""
        return tuple(Word(found.group(), found.start(), found.end()) for found in WORD.finditer(self.text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open span of the original text that a half-open, non-empty span of the folded text came from."""
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        while last < len(self.original) and (unicodedata.combining(self.original[last]) or self.original[last] == "ء"):
            last += 1
        return first, last


def fold_keep_offsets(text: str) -> FoldedText:
    """Return a text folded, each folded character with the offset of the character it came from."""
    parts = list(map(_fold, text))
    if all(len(part) == 1 for part in parts):
        return FoldedText("".join(parts), tuple(range(len(text))), text)
    return FoldedText("".join(parts), tuple(at for at, part in enumerate(parts) for _ in part), text)


def folded_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, without where they stood."""
    return tuple(WORD.findall("".join(map(_fold, text))))


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    if character.isalnum() or unicodedata.combining(character):
        return fold_name(character).replace(" ", "")
    if character in _APOSTROPHES:
        return "'"
    if character in _HYPHENS:
        return "-"
    if character == "ـ" or unicodedata.category(character) == _INVISIBLE:
        return ""
    return " " if character.isspace() and character not in "\n\r" else character
