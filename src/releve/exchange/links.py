"""What rows say of each other: keys given twice, rows repeated, keys that lead nowhere, bounds that cross."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Hashable, Mapping
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.exchange.codes import ExchangeCode
from releve.exchange.lists import Lists
from releve.exchange.parsed import ParsedColumn, ParsedTable
from releve.exchange.raw import ProblemList

REFERENCES: Final = (
    ("posts", "mission", "missions", ExchangeCode.UNKNOWN_MISSION, False),
    ("deployments", "mission", "missions", ExchangeCode.UNKNOWN_MISSION, False),
    ("deployments", "post_id", "posts", ExchangeCode.UNKNOWN_POST, False),
    ("previous", "officer_id", "officers", ExchangeCode.VANISHED, True),
    ("previous", "post_id", "posts", ExchangeCode.VANISHED, True),
    ("decisions", "officer_id", "officers", ExchangeCode.UNKNOWN_OFFICER, False),
    ("decisions", "post_id", "posts", ExchangeCode.UNKNOWN_POST, False),
    ("waivers", "officer_id", "officers", ExchangeCode.UNKNOWN_OFFICER, False),
    ("waivers", "post_id", "posts", ExchangeCode.UNKNOWN_POST, False),
    ("participants", "meeting", "meetings", ExchangeCode.UNKNOWN_REFERENCE, True),
    ("participants", "partner", "partners", ExchangeCode.UNKNOWN_REFERENCE, True),
    ("meetings", "host", "partners", ExchangeCode.UNKNOWN_REFERENCE, True),
    ("commitments", "meeting", "meetings", ExchangeCode.UNKNOWN_REFERENCE, True),
    ("commitments", "by", "partners", ExchangeCode.UNKNOWN_REFERENCE, True),
    ("commitments", "to", "partners", ExchangeCode.UNKNOWN_REFERENCE, True),
    ("nominations", "officer_id", "officers", ExchangeCode.UNKNOWN_OFFICER, True),
    ("nominations", "post_id", "posts", ExchangeCode.UNKNOWN_POST, True),
    ("nominations", "commitment", "commitments", ExchangeCode.UNKNOWN_REFERENCE, True),
)
"""Table, column, the table that its values are keys of, the code when one is not, and whether that is only a warning.

The planner needs none of the engagement tables, so a loose end there is reported and stops nothing.
"""

CROSSED: Final = (
    ("posts", "rank_min", "rank_max"),
    ("officers", "available_from", "available_until"),
    ("officers", "birth_date", "service_since"),
    ("deployments", "starts_on", "ends_on"),
    ("commitments", "from", "until"),
    ("posts", "needed_from", "needed_until"),
)
"""Table, lower bound, upper bound. What crossed bounds mean is known (nobody fits), so they are reported and stop nothing."""
NO_LOWER_BOUND: Final = -(2**62)
NO_UPPER_BOUND: Final = 2**62
"""Beyond all days and all whole numbers that a cell may hold."""


def check_links(tables: Mapping[str, ParsedTable], rule_codes: Collection[str], problems: ProblemList) -> None:
    """Report everything that rows of one table say wrongly of rows of another, or of the same."""
    keys = {name: _keys(table, problems) for name, table in tables.items()}
    for name, table in tables.items():
        if table.form.key is None:
            repeated_rows(table, problems)
        for owner, column, target, code, warning in REFERENCES:
            # Without its target table, or with half of it, a reference has nothing to be checked against.
            if owner == name and target in keys and tables[target].is_whole:
                _check_reference(table, column, keys[target], target, code, problems, warning=warning)
        for owner, low, high in CROSSED:
            if owner == name:
                _check_bounds(table, low, high, problems)
    _check_rules(tables, rule_codes, problems)
    _check_targets(tables, keys, problems)
    _check_deployments(tables, problems)
    _check_nominations(tables, problems)


def repeated_rows(table: ParsedTable, problems: ProblemList | None = None) -> frozenset[int]:
    """Return the positions of records that repeat an earlier one cell by cell, and report them where ``problems`` is given."""
    if not len(table):
        return frozenset()
    # By what they look like: True is 1 to Python, and mappings have no order.
    cells = np.stack([_numbers_of_values(column, repr) for column in table.columns.values()], axis=1)
    _, first_of_kind, kind = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    first = first_of_kind[kind.reshape(-1)]
    repeated = np.flatnonzero(first != np.arange(len(table))).tolist()
    if problems is None:
        return frozenset(repeated)
    for i in repeated:
        _add(problems, ExchangeCode.REPEATED_ROW, table, i, None, warning=True, data={"other_row": int(table.rows[first[i]])})
    return frozenset(repeated)


def _numbers_of_values(column: ParsedColumn, as_key: Callable[[Any], Hashable] = lambda value: value) -> NDArray[np.int64]:
    """Return a number a row, the same for the same values: different texts may mean one value. Any: values of the column's kind."""
    number: dict[Hashable, int] = {}
    numbers = np.fromiter((number.setdefault(as_key(value), len(number)) for value in column.values), np.int64, len(column.values))
    return numbers[column.numbers]


