"""
The text of a communiqué without what a page or a mail put around it.

Every character kept knows where it stood, so that a value can be shown where it was read.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 30_000
"""Characters that are read: more than any communiqué; the rest of a larger file is left unread, and the draft says so."""

_BLOCKS: Final = re.compile(r"<(script|style|noscript|nav|footer|form|aside)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_BREAKS: Final = re.compile(
    r"<\s{0,9}/?\s{0,9}(p|br|div|h[1-6]|li|ul|ol|tr|td|table|article|section|title|header)\b[^<>]{0,2000}>", re.IGNORECASE
)
_TAGS: Final = re.compile(r"<\s{0,9}/?\s{0,9}[a-zA-Z!][^<>]{0,2000}>")
_ENTITIES: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_LINES: Final = re.compile(r"[^\n]+")

_ENDS: Final = re.compile(
    r"^\W*(related (posts?|articles?|news|stories)|leave a (reply|comment)|laisser un commentaire|laissez un commentaire|you may also like|"
    r"votre adresse e-?mail|your email address|su direcci[oó]n de correo|tu direcci[oó]n de correo|articles? (similaires?|li[eé]s?|connexes?)|"
    r"sur le m[eê]me (sujet|th[eè]me)|dans la m[eê]me (rubrique|cat[eé]gorie)|vous aimerez aussi|voir aussi|post(s)? navigation|comments?|"
    r"commentaires?( \(?\d*\)?)?|deja un comentario|deja una respuesta|art[ií]culos relacionados|noticias relacionadas|entradas relacionadas|"
    r"tambi[eé]n te puede interesar|te puede interesar|m[aá]s noticias|more (news|stories|from)|latest news|most (read|popular)|"
    r"les plus lus|derni[eè]res? (nouvelles|infos?|actualit[eé]s)|copyright|tous droits r[eé]serv[eé]s|all rights reserved|"
    r"todos los derechos reservados|mentions l[eé]gales|newsletter|s.abonner|subscribe|suscr[ií]bete|inscrivez-vous|"
    r"مقالات ذات صلة|مواضيع ذات صلة|أخبار ذات صلة|اقرأ أيضا|إقرأ أيضا|اترك تعليقا|اترك رد|التعليقات|جميع الحقوق محفوظة|"
    r"قد يعجبك أيضا|لن يتم نشر عنوان|شاهد أيضا)",
    re.IGNORECASE,
)
"""A line that begins so, past the beginning of the text, ends it."""
_ASIDES: Final = re.compile(
    r"^\W*(lire aussi|[aà] lire( aussi)?|lire [eé]galement|read (also|more)|also read|see also|lea tambi[eé]n|leer tambi[eé]n|ver tambi[eé]n|"
    r"partager|share( this)?|compartir|tweet(er)?|imprimer|print|whatsapp|facebook|twitter|linkedin|telegram|e-?mail|tags?|mots[- ]cl[eé]s|"
    r"etiquetas|accueil|home|inicio|menu|men[uú]|rechercher|search|buscar|skip to|aller au contenu|cookies?|"
    r"photo\s*:|cr[eé]dit(s)?( photo)?|©|الوسوم|شارك|مشاركة|طباعة|الرئيسية)(\W|$)",
    re.IGNORECASE,
)
"""A short line that begins so is left out alone."""
_SHORT: Final = 160


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """
    What is read.

    Attributes
    ----------
    text
        The text; lines stand for blocks of the page.
    offsets
        One entry a character of ``text``: where it stands in the text as given.
    is_cut
        Whether more was given than is read.
    is_shouted
        Whether most of it was in capitals: then a capital tells no name from a word.
    """

    text: str
    offsets: tuple[int, ...]
    is_cut: bool
    is_shouted: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a half-open, non-empty span of ``text`` stands in the text as given."""
        return self.offsets[start], self.offsets[end - 1] + 1


