"""What rows say of each other: keys given twice, rows repeated, keys that lead nowhere, bounds that cross."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from releve.errors import Datum
from releve.exchange.codes import ExchangeCode
from releve.exchange.parsed import ParsedTable
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
    seen: dict[tuple[Any, ...], int] = {}
    repeated: set[int] = set()
    for i, row in enumerate(table.rows):
        record = tuple(repr(cells[i]) for cells in table.columns.values())
        first = seen.setdefault(record, row)
        if first != row:
            repeated.add(i)
            if problems is not None:
                _add(problems, ExchangeCode.REPEATED_ROW, table, i, None, warning=True, data={"other_row": first})
    return frozenset(repeated)


def _keys(table: ParsedTable, problems: ProblemList) -> dict[str, int]:
    key = table.form.key
    if key is None:
        return {}
    first: dict[str, int] = {}
    for i, value in enumerate(table.columns[key]):
        if value is None:
            continue
        if value in first:
            _add(problems, ExchangeCode.DUPLICATE_KEY, table, i, key, value=value, data={"other_row": table.rows[first[value]]})
        else:
            first[value] = i
    return first


def _check_reference(
    table: ParsedTable, column: str, keys: Mapping[str, int], target: str, code: ExchangeCode, problems: ProblemList, *, warning: bool
) -> None:
    data = {"table": target} if code is ExchangeCode.UNKNOWN_REFERENCE else {}
    for i, value in enumerate(table.columns[column]):
        if value is not None and value not in keys:
            _add(problems, code, table, i, column, value=value, warning=warning, data=data)


def _check_bounds(table: ParsedTable, low: str, high: str, problems: ProblemList) -> None:
    for i, (lower, upper) in enumerate(zip(table.columns[low], table.columns[high], strict=True)):
        if lower is not None and upper is not None and lower > upper:
            data = {"other_column": high, "other_value": str(upper)}
            _add(problems, ExchangeCode.BOUNDS_CROSSED, table, i, low, value=str(lower), warning=True, data=data)


def _check_rules(tables: Mapping[str, ParsedTable], rule_codes: Collection[str], problems: ProblemList) -> None:
    waivers = tables.get("waivers")
    if waivers is None:
        return
    for i, rule in enumerate(waivers.columns["rule"]):
        if rule is not None and rule not in rule_codes:
            _add(problems, ExchangeCode.UNKNOWN_RULE, waivers, i, "rule", value=rule, data={"choices": tuple(rule_codes)})


def _check_targets(tables: Mapping[str, ParsedTable], keys: Mapping[str, Mapping[str, int]], problems: ProblemList) -> None:
    officers = tables.get("officers")
    if officers is None or any(name not in keys or not tables[name].is_whole for name in ("missions", "posts")):
        return
    for i, names in enumerate(officers.columns["nominated_for"]):
        for name in names or ():
            if name not in keys["missions"] and name not in keys["posts"]:
                data = {"part": name}
                _add(problems, ExchangeCode.UNKNOWN_TARGET, officers, i, "nominated_for", value=";".join(names), data=data)


def _check_deployments(tables: Mapping[str, ParsedTable], problems: ProblemList) -> None:
    table = tables.get("deployments")
    if table is None:
        return
    columns = table.columns
    for i in range(len(table)):
        if columns["post_id"][i] is not None:
            continue
        if columns["mission"][i] is None:
            _add(problems, ExchangeCode.DEPLOYMENT_WITHOUT_MISSION, table, i, "mission")
        if columns["category"][i] is None:
            _add(problems, ExchangeCode.DEPLOYMENT_WITHOUT_CATEGORY, table, i, "category", warning=True)


def _check_nominations(tables: Mapping[str, ParsedTable], problems: ProblemList) -> None:
    table = tables.get("nominations")
    if table is None:
        return
    for i, (post, profile) in enumerate(zip(table.columns["post_id"], table.columns["profile"], strict=True)):
        if (post is None) == (profile is None):
            _add(problems, ExchangeCode.POST_OR_PROFILE, table, i, "post_id", value=post, warning=True)


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
    problems.add(code, file=table.file, sheet=table.sheet, row=table.rows[i], column=column, value=value, warning=warning, data=data)
