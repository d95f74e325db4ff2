"""Where a text writes what may be the name of a person: words with capitals, or in Arabic the words that follow a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from releve.communique.calendar_words import month_numbers, weekday_numbers
from releve.communique.lexicon import Kind, table_rows
from releve.communique.page import Page
from releve.model.names import fold_name


@dataclass(frozen=True)
class NameSpan:
    """A possible name; half-open offsets into the page's text."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(fold_name(word) for word in re.findall(r"[^\W\d_]+", self.text))

    @property
    def family(self) -> str:
        """The word that a text repeats: the last, which in Latin script is written in capitals where one is."""
        shouted = [word for word in re.findall(r"[^\W\d_]+", self.text) if len(word) > 2 and word.isupper()]
        return fold_name(shouted[-1]) if shouted and len(shouted) < len(self.words) else self.words[-1]


_WORD: Final = r"(?:(?:[A-ZÀ-ÖØ-Þ]|St|Jr|Md|Mohd)\.(?=[ -])|[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’ʼ]*(?:[-‑][\w'’]+)*)"
_PARTICLE: Final = (
    r"(?:(?:de|del|della|da|das|do|dos|di|du|des|la|las|los|le|van|von|der|den|ter|bin|ben|ibn|bint|al|el|ould|abou|abu|y|e|ag|d['’])[ ]?)"
)
_LATIN: Final = re.compile(rf"{_WORD}(?:[ ]{{1,2}}{_PARTICLE}{{0,3}}{_WORD}){{0,11}}")
_SPLIT: Final = re.compile(r"[^\s]+")

_NO_NAMES: Final = frozenset(fold_name(row["word"]) for row in table_rows("plain_words"))
"""Words that a text writes with a capital and that are nobody's name: at the beginning of a sentence, in names of bodies, in headlines."""
_INNER: Final = frozenset({"al", "el", "la", "le", "de", "du", "las", "los", "da", "y", "ould", "abou", "paz", "rey"})
"""Words that a name may hold behind its first: "Al Thani", "Ould Sidi", "Echeverría Paz"."""
_TITLED: Final = re.compile(r"[IVX]+|\d+")


def latin_names(page: Page) -> list[NameSpan]:
    """Return the runs of capitalised words that are no known name of another kind, from left to right."""
    calendar = set(month_numbers(page.language)) | set(weekday_numbers(page.language))
    return [name for run in _LATIN.finditer(page.text) for name in _pieces(page, run.start(), run.group(), calendar)]


def _pieces(page: Page, start: int, run: str, calendar: set[str]) -> Iterator[NameSpan]:
    words: list[tuple[int, int]] = []
    for word in _SPLIT.finditer(run):
        begin, end = start + word.start(), start + word.end()
        folded = fold_name(word.group()).strip(". ")
        elided = re.match(r"[LlDdQqSs]['’]", word.group())
        stops = (
            1 in page.named[begin:end]
            or (folded in _NO_NAMES and word.group()[0].isupper() and not (words and folded in _INNER))
            or folded in calendar
            or (elided is not None and word.group()[0].isupper() and not words)
        )
        if stops:
            yield from _closed(page, words)
            words = []
        else:
            words.append((begin, end))
    yield from _closed(page, words)


def _closed(page: Page, words: list[tuple[int, int]]) -> Iterator[NameSpan]:
    while words and not page.text[words[0][0]].isupper():
        words = words[1:]
    while (
        words
        and not page.text[words[-1][0]].isupper()
        and not page.text[words[-1][0] : words[-1][1]].startswith(("al-", "el-", "d'", "d’"))
    ):
        words = words[:-1]
    while len(words) > 2 and re.fullmatch(r"[A-Z]{2,4}", page.text[slice(*words[0])]) and not page.text[slice(*words[1])].isupper():
        words = words[1:]  # a rank's short form
    if not words:
        return
    start, end = words[0][0], words[-1][1]
    text = page.text[start:end]
    if text.endswith(".") and len(words[-1]) and words[-1][1] - words[-1][0] > 2:
        end, text = end - 1, text[:-1]
    text = re.sub(r"['’]s$", "", text) if page.language == "en" else text
    if _TITLED.fullmatch(text) or len(text) < 2:
        return
    places = [found for found in page.find(Kind.PLACE) if found.sure and found.start <= start and start + len(text) <= found.end]
    if not places:
        yield NameSpan(start, start + len(text), text)
