"""``assembly.toml`` in: days, closed periods, rooms and rest; every wrong key, type and range is reported."""

from __future__ import annotations

import difflib
import tomllib
import zoneinfo
from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from releve.assembly.codes import AssemblyCode
from releve.assembly.reading.clock_changes import report_clock_changes
from releve.assembly.reading.times import proposed_local_time, read_clock_time, read_local_time
from releve.assembly.records import Assembly, Day, Period
from releve.exchange.codes import ExchangeCode
from releve.exchange.csv_files import decode_text
from releve.exchange.policy_file import PolicyReader, toml_failure
from releve.exchange.raw import ProblemList

ASSEMBLY_FILE: Final = "assembly.toml"
KEYS: Final = ("name", "edition", "city", "country", "timezone", "slot_minutes", "gap_slots", "rooms", "day", "closed")
DAY_KEYS: Final = ("date", "opens", "closes")
PERIOD_KEYS: Final = ("from", "to")
MOST_SLOT_MINUTES: Final = 24 * 60
MOST_GAP_SLOTS: Final = 1_000
MOST_EDITION: Final = 1_000_000
_Value = TypeVar("_Value")


def read_assembly_file(content: bytes, problems: ProblemList) -> Assembly | None:
    """Return what the file says; None, or a record with gaps, where it holds an error, which is then among the problems."""
    text = decode_text(content, problems, file=ASSEMBLY_FILE)
    if text is None:
        return None
    try:
        # Any: the tree of a TOML file.
        tree: dict[str, Any] = tomllib.loads(text)
    except (RecursionError, ValueError) as failure:
        problems.add(ExchangeCode.MALFORMED_TOML, file=ASSEMBLY_FILE, data={"detail": toml_failure(failure)})
        return None
    return _Reader(problems=problems, file=ASSEMBLY_FILE).assembly(tree)


