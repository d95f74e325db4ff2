"""What kind of meeting a text tells of: by the first verb of its lead sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from releve.communique.draft import MeetingKind
from releve.communique.page import Page, Sentence, pattern

KIND_WORDS: Final[Mapping[MeetingKind, str]] = {
    MeetingKind.CALL: (
        r"(?:entretien|appel|conversation|communication|echange)s? telephonique|s'est entretenue? (?:par telephone|telephoniquement)|au telephone|par telephone|visioconference avec|"
        r"(?:tele)?phone (?:call|conversation|talks)|telephone (?:call|conversation|talks)|(?:spoke|talked|talks|discussed)[^.]{0,80}(?:by|over the) (?:tele)?phone|"
        r"(?:conversacion|llamada|comunicacion|charla)(?: \w+)? telefonica|hablo por telefono|por telefono|(?:اتصال|مكالمه|محادثه|مباحثات|اتصالا)\s+هاتفي\w*|هاتفيا"
    ),
    MeetingKind.SIGNATURE: (
        r"(?:a|ont) (?:\w+ )?(?:signe|paraphe)s?|ceremonie de signature|signature d(?:e|u|'|es)|signent|(?:a|ont) procede\w* a la signature|signed|sign(?:s|ing)? (?:of )?(?:an?|the|of)? ?(?:memorandum|agreement|mou|protocol)|"
        r"signing (?:ceremony|of)|firmo|firmaron|han firmado|ha firmado|firma de|suscribieron|suscribio|rubricaron|(?:و|ف)?(?:وقع|وقعت|وقعا|يوقعان|توقيع)"
    ),
    MeetingKind.CEREMONY: (
        r"ceremonies?|(?:a|ont) (?:\w+ )?remis(?! en)|a ete (?:\w+ )?(?:eleve|decore|distingue)\w*|inaugur\w+|remise d(?:e|u|es)|decoration d|a ete decore|sortie de (?:la )?promotion|commemor\w+|hommage national|medal(?:s)? (?:parade|ceremony)|graduation|passing-?out|awarded|was decorated|decorated|"
        r"ceremonia|condecor\w+|graduacion|(?:ال)?حفل|تدشين|مراسم|توشيح|تخرج"
    ),
    MeetingKind.VISIT: (
        r"(?:و|ف)?(?:قام|يقوم|قامت)[^.؛]{0,150} بزيارة|"
        r"(?:effectu|entrepr|entam)\w*,[^.;,]{3,60}, (?:une|sa|la|leur) (?:\w+ )?(?:visite|tournee)|"
        r"(?:a |ont )?(?:\w+ )?(?:effectue\w*|entrepris|entame|conduit|acheve|entreprend|poursuit|termine)[^.,;]{0,40} (?:visites?|deplacement|tournee|voyage)|visite de (?:travail|terrain)[^.;]{0,60}(?:du|de la|d'une|effectuee|conduite)|s'est rendue?|se rend|est arrivee?|visites officielles|"
        r"(?:paid|pays|paying|made|began|begins|concluded|undertook|started|completed|conduct\w*|is on|was on)[^.,;]{0,40} (?:visit|tour|trip)|visited|visits|arrived in|"
        r"(?:realiz\w+|efectu\w+|inici\w+|conclu\w+|llev\w+ a cabo)[^.,;]{0,40} (?:visita|gira|viaje)|visito|viajo a|se traslado|(?:و|ف)?(?:قام|يقوم|اجري|يجري|بدا|اختتم|قامت)[^.،]{0,90}(?:ب?زياره|ب?جوله)|زار|يزور"
    ),
    MeetingKind.MULTILATERAL: (
        r"(?:a |ont )?(?:pris part|prend part|prennent part|participe\w*|assiste)|(?:s'est|se sont|s'ouvre|s'est ouverte?)[^.,;]{0,30} (?:tenue?s?|ouvert\w*|ouvre)|reunion (?:des|du comite|conjointe des|annuelle)|sommet|conference|"
        r"(?:chefs|ministres|directeurs|responsables|representants|delegues|experts)[^.,;]{0,60} (?:pays|etats|arabes|africains)|(?:chiefs|ministers|heads|representatives|officials|delegates|experts)[^.,;]{0,60} (?:countries|states|nations)|(?:jefes|ministros|directores|representantes|delegados|expertos)[^.,;]{0,60} (?:paises|estados)|(?:وزراء|قاده|روساء|مديرو|ممثلو|ممثلي)[^.،]{0,60}(?:الدول|دول|دوله|العرب)|assemblee generale|takes? part|took part|participat\w+|attend(?:ed|s|ing)?|joined (?:his|her|their) counterparts|hosted (?:the|a) (?:\w+ )?(?:meeting|conference)|convened|gathered|brought together|summit|"
        r"participo|participaron|participa|asistio|se celebro|cumbre|conferencia|asamblea general|(?:و|ف)?(?:شارك|يشارك|شاركت|انعقد|انعقدت|تنعقد|احتضنت|افتتح)|الموتمر|اجتماع (?:وزراء|قاده|مديري|روساء)"
    ),
    MeetingKind.BILATERAL: (
        r"(?:و|ف)?(?:بحث|يبحث|ناقش)[^.؛]{0,140} مع|reunion bilateral|called on (?:the|his|her)|courtesy call|"
        r"(?:a|ont|avait) (?:\w+ )?(?:recue?s?|accueilli\w*|rencontre\w*|eu)(?! l[ae] \w*(?:visite))|recoit|rencontre(?= (?:le|la|l'|m\.|son))|recue?s? (?:\w+ )?(?:en audience )?par|accueilli\w* (?:\w+ )?par|s'est entretenue?s?|s'entretien\w*|se sont entretenus|entretiens? (?:avec|entre|bilatera\w+)|(?:tenu|eu|mene|engage)\w*[^.,;]{0,40} (?:entretiens?|discussions|seance de travail|reunion)|"
        r"s'est reunie?|se sont (?:reunis|rencontres)|ont (?:aborde|examine|discute|evoque)|audience|entrevue|seance de travail|tete-a-tete|reunion bilaterale|rencontre bilaterale|"
        r"received|receives|welcomed|met(?: with)?|meets?(?: with)?|(?:held|holds?|had|have|conduct\w*)[^.,;]{0,40} (?:talks|discussions|meetings?|consultations)|hosted|courtesy call|talks with|discussed|confer(?:s|red)|called on|"
        r"recibio|recibe|se ha(?:n)? reunido|se ha(?:n)? entrevistado|han? mantenido|recibido|ha recibido|se reunio|se reune|se reunieron|reunidos|se entrevisto|entrevista con|mantuvo[^.,;]{0,40} (?:reunion|encuentro|entrevista|conversaciones)|sostuvo|encuentro (?:con|bilateral)|se encontro|acogio|abordaron|"
        r"a retrouve|retrouve (?:le|la|son)|co-?presid\w+|commission mixte|s'est concerte\w*|a (?:\w+ )?(?:echange|confere) avec|a abrite une (?:seance|reunion)|"
        r"s[ai]t(?:s|ting)? down with|hosted by|received by|co-?chair\w*|joint (?:commission|committee)|exchanged views with|was the guest of|"
        r"(?:dio|da|dieron) la bienvenida|copresid\w+|comision mixta|dialog(?:o|aron) con|conversaron?|departio con|despacho con|se vieron|sesiono|celebraron una reunion|"
        r"(?:و|ف)?(?:بحث|بحثت|يبحث|تبحث|ناقش|ناقشت|يناقش)|اللجنه (?:ال)?مشتركه|برياسه كل من|برئاسه كل من|محور مباحثات|جمع(?:ت)? (?:بين|السيد)|"
        r"(?:و|ف)?(?:اجتمع|يجتمع|اجتمعت|استقبل|يستقبل|استقبلت|التقي|يلتقي|التقت|اجري|يجري|اجرت|تباحث|يتباحث|تباحثت)|(?:عقد|عقدت|يعقد)[^.،]{0,90}(?:جلسه|لقاء|اجتماعا|مباحثات|اجتماع)|مباحثات|لقاء|محادثات"
    ),
}
"""By kind, the words of a text in small letters without accents that tell of it; alternatives of a regular expression."""

_PATTERNS: Final = {kind: pattern(rf"(?<!\w)(?:{words})(?!\w)") for kind, words in KIND_WORDS.items()}
_LEADS: Final = 4
PAIR: Final = 2
_MEETING: Final = pattern(
    r"(?<!\w)(?:rencontres?|reunions?|entretiens?|entrevues?|echanges|audience|meetings?|talks|discussions|encuentro|reunion(?:es)?|entrevista|conversaciones|"
    r"(?:و|ب|ل)?(?:ال)?(?:لقاء\w{0,2}|اجتماع\w{0,3}|مباحثات|محادثات)|استقباله\w?)(?!\w)"
)
_NO: Final = pattern(r"(?<!\w)(?:no|not|aucune?|sans|ni|ningun\w?|sin|never|jamais|لم|لا|دون)(?: \w+){0,3} $")
_FUTURE: Final = pattern(
    r"(?<!\w)(?:will|would|va|vont|devrait|devra|sera|recevra|rencontrera|va recevoir|ira|recibira|se reunira|سيستقبل|سيلتقي|سوف)(?!\w)"
)
_INNER: Final = pattern(
    r"(?:en marge d\w*|a l'occasion d\w*|lors d\w*|on the (?:sidelines|margins) of|during|al margen de|con motivo de|durante|dans le cadre d\w*|على هامش|خلال|في إطار|بمناسبة|à l'issue d\w*)[^,.،]{0,60}$"
)


@dataclass(frozen=True)
class KindFound:
    """A kind with the words that tell of it; offsets into the page's text."""

    kind: MeetingKind
    start: int
    end: int


