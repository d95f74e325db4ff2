"""Registers put together: rows of several tables as one, its vocabularies made as reading makes them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from releve.model import UNKNOWN, OfficerTable

OWN_FORM: Final = frozenset({"country", "language_level", "ams_language", "skill_held", "nominated_for"})
"""Columns whose values are positions in a vocabulary, or that have one column for each word of it."""


def rebuild_register(tables: Sequence[OfficerTable], *, without: Collection[str] = ()) -> OfficerTable:
    """
    Return the officers of these tables as one register sorted by key, except those ``without``; no key stands in two of them.

    Vocabularies hold exactly the words that a remaining officer uses: the register is the one that reading the same rows gives.
    """
    kept = [np.array([i for i, key in enumerate(table.officer_id) if key not in without], np.intp) for table in tables]
    parts = [table.take(rows) for table, rows in zip(tables, kept, strict=True)]
    keys = [key for part in parts for key in part.officer_id]
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__), np.intp)
    countries = tuple(sorted({part.countries[c] for part in parts for c in np.unique(part.country) if c != UNKNOWN}))
    tags = tuple(sorted({part.language_tags[t] for part in parts for t in _used(part.language_level, part.ams_language)}))
    skills = tuple(sorted({part.skill_codes[s] for part in parts for s in _used(part.skill_held)}))
    named = {part.nomination_sets[n] for part in parts for n in np.unique(part.nominated_for)}
    sets = (frozenset[str](), *sorted((names for names in named if names), key=sorted))
    # Any: all other columns are arrays of one value an officer, joined by name.
    columns: dict[str, Any] = {
        name: np.concatenate([vars(part)[name] for part in parts])[order]
        for name, value in vars(tables[0]).items()
        if isinstance(value, np.ndarray) and name not in OWN_FORM
    }
    return OfficerTable(
        officer_id=tuple(keys[i] for i in order),
        countries=countries,
        country=np.concatenate([_renumbered(part.country, part.countries, countries) for part in parts])[order],
        language_tags=tags,
        language_level=np.concatenate([_spread(part.language_level, part.language_tags, tags) for part in parts])[order],
        ams_language=np.concatenate([_spread(part.ams_language, part.language_tags, tags) for part in parts])[order],
        skill_codes=skills,
        skill_held=np.concatenate([_spread(part.skill_held, part.skill_codes, skills) for part in parts])[order],
        nomination_sets=sets,
        nominated_for=np.concatenate([_renumbered(part.nominated_for, part.nomination_sets, sets) for part in parts])[order],
        **columns,
    )


def _used(*tables: NDArray[Any]) -> NDArray[np.intp]:
    """Return the columns of which some row holds something, of tables with the same columns."""
    return np.flatnonzero(np.any([table.any(axis=0) for table in tables], axis=0))


def _renumbered(column: NDArray[Any], words: Sequence[object], new_words: Sequence[object]) -> NDArray[Any]:
    """Return positions in one vocabulary as positions in another; a blank stays one."""
    place = {word: i for i, word in enumerate(new_words)}
    # The last place is that of a blank, which -1 finds.
    new = np.array([*(place.get(word, UNKNOWN) for word in words), UNKNOWN], column.dtype)
    renumbered: NDArray[Any] = new[column]
    return renumbered


def _spread(table: NDArray[Any], words: Sequence[str], new_words: Sequence[str]) -> NDArray[Any]:
    """Return a table of one column a word with the columns of another vocabulary."""
    new = np.zeros((len(table), len(new_words)), table.dtype)
    place = {word: j for j, word in enumerate(new_words)}
    for j, word in enumerate(words):
        if word in place:
            new[:, place[word]] = table[:, j]
    return new
