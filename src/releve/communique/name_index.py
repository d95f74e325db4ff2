"""
Names by their words, and the longest-match scan of a text for them.

A name is looked up by its first word; of the names that begin there the longest wins. Arabic writes the article and some
prepositions together with the word that follows: the forms with them are looked up as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from releve.communique.folding import FoldedText, Word, folded_words
from releve.communique.lexicon import Case, Kind, Name

ARTICLE: Final = "ال"
_PREFIX: Final = re.compile("[وف]?[بلك]?")
_SHORTEST_AFTER_PREFIX: Final = 3
_SHORTEST_AFTER_LIKE: Final = 4
"""Letters that a word keeps after ك, which begins many words of its own."""
_GAP: Final = re.compile(r" ?[\n'\-/&]? ?")
_LONGEST_ABBREVIATION: Final = 4
"""Letters of a word that a full stop may follow inside a name (``Brig. Gen.``, ``U.S.``)."""


@dataclass(frozen=True)
class Hit:
    """Names that fit one place of a folded text; offsets are half-open and of the folded text."""

    names: tuple[Name, ...]
    start: int
    end: int


class NameIndex:
    """Names of one kind, to be found in texts."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Index each name by the words it is written with."""
        self._by_first: dict[str, dict[tuple[str, ...], list[Name]]] = {}
        for name in names:
            for words in _spellings(name):
                self._by_first.setdefault(words[0], {}).setdefault(words, []).append(name)
        self._ordered = {
            first: tuple(sorted(((words, tuple(found)) for words, found in entries.items()), key=lambda entry: -len(entry[0])))
            for first, entries in self._by_first.items()
        }

    def scan(self, folded: FoldedText, languages: frozenset[str] | None) -> Iterator[Hit]:
        """Yield what is found from left to right, the longest first at each word, none overlapping another."""
        words, at = folded.words, 0
        while at < len(words):
            hit, n_words = self._at(folded, words, at, languages)
            if hit is None:
                at += 1
            else:
                yield hit
                at += n_words

    def _at(self, folded: FoldedText, words: Sequence[Word], at: int, languages: frozenset[str] | None) -> tuple[Hit | None, int]:
        for n_prefix in _prefixes(words[at].text):
            for spelling, names in self._ordered.get(words[at].text[n_prefix:], ()):
                if not _follows(folded, words, at, spelling):
                    continue
                start, end = words[at].start + n_prefix, words[at + len(spelling) - 1].end
                written = folded.original[slice(*folded.span(start, end))]
                fitting = tuple(n for n in names if (languages is None or n.language in languages) and _case_fits(n, written, n_prefix))
                if fitting:
                    return Hit(fitting, start, end), len(spelling)
        return None, 0


def _spellings(name: Name) -> Iterator[tuple[str, ...]]:
    words = folded_words(name.text)
    yield words
    if name.language != "ar":
        return
    first, rest = words[0], words[1:]
    own_article = name.text.startswith(ARTICLE)
    bare = first.removeprefix(ARTICLE) if own_article else first
    if own_article:
        yield ("لل" + bare.removeprefix("ل"), *rest)
    if name.kind in {Kind.COUNTRY, Kind.PLACE}:
        return  # without its article the name of a country may be a word of every day
    if own_article:
        yield (bare, *rest)
    else:
        yield (ARTICLE + first, *rest)
        yield ("لل" + first, *rest)


@lru_cache(maxsize=8192)
def _prefixes(word: str) -> tuple[int, ...]:
    if not "\u0600" <= word[0] <= "\u06ff":
        return (0,)
    found = _PREFIX.match(word)
    longest = found.end() if found else 0
    return tuple(n for n in range(longest + 1) if n == 0 or len(word) - n >= _least_left(word[:n]))


def _least_left(prefix: str) -> int:
    return _SHORTEST_AFTER_LIKE if "ك" in prefix else _SHORTEST_AFTER_PREFIX


def _follows(folded: FoldedText, words: Sequence[Word], at: int, spelling: tuple[str, ...]) -> bool:
    if at + len(spelling) > len(words):
        return False
    for step in range(1, len(spelling)):
        before, word = words[at + step - 1], words[at + step]
        if word.text != spelling[step] or not _joins(folded.text[before.end : word.start], len(before.text)):
            return False
    return True


def _joins(gap: str, n_letters: int) -> bool:
    if gap.startswith(".") and n_letters <= _LONGEST_ABBREVIATION:
        gap = gap[1:]
    return _GAP.fullmatch(gap) is not None


def _case_fits(name: Name, written: str, n_prefix: int) -> bool:
    match Case.ANY if n_prefix else name.case:
        case Case.ALL:
            return written.isupper()
        case Case.INITIAL:
            return written[0].isupper()
        case Case.SMALL:
            return written[0].islower() or written.isupper()
        case Case.ANY:
            return True