def find_kind(page: Page, *, persons: int, partners: Sequence[str]) -> KindFound | None:
    """
    Return the kind of the lead event, None for a text that tells of no meeting.

    Parameters
    ----------
    page
        The text.
    persons
        How many persons it names as present.
    partners
        Whom they speak for.
    """
    for sentence in lead_sentences(page):
        found = _first_in(page, sentence)
        if found is None:
            continue
        if found.kind is MeetingKind.VISIT and _meets_one(page, sentence, found, persons, partners):
            return KindFound(MeetingKind.BILATERAL, found.start, found.end)
        if found.kind is MeetingKind.BILATERAL and persons < 1 and not _names_two(page):
            continue
        return found
    return _told_by_acts(page, persons, partners)


def _told_by_acts(page: Page, persons: int, partners: Sequence[str]) -> KindFound | None:
    """Return a meeting of two sides that no verb of the lead tells: both are named, and the text speaks of their meeting."""
    if persons < PAIR or len(set(partners)) < PAIR:
        return None
    for sentence in lead_sentences(page):
        met = _MEETING.search(page.low, sentence.start, sentence.end)
        if met is not None and not _NO.search(page.low[sentence.start : met.start()]):
            return KindFound(MeetingKind.BILATERAL, met.start(), met.end())
    return None


