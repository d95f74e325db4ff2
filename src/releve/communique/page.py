"""One text with all that is looked up in it once: its sentences, and the names that stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
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

    def sentence_at(self, at: int) -> int:
        """Return the number of the sentence that holds an offset."""
        return next((i for i, sentence in enumerate(self.sentences) if sentence.start <= at < sentence.end), len(self.sentences) - 1)


_FOLDED: Final = dict(
    zip(map(ord, "àáâãäåçèéêëìíîïñòóôõöùúûüýÿāīūḥṣḍṭẓʼ’‘أإآٱىةئؤ"), "aaaaaaceeeeiiiinooooouuuuyyaiuhsdtz'''اااايهيو", strict=True)
)


def pattern(written: str) -> re.Pattern[str]:
    """Return a pattern for :attr:`Page.low`, written with its accents and in small letters."""
    return re.compile(written.translate(_FOLDED))


def _plain(letter: str) -> str:
    small = letter.lower()
    return (small if len(small) == 1 else letter).translate(_FOLDED)
