"""
Who is named in a text: each person with the titles that stand beside the name, and for whom they speak.

French, English, Spanish and Arabic set titles in two ways: before the name ("le chef de la police de Suède, Stefan Hector") and
after it ("Faisal Shahkar, chef de la police des Nations Unies"). A name without a title counts where it stands beside a verb of
meeting, or again and again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from releve.communique.arabic_names import arabic_names
from releve.communique.between import BREAKS, COUNTERPART
from releve.communique.gazetteer import Mention
from releve.communique.lexicon import Kind
from releve.communique.names import NameSpan, latin_names
from releve.communique.page import Page, pattern
from releve.model.names import fold_name

REACH: Final = 190
"""Characters from a title to the name it belongs to, at most."""


@dataclass
class Person:
    """A person of the text; ``spans`` are all places where the name, whole or the family name, stands."""

    name: str
    family: str
    spans: list[tuple[int, int]]
    titles: list[tuple[int, int, Mention]] = field(default_factory=list)
    honorific: bool = False
    also_written: dict[str, None] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where the text names the person first."""
        return self.spans[0][0]


_STOPPED: Final = re.compile(r"[:;!?؟\n«»“”\"]|\.(?=\s)")
_NEXT_PERSON: Final = re.compile(r"[,،]\s*(?:et|and|y)\s", re.IGNORECASE)
"""Behind a title's comma: "X, chief of police, and General Y" names the next person, whose title it is not."""
_NEVER: Final = re.compile(r"(?!)")
_PREDICATE: Final = {
    "fr": re.compile(r"(?<!\w)(?:a|ont)\s+(?:\w+ment\s+)?\w{2,}(?:é|és|is|u|it)(?!\w)"),
    "en": _NEVER,
    "es": re.compile(r"(?<!\w)\w{3,}ó(?!\w)"),
    "ar": _NEVER,
}
"""A verb of the past between a title and a name: the name is not the title's; with accents, for "à" is no verb."""
_BEFORE: Final = re.compile(
    r"[,،(–—-]\s*(?:(?:le|la|l['’]|les|the|el|un|une|a|his|her|son|sa|notre|actuel|current|nouveau|nouvelle|new|nuevo|également|en sa qualité de|as|como)\s*)*$",
    re.IGNORECASE,
)
_NO_PRESENCE: Final = frozenset(
    {"roi", "sm le roi", "king", "rey", "sa majeste", "his majesty", "su majestad", "جلاله الملك", "الملك", "صاحب الجلاله", "ولي العهد"}
)
_ABSENT: Final = pattern(
    r"(?<!\w)(?:majeste|majesty|majestad|jalala|porte-parole|spokes(?:person|man|woman)|portavoz|attache de presse|public relations officer|"
    r"signe par|signed by|firmado por|successeur de|successor (?:of|to)|remplac\w+|replac\w+|predecesseur|predecessor|feu|late|defunt|sous la conduite|sous le leadership|"
    r"ancien(?:ne)?|former|formerly|ex-?|exdirector\w*|antigu[oa]|anterior|السابق\w*|سابقا|contact presse|press contact|contacto? (?:de )?prensa|en l'absence|in the absence|en ausencia|"
    r"excuses de|regrets from|message (?:de|from|of)|mensaje de|رسالة من|للتواصل|under the (?:leadership|guidance)|hautes? (?:instructions|directives|orientations)|au nom d[eu]|on behalf of|en nombre de|جلالة|ناطق|خلفا|فقيد|الراحل|بتعليمات|المتحدث باسم)(?!\w)"
)


def find_people(page: Page, known: frozenset[tuple[int, int]] = frozenset()) -> list[Person]:
    """
    Return the persons of a text in the order in which it names them; a person written in two ways is one.

    ``known`` are spans that another finder holds for persons: a name of two words there counts without a title.
    """
    titles = [
        found
        for found in page.find(Kind.TITLE)
        if found.sure or found.form == "honorific" or page.language == "ar" or _is_beside_comma(page, found)
    ]
    given = [found for found in titles if found.form == "honorific"]
    functions = [found for found in titles if found.form != "honorific"]
    names = list(arabic_names(page, titles)) if page.language == "ar" else latin_names(page)
    whole = {word for name in names if len(name.words) > 1 for word in name.words}
    held = _held(page, functions, [name for name in names if len(name.words) > 1 or name.family in whole])
    people: list[Person] = []
    for name in names:
        person = _same(people, name)
        if person is None:
            person = Person(name.text, name.family, [])
            people.append(person)
        elif len(name.words) >= 2 and fold_name(name.text) != fold_name(person.name):
            _write_otherwise(person, name)
        person.spans.append((name.start, name.end))
        person.honorific |= any(0 <= name.start - found.end <= 2 for found in given)
        for title in held.get(name, ()):
            person.titles.append(title)
    return [person for person in people if _counts(page, person) or (len(person.name.split()) > 1 and known.intersection(person.spans))]


