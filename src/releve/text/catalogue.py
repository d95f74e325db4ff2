"""The catalogue: codes and data of the engines in, sentences of one language out; an unknown code never stops the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from releve.eligibility.finding import Finding
from releve.errors import Datum, Problem, ReleveError
from releve.exchange.columns import TABLES, Column
from releve.exchange.register_forms import REGISTER_FORMS
from releve.text.changes import Changes
from releve.text.marks import Sentence
from releve.text.messages import (
    ANSWERS,
    ASSEMBLY_LEVELS,
    COLUMN_TEXTS,
    ERRORS,
    FILLED,
    FINDINGS,
    KIND_FORMS,
    NOT_PLACED,
    PLACES,
    PROBLEMS,
    RELAXATIONS,
    SETTING_PLACE,
    UNFILLED,
    UNPLACED_REASONS,
    WAIVED,
)
from releve.text.messages.finding_parts import Said
from releve.text.messages.register_columns import REGISTER_COLUMNS
from releve.text.sentences import Value

SETTINGS_SUFFIX: Final = ".toml"


class Catalogue(Changes):
    """
    The sentences of one language, by code.

    ``Catalogue.load("fr")`` gives the catalogue for a terminal or a file, ``.for_pages()`` of it the one for HTML.
    A code that the catalogue does not know (a rule of a third party, say) is written as itself with its data.
    """

    def problem(self, problem: Problem) -> str:
        """Return what is wrong, what is expected and what to do; the place is told by :meth:`place`."""
        data: dict[str, Value] = {
            "file": problem.file,
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "value": problem.value,
            **problem.data,
        }
        sentence = _sentence_for(PROBLEMS, problem.code, problem.data)
        return self._bare(problem.code, data) if sentence is None else self._filled(sentence, problem.code, data)

    def place(self, problem: Problem) -> str:
        """Return where a problem stands: file, sheet, row and column, as far as known."""
        data: dict[str, Value] = {"file": problem.file, "sheet": problem.sheet, "row": problem.row, "column": problem.column}
        known = tuple(name for name, value in data.items() if value is not None)
        if known == ("file", "column") and str(problem.file).endswith(SETTINGS_SUFFIX):
            return self.sentence(SETTING_PLACE, data)
        return self.sentence(PLACES[known], data) if known in PLACES else self.enumeration(str(data[name]) for name in known)

    def error(self, error: ReleveError) -> str:
        """Return what stopped the work."""
        sentence = _sentence_for(ERRORS, error.code, error.data)
        return self._bare(error.code, error.data) if sentence is None else self._filled(sentence, error.code, error.data)

    def finding(self, finding: Finding) -> str:
        """Return what a rule found on a pair, with its margin: one sentence for each thing to say."""
        says = FINDINGS.get(finding.rule)
        found = self._bare(finding.rule, finding.data)
        if says is not None:
            found = self._all_said(lambda: says(finding), finding.rule, finding.data)
        return f"{found} {self.text(WAIVED)}" if finding.waived else found

    def unfilled(self, reason: str, data: Mapping[str, Datum]) -> str:
        """Return why seats of a line stayed open; ``data`` as in :class:`releve.planning.reasons.UnfilledSeats`."""
        says = UNFILLED.get(reason)
        return self._bare(reason, data) if says is None else self._all_said(lambda: says(data), reason, data)

    def not_placed(self, reason: str, data: Mapping[str, Datum], *, blocking_rule: str | None, post_id: str | None) -> str:
        """Return why an officer was not placed; the arguments as in :class:`releve.planning.reasons.NotPlaced`."""
        says = NOT_PLACED.get(reason)
        full: Mapping[str, Datum] = {**data, "rule": blocking_rule, "post_id": post_id}
        return self._bare(reason, full) if says is None else self._all_said(lambda: says(full), reason, full)

    def answer(self, answer: str, data: Mapping[str, Datum], *, post_id: str) -> str:
        """Return why an officer holds a seat of one line, or does not; ``data`` as the sentences in ``messages/answers.py`` need them."""
        if answer not in ANSWERS:
            return self.not_placed(answer, data, blocking_rule=None, post_id=post_id)
        return self._filled(ANSWERS[answer], answer, data)

    def assembly_level(self, level: str) -> str:
        """Return the name of a level of an assembly's timetable."""
        return self.named(ASSEMBLY_LEVELS, level)

    def unplaced_meeting(self, reason: str, data: Mapping[str, Datum]) -> str:
        """Return what stood in the way of a request without a meeting; ``data`` as in :class:`releve.assembly.timetable.Unplaced`."""
        sentence = _sentence_for(UNPLACED_REASONS, reason, data)
        return self._bare(reason, data) if sentence is None else self._filled(sentence, reason, data)

    def relaxation(self, kind: str, data: Mapping[str, Datum]) -> str:
        """Return the change that would place a request, as something to do; ``data`` are its other fields."""
        named = dict(data) if data.get("row") is not None else {name: value for name, value in data.items() if name != "row"}
        code = "changed_setting" if kind == "changed_cell" and "row" not in named else kind
        sentence = _sentence_for(RELAXATIONS, code, named)
        return self._bare(code, named) if sentence is None else self._filled(sentence, code, named)

    def column(self, table: str, name: str) -> str:
        """Return the heading of a column of an input table; the name itself for a column that the contracts do not know."""
        column = COLUMN_TEXTS.get(table, {}).get(name)
        return name if column is None else self.text(column.heading)

    def column_note(self, table: str, name: str) -> str:
        """Return what a column of an input table holds and in which form; nothing for a column that the contracts do not know."""
        text = COLUMN_TEXTS.get(table, {}).get(name)
        column = next((column for column in TABLES[table].columns if column.name == name), None) if table in TABLES else None
        sentences = [] if text is None else [self.text(text.meaning)]
        return " ".join(sentences if column is None else [*sentences, *self._forms_of(column)])

    def column_headings(self) -> Mapping[str, Mapping[str, str]]:
        """Return the headings of all columns: table -> column -> heading."""
        return {table: {name: self.column(table, name) for name in form.column_names} for table, form in TABLES.items()}

    def column_notes(self) -> Mapping[str, Mapping[str, str]]:
        """Return the notes of all columns: table -> column -> note."""
        return {table: {name: self.column_note(table, name) for name in form.column_names} for table, form in TABLES.items()}

    def register_headings(self, table: str) -> Mapping[str, str]:
        """Return the headings of the columns that a register's table takes, by column."""
        more = REGISTER_COLUMNS.get(table, {})
        names = REGISTER_FORMS[table].column_names
        return {name: self.text(more[name].heading) if name in more else self.column(table, name) for name in names}

    def register_notes(self, table: str) -> Mapping[str, str]:
        """Return what the columns hold that a register's table takes, by column."""
        more = REGISTER_COLUMNS.get(table, {})
        names = REGISTER_FORMS[table].column_names
        return {name: self.text(more[name].meaning) if name in more else self.column_note(table, name) for name in names}

    def _forms_of(self, column: Column) -> Iterable[str]:
        kind = f"{column.kind}-high" if column.kind == "integer" and column.high is None else str(column.kind)
        yield self.sentence(KIND_FORMS[kind], {"low": column.low, "high": column.high, "choices": column.choices})
        if column.filled:
            yield self.text(FILLED)

    def _all_said(self, says: Callable[[], Iterable[Said]], code: str, data: Mapping[str, Datum]) -> str:
        try:
            return " ".join(self.sentence(said.sentence, {**data, **said.extra}) for said in says())
        except KeyError:
            # Another rule under a code of the contract, or the data of an older one: what there is says more than a traceback.
            return self._bare(code, data)

    def _filled(self, sentence: Sentence, code: str, data: Mapping[str, Value]) -> str:
        try:
            return self.sentence(sentence, data)
        except KeyError:
            # As above: the code with what there is.
            return self._bare(code, data)

    def _bare(self, code: str, data: Mapping[str, Value]) -> str:
        known = {key: value for key, value in data.items() if value is not None}
        return f"{code} ({self.enumeration(f'{key}={self.value(value)}' for key, value in known.items())})" if known else code


def _sentence_for(sentences: Mapping[str, Sentence], code: str, data: Mapping[str, Datum]) -> Sentence | None:
    """Return the sentence of a code: the one for a value that is not known, where there is one and the value is not."""
    unknown = (f"{code}-{name}" for name, value in data.items() if value is None)
    return sentences.get(next((key for key in unknown if key in sentences), str(code)))
