"""Where a meeting was held: a town behind a preposition in the lead, never an agency's dateline; else the country alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from releve.communique.gazetteer import Mention
from releve.communique.kinds import lead_sentences
from releve.communique.lexicon import Kind
from releve.communique.page import Page, pattern
from releve.communique.partners import states_named
from releve.communique.people import Person

_IN: Final = pattern(
    r"(?:(?<!\w)(?:a|au|aux|en|in|at|dans (?:la|les)?|sur|ville de|city of|capitale|capital|ciudad de|capital|pres de|near|بمدينه|مدينه|العاصمه|بالعاصمه|في|(?:marocaine|mexicaine|espagnole|francaise))\s*,?\s*(?:l'|la |le |the |el )?)$"
)
_TO: Final = pattern(
    r"(?<!\w)(?:visite?\w* (?:\S+ ){0,5}?(?:au|aux|en|a|to|in|al?)|visit(?:ed|ing|s)?(?: to)?|visito|arrived in|viaje a|se rend\w* (?:au|aux|en|a)|s'est rendue? (?:au|aux|en|a)|ب?زيارة (?:\S+ ){0,4}?(?:ل|إلى))\s*(?:l'|la |le |the |el |los )?$"
)
_LATER: Final = pattern(
    r"(?<!\w)(?:prochain\w*|prochainement|will|auront lieu|aura lieu|se tiendra|se tiendront|upcoming|next|accueillera|prepar\w+|similaire|preparatifs|avenir|invit\w+|prevue?|tendra lugar|ulterieure|proxim\w+|مقبل\w*|المقرر)(?!\w)"
)
_DATELINE: Final = re.compile(r"^\W*[A-ZÀ-ÖØ-Þ\u0621-\u064a][^\n.:]{0,45}?(?:\([^)\n]{1,40}\)|[–—:/]|\s-\s|,\s*\d{1,2}\b[^\n]{0,40}?[–—-])")
NEAR: Final = 6
"""Sentences in which the only town of a text is taken for where its sides met."""
OPENING: Final = 2
_HERE: Final = re.compile(r"(?<!\w)(?:here|ici|aqui)(?!\w)")
_HEADQUARTERS: Final = pattern(
    r"(?:siege|headquarters|sede|مقر)(?: \S+){0,6}? (?:onu|nations unies|united nations|un|organisation onusienne|naciones unidas|الامم المتحدة)|(?:un|united nations) headquarters"
)
_VENUE: Final = re.compile(
    r"(?:\b(?:[Ll]es |[Aa]ux |[Dd]es |[Ll]e |[Aa]u |[Dd]u |[Ll]a |[Tt]he |[Ee]l )?)((?:Jardins?|Jardines|Palais|Hôtel|Centre|Académie|Institut|Gardens?|Palace|Hotel|Centro|Palacio|Parque|Academia)\s(?:(?:de|des|du|d['’]|la|le|les|l['’]|of|the|del|los|las)\s?)*[A-ZÀ-Þ][\w'’-]+(?:\s(?:(?:de|des|du|la|of|del)\s)*[A-ZÀ-Þ][\w'’-]+){0,4}|[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}\s(?:Gardens?|Palace|Hotel|Convention Cent(?:er|re)))"
)
_AR_VENUE: Final = re.compile(r"(?:فضاء\s+)?(حدائق\s+[^\s،,.]+|قصر\s+(?:المؤتمرات|\S+)|فندق\s+\S+|مركز\s+المؤتمرات)")


@dataclass(frozen=True)
class PlaceFound:
    """A town, or a country alone; offsets into the page's text."""

    name: str | None
    country: str | None
    start: int
    end: int
    reason: str


def find_place(page: Page, people: Sequence[Person]) -> PlaceFound | None:
    """Return the place of the meeting, None where the text gives none."""
    towns = [town for town in page.find(Kind.PLACE) if _stands_alone(page, people, town) and not _in_dateline(page, town)]
    for sentences in [lead_sentences(page)[:1], lead_sentences(page)[1:4], page.sentences] if page.sentences else []:
        for town in towns:
            held = any(sentence.start <= town.start < sentence.end for sentence in sentences)
            if held and _is_held_in(page, town) and not _LATER.search(_around(page, town)):
                country = _country(page, town)
                return PlaceFound(page.text[town.start : town.end], country, town.start, town.end, "town_in_text")
    hosting = next((town for town in towns if _hosts(page, town)), None) or _only(page, towns)
    if hosting is not None:
        return PlaceFound(page.text[hosting.start : hosting.end], _country(page, hosting), hosting.start, hosting.end, "town_in_text")
    headquarters = _HEADQUARTERS.search(page.low)
    if headquarters is not None:
        return PlaceFound("New York", "USA", headquarters.start(), headquarters.end(), "headquarters")
    for state in page.find(Kind.COUNTRY):
        if not any(sentence.start <= state.start < sentence.end for sentence in lead_sentences(page)):
            continue
        if _TO.search(page.low[max(0, state.start - 70) : state.start]) and _stands_alone(page, people, state):
            return PlaceFound(None, state.partner, state.start, state.end, "country_visited")
    return None


