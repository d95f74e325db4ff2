"""The grid of an assembly: each day cut into slots from its opening on, and which of them a delegation can use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from releve.assembly.records import Assembly, AssemblyFolder, Period


@dataclass(frozen=True, kw_only=True)
class Slot:
    """
    One slot of the grid; half-open, local time.

    Attributes
    ----------
    day, position
        Of the slot, counted from 0: the day among the assembly's days, the slot among those of its day.
    """

    day: int
    position: int
    starts_at: datetime
    ends_at: datetime


def slots_of(assembly: Assembly) -> tuple[tuple[Slot, ...], ...]:
    """Return the slots of each day; what does not fill a whole slot before the day closes is no slot (assembly contract, Grid)."""
    length = timedelta(minutes=assembly.slot_minutes)
    days = []
    for number, day in enumerate(assembly.days):
        opens_at, closes_at = datetime.combine(day.date, day.opens), datetime.combine(day.date, day.closes)
        n_slots = max(0, (closes_at - opens_at) // length)
        days.append(
            tuple(
                Slot(day=number, position=i, starts_at=opens_at + i * length, ends_at=opens_at + (i + 1) * length) for i in range(n_slots)
            )
        )
    return tuple(days)


def meets(period: Period, slot: Slot) -> bool:
    """Return whether a period and a slot have a moment in common; an empty period has none with anything."""
    if period.starts_at is not None and period.ends_at is not None and period.starts_at >= period.ends_at:
        return False
    begins_in_time = period.starts_at is None or period.starts_at < slot.ends_at
    return begins_in_time and (period.ends_at is None or period.ends_at > slot.starts_at)


def within(slot: Slot, earliest: datetime | None, latest: datetime | None) -> bool:
    """Return whether a slot lies wholly between two instants, of which None is open."""
    return (earliest is None or earliest <= slot.starts_at) and (latest is None or slot.ends_at <= latest)


def usable_slots(folder: AssemblyFolder) -> dict[str, frozenset[tuple[int, int]]]:
    """Return, by delegation, day and position of each slot that it can use: present, nothing closed, nothing else to do."""
    away: dict[str, list[Period]] = {delegation.delegation: [] for delegation in folder.delegations}
    for unavailable in folder.unavailable:
        away[unavailable.delegation].append(unavailable.period)
    open_slots = [slot for day in slots_of(folder.assembly) for slot in day if not _any_meets(folder.assembly.closed, slot)]
    return {
        delegation.delegation: frozenset(
            (slot.day, slot.position)
            for slot in open_slots
            if within(slot, delegation.arrives_at, delegation.departs_at) and not _any_meets(away[delegation.delegation], slot)
        )
        for delegation in folder.delegations
    }


def _any_meets(periods: Iterable[Period], slot: Slot) -> bool:
    return any(meets(period, slot) for period in periods)
