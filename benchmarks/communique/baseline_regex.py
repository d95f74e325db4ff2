"""
A reader of patterns and nothing else: what an afternoon's script would find, to compare with.

It knows the names of the months, the cities that the labelled texts speak of, and how people are addressed;
it says nothing of partners, statements and editions that are not written in figures.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from benchmarks.communique.days import MONTHS, MONTHS_EAST, MONTHS_LEVANT
from benchmarks.communique.sides import rows_of

LANGUAGES: Final = ("fr", "en", "es", "ar")
MONTH_NUMBERS: Final[Mapping[str, int]] = {
    name.casefold(): number for names in (*MONTHS.values(), MONTHS_EAST, MONTHS_LEVANT) for number, name in enumerate(names, start=1)
}
MONTH: Final = "|".join(sorted(map(re.escape, MONTH_NUMBERS), key=len, reverse=True))
DAY_FIRST: Final = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:de\s+)?({MONTH})(?:\s+del?|,)?\s+(\d{{4}})", re.IGNORECASE)
MONTH_FIRST: Final = re.compile(rf"\b({MONTH})\s+(\d{{1,2}}),?\s+(\d{{4}})", re.IGNORECASE)
NUMERIC: Final = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
ORDINAL: Final = re.compile(r"\b(\d{1,3})(?:e|ème|st|nd|rd|th|\.ª|ª)\s+(?:session|Ass|INTERPOL|Conf|African|reuni)")
CAPITALISED: Final = r"[A-ZÀ-Ý][\w'\u2019-]+(?:\s+(?:(?:El|Al|bin|de|Ould)\s+)?[A-ZÀ-Ý][\w'\u2019-]+){1,3}"
ADDRESSED: Final = re.compile(rf"(?:\bM\.|\bMme|\bMr\.?|\bMs\.?|\bDr\.?|\bSr\.|\bSra\.|\bH\.E\.)\s*({CAPITALISED})")
BETWEEN_COMMAS: Final = re.compile(rf",\s+({CAPITALISED})(?=[,.])")
ADDRESSED_IN_ARABIC: Final = re.compile(r"(?:السيد|السيدة|اللواء|الفريق)\s+((?:\w+\s+){1,3}\w+)(?=[،.])")
KIND_WORDS: Final = (
    ("call", ("par téléphone", "by telephone", "por teléfono", "هاتفي")),
    ("signature", ("a été signé", "was signed", "suscribi", "مذكرة تفاهم")),
    ("ceremony", ("cérémonie", "ceremony", "parade", "ceremonia", "حفل")),
    ("visit", ("visite", "toured", "visita oficial", "زيارة")),
    ("multilateral", ("Assemblée", "Assembly", "Summit", "Asamblea", "مؤتمر")),
)


def read(text: str, published_on: dt.date | None) -> dict[str, Any]:
    """Return what the patterns find, in the shape of the contract; the day of publication is not used."""
    del published_on
    names = _names(text)
    edition = ORDINAL.search(text)
    return {
        "kind": next((kind for kind, words in KIND_WORDS if any(word in text for word in words)), "bilateral"),
        "date": _first_day(text.translate({ord(indic): str(i) for i, indic in enumerate("٠١٢٣٤٥٦٧٨٩")})),
        "place": _first_city(text),
        "event": {"edition": int(edition[1])} if edition else None,
        "participants": [{"name": name, "role": "host" if i == 0 else "guest", "partner": None} for i, name in enumerate(names)],
        "topics": [],
        "statements": [],
    }


def _first_day(text: str) -> str | None:
    found = [(at.start(), int(at[3]), MONTH_NUMBERS[at[2].casefold()], int(at[1])) for at in DAY_FIRST.finditer(text)]
    found += [(at.start(), int(at[3]), MONTH_NUMBERS[at[1].casefold()], int(at[2])) for at in MONTH_FIRST.finditer(text)]
    found += [(at.start(), int(at[3]), int(at[2]), int(at[1])) for at in NUMERIC.finditer(text)]
    for _, year, month, day in sorted(found):
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            continue
    return None


def _first_city(text: str) -> dict[str, str] | None:
    found = []
    for row in rows_of("cities"):
        for lang in LANGUAGES:
            at = text.find(row[lang])
            if at >= 0:
                found.append((at, -len(row[lang]), row[lang], row["country"]))
    return {"name": min(found)[2], "country": min(found)[3]} if found else None


def _names(text: str) -> list[str]:
    found = [match for pattern in (ADDRESSED, BETWEEN_COMMAS, ADDRESSED_IN_ARABIC) for match in pattern.finditer(text)]
    names = [match[1] for match in sorted(found, key=lambda match: match.start(1))]
    return list(dict.fromkeys(names))
