"""Where a meeting was held: the town or State that stands with the verb of meeting, and the venue; never an agency's dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from releve.communique.draft import Place
from releve.communique.gazetteer import Mention
from releve.communique.kinds import FoundKind
from releve.communique.lexicon import Kind
from releve.communique.page import Page, Sentence, pattern
from releve.communique.people import Person

_IN: Final = {
    "fr": pattern(r"(?<!\w)(?:a|au|aux|en|dans la ville de|dans la capitale|sur)\s+(?:la ville d[e']\s*|la capitale \w+,?\s+)?$"),
    "en": pattern(r"(?<!\w)(?:in|at)\s+(?:the (?:city|capital)(?: city)?(?: of)?\s*,?\s*)?(?:\w+'s capital,?\s+|central |downtown )?$"),
    "es": pattern(r"(?<!\w)(?:en|a)\s+(?:la (?:ciudad|capital)(?: de| \w+,)?\s+)?$"),
    "ar": pattern(r"(?:(?<!\w)(?:في|بمدينة|بالعاصمة|في العاصمة|في مدينة|العاصمة)(?:\s+\w+)?\s+(?:ال)?$|(?<!\w)(?:وال|و)?ب(?:ال)?$)"),
}
_LATER: Final = pattern(
    r"(?<!\w)(?:auront lieu|aura lieu|se tiendra|se tiendront|prevue?s? a|prochain\w*|abritera|accueillera|qu'abritera|will (?:be held|host|take place)|upcoming|next (?:month|year|week)|due in|"
    r"tendra lugar|se celebrara|proxim\w+|acogera|المقبل\w*|القادم\w*|المزمع|سيعقد|ستحتضن|visite similaire|similar visit|jeux olympiques|olympic|coupe du monde|world cup|mundial|كأس)(?!\w)"
)
_ENVOY: Final = pattern(r"(?:ambassad\w+|consul\w*|accredit\w+|embajad\w+|سفير\w*|قنصل\w*|المعتمد\w*)[^,.;،]{0,90}$")
_NEW: Final = pattern(r"(?:communique|statement|comunicado|بلاغ|بيان)[^,.;]{0,40}$")
_TO: Final = {
    "fr": pattern(r"(?:visite|deplacement|sejour|mission|rendu|arrive\w*|tournee)(?: [^.;]{0,60})? (?:a|au|aux|en|dans)\s+(?:l'|la |le |les )?$|(?:en marge|au sein)[^.;]{0,80} (?:a|au|aux|en)\s+$"),
    "en": pattern(r"(?:visit|trip|tour|travelled|traveled|mission|arrived)(?: [^.;]{0,60})? (?:to|in)\s+(?:the )?$"),
    "es": pattern(r"(?:visita|viaje|gira|desplazo|viajo|mision)(?: [^.;]{0,60})? (?:a|en)\s+(?:los |las |la |el )?$"),
    "ar": pattern(r"(?:زيارة|بزيارة|زار|توجه|حل)(?: [^.؛]{0,60})? (?:إلى|ل|ب|في)?\s*(?:ال)?$"),
}
_VENUES: Final = {
    "fr": r"(?:dans l'(?:espace|enceinte) (?:d[eu]s? |de l'|de la )?|au[x]? |a la |a l'|a son |dans (?:les |le |la |l')?)(?P<venue>(?:locaux |salons |salle )?(?:d[eu] |de la |de l'|des )?(?:jardins|palais|hotel|siege|centre|complexe|institut|academie|ecole|ambassade|residence|palace|musee|quartier general|bureau)(?: [^,.;\n(]{2,80}?)?)(?=[,.;\n(]|\s(?:a|ou|qui|avec|en presence|ce|le|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|par|pour)\s)",
    "en": r"(?:at|in) (?P<venue>(?:the |his |her |its )?(?:[\w'’-]+ ){0,4}(?:gardens?|palace|hotel|headquarters|cent(?:re|er)|complex|academy|institute|embassy|office|residence|museum)(?: (?:of|in) (?:the )?[\w'’ -]{2,50}?)?)(?=[,.;\n(]|\s(?:in|on|where|which|that|with|by|for|and|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\s)",
    "es": r"(?:en|de) (?P<venue>(?:el |la |los |las |su )?(?:sede|jardines|palacio|hotel|centro|complejo|academia|instituto|embajada|despacho|residencia|museo)(?: [^,.;\n(]{2,80}?)?)(?=[,.;\n(]|\s(?:a|donde|que|con|en|el|este|por|para)\s)",
    "ar": r"(?:ب|في )(?P<venue>(?:مقر|قصر|فندق|حدائق|مركز|مكتب|قاعه|اكاديميه|معهد|سفاره)(?:ه|ها)?(?: [^،.؛\n(]{2,60}?)?)(?=[،.؛\n(]|\s(?:في|ب|يوم|اليوم|الذي|التي|حيث|مع|من|السيد)\s)",
}


@dataclass(frozen=True)
class FoundPlace:
    """A place and where it stands: half-open offsets into the page's text."""

    place: Place
    start: int
    end: int


