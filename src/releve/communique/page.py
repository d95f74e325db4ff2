"""One text with all that is looked up in it once: its sentences, and the names that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from releve.communique.cleaning import Cleaned
from releve.communique.folding import FoldedText, fold_keep_offsets
from releve.communique.gazetteer import Gazetteer, Mention
from releve.communique.lexicon import Kind
from releve.communique.neighbours import resolve_partners

_STOPS: Final = re.compile(r"(?<=[.!?؟»”\"])\s+(?=[\"«“A-ZÀ-ÖØ-Þ\u0621-\u064a\d-])|\n+")
_SHORTENED: Final = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Pr|Sr|Sra|Gen|Gén|Gral|Col|Cel|Lt|Maj|Cap|Cdt|Brig|Insp|Supt|St|Ste|art|n|no|Jr|H\.E|S\.E|S\.M|[A-ZÀ-Þ])\.|^\W*\d{1,2}\.)$"
)

_SHORT_TOWN: Final = 3
"""Letters; in Arabic such a name is also a word."""


@dataclass(frozen=True)
class Sentence:
    """A sentence or a line; half-open offsets into the page's text."""

    start: int
    end: int
    line: int


@dataclass(frozen=True)
class Page:
    """
    A text and what stands in it; all offsets are into ``text``, the cleaned one.

    Attributes
    ----------
    cleaned
        The text, with the way back to the text as given.
    language
        One of :data:`releve.communique.languages.LANGUAGES`.
    gazetteer
        Where names are looked up.
    """

    cleaned: Cleaned
    language: str
    gazetteer: Gazetteer

    @property
    def text(self) -> str:
        """The text that is read."""
        return self.cleaned.text

    @cached_property
    def folded(self) -> FoldedText:
        """The text folded, for names and for verbs."""
        return fold_keep_offsets(self.text)

    @cached_property
    def low(self) -> str:
        """The text letter for letter in small letters without accents: for patterns whose offsets are those of ``text``."""
        return "".join(_plain(letter) for letter in self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in the order of the text; a headline is one of its own."""
        found, start, line = [], 0, 0
        for stop in [*_STOPS.finditer(self.text), None]:
            end = len(self.text) if stop is None else stop.start()
            if stop is not None and "\n" not in stop.group() and _SHORTENED.search(self.text[start:end][-8:]):
                continue
            if self.text[start:end].strip():
                found.append(Sentence(start, end, line))
            if stop is not None:
                start = stop.end()
                line += "\n" in stop.group()
        return tuple(found)

    def find(self, kind: Kind) -> Sequence[Mention]:
        """Return the names of a kind; services and titles with whom they speak for."""
        return self._found[kind]

    @cached_property
    def _found(self) -> dict[Kind, tuple[Mention, ...]]:
        spoken = (self.language,)
        found = {kind: tuple(self.gazetteer.find(self.folded, kind, languages=spoken)) for kind in Kind}
        resolved = {kind: tuple(resolve_partners(self.folded, found, kind)) for kind in (Kind.SERVICE, Kind.TITLE)}
        return {**found, **resolved}

    @cached_property
    def named(self) -> bytes:
        """One entry a letter of ``text``: 1 within a name that is not a person's."""
        kinds = (Kind.TITLE, Kind.SERVICE, Kind.ORGANISATION, Kind.COUNTRY, Kind.DEMONYM, Kind.MISSION)
        return self._mask(found for kind in kinds for found in self.find(kind) if found.sure or found.form == "honorific")

    @cached_property
    def towns(self) -> bytes:
        """One entry a letter of ``text``: 1 within the name of a place of four letters or more."""
        return self._mask(found for found in self.find(Kind.PLACE) if found.sure and found.end - found.start > _SHORT_TOWN)

    @cached_property
    def honorifics(self) -> Mapping[int, int]:
        """Where each honorific or rank ends, by where it begins."""
        return {found.start: found.end for found in self.find(Kind.TITLE) if found.form in {"honorific", "rank"}}

    @cached_property
    def adjectives(self) -> Mapping[int, int]:
        """Where each name that may belong to a title before it ends, by where it begins: of States, bodies, places, and ranks."""
        kinds = (Kind.DEMONYM, Kind.COUNTRY, Kind.ORGANISATION, Kind.SERVICE, Kind.PLACE)
        ends: dict[int, int] = dict(self.honorifics)
        for found in (found for kind in kinds for found in self.find(kind)):
            ends[found.start] = max(found.end, ends.get(found.start, 0))
        return ends

    def _mask(self, mentions: Iterable[Mention]) -> bytes:
        covered = bytearray(len(self.text) + 1)
        for found in mentions:
            covered[found.start : found.end] = b"\x01" * (found.end - found.start)
        return bytes(covered)

    def sentence_at(self, at: int) -> int:
        """Return the number of the sentence that holds an offset."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self.sentences[number].end else len(self.sentences) - 1

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [sentence.start for sentence in self.sentences]


_FOLDED: Final = dict(
    zip(map(ord, "àáâãäåçèéêëìíîïñòóôõöùúûüýÿāīūḥṣḍṭẓʼ’‘أإآٱىةئؤ"), "aaaaaaceeeeiiiinooooouuuuyyaiuhsdtz'''اااايهيو", strict=True)
)


def pattern(written: str) -> re.Pattern[str]:
    """Return a pattern for :attr:`Page.low`, written with its accents and in small letters."""
    return re.compile(written.translate(_FOLDED))


def _plain(letter: str) -> str:
    small = letter.lower()
    return (small if len(small) == 1 else letter).translate(_FOLDED)