def _is_beside_comma(page: Page, title: Mention) -> bool:
    """Return whether a word that is not always a title stands where one does: behind "Name, the"."""
    return title.partner is not None or _BEFORE.search(page.text[max(0, title.start - 20) : title.start]) is not None


def _write_otherwise(person: Person, name: NameSpan) -> None:
    folded = set(fold_name(person.name).split())
    if set(name.words) > folded:
        person.name, person.family = name.text, name.family
    elif not set(name.words) < folded:
        person.also_written[name.text] = None


def _held(page: Page, functions: Sequence[Mention], names: Sequence[NameSpan]) -> dict[NameSpan, list[tuple[int, int, Mention]]]:
    """Return the titles of each name, as the words of the text that make them up."""
    held: dict[NameSpan, list[tuple[int, int, Mention]]] = {}
    titled_before: set[NameSpan] = set()
    for title in functions:
        before = next((name for name in reversed(names) if name.end <= title.start and title.start - name.end <= 40), None)
        after = next((name for name in names if name.start >= title.end), None)
        is_after = after is not None and _leads_to(page, title, after)
        with_comma = is_after and after is not None and re.search(r"[,،]", page.text[title.end : after.start]) is not None
        gap = "" if before is None else page.text[before.end : title.start]
        # Arabic sets a title behind its name without a comma, too.
        is_behind = bool(_BEFORE.search(gap)) or (page.language == "ar" and not is_after and not gap.strip())
        follows = before is not None and is_behind and not _STOPPED.search(gap)
        if follows and before is not None and not (is_after and (not with_comma or before in titled_before)):
            held.setdefault(before, []).append((title.start, _title_end(page, title), title))
        elif is_after and after is not None:
            held.setdefault(after, []).append((title.start, _trimmed(page, title.start, after.start), title))
            titled_before.add(after)
    return held


def _leads_to(page: Page, title: Mention, name: NameSpan) -> bool:
    gap = page.text[title.end : name.start]
    if len(gap) > REACH:
        return False
    bare = re.sub(r"\([^()]{0,60}\)", " ", gap)
    bare = re.sub(r"\b(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Sr|Sra|D|Dña|U\.S|U\.K)\.", " ", bare)
    if (
        _STOPPED.search(bare)
        or _NEXT_PERSON.search(bare)
        or _PREDICATE[page.language].search(bare)
        or BREAKS.search(page.low[title.end : name.start].replace("’", "'"))
    ):
        return False
    commas = len(re.findall(r"[,،]", bare))
    inner = [found for found in page.find(Kind.TITLE) if title.end <= found.start < name.start and found.form != "honorific"]
    return commas <= 1 + len(inner)


def _title_end(page: Page, title: Mention) -> int:
    """Return where a title after its name ends: at the next comma or stop, or before a verb."""
    ends = [len(page.text)]
    stops = (re.compile(r"[,،;:.()\n]|\s[–—-]\s").search(page.text, title.end), BREAKS.search(page.low, title.end))
    ends += [found.start() for found in stops if found is not None]
    return title.start + len(page.text[title.start : min(*ends, title.start + REACH)].rstrip())


def _trimmed(page: Page, start: int, end: int) -> int:
    words = re.sub(r"(?:[,،\s]|\b(?:M|Mme|Mr|Mrs|Ms|Dr|Sr|Sra)\.?|السيد[ةه]?)+$", "", page.text[start:end])
    return start + len(words)


def _same(people: Sequence[Person], name: NameSpan) -> Person | None:
    for person in people:
        known, words = set(fold_name(person.name).replace("-", " ").split()), set(name.words)
        if words <= known or known <= words or _is_respelt(person.name, name.text):
            return person
        if (
            name.family == person.family
            and len(words) > 1
            and len(words & known) >= 1
            and _near(known - {person.family}, words - {person.family})
        ):
            return person
        if len(words) > 1 and len(known) == len(words) and len(words & known) == len(words) - 1 and _near(known - words, words - known):
            return person
    return None


def _is_respelt(first: str, second: str) -> bool:
    """Return whether two whole names are one in two spellings, word by word: "Khaled Ben Youssef" and "Khalid Ben Yousef"."""
    pairs = list(zip_longest(fold_name(first).split(), fold_name(second).split(), fillvalue=""))
    if len(pairs) < WHOLE or fold_name(first) == fold_name(second):
        return False
    return all(SequenceMatcher(None, *pair).ratio() >= ALIKE and _skeleton(pair[0]) == _skeleton(pair[1]) for pair in pairs)


