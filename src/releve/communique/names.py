"""Where a text writes what may be the name of a person: words with capitals, or in Arabic the words that follow a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from releve.communique.calendar_words import month_numbers, weekday_numbers
from releve.communique.lexicon import Kind
from releve.communique.page import Page, pattern
from releve.model.names import fold_name


@dataclass(frozen=True)
class NameSpan:
    """A possible name; half-open offsets into the page's text."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(fold_name(word) for word in re.findall(r"[^\W\d_]+", self.text))

    @property
    def family(self) -> str:
        """The word that a text repeats: the last, which in Latin script is written in capitals where one is."""
        shouted = [word for word in re.findall(r"[^\W\d_]+", self.text) if len(word) > 2 and word.isupper()]
        return fold_name(shouted[-1]) if shouted and len(shouted) < len(self.words) else self.words[-1]


_WORD: Final = r"(?:(?:[A-ZÀ-ÖØ-Þ]|St|Jr|Md|Mohd)\.(?=[ -])|[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’ʼ]*(?:[-‑][\w'’]+)*)"
_PARTICLE: Final = (
    r"(?:(?:de|del|della|da|das|do|dos|di|du|des|la|las|los|le|van|von|der|den|ter|bin|ben|ibn|bint|al|el|ould|abou|abu|y|e|ag|d['’])[ ]?)"
)
_LATIN: Final = re.compile(rf"{_WORD}(?:[ ]{{1,2}}{_PARTICLE}{{0,3}}{_WORD}){{0,11}}")
_SPLIT: Final = re.compile(r"[^\s]+")

_NO_NAMES: Final = frozenset(
    fold_name(word)
    for word in (
        "le la les l un une des du de dans lors selon cette ce ces il elle ils elles au aux en et ou a à par pour sur sous avec après avant depuis "
        "son sa ses leur leurs m mm mme mlle mr mrs ms dr sr sra srta s.e h.e his her its the this that these those on in at by with from during after "
        "before according while as an and or of to for both he she they it el los las una este esta estos durante según tras con por para en su sus "
        "ambas ambos dicha dicho al y o también asimismo además igualmente parmi entre deux ainsi enfin outre par ailleurs cependant notamment ensuite "
        "conférence conference conferencia assemblée assembly asamblea sommet summit cumbre réunion meeting reunión forum foro salon session comité "
        "committee comité conseil council consejo commission comisión ministère ministry ministerio direction department departamento délégation "
        "delegation delegación police policía sûreté sécurité security seguridad gendarmerie guardia force forces organisation organization organización "
        "office bureau agence agency agencia institut institute instituto académie academy academia école école escuela université university centre center "
        "centro union unión nations unies united naciones unidas état etat state estado royaume kingdom reino république republic república général générale "
        "general secretary president président presidente jeux olympiques coupe monde world cup copa mundial mémorandum memorandum accord agreement acuerdo "
        "convention plan projet project programme programa photo communiqué statement comunicado source agence map afp efe aps related posts share "
        "visites visite visit visita officielles cooperación coopération cooperation echange échange exchange aéroport airport aeropuerto hôtel hotel palais palace "
        "palacio jardins gardens jardines casques bleus union africaine african arab arabe pays country majesté majesty majestad roi king rey sa siège "
        "headquarters sede secrétariat secretariat secretaría région region operation opération opérations operations lutte against premier first primera "
        "troisième third tercera journée day día semaine week semana droit droits rights derechos paix peace paz mission missions misión royal royale real "
        "nationale national nacional fédérale federal internationale international internacional criminelle criminal interpol europol onu un uno ue eu "
        "afrique europe asie amérique océanie nord sud est ouest occident orient sahel maghreb africa asia america europa north south east west norte sur este oeste "
        "ministers chiefs heads officers generals additional deputy public relations organizations policing déléguée délégué delegate delegado members member membres "
        "moreover meanwhile however further earlier later also speaking addressing welcoming receiving press release news actualité recibe recibió reçoit receives meets offers offered operaciones investigations affairs services intelligence interior defence defense foreign immigration customs border prisons "
        "administration administración interna exteriores asuntos servicios inteligencia penitenciarias gobernación integration capability detective school when where requests asks concerne criminalité extranjería fronteras "
        "investigación oficina central funcionarios funcionario agentes veintidós treinta thirty twenty trente vingt places plazas"
    ).split()
)
_TITLED: Final = re.compile(r"[IVX]+|\d+")


def latin_names(page: Page) -> list[NameSpan]:
    """Return the runs of capitalised words that are no known name of another kind, from left to right."""
    calendar = set(month_numbers(page.language)) | set(weekday_numbers(page.language))
    return [name for run in _LATIN.finditer(page.text) for name in _pieces(page, run.start(), run.group(), calendar)]


def _pieces(page: Page, start: int, run: str, calendar: set[str]) -> Iterator[NameSpan]:
    words: list[tuple[int, int]] = []
    for word in _SPLIT.finditer(run):
        begin, end = start + word.start(), start + word.end()
        folded = fold_name(word.group()).strip(". ")
        elided = re.match(r"[LlDdQqSs]['’]", word.group())
        stops = (
            1 in page.named[begin:end]
            or (folded in _NO_NAMES and word.group()[0].isupper() and not (words and folded in _INNER))
            or folded in calendar
            or (elided is not None and word.group()[0].isupper() and not words)
        )
        if stops:
            yield from _closed(page, words)
            words = []
        else:
            words.append((begin, end))
    yield from _closed(page, words)


