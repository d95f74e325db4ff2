"""The form of one cell: a text in, a value or a fault out. Each distinct text of a column is understood once."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from releve.errors import NO_DATA
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import Column, Kind
from releve.exchange.days import read_day
from releve.exchange.faults import Fault
from releve.exchange.raw import HUMAN_ROW_MARK
from releve.exchange.records import forbidden_character
from releve.exchange.writers import GUARD, unguarded
from releve.model import Level
from releve.reference import Reference

INTEGER: Final = re.compile(r"[+-]?[0-9]{1,18}")
WHOLE_DECIMAL: Final = re.compile(r"([+-]?\d{1,18})([.,](?!0{3}\Z)0+)?")
"""Whole numbers with decimals of no worth, or in digits of another script. Three zeros may as well be thousands."""
TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
YES_WORDS: Final = frozenset({"y", "true", "1", "oui", "o", "si", "sí", "vrai", "verdadero", "نعم", "x"})
NO_WORDS: Final = frozenset({"n", "false", "0", "non", "faux", "falso", "لا"})
LONGEST_ID: Final = 100

Value = str | int | bool | date | tuple[str, ...] | Mapping[str, Level] | None
"""What a cell can hold once it is understood; None = blank."""
Reader = Callable[[Column, str], tuple[Value, tuple[Fault, ...]]]
LISTS_OF_CODES: Final = frozenset({Kind.COUNTRIES, Kind.LANGUAGES, Kind.ASKED_LANGUAGES, Kind.LEVELS})
"""Lists whose items hold no comma."""
LIST_MARKS: Final = re.compile("[;,\N{ARABIC COMMA}\N{ARABIC SEMICOLON}]")
"""What people put between the items of a list; only the first is read."""


@dataclass(frozen=True, kw_only=True)
class CellForms:
    """Reads cells of every kind against one set of reference data."""

    reference: Reference

    def read(self, column: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        """Return the value of a filled cell and what is wrong with it; with an error among the faults the value is None."""
        reader = self._readers[column.kind]
        value, faults = self._read_after_commas(reader, column, text) if column.kind in LISTS_OF_CODES else reader(column, text)
        if not faults:
            return value, faults
        return (None if any(not fault.warning for fault in faults) else value), faults

    @cached_property
    def _readers(self) -> Mapping[Kind, Reader]:
        return {
            Kind.TEXT: lambda _, found: (found, ()),
            Kind.ID: _read_id,
            Kind.IDS: _read_ids,
            Kind.DAY: lambda _, found: read_day(found),
            Kind.INTEGER: _read_integer,
            Kind.YES_NO: _read_yes_no,
            Kind.CHOICE: _read_choice,
            Kind.COUNTRY: self._read_country,
            Kind.COUNTRIES: self._read_countries,
            Kind.LANGUAGES: self._read_languages,
            Kind.ASKED_LANGUAGES: self._read_asked_languages,
            Kind.LEVELS: self._read_levels,
            Kind.SKILLS: self._read_skills,
        }

    def _read_after_commas(self, read: Reader, column: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        """Return a list as read, or as it would be read with semicolons for its commas: then that is said first."""
        parts = [part.strip() for part in LIST_MARKS.split(text)]
        if len(parts) == text.count(";") + 1:
            return read(column, text)
        if column.kind is Kind.COUNTRIES and any(self._country_fault(part) is not None for part in parts):
            # Names of countries may hold a comma of their own.
            return read(column, text)
        proposal = ";".join(parts)
        value, faults = read(column, proposal)
        return value, (Fault(ExchangeCode.LIST_WITH_COMMAS, {"proposal": proposal}), *faults)

    def _read_country(self, _: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        fault = self._country_fault(text)
        return text, () if fault is None else (fault,)

    def _country_fault(self, text: str) -> Fault | None:
        if text in self.reference.countries:
            return None
        proposal = text.upper() if text.upper() in self.reference.countries else None
        if proposal is None:
            proposal = next((c.iso3 for c in self.reference.countries.values() if c.iso2 == text.upper()), None)
        if proposal is None:
            proposal = self.reference.country_named(text)
        return Fault(ExchangeCode.UNKNOWN_COUNTRY, {"part": text, "proposal": proposal})

    def _read_countries(self, _: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        parts = _parts(text)
        faults = [fault for part in parts if (fault := self._country_fault(part)) is not None]
        return parts, (*faults, *_list_faults(text, parts))

    def _tag_fault(self, tag: str) -> Fault | None:
        if TAG.fullmatch(tag) is not None and tag.split("-", maxsplit=1)[0].lower() in self.reference.languages:
            return None
        return Fault(ExchangeCode.UNKNOWN_LANGUAGE, {"part": tag, "proposal": self.reference.language_named(tag)})

    def _read_languages(self, _: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        parts = _parts(text)
        faults: list[Fault] = []
        for part in parts:
            tag, colon, _level = part.partition(":")
            fault = Fault(ExchangeCode.LEVEL_NOT_EXPECTED, {"part": part}) if colon else self._tag_fault(tag)
            faults += [fault] if fault is not None else []
        tags = tuple(part.lower() for part in parts)
        return tags, (*faults, *_list_faults(text, tags))

    def _read_asked_languages(self, _: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        """Return languages as ``fr`` or ``fr:B2``: a commitment may name a language with or without a level."""
        asked: list[str] = []
        faults: list[Fault] = []
        for part in _parts(text):
            tag, colon, level = (piece.strip() for piece in part.partition(":"))
            fault = self._tag_fault(tag)
            if fault is None and colon and level not in Level.__members__:
                fault = _level_fault(part, level)
            faults += [] if fault is None else [fault]
            asked.append(f"{tag.lower()}:{level}" if colon else tag.lower())
        return tuple(asked), (*faults, *_list_faults(text, tuple(entry.partition(":")[0] for entry in asked)))

    def _read_levels(self, _: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        levels: dict[str, Level] = {}
        faults: list[Fault] = []
        parts = _parts(text)
        for part in parts:
            tag, colon, level = (piece.strip() for piece in part.partition(":"))
            fault = self._tag_fault(tag)
            if fault is None and not (colon and level):
                fault = Fault(ExchangeCode.LANGUAGE_WITHOUT_LEVEL, {"part": part})
            if fault is None and level not in Level.__members__:
                fault = _level_fault(part, level)
            if fault is None:
                levels[tag.lower()] = Level[level]
            else:
                faults.append(fault)
        tags = tuple(part.partition(":")[0].strip().lower() for part in parts)
        return levels, (*faults, *_list_faults(text, tags))

    def _read_skills(self, _: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
        parts = _parts(text)
        unknown = [
            Fault(ExchangeCode.UNKNOWN_SKILL, {"part": p}, warning=True) for p in dict.fromkeys(parts) if p not in self.reference.skills
        ]
        return parts, (*unknown, *_list_faults(text, parts))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _level_fault(part: str, level: str) -> Fault:
    proposal = level.upper() if level.upper() in Level.__members__ else None
    return Fault(ExchangeCode.UNKNOWN_LEVEL, {"part": part, "proposal": proposal})


def _list_faults(text: str, names: tuple[str, ...]) -> tuple[Fault, ...]:
    """Return what is wrong with a list as such: items between semicolons that are blank, names that stand in it twice."""
    empty = (Fault(ExchangeCode.EMPTY_ITEM, NO_DATA),) if any(not part.strip() for part in text.split(";")) else ()
    counts = Counter(names)
    return (*empty, *(Fault(ExchangeCode.NAMED_TWICE, {"part": name}) for name, n in counts.items() if n > 1))


def ids_are_plain(texts: Sequence[str]) -> bool:
    """Return whether all these texts are keys of which there is nothing to say, and which stand for themselves."""
    joined = "".join(texts)
    plain = joined.isascii() and joined.isprintable() and not any(mark in joined for mark in (";", HUMAN_ROW_MARK, GUARD))
    return plain and max(map(len, texts), default=0) <= LONGEST_ID and all(texts)


def _read_id(_: Column, cell: str) -> tuple[Value, tuple[Fault, ...]]:
    # A key from one of our own tables may bear the apostrophe that keeps spreadsheets from running it.
    text = unguarded(cell)
    bad = len(text) > LONGEST_ID or text.startswith(HUMAN_ROW_MARK) or any(c in text for c in ";\n\r\t")
    return text, (Fault(ExchangeCode.BAD_ID, NO_DATA),) if bad else _invisible(text)


def _read_ids(_: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
    parts = _parts(text)
    return parts, _list_faults(text, parts)


def _invisible(text: str) -> tuple[Fault, ...]:
    """Return a fault for the first character that nobody sees: with it, two keys look the same and are not."""
    # What no cell at all may hold is reported of every column.
    unseen = next((c for c in text if not c.isprintable() and forbidden_character(c) is None), None)
    return () if unseen is None else (Fault(ExchangeCode.CONTROL_CHARACTER, {"character": f"U+{ord(unseen):04X}"}),)


def _read_integer(column: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
    if INTEGER.fullmatch(text) is None:
        # Digits of other scripts are digits too, but two ways of writing a number are one too many.
        whole = WHOLE_DECIMAL.fullmatch(text)
        return None, (Fault(ExchangeCode.NOT_AN_INTEGER, {"proposal": None if whole is None else str(int(whole.group(1)))}),)
    number = int(text)
    if (column.low is not None and number < column.low) or (column.high is not None and number > column.high):
        return None, (Fault(ExchangeCode.OUT_OF_RANGE, {"low": column.low, "high": column.high}),)
    return number, ()


def _read_yes_no(_: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
    if text in ("yes", "no"):
        return text == "yes", ()
    folded = text.casefold()
    proposal = "yes" if folded in YES_WORDS | {"yes"} else "no" if folded in NO_WORDS | {"no"} else None
    return None, (Fault(ExchangeCode.NOT_YES_NO, {"proposal": proposal}),)


def _read_choice(column: Column, text: str) -> tuple[Value, tuple[Fault, ...]]:
    if text in column.choices:
        return text, ()
    folded = {choice.casefold(): choice for choice in column.choices}
    near = difflib.get_close_matches(text.casefold(), folded, n=1)
    proposal = folded.get(text.casefold()) or (folded[near[0]] if near else None)
    return None, (Fault(ExchangeCode.UNKNOWN_CHOICE, {"choices": column.choices, "proposal": proposal}),)