def is_text(text: str) -> bool:
    """Return whether these characters are a text, and not a file of another kind read as one."""
    sample = text[:10_000]
    strange = sum(1 for character in sample if (ord(character) < 32 and character not in "\n\r\t\f") or character == "\ufffd")
    return strange * 50 <= len(sample)


def clean(text: str) -> Cleaned:
    """Return a text without mark-up, without what stands around it on a page, and in the case of ordinary writing."""
    letters, offsets = _without_mark_up(text[:LONGEST])
    keep = bytearray(b"\x01") * len(letters)
    total, read = len(letters), 0
    for line in _LINES.finditer(letters):
        content = line.group().strip()
        if read > 120 and len(content) <= _SHORT and _ENDS.match(content):
            keep[line.start() : total] = bytes(total - line.start())
            break
        if len(content) <= _SHORT and _ASIDES.match(content):
            keep[line.start() : line.end()] = bytes(line.end() - line.start())
            continue
        read += len(content)
    kept = [at for at in range(total) if keep[at]]
    found = "".join(letters[at] for at in kept)
    shouted = sum(len(line) for line in _LINES.findall(found) if _is_shouted(line))
    return Cleaned(
        text=_as_written(found),
        offsets=tuple(offsets[at] for at in kept),
        is_cut=len(text) > LONGEST,
        is_shouted=shouted * 2 > len(found),
    )


def _without_mark_up(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    offsets: list[int] = []
    at = 0
    pieces: list[tuple[int, int, str]] = []
    if _TAGS.search(text):
        blanked = _BLOCKS.sub(lambda found: "\x00" * len(found.group()), text)
        pieces += [(found.start(), found.end(), "\n") for found in re.finditer(r"\x00+", blanked)]
        pieces += [(found.start(), found.end(), "\n" if _BREAKS.match(found.group()) else "") for found in _TAGS.finditer(blanked)]
        text = blanked
    pieces += [(found.start(), found.end(), html.unescape(found.group())) for found in _ENTITIES.finditer(text)]
    for start, end, instead in sorted(pieces):
        if start < at:
            continue
        letters.append(text[at:start])
        offsets += range(at, start)
        letters.append(instead)
        offsets += [start] * len(instead)
        at = end
    letters.append(text[at:])
    offsets += range(at, len(text))
    return "".join(letters).replace("\r", "\n").replace("\u00a0", " ").replace("\u202f", " "), offsets


def _as_written(text: str) -> str:
    """Return a text whose lines are in capitals with small letters, so that a name can be told from a word: one letter for one."""
    return _LINES.sub(lambda line: _small(line.group()) if _is_shouted(line.group()) else line.group(), text)


def _is_shouted(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha() and letter.lower() != letter.upper()]
    return len(letters) > 60 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def _small(line: str) -> str:
    words = re.sub(r"[^\W\d_]+", lambda found: _word(found.group()), line)
    return words if len(words) == len(line) else line


def _word(word: str) -> str:
    if word in _ACRONYMS:
        return word
    return word.lower() if len(word) == 1 or word.lower() in _NO_NAMES else word[0] + word[1:].lower()


_ACRONYMS: Final = frozenset("UN ONU UE EU UA AU USA UK FBI CIA NCA BKA PSP EGM OIM IOM LAS OEA AIG DEA".split())


_NO_NAMES: Final = frozenset(
    "le la les l un une des du de d et est en au aux a à ce ces son sa ses sur par qui que ont été ou où se s il elle lui ne pas "
    "the of and to in is was for on with at by his her had has have he she it its as an or el los las del y una con que se su sus al fue ha lo "
    "avec dans pour cette chef général générale directeur police nationale sûreté surveillance territoire entretiens visite reçu coopération "
    "sécurité ministre intérieur ambassadeur mardi lundi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août "
    "septembre octobre novembre décembre with from general director security national received talks meeting minister interior ambassador "
    "held this that their entre lors cours rencontre deux parties occasion parmi sous leur également ainsi afin recibió reunión entre seguridad "
    "nacional ministro embajador martes lunes jueves viernes enero febrero marzo abril mayo junio julio agosto octubre noviembre diciembre para".split()
)
