"""
A register of officers held by column, as arrays; the engines work on these and never on a list of objects.

Every array has shape ``(n_officers,)`` unless said otherwise.
Unknown is -1 in integer columns, NaT in day columns, and a False in the ``*_known`` column of a list.
Rows are sorted by ``officer_id``, so that the order of the sender's rows never changes a plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from releve.model.calendar import DayArray
from releve.model.nouns import Officer
from releve.model.scales import Education, Gender, Level, Vetting

_Integer = TypeVar("_Integer", bound=np.signedinteger[Any])

UNKNOWN: Final = -1
"""A blank cell in an integer column."""
GENDERS: Final = (Gender.F, Gender.M)
VETTINGS: Final = (Vetting.CLEAR, Vetting.PENDING, Vetting.BARRED)
DAY_COLUMNS: Final = (
    "birth_date",
    "service_since",
    "ams_cleared_on",
    "licence_since",
    "medical_expires_on",
    "passport_expires_on",
    "retired_on",
    "available_from",
    "available_until",
    "last_repatriated_on",
)
FLAG_COLUMNS: Final = ("driving_passed", "firearms_passed", "active_service")


@dataclass(frozen=True, kw_only=True, eq=False)
class OfficerTable:
    """
    ``n_officers`` officers by column.

    Attributes
    ----------
    officer_id
        Keys, sorted, unique.
    countries, country
        Distinct alpha-3 codes, sorted; index into them (int16), -1 = blank.
    gender
        0 = F, 1 = M, -1 = blank (int8).
    rank
        Grade 1..8, -1 = blank (int8).
    education
        :class:`Education` 0..5, -1 = blank (int8).
    language_tags, language_level, languages_known
        Distinct lower-case tags over ``languages`` and ``ams_languages``, sorted; level 1..6 with shape ``(n_officers,
        n_tags)``, 0 = not listed (int8);
        False where the cell was blank.
    skill_codes, skill_held, skills_known
        The same for skills; ``skill_held`` has shape ``(n_officers, n_skills)`` (bool).
    ams_language, ams_languages_known
        ``ams_language`` has shape ``(n_officers, n_tags)`` (bool), columns as ``language_tags``.
    driving_passed, firearms_passed, active_service
        1 = yes, 0 = no, -1 = blank (int8).
    vetting
        0 = clear, 1 = pending, 2 = barred, -1 = blank (int8).
    nomination_sets, nominated_for
        Distinct sets of missions and post ids, the first one empty; index into them (int32), 0 = any.
    un_missions, assessment_score
        Counts and points (int16), -1 = blank.
    """

    officer_id: tuple[str, ...]
    countries: tuple[str, ...]
    country: NDArray[np.int16]
    gender: NDArray[np.int8]
    birth_date: DayArray
    service_since: DayArray
    rank: NDArray[np.int8]
    education: NDArray[np.int8]
    language_tags: tuple[str, ...]
    language_level: NDArray[np.int8]
    languages_known: NDArray[np.bool_]
    skill_codes: tuple[str, ...]
    skill_held: NDArray[np.bool_]
    skills_known: NDArray[np.bool_]
    ams_cleared_on: DayArray
    ams_language: NDArray[np.bool_]
    ams_languages_known: NDArray[np.bool_]
    driving_passed: NDArray[np.int8]
    licence_since: DayArray
    firearms_passed: NDArray[np.int8]
    medical_expires_on: DayArray
    passport_expires_on: DayArray
    vetting: NDArray[np.int8]
    active_service: NDArray[np.int8]
    retired_on: DayArray
    available_from: DayArray
    available_until: DayArray
    nomination_sets: tuple[frozenset[str], ...]
    nominated_for: NDArray[np.int32]
    un_missions: NDArray[np.int16]
    last_repatriated_on: DayArray
    assessment_score: NDArray[np.int16]

    def __len__(self) -> int:
        """Return the number of officers."""
        return len(self.officer_id)

    def levels_of(self, tag: str) -> NDArray[np.int8]:
        """Return the level in one language, 1..6, 0 = not listed; a tag that nobody lists gives zeros."""
        if tag in self.language_tags:
            return self.language_level[:, self.language_tags.index(tag)]
        return np.zeros(len(self), np.int8)

    def assessed_in(self, tag: str) -> NDArray[np.bool_]:
        """Return who was assessed in one language; a tag that nobody lists gives False."""
        if tag in self.language_tags:
            return self.ams_language[:, self.language_tags.index(tag)]
        return np.zeros(len(self), np.bool_)

    def holds_skill(self, code: str) -> NDArray[np.bool_]:
        """Return who holds one skill; a code that nobody lists gives False."""
        if code in self.skill_codes:
            return self.skill_held[:, self.skill_codes.index(code)]
        return np.zeros(len(self), np.bool_)

    @cached_property
    def sets_naming(self) -> Mapping[str, frozenset[int]]:
        """Return the positions in ``nomination_sets`` that name a mission or post, by its key."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for k, names in enumerate(self.nomination_sets):
            for name in names:
                found[name].add(k)
        return {name: frozenset(positions) for name, positions in found.items()}

    def officer(self, officer_idx: int) -> Officer:
        """Return one row as an :class:`Officer`, for the scalar rules and the pages that show one person."""
        i = officer_idx
        tags, skills = self.language_tags, self.skill_codes
        return Officer(
            officer_id=self.officer_id[i],
            country=None if self.country[i] == UNKNOWN else self.countries[self.country[i]],
            gender=None if self.gender[i] == UNKNOWN else GENDERS[self.gender[i]],
            rank=None if self.rank[i] == UNKNOWN else int(self.rank[i]),
            education=None if self.education[i] == UNKNOWN else Education(int(self.education[i])),
            languages={tags[t]: Level(int(self.language_level[i, t])) for t in self.language_level[i].nonzero()[0].tolist()}
            if self.languages_known[i]
            else None,
            skills=frozenset(skills[s] for s in self.skill_held[i].nonzero()[0].tolist()) if self.skills_known[i] else None,
            ams_languages=frozenset(tags[t] for t in self.ams_language[i].nonzero()[0].tolist()) if self.ams_languages_known[i] else None,
            vetting=None if self.vetting[i] == UNKNOWN else VETTINGS[self.vetting[i]],
            nominated_for=self.nomination_sets[self.nominated_for[i]],
            un_missions=None if self.un_missions[i] == UNKNOWN else int(self.un_missions[i]),
            assessment_score=None if self.assessment_score[i] == UNKNOWN else int(self.assessment_score[i]),
            driving_passed=_flag(self.driving_passed[i]),
            firearms_passed=_flag(self.firearms_passed[i]),
            active_service=_flag(self.active_service[i]),
            birth_date=_day(self.birth_date[i]),
            service_since=_day(self.service_since[i]),
            ams_cleared_on=_day(self.ams_cleared_on[i]),
            licence_since=_day(self.licence_since[i]),
            medical_expires_on=_day(self.medical_expires_on[i]),
            passport_expires_on=_day(self.passport_expires_on[i]),
            retired_on=_day(self.retired_on[i]),
            available_from=_day(self.available_from[i]),
            available_until=_day(self.available_until[i]),
            last_repatriated_on=_day(self.last_repatriated_on[i]),
        )

    def take(self, officer_idx: NDArray[np.intp]) -> OfficerTable:
        """Return the table of these rows only; ``officer_idx`` is increasing, shape ``(n_kept,)``. Vocabularies stay."""
        # Any: names and values are this class's own fields, arrays cut by the same index.
        columns: dict[str, Any] = {name: value[officer_idx] for name, value in vars(self).items() if isinstance(value, np.ndarray)}
        taken = replace(self, officer_id=tuple(self.officer_id[i] for i in officer_idx), **columns)
        # One officer is taken out to be judged thousands of times: what is known of the vocabularies goes along.
        vars(taken)["sets_naming"] = self.sets_naming
        return taken

    @classmethod
    def from_officers(cls, officers: Iterable[Officer]) -> OfficerTable:
        """Return the table of these officers, sorted by key. For tests and small folders; the readers fill columns directly."""
        rows = sorted(officers, key=lambda officer: officer.officer_id)
        countries = tuple(sorted({o.country for o in rows if o.country is not None}))
        tags = tuple(sorted({t for o in rows for t in (*(o.languages or ()), *(o.ams_languages or ()))}))
        skills = tuple(sorted({s for o in rows for s in o.skills or ()}))
        sets = (frozenset[str](), *sorted({o.nominated_for for o in rows if o.nominated_for}, key=sorted))
        set_idx = {names: i for i, names in enumerate(sets)}
        # Any: both groups of columns go to the constructor by name.
        flags: dict[str, Any] = {name: _integers([getattr(o, name) for o in rows], np.int8) for name in FLAG_COLUMNS}
        days: dict[str, Any] = {name: np.array([getattr(o, name) for o in rows], "datetime64[D]") for name in DAY_COLUMNS}
        shape_tags, shape_skills = (len(rows), len(tags)), (len(rows), len(skills))
        return cls(
            officer_id=tuple(o.officer_id for o in rows),
            countries=countries,
            country=_indices([o.country for o in rows], countries, np.int16),
            gender=_indices([o.gender for o in rows], GENDERS, np.int8),
            rank=_integers([o.rank for o in rows], np.int8),
            education=_integers([o.education for o in rows], np.int8),
            language_tags=tags,
            language_level=np.array([[(o.languages or {}).get(t, 0) for t in tags] for o in rows], np.int8).reshape(shape_tags),
            languages_known=np.array([o.languages is not None for o in rows], np.bool_),
            skill_codes=skills,
            skill_held=np.array([[s in (o.skills or ()) for s in skills] for o in rows], np.bool_).reshape(shape_skills),
            skills_known=np.array([o.skills is not None for o in rows], np.bool_),
            ams_language=np.array([[t in (o.ams_languages or ()) for t in tags] for o in rows], np.bool_).reshape(shape_tags),
            ams_languages_known=np.array([o.ams_languages is not None for o in rows], np.bool_),
            vetting=_indices([o.vetting for o in rows], VETTINGS, np.int8),
            nomination_sets=sets,
            nominated_for=np.array([set_idx[o.nominated_for] for o in rows], np.int32),
            un_missions=_integers([o.un_missions for o in rows], np.int16),
            assessment_score=_integers([o.assessment_score for o in rows], np.int16),
            **flags,
            **days,
        )


def _flag(value: np.int8) -> bool | None:
    return None if value == UNKNOWN else bool(value)


def _day(value: np.datetime64) -> date | None:
    # NumPy turns a day into a date and no day into None, many times faster than through text.
    found = value.item()
    return found if isinstance(found, date) else None


def _integers(values: Sequence[int | None], dtype: type[_Integer]) -> NDArray[_Integer]:
    return np.array([UNKNOWN if v is None else int(v) for v in values], dtype)


def _indices(values: Sequence[str | None], vocabulary: Sequence[str], dtype: type[_Integer]) -> NDArray[_Integer]:
    index = {name: i for i, name in enumerate(vocabulary)}
    return np.array([UNKNOWN if v is None else index[v] for v in values], dtype)
