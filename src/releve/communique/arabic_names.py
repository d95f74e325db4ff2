"""Names of persons in Arabic, which has no capitals: the words behind a title, a verb of meeting or "his counterpart"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from releve.communique.between import BREAKS, COUNTERPART
from releve.communique.gazetteer import Mention
from releve.communique.lexicon import Kind
from releve.communique.names import NameSpan
from releve.communique.page import Page, pattern


def arabic_names(page: Page, titles: Sequence[Mention]) -> Iterator[NameSpan]:
    """Yield the names of a text from left to right: behind titles, verbs of meeting and the word for a counterpart, and wherever one stands again."""
    found: dict[int, NameSpan] = {}
    anchors: list[tuple[int, Mention]] = [(title.end, title) for title in titles]
    verbs = pattern(r"(?<!\w)(?:و|ف)?(?:استقبل|يستقبل|التقى|أجرى|تباحث|زار|عقد|بحث)\s+")
    places = [(verb.end(), None) for verb in verbs.finditer(page.low)]
    places += [(counterpart.end(), None) for counterpart in COUNTERPART.finditer(page.low)]
    places += [(joint.end(), None) for joint in re.finditer(r"(?<!\w)مع\s+", page.low) if _introduces(page, joint.end(), titles)]
    for at, title in [*anchors, *places]:
        for name in _arabic_after(page, at, title):
            found.setdefault(name.start, name)
    kept: list[NameSpan] = []
    for start in sorted(found):
        name = found[start]
        first = name.text.split()[0]
        if any(first == other.text.split()[-1] for other in kept):
            name = NameSpan(name.start, name.start + len(first), first)
        kept.append(name)
    for name in list(kept):
        for again in re.finditer(rf"(?<!\w){re.escape(name.text.split()[-1])}(?!\w)", page.text):
            if not any(other.start <= again.start() < other.end for other in kept):
                kept.append(NameSpan(again.start(), again.end(), again.group()))
    yield from sorted(kept, key=lambda name: name.start)


def _introduces(page: Page, at: int, titles: Sequence[Mention]) -> bool:
    """Return whether words behind "with" are a name: a comma and a title follow them."""
    comma = page.text.find("،", at, at + 45)
    return comma >= 0 and any(0 <= title.start - comma <= 4 for title in titles)


_MOST_ADJECTIVES: Final = 9


def _behind_adjectives(page: Page, at: int) -> int:
    """Return the offset behind the adjectives and names of States that belong to what ends at an offset: "وزير الداخلية التونسي"."""
    for _ in range(_MOST_ADJECTIVES):
        ends = (page.adjectives.get(start, at) for start in range(at, at + 5) if not re.search(r"[^\s،لبال]", page.text[at:start]))
        behind = next((end for end in ends if end > at), at)
        if behind == at:
            break
        at = behind
    return at + (2 if page.text.startswith("، ", at) else 0)


_BODY_WORDS: Final = 9


def _behind_body(page: Page, at: int) -> int:
    """Return where the words end that say of what somebody is the head: names of bodies, and words with an article."""
    kinds = (Kind.SERVICE, Kind.ORGANISATION, Kind.COUNTRY, Kind.DEMONYM)
    for _ in range(_BODY_WORDS):
        word = re.match(r"\s*([^\W\d_]+)", page.text[at : at + 40])
        if word is None:
            return at
        start, end = at + word.start(1), at + word.end(1)
        is_named = any(found.start < end and start < found.end for kind in kinds for found in page.find(kind))
        if not is_named and not re.match(r"(?:و|ب|ل)?ال|لل", page.text[start:end]):
            return at
        at = end
    return at


_TO_NAME: Final = re.compile(r"(?:[^،.\n؛:]{0,110}،)?\s*")


def _arabic_after(page: Page, at: int, title: Mention | None) -> Iterator[NameSpan]:
    straight = _name_at(page, at) or _name_at(page, _behind_adjectives(page, at))
    if straight is None and title is not None and title.form != "honorific":
        straight = _name_at(page, _behind_body(page, at))
    if straight is not None:
        yield straight
        return
    if title is None or title.form == "honorific":
        return
    inner = _TO_NAME.match(page.text, at)
    if inner is None or BREAKS.search(page.low[at : inner.end()]):
        return
    behind = inner.end()
    for gap in range(3):
        behind = page.honorifics.get(behind + gap, behind)
    name = _name_at(page, behind)
    if name is not None:
        yield name


_ARABIC_WORD: Final = re.compile(r"[\u0621-\u064a\u0670-\u06d3ـ\u064b-\u0652-]+")
_JOINS: Final = frozenset({"عبد", "بن", "ابن", "بنت", "ابو", "ابا", "ال", "ولد", "سيدي", "مولاي", "محمد"})
_ARTICLED: Final = frozenset(
    "الحسن الحسين المصطفي العربي الحبيب الطيب الصديق المختار الطاهر الهادي البشير المهدي الصادق الامين الناصر الحاج الشريف المعطي الجيلالي".split()
)
"""Given names with an article; a word with one is else no first word of a name."""
_ARABIC_STOPS: Final = pattern(
    r"(?:في|من|إلى|عن|مع|أن|إن|التي|الذي|الذين|خلال|يوم|اليوم|أمس|وذلك|وقد|حيث|قد|كما|بعد|قبل|عقب|بين|بمقر|بمدينة|بالعاصمة|نظيره|نظيرته|نظيرها|"
    r"والوفد|وفدا|وفد|برفقة|مرفوقا|رفقة|بحضور|لدى|أثناء|ضمن|أكد|وأكد|أشاد|استقبل|يستقبل|التقى|يلتقي|أجرى|يجري|عقد|بحث|يبحث|تباحث|زار|يزور|قام|"
    r"صباح|مساء|هذا|هذه|الجاري|المنصرم|الماضي|سبل|والذي|والتي|الزيارة|بزيارة|زيارة|رئيس|مدير|وزير|سفير|المدير|الوزير|السفير|الرئيس|بمكتبه|بمناسبة|"
    r"بصفته|باعتباره|لبحث|لمناقشة|تعزيز|مباحثات|لقاء|اجتماع|اجتماعا|محادثات|جلسة|ثم|أو|لا|ما|هو|هي|كل|أي|جاء|تم|يتم|كان|وكان|الحالي|كلمة|تقديم|طلب|وطلب|وطلبت|بوصفه|بوصفها|حفل|لعمليات|مساندة|منحة|منح)"
)


def _name_at(page: Page, at: int) -> NameSpan | None:
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