def _skeleton(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word))


WHOLE: Final = 2
"""Words of a name that can be told to be somebody's in another spelling."""
ALIKE: Final = 0.75
"""Likeness of two spellings of a word, from 0 to 1: "khaled" and "khalid" have 0.83, "mohamed" and "mahmoud" 0.57."""


def _near(first: set[str], second: set[str]) -> bool:
    """Return whether two given names may be one in two spellings: the same letters but for doubled ones and a vowel."""
    one, other = " ".join(sorted(first)), " ".join(sorted(second))
    return bool(_skeleton(one)) and _skeleton(one) == _skeleton(other) and SequenceMatcher(None, one, other).ratio() >= ALIKE


_ABSENT_BEHIND: Final = pattern(
    r"\s*[,،(]?\s*(?:(?:le |la |the |el |su |son |sa )?(?:porte-parole|spokes\w+|portavoz|attachee? de presse|press (?:officer|attache|contact)|jefe de prensa|ناطق|المتحدث)|"
    r"(?:etait |est |was |is |estaba )?(?:excuse\w*|absente?|empechee?|retenue?)|n'a pas pu|n'etait pas|was not (?:present|able)|(?:was )?unable to|could not|sent (?:his|her) (?:regrets|apologies)|"
    r"(?:had )?sent (?:a|his|her) message|a (?:fait parvenir|adresse|envoye) (?:un message|ses excuses)|(?:envio|hizo llegar|remitio) (?:un mensaje|sus excusas|sus disculpas)|"
    r"no (?:pudo|asistio|estuvo)|se excuso|ausente|a la retraite|retired|jubilad\w|retirad\w|اعتذر\w*|تعذر|غاب|المتقاعد|الغائب)(?!\w)"
)


def _counts(page: Page, person: Person) -> bool:
    start, end = person.spans[0]
    around = page.low[max(0, start - 90) : start].rsplit("\n", 1)[-1]
    around = re.split(r"[.;](?=\s)", around)[-1]
    behind = re.split(r"[.;\n](?=\s)|\n", page.low[end : end + 60])[0]
    after = _ABSENT_BEHIND.match(behind.replace("’", "'"))
    if after or _ABSENT.search(around) or any(title[2].name.lower() in _NO_PRESENCE for title in person.titles):
        return False
    words = len(re.findall(r"[^\W\d_]+", person.name))
    if words < 2:
        return False
    if counterpart_of(page, person) is not None or _heads_service(page, start):
        return True
    if bool(person.titles) or person.honorific:
        return True
    if page.cleaned.is_shouted:
        return _beside_verb(page, start, end, words=_MEETS)
    return len(person.spans) > 1 or _beside_verb(page, start, end)


def counterpart_of(page: Page, person: Person) -> tuple[int, int] | None:
    """Return where a text calls a person the other's counterpart, "son homologue espagnol, X": from that word to the name, or None."""
    start = person.spans[0][0]
    begin = max(0, start - 90, page.text.rfind("\n", 0, start))
    found = list(COUNTERPART.finditer(page.low, begin, start))
    if (
        not found
        or BREAKS.search(page.low[found[-1].end() : start].replace("’", "'"))
        or len(re.findall(r"[,،]", page.text[found[-1].end() : start])) > 2
    ):
        return None
    return found[-1].start(), start


_MEETS: Final = (
    r"recoit|a recu|recu par|accueilli\w* par|s'est entretenu\w*|s'entretient|rencontre|a rencontre|avec|received|met|meets|with|receives|held|recibio|recibe|se reunio|con|entrevisto|"
    r"استقبل|يستقبل|مع|التقى|أجرى"
)
_VERBS: Final = rf"{_MEETS}|et|and|y"


def _heads_service(page: Page, start: int) -> bool:
    """Return whether a service stands right before a name: "le patron de la DGSN marocaine, X"."""
    before = [found for found in page.find(Kind.SERVICE) if 0 < start - found.end <= 16]
    return any(re.fullmatch(r"(?: [\w-]+)?, ", page.text[found.end : start]) for found in before)


def _beside_verb(page: Page, start: int, end: int, words: str = _VERBS) -> bool:
    verbs = f"(?:{pattern(words).pattern})"
    before = page.low[max(0, start - 30) : start].replace("’", "'")
    after = page.low[end : end + 30].replace("’", "'")
    return bool(re.search(rf"(?<!\w){verbs}\s+\W?$", before) or re.match(rf"\s*,?\s*{verbs}(?!\w)", after))
