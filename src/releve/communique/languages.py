"""The language of a text, told by its script and by the small words that each language cannot do without."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

LANGUAGES: Final = ("fr", "en", "ar", "es")
"""What the reader reads, the first best."""

_WORDS: Final = {
    "fr": frozenset(
        "le la les de des du une un et est dans par pour avec sur au aux qui que ce cette ses son sa leur ont été a l d s".split()
    ),
    "en": frozenset("the of and to in is was for on with at by his her their that from has have been will as an it he".split()),
    "es": frozenset(
        "el la de a los las del durante y en una un con por para que se su sus al fue han ha este esta entre como es lo".split()
    ),
}
_LATIN: Final = re.compile(r"[a-zà-öø-ÿ]+")
_ARABIC: Final = re.compile(r"[\u0621-\u064a]")
_LEAST: Final = 3


def language_of(text: str) -> str | None:
    """Return ``fr``, ``en``, ``ar`` or ``es``, that of most of the text; None where there is too little of any of them."""
    sample = text[:8_000].lower()
    counted = Counter(_LATIN.findall(sample))
    arabic, latin = len(_ARABIC.findall(sample)), sum(len(word) * n for word, n in counted.items())
    if arabic > 20 and arabic > latin:
        return "ar"
    scores = {language: sum(counted[word] for word in words) for language, words in _WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] >= _LEAST else ("ar" if arabic > 10 else None)
