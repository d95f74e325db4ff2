"""What the sides said to each other: verbs of five acts in four languages, with who says it and to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from releve.communique.draft import Statement, StatementAct
from releve.communique.lexicon import Kind
from releve.communique.page import Page, Sentence, pattern
from releve.communique.people import Person

A = StatementAct
ACTS: Final[Mapping[StatementAct, Mapping[str, str]]] = {
    A.REQUEST: {
        "fr": r"(?:a |ont |avoir )?(?:exprim\w+|fait part|manifeste\w*|reitere\w*|reaffirme\w*|transmis|souligne\w*|renouvele\w*)(?: \w+){0,2} (?:d[eu]s? |la |le |l'|son |sa |leur )?(?:\w+ )?(?:volonte|souhait|desir|interet|voeu|besoin)|(?:a |ont )?sollicit\w+|(?:a |ont )?demand(?:e|ent|ait)(?!s)(?! d'etre)|(?:a |ont )?souhait(?:e|ent|ait)|appel(?:e|le|lent|ant) (?:a|au|de ses voeux|le|la|les)|a plaide|invit(?:e|ant) (?:le|la|les)|l'importance de pouvoir compter|requiert",
        "en": r"(?:express\w*|convey\w*|reiterat\w*|voic\w+|stress\w*|relay\w*|pass\w* on)(?: \w+){0,4}'?s? (?:desire|wish|willingness|interest|will|hope|need)|request(?:ed|s|ing)?|ask(?:ed|s) (?:for|the|that|\w+ to)|sought|seek(?:s|ing)|solicit\w*|appeal\w* (?:to|for)|call(?:ed|s) (?:for|on|upon)|urged|invited|would like",
        "es": r"(?:expres\w+|manifest\w+|transmit\w+|traslad\w+|reiter\w+)(?: \w+){0,4} (?:deseo|voluntad|interes|anhelo|necesidad)|solicit(?:o|a|aron|ando)|pid(?:io|e|ieron)|reclam\w+|hizo un llamamiento|insto|invito a",
        "ar": r"(?:أعرب|عبر|نقل|أبدى|جدد|أبلغ|أكد)\w*(?: [^.؛،]{0,60})? (?:عن )?(?:رغبة|الرغبة|رغبته|رغبتها|إرادة|اهتمام|تطلع\w*|حرص)|طلب\w*|(?:و)?التمس|(?:و)?دعا|(?:و)?ناشد|تطلع\w*",
    },
    A.OFFER: {
        "fr": r"(?:a |ont )?propos(?:e|ent|ant|ait)(?! par)|(?:a |ont )?offert|(?:s'est |se sont )(?:dite?s?|declaree?s?) (?:\w+ )?(?:prete?s?|dispose\w*|disponible)|mis\w* a (?:la )?disposition|s'est engage\w* a (?:fournir|soutenir|aider|appuyer|mettre|deployer|envoyer|apporter)|a assure (?:de la disponibilite|de son soutien|de l'engagement|son homologue de)|disponibilite a|a reaffirme (?:la disponibilite|l'engagement)|promis|pret a",
        "en": r"offer(?:ed|s|ing)|propos(?:ed|es|ing)|pledg(?:ed|es)|(?:express\w*|reaffirm\w*|reiterat\w*|voic\w*|confirm\w*)(?: \w+){0,3} readiness|assured(?! by)|ready to|stands ready|commit(?:ted|s) to (?:provid|send|deploy|support)\w*|promised|readiness to",
        "es": r"ofrec(?:io|e|ieron|iendo)|propuso|propusieron|(?:puso|puesta) a disposicion|(?:se mostro|mostro su) dispos\w+|disposicion a|se comprometio a (?:apoyar|enviar|aportar|facilitar|prestar)|se declaro dispuest\w+|prometio|garantizo el apoyo",
        "ar": r"(?:و)?عرض(?:ت)? (?!عن)|(?:و)?اقترح\w*|(?:أبدى|أعرب|عبر|أكد|جدد)\w*(?: [^.؛،]{0,50})? استعداد\w*|(?:و)?تعهد\w*|وضع رهن إشارة|استعداد \w+ ل",
    },
    A.AGREEMENT: {
        "fr": r"(?:ont|sont|a ete|etant|etaient|avoir|ete|ayant|est) (?:\w+ )?(?:convenu\w*|decide|arrete le principe|scelle)|(?:ont|a) (?:\w+ )?(?:signe|paraphe|conclu)|se sont (?:\w+ )?(?:mis\w* d'accord|accord\w+|engage\w*)|se sont entendu\w*|ont (?:\w+ )?(?:marque leur accord|adopte)|conviennent|s'accordent|decident de|tombes d'accord|accord a ete trouve|s'est engage a (?:renforcer|poursuivre)",
        "en": r"agree(?:d|ing)?(?! with)(?: \w+)? (?:to|on|that|upon)|(?:both|two) (?:sides|parties|officials|countries) agreed|decided (?:to|on)|reached an? (?:agreement|understanding)|signed|resolved to|concluded an? agreement|committed (?:themselves )?to (?:strengthen|deepen|continu|work)\w*",
        "es": r"(?:acord|conven|decid|pact)(?:aron|ieron|ar)(?! con)|acuerd(?:an|a) |convinieron|han (?:acordado|convenido|decidido)|se comprometieron a|llegaron a un acuerdo|firm(?:o|aron)|suscrib(?:io|ieron)|coincidieron en la (?:necesidad|importancia)|se acordo|alcanzaron un acuerdo",
        "ar": r"(?:و)?(?:اتفق|توافق)\w*|(?:تم|جرى) (?:ال)?(?:اتفاق|توافق)|(?:و)?قرر\w* (?:ال|رفع|تعزيز|إحداث|عقد)|وقع\w*|تعهد الجانبان|التزم الطرفان|إبرام|خلص الطرفان",
    },
    A.PRAISE: {
        "fr": r"(?:a |ont |avoir )?(?:\w+ )?salu(?:e|ent|ant|ait)|(?:a |ont )?felicit\w+|(?:a |ont )?remerci(?:e|ent|ant)|rend\w* (?:un )?(?:\w+ )?hommage|rendu (?:un )?(?:\w+ )?hommage|(?:s'est|se sont) (?:\w+ )?(?:felicit|rejoui|lou)\w*|(?:a |ont )?loue(?:nt)?(?!s)|exprim\w+ (?:\w+ ){0,3}(?:gratitude|satisfaction|admiration|reconnaissance|remerciements|consideration|estime)|mis\w* en (?:avant|exergue|valeur)|mettant en (?:avant|exergue|valeur)|(?:a |ont )?(?:vante|apprecie)|se felicite\w*|ne tarissant pas d'eloges",
        "en": r"prais(?:ed|es|ing)|commend(?:ed|s|ing)|thank(?:ed|s|ing)|hail(?:ed|s|ing)|laud(?:ed|s|ing)|appreciat(?:ed|es|ing)|(?:express\w*|convey\w*|voic\w*)(?: \w+){0,4} (?:appreciation|gratitude|admiration|thanks|satisfaction)|congratulat\w+|pa(?:id|ys|ying) (?:\w+ )?tribute|highlighted the (?:quality|professionalism|experience|important role)|acknowledg(?:ed|es) the|welcomed the (?:progress|level|quality|excellent)|citing their|applaud\w*",
        "es": r"elogi(?:o|a|aron|ando)|agradec(?:io|e|ieron|iendo)|felicit(?:o|a|aron|ando)|alab(?:o|aron|ando)|(?:expres\w+|manifest\w+|transmit\w+)(?: \w+){0,4} (?:agradecimiento|gratitud|satisfaccion|reconocimiento|admiracion)|rindi(?:o|eron) homenaje|reconoci(?:o|eron) (?:el|la|los|las)|destac(?:o|aron|ando) (?:el|la|su|los|las) (?:\w+ ){0,2}(?:profesionalidad|papel|calidad|experiencia|labor|nivel|esfuerzos?|trabajo|compromiso)|pondero|valoro|encomio|puso en valor|resalto la (?:experiencia|calidad|profesionalidad)",
        "ar": r"(?:و)?(?:أشاد|أشادت|أشادا|نوه|نوها|نوهت|ثمن|ثمنت|ثمنا|شكر|هنأ|أثنى|أثنت)\w*|منوها|مشيدا|مثمنا|(?:أعرب|عبر)\w*(?: [^.؛،]{0,40})? عن (?:شكر\w*|تقدير\w*|امتنان\w*|ارتياح\w*|إعجاب\w*|اعتزاز\w*)|(?:قدم|وجه) (?:ال)?شكر",
    },
    A.REVIEW: {
        "fr": r"(?:a|ont|avoir|ete|de|pour|a permis de|permis de) (?:\w+ )?(?:passe\w*|passer) en revue|pass\w+ en revue|(?:ont |a |de |pour )?(?:fait|faire|faisant) le point|(?:ont|a) (?:\w+ )?(?:evalue|dresse le bilan|fait le bilan)|evalu(?:er|ation)",
        "en": r"review(?:ed|s|ing)?|took stock|taking stock|evaluat(?:ed|ing)|assess(?:ed|ing)|went over",
        "es": r"repas(?:o|aron|ar|ando)|pas(?:o|aron|ar) revista|hicieron balance|hacer balance|evaluar(?:on)?|revis(?:aron|ar|ado)|analiz(?:aron) el estado",
        "ar": r"(?:و)?(?:استعرض|استعراض|تستعرض|يستعرض)\w*|(?:و)?(?:قيم|تقييم)\w*|الوقوف على (?:حصيلة|مستوى)",
    },
}
"""Patterns of each act, by language: small letters without accents."""

_BOTH: Final = {
    "fr": r"les deux (?:parties|responsables|hommes|homologues|delegations|pays|interlocuteurs|cotes|services)|il a ete|de part et d'autre|les deux|il est convenu|les parties",
    "en": r"(?:the )?(?:two|both) (?:sides|parties|officials|men|delegations|countries|leaders|counterparts|chiefs|ministers)|they|the pair|the sides|the parties|both",
    "es": r"(?:las|los) dos (?:partes|responsables|delegaciones|paises)|amb[oa]s|las partes|se acordo",
    "ar": r"الجانبان|الطرفان|الجانبين|الطرفين|المسؤولان|المسؤولين|البلدان|البلدين|تم الاتفاق",
}
_HEADQUARTERS: Final = pattern(r"(?<!\w)(?:siege|headquarters|sede|بالمقر|المقر|مقر)(?!\w)")
_MISSIONS: Final = pattern(r"(?<!\w)(?:missions?|misiones|operations de (?:maintien de la )?paix|peace operations|بعثات|البعثات|بعثات حفظ السلام)(?!\w)")
_LANGUAGES: Final = pattern(r"(?<!\w)(?:langues?|languages?|multilingual|polyglottes?|idiomas?|lenguas?|(?:ال|لل|وال)?لغات)(?!\w)")
_SUBJECTS: Final = {
    "police personnel": pattern(r"(?:policiers?|unites de police|ressources humaines policieres|personnel de police|police (?:officers|personnel|units)|officers|policias|agentes|efectivos|unidades de policia|personal policial|أطر أمنية|عناصر|أفراد الشرطة|ضباط|شرطة الأمم)"),
    "cooperation": pattern(r"(?:cooperation|partenariat|partnership|cooperacion|asociacion|تعاون|شراكة|التعاون|الشراكة)"),
    "training": pattern(r"(?:formation|training|capacitacion|formacion|تكوين|تدريب)"),
    "exchange of expertise": pattern(r"(?:expertises?|experiences?|expertise|best practices|bonnes pratiques|experiencias?|conocimientos|خبرات|التجارب)"),
}


def find_statements(page: Page, people: Sequence[Person], partners: Sequence[str | None]) -> list[Statement]:
    """Return what each side said, in the order of the text; one statement for each side and act."""
    sides = list(dict.fromkeys(partner for partner in partners if partner is not None))
    if len(sides) < 2:
        return []
    low = page.low.replace("’", "'")
    made: dict[tuple[str | None, StatementAct, str | None], Statement] = {}
    told: str | None = None
    for sentence in page.sentences:
        named = _sides_in(page, sentence, people, partners, sides)
        for act, at in _acts_in(page, low, sentence):
            by, to = _who(page, low, sentence, act, at, named, sides, told)
            if by is None:
                continue
            key = (by, act, to) if act not in {A.AGREEMENT, A.REVIEW} else (*sorted((by, to or "")), act)  # type: ignore[assignment]
            if key not in made:
                made[key] = _statement(page, sentence, act, by, to)
        if named:
            told = named[0][1]
    return list(made.values())


def _acts_in(page: Page, low: str, sentence: Sentence) -> list[tuple[StatementAct, int]]:
    found = []
    for act, by_language in ACTS.items():
        hit = _compiled(by_language[page.language]).search(low, sentence.start, sentence.end)
        if hit is not None:
            found.append((act, hit.start()))
    return found


@cache
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern(written).pattern})(?!\w)")


def _sides_in(
    page: Page, sentence: Sentence, people: Sequence[Person], partners: Sequence[str | None], sides: Sequence[str]
) -> list[tuple[int, str]]:
    """Return which sides a sentence names, and where: by a person, a title, an adjective or a name."""
    named = [
        (span[0], partner)
        for person, partner in zip(people, partners, strict=True)
        for span in person.spans
        if partner is not None and sentence.start <= span[0] < sentence.end
    ]
    for kind in (Kind.TITLE, Kind.DEMONYM, Kind.COUNTRY, Kind.ORGANISATION, Kind.SERVICE):
        named += [
            (found.start, found.partner) for found in page.find(kind) if found.partner in sides and sentence.start <= found.start < sentence.end
        ]
    return sorted((at, side) for at, side in named if side is not None)


def _who(
    page: Page,
    low: str,
    sentence: Sentence,
    act: StatementAct,
    at: int,
    named: Sequence[tuple[int, str]],
    sides: Sequence[str],
    told: str | None,
) -> tuple[str | None, str | None]:
    if act in {A.AGREEMENT, A.REVIEW}:
        inner = list(dict.fromkeys(side for _, side in named))
        pair = inner if len(inner) == 2 else list(sides[:2])
        return pair[0], pair[1]
    if re.search(rf"(?<!\w)(?:{pattern(_BOTH[page.language]).pattern})(?!\w)", low[sentence.start : at + 25]):
        return None, None
    before = [side for place, side in named if place <= at]
    behind = [side for place, side in named if place > at]
    # Arabic, and often Spanish, set the verb before its subject.
    by = before[0] if before else (behind[0] if page.language in {"ar", "es"} and behind else told)
    if by is None:
        return None, None
    to = next((side for side in behind if side != by), None) or next((side for side in sides if side != by), None)
    return by, to


def _statement(page: Page, sentence: Sentence, act: StatementAct, by: str, to: str | None) -> Statement:
    words = page.low[sentence.start : min(len(page.low), sentence.end + 400)] if act is A.REQUEST else page.low[sentence.start : sentence.end]
    subject = next((name for name, words_of in _SUBJECTS.items() if words_of.search(words)), None)
    scope = tuple(name for name, named in (("headquarters", _HEADQUARTERS), ("missions", _MISSIONS)) if named.search(words))
    return Statement(
        by=by,
        act=act,
        to=to,
        subject=subject,
        scope=scope if act in {A.REQUEST, A.OFFER} else (),
        languages=_LANGUAGES.search(words) is not None,
        span=page.cleaned.span(sentence.start, sentence.end),
    )