def _keys(table: ParsedTable, problems: ProblemList) -> Container[str]:
    """Return the keys of a table, and report those that stand in it twice."""
    key = table.form.key
    if key is None:
        return frozenset()
    column = table.columns[key]
    keys = set(column.values)
    keys.discard(None)
    if len(keys) < len(column):
        numbers = _numbers_of_values(column)
        _, first_of_key, of_row = np.unique(numbers, return_index=True, return_inverse=True)
        first = first_of_key[of_row]
        for i in np.flatnonzero((first != np.arange(len(table))) & column.filled()).tolist():
            _add(problems, ExchangeCode.DUPLICATE_KEY, table, i, key, value=column[i], data={"other_row": int(table.rows[first[i]])})
    return keys


def _check_reference(
    table: ParsedTable, column: str, keys: Container[str], target: str, code: ExchangeCode, problems: ProblemList, *, warning: bool
) -> None:
    data = {"table": target} if code is ExchangeCode.UNKNOWN_REFERENCE else {}
    cells = table.columns[column]
    for i in np.flatnonzero(cells.rows_where(lambda value: value is not None and value not in keys)).tolist():
        _add(problems, code, table, i, column, value=cells[i], warning=warning, data=data)


def _check_bounds(table: ParsedTable, low: str, high: str, problems: ProblemList) -> None:
    lower, upper = table.columns[low], table.columns[high]
    for i in np.flatnonzero(_ordinals(lower, NO_LOWER_BOUND) > _ordinals(upper, NO_UPPER_BOUND)).tolist():
        data = {"other_column": high, "other_value": str(upper[i])}
        _add(problems, ExchangeCode.BOUNDS_CROSSED, table, i, low, value=str(lower[i]), warning=True, data=data)


def _ordinals(column: ParsedColumn, of_blank: int) -> NDArray[np.int64]:
    """Return days and whole numbers as numbers that are ordered as they are."""
    ordinals = (of_blank if value is None else value.toordinal() if isinstance(value, date) else value for value in column.values)
    return np.fromiter(ordinals, np.int64, len(column.values))[column.numbers]


def _check_rules(tables: Mapping[str, ParsedTable], rule_codes: Collection[str], problems: ProblemList) -> None:
    waivers = tables.get("waivers")
    if waivers is None:
        return
    rules = waivers.columns["rule"]
    for i in np.flatnonzero(rules.rows_where(lambda rule: rule is not None and rule not in rule_codes)).tolist():
        _add(problems, ExchangeCode.UNKNOWN_RULE, waivers, i, "rule", value=rules[i], data={"choices": tuple(rule_codes)})


def _check_targets(tables: Mapping[str, ParsedTable], keys: Mapping[str, Container[str]], problems: ProblemList) -> None:
    officers = tables.get("officers")
    if officers is None or any(name not in keys or not tables[name].is_whole for name in ("missions", "posts")):
        return
    cells = officers.columns["nominated_for"]
    lists: Lists = cells.values  # type: ignore[assignment]  # a column of lists
    is_loose = np.array([name not in keys["missions"] and name not in keys["posts"] for name in lists.names], np.bool_)
    loose_texts = np.zeros(len(lists), np.bool_)
    loose_texts[np.repeat(np.arange(len(lists)), np.diff(lists.starts))[is_loose[lists.parts]]] = True
    for i in np.flatnonzero(loose_texts[cells.numbers]).tolist():
        names = cells[i]
        for name in names:
            if name not in keys["missions"] and name not in keys["posts"]:
                data = {"part": name}
                _add(problems, ExchangeCode.UNKNOWN_TARGET, officers, i, "nominated_for", value=";".join(names), data=data)


def _check_deployments(tables: Mapping[str, ParsedTable], problems: ProblemList) -> None:
    table = tables.get("deployments")
    if table is None:
        return
    columns = table.columns
    for i in np.flatnonzero(~columns["post_id"].filled()).tolist():
        if columns["mission"][i] is None:
            _add(problems, ExchangeCode.DEPLOYMENT_WITHOUT_MISSION, table, i, "mission")
        if columns["category"][i] is None:
            _add(problems, ExchangeCode.DEPLOYMENT_WITHOUT_CATEGORY, table, i, "category", warning=True)


def _check_nominations(tables: Mapping[str, ParsedTable], problems: ProblemList) -> None:
    table = tables.get("nominations")
    if table is None:
        return
    posts, profiles = table.columns["post_id"], table.columns["profile"]
    for i in np.flatnonzero(posts.filled() == profiles.filled()).tolist():
        _add(problems, ExchangeCode.POST_OR_PROFILE, table, i, "post_id", value=posts[i], warning=True)


def _add(
    problems: ProblemList,
    code: ExchangeCode,
    table: ParsedTable,
    i: int,
    column: str | None,
    *,
    value: str | None = None,
    warning: bool = False,
    data: Mapping[str, Datum] | None = None,
) -> None:
    problems.add(code, file=table.file, sheet=table.sheet, row=int(table.rows[i]), column=column, value=value, warning=warning, data=data)
