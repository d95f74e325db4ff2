"""
A snapshot as columns of texts, ready to be written: each distinct text of a column once, and its number in every row.

The other way round from the readers; a folder written from these columns reads back as the same snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from releve.exchange.columns import TABLES
from releve.model import UNKNOWN, DayArray, Education, Level, OfficerTable, Snapshot
from releve.model.officers import DAY_COLUMNS, FLAG_COLUMNS, GENDERS, VETTINGS

BETWEEN: Final = ";"
WRITTEN_TABLES: Final = ("missions", "posts", "officers", "deployments", "previous", "decisions", "waivers")
"""Tables of the planning contract; those of the engagement contract have no writer."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WrittenColumn:
    """
    One column as it is written.

    Attributes
    ----------
    texts
        Distinct texts; the empty one is a blank cell.
    numbers
        Shape ``(n_rows,)``, integers: the position of each row's text in ``texts``.
    """

    texts: Sequence[str]
    numbers: NDArray[np.int64]

    @classmethod
    def of(cls, cells: Iterable[str]) -> WrittenColumn:
        """Return the column of these cells."""
        number: dict[str, int] = {}
        numbers = np.array([number.setdefault(cell, len(number)) for cell in cells], np.int64)
        return cls(texts=tuple(number), numbers=numbers)


Table = Mapping[str, WrittenColumn]
"""Columns by name, all of the same length."""


def written_tables(snapshot: Snapshot) -> Mapping[str, Table]:
    """Return the tables of a snapshot in the order of the contract, but for those that are empty and may be left out."""
    records: Mapping[str, Sequence[Any]] = {name: getattr(snapshot, name) for name in WRITTEN_TABLES if name != "officers"}
    return {
        name: officer_columns(snapshot.officers) if name == "officers" else _columns_of(name, records[name])
        for name in WRITTEN_TABLES
        if name == "officers" or records[name] or TABLES[name].needed
    }


def officer_columns(officers: OfficerTable) -> Table:
    """Return the register by column, in the order of the contract; no officer becomes an object on the way."""
    n = len(officers)
    yes_no = ("no", "yes")
    columns: dict[str, WrittenColumn] = {
        "officer_id": WrittenColumn(texts=officers.officer_id, numbers=np.arange(n)),
        "country": _coded(officers.country, officers.countries),
        "gender": _coded(officers.gender, [gender.value for gender in GENDERS]),
        "rank": _numbers(officers.rank),
        "education": _coded(officers.education, [education.name.lower() for education in Education]),
        "languages": _lists(officers.language_level, lambda t, level: f"{officers.language_tags[t]}:{Level(level).name}"),
        "skills": _lists(officers.skill_held, lambda s, _: officers.skill_codes[s]),
        "ams_languages": _lists(officers.ams_language, lambda t, _: officers.language_tags[t]),
        "vetting": _coded(officers.vetting, [vetting.value for vetting in VETTINGS]),
        "nominated_for": _coded(officers.nominated_for, [BETWEEN.join(sorted(names)) for names in officers.nomination_sets]),
        "un_missions": _numbers(officers.un_missions),
        "assessment_score": _numbers(officers.assessment_score),
        **{name: _coded(getattr(officers, name), yes_no) for name in FLAG_COLUMNS},
        **{name: _days(getattr(officers, name)) for name in DAY_COLUMNS},
    }
    return {name: columns[name] for name in TABLES["officers"].column_names if name in columns}


def _columns_of(table: str, records: Sequence[Any]) -> Table:
    """Return the columns that records of the model have. Any: nouns of one kind."""
    names = [name for name in TABLES[table].column_names if not records or hasattr(records[0], name)]
    return {name: WrittenColumn.of(_cell(getattr(record, name)) for record in records) for name in names}


def _cell(value: Any) -> str:  # noqa: ANN401 - a value of a noun
    if value is None or isinstance(value, bool):
        return "" if value is None else "yes" if value else "no"
    if isinstance(value, Mapping):
        return BETWEEN.join(f"{tag}:{level.name}" for tag, level in value.items())
    if isinstance(value, tuple):
        return BETWEEN.join(value)
    # Grades of education are numbers in the model and names in the files.
    return value.name.lower() if isinstance(value, Education) else str(value)


# Any, here and below: integers of every width.
def _coded(codes: NDArray[Any], vocabulary: Sequence[str]) -> WrittenColumn:
    """Return positions in a vocabulary as a column; -1 is blank."""
    return WrittenColumn(texts=(*vocabulary, ""), numbers=np.where(codes == UNKNOWN, len(vocabulary), codes).astype(np.int64))


def _numbers(values: NDArray[Any]) -> WrittenColumn:
    found, numbers = np.unique(values, return_inverse=True)
    return WrittenColumn(texts=["" if value == UNKNOWN else str(value) for value in found.tolist()], numbers=numbers)


def _days(days: DayArray) -> WrittenColumn:
    found, numbers = np.unique(days, return_inverse=True)
    return WrittenColumn(texts=["" if np.isnat(day) else str(day) for day in found], numbers=numbers)


def _lists(table: NDArray[Any], part: Callable[[int, int], str]) -> WrittenColumn:
    """Return a table of cells against a vocabulary as a column of lists; a row of zeros is blank."""
    if not table.shape[1]:
        return WrittenColumn(texts=("",), numbers=np.zeros(len(table), np.int64))
    # Rows as single values of so many bytes, so that equal lists are spelt once.
    rows = np.ascontiguousarray(table).view(np.dtype((np.void, table.shape[1] * table.itemsize)))[:, 0]
    _, first, numbers = np.unique(rows, return_index=True, return_inverse=True)
    distinct = table[first]
    of_row, column = np.nonzero(distinct)
    spell = cache(part)
    spelt = [spell(k, value) for k, value in zip(column.tolist(), distinct[of_row, column].tolist(), strict=True)]
    ends = np.cumsum(np.bincount(of_row, minlength=len(distinct))).tolist()
    return WrittenColumn(texts=[BETWEEN.join(spelt[a:b]) for a, b in zip([0, *ends], ends, strict=False)], numbers=numbers)
