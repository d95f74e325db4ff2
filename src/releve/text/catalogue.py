"""The catalogue: codes and data of the engines in, sentences of one language out; an unknown code never stops the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from releve.eligibility.finding import Finding
from releve.errors import Problem, ReleveError, Severity
from releve.model import Education, Verdict
from releve.text.marks import Sentence
from releve.text.messages import (
    COLUMN_TEXTS,
    COUNTRY_NAMES,
    ENUMERATIONS,
    ERRORS,
    FINDINGS,
    FORMS,
    LANGUAGE_AT_LEVEL,
    LEVELS,
    PLACES,
    PROBLEMS,
    REASONS,
    RULE_NAMES,
    UNKNOWN_COUNTRY,
    WAIVED,
)
from releve.text.messages.finding_parts import Said
from releve.text.sentences import Sentences, Value, several


class Catalogue(Sentences):
    """
    The sentences of one language, by code.

    ``Catalogue.load("fr")`` gives the catalogue for a terminal or a file, ``.for_pages()`` of it the one for HTML.
    A code that the catalogue does not know (a rule of a third party, say) is written as itself with its data.
    """

    def problem(self, problem: Problem) -> str:
        """Return what is wrong, what is expected and what to do; the place is told by :meth:`place`."""
        return self._coded(PROBLEMS, problem.code, _problem_data(problem))

    def place(self, problem: Problem) -> str:
        """Return where a problem stands: file, sheet, row and column, as far as known."""
        data: dict[str, Value] = {"file": problem.file, "sheet": problem.sheet, "row": problem.row, "column": problem.column}
        known = tuple(name for name, value in data.items() if value is not None)
        return self.sentence(PLACES[known], data) if known in PLACES else self.enumeration(str(data[name]) for name in known)

    def error(self, error: ReleveError) -> str:
        """Return what stopped the work."""
        return self._coded(ERRORS, error.code, error.data)

    def finding(self, finding: Finding) -> str:
        """Return what a rule found on a pair, with its margin: one sentence for each thing to say."""
        says = FINDINGS.get(finding.rule)
        try:
            found = [self._bare(finding.rule, finding.data)] if says is None else [self._said(finding, said) for said in says(finding)]
        except KeyError:
            # Another rule under a code of the contract: its data are not ours.
            found = [self._bare(finding.rule, finding.data)]
        return " ".join([*found, self.text(WAIVED)] if finding.waived else found)

    def near_miss(self, rule: str, from_: str | None, to: str | None) -> str:
        """Return what one change would mend: ``French B1 to B2``."""
        return self._bare(rule, {"from": from_, "to": to})

    def column(self, table: str, name: str) -> str:
        """Return the heading of a column of an input table."""
        column = COLUMN_TEXTS.get(table, {}).get(name)
        return name if column is None else self.text(column.heading)

    def column_note(self, table: str, name: str) -> str:
        """Return what a column of an input table holds; nothing for a column that the contracts do not know."""
        column = COLUMN_TEXTS.get(table, {}).get(name)
        return "" if column is None else self.text(column.meaning)

    def country(self, iso3: str | None) -> str:
        """Return the short name of a country by its alpha-3 code: the UN's where CLDR differs; None = not stated."""
        if iso3 is None:
            return self.text(UNKNOWN_COUNTRY)
        name = COUNTRY_NAMES.get(iso3)
        return self.cldr_country(iso3) if name is None else self.text(name)

    def language_level(self, pair: str) -> str:
        """Return a language with its level, ``fr:B2``, as ``French B2``."""
        tag, _, level = pair.partition(":")
        return self.text(LANGUAGE_AT_LEVEL, language=tag, level=level) if level else self.language(tag)

    def education(self, name: str) -> str:
        """Return the name of a step of education by its word in the tables: ``master``."""
        return self.word(Education[name.upper()]) if name.upper() in Education.__members__ else name

    def form(self, expected: str) -> str:
        """Return the form of a cell in words: a form that the catalogue knows, values joined with ``|``, or the text as it is."""
        if expected in FORMS:
            return self.text(FORMS[expected])
        return self.one_of(expected.split("|")) if "|" in expected else expected

    def reason_name(self, code: str) -> str:
        """Return the name of a reason, for headings and tables of counts."""
        return self._named(ENUMERATIONS["Reason"], code)

    def rule_name(self, code: str) -> str:
        """Return the name of a rule; the code itself for a rule of a third party."""
        return self._named(RULE_NAMES, code)

    def reason(self, code: str, data: Mapping[str, Value]) -> str:
        """Return why a seat stayed open or an officer was not placed."""
        return self._coded(REASONS, code, data)

    def level_name(self, level: str) -> str:
        """Return the name of a level of the objective."""
        return self._named(LEVELS, level)

    def verdict(self, verdict: Verdict) -> str:
        """Return the verdict of a rule in a word."""
        return self.word(verdict)

    def severity(self, severity: Severity) -> str:
        """Return ``error`` or ``warning``."""
        return self.word(severity)

    def word(self, member: Enum) -> str:
        """Return the name of a member of an enumeration of the model."""
        names = ENUMERATIONS.get(type(member).__name__, {})
        return self._named(names, str(member.value))

    def _said(self, finding: Finding, said: Said) -> str:
        return self.sentence(said.sentence, {**finding.data, **said.extra})

    def _named(self, names: Mapping[str, str], code: str) -> str:
        return self.sentence(names[code], {}) if code in names else code

    def _coded(self, sentences: Mapping[str, Sentence], code: str, data: Mapping[str, Value]) -> str:
        sentence = sentences.get(code)
        if sentence is not None:
            try:
                return self.sentence(sentence, data)
            except KeyError:
                # Data of an older or a third party's code: the code with what there is says more than a traceback.
                pass
        return self._bare(code, data)

    def _bare(self, code: str, data: Mapping[str, Value]) -> str:
        known = {key: value for key, value in data.items() if value is not None}
        return f"{code} ({self.enumeration(f'{key}={self.value(value)}' for key, value in known.items())})" if known else code

    def _kinds(self) -> Mapping[str, Callable[..., str]]:
        return {
            **super()._kinds(),
            "country": self.country,
            "countries": lambda codes: self.all_of(map(self.country, several(codes))),
            "levels": lambda pairs: self.all_of(map(self.language_level, several(pairs))),
            "form": self.form,
            "education": self.education,
            "rule": self.rule_name,
            "rules": lambda codes: self.all_of(map(self.rule_name, several(codes))),
            "level": self.level_name,
        }


def _problem_data(problem: Problem) -> dict[str, Value]:
    """Return the values that the sentence of a problem may name: its own place and value, and its data."""
    return {
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        **problem.data,
    }
