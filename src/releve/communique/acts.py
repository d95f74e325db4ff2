"""What the sides said: requests, offers, agreements, praise and reviews, by the verbs of four languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from releve.communique.draft import Role, Statement, StatementAct
from releve.communique.lexicon import Kind
from releve.communique.page import Page, Sentence, pattern
from releve.communique.people import Person

ACT_WORDS: Final[Mapping[StatementAct, str]] = {
    StatementAct.REQUEST: (
        r"sollicit\w+|a (?!la |sa |leur )(?:\w+ )?demande|(?:souhait|desir|voeu|volonte)\w*[^.;]{0,220}?(?:policiers|cadres de police|unites de police constituees)(?: \S+){0,2} (?:ser\w+|rejoign\w+|soient|puissent)|ont demande|importance de pouvoir compter sur|pouvoir compter sur|(?:souhait|desir|volonte|voeu)[^.;]{0,60} (?:de beneficier|beneficier|de disposer|de recruter|de recourir|d'accueillir davantage)|a appele a|a (?:\w+ )?exprime (?:le besoin|son besoin)|"
        r"requested|(?:wish|desire|hope)\w*[^.;]{0,220}?(?:officers|police)(?: \S+)? (?:may |can |could |might |to )?(?:serve|join)|asked (?:for|the)|sought|called (?:for|on)|urged|admonished|importance of being able to (?:rely|count)|(?:rely|count) on moroccan|expressed (?:the|his|her|its) (?:need|wish to benefit|desire to benefit)|request(?:s|ed)? for|"
        r"solicit\w+|(?:deseo|voluntad)[^.;]{0,220}?(?:policias|agentes|efectivos)(?: \S+)? (?:prest\w+|sirvan|se incorporen)|pidio|importancia de (?:poder )?contar con|deseo de (?:beneficiarse|contar)|(?:و|ف)?(?:طلب|التمس|طالب|يطلب|طلبت|دعا)|اهميه (?:الاعتماد|التعويل)|رغبه[^.]{0,160}?(?:تستفيد|الاستفاده)[^.]{0,60}?(?:اطر|عناصر|ضباط|الموارد البشريه)"
    ),
    StatementAct.OFFER: (
        r"(?:a|ont) (?:\w+ )?(?:propose|offert)|s'est (?:\w+ )?(?:engagee?|dit\w* (?:dispose|pret)\w*|declaree? (?:dispose|pret)\w*)|s'engage a|(?:exprime|reitere|affirme|souligne|assure|renouvele|manifeste|confirme)\w* (?:\S+ ){0,6}?(?:disponibilite|disposition|predisposition|engagement a|pret a|pleine disposition)|mettre a (?:la )?disposition|"
        r"(?<!training )(?<!courses )offered(?! by)|pledged|(?:expressed|reiterated|reaffirmed|affirmed|underlined|confirmed|conveyed|stressed|voiced) (?:\S+ ){0,7}?(?:readiness|willingness|commitment to|availability)|assured (?:\S+ ){0,12}?(?:commitment|readiness|support)|proposed|"
        r"ofrecio|propuso|se comprometio|(?:expreso|reitero|manifesto|reafirmo|mostro|confirmo) (?:\S+ ){0,6}?(?:disposicion|disponibilidad|compromiso de)|(?:و|ف)?(?:عرض|اقترح|عرضت|اقترحت)|(?:ابدي|عبر|اعرب|اكد|جدد|ابدت|عبرت|اعربت|اكدت)[^.،]{0,70} (?:عن )?(?:استعداد\w*|التزام\w*)"
    ),
    StatementAct.AGREEMENT: (
        r"convenus?|convient|conviennent|convenues?|(?:ont|a ete) (?:\w+ )?decide(?:s|es)? (?:de|d'|egalement)|ont (?:\w+ )?(?:arrete le principe|acte|scelle)|se sont (?:\w+ )?(?:accordes?|mis d'accord|engages)|tombes d'accord|signe\w* (?:\S+ ){0,5}?(?:accord|memorandum|protocole|convention|plan)|signature d'un|"
        r"agreed|agree to|reached an? (?:agreement|understanding)|signed (?:\S+ ){0,5}?(?:agreement|memorandum|mou|protocol|plan)|decided to|"
        r"acordaron|acordado|convinieron|convenido|se acordo|llegaron a un acuerdo|firm\w+ (?:\S+ ){0,5}?(?:acuerdo|memorando|memorandum|protocolo|convenio|plan)|decidieron|(?:و|ف)?(?:اتفق|اتفقا|اتفقت|يتفق)|تم الاتفاق|(?:وقع|وقعا|وقعت|توقيع)[^.]{0,70}(?:اتفاق\w*|مذكره|بروتوكول)"
    ),
    StatementAct.PRAISE: (
        r"(?:a|ont) (?:\w+ )?(?:salue|loue|felicite|remercie|apprecie|vante)|s'est (?:\w+ )?felicitee?|n'a pas manque de (?:saluer|louer)|rendu (?:un )?(?:\w+ )?hommage|se dit satisfait|(?:exprime|temoigne|adresse)\w* (?:\S+ ){0,5}?(?:satisfaction|gratitude|remerciements?|reconnaissance|admiration|consideration|felicitations)|tenu a (?:\w+ )?(?:saluer|remercier|feliciter|louer)|"
        r"praised|commended|lauded|hailed|thanked|applauded|congratulated|paid tribute|(?:expressed|conveyed|voiced) (?:\S+ ){0,5}?(?:gratitude|appreciation|admiration|thanks|satisfaction)|"
        r"elogio|alabo|felicito|agradecio|encomio|rindio homenaje|(?:expreso|manifesto|transmitio) (?:\S+ ){0,5}?(?:gratitud|agradecimiento|reconocimiento|satisfaccion|admiracion)|valoro positivamente|"
        r"(?:و|ف)?(?:اشاد|اشادت|نوه|نوهت|ثمن|ثمنت|اثني|شكر|هنا)|(?:عبر|اعرب)[^.،]{0,40}عن (?:شكره|تقديره|امتنانه|ارتياحه|اعجابه)"
    ),
    StatementAct.REVIEW: (
        r"pass\w+ en revue|fai(?:t|re) le point|dresse\w* (?:le|un) (?:etat|bilan)|evalue (?:\S+ ){0,4}?(?:cooperation|partenariat)|reviewed|took stock|take stock|(?:evaluated|assessed) (?:\S+ ){0,6}?(?:cooperation|partnership|progress)|"
        r"pasaron revista|paso revista|repasaron|revisaron|hicieron balance|hizo balance|analizaron el estado|evaluaron (?:\S+ ){0,4}?(?:cooperacion|colaboracion)|(?:و|ف)?(?:استعرض|استعرضا|استعرضت|استعراض)|(?:تم |جري )?تقييم (?:\S+ ){0,4}?(?:التعاون|الشراكه)"
    ),
}
"""By act, the words that say it, in small letters without accents; alternatives of a regular expression between word bounds."""

_PATTERNS: Final = {act: pattern(rf"(?<!\w)(?:{words})(?!\w)") for act, words in ACT_WORDS.items()}
_BOTH: Final = (StatementAct.AGREEMENT, StatementAct.REVIEW)
_TOGETHER: Final = pattern(
    r"(?<!\w)(?:les deux|both|the two|ambas|ambos|las dos|los dos|الجانبان|الطرفان|المسوولان|de part et d'autre|parties)(?!\w)[^.;]{0,60}$"
)
_GUEST: Final = pattern(
    r"(?<!\w)(?:le diplomate|l'hote|the diplomat|the guest|the visiting|el diplomatico|the envoy|الدبلوماسي|المسوول الضيف|الضيف)(?!\w)"
)
_PERSONNEL: Final = pattern(
    r"policier\w*|ressources humaines|police officers|police personnel|personnel|policewomen|policias|agentes|efectivos|recursos humanos|العناصر|اطر|الموارد البشريه|شرطيين|ضباط|الكفاءات|عناصر|officers|manpower"
)
_TRAINED: Final = pattern(
    r"(?<!\w)(?:formation|former|training|train|capacitacion|formacion|capacitar|(?:ال|لل|ل|ب)?(?:تكوين|تدريب))(?!\w)(?: [^\s.;,،]+){0,5}"
)
"""Words of training with those who get it: a request for it is none for personnel."""
_SCOPES: Final = {
    "headquarters": pattern(r"siege de (?:new york|l'onu|l'organisation)|au siege|headquarters|\bsede\b|مقر"),
    "missions": pattern(r"missions?|misiones|بعثات|مهام|عمليات حفظ"),
}
_LANGUAGES: Final = pattern(
    r"(?<!\w)(?:langues?|linguisti\w+|francophon\w+|languages?|multilingual|idiomas?|lenguas?|(?:ال|ل|لل)?لغات|لغويه?)(?!\w)"
)
_NEAR: Final = 45
"""Characters from an Arabic verb to its subject, at most."""
_NEGATED: Final = pattern(r"(?<!\w)(?:n'a pas|n'ont pas|did not|no|لم)\s+(?:\w+\s+)?$")


def find_statements(page: Page, people: Sequence[Person], partners: Sequence[str | None], roles: Sequence[Role | None]) -> list[Statement]:
    """Return what the sides said, each act of one side to another once; a single side says nothing to itself."""
    sides = list(dict.fromkeys(partner for partner in partners if partner is not None))
    host = next((partner for partner, role in zip(partners, roles, strict=True) if role is Role.HOST and partner), None)
    named = _bearers(page, people, partners)
    found: dict[tuple[str | None, StatementAct, str | None], Statement] = {}
    low = page.low.replace("’", "'")
    for sentence in page.sentences:
        for act, words in _PATTERNS.items():
            said = words.search(low, sentence.start, sentence.end)
            if said is None or len(sides) < 2 or _NEGATED.search(low[max(0, said.start() - 20) : said.start()]):
                continue
            ends = _ends(page, low, sentence, said, act, sides, named, host)
            if ends is None:
                continue
            statement = _statement(low, sentence, act, *ends)
            kept = found.setdefault((ends[0], act, ends[1]), statement)
            if kept is not statement:
                found[ends[0], act, ends[1]] = _joined(kept, statement)
    return [_whole(low, page, statement) for statement in found.values()]


def _bearers(page: Page, people: Sequence[Person], partners: Sequence[str | None]) -> list[tuple[int, int, str]]:
    named = [(start, end, partner) for person, partner in zip(people, partners, strict=True) if partner for start, end in person.spans]
    named += [(start, end, partner) for person, partner in zip(people, partners, strict=True) if partner for start, end, _ in person.titles]
    by_title = {title.key: partner for person, partner in zip(people, partners, strict=True) if partner for _, _, title in person.titles}
    named += [
        (found.start, found.end, by_title[found.key]) for found in page.find(Kind.TITLE) if not found.partner and found.key in by_title
    ]
    for kind in (Kind.TITLE, Kind.SERVICE, Kind.DEMONYM, Kind.COUNTRY, Kind.ORGANISATION):
        named += [(found.start, found.end, found.partner) for found in page.find(kind) if found.partner]
    return sorted(named)


def _ends(
    page: Page,
    low: str,
    sentence: Sentence,
    said: re.Match[str],
    act: StatementAct,
    sides: list[str],
    named: Sequence[tuple[int, int, str]],
    host: str | None,
) -> tuple[str, str] | None:
    if act in _BOTH:
        within = [side for start, _, side in named if sentence.start <= start < sentence.end and side in sides]
        with_others = list(dict.fromkeys(within))
        other = next((side for side in with_others if side != sides[0]), sides[1])
        return (other, sides[0]) if other == host else (sides[0], other)
    if _TOGETHER.search(low[sentence.start : said.start()]):
        return None
    before = [(start, side) for start, _, side in named if sentence.start <= start < said.start() and side in sides]
    after = [(start, side) for start, _, side in named if said.end() <= start < sentence.end and side in sides]
    by: str | None = None
    if page.language == "ar":
        near = [side for start, side in after if start - said.end() < _NEAR and not said.group().startswith(("اهمي", "رغب"))]
        earlier = [(start, side) for start, _, side in named if sentence.start - 400 < start < sentence.start and side in sides]
        by = near[0] if near else before[0][1] if before else _of_sentence_before(page, sentence, earlier)
    elif _GUEST.search(low, sentence.start, said.start()):
        by = next(side for side in sides if side != host)
    elif before:
        by = before[0][1]
    else:
        earlier = [(start, side) for start, _, side in named if sentence.start - 400 < start < sentence.start and side in sides]
        by = _of_sentence_before(page, sentence, earlier) if re.match(r"\W*(?:il|elle|he|she)\b", low[sentence.start :]) else None
    if by is None:
        return None
    others = [side for _, side in after if side != by] + [side for side in sides if side != by]
    return by, others[0]


def _of_sentence_before(page: Page, sentence: Sentence, earlier: Sequence[tuple[int, str]]) -> str | None:
    """Return the side of whom the sentence before speaks: whom "he" means."""
    before = page.sentences[max(0, page.sentence_at(sentence.start) - 1)]
    return next((side for start, side in earlier if start >= before.start), earlier[-1][1] if earlier else None)


def _statement(low: str, sentence: Sentence, act: StatementAct, by: str, to: str) -> Statement:
    words = low[sentence.start : sentence.end]
    personnel = _PERSONNEL.search(_TRAINED.sub(" ", words)) is not None and act in {StatementAct.REQUEST, StatementAct.OFFER}
    return Statement(
        by=by,
        act=act,
        to=to,
        subject="police personnel" if personnel else None,
        languages=_LANGUAGES.search(words) is not None,
        span=(sentence.start, sentence.end),
    )


def _joined(kept: Statement, more: Statement) -> Statement:
    return Statement(
        by=kept.by,
        act=kept.act,
        to=kept.to,
        subject=kept.subject or more.subject,
        languages=kept.languages or more.languages,
        span=more.span if more.subject and not kept.subject else kept.span,
    )


def _whole(low: str, page: Page, statement: Statement) -> Statement:
    """Return a request or an offer of personnel with where they are to serve and their languages, from the sentences around it."""
    if statement.subject is None or statement.span is None:
        return statement
    at = page.sentence_at(statement.span[0])
    words = low[page.sentences[max(0, at - 1)].start : statement.span[1]]
    scope = tuple(name for name, words_of in _SCOPES.items() if words_of.search(words))
    following = low[statement.span[0] : page.sentences[min(at + 1, len(page.sentences) - 1)].end]
    return replace(statement, scope=scope, languages=statement.languages or _LANGUAGES.search(following) is not None)
