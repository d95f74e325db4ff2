"""
Calendars: one file for each delegation, room and interpreter, that updates what was imported before and never doubles it.

The same meetings give the same bytes: the stamp of an event is the opening of the assembly, no clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from releve.assembly.output.file_names import calendar_names
from releve.assembly.output.issued import Issued, Owner, OwnerKind
from releve.assembly.output.words import OutputWords, delegation_names
from releve.assembly.records import Assembly, AssemblyFolder
from releve.exchange.writers import json_text

PRODUCT: Final = "-//Releve//Assembly//EN"
DOMAIN: Final = "assembly.releve"
UID_DIGITS: Final = 32
NO_DAY: Final = date(1970, 1, 1)
"""Stamp of an assembly without days, which has no meetings either."""


def calendar_files(folder: AssemblyFolder, issued: Sequence[Issued], words: OutputWords) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every calendar: of all delegations, rooms and interpreters, and of those only published before."""
    events: dict[Owner, list[tuple[Issued, bool]]] = {owner: [] for owner in _owners(folder)}
    for meeting in issued:
        for owner in meeting.owners:
            events.setdefault(owner, []).append((meeting, meeting.cancelled))
        for owner in meeting.no_longer:
            events.setdefault(owner, []).append((meeting, True))
    files = calendar_names(events)
    names = delegation_names(folder, words)
    zone = ZoneInfo(folder.assembly.timezone)
    zone_part = _zone_part(folder, issued)
    for owner, held in events.items():
        calendar = Calendar()
        calendar.add("prodid", PRODUCT)
        calendar.add("version", "2.0")
        owner_name = names.get(owner.name, owner.name) if owner.kind is OwnerKind.DELEGATION else owner.name
        calendar.add("x-wr-calname", f"{folder.assembly.name}: {owner_name}" if folder.assembly.name else owner_name)
        calendar.add("x-wr-timezone", zone.key)
        if held and zone_part is not None:
            calendar.add_component(zone_part)
        for meeting, is_cancelled in held:
            event = _event(meeting, owner, folder.assembly, zone, words, is_cancelled=is_cancelled)
            event.add("summary", _title(meeting, owner, words, names))
            calendar.add_component(event)
        yield files[owner], calendar.to_ical()


def uid_of(edition: int | str | None, request: str, owner: Owner) -> str:
    """Return the identifier of an event, which depends on edition, request and owner of the calendar and on nothing else."""
    said = json_text((edition, request, owner.kind.value, owner.name))
    return f"{sha256(said.encode()).hexdigest()[:UID_DIGITS]}@{DOMAIN}"


def _owners(folder: AssemblyFolder) -> Iterator[Owner]:
    yield from (Owner(kind=OwnerKind.DELEGATION, name=delegation.delegation) for delegation in folder.delegations)
    yield from (Owner(kind=OwnerKind.ROOM, name=room) for room in folder.assembly.rooms)
    yield from (Owner(kind=OwnerKind.INTERPRETER, name=interpreter.interpreter) for interpreter in folder.interpreters or ())


def _zone_part(folder: AssemblyFolder, issued: Sequence[Issued]) -> Timezone | None:
    """Return the rules of the assembly's time zone for the years of its events; none is needed for UTC or without events."""
    years = {time.year for meeting in issued for time in (meeting.starts_at, meeting.ends_at)}
    if not years or folder.assembly.timezone == "UTC":
        return None
    return Timezone.from_tzid(folder.assembly.timezone, first_date=date(min(years), 1, 1), last_date=date(max(years) + 1, 1, 1))


def _event(meeting: Issued, owner: Owner, assembly: Assembly, zone: ZoneInfo, words: OutputWords, *, is_cancelled: bool) -> Event:
    # Where a calendar loses the meeting to another one, it takes out what it was told: the time published before.
    told = meeting if meeting.before is None or not is_cancelled else meeting.before
    starts_at = told.starts_at
    ends_at = meeting.ends_at if told.ends_at is None else told.ends_at
    if ends_at <= starts_at:
        ends_at = starts_at + (meeting.ends_at - meeting.starts_at)
    event = Event()
    event.add("uid", uid_of(assembly.edition, meeting.request, owner))
    first_day = assembly.days[0].date if assembly.days else NO_DAY
    event.add("dtstamp", datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC))
    event.add("sequence", meeting.sequence)
    event.add("dtstart", starts_at.replace(tzinfo=zone))
    event.add("dtend", ends_at.replace(tzinfo=zone))
    if told.room is not None:
        event.add("location", told.room)
    event.add("description", "\n".join(f"{name}: {value}" for name, value in _described(meeting, words).items() if value))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return event


def _title(meeting: Issued, owner: Owner, words: OutputWords, names: Mapping[str, str]) -> str:
    requester, counterpart = (names.get(side or "", side or "") for side in (meeting.requester, meeting.counterpart))
    if owner.kind is OwnerKind.DELEGATION:
        return words.meeting_with.format(other=counterpart if owner.name == meeting.requester else requester)
    return words.meeting_of.format(requester=requester, counterpart=counterpart) if requester else meeting.request


def _described(meeting: Issued, words: OutputWords) -> Mapping[str, str]:
    return {words.request: meeting.request, words.topics: "; ".join(meeting.topics), words.interpreter: meeting.interpreter or ""}
