"""Columns of lists, understood part by part: a million different lists are made of a few hundred different parts."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, overload

import numpy as np
from numpy.typing import NDArray

from releve.exchange.cell_columns import Numbering, Numbers, blank_texts
from releve.exchange.columns import Kind
from releve.exchange.faults import Fault
from releve.exchange.plain_texts import PlainTexts
from releve.model import Level

LIST_KINDS: Final = frozenset({Kind.IDS, Kind.COUNTRIES, Kind.LANGUAGES, Kind.ASKED_LANGUAGES, Kind.LEVELS, Kind.SKILLS})
BETWEEN_PARTS: Final = ";"
MANY_TEXTS: Final = 20_000
"""From so many texts on they are split by pyarrow, which takes a tenth of a second to load."""
BITS_OF_A_WORD: Final = 64
MOST_WORDS: Final = 4
"""Up to so many words of bits, one bit a name, names that stand twice in a list are found without sorting."""

Faults = tuple[Fault, ...]
# Any: a value of the column's kind, or None.
ReadText = Callable[[str], tuple[Any, Faults]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Lists(Sequence[Any]):
    """
    The values of distinct texts of a column of lists; as a sequence, a tuple (or a mapping, of languages with levels) or None a text.

    Attributes
    ----------
    names
        Of each distinct part; a name may stand here more than once.
    levels
        Of each distinct part, or None where parts have no levels.
    parts
        Positions in ``names`` of the parts of all texts, one text after the other; shape ``(n_parts_of_all,)``, int32.
    starts
        Where in ``parts`` each text begins, and last where the last one ends; shape ``(n_texts + 1,)``, int64.
    known
        Which texts have a value; the others have no parts; shape ``(n_texts,)``.
    """

    names: tuple[str, ...]
    levels: tuple[Level, ...] | None
    parts: Numbers
    starts: NDArray[np.int64]
    known: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.known)

    @overload
    def __getitem__(self, i: int, /) -> Any: ...  # noqa: ANN401 - a value of the column's kind
    @overload
    def __getitem__(self, i: slice, /) -> list[Any]: ...
    def __getitem__(self, i: int | slice, /) -> Any:
        """Return the value of one text, or of several."""
        if isinstance(i, slice):
            return [self[k] for k in range(*i.indices(len(self)))]
        if not self.known[i]:
            return None
        found = self.parts[self.starts[i] : self.starts[i + 1]].tolist()
        if self.levels is None:
            return tuple(self.names[part] for part in found)
        return {self.names[part]: self.levels[part] for part in found}

    def vocabulary(self) -> set[str]:
        """Return the distinct names of all texts."""
        return {self.names[part] for part in np.unique(self.parts).tolist()}

    def table(self, vocabulary: Sequence[str]) -> NDArray[np.int8]:
        """Return, for each text, the level of each name of a vocabulary, 1 where there are no levels, 0 = not in the list."""
        position = {name: j for j, name in enumerate(vocabulary)}
        n_cells = len(self) * len(vocabulary)
        index: type[np.signedinteger[Any]] = np.int32 if n_cells <= np.iinfo(np.int32).max else np.int64
        columns = np.array([position.get(name, -1) for name in self.names], index)
        levels = np.array([1] * len(self.names) if self.levels is None else self.levels, np.int8)
        table = np.zeros(n_cells, np.int8)
        places = np.repeat(np.arange(0, n_cells, len(vocabulary) or 1, dtype=index)[: len(self)], np.diff(self.starts))
        places += columns[self.parts]
        table[places] = levels[self.parts]
        return table.reshape(len(self), len(vocabulary))


NO_LISTS: Final = Lists(names=(), levels=None, parts=np.zeros(0, np.int32), starts=np.zeros(2, np.int64), known=np.zeros(1, np.bool_))
"""One text, blank."""


def read_lists(kind: Kind, texts: Sequence[str], read: ReadText) -> tuple[Lists, dict[int, Faults]]:
    """
    Return the values of texts and what is wrong with some of them, by position; with an error among the faults there is no value.

    A list of parts that are each read without a word, and all of different names, is exactly these; every other text is read as a whole.
    """
    part_texts, parts, starts = _split(texts)
    understood = [_understand(kind, text, read) for text in part_texts]
    names = [name for name, _ in understood]
    levels = [level for _, level in understood]
    blank = blank_texts(texts)
    is_sound = np.array([name is not None for name in names], np.bool_)
    sound = np.logical_and.reduceat(is_sound[parts], starts[:-1]) if len(texts) else np.zeros(0, np.bool_)
    sound &= ~blank
    sound &= ~_names_twice(names, parts, starts)
    whole = np.flatnonzero(~sound & ~blank).tolist()
    faults: dict[int, Faults] = {}
    values: dict[int, Any] = {}  # Any: values of the column's kind
    for i in whole:
        values[i], found = read(texts[i])
        if found:
            faults[i] = found
    known = sound.copy()
    known[[i for i, value in values.items() if value is not None]] = True
    if not sound.all():
        parts, starts = _replaced(parts, starts, sound, values, names, levels)
    return (
        Lists(
            names=tuple(name or "" for name in names),
            levels=tuple(level or Level.A1 for level in levels) if kind is Kind.LEVELS else None,
            parts=parts,
            starts=starts,
            known=known,
        ),
        faults,
    )


def _split(texts: Sequence[str]) -> tuple[list[str], Numbers, NDArray[np.int64]]:
    """Return the distinct parts of all texts, the number of each part, and where each text begins among them."""
    if isinstance(texts, PlainTexts):
        return texts.split(BETWEEN_PARTS)
    if len(texts) >= MANY_TEXTS:
        return PlainTexts.of(texts).split(BETWEEN_PARTS)
    numbering = Numbering()
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([text.count(BETWEEN_PARTS) + 1 for text in texts], out=starts[1:])
    parts = array("i", map(numbering.__getitem__, (part for text in texts for part in text.split(BETWEEN_PARTS))))
    return list(numbering), np.array(parts, np.int32), starts


def _understand(kind: Kind, text: str, read: ReadText) -> tuple[str | None, Level | None]:
    """Return name and level of a part that stands alone in a cell; None where anything at all is to be said of it."""
    bare = text.strip()
    value, faults = read(bare) if bare else (None, ())
    if value is None or faults or len(value) != 1:
        return None, None
    (name,) = value
    return name, value[name] if kind is Kind.LEVELS else None


def _names_twice(names: Sequence[str | None], parts: Numbers, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which texts may name something twice; a name is what stands before the colon."""
    numbering = Numbering()
    name_number = np.array([numbering[(name or "").partition(":")[0]] for name in names], np.int64)
    if not len(parts):
        return np.zeros(len(starts) - 1, np.bool_)
    n_words = -(-len(numbering) // BITS_OF_A_WORD)
    if n_words > MOST_WORDS:
        return _keys_twice(name_number, parts, starts)
    n_different = np.zeros(len(starts) - 1, np.int64)
    for word in range(n_words):
        bit = np.where(
            name_number // BITS_OF_A_WORD == word, np.uint64(1) << (name_number % BITS_OF_A_WORD).astype(np.uint64), np.uint64(0)
        )
        n_different += np.bitwise_count(np.bitwise_or.reduceat(bit[parts], starts[:-1]))
    return n_different < np.diff(starts)


def _keys_twice(name_number: NDArray[np.int64], parts: Numbers, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return the same where there are too many names to give each a bit."""
    lengths = np.diff(starts)
    twice = np.zeros(len(lengths), np.bool_)
    owner = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    of_longer = (lengths > 1)[owner]
    n_names = int(name_number.max()) + 1
    keys = np.sort(owner[of_longer] * n_names + name_number[parts[of_longer]])
    twice[keys[1:][keys[1:] == keys[:-1]] // n_names] = True
    return twice


def _replaced(
    parts: Numbers,
    starts: NDArray[np.int64],
    sound: NDArray[np.bool_],
    values: Mapping[int, Any],
    names: list[str | None],
    levels: list[Level | None],
) -> tuple[Numbers, NDArray[np.int64]]:
    """Return parts and starts with those of values read whole in the place of what is not sound, and add their names. Any: of the kind."""
    lengths = np.diff(starts)
    kept = parts[np.repeat(sound, lengths)]
    lengths[~sound] = 0
    new: list[int] = []
    for i, value in values.items():
        for name, level in _items(value):
            new.append(len(names))
            names.append(name)
            levels.append(level)
            lengths[i] += 1
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    replaced = np.empty(starts[-1], np.int32)
    from_sound = np.repeat(sound, lengths)
    replaced[from_sound] = kept
    replaced[~from_sound] = new
    return replaced, starts


def _items(value: Collection[str] | Mapping[str, Level] | None) -> Iterable[tuple[str, Level | None]]:
    if isinstance(value, Mapping):
        return value.items()
    return ((name, None) for name in value or ())
