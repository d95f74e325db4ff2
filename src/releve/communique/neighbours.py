"""
Whom a service or a title speaks for, where its own name does not tell: the State, the organisation or the town named beside it.

A demonym or a name follows ("the police nationale *espagnole*", "ministro del Interior de *Portugal*"), stands before it in English
("*Nepal* Police", "*Spain's* Interior Minister"), or begins within it ("chef de la police des *Nations Unies*",
"patron de la *police nationale française*").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from releve.communique.folding import WORD, FoldedText, fold_keep_offsets
from releve.communique.gazetteer import Gazetteer, Mention
from releve.communique.lexicon import Kind

_LINKS: Final = frozenset({"de", "du", "des", "d", "la", "le", "l", "les", "del", "el", "los", "las", "of", "the", "ب", "ل", "في"})
"""Words between a function and whom it serves; "au", "to", "en" say where somebody is posted, and are none."""
_LONGEST_GAP: Final = 24
"""Characters between neighbours: more than the longest chain of those words."""
_OWNER: Final = frozenset({"s"})
_AFTER_NOUN: Final = frozenset({"fr", "es", "ar"})
"""Languages that set an adjective behind its noun."""


def find_with_partners(
    gazetteer: Gazetteer, text: FoldedText | str, kind: Kind, *, languages: Collection[str] | None = None
) -> list[Mention]:
    """
    Return the services or the titles of a text as :meth:`Gazetteer.find` does, with the partner read from the neighbourhood.

    Parameters
    ----------
    gazetteer
        Where names are looked up.
    text
        As for :meth:`Gazetteer.find`.
    kind
        ``Kind.SERVICE`` or ``Kind.TITLE``; a title also takes the partner of the service it is held in.
    languages
        As for :meth:`Gazetteer.find`.
    """
    folded = fold_keep_offsets(text) if isinstance(text, str) else text
    return resolve_partners(folded, {one: gazetteer.find(folded, one, languages=languages) for one in Kind}, kind)


def resolve_partners(folded: FoldedText, found: Mapping[Kind, Sequence[Mention]], kind: Kind) -> list[Mention]:
    """Return the services or the titles among all names found in a text, with the partner as :func:`find_with_partners` reads it."""
    named = [
        mention
        for bearer in (Kind.COUNTRY, Kind.DEMONYM, Kind.ORGANISATION, Kind.MISSION, Kind.PLACE)
        for mention in found[bearer]
        if mention.sure or bearer is not Kind.PLACE
    ]
    services = [_resolved(folded, service, named) for service in found[Kind.SERVICE]]
    if kind is Kind.SERVICE:
        return services
    known = [*named, *(service for service in services if service.partner is not None)]
    return [_resolved(folded, mention, known) for mention in found[kind]]


def _resolved(folded: FoldedText, mention: Mention, named: Sequence[Mention]) -> Mention:
    if mention.partner is not None:
        return mention
    bearer = next(_bearers(folded, mention, named), None)
    return mention if bearer is None else replace(mention, partner=bearer.partner, others=bearer.others)


def _bearers(folded: FoldedText, mention: Mention, named: Sequence[Mention]) -> Iterator[Mention]:
    yield from (other for other in named if mention.start <= other.start < mention.end)
    yield from (other for other in named if mention.end <= other.start and _is_linked(folded, mention, other))
    yield from (other for other in named if other.end <= mention.start and _is_owner(folded, other, mention))


def _is_linked(folded: FoldedText, mention: Mention, other: Mention) -> bool:
    words = _words_between(folded, mention.end, other.start)
    if words is None:
        return False
    if other.kind is Kind.DEMONYM:
        return not words and other.language in _AFTER_NOUN
    return words <= _LINKS


def _is_owner(folded: FoldedText, other: Mention, mention: Mention) -> bool:
    words = _words_between(folded, other.end, mention.start)
    return mention.language == "en" and words is not None and words <= _OWNER


def _words_between(folded: FoldedText, start: int, end: int) -> frozenset[str] | None:
    if end - start > _LONGEST_GAP:
        return None
    gap = fold_keep_offsets(folded.original[start:end]).text
    words = WORD.findall(gap)
    return frozenset(words) if not WORD.sub("", gap).strip(" '-\n") else None
