"""
A sender's headings and words, and ours: guessed once, corrected by a person, kept for the next file.

Headings are compared folded (case, accents and marks do not count). A value is mapped as a whole, the items of a list one by one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Final

from releve.exchange.cell_columns import CellColumn
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import Column, Kind, TableForm
from releve.exchange.days import ISO_DAY, read_day
from releve.exchange.forms import INTEGER, LIST_MARKS, NO_WORDS, YES_WORDS, CellForms
from releve.exchange.raw import MOST_COLUMNS, ProblemList, RawTable
from releve.exchange.records import build_raw_table
from releve.exchange.sender_files import SenderSheet
from releve.exchange.sender_words import HEADINGS, LEVEL_WORDS, VALUES
from releve.model import Level
from releve.model.names import fold_name

CLOSE: Final = 0.86
"""How alike two headings are, from 0 to 1, before one is taken for the other."""
MOST_UNKNOWN: Final = 60
"""Unknown words of a column that a person is asked about; the rest show as errors of their cells."""
LISTS: Final = frozenset({Kind.LEVELS, Kind.LANGUAGES, Kind.COUNTRIES, Kind.SKILLS})
WORDS: Final = frozenset({Kind.CHOICE, Kind.YES_NO, Kind.COUNTRY, *LISTS})
"""Kinds whose values are words of a sender."""
_WITH_LEVEL: Final = re.compile(r"(.+?)[\s:(/-]*\b([ABC][12])\b\)?", re.IGNORECASE)
_WITH_WORD: Final = re.compile(r"(\w+)[\s:(/-]+(.+?)\)?$")


class DayOrder(StrEnum):
    """How a sender writes days that are not ISO 8601; NONE asks for ISO."""

    NONE = ""
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, kw_only=True)
class SenderMapping:
    """
    What one sender calls things.

    Attributes
    ----------
    columns
        Folded heading -> name of our column; empty = the column is left out, by decision.
    words
        Our column -> folded word -> our value.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    day_order: DayOrder = DayOrder.NONE


@dataclass(frozen=True, kw_only=True)
class UnknownWord:
    """A word of a sender that stands for none of our values yet, in how many rows it stands, and what it may mean."""

    text: str
    n_rows: int
    proposal: str | None


def fold_heading(heading: str) -> str:
    """Return a heading as it is compared."""
    return fold_name(heading)


def guess_columns(
    form: TableForm, headings: Sequence[str], *, our_words: Mapping[str, Collection[str]], kept: Mapping[str, str]
) -> dict[str, str]:
    """
    Return our column for each heading that is recognised, by folded heading; each column once.

    Parameters
    ----------
    our_words
        Our own headings in all languages, by column.
    kept
        What this sender's headings meant before; it goes first.
    """
    known: dict[str, str] = {}
    for column in form.columns:
        for word in (column.name, *our_words.get(column.name, ()), *HEADINGS.get(column.name, ())):
            known.setdefault(fold_heading(word), column.name)
    folded = [fold_heading(heading) for heading in headings if heading]
    found = {heading: kept[heading] for heading in folded if heading in kept and kept[heading] in ("", *form.column_names)}
    for take in (known.get, lambda heading: _close(heading, known)):
        for heading in folded:
            name = take(heading)
            if heading not in found and name is not None and name not in found.values():
                found[heading] = name
    return found


def _close(heading: str, known: Mapping[str, str]) -> str | None:
    near = difflib.get_close_matches(heading, known, n=1, cutoff=CLOSE)
    return known[near[0]] if near else None


def sender_table(
    form: TableForm, sheet: SenderSheet, mapping: SenderMapping, problems: ProblemList, *, file: str, forms: CellForms
) -> RawTable | None:
    """Return the sheet as one of our tables: mapped columns under our names, words and days translated; None where it has no key."""
    places = _places(form, sheet, mapping, problems, file=file)
    names = list(places.values())
    picks = list(places)
    width = len(sheet.headings)
    for row, cells in sheet.merged:
        problems.add(ExchangeCode.MERGED_CELLS, file=file, sheet=sheet.name, row=row, data={"cells": cells})

    def picked(cells: Sequence[str]) -> list[str]:
        return [cells[i] if i < len(cells) else "" for i in picks]

    def records() -> Collection[tuple[int, list[str]]]:
        found = []
        for number, cells in sheet.rows:
            if any(cell.strip() for cell in cells[width:MOST_COLUMNS]):
                data = {"cells": len(cells), "columns": width}
                problems.add(ExchangeCode.TOO_MANY_CELLS, file=file, sheet=sheet.name, row=number, data=data)
            chosen = picked(cells)
            if any(chosen):
                found.append((number, chosen))
        return found

    header = (sheet.header_row, names)
    raw = build_raw_table(form, chain([header], records()), problems, file=file, sheet=sheet.name)
    if raw is None:
        return None
    refused = _refused(sheet, places, problems, file=file)
    columns = {name: _translated(_column(form, name), cells, mapping, forms) for name, cells in raw.columns.items()}
    return replace(raw, columns=columns, refused=refused)


