"""What one row of each reference table says; every row names its source and whether a person has confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from releve.errors import Problem
from releve.model import MissionKind, Partner
from releve.model.names import fold_name
from releve.reference.names import codes_by_name


class SkillKind(StrEnum):
    """`stream`: a recruitment stream of UN Police; `profile`: an expert profile within one."""

    STREAM = "stream"
    PROFILE = "profile"


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """
    Where a row comes from.

    Attributes
    ----------
    source
        Document or address; None where no published source was found.
    confirmed
        Whether a document of the organisation itself was read for this row; else it is a desk setting.
    note
        Anything a desk must know before it relies on the row.
    """

    source: str | None = None
    confirmed: bool = False
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Country(Sourced):
    """
    A country code pair of ISO 3166-1, and the names by which the country is found; what people read is in the text catalogue.

    ``iso2`` None = a desk's own code. ``aliases``: other names in use, those of the United Nations among them.
    """

    iso3: str
    iso2: str | None = None
    name_en: str | None = None
    name_fr: str | None = None
    name_ar: str | None = None
    name_es: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Language(Sourced):
    """The primary subtag of a BCP 47 tag, lower case, and the names by which the language is found."""

    tag: str
    name_en: str | None = None
    name_fr: str | None = None
    name_ar: str | None = None
    name_es: str | None = None


@dataclass(frozen=True, kw_only=True)
class Skill(Sourced):
    """A recruitment stream or an expert profile. ``stream`` is the stream of a profile, None where it serves several."""

    code: str
    kind: SkillKind
    stream: str | None = None
    name_en: str | None = None
    name_fr: str | None = None
    name_ar: str | None = None
    name_es: str | None = None


@dataclass(frozen=True, kw_only=True)
class MissionReference(Sourced):
    """
    What is known of a mission or office, with one source for each group of cells; empty = not stated.

    ``source`` and ``confirmed`` of the row are those of the mission's name.
    """

    mission: str
    kind: MissionKind
    name_en: str | None = None
    host_countries: tuple[str, ...] = ()
    host_source: str | None = None
    host_confirmed: bool = False
    working_languages: tuple[str, ...] = ()
    language_source: str | None = None
    language_confirmed: bool = False
    excluded_nationalities: tuple[str, ...] = ()
    excluded_source: str | None = None
    excluded_confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class Ceiling(Sourced):
    """
    A police ceiling as one source states it; sources that disagree stand side by side.

    Attributes
    ----------
    entry
        Own key of the row.
    in_force_from
        Day of the decision, inclusive; None where the source names none.
    decision
        Resolution or document. ``decision_stated`` False: its number does not stand in the source that was read.
    police, individual_police, formed_unit_police, corrections
        Persons; None = the source does not say. Whether ``police`` includes ``corrections`` differs by source: see ``note``.
    confidence
        ``high``, ``medium`` or ``low``.
    """

    entry: str
    mission: str
    in_force_from: date | None = None
    decision: str | None = None
    decision_stated: bool = False
    police: int | None = None
    individual_police: int | None = None
    formed_unit_police: int | None = None
    corrections: int | None = None
    confidence: str | None = None


@dataclass(frozen=True, kw_only=True)
class Grade(Sourced):
    """A neutral grade 1..8. ``national_ranks`` is the desk's own mapping, empty as shipped: no source was found for any."""

    grade: int
    name_en: str | None = None
    name_fr: str | None = None
    name_ar: str | None = None
    name_es: str | None = None
    national_ranks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PartnerReference(Partner, Sourced):
    """A service or an organisation, with its source. States are not listed: any code of ``countries`` is a partner."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """
    All reference tables, read-only, by key.

    Attributes
    ----------
    ceilings
        In the order of mission and day, undated ones first.
    problems
        Warnings of the overlay folder; empty without one.
    """

    countries: Mapping[str, Country]
    languages: Mapping[str, Language]
    skills: Mapping[str, Skill]
    missions: Mapping[str, MissionReference]
    ceilings: tuple[Ceiling, ...]
    grades: Mapping[int, Grade]
    partners: Mapping[str, PartnerReference]
    problems: tuple[Problem, ...] = field(default=())

    def country_named(self, name: str) -> str | None:
        """Return the code of the one country of this name in English, French, Arabic or Spanish; None where none or several bear it."""
        return self._country_codes.get(fold_name(name))

    def language_named(self, name: str) -> str | None:
        """Return the subtag of the one language of this name in English, French, Arabic or Spanish; None where none or several bear it."""
        return self._language_codes.get(fold_name(name))

    @cached_property
    def _country_codes(self) -> Mapping[str, str]:
        return codes_by_name((c.iso3, (c.name_en, c.name_fr, c.name_ar, c.name_es, *c.aliases)) for c in self.countries.values())

    @cached_property
    def _language_codes(self) -> Mapping[str, str]:
        return codes_by_name((lang.tag, (lang.name_en, lang.name_fr, lang.name_ar, lang.name_es)) for lang in self.languages.values())

    def ceilings_on(self, mission: str, day: date) -> tuple[Ceiling, ...]:
        """Return every statement of the latest decision on ``mission`` up to ``day``, inclusive; more than one where sources disagree."""
        dated = [c for c in self.ceilings if c.mission == mission and c.in_force_from is not None and c.in_force_from <= day]
        latest = max((c.in_force_from for c in dated if c.in_force_from is not None), default=None)
        return tuple(c for c in dated if c.in_force_from == latest)