def find_places(page: Page, verbs: Sequence[FoundKind], people: Sequence[Person], last: int) -> list[FoundPlace]:
    """Return the places where the meeting may have been, the likeliest first; of the sentences up to `last` (a number, included)."""
    low = page.low.replace("’", "'")
    titled = [(start, end) for person in people for start, end, _ in person.titles]
    scored: list[tuple[int, int, FoundPlace]] = []
    for found in page.find(Kind.PLACE):
        score = _score(page, low, found, verbs, titled, last)
        if score is not None and found.partner is not None:
            name = re.sub(r"^(?:ب|ل|و)(?=ال)", "", page.text[found.start : found.end])
            name = " ".join(word.capitalize() if len(word) > 3 and word.isupper() else word for word in name.split(" "))
            scored.append((score, found.start, FoundPlace(Place(name=name, country=found.partner), found.start, found.end)))
    return [place for _, _, place in sorted(scored, key=lambda one: (-one[0], one[1]))]


def _score(page: Page, low: str, found: Mention, verbs: Sequence[FoundKind], titled: Sequence[tuple[int, int]], last: int) -> int | None:
    at = page.sentence_at(found.start)
    sentence = page.sentences[at]
    before = low[sentence.start : found.start]
    if not found.sure or any(start <= found.start < end for start, end in titled):
        return None
    if not _IN[page.language].search(before) or _is_attached_otherwise(page, found):
        return None
    if _ENVOY.search(before) or _NEW.search(before) or _LATER.search(before[-140:]) or _LATER.search(low[found.end : found.end + 60].split(".")[0]):
        return None
    if at > last + 4:
        return None
    score = 20 - 4 * max(0, at - 1) if at <= last else 6 - (at - last)
    near = [verb for verb in verbs if sentence.start <= verb.start < sentence.end]
    if near:
        score += 6 - min(6, min(abs(found.start - verb.end) for verb in near) // 40)
    if _is_headline(page, sentence) and page.language != "ar":
        score -= 3
    return score


def _is_attached_otherwise(page: Page, found: Mention) -> bool:
    """Return whether an Arabic name is written together with a preposition that does not say where: "لمراكش"."""
    return page.language == "ar" and page.text[max(0, found.start - 1) : found.start] in {"ل", "ك"}


def _is_headline(page: Page, sentence: Sentence) -> bool:
    return sentence.start == page.sentences[0].start and len(page.sentences) > 1 and page.text[sentence.end - 1 : sentence.end] not in ".!?"


def find_country(page: Page, last: int) -> FoundPlace | None:
    """Return the State that a visit led to, or in which a conference was, where no town is named."""
    low = page.low.replace("’", "'")
    kinds = [(found, Kind.COUNTRY) for found in page.find(Kind.COUNTRY)]
    for found, _ in sorted(kinds, key=lambda one: one[0].start):
        at = page.sentence_at(found.start)
        before = low[page.sentences[at].start : found.start]
        if at <= last + 1 and found.partner and _TO[page.language].search(before) and not _ENVOY.search(before) and not _LATER.search(before[-140:]):
            return FoundPlace(Place(name=None, country=found.partner), found.start, found.end)
    return None


def find_country_of_conference(page: Page, start: int) -> FoundPlace | None:
    """Return the State named with "in" behind a conference in the same sentence."""
    low = page.low.replace("’", "'")
    sentence = page.sentences[page.sentence_at(start)]
    for found in page.find(Kind.COUNTRY):
        if start < found.start < sentence.end and found.partner and re.search(r"(?<!\w)(?:in|en|au|aux|في|ب)\s*(?:the |la |el |los )?$", low[sentence.start : found.start]):
            return FoundPlace(Place(name=None, country=found.partner), found.start, found.end)
    return None


def find_venue(page: Page, last: int) -> tuple[int, int] | None:
    """Return where the venue stands in the sentences up to `last` and the two behind; None where none is named."""
    low = page.low.replace("’", "'")
    for sentence in page.sentences[: last + 3]:
        found = re.search(rf"(?<!\w){_VENUES[page.language]}", low[sentence.start : sentence.end] + "\n")
        if found is not None:
            start = sentence.start + found.start("venue")
            end = min(sentence.start + found.end("venue"), sentence.end)
            words = re.match(r"(?:d[eu] |de la |de l'|des |el |la |los |las |the )", low[start:end])
            return start + (words.end() if words else 0), end
    return None