def _places(form: TableForm, sheet: SenderSheet, mapping: SenderMapping, problems: ProblemList, *, file: str) -> dict[int, str]:
    """Return our column by the place of its heading; a column that two headings name is reported and the first is taken."""
    places: dict[int, str] = {}
    for i, heading in enumerate(sheet.headings):
        column = mapping.columns.get(fold_heading(heading), "")
        if column not in form.column_names:
            continue
        if column in places.values():
            problems.add(ExchangeCode.DUPLICATE_COLUMN, file=file, sheet=sheet.name, row=sheet.header_row, column=column, value=heading)
            continue
        places[i] = column
    return places


def _refused(sheet: SenderSheet, places: Mapping[int, str], problems: ProblemList, *, file: str) -> frozenset[tuple[int, str]]:
    """Report formulas and errors in mapped cells below the headings; return row and column of each."""
    refused = set()
    for row, column in sorted(sheet.formulas | set(sheet.errors)):
        if row <= sheet.header_row or column not in places:
            continue
        is_formula = (row, column) in sheet.formulas
        problems.add(
            ExchangeCode.FORMULA if is_formula else ExchangeCode.ERROR_CELL,
            file=file,
            sheet=sheet.name,
            row=row,
            column=places[column],
            value=None if is_formula else sheet.errors[row, column],
            data={"cell": _cell(row, column)} if is_formula else {},
        )
        refused.add((row, places[column]))
    return frozenset(refused)


def _cell(row: int, column: int) -> str:
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _column(form: TableForm, name: str) -> Column:
    return next(column for column in form.columns if column.name == name)


def _translated(column: Column, cells: CellColumn, mapping: SenderMapping, forms: CellForms) -> CellColumn:
    translate = translator(column, mapping, forms)
    if translate is None:
        return cells
    return replace(cells, texts=[translate(text) if text else text for text in cells.texts], is_plain=False)


def translator(column: Column, mapping: SenderMapping, forms: CellForms) -> Callable[[str], str] | None:
    """Return how a text of a column becomes ours; None where it is taken as it stands."""
    words = mapping.words.get(column.name, {})
    if column.kind is Kind.DAY:
        return None if mapping.day_order is DayOrder.NONE else lambda text: _day(text, mapping.day_order)
    if column.kind in LISTS:
        return lambda text: ";".join(_item(column, part, words, forms) for part in _items(text))
    if column.kind in WORDS or words:
        return lambda text: _item(column, text, words, forms)
    return None


def _items(text: str) -> list[str]:
    return [part for part in (part.strip() for part in LIST_MARKS.split(text.replace("\n", ";"))) if part]


def _item(column: Column, text: str, words: Mapping[str, str], forms: CellForms) -> str:
    said = words.get(fold_name(text))
    if said is not None:
        return said
    own = safe_word(column, text, forms)
    return text if own is None else own


def _day(text: str, order: DayOrder) -> str:
    if ISO_DAY.fullmatch(text):
        return text
    _, faults = read_day(text)
    data = faults[0].data if faults else {}
    day = data.get("proposal") or data.get("day_first" if order is DayOrder.DAY_FIRST else "month_first")
    return text if day is None else str(day)


