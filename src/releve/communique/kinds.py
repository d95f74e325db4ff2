"""What kind of meeting a text reports: told by the verb of its first clauses, as the communiqué contract defines each kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from releve.communique.draft import MeetingKind
from releve.communique.page import Page, pattern

K = MeetingKind
VERBS: Final = {
    K.CALL: {
        "fr": r"entretien(?:s)? telephonique|entretenu\w* par telephone|s'est entretenu au telephone|conversation telephonique|appel telephonique|communication telephonique|a eu au telephone|par visioconference|en visioconference|entretiens? (?:virtuel|par video)",
        "en": r"(?:tele)?phone (?:call|conversation|talks)|telephone conversation|spoke by (?:tele)?phone|by (?:tele)?phone|phone talks|video ?(?:call|conference)|had a call with|virtual (?:meeting|talks)",
        "es": r"conversacion telefonica|llamada telefonica|hablo por telefono|por telefono|videoconferencia|videollamada",
        "ar": r"اتصال(?:ا)? هاتفي|مكالمة هاتفية|مباحثات هاتفية|محادثات هاتفية|هاتفيا|اتصالا مرئيا|عبر (?:تقنية )?(?:الاتصال المرئي|الفيديو)|تقنية التناظر المرئي",
    },
    K.SIGNATURE: {
        "fr": r"(?:a|ont) (?:\w+ )?(?:signe|paraphe|conclu un (?:accord|memorandum))|ont procede a la signature|signent|signe(?: avec| un| une)|ceremonie de signature|signature (?:d'un|d'une|de l'accord|du memorandum|de la convention|a \w+)|paraphent",
        "en": r"signed (?:a|an|the|two|three|several|here|on|in|today)|sign (?:a |an |the )?(?:memorandum|agreement|mou|deal|accord|protocol)|signing (?:of|ceremony)|signs|inked|initialled",
        "es": r"firm(?:o|aron|an|a) (?:un|una|el|la|dos|en|hoy|este)|suscrib(?:io|ieron|en)|(?:la )?firma de(?:l| un| una)|ceremonia de firma|han firmado|ha firmado|rubric\w+",
        "ar": r"وق[ّ]?عت?ا? |وقّع|توقيع|يوقع|التوقيع على|مراسم توقيع|ابرم|توقعان",
    },
    K.CEREMONY: {
        "fr": r"ceremonie (?!de signature)|a inaugure|inauguration|a preside (?:\w+ )?(?:la |une )?ceremonie|a (?:ete )?decore\w*|remise (?:de|d'|des)|a remis|prise de commandement|passation de|fete (?:de|nationale)|anniversaire de la (?:creation|fondation)|pose de la premiere pierre|sortie de promotion|parade",
        "en": r"ceremony|inaugurated|inauguration|was awarded|medal|handed over|handover|hand(?:s|ed|ing)? over|sworn in|graduation|parade|laying of the foundation|opened the new",
        "es": r"ceremonia (?!de firma)|inauguro|inauguracion|acto de (?:entrega|clausura|imposicion|toma)|entrega de|condecor\w+|impuso|toma de posesion|graduacion|hizo entrega",
        "ar": r"حفل|مراسم (?!توقيع)|تدشين|دشن|افتتح|تسليم|توشيح|وسام|تخرج|تكريم",
    },
    K.VISIT: {
        "fr": r"(?:a )?(?:effectue|entrepris|conduit|entame|accompli|acheve|entreprend)\w*,? (?:[^.;]{0,60} )?(?:une |sa )?(?:\w+ )?(?:visite|tournee|deplacement)|visite de travail (?:et d'amitie )?(?:a|au|aux|en)|s'est rendu|s'est deplace|a visite|visite officielle|se rend (?:a|au|aux|en)|en visite officielle a|a sejourne|au terme d'une visite|tournee",
        "en": r"(?:paid|pays|is paying|began|begins|concluded|made|undertook|completed|wrapped up|embarked on|arrived in|is on|starts?|ended) (?:[^.;]{0,40} )?(?:visit|tour|trip)|visited|official visit to|working visit to|toured|arrived in",
        "es": r"(?:realiz|efectu|inici|emprend|conclu|culmin|llev)\w+ (?:[^.;]{0,40} )?(?:visita|gira)|visito|visita (?:oficial|de trabajo)(?: de \w+ \w+)? a|viajo a|se desplazo|gira",
        "ar": r"(?:قام|يقوم|تقوم|قامت|اجري|ادي|يودي|بدا|انهي|اختتم|شرع)\w*(?: [^.؛]{0,70})? (?:ب)?زيارة|زار |يزور|زيارة عمل(?: و\w+)? (?:إلى|ل)|زيارة رسمية (?:إلى|ل)|جولة|حل (?:ب|اليوم|امس)",
    },
    K.BILATERAL: {
        "fr": r"recoit|a (?:\w+ )?recu|ont (?:\w+ )?recu|recu\w* (?:ce|en audience|par|\w+ a)|s'est (?:\w+ )?(?:entretenu|reuni avec|concerte)\w*|s'entretien\w+|se sont (?:\w+ )?(?:entretenus|reunis|rencontres|concertes)|(?:a|ont) (?:\w+ )?(?:rencontre|accueilli|echange avec|confere avec)|"
        r"(?:a|ont) (?:\w+ )?(?:eu|tenu|mene|engage),?(?: [^.;]{0,50},)? (?:des |un |une |plusieurs )?(?:\w+ )?(?:entretien|entretiens|entrevue|reunion de travail|seance de travail|discussions|pourparlers|rencontre|consultations|echanges)|tient (?:des|une) |entretiens? (?:bilateraux|avec|entre)|seance de travail|reunion de travail|audience|rencontre\w* (?:bilaterale|entre|avec|avec)|ont aborde|ont (?:\w+ )?examine|tete-a-tete|rencontre son homologue|visite de courtoisie",
        "en": r"received|receives|met(?: with| (?:his|her|the|in|on|mr|ms|mrs|dr|today|separately|here|yesterday|a |an )|,)|meets|meeting (?:with|between)|(?:held|holds|had|hold|conducted) (?:[^.;]{0,30} )?(?:talks|meeting|discussions|consultations|audience|exchange)|talks (?:with|between)|hosted|welcomed|courtesy call|called on|bilateral (?:meeting|talks)|discuss(?:ed|es)? (?:with|ways|cooperation|security)|sat down with|audience",
        "es": r"recib(?:io|e|ieron)|ha recibido|se (?:ha )?reuni(?:o|eron|do|ran)|se entrevist(?:o|aron)|se encontr(?:o|aron)|mantuv(?:o|ieron)|mantiene|sostuv(?:o|ieron)|sostiene|reunion (?:con|entre|de trabajo|bilateral)|encuentro (?:con|entre|bilateral)|entrevista (?:con|entre)|conversaciones|celebr(?:o|aron) (?:una|un) (?:reunion|encuentro)|audiencia|visita de cortesia|se reune",
        "ar": r"استقبل\w*|يستقبل|تستقبل|(?:اجري|يجري|عقد|يعقد|اجرت)\w* (?:[^.؛]{0,120} )?(?:مباحثات|محادثات|لقاء|اجتماع|مشاورات|جلسة)|مباحثات|محادثات|التقي|التقى|يلتقي|تباحث\w*|يتباحث|لقاء|اجتماع(?:ا)? (?:مع|ثنائي|عمل)|جلسة عمل|يبحث\w*|بحث مع|استقبال",
    },
    K.MULTILATERAL: {
        "fr": r"(?:conference|sommet|assemblee generale|forum|session|congres|reunion (?:des (?:ministres|chefs|directeurs)|regionale|ministerielle|du (?:conseil|comite)|annuelle))[^.;]{0,90}(?:s'est (?:ouvert|tenu|acheve|cloture|reuni|deroule)|se tient|s'ouvre|se tiendra|a (?:debute|ete (?:ouvert|clotur|organis|lanc)|reuni|adopte|rassemble)|ont debute|reunit|organise|accueill)|participe\w* (?:a|aux travaux|au)|prend(?:re|s)? part|a pris part|ont pris part|coup d'envoi|ouverture (?:des travaux )?d[eu]|s'est (?:tenue?|ouverte?) (?:[^.;]{0,40} )?(?:la|le|l'|une|un) [^.;]{0,30}(?:reunion|conference|sommet|assemblee|session|forum)|reunion[^.;]{0,60}(?:pays|etats|chefs)",
        "en": r"(?:conference|summit|general assembly|forum|session|congress|meeting of (?:the )?(?:ministers|chiefs|heads|interior))[^.;]{0,90}(?:opened|was held|took place|concluded|closed|kicked off|convened|brought together|began|gathers?|gathered|brings)|(?:attend\w*|participat\w+ (?:in|at)|took part in|joined (?:his|her|their) counterparts|addressed) |(?:ministers|chiefs|heads|delegates|representatives) (?:from|of) [^.;]{0,60}(?:met|gathered|convened)",
        "es": r"(?:conferencia|cumbre|asamblea general|foro|congreso|reunion de (?:ministros|jefes|directores)|sesion)[^.;]{0,90}(?:se (?:inauguro|celebro|celebra|abrio|clausuro|desarroll\w+|reun\w+)|comenzo|arranco|concluyo|reune|reunio|congrega)|particip(?:o|a|aron|an) en|asisti(?:o|eron) a|tomo parte",
        "ar": r"(?:انطلق\w*|افتتح\w*|انعقد\w*|تنعقد|ينعقد|اختتم\w*|عقد) (?:[^.؛]{0,50} )?(?:اشغال|اعمال|المؤتمر|الموتمر|مؤتمر|موتمر|الدوره|الدورة|القمة|الجمعية|اجتماع (?:وزراء|مجلس|قادة|رؤساء|روساء)|المنتدي|فعاليات)|(?:شارك|يشارك|تشارك|شاركت)\w* (?:[^.؛]{0,90} )?(?:في|ب)|بمشاركة|اجتماع (?:وزراء|قادة|رؤساء|روساء)",
    },
}
"""Patterns of the first clauses, by kind and language: the act grammar of meetings."""

_PREFIX: Final = r"(?<!\w)(?:و|ف)?"
_LEAD: Final = 4
"""Sentences that may tell the kind; the headline is the first."""


@dataclass(frozen=True)
class FoundKind:
    """A kind and the words that told it: half-open offsets into the page's text."""

    kind: MeetingKind
    start: int
    end: int


def find_kinds(page: Page) -> list[FoundKind]:
    """Return every verb of meeting of a text, from left to right; of two that overlap the one of the kind told first in the table."""
    low = page.low.replace("’", "'")
    found: list[FoundKind] = []
    for kind, by_language in VERBS.items():
        head = _PREFIX if page.language == "ar" else r"(?<!\w)"
        for verb in re.finditer(head + f"(?:{pattern(by_language[page.language]).pattern})", low):
            if not any(verb.start() < other.end and other.start < verb.end() for other in found):
                found.append(FoundKind(kind, verb.start(), verb.end()))
    return sorted(found, key=lambda one: one.start)
