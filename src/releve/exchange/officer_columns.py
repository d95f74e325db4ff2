"""From the understood table of officers to the register by column; no officer becomes an object on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import lt
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from releve.exchange.lists import Lists
from releve.exchange.parsed import ParsedColumn, ParsedTable
from releve.exchange.plain_texts import PlainTexts
from releve.model import UNKNOWN, DayArray, Education, OfficerTable
from releve.model.officers import DAY_COLUMNS, FLAG_COLUMNS, GENDERS, VETTINGS

_Integer = TypeVar("_Integer", bound=np.signedinteger[Any])


MANY_KEYS: Final = 50_000
"""From so many keys on they are sorted by pyarrow."""


@dataclass(frozen=True)
class _Sorted:
    """Columns in the order of the keys, each put in order when it is asked for: all of them at once are as much again to hold."""

    columns: Mapping[str, ParsedColumn]
    order: NDArray[np.intp] | None

    def __getitem__(self, name: str) -> ParsedColumn:
        column = self.columns[name]
        return column if self.order is None else replace(column, numbers=column.numbers[self.order])


def officers_of(table: ParsedTable) -> OfficerTable:
    """Return the register, sorted by key."""
    keys = list(table.columns["officer_id"])
    order = _order(keys)
    columns = _Sorted(table.columns, order)
    countries = tuple(sorted({country for country in columns["country"].values if country is not None}))
    languages, ams_languages, skills, targets = (_lists(columns[n]) for n in ("languages", "ams_languages", "skills", "nominated_for"))
    tags = tuple(sorted(languages.vocabulary() | ams_languages.vocabulary()))
    skill_codes = tuple(sorted(skills.vocabulary()))
    named = [frozenset[str](targets[i] or ()) for i in range(len(targets))]
    sets = (frozenset[str](), *sorted({names for names in named if names}, key=sorted))
    set_idx = {names: i for i, names in enumerate(sets)}
    # Any: both groups of columns go to the constructor by name.
    flags: dict[str, Any] = {name: _integers(columns[name], np.int8) for name in FLAG_COLUMNS}
    days: dict[str, Any] = {name: _days(columns[name]) for name in DAY_COLUMNS}
    return OfficerTable(
        officer_id=tuple(keys if order is None else map(keys.__getitem__, order.tolist())),
        countries=countries,
        country=_integers(columns["country"], np.int16, _position_in(countries)),
        gender=_integers(columns["gender"], np.int8, _position_in(GENDERS)),
        rank=_integers(columns["rank"], np.int8),
        education=_integers(columns["education"], np.int8, lambda name: Education[name.upper()]),
        language_tags=tags,
        language_level=languages.table(tags)[columns["languages"].numbers],
        languages_known=languages.known[columns["languages"].numbers],
        skill_codes=skill_codes,
        skill_held=skills.table(skill_codes).view(np.bool_)[columns["skills"].numbers],
        skills_known=skills.known[columns["skills"].numbers],
        ams_language=ams_languages.table(tags).view(np.bool_)[columns["ams_languages"].numbers],
        ams_languages_known=ams_languages.known[columns["ams_languages"].numbers],
        vetting=_integers(columns["vetting"], np.int8, _position_in(VETTINGS)),
        nomination_sets=sets,
        nominated_for=np.array([set_idx[names] for names in named], np.int32)[columns["nominated_for"].numbers],
        un_missions=_integers(columns["un_missions"], np.int16),
        assessment_score=_integers(columns["assessment_score"], np.int16),
        **flags,
        **days,
    )


def _order(keys: list[str]) -> NDArray[np.intp] | None:
    """Return the positions that sort the keys; None where they are sorted."""
    if all(map(lt, keys, keys[1:])):
        return None
    if len(keys) < MANY_KEYS:
        return np.array(sorted(range(len(keys)), key=keys.__getitem__), np.intp)
    # By the bytes of UTF-8, which is the order of the characters' numbers, as Python's.
    return PlainTexts.of(keys).order()


def _lists(column: ParsedColumn) -> Lists:
    lists: Lists = column.values  # type: ignore[assignment]  # a column of lists
    return lists


def _position_in(vocabulary: Sequence[str]) -> Callable[[str], int]:
    return {name: i for i, name in enumerate(vocabulary)}.__getitem__


def _integers(column: ParsedColumn, dtype: type[_Integer], as_integer: Callable[[Any], int] = int) -> NDArray[_Integer]:
    """Return whole numbers of values, one a row, blank ones as unknown. Any: values of the column's kind."""
    return np.array([UNKNOWN if value is None else as_integer(value) for value in column.values], dtype)[column.numbers]


def _days(column: ParsedColumn) -> DayArray:
    return np.array(column.values, "datetime64[D]")[column.numbers]