def _closed(page: Page, words: list[tuple[int, int]]) -> Iterator[NameSpan]:
    while words and not page.text[words[0][0]].isupper():
        words = words[1:]
    while (
        words
        and not page.text[words[-1][0]].isupper()
        and not page.text[words[-1][0] : words[-1][1]].startswith(("al-", "el-", "d'", "d’"))
    ):
        words = words[:-1]
    while len(words) > 2 and re.fullmatch(r"[A-Z]{2,4}", page.text[slice(*words[0])]) and not page.text[slice(*words[1])].isupper():
        words = words[1:]  # a rank's short form
    if not words:
        return
    start, end = words[0][0], words[-1][1]
    text = page.text[start:end]
    if text.endswith(".") and len(words[-1]) and words[-1][1] - words[-1][0] > 2:
        end, text = end - 1, text[:-1]
    text = re.sub(r"['’]s$", "", text) if page.language == "en" else text
    if _TITLED.fullmatch(text) or len(text) < 2:
        return
    places = [found for found in page.find(Kind.PLACE) if found.sure and found.start <= start and start + len(text) <= found.end]
    if not places:
        yield NameSpan(start, start + len(text), text)


_ARABIC_WORD: Final = re.compile(r"[\u0621-\u064a\u0670-\u06d3ـ\u064b-\u0652-]+")
_JOINS: Final = frozenset({"عبد", "بن", "ابن", "بنت", "ابو", "ابا", "ال", "ولد", "سيدي", "مولاي", "محمد"})
_ARTICLED: Final = frozenset(
    "الحسن الحسين المصطفي العربي الحبيب الطيب الصديق المختار الطاهر الهادي البشير المهدي الصادق الامين الناصر الحاج الشريف المعطي الجيلالي".split()
)
"""Given names with an article; a word with one is else no first word of a name."""
_INNER: Final = frozenset({"al", "el", "la", "le", "de", "du", "las", "los", "da", "y", "ould", "abou", "paz", "rey"})
"""Words that a name may hold behind its first: "Al Thani", "Ould Sidi", "Echeverría Paz"."""
_ARABIC_STOPS: Final = pattern(
    r"(?:في|من|إلى|عن|مع|أن|إن|التي|الذي|الذين|خلال|يوم|اليوم|أمس|وذلك|وقد|حيث|قد|كما|بعد|قبل|عقب|بين|بمقر|بمدينة|بالعاصمة|نظيره|نظيرته|نظيرها|"
    r"والوفد|وفدا|وفد|برفقة|مرفوقا|رفقة|بحضور|لدى|أثناء|ضمن|أكد|وأكد|أشاد|استقبل|يستقبل|التقى|يلتقي|أجرى|يجري|عقد|بحث|يبحث|تباحث|زار|يزور|قام|"
    r"صباح|مساء|هذا|هذه|الجاري|المنصرم|الماضي|سبل|والذي|والتي|الزيارة|بزيارة|زيارة|رئيس|مدير|وزير|سفير|المدير|الوزير|السفير|الرئيس|بمكتبه|بمناسبة|"
    r"بصفته|باعتباره|لبحث|لمناقشة|تعزيز|مباحثات|لقاء|اجتماع|اجتماعا|محادثات|جلسة|ثم|أو|لا|ما|هو|هي|كل|أي|جاء|تم|يتم|كان|وكان|الحالي|كلمة|تقديم|طلب|وطلب|وطلبت|بوصفه|بوصفها|حفل|لعمليات|مساندة|منحة|منح)"
)


def arabic_name_at(page: Page, at: int) -> NameSpan | None:
    """Return the name that begins at an offset of an Arabic text, or None: two to five words up to the first that is none of a name."""
    text = page.text
    words: list[tuple[int, int, str]] = []
    at += len(text[at:]) - len(text[at:].lstrip(' «"“'))
    begin = at
    while len(words) < 5:
        found = _ARABIC_WORD.match(text, at)
        if found is None:
            break
        low = page.low[found.start() : found.end()]
        if (
            found.group() in {"على", "إلى", "الى"}
            or _ARABIC_STOPS.fullmatch(low)
            or 1 in page.named[found.start() : found.end()]
            or 1 in page.towns[found.start() : found.end()]
        ):
            break
        if low.startswith(("بال", "لل", "وال", "كال", "فال")) or (not words and low.startswith("ال") and low not in _ARTICLED):
            break
        if words and low.startswith("و") and len(low) > 4 and words[-1][2] not in _JOINS and page.named[found.start() + 1]:
            break
        words.append((found.start(), found.end(), low))
        at = found.end()
        if at >= len(text) or text[at] != " ":
            break
        at += 1
    while words and words[-1][2] in _JOINS - {"محمد"}:
        words.pop()
    if len(words) < 2:
        return None
    return NameSpan(begin, words[-1][1], text[begin : words[-1][1]])
