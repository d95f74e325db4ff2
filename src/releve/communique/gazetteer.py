"""
The gazetteer of the communiqué reader: names of States, peoples, organisations, services, titles, places and missions in a text.

Four languages: French, English, Spanish, Arabic. Which of the names found matters to a meeting is not judged here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from releve.communique.folding import FoldedText, fold_keep_offsets
from releve.communique.lexicon import Kind, Name, read_names
from releve.communique.name_index import Hit, NameIndex

__all__ = ["FoldedText", "Gazetteer", "Kind", "Mention", "Name", "fold_keep_offsets", "load_gazetteer"]


@dataclass(frozen=True, kw_only=True)
class Mention:
    """
    One name found in a text; ``start`` and ``end`` are half-open offsets into the text as it was given.

    The other fields are those of :class:`releve.communique.lexicon.Name`; ``name`` is the name as the table writes it. An Arabic
    conjunction, preposition or article written together with the name is outside the span where it can be cut off.
    """

    kind: Kind
    key: str
    name: str
    language: str
    start: int
    end: int
    form: str
    partner: str | None = None
    others: tuple[str, ...] = ()
    sure: bool = True


@dataclass(frozen=True)
class Gazetteer:
    """Every name of the tables, by kind."""

    names: Mapping[Kind, tuple[Name, ...]]

    @cached_property
    def _indexes(self) -> Mapping[Kind, NameIndex]:
        return {kind: NameIndex(names) for kind, names in self.names.items()}

    def find(self, text: FoldedText | str, kind: Kind, *, languages: Collection[str] | None = None) -> list[Mention]:
        """
        Return the names of one kind in a text, from left to right; of two that overlap the longer, then the earlier.

        Parameters
        ----------
        text
            Folded by :func:`fold_keep_offsets`, to be folded once for several kinds; a plain text is folded here.
        kind
            What to look for.
        languages
            Codes of the languages whose names count; the first is preferred where languages share a name. None: all.
        """
        folded = fold_keep_offsets(text) if isinstance(text, str) else text
        wanted = None if languages is None else frozenset(languages)
        order = tuple(languages or ())
        return [_mention(folded, hit, order) for hit in self._indexes[kind].scan(folded, wanted)]


def _mention(folded: FoldedText, hit: Hit, order: tuple[str, ...]) -> Mention:
    names = sorted(hit.names, key=lambda name: order.index(name.language) if order else 0)
    name = names[0]
    start, end = folded.span(hit.start, hit.end)
    if any(other.text.endswith(".") for other in names) and folded.original.startswith(".", end):
        end += 1
    others = dict.fromkeys((*name.others, *(other.key for other in names if name.kind is not Kind.TITLE and other.key != name.key)))
    return Mention(
        kind=name.kind,
        key=name.key,
        name=name.text,
        language=name.language,
        start=start,
        end=end,
        form=name.form,
        partner=name.partner,
        others=tuple(others),
        sure=name.sure,
    )


@cache
def load_gazetteer() -> Gazetteer:
    """Return the shipped gazetteer; read once."""
    names: dict[Kind, list[Name]] = {kind: [] for kind in Kind}
    for name in read_names():
        names[name.kind].append(name)
    gazetteer = Gazetteer({kind: tuple(of_kind) for kind, of_kind in names.items()})
    gazetteer._indexes  # noqa: B018, SLF001  # built with the load, not with the first text
    return gazetteer
