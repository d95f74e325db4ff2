"""Places in a file of scenarios, and the checks that are the same wherever a value stands."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from releve.errors import Datum
from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import Column, Kind
from releve.exchange.forms import CellForms
from releve.exchange.policy_file import PolicyReader, shown_value
from releve.exchange.raw import ProblemList
from releve.scenarios.codes import ScenarioCode


@dataclass(frozen=True, kw_only=True)
class Place:
    """
    Where in the file a value stands. Any: values of a TOML file.

    Attributes
    ----------
    file
        None where the scenario came from options of a command.
    scenario
        Name of the scenario, None outside one.
    key
        Dotted key from the top of the file.
    """

    problems: ProblemList
    file: str | None
    scenario: str | None = None
    key: str = ""

    def at(self, key: str | int) -> Place:
        """Return the place of a key inside, or of an item of a list, counted from 1."""
        if isinstance(key, int):
            return replace(self, key=f"{self.key}[{key}]")
        return replace(self, key=f"{self.key}.{key}" if self.key else key)

    def fault(self, code: str, value: Any = None, *, warning: bool = False, data: Mapping[str, Datum] | None = None) -> None:  # noqa: ANN401 - a TOML value
        """Report what is wrong here."""
        shown = None if value is None else shown_value(value)
        full: dict[str, Datum] = {"scenario": self.scenario, **(data or {})}
        self.problems.add(code, file=self.file, column=self.key or None, value=shown, warning=warning, data=full)

    def table(self, value: Any, known: Collection[str]) -> dict[str, Any]:  # noqa: ANN401 - a TOML value
        """Return a table with the keys that are known; others are reported, for a slip would change nothing and not be seen."""
        if not isinstance(value, dict):
            self.fault(ExchangeCode.WRONG_TYPE, value, data={"expected": "table"})
            return {}
        for key in value:
            if key not in known:
                near = difflib.get_close_matches(key, tuple(known), n=1)
                data: dict[str, Datum] = {"near": near[0] if near else None, "known": tuple(known)}
                self.at(key).fault(ScenarioCode.UNKNOWN_KEY, data=data)
        return {key: value[key] for key in value if key in known}

    def tables(self, value: Any, known: Collection[str]) -> list[tuple[Place, dict[str, Any]]]:  # noqa: ANN401 - a TOML value
        """Return one table or a list of them, each with its place."""
        items = value if isinstance(value, list) else [value]
        return [(place, place.table(item, known)) for i, item in enumerate(items, start=1) for place in (self.at(i),)]

    def is_one_of(self, table: Mapping[str, Any], names: tuple[str, ...]) -> bool:
        """Return whether exactly one of these keys stands in a table; another number of them is reported."""
        n_given = sum(name in table for name in names)
        if n_given != 1:
            self.fault(ScenarioCode.NOT_BOTH if n_given else ScenarioCode.ONE_OF, data={"choices": names})
        return n_given == 1

    def texts(self, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a TOML value
        """Return one text or a list of them."""
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) and item for item in items):
            self.fault(ExchangeCode.WRONG_TYPE, value, data={"expected": "text;text"})
            return ()
        return tuple(items)

    def integer(self, value: Any, *, low: int, high: int | None = None) -> int | None:  # noqa: ANN401 - a TOML value
        """Return a whole number within its bounds, or None."""
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(ExchangeCode.NOT_AN_INTEGER, value, data={"proposal": None})
            return None
        if value < low or (high is not None and value > high):
            self.fault(ExchangeCode.OUT_OF_RANGE, value, data={"low": low, "high": high})
            return None
        return value

    def cell(self, column: Column, value: Any, forms: CellForms) -> Any:  # noqa: ANN401 - a TOML value; a value of the column's kind
        """Return what a cell of a table with this text would hold; the blank text is a blank cell."""
        text = _as_cell(value)
        if text is None:
            self.fault(ExchangeCode.WRONG_TYPE, value, data={"expected": "text"})
            return None
        text = text.strip()
        if not text:
            if column.filled:
                self.fault(ExchangeCode.BLANK_CELL)
            return None
        found, faults = forms.read(column, text)
        for fault in faults:
            self.fault(fault.code, text, warning=fault.warning, data=fault.data)
        return found


@dataclass(frozen=True, kw_only=True)
class ScenarioPolicyReader(PolicyReader):
    """Reads settings as ``policy.toml`` has them; here, an unknown key is an error. Any: values of a TOML file."""

    scenario: str | None

    def fault(self, code: str, key: str, value: Any, *, warning: bool = False, data: Mapping[str, Datum] | None = None) -> None:  # noqa: ANN401 - a TOML value
        """Report what is wrong with the value of a key, and in which scenario."""
        super().fault(code, key, value, warning=warning, data={"scenario": self.scenario, **(data or {})})

    def check_keys(self, table: Mapping[str, Any], known: Collection[str], prefix: str) -> None:
        """Report keys that are not known."""
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, tuple(known), n=1)
                data: dict[str, Datum] = {"near": near[0] if near else None, "known": tuple(str(name) for name in known)}
                self.fault(ScenarioCode.UNKNOWN_KEY, prefix + key, None, data=data)


def is_list(column: Column) -> bool:
    """Return whether the cells of a column are lists, of which one item can be changed alone."""
    return column.kind in {Kind.COUNTRIES, Kind.LANGUAGES, Kind.ASKED_LANGUAGES, Kind.LEVELS, Kind.SKILLS, Kind.IDS}


def _as_cell(value: Any) -> str | None:  # noqa: ANN401 - a TOML value
    """Return a value of TOML as the text of a cell: numbers, days and switches need no quotation marks, lists become one text."""
    if isinstance(value, list):
        parts = [_as_cell(part) for part in value]
        return None if None in parts else ";".join(str(part) for part in parts)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else None
