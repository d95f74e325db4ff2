"""Ordinal numbers in words and figures, of the editions of assemblies: "93e", "ninety-third", "الثالثة والتسعون"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from releve.communique.dates import DIGITS

_FR_UNITS: Final = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split()
)
_FR_TENS: Final = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_EN_UNITS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth"
).split()
_EN_TENS: Final = dict(zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True))
_ES_UNITS: Final = "primer segund tercer cuart quint sext septim octav noven".split()
_ES_TENS: Final = dict(
    zip(
        range(10, 100, 10),
        "decim vigesim trigesim cuadragesim quincuagesim sexagesim septuagesim octogesim nonagesim".split(),
        strict=True,
    )
)
_AR_UNITS: Final = "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع".split()
_AR_TENS: Final = dict(zip(range(20, 100, 10), "العشر الثلاث الاربع الخمس الست السبع الثمان التسع".split(), strict=True))


@cache
def ordinal_words(language: str) -> Mapping[str, int]:
    """Return the ordinals from 1 to 99 in words of a language, in small letters without accents."""
    makers = {"fr": _french, "en": _english, "es": _spanish, "ar": _arabic}
    return dict(makers[language]())


@cache
def ordinal_pattern(language: str) -> str:
    """Return a pattern, with the group ``edition``, of an ordinal in a text in small letters without accents."""
    words = "|".join(sorted((re.escape(word).replace("\\-", "[- ]") for word in ordinal_words(language)), key=len, reverse=True))
    figures = {
        "fr": r"\d{1,3} ?(?:er|re|e|eme|ieme|nde?|ᵉ|ème)",
        "en": r"\d{1,3} ?(?:st|nd|rd|th)",
        "es": r"\d{1,3} ?(?:\.?[ªºao]|er|\.)",
        "ar": r"(?:ال)?\d{1,3}",
    }
    roman = {"es": r"|[ivxl]{1,7}(?:e|eme|ª)?", "fr": r"|[ivxl]{2,7}(?:e|eme)"}.get(language, "")
    return rf"(?<!\w)(?P<edition>{words}|{figures[language]}{roman})(?!\w)"


def ordinal_number(written: str, language: str) -> int | None:
    """Return the number of what :func:`ordinal_pattern` found."""
    figure = re.search(r"\d+", written.translate(DIGITS))
    if figure is not None:
        return int(figure.group())
    known = ordinal_words(language)
    for spelt in (written, written.replace(" ", "-"), re.sub(r"\s+", " ", written)):
        if spelt in known:
            return known[spelt]
    return _roman(written)


def _roman(written: str) -> int | None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    numbers = [values[letter] for letter in re.sub(r"(?:e|eme|ª)$", "", written) if letter in values]
    pairs = zip(numbers, [*numbers[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs) or None


def _french() -> list[tuple[str, int]]:
    def word(number: int) -> str:
        if number < 20:
            return _FR_UNITS[number - 1]
        tens = max(ten for ten in _FR_TENS if ten <= number)
        rest = number - tens
        if rest == 0:
            return _FR_TENS[tens]
        return _FR_TENS[tens] + ("-et-" if rest in {1, 11} and tens != 80 else "-") + _FR_UNITS[rest - 1]

    found = [("premier", 1), ("premiere", 1), ("second", 2), ("seconde", 2)]
    for number in range(2, 100):
        stem = word(number)
        stem = re.sub(r"neuf$", "neuv", re.sub(r"cinq$", "cinqu", re.sub(r"e$", "", stem)))
        found.append((stem + "ieme", number))
    return found


def _english() -> list[tuple[str, int]]:
    found = [(word, at + 1) for at, word in enumerate(_EN_UNITS)]
    for ten, word in _EN_TENS.items():
        found.append((word[:-1] + "ieth", ten))
        found += [(f"{word}-{unit}", ten + at + 1) for at, unit in enumerate(_EN_UNITS[:9])]
    return found


def _spanish() -> list[tuple[str, int]]:
    found = [("primer", 1), ("tercer", 3), ("undecima", 11), ("undecimo", 11), ("duodecima", 12), ("duodecimo", 12)]
    for end in "ao":
        found += [(unit + end, at + 1) for at, unit in enumerate(_ES_UNITS)]
        for ten, stem in _ES_TENS.items():
            found.append((stem + end, ten))
            for at, unit in enumerate(_ES_UNITS):
                found += [(f"{stem}{joint}{unit}{end}", ten + at + 1) for joint in ("a ", "o ", "")]
    return found


def _arabic() -> list[tuple[str, int]]:
    found = [("الاولي", 1), ("العاشر", 10), ("العاشره", 10), ("الحاديه عشره", 11), ("الحادي عشر", 11)]
    for at, unit in enumerate(_AR_UNITS):
        number = at + 1
        unit_forms = ["الحادي" if number == 1 else unit, "الحاديه" if number == 1 else unit + "ه"]
        found += [(form, number) for form in (unit, unit + "ه")]
        found += [(f"{form} عشر{end}", 10 + number) for form in unit_forms for end in ("", "ه")]
        for ten, stem in _AR_TENS.items():
            found += [(f"{form} و{stem}{end}", ten + number) for form in unit_forms for end in ("ون", "ين")]
    found += [(stem + end, ten) for ten, stem in _AR_TENS.items() for end in ("ون", "ين")]
    return found
