"""
Names as somebody may have meant them: the words of a search, and for a word that no officer bears, the ones that come close.

A misspelt word is compared with the distinct words of names, not with a million names: that bounds what is looked at.
Most are wrong in one place, and whole on one side of it: such words are found by their beginning or their end. Only where there is none
are words compared by all their trigrams.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Length, Reverse

from releve.model.names import fold_name
from releve_web.accounts.models import User
from releve_web.accounts.roles import Role
from releve_web.supply.models import NameWord, Officer
from releve_web.supply.naming import SHORT, look_up

WORDS_MAX: Final = 6
LETTERS_MAX: Final = 40
CLOSE_MAX: Final = 6
"""Words that stand in for a misspelt one, at most."""
LIKENESS: Final = 0.4
"""Shared trigrams, of all, from which a word comes close: one letter wrong, missing or changed places in a word of six."""
CANDIDATES_MAX: Final = 2_000
"""Close words looked at, at most: the same word may stand for many partners."""
NEAR_MAX: Final = 5_000
"""Distinct words that share a half, looked at at most."""
SLIP_LETTERS_MIN: Final = 4
"""Letters of a word from which a slip is looked for: three letters with one changed are any name."""
LAST_LETTER: Final = chr(0x10FFFF)
"""Stands behind every letter of a name."""


@dataclass(frozen=True, kw_only=True)
class NameSearch:
    """
    What a search for a name found.

    Attributes
    ----------
    officers
        The rows, not yet sorted or cut.
    close
        The words in place of those that nobody bears; empty where the name was found as written.
    n
        How many there are, where that came to light on the way.
    """

    officers: "QuerySet[Officer]"
    n: int | None = None
    close: tuple[str, ...] = ()


def words_of(text: str) -> list[str]:
    """Return the folded words of a search, each once."""
    return list(dict.fromkeys(word[:LETTERS_MAX] for word in fold_name(text[:400]).split()))[:WORDS_MAX]


def search_names(officers: "QuerySet[Officer]", text: str, *, user: User, of_one_partner: bool = False) -> NameSearch:
    """
    Return the officers whose name holds all words of a text; where there is none, those whose names come close.

    Parameters
    ----------
    of_one_partner
        Whether the officers are already narrowed to one partner; a country's desk sees no others anyhow.
    """
    words = words_of(text)
    if not words:  # of signs alone: no name holds them
        return NameSearch(officers=officers.none(), n=0)
    few = of_one_partner or user.role in {Role.CONTRIBUTING_COUNTRY, Role.MISSION_DESK}
    found = None if _is_nobodys(words, user) else look_up(officers, [[word] for word in words], of_one_partner=few)
    if found is not None:
        return NameSearch(officers=found.officers, n=found.n)
    groups = [[word, *close_words(word, user=user)] if word.isalpha() else [word] for word in words]
    if len(groups) == 1:  # the word itself was looked for in vain
        groups = [groups[0][1:]]
    close = tuple(dict.fromkeys(word for group in groups for word in group if word not in words))
    near = look_up(officers, groups, of_one_partner=few) if close else None
    return NameSearch(officers=officers.none(), n=0) if near is None else NameSearch(officers=near.officers, n=near.n, close=close)


def _is_nobodys(words: list[str], user: User) -> bool:
    """Return whether no word of a country's names holds the one asked for: its few words say so sooner than its names."""
    if user.role != Role.CONTRIBUTING_COUNTRY or len(words) > 1 or len(words[0]) < SHORT or not words[0].isalpha():
        return False
    return not NameWord.objects.visible_to(user).filter(mirror__isnull=False, word__contains=words[0]).exists()