def lead_sentences(page: Page) -> list[Sentence]:
    """Return the sentences that say what happened, the first whole one before the headlines."""
    whole = [sentence for sentence in page.sentences if _is_whole(page, sentence)][:_LEADS]
    short = [sentence for sentence in page.sentences[:3] if sentence not in whole and sentence.end - sentence.start > 12]
    return [*whole[:1], *short, *whole[1:]]


def _is_whole(page: Page, sentence: Sentence) -> bool:
    """Return whether these are the words of a sentence, not of a headline."""
    length = sentence.end - sentence.start
    return length > 90 or (length > 50 and page.text[sentence.start : sentence.end].rstrip()[-1] in '.»”"؛')


def _first_in(page: Page, sentence: Sentence) -> KindFound | None:
    low = page.low.replace("’", "'")
    found = []
    for kind, words in _PATTERNS.items():
        for match in words.finditer(low, sentence.start, sentence.end):
            if _INNER.search(low[sentence.start : match.start()]):
                continue
            if kind is MeetingKind.SIGNATURE and _NO.search(low[sentence.start : match.start()]):
                continue
            if kind is not MeetingKind.CALL and _FUTURE.search(low[max(sentence.start, match.start() - 15) : match.start()]):
                continue
            found.append((match.start(), KindFound(kind, match.start(), match.end())))
            break
    if not found:
        return None
    calls = [one for _, one in found if one.kind is MeetingKind.CALL]
    return calls[0] if calls else min(found, key=lambda pair: pair[0])[1]


def _meets_one(page: Page, sentence: Sentence, visit: KindFound, persons: int, partners: Sequence[str]) -> bool:
    low = page.low.replace("’", "'")
    meets = _PATTERNS[MeetingKind.BILATERAL].search(low, visit.end, sentence.end)
    return meets is not None and persons == 2 and len(set(partners)) == 2


def _names_two(page: Page) -> bool:
    return (
        re.search(r"homologue|counterpart|ambassad|embajador|homologo|سفير|نظير|directeur|director|ministre|minister|مدير|وزير", page.low)
        is not None
    )
