"""
One person under two spellings: names compared across transliterations, scripts and the order of their parts.

A name is read into words; a word into its consonants, which transliterations keep, and its vowels, which they bend.
Arabic script writes long vowels only: across scripts what it writes must be heard in the other word, and nothing more is asked.
Names alone never say who somebody is: callers compare people of the same date of birth, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from releve.model.names import fold_name

LIKELY: Final = 0.8
"""Likeness from which two names of people born on the same day are worth a question."""

_PARTICLES: Final = frozenset(
    {
        "el", "al", "ul", "il", "l", "ben", "bin", "ibn", "b", "bint", "bent", "ould", "wuld", "uld", "wld", "welad", "de", "du", "des",
        "da", "dos", "do", "del", "della", "di", "d", "la", "le", "las", "los", "van", "von", "der", "den", "y", "e", "ال", "بن", "ابن",
        "بنت", "ولد", "ب",
    }
)  # fmt: skip
_ARTICLE: Final = r"[aeiou]{1,2}(?:[lrsnzdt]|ch|sh)"
_SERVANT_APART: Final = re.compile(rf"\babd(?:{_ARTICLE})? (?:{_ARTICLE} )?(?=\w)")
_SERVANT: Final = re.compile(r"abd(?:[aeiou]{1,2}(?:l|(ch|sh|[rsnzdt])(?=\1))|[aeiou]{0,2})|عبد(?:ال)?")
"""The servant of one of the names of God, with the article however it is heard."""
_SERVANT_OF: Final = "bd"
_ARTICLE_GLUED: Final = re.compile(r"[ae](?:l(?=[^aeiouy])|(ch(?=ch)|sh(?=sh)|[rsnzdt])(?=\1|$))")
_SUN_ARTICLE: Final = re.compile(r"\b[ae](ch|sh|[rsnzdt]) (?=\1)")
_SHORTEST_WITH_ARTICLE: Final = 5

_LATIN_GROUPS: Final = re.compile(
    r"tch|sch|ch|sh|kh|gh|dh|th|ph|dj|dg|ck|ts|tz|di(?=[aeou])|([bcdfghjklmnpqrstvwxz])\1?|[aeiouy]+", re.UNICODE
)
_LATIN: Final = {
    "tch": "S", "sch": "S", "ch": "S", "sh": "S", "kh": "k", "gh": "j", "dh": "d|z", "th": "t|s", "ph": "f", "dj": "j", "dg": "j",
    "ck": "k", "ts": "s", "tz": "z", "di": "j", "c": "k", "q": "k", "k": "k", "g": "j", "j": "j", "p": "b", "b": "b", "v": "f", "f": "f",
    "x": "ks", "z": "z", "s": "s", "d": "d", "t": "t", "h": "h", "l": "l", "m": "m", "n": "n", "r": "r", "w": "",
}  # fmt: skip
_ARABIC: Final = {
    "ب": "b", "ت": "t", "ث": "t|s", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ذ": "d|z", "ر": "r", "ز": "z", "س": "s", "ش": "S", "ص": "s",
    "ض": "d|z", "ط": "t", "ظ": "d|z", "غ": "j", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "پ": "b", "چ": "S",
    "ڤ": "f", "گ": "j", "ڭ": "j",
}  # fmt: skip
_LONG_VOWELS: Final = {"ا": "a", "و": "u", "ي": "i"}
_VOWELS: Final = {"a": "a", "e": "a", "o": "u", "u": "u", "i": "i", "y": "i"}
_HEARD: Final = {
    "eau": "u", "oua": "ua", "oue": "ua", "oui": "ui", "ou": "u", "oo": "u", "au": "u", "ei": "I", "ey": "I",
    "ai": "I", "ay": "I", "ae": "I", "ee": "i", "ie": "i", "aa": "a", "ii": "i",
}  # fmt: skip
"""Groups of vowels as they are heard; ``I`` is one that Arabic script always writes."""
_VOWEL_GROUPS: Final = re.compile("|".join(sorted(_HEARD, key=len, reverse=True)) + "|[aeiouy]")
_ENOUGH: Final = 2
"""Consonants that tell one word from another by themselves."""
_MOST_READINGS: Final = 8
_FEMININE_ARABIC: Final = "ه"


@dataclass(frozen=True, slots=True)
class Word:
    """
    One word of a name.

    Attributes
    ----------
    folded
        As :func:`releve.model.names.fold_name` writes it.
    is_arabic
        Whether it is written in Arabic script.
    consonants
        Its consonants, one text for each way to read it: the first is the plain one.
    vowels
        What is heard (Latin) or written (Arabic: long ones only) before the first consonant and after each.
    """

    folded: str
    is_arabic: bool
    consonants: tuple[str, ...]
    vowels: tuple[str, ...]

    @property
    def heard(self) -> str:
        """Return the vowels, one after the other."""
        return "".join(self.vowels)


@lru_cache(maxsize=200_000)
def name_words(name: str) -> tuple[Word, ...]:
    """Return the words of a name that tell it from others, without articles, ``ben``, ``ould`` and the like."""
    folded = _SUN_ARTICLE.sub("", fold_name(name))
    # What follows "servant of" belongs to it: Abd el-Kader is one name, however it is cut.
    parts = _SERVANT_APART.sub("abdel", folded).replace("عبد ", "عبد").split()
    kept = [part for part in parts if part not in _PARTICLES] or parts
    return tuple(map(_word, kept))


def spelling_keys(name: str) -> frozenset[str]:
    """
    Return the keys under which to look for other spellings of a name: two names that are alike share at least one.

    One key a word and a pair of neighbours; words of a single consonant count only where the name has no other.
    """
    words = name_words(name)
    keys = {reading for word in words for reading in word.consonants if len(reading) >= _ENOUGH}
    keys |= {first.consonants[0] + second.consonants[0] for first, second in pairwise(words)}
    return frozenset(keys or {word.consonants[0] or word.folded for word in words})


def likeness(one: str, other: str) -> float:
    """
    Return how much two names look like one in two spellings, from 0 to 1; from `LIKELY` on it is worth asking.

    The words may stand in another order, and one name may have words that the other leaves out, as long as two agree.
    """
    ours, theirs = name_words(one), name_words(other)
    if not ours or not theirs:
        return 0.0
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    plain = _agreement(ours, theirs)
    if plain >= LIKELY:
        return plain
    ways = [*((joined, theirs) for joined in _joined(ours)), *((ours, joined) for joined in _joined(theirs))]
    return max(plain, max((_agreement(a, b) for a, b in ways), default=0.0))


def _agreement(ours: Sequence[Word], theirs: Sequence[Word]) -> float:
    """Return the mean of the best pairs of words, less a little for each word left over; 0 when one word finds no other."""
    few, many = sorted((ours, theirs), key=len)
    if len(few) == 1 and len(many) > 1:
        return 0.0
    left = list(many)
    total = 0.0
    for word in few:
        found = max(left, key=lambda candidate: word_likeness(word, candidate))
        alike = word_likeness(word, found)
        if alike < 0.7:  # noqa: PLR2004 -- below it two words are two words
            return 0.0
        total += alike
        left.remove(found)
    # Each word too many costs; a second given name is often left out, three are not.
    return max(0.0, total / len(few) - 0.05 * len(left) ** 2)


@lru_cache(maxsize=200_000)
def word_likeness(one: Word, other: Word) -> float:
    """Return how much two words look like one, from 0 to 1."""
    if one.is_arabic == other.is_arabic:
        return _same_script(one, other)
    arabic, latin = (one, other) if one.is_arabic else (other, one)
    if not _is_heard(arabic, latin):
        return 0.0
    if set(arabic.consonants) & set(latin.consonants):
        return 0.95 if len(arabic.consonants[0]) >= _ENOUGH else 0.85
    return 0.72 if _one_letter_off(arabic.consonants[0], latin.consonants[0]) else 0.0


def _same_script(one: Word, other: Word) -> float:
    if one.folded == other.folded:
        return 1.0
    if _may_differ_in_gender(one.folded, other.folded):
        return 0.0
    shared = set(one.consonants) & set(other.consonants)
    n_off = _distance(one.heard, other.heard) + (bool(one.vowels[0]) != bool(other.vowels[0]))
    if one.is_arabic:
        # Whoever writes Arabic script writes the long vowels.
        return 0.95 if shared and n_off == 0 else 0.0
    if shared and n_off == 0:
        return 0.95
    if shared and n_off == 1 and len(one.consonants[0]) >= _ENOUGH:
        return 0.88
    return 0.8 if n_off == 0 and _one_letter_off(one.consonants[0], other.consonants[0]) else 0.0


def _may_differ_in_gender(one: str, other: str) -> bool:
    """Return whether one word may be a man's name and the other a woman's: Amin and Amina, Jean and Jeanne."""
    if any(word.endswith(_FEMININE_ARABIC) for word in (one, other)):
        return one.endswith(_FEMININE_ARABIC) != other.endswith(_FEMININE_ARABIC)
    if one.rstrip("h").endswith("a") != other.rstrip("h").endswith("a"):
        return True
    short, long = sorted((one, other), key=len)
    return long.endswith(("nne", "lle", "tte")) and long[:-2] == short


def _is_heard(arabic: Word, latin: Word) -> bool:
    """Return whether each long vowel that Arabic script writes is heard in its place, and what is surely long is written."""
    if len(arabic.vowels) != len(latin.vowels):
        written = "".join(arabic.vowels).replace("y", "")
        return all(vowel in latin.heard.replace("I", "ai") for vowel in written)
    for written, heard in zip(arabic.vowels, latin.vowels, strict=True):
        # The last letter of Salma is written as that of Bennani: it is heard as either.
        if any(vowel not in heard.replace("I", "ai") for vowel in written if vowel != "y") or ("I" in heard and not written):
            return False
    return True


@lru_cache(maxsize=100_000)
def _word(folded: str) -> Word:
    is_arabic = any("\u0600" <= letter <= "\u06ff" for letter in folded)
    read = _read_arabic if is_arabic else _read_latin
    servant = _SERVANT.match(folded)
    if servant is not None and servant.end() < len(folded):
        rest, vowels = read(folded[servant.end() :])
        return Word(folded=folded, is_arabic=is_arabic, consonants=tuple(_SERVANT_OF + reading for reading in rest), vowels=vowels)
    first, *others = _without_glued(folded, is_arabic=is_arabic)
    consonants, vowels = read(first)
    for other in others:
        consonants += [text for text in read(other)[0] if len(text) >= _ENOUGH]
    return Word(folded=folded, is_arabic=is_arabic, consonants=tuple(dict.fromkeys(consonants)), vowels=vowels)


def _without_glued(folded: str, *, is_arabic: bool) -> list[str]:
    """Return the ways to read a word to which an article or a ``ben`` may have grown; the likeliest first."""
    if is_arabic:
        if folded.startswith("ال") and len(folded) >= _SHORTEST_WITH_ARTICLE - 1:
            return [folded[2:], folded]
        return [folded, folded[2:]] if folded.startswith("بن") and len(folded) >= _SHORTEST_WITH_ARTICLE else [folded]
    article = _ARTICLE_GLUED.match(folded)
    found = [folded]
    if article is not None and len(folded) >= _SHORTEST_WITH_ARTICLE:
        found.insert(0, folded[article.end() :])
    if folded.startswith("l") and folded[1:2] in _VOWELS and len(folded) > _SHORTEST_WITH_ARTICLE:
        found.append(folded[1:])
    if folded.startswith(("ben", "bin")) and len(folded) >= _SHORTEST_WITH_ARTICLE:
        found.append(folded[3:])
    return found


def _read_latin(word: str) -> tuple[list[str], tuple[str, ...]]:
    parts: list[str] = []
    vowels = [""]
    groups = [match.group() for match in _LATIN_GROUPS.finditer(word)]
    for i, group in enumerate(groups):
        is_last = i == len(groups) - 1
        if group[0] in "aeiouy":
            is_mute = is_last and group == "e" and i > 0
            vowels[-1] += "" if is_mute else _heard_vowels(group)
        elif group == "w":
            vowels[-1] += "" if is_last else "u"
        elif not (is_last and group == "h"):
            is_soft = group == "c" and not is_last and groups[i + 1][0] in "eiy"
            parts.append("s" if is_soft else _LATIN.get(group) or _LATIN[group[0]])
            vowels.append("")
    return _all_readings(parts), tuple(vowels)


def _heard_vowels(group: str) -> str:
    return _VOWEL_GROUPS.sub(lambda found: _HEARD.get(found.group()) or _VOWELS[found.group()], group)


def _read_arabic(word: str) -> tuple[list[str], tuple[str, ...]]:
    parts: list[str] = []
    vowels = [""]
    for i, letter in enumerate(word):
        is_last = i == len(word) - 1
        if letter == "ي" and parts and parts[-1] == "d" and word[i + 1 : i + 2] in ("ا", "و"):
            parts[-1] = "j"
        elif letter in _LONG_VOWELS and (i or letter != "ا"):
            vowels[-1] += "y" if is_last and letter == "ي" else _LONG_VOWELS[letter]
        elif letter in _ARABIC and not (letter == "ه" and is_last):
            sound = _ARABIC[letter]
            parts.append(sound)
            vowels.append("")
    return _all_readings(parts), tuple(vowels)


def _all_readings(parts: Sequence[str]) -> list[str]:
    found = [""]
    for part in parts:
        ways = part.split("|") if len(found) < _MOST_READINGS else [part.split("|")[0]]
        found = [before + way for way in ways for before in found]
    return found


def _joined(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Return the words with one pair of neighbours as one, for each pair: N Diaye, Salah Eddine."""
    return [[*words[:i], _word(words[i].folded + words[i + 1].folded), *words[i + 2 :]] for i in range(len(words) - 1)]


def _one_letter_off(one: str, other: str) -> bool:
    """Return whether two texts of four letters or more differ by one."""
    return min(len(one), len(other)) >= 4 and _distance(one, other) == 1  # noqa: PLR2004 -- shorter ones are other words


def _distance(one: str, other: str) -> int:
    """Return the number of letters to change, add or take away."""
    if one == other:
        return 0
    before = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        now = [i]
        for j, target in enumerate(other, start=1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (letter != target)))
        before = now
    return before[-1]
