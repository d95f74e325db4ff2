"""Names of what codes stand for: countries, rules, levels, members of enumerations, forms of cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from releve.errors import Severity
from releve.model import Education, Priority, Verdict
from releve.text.formats import within
from releve.text.messages import (
    COUNTRY_NAMES,
    ENUMERATIONS,
    FIT_TERMS,
    FORMS,
    LANGUAGE_AT_LEVEL,
    LEVELS,
    PRIORITY_COUNT,
    RULE_NAMES,
    SEPARATORS,
    UNKNOWN_COUNTRY,
)
from releve.text.sentences import Sentences, several


class Names(Sentences):
    """The names of one language, by code; a code without a name is written as itself."""

    def country(self, iso3: str | None) -> str:
        """Return the short name of a country by its alpha-3 code: the UN's where CLDR differs; None or blank = not stated."""
        if not iso3:
            return self.text(UNKNOWN_COUNTRY)
        name = COUNTRY_NAMES.get(iso3)
        return self.cldr_country(iso3) if name is None else self.text(name)

    def language_level(self, pair: str) -> str:
        """Return a language with its level, ``fr:B2``, as ``French B2``."""
        tag, _, level = pair.partition(":")
        return self.text(LANGUAGE_AT_LEVEL, language=tag, level=level) if level else self.language(tag)

    def rule_name(self, code: str) -> str:
        """Return the name of a rule; the code itself for a rule of a third party."""
        return self.named(RULE_NAMES, code)

    def reason_name(self, code: str) -> str:
        """Return the name of a reason, for headings and tables of counts."""
        return self.named(ENUMERATIONS["Reason"], code)

    def level_name(self, level: str) -> str:
        """Return the name of a level of the objective."""
        return self.named(LEVELS, level)

    def fit_term(self, term: str) -> str:
        """Return the name of a term of fit."""
        return self.named(FIT_TERMS, term)

    def verdict(self, verdict: Verdict) -> str:
        """Return the verdict of a rule in a word."""
        return self.word(verdict)

    def severity(self, severity: Severity) -> str:
        """Return whether something is an error or a warning, in a word."""
        return self.word(severity)

    def word(self, member: Enum) -> str:
        """Return the name of a member of an enumeration of the model."""
        return self.named(ENUMERATIONS.get(type(member).__name__, {}), str(member.value))

    def education(self, name: str) -> str:
        """Return the name of a step of education by its word in the tables: ``master``."""
        return self.word(Education[name.upper()]) if name.upper() in Education.__members__ else name

    def form(self, expected: str) -> str:
        """Return the form of a cell in words: a form that the catalogue knows, values joined with ``|``, or the text as it is."""
        if expected in FORMS:
            return self.text(FORMS[expected])
        return self.one_of(expected.split("|")) if "|" in expected else expected

    def priority_count(self, entry: str) -> str:
        """Return how many officers went to a priority, ``1:3``, as ``critical (3)``."""
        priority, _, n = entry.partition(":")
        return self.text(PRIORITY_COUNT, priority=self.word(Priority(int(priority))).lower(), n=int(n))

    def named(self, names: Mapping[str, str], code: str) -> str:
        """Return the name of a code; the code itself where it has none."""
        return self.sentence(names[code], {}) if code in names else code

    def _kinds(self) -> Mapping[str, Callable[..., str]]:
        return {
            **super()._kinds(),
            "country": self.country,
            "countries": lambda codes: self.all_of(map(self.country, several(codes))),
            "levels": lambda pairs: self.all_of(map(self.language_level, several(pairs))),
            "education": lambda name: within(self.education(name)),
            "form": self.form,
            "separator": lambda mark: self.named(SEPARATORS, mark),
            "priorities": lambda entries: self.enumeration(map(self.priority_count, several(entries))),
            "rule": self.rule_name,
            "rules": lambda codes: self.all_of(map(self.rule_name, several(codes))),
            "level": self.level_name,
        }
