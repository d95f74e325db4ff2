"""What rows of an assembly say of each other: keys given twice, names that lead nowhere, a side alone, orders that run in a circle."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from releve.assembly.codes import AssemblyCode
from releve.assembly.reading.rows import Rows
from releve.exchange.codes import ExchangeCode
from releve.exchange.raw import ProblemList

REFERENCES: Final = (
    ("unavailable", "delegation", "delegations", AssemblyCode.UNKNOWN_DELEGATION),
    ("requests", "requester", "delegations", AssemblyCode.UNKNOWN_DELEGATION),
    ("requests", "counterpart", "delegations", AssemblyCode.UNKNOWN_DELEGATION),
    ("order", "before", "requests", AssemblyCode.UNKNOWN_REQUEST),
    ("order", "after", "requests", AssemblyCode.UNKNOWN_REQUEST),
    ("fixed", "request", "requests", AssemblyCode.UNKNOWN_REQUEST),
)
"""
Table, column, the table that its values are keys of, and the code where one is not.

A request of ``previous.csv`` may be gone: the timetable published before is older than the requests.
"""


def check_links(tables: Mapping[str, Rows], problems: ProblemList) -> None:
    """Report everything that rows of one table say wrongly of rows of another, or of the same."""
    keys = {name: _keys(rows, problems) for name, rows in tables.items() if rows.form.key is not None}
    for name, column, target, code in REFERENCES:
        # Without its target table, or with half of it, a name has nothing to be checked against.
        if name in tables and target in keys and tables[target].is_whole:
            _check_reference(tables[name], column, keys[target], code, problems)
    if "requests" in tables:
        _check_sides(tables["requests"], problems)
    if "order" in tables:
        _check_order(tables["order"], problems)


def _keys(rows: Rows, problems: ProblemList) -> dict[str, int]:
    """Return the row of each key, and report keys that stand twice."""
    key, found = rows.form.key or "", dict[str, int]()
    for number, record in rows.numbered():
        name = record[key]
        if name is None:
            continue
        if name in found:
            problems.add(ExchangeCode.DUPLICATE_KEY, file=rows.file, row=number, column=key, value=name, data={"other_row": found[name]})
        found.setdefault(name, number)
    return found


def _check_reference(rows: Rows, column: str, keys: Mapping[str, int], code: AssemblyCode, problems: ProblemList) -> None:
    for number, record in rows.numbered():
        name = record[column]
        if name is not None and name not in keys:
            near = difflib.get_close_matches(name, keys, n=1)
            data = {"near": near[0] if near else None}
            problems.add(code, file=rows.file, row=number, column=column, value=name, data=data)


def _check_sides(requests: Rows, problems: ProblemList) -> None:
    for number, record in requests.numbered():
        if record["requester"] is not None and record["requester"] == record["counterpart"]:
            problems.add(AssemblyCode.MEETS_ITSELF, file=requests.file, row=number, column="counterpart", value=record["counterpart"])


def _check_order(order: Rows, problems: ProblemList) -> None:
    """Report each circle once, at its first row, with all requests that run in it."""
    after: dict[str, list[str]] = {}
    rows: dict[str, list[int]] = {}
    for number, record in order.numbered():
        if record["before"] is not None and record["after"] is not None:
            after.setdefault(record["before"], []).append(record["after"])
            rows.setdefault(record["before"], []).append(number)
    for circle in circles(after):
        inside = set(circle)
        number = min(n for name in circle for n, then in zip(rows[name], after[name], strict=True) if then in inside)
        if len(circle) == 1:
            problems.add(AssemblyCode.COMES_BEFORE_ITSELF, file=order.file, row=number, column="before", value=circle[0])
            continue
        problems.add(
            AssemblyCode.CIRCULAR_ORDER,
            file=order.file,
            row=number,
            column="before",
            data={"requests": tuple(sorted(circle, key=lambda name: rows[name][0]))},
        )


def circles(after: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """
    Yield the sets of names that lead back to themselves: strongly connected components that hold a circle.

    Notes
    -----
    Source: Tarjan (1972), SIAM J. Comput. 1, without recursion: an order may be as long as the file.
    """
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for root in after:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        path.append(root)
        on_path.add(root)
        work = [(root, iter(after[root]))]
        while work:
            name, rest = work[-1]
            then = next(rest, None)
            if then is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == number[name]:
                    start = path.index(name)
                    component = tuple(path[start:])
                    del path[start:]
                    on_path.difference_update(component)
                    if len(component) > 1 or name in after.get(name, ()):
                        yield component
            elif then not in number:
                number[then] = low[then] = len(number)
                path.append(then)
                on_path.add(then)
                work.append((then, iter(after.get(then, ()))))
            elif then in on_path:
                low[name] = min(low[name], number[then])