class _Reader(PolicyReader):
    """Reads values of the tree; a value that is wrong is reported, and None or the default returned. Any: values of a TOML file."""

    def assembly(self, tree: dict[str, Any]) -> Assembly | None:
        self.check_keys(tree, KEYS, "")
        zone = self._zone(tree)
        slot_minutes = self._slot_minutes(tree)
        rooms = self._rooms(tree.get("rooms"))
        days = self._days(tree.get("day"))
        if zone is None or slot_minutes is None:
            return None
        assembly = Assembly(
            name=self._text(tree, "name"),
            edition=self._edition(tree.get("edition")),
            city=self._text(tree, "city"),
            country=self._text(tree, "country"),
            timezone=zone.key,
            slot_minutes=slot_minutes,
            days=days,
            closed=self._closed(tree.get("closed")),
            rooms=rooms,
            gap_slots=self.integer(tree.get("gap_slots"), "gap_slots", 0, MOST_GAP_SLOTS),
        )
        report_clock_changes(assembly, zone, self.problems, file=ASSEMBLY_FILE)
        return assembly

    def _text(self, tree: dict[str, Any], key: str) -> str:
        value = tree.get(key, "")
        if not isinstance(value, str):
            self.fault(ExchangeCode.WRONG_TYPE, key, value, data={"expected": "text"})
            return ""
        return value.strip()

    def _edition(self, value: Any) -> int | str | None:  # noqa: ANN401 - a TOML value
        if isinstance(value, str):
            return value.strip() or None
        return None if value is None else self.integer(value, "edition", 0, MOST_EDITION)

    def _zone(self, tree: dict[str, Any]) -> ZoneInfo | None:
        name = self._text(tree, "timezone")
        if not name:
            if isinstance(tree.get("timezone", ""), str):
                self.fault(AssemblyCode.MISSING_KEY, "timezone", None)
            return None
        known = zoneinfo.available_timezones()
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            self.fault(AssemblyCode.UNKNOWN_TIME_ZONE, "timezone", name, data={"near": near[0] if near else None})
            return None
        return ZoneInfo(name)

    def _slot_minutes(self, tree: dict[str, Any]) -> int | None:
        minutes = tree.get("slot_minutes")
        if minutes is None:
            self.fault(AssemblyCode.MISSING_KEY, "slot_minutes", None)
            return None
        if isinstance(minutes, int) and not isinstance(minutes, bool) and not 1 <= minutes <= MOST_SLOT_MINUTES:
            self.fault(ExchangeCode.OUT_OF_RANGE, "slot_minutes", minutes, data={"low": 1, "high": MOST_SLOT_MINUTES})
            return None
        return self.integer(minutes, "slot_minutes", 0, MOST_SLOT_MINUTES) or None

    def _rooms(self, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - a TOML value
        names = [] if value is None else value
        if not isinstance(names, list):
            self.fault(ExchangeCode.WRONG_TYPE, "rooms", value, data={"expected": "list"})
            return ()
        rooms: list[str] = []
        for i, name in enumerate(names, start=1):
            key = f"rooms[{i}]"
            if not isinstance(name, str):
                self.fault(ExchangeCode.WRONG_TYPE, key, name, data={"expected": "text"})
            elif not name.strip():
                self.fault(ExchangeCode.BLANK_CELL, key, None)
            elif name.strip() in rooms:
                self.fault(AssemblyCode.REPEATED_ROOM, key, name)
            else:
                rooms.append(name.strip())
        if not names:
            self.fault(AssemblyCode.NO_ROOM, "rooms", None, warning=True)
        return tuple(rooms)

    def _days(self, value: Any) -> tuple[Day, ...]:  # noqa: ANN401 - a TOML value
        days: dict[date, Day] = {}
        for key, table in self._tables(value, "day", DAY_KEYS):
            day = self._needed(table, f"{key}.date", _as_date, ExchangeCode.NOT_A_DATE)
            opens = self._needed(table, f"{key}.opens", _as_clock_time, AssemblyCode.NOT_A_CLOCK_TIME)
            closes = self._needed(table, f"{key}.closes", _as_clock_time, AssemblyCode.NOT_A_CLOCK_TIME)
            if day is None or opens is None or closes is None:
                continue
            if day in days:
                self.fault(AssemblyCode.REPEATED_DAY, f"{key}.date", day.isoformat())
            elif closes <= opens:
                data = {"closes": closes.isoformat("minutes")}
                self.fault(AssemblyCode.CLOSES_BEFORE_OPENING, f"{key}.opens", opens.isoformat("minutes"), data=data)
            else:
                days[day] = Day(date=day, opens=opens, closes=closes)
        return tuple(days[day] for day in sorted(days))

    def _closed(self, value: Any) -> tuple[Period, ...]:  # noqa: ANN401 - a TOML value
        periods = []
        for key, table in self._tables(value, "closed", PERIOD_KEYS):
            starts_at, ends_at = (self._local_time(table.get(end), f"{key}.{end}") for end in PERIOD_KEYS)
            if starts_at is not None and ends_at is not None and ends_at <= starts_at:
                data = {"other_column": f"{key}.to", "other_value": ends_at.isoformat(timespec="minutes")}
                value_shown = starts_at.isoformat(timespec="minutes")
                self.fault(AssemblyCode.BOUNDS_CROSSED, f"{key}.from", value_shown, warning=True, data=data)
            periods.append(Period(starts_at=starts_at, ends_at=ends_at))
        return tuple(periods)

    def _local_time(self, value: Any, key: str) -> datetime | None:  # noqa: ANN401 - a TOML value
        if value is None or value == "":
            return None
        found = value.replace(second=0, microsecond=0) if _is_whole_minute(value) else None
        if isinstance(value, str):
            found = read_local_time(value.strip())
        if found is None:
            self.fault(AssemblyCode.NOT_A_TIME, key, value, data={"proposal": proposed_local_time(str(value))})
        return found

    def _tables(self, value: Any, key: str, known: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - a TOML value
        """Return the tables of an array with their dotted keys, counted from 1."""
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            self.fault(ExchangeCode.WRONG_TYPE, key, value, data={"expected": "tables"})
            return []
        numbered = [(f"{key}[{i}]", table) for i, table in enumerate(value, start=1)]
        for name, table in numbered:
            self.check_keys(table, known, f"{name}.")
        return numbered

    def _needed(self, table: dict[str, Any], key: str, read: Callable[[Any], _Value | None], code: str) -> _Value | None:
        value = table.get(key.rpartition(".")[2])
        if value is None or value == "":
            self.fault(AssemblyCode.MISSING_KEY, key, None)
            return None
        found = read(value)
        if found is None:
            self.fault(code, key, value)
        return found


def _as_date(value: Any) -> date | None:  # noqa: ANN401 - a TOML value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def _as_clock_time(value: Any) -> time | None:  # noqa: ANN401 - a TOML value
    if isinstance(value, time):
        return value if value.second == value.microsecond == 0 else None
    return read_clock_time(value.strip()) if isinstance(value, str) else None


def _is_whole_minute(value: Any) -> bool:  # noqa: ANN401 - a TOML value
    """Return whether a value is a time of TOML that bears no offset and no seconds."""
    zone: tzinfo | None = value.tzinfo if isinstance(value, datetime) else None
    return isinstance(value, datetime) and zone is None and value.second == value.microsecond == 0