def safe_word(column: Column, text: str, forms: CellForms) -> str | None:
    """Return our value for a word that can mean nothing else; None where a person has to say."""
    folded = fold_name(text)
    if column.kind is Kind.CHOICE:
        own = next((choice for choice in column.choices if choice.casefold() == folded), None)
        return own or _synonyms(column.name).get(folded)
    if column.kind is Kind.YES_NO:
        plain = text.strip().casefold()
        return "yes" if plain in {*YES_WORDS, "yes"} else "no" if plain in {*NO_WORDS, "no"} else None
    if column.kind in (Kind.COUNTRY, Kind.COUNTRIES):
        _, faults = forms.read(replace(column, kind=Kind.COUNTRY), text)
        proposal = next((fault.data.get("proposal") for fault in faults), None)
        return None if proposal is None else str(proposal)
    if column.kind is Kind.LANGUAGES:
        return _language(text, forms)
    if column.kind is Kind.LEVELS and (found := _WITH_LEVEL.fullmatch(text.strip())) is not None:
        tag = _language(found.group(1), forms)
        return None if tag is None else f"{tag}:{found.group(2).upper()}"
    return None


def _language(text: str, forms: CellForms) -> str | None:
    plain = text.strip().rstrip(":").strip()
    return plain.lower() if plain.lower() in forms.reference.languages else forms.reference.language_named(plain)


@lru_cache
def _synonyms(column: str) -> Mapping[str, str]:
    values = VALUES.get("education" if column == "education_min" else column, {})
    return {fold_name(word): value for value, words in values.items() for word in words}


def unknown_words(form: TableForm, raw: RawTable, forms: CellForms) -> dict[str, list[UnknownWord]]:
    """Return, by column, the words that stand for no value of ours, those of most rows first; ``raw`` is translated already."""
    found: dict[str, list[UnknownWord]] = {}
    for name, cells in raw.columns.items():
        column = _column(form, name)
        is_scale = column.kind is Kind.INTEGER and column.low is not None and column.high is not None and column.high - column.low < 10  # noqa: PLR2004 -- few enough to choose from
        if column.kind not in WORDS and not is_scale:
            continue
        counts = _row_counts(cells)
        rows: dict[str, int] = {}
        for text, n_rows in zip(cells.texts, counts, strict=True):
            for item in _items(text) if column.kind in LISTS else [text]:
                if item and _is_unknown(column, item, forms):
                    rows[item] = rows.get(item, 0) + n_rows
        if rows:
            often = sorted(rows, key=lambda item: (-rows[item], item))[:MOST_UNKNOWN]
            found[name] = [UnknownWord(text=item, n_rows=rows[item], proposal=_proposal(column, item, forms)) for item in often]
    return found


def _row_counts(cells: CellColumn) -> list[int]:
    counts = [0] * len(cells.texts)
    for number in cells.numbers.tolist():
        counts[number] += 1
    return counts


def _is_unknown(column: Column, item: str, forms: CellForms) -> bool:
    if column.kind is Kind.INTEGER:
        return INTEGER.fullmatch(item) is None
    _, faults = forms.read(column, item)
    return any(not fault.warning for fault in faults)


def _proposal(column: Column, item: str, forms: CellForms) -> str | None:
    if column.kind is Kind.LEVELS:
        return _level_proposal(item, forms)
    _, faults = forms.read(column, item)
    return next((str(fault.data["proposal"]) for fault in faults if fault.data.get("proposal") is not None), None)


def _level_proposal(item: str, forms: CellForms) -> str | None:
    """Return a language with the level that its words may mean: "français courant"."""
    found = _WITH_WORD.fullmatch(item.strip())
    if found is None:
        return None
    tag, level = _language(found.group(1), forms), LEVEL_WORDS.get(fold_name(found.group(2)))
    return f"{tag}:{level}" if tag is not None and level in Level.__members__ else None


def guess_day_order(form: TableForm, raw: RawTable) -> DayOrder:
    """Return the order in which a file writes days, where its days leave no doubt; NONE where all are ISO or nothing decides."""
    orders: set[DayOrder] = set()
    for column in form.columns:
        cells = raw.columns.get(column.name)
        if column.kind is not Kind.DAY or cells is None:
            continue
        for text in cells.texts:
            parts = re.fullmatch(r"(\d{1,2})[./ -](\d{1,2})[./ -]\d{2,4}", text) if text else None
            if parts is not None:
                first, second = map(int, parts.groups())
                orders |= {DayOrder.DAY_FIRST} if first > 12 else {DayOrder.MONTH_FIRST} if second > 12 else set()  # noqa: PLR2004 -- months
    return orders.pop() if len(orders) == 1 else DayOrder.NONE
