"""The conference at or beside which a meeting took place, with its edition and its days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from releve.communique.dates import Day
from releve.communique.ordinals import ordinal_number, ordinal_pattern
from releve.communique.page import Page, pattern

_NOUNS: Final = (
    r"(?:assemblees?(?: generale)?|conference\w*|sommets?|forums?|salons?|congres|colloque|seminaire|symposium|expositions?|foire|ateliers?|journees|festival|"
    r"general assembly|assembly|conferences?|summits?|congress|exhibition|expo|seminars?|workshop|asambleas?(?: general)?|conferencias?|cumbres?|foros?|"
    r"congresos?|ferias?|seminarios?|sessions?|reunions? (?:annuelle|ordinaire|des? (?:chefs|ministres|directeurs))|comite|"
    r"sesion|(?:ال)?جمعية العامة|(?:ال)?جمعية|(?:ال)?موتمر|(?:ال)?قمة|(?:ال)?منتدي|(?:ال)?معرض|(?:ال)?دورة|(?:ال)?ملتقي|(?:ال)?ندوة)"
)
_EDITION: Final = r"(?:edition|session|edicion|sesion|دورة|الدورة|نسخة|النسخة|الطبعة)"
_BESIDE: Final = pattern(
    r"(?<!\w)(?:en marge|a l'occasion|lors d|dans le cadre d|particip\w+|prenant part|pris part|prend part|assist\w+|accueille|travaux|organise\w*|abrite|se tient|tenue?|ouverture|"
    r"margins?|sidelines?|attend\w*|on the occasion|held|hosted|hosts|during|joined|at the|al margen|con motivo|en el marco|asisti\w+|celebrad\w|durante|acoge|"
    r"علي هامش|بمناسبة|في اطار|المشاركة|مشارك\w+|يشارك|شارك|اشغال|اعمال|فعاليات|ب?احتضان|المنعقد\w*|تستضيف\w*|خلال)"
)
_LATER: Final = pattern(
    r"(?<!\w)(?:accueillera|abritera|organisera|se tiendra|auront lieu|aura lieu|will (?:host|hold|take place|be held)|acogera|se celebrara|tendra lugar|ستستضيف|سينعقد|ستنعقد|المقبل|prochaine? |upcoming|proxim[ao])(?!\w)"
)
_KNOWN: Final = (
    (
        "INTERPOL General Assembly",
        pattern(
            r"(?:assemblee generale|general assembly|asamblea general|(?:ال|لل)?جمعية العامة)(?=.{0,80}(?:interpol|police criminelle|criminal police|policia criminal|انتربول|للشرطة الجنائية))|interpol(?:'s)? (?:\S+ )?general assembly"
        ),
    ),
    (
        "United Nations Chiefs of Police Summit",
        pattern(
            r"uncops|(?:sommet|conference)\s(?:des\s|de\s)?(?:\S+ )?chefs de (?:la )?police|chiefs of police summit|(?:cumbre|conferencia) de (?:los )?(?:jefes|comandantes) de policia|(?:قمة|موتمر) (?:قادة|روساء) (?:ال)?شرطة"
        ),
    ),
)
_UNTIL: Final = pattern(
    r"(?:jusqu'au|jusqu'a|prend fin le|se poursuit|s'acheve|until|through|ends on|hasta|حتي|الي غاية|الي)\s*(?:le\s|the\s|el\s|al\s|يوم\s)?$"
)


@dataclass(frozen=True, kw_only=True)
class FoundEvent:
    """An event of the text; ``first`` and ``last`` are its days as read; offsets are those of its name."""

    name: str
    edition: int | None
    start: int
    end: int
    first: Day | None = None
    last: Day | None = None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    edition = ordinal_pattern(language)
    of = r"(?: (?:de|du|of|del|annual|annuelle|ordinary)(?: la| l'| the| las?)?)?"
    before = (
        rf"{edition}\s+(?:{_EDITION}{of}\s*(?:la |l')?|reunion{of}\s*)?(?P<name>(?:(?!conference|assemblee)[\w'.-]+\s+){{0,6}}?{_NOUNS})"
    )
    if language == "ar":
        return pattern(
            rf"(?P<name>{_NOUNS}(?:\s+[\w-]+){{0,5}}?)\s+(?:في (?:دورتها|نسختها|دورته|نسخته) |(?:ل|في )?(?:ال)?دورتها )?{edition}|{edition.replace('edition', 'edition2')}\s+(?P<name2>{_NOUNS})"
        )
    return pattern(rf"{before}(?!\w)")


def find_event(page: Page, days: Sequence[Day]) -> FoundEvent | None:
    """Return the event of a text, None where it names none; one with its number before one without, a coming one never."""
    low = page.low.replace("’", "'").replace("ᵉ", "e")
    found: list[tuple[tuple[int, int], FoundEvent]] = []
    for match in _pattern(page.language).finditer(low):
        told = match.groupdict()
        group = "name" if told.get("name") else "name2"
        number = ordinal_number((told.get("edition") or told.get("edition2") or "").strip(), page.language)
        rank = _rank(page, low, match.start(), match.end())
        if rank is not None and number is not None:
            found.append(((rank, match.start()), _event(page, low, days, match.start(group), match.end(), number)))
    if not found:
        for noun in pattern(rf"(?<!\w){_NOUNS}(?!\w)").finditer(low):
            around = low[max(0, noun.start() - 60) : noun.end() + 60]
            rank = _rank(page, low, noun.start(), noun.end())
            if rank == 0 and any(known.search(around) for _, known in _KNOWN):
                found.append(((1, noun.start()), _event(page, low, days, noun.start(), noun.end(), None)))
    return min(found, key=lambda ranked: ranked[0])[1] if found else None


def _rank(page: Page, low: str, start: int, end: int) -> int | None:
    sentence = page.sentences[page.sentence_at(start)]
    before, after = low[sentence.start : start], low[end : min(sentence.end, end + 80)]
    if _LATER.search(before[-60:]) or re.match(r"[^,.;]{0,40}(?:se tiendra|will be held|se celebrara)", after):
        return None
    return 0 if _BESIDE.search(low[max(0, sentence.start) : sentence.end]) else 1


def _event(page: Page, low: str, days: Sequence[Day], start: int, end: int, edition: int | None) -> FoundEvent:
    stop = re.search(
        r"[,.;:\n(«\"]|\s(?:qui|que|which|that|organise\w*|organized|held|tenue?|celebrad\w|prevue?|en cours|actuellement|المنعقد\w*|التي|a [A-Z])",
        page.text[end : end + 110],
    )
    last = end + (stop.start() if stop else min(110, len(page.text) - end))
    around = low[max(0, start - 30) : end + 120]
    known = next((name for name, words in _KNOWN if words.search(around)), None)
    first_day, last_day = _days(page, low, days, start)
    name = known or " ".join(page.text[start:last].split())
    return FoundEvent(name=name, edition=edition, start=start, end=max(end, last), first=first_day, last=last_day)


def _days(page: Page, low: str, days: Sequence[Day], start: int) -> tuple[Day | None, Day | None]:
    sentence = page.sentences[page.sentence_at(start)]
    first = last = None
    for day in days:
        if not sentence.start <= day.start < sentence.end or day.day is None:
            continue
        if _UNTIL.search(low[max(0, day.start - 30) : day.start]):
            last = day
        elif day.last_day is not None and start <= day.start:
            first = day
    return first, last


def event_days(event: FoundEvent) -> list[Day]:
    """Return the days that are the event's own: no day of a meeting."""
    return [day for day in (event.first, event.last) if day is not None]
