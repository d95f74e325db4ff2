"""
Changes of the clocks while an assembly is open: local times that do not exist, and such as come twice.

The grid is cut from local times as they are written (assembly contract, Grid), as if the clocks stood still. A meeting may then fall
on a time that no clock shows, or on one that comes twice, and last longer or shorter than it says: the desk is warned of such days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from releve.assembly.codes import AssemblyCode
from releve.assembly.records import Assembly
from releve.exchange.raw import ProblemList

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class ClockChange:
    """Local times from ``starts_at`` to ``ends_at``, half-open, that do not exist, or come twice."""

    starts_at: datetime
    ends_at: datetime
    come_twice: bool


def clock_changes(first: datetime, last: datetime, zone: ZoneInfo) -> Iterator[ClockChange]:
    """Yield the changes of the clocks that touch the local times from ``first`` to ``last``."""
    # A change moves the clocks by hours at most; a day before and after is more than that.
    earliest = (first - timedelta(days=1)).replace(tzinfo=zone).astimezone(UTC)
    latest = (last + timedelta(days=1)).replace(tzinfo=zone).astimezone(UTC)
    instant = earliest
    while instant < latest:
        later = min(instant + timedelta(hours=1), latest)
        if _offset(instant, zone) != _offset(later, zone):
            change = _change_between(instant, later, zone)
            if change.starts_at < last and change.ends_at > first:
                yield change
        instant = later


def report_clock_changes(assembly: Assembly, zone: ZoneInfo, problems: ProblemList, *, file: str) -> None:
    """Warn of each day whose open hours hold local times that do not exist, or come twice."""
    for day in assembly.days:
        opens_at, closes_at = datetime.combine(day.date, day.opens), datetime.combine(day.date, day.closes)
        for change in clock_changes(opens_at, closes_at, zone):
            problems.add(
                AssemblyCode.HOUR_REPEATED if change.come_twice else AssemblyCode.HOUR_SKIPPED,
                file=file,
                column="day",
                value=day.date.isoformat(),
                warning=True,
                data={
                    "date": day.date.isoformat(),
                    "from": change.starts_at.isoformat(timespec="minutes"),
                    "to": change.ends_at.isoformat(timespec="minutes"),
                },
            )


def _change_between(earlier: datetime, later: datetime, zone: ZoneInfo) -> ClockChange:
    """Return the change between two instants in UTC, to the minute."""
    before, after = _offset(earlier, zone), _offset(later, zone)
    while later - earlier > MINUTE:
        middle = earlier + MINUTE * ((later - earlier) // MINUTE // 2)
        if _offset(middle, zone) == before:
            earlier = middle
        else:
            later = middle
    instant = later.replace(tzinfo=None)
    return ClockChange(starts_at=instant + min(before, after), ends_at=instant + max(before, after), come_twice=after < before)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)
