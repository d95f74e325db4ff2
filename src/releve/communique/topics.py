"""What a meeting was about: the topics of the communiqué contract by the words that name them, in four languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.communique.draft import Span
from releve.communique.lexicon import Kind
from releve.communique.page import Page, pattern

TOPIC_WORDS: Final[Mapping[str, str]] = {
    "peace_operations": (
        r"maintien de la paix|operations? de paix|casques? bleus?|missions? (?:de|d') ?(?:la )?paix|police des nations unies dans les missions|"
        r"peacekeep\w*|peace ?(?:support )?operations?|un(?:ited nations)? polic(?:e|ing)|unpol|peace missions?|"
        r"mantenimiento de la paz|operaciones de paz|cascos azules|misiones de paz|policia de las naciones unidas|"
        r"حفظ السلام|عمليات السلام|القبعات الزرق|بعثات السلام|شرطة الامم المتحدة"
    ),
    "transnational_crime": (
        r"crim(?:e|es|inalites?) (?:transnationa\w+|transfrontalier\w*|organise\w*|internationa\w+)|criminalite\s+(?:[a-z]+ ){0,2}(?:transnationale|transfrontaliere|organisee|transfrontiere)|"
        r"reseaux criminels|(?:transnational|organi[sz]ed|cross-?border|international|trans-?border)(?: and (?:transnational|organi[sz]ed|cross-?border))? (?:organi[sz]ed )?crim\w+|crime organise|"
        r"crime syndicates|cross-?border threats|crimen (?:organizado|transnacional|transfronterizo|internacional)|delincuencia (?:organizada|transnacional|transfronteriza|internacional)|criminalidad (?:organizada|transnacional|transfronteriza)|"
        r"(?:ال)?جريمة (?:ال)?(?:منظمة|عابرة|عبر|الدولية)|(?:ال)?جرائم (?:ال)?(?:منظمة|عابرة|عبر)|الجريمة العابرة"
    ),
    "terrorism": r"terroris\w*|anti-?terror\w*|counter-?terror\w*|extremis\w*|djihadis\w*|jihadis\w*|yihadis\w*|radicali[sz]a\w*|(?:ال)?ارهاب\w*|التطرف",
    "drugs": (
        r"drogues?|stupefiants?|psychotropes?|narco\w*|cocaine|drugs?|drug[- ]traffick\w*|narcotic\w*|psychotropic\w*|drogas?|estupefacientes?|sicotropic\w*|psicotropic\w*|"
        r"(?:ال|لل|ب|و)*مخدرات|(?:ال)?موثرات العقلية"
    ),
    "migration": (
        r"immigration|migra(?:tion|toire|toires|nts?)|trafic de migrants|passeurs|smuggling of migrants|migrant smuggling|irregular migra\w+|illegal migra\w+|border (?:control|security|management)|"
        r"inmigracion|migracion|migratori\w+|trafico de (?:migrantes|inmigrantes|personas migrantes)|control de fronteras|(?:ال)?هجرة|المهاجرين"
    ),
    "cybercrime": (
        r"cyber ?-?(?:crim\w*|securit\w*|attaques?|attacks?|menaces?|threats?|defense|espace)|crimes? (?:informatique|numerique)s?|criminalite (?:informatique|numerique|electronique)|"
        r"ciber\w+|delitos informaticos|(?:ال)?سيبران\w*|(?:ال)?جرائم (?:ال)?(?:معلوماتية|الكترونية|السيبرانية)|(?:ال)?جريمة (?:ال)?(?:معلوماتية|الكترونية|السيبرانية)|الالكترونية|المعلوماتية"
    ),
    "training": (
        r"formations?|stages?|renforcement des capacites|capacity[- ]building|build\w* capacit\w+|trainings?|train|trainees?|courses?|formacion|capacitacion|adiestramiento|cursos?|"
        r"fortalecimiento de capacidades|(?:ال|لل|و|ب)*تكوين|(?:ال|لل|و|ب)*تدريب\w*|بناء القدرات|تاهيل"
    ),
    "intelligence": r"renseignements?|intelligence|inteligencia|(?:ال)?استخبار\w*|(?:ال)?استعلام\w*",
    "major_events": (
        r"grand\w* (?:evenement|manifestation|rendez-vous)\w*|jeux olympiques|\bjo\b|coupes? (?:du monde|d'afrique)|mondial\w*(?: de football)? \d{4}|\bcan (?:2025|maroc)|evenements? sportifs?|manifestations? sportives?|"
        r"major (?:sport\w* )?events?|(?:world|africa|asian) cup|cup of nations|olympic\w*|sport\w* events?|large-scale events|grandes eventos|copa (?:del mundo|mundial|africana|de africa)|mundial (?:de futbol|\d{4})|juegos olimpicos|eventos deportivos|"
        r"كاس (?:العالم|افريقيا|امم)|الالعاب الاولمبية|(?:ال)?تظاهرات|(?:ال)?احداث (?:ال)?(?:رياضية|كبري)|الفعاليات (?:ال)?(?:رياضية|كبري)|المونديال|(?:ال)?احداث الكبري"
    ),
    "equipment": (
        r"equipements?|materiels?|vehicules?|dotation|dons? de|drones?|equipment|vehicles?|donation of|donated|equipamiento|equipos? (?:policial|tecnico|informatico)\w*|vehiculos|donacion|"
        r"(?:ال)?معدات|(?:ال)?تجهيزات|(?:ال)?مركبات|(?:ال)?عتاد"
    ),
    "human_trafficking": (
        r"traite (?:des etres humains|des personnes|des? humains)|trafic d'etres humains|human trafficking|trafficking in (?:persons|human beings)|trafficking of (?:persons|humans)|"
        r"trata de (?:personas|seres humanos)|trafico de (?:seres humanos|personas)|(?:ال)?اتجار (?:بالبشر|في البشر|بالاشخاص)"
    ),
    "other": (
        r"corruption|corrupcion|(?:ال)?فساد|blanchiment|money laundering|lavado de (?:dinero|activos)|blanqueo|غسل الاموال|غسيل الاموال|securite routiere|road safety|seguridad vial|السلامة الطرقية|"
        r"contrefacon|counterfeit\w*|falsificacion|police scientifique|forensic\w*|policia cientifica|الشرطة العلمية|environmental crime|crimes environnementaux|delitos ambientales|"
        r"vol de voitures|vehicle theft|robo de vehiculos|police de proximite|community policing|policia comunitaria|الشرطة المجتمعية|disaster\w*|catastrophes?|cultural property|biens culturels"
    ),
}
"""By topic, what a text in small letters without accents writes; alternatives of a regular expression between word bounds."""

_PATTERNS: Final = {topic: pattern(rf"(?<!\w)(?:و|ف)?(?:ال|لل|ب|ل|ك)?(?:{words})(?!\w)") for topic, words in TOPIC_WORDS.items()}
_OFFICES: Final = pattern(
    r"(?<!\w)(?:direction|direccion|directorate|chefs?|jefes?|heads?|chief)(?: generale?)? (?:d[eu]s?|de|of|for) (?:la |el |l'|the )?(?:renseignements?|inteligencia|intelligence|formation|training|equipements?|migra\w+)(?!\w)|(?<!\w)intelligence (?:chief|director|boss)(?!\w)|(?<!\w)(?:ministere|ministre|ministry|minister|ministerio|ministro|وزاره|وزير)(?!\w)[^,.;:\n،]{0,70}"
)
"""What an office is called is no topic."""


def find_topics(page: Page) -> dict[str, Span]:
    """Return the topics of a text, each with where it is named first; what titles and services are called is no topic."""
    low = list(page.low.replace("’", "'"))
    for kind in (Kind.TITLE, Kind.SERVICE):
        for named in page.find(kind):
            low[named.start : named.end] = " " * (named.end - named.start)
    for office in _OFFICES.finditer("".join(low)):
        low[office.start() : office.end()] = " " * (office.end() - office.start())
    text = "".join(low)
    found: dict[str, Span] = {}
    for topic, words in _PATTERNS.items():
        first = words.search(text)
        if first is not None:
            found[topic] = first.span()
    if "other" in found and len(found) > 1:
        del found["other"]
    return found
