"""The columns of each reference table and the form of their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from releve.model import MissionKind, PartnerKind
from releve.model.scales import GRADE_MAX, GRADE_MIN
from releve.reference.records import (
    Ceiling,
    Country,
    Grade,
    Language,
    MissionReference,
    PartnerReference,
    Skill,
    SkillKind,
    Sourced,
)

CONFIDENCES: Final = ("high", "medium", "low")


@dataclass(frozen=True, kw_only=True)
class Form:
    """
    The form of the cells of a column.

    Attributes
    ----------
    expected
        A machine description of the form, or the values joined with ``|``; for ``data["expected"]``.
    parse
        Turns a non-blank, stripped cell into a value; raises ValueError where the cell is not of the form.
    blank
        What a blank cell means.
    """

    expected: str
    # Any: each column has its own type of value; the record's constructor knows it.
    parse: Callable[[str], Any]
    blank: Any = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """One reference table: its key column, its columns and the record that a row becomes."""

    key: str
    record: type[Sourced]
    forms: Mapping[str, Form]


def _match(pattern: str) -> Callable[[str], str]:
    def parse(cell: str) -> str:
        if re.fullmatch(pattern, cell) is None:
            raise ValueError
        return cell

    return parse


def _one_of(*values: str) -> Callable[[str], str]:
    return _match("|".join(re.escape(value) for value in values))


def _list_of(parse: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    def parse_list(cell: str) -> tuple[str, ...]:
        return tuple(parse(part.strip()) for part in cell.split(";"))

    return parse_list


def _count(cell: str) -> int:
    return int(_match(r"[0-9]{1,7}")(cell))


def _grade(cell: str) -> int:
    return int(_one_of(*map(str, range(GRADE_MIN, GRADE_MAX + 1)))(cell))


def _day(cell: str) -> date:
    return date.fromisoformat(_match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(cell))


TEXT: Final = Form(expected="text", parse=str)
TEXTS: Final = Form(expected="text;text", parse=_list_of(str), blank=())
CODE: Final = Form(expected="[a-z0-9_]+", parse=_match(r"[a-z][a-z0-9_]*"))
ISO3: Final = Form(expected="[A-Z]{3}", parse=_match(r"[A-Z]{3}"))
ISO2: Final = Form(expected="[A-Z]{2}", parse=_match(r"[A-Z]{2}"))
COUNTRIES: Final = Form(expected="[A-Z]{3};[A-Z]{3}", parse=_list_of(_match(r"[A-Z]{3}")), blank=())
SUBTAG: Final = Form(expected="[a-z]{2,3}", parse=_match(r"[a-z]{2,3}"))
TAGS: Final = Form(expected="fr;en", parse=_list_of(_match(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")), blank=())
YES_NO: Final = Form(expected="yes|no", parse=lambda cell: _one_of("yes", "no")(cell) == "yes", blank=False)
COUNT: Final = Form(expected="integer >= 0", parse=_count)
GRADE: Final = Form(expected=f"{GRADE_MIN}..{GRADE_MAX}", parse=_grade)
DAY: Final = Form(expected="YYYY-MM-DD", parse=_day)

_SOURCED: Final = {"source": TEXT, "confirmed": YES_NO, "note": TEXT}
_NAMES: Final = {"name_en": TEXT, "name_fr": TEXT, "name_ar": TEXT, "name_es": TEXT}


def _enumeration(kind: type[MissionKind | PartnerKind | SkillKind]) -> Form:
    return Form(expected="|".join(kind), parse=kind)


TABLES: Final[Mapping[str, Table]] = {
    "countries": Table(key="iso3", record=Country, forms={"iso3": ISO3, "iso2": ISO2, **_NAMES, "aliases": TEXTS, **_SOURCED}),
    "languages": Table(key="tag", record=Language, forms={"tag": SUBTAG, **_NAMES, **_SOURCED}),
    "skills": Table(
        key="code",
        record=Skill,
        forms={"code": CODE, "kind": _enumeration(SkillKind), "stream": CODE, **_NAMES, **_SOURCED},
    ),
    "missions": Table(
        key="mission",
        record=MissionReference,
        forms={
            "mission": TEXT,
            "kind": _enumeration(MissionKind),
            "name_en": TEXT,
            **_SOURCED,
            "host_countries": COUNTRIES,
            "host_source": TEXT,
            "host_confirmed": YES_NO,
            "working_languages": TAGS,
            "language_source": TEXT,
            "language_confirmed": YES_NO,
            "excluded_nationalities": COUNTRIES,
            "excluded_source": TEXT,
            "excluded_confirmed": YES_NO,
        },
    ),
    "ceilings": Table(
        key="entry",
        record=Ceiling,
        forms={
            "entry": TEXT,
            "mission": TEXT,
            "in_force_from": DAY,
            "decision": TEXT,
            "decision_stated": YES_NO,
            "police": COUNT,
            "individual_police": COUNT,
            "formed_unit_police": COUNT,
            "corrections": COUNT,
            "confidence": Form(expected="|".join(CONFIDENCES), parse=_one_of(*CONFIDENCES)),
            **_SOURCED,
        },
    ),
    "grades": Table(key="grade", record=Grade, forms={"grade": GRADE, **_NAMES, "national_ranks": TEXTS, **_SOURCED}),
    "partners": Table(
        key="partner",
        record=PartnerReference,
        forms={"partner": TEXT, "kind": _enumeration(PartnerKind), "parent": TEXT, **_NAMES, "aliases": TEXTS, **_SOURCED},
    ),
}
"""Reference tables by name of their file without ``.csv``."""

NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "skills": ("kind",),
    "missions": ("kind",),
    "ceilings": ("mission",),
    "partners": ("kind",),
}
"""Columns beside the key whose cells may not be blank."""