_HOSTS_AFTER: Final = pattern(
    r"\s+(?:a |ont |ha |is |was |has )?(?:\w+ )?(?:abrit\w*|accueill\w*|acog\w*|albergo|hosts?|hosted|hosting|recibi\w*|fue (?:la )?sede|the venue)(?!\w)"
)
_HOSTS_BEFORE: Final = pattern(r"(?<!\w)(?:و)?(?:احتضنت|تحتضن|استضافت|تستضيف|شهدت|عرفت)\s+(?:مدينة|العاصمة)?\s*(?:ال)?$")


def _hosts(page: Page, town: Mention) -> bool:
    """Return whether the town itself is said to host: "Tunis hosted the session"."""
    if _LATER.search(_around(page, town)):
        return False
    if page.language == "ar":
        return _HOSTS_BEFORE.search(page.low[max(0, town.start - 40) : town.start]) is not None
    return _HOSTS_AFTER.match(page.low, town.end) is not None


def _only(page: Page, towns: Sequence[Mention]) -> Mention | None:
    """Return the one town that the body of a text names; None where it names several, or one that a later meeting is planned in."""
    named = {town.name.casefold() for town in towns}
    if len(named) != 1 or not towns[0].sure or _LATER.search(_around(page, towns[0])):
        return None
    return towns[0] if page.sentence_at(towns[0].start) < NEAR else None


def country_of_dateline(page: Page) -> str | None:
    """Return the State of the town that opens a line of the head: no place of the meeting, but where its writer stands."""
    for sentence in page.sentences[:4]:
        town = next((town for town in page.find(Kind.PLACE) if town.sure and 0 <= town.start - sentence.start <= OPENING), None)
        if town is not None and re.match(r"\s*(?:[,،(–—/:-]|\d|في\s)", page.text[town.end : town.end + 4]):
            return town.partner
    return None


def find_venue(page: Page) -> tuple[str, int, int] | None:
    """Return the hall, palace or gardens where the meeting was held."""
    for sentence in page.sentences[:8]:
        found = (_AR_VENUE if page.language == "ar" else _VENUE).search(page.text, sentence.start, sentence.end)
        if found is not None and not any(
            kind_found.start <= found.start(1) < kind_found.end for kind in (Kind.TITLE, Kind.SERVICE) for kind_found in page.find(kind)
        ):
            return found.group(1), found.start(1), found.end(1)
    return None


def _around(page: Page, town: Mention) -> str:
    return page.low[max(0, town.start - 60) : town.end + 25].split(".")[-1 if "." not in page.low[town.end : town.end + 25] else 0]


def _stands_alone(page: Page, people: Sequence[Person], town: Mention) -> bool:
    in_title = any(start <= town.start < end for person in people for start, end, _ in person.titles)
    in_name = any(start <= town.start < end for person in people for start, end in person.spans)
    in_service = any(
        named.start <= town.start < named.end
        for kind in (Kind.SERVICE, Kind.ORGANISATION, Kind.COUNTRY)
        for named in page.find(kind)
        if kind is not town.kind and (kind is not Kind.COUNTRY or (named.start, named.end) != (town.start, town.end))
    )
    if in_title:
        posted = re.search(r"ambassad|embajador|سفير|consul", page.low[max(0, town.start - 110) : town.start])
        return town.kind is Kind.PLACE and posted is None and re.match(r"\s*(?:[,،.]|ce |mardi|lundi)", page.low[town.end :]) is not None
    return not in_name and not in_service


def _in_dateline(page: Page, town: Mention) -> bool:
    line = page.text.rfind("\n", 0, town.start) + 1
    found = _DATELINE.match(page.text[line : line + 120])
    if found is not None and _HERE.search(page.low[line : line + 700]):
        return False
    return found is not None and town.end <= line + found.end() and town.start - line < 30


def _is_held_in(page: Page, town: Mention) -> bool:
    if _TO.search(page.low[max(0, town.start - 70) : town.start]):
        return True
    line = page.text.rfind("\n", 0, town.start) + 1
    if town.start - line < 30 and _DATELINE.match(page.text[line : line + 120]) and _HERE.search(page.low[line : line + 700]):
        return True
    if page.language == "ar":
        before = page.text[max(0, town.start - 1) : town.start]
        return (
            before == "ب"
            or _IN.search(page.low[max(0, town.start - 30) : town.start]) is not None
            or page.text[town.start] == "ب"
            or (before == "ال" and page.text[max(0, town.start - 3)] == "ب")
        )
    if _IN.search(page.low[max(0, town.start - 30) : town.start]):
        return not re.search(r"ambassad\w+[^,.]{0,40}$|embajador[^,.]{0,40}$", page.low[max(0, town.start - 60) : town.start])
    return False


def _country(page: Page, town: Mention) -> str | None:
    if not town.others:
        return town.partner
    named = states_named(page)
    return max((town.partner or "", *town.others), key=lambda country: named.get(country, 0) + (country == town.partner) * 0.5)
