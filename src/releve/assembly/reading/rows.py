"""Rows of an assembly's tables: cells understood, times and languages read, and the records built from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from releve.assembly.codes import AssemblyCode
from releve.assembly.reading.tables import LANGUAGES, TIMES
from releve.assembly.reading.times import proposed_local_time, read_local_time
from releve.assembly.records import (
    Assembly,
    AssemblyFolder,
    Delegation,
    DelegationKind,
    FixedMeeting,
    Interpreter,
    Period,
    PreviousMeeting,
    Request,
    Unavailable,
    Withdrawal,
)
from releve.exchange.columns import TableForm
from releve.exchange.forms import CellForms
from releve.exchange.parsed import parse_table
from releve.exchange.raw import ProblemList, RawTable
from releve.exchange.writers import unguarded

PRIMARY_SUBTAG: Final = re.compile(r"[a-z]{2,3}")
"""Of a language in BCP 47 (RFC 5646, section 2.2.1); longer ones are registered for none."""
DEFAULT_PRIORITY: Final = 3
BOUNDS: Final = frozenset({"delegations", "unavailable", "requests", "interpreters"})
"""Tables whose two times are the bounds of a period."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """
    The records of one table, understood.

    Attributes
    ----------
    numbers
        Row number of each record, the header being row 1.
    records
        Cells by column; None is blank or reported as wrong. Any: times, sets of languages, texts, whole numbers.
    is_whole
        Whether every row and every key could be read.
    """

    form: TableForm
    file: str
    numbers: tuple[int, ...]
    records: tuple[Mapping[str, Any], ...]
    is_whole: bool

    def numbered(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the records with their row numbers."""
        return zip(self.numbers, self.records, strict=True)

    def numbers_by_key(self, key: str) -> dict[str, int]:
        """Return the first row of each key."""
        found: dict[str, int] = {}
        for number, record in self.numbered():
            found.setdefault(record[key], number)
        return found


def read_rows(form: TableForm, raw: RawTable, forms: CellForms, problems: ProblemList) -> Rows:
    """Return the records of a table, and report what is wrong with their cells."""
    parsed = parse_table(form, raw, forms, problems)
    numbers = tuple(parsed.rows.tolist())
    reader = _CellReader(form=form, file=raw.file, forms=forms, problems=problems)
    records = tuple(reader.read(number, record) for number, record in zip(numbers, parsed.records(), strict=True))
    return Rows(form=form, file=raw.file, numbers=numbers, records=records, is_whole=parsed.is_whole)


@dataclass(frozen=True, kw_only=True)
class _CellReader:
    form: TableForm
    file: str
    forms: CellForms
    problems: ProblemList

    def read(self, row: int, record: dict[str, Any]) -> dict[str, Any]:
        """Return a record with its times and languages read. Any: cells."""
        times = TIMES.get(self.form.name, ())
        read = {**record, **{column: self._time(row, column, record[column]) for column in times}}
        if LANGUAGES in record:
            read[LANGUAGES] = self._languages(row, record[LANGUAGES])
        if self.form.name in BOUNDS:
            low, high = times
            if None not in (read[low], read[high]) and read[high] <= read[low]:
                data = {"other_column": high, "other_value": record[high]}
                self.problems.add(
                    AssemblyCode.BOUNDS_CROSSED, file=self.file, row=row, column=low, value=record[low], warning=True, data=data
                )
        return read

    def _time(self, row: int, column: str, text: str | None) -> datetime | None:
        if not text:
            return None
        found = read_local_time(text)
        if found is None:
            data = {"proposal": proposed_local_time(text)}
            self.problems.add(AssemblyCode.NOT_A_TIME, file=self.file, row=row, column=column, value=text, data=data)
        return found

    def _languages(self, row: int, text: str | None) -> frozenset[str]:
        languages = set()
        for part in (text or "").split(";"):
            subtag = part.strip().partition("-")[0].lower()
            if not subtag:
                continue
            if PRIMARY_SUBTAG.fullmatch(subtag) is None:
                data = {"part": part.strip(), "proposal": self.forms.reference.language_named(part.strip())}
                self.problems.add(
                    AssemblyCode.UNKNOWN_LANGUAGE, file=self.file, row=row, column=LANGUAGES, value=text, warning=True, data=data
                )
            languages.add(subtag)
        return frozenset(languages)


def build_folder(assembly: Assembly, tables: Mapping[str, Rows], digests: Mapping[str, str]) -> AssemblyFolder:
    """Return the records of tables that hold no error."""
    previous = _records(tables, "previous")
    return AssemblyFolder(
        assembly=assembly,
        delegations=tuple(_delegation(record) for record in _records(tables, "delegations")),
        unavailable=tuple(
            Unavailable(
                delegation=record["delegation"],
                period=Period(starts_at=record["from"], ends_at=record["to"]),
                reason=record["reason"] or None,
            )
            for record in _records(tables, "unavailable")
        ),
        requests=tuple(_request(record) for record in _records(tables, "requests")),
        order=tuple(dict.fromkeys((record["before"], record["after"]) for record in _records(tables, "order"))),
        interpreters=tuple(_interpreter(record) for record in _records(tables, "interpreters")) if "interpreters" in tables else None,
        fixed=tuple(
            FixedMeeting(request=record["request"], starts_at=record["starts_at"], room=_name(record["room"]))
            for record in _records(tables, "fixed")
        ),
        previous=tuple(_previous(record) for record in previous if record["starts_at"] is not None),
        withdrawn=tuple(
            Withdrawal(request=record["request"], sequence=record["sequence"] or 0) for record in previous if record["starts_at"] is None
        ),
        digests=tuple(sorted(digests.items())),
    )


def _records(tables: Mapping[str, Rows], name: str) -> tuple[Mapping[str, Any], ...]:
    return tables[name].records if name in tables else ()


def _delegation(record: Mapping[str, Any]) -> Delegation:
    return Delegation(
        delegation=record["delegation"],
        partner=record["partner"] or None,
        kind=DelegationKind(record["kind"]) if record["kind"] else None,
        head=record["head"] or None,
        languages=record[LANGUAGES],
        arrives_at=record["arrives_at"],
        departs_at=record["departs_at"],
        parallel=record["parallel"] or 1,
    )


def _request(record: Mapping[str, Any]) -> Request:
    return Request(
        request=record["request"],
        requester=record["requester"],
        counterpart=record["counterpart"],
        priority=record["priority"] or DEFAULT_PRIORITY,
        must=bool(record["must"]),
        slots=record["slots"] or 1,
        not_before=record["not_before"],
        not_after=record["not_after"],
        accepted=record["accepted"],
        topics=tuple(topic.strip() for topic in (record["topics"] or "").split(";") if topic.strip()),
    )


def _interpreter(record: Mapping[str, Any]) -> Interpreter:
    return Interpreter(
        interpreter=record["interpreter"],
        languages=record[LANGUAGES],
        available_from=record["available_from"],
        available_until=record["available_until"],
    )


def _previous(record: Mapping[str, Any]) -> PreviousMeeting:
    return PreviousMeeting(
        request=record["request"],
        starts_at=record["starts_at"],
        ends_at=record["ends_at"],
        room=_name(record["room"]),
        interpreter=_name(record["interpreter"]),
        requester=_name(record["requester"]),
        counterpart=_name(record["counterpart"]),
        sequence=record["sequence"] or 0,
    )


def _name(cell: str | None) -> str | None:
    """Return a name as it was before one of our own tables kept spreadsheets from running it."""
    return unguarded(cell) if cell else None