def close_words(word: str, *, user: User) -> list[str]:
    """Return the words of names that come close to one, the closest first, of the officers a person may see."""
    if len(word) < SHORT:  # nothing comes close to two letters
        return []
    if user.role == Role.MISSION_DESK:
        return _closest(word, _words_of_few(Officer.objects.visible_to(user)))
    words = NameWord.objects.visible_to(user).filter(mirror__isnull=False)
    slips = [one for one in _whole_on_one_side(words, word) if is_one_slip(word, one)] if len(word) >= SLIP_LETTERS_MIN else []
    return _by_likeness(word, slips) if slips else _alike(words, word)


def _by_likeness(word: str, others: Iterable[str]) -> list[str]:
    wanted = trigrams(word)
    return sorted(others, key=lambda other: (-_likeness(wanted, trigrams(other)), other))[:CLOSE_MAX]


def _whole_on_one_side(words: "QuerySet[NameWord]", word: str) -> set[str]:
    """
    Return the words that share one half of a word, and are as long but for one letter.

    A slip in the first half leaves the second one whole, and the other way round; only where the two letters in the middle have changed
    places is neither. Ranges of an ordered index answer that, for every desk.
    """
    # The first half is the longer one: more names begin alike than end alike.
    half, shortest, longest = (len(word) + 1) // 2, len(word) - 1, len(word) + 1
    begins, ends = word[:half], word[half:][::-1]
    alike_first = words.filter(word__gte=begins, word__lt=begins + LAST_LETTER).annotate(length=Length("word"))
    alike_last = words.filter(mirror__gte=ends, mirror__lt=ends + LAST_LETTER).annotate(length=Length("mirror"), name=Reverse("mirror"))
    turned = words.filter(word=word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :])
    found = alike_first.filter(length__gte=shortest, length__lte=longest).values_list("word", flat=True)
    others = (
        alike_last.filter(length__gte=shortest, length__lte=longest).values_list("name", flat=True),
        turned.values_list("word", flat=True),
    )
    return set(found.union(*others)[:NEAR_MAX])


def is_one_slip(word: str, other: str) -> bool:
    """Return whether one letter changed, left out or put in, or two neighbours changing places, make one word of the other."""
    shorter, longer = sorted((word, other), key=len)
    if len(longer) - len(shorter) > 1 or word == other:
        return False
    first = next((k for k, letter in enumerate(shorter) if letter != longer[k]), len(shorter))
    if len(shorter) < len(longer):
        return shorter[first:] == longer[first + 1 :]
    changed, changed_to = shorter[first:], longer[first:]
    return changed[1:] == changed_to[1:] or (changed[:2] == changed_to[1::-1] and changed[2:] == changed_to[2:])


def _alike(words: "QuerySet[NameWord]", word: str) -> list[str]:
    """Return the words that share most trigrams with one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(LIKENESS)])
    likeness = TrigramSimilarity("word", word)
    pairs = sorted(
        words.filter(word__trigram_similar=word).annotate(likeness=likeness).values_list("likeness", "word")[:CANDIDATES_MAX], reverse=True
    )
    return list(dict.fromkeys(found for _likeness, found in pairs))[:CLOSE_MAX]


def _words_of_few(officers: "QuerySet[Officer]") -> set[str]:
    """Return the words of a mission's officers: few enough to read."""
    keys = officers.order_by().values_list("search_key", flat=True)[:CANDIDATES_MAX]
    return {word for key in keys for word in key.split()}


def _closest(word: str, others: Iterable[str]) -> list[str]:
    others = list(others)
    slips = [other for other in others if is_one_slip(word, other)] if len(word) >= SLIP_LETTERS_MIN else []
    if slips:
        return _by_likeness(word, slips)
    wanted = trigrams(word)
    scored = sorted(((_likeness(wanted, trigrams(other)), other) for other in others), reverse=True)
    return [other for likeness, other in scored if likeness >= LIKENESS][:CLOSE_MAX]


def trigrams(word: str) -> frozenset[str]:
    """Return the trigrams of a word as pg_trgm cuts them: two spaces before, one behind."""
    padded = f"  {word} "
    return frozenset(padded[k : k + 3] for k in range(len(padded) - 2))


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second)
