"""What goes to the calendars: each meeting with its sequence, and what was published before and is no longer so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from releve.assembly.records import AssemblyFolder, PreviousMeeting, Request
from releve.assembly.timetable import Meeting, Timetable


class OwnerKind(StrEnum):
    """Whose calendar it is."""

    DELEGATION = "delegation"
    ROOM = "room"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, kw_only=True, order=True)
class Owner:
    """A delegation, a room or an interpreter with a calendar."""

    kind: OwnerKind
    name: str


@dataclass(frozen=True, kw_only=True)
class Issued:
    """
    One meeting as calendars hold it.

    Attributes
    ----------
    sequence
        Rises by one whenever start, end, room, interpreter or a side is another than published (RFC 5545, section 3.8.7.4).
    owners
        Whose calendars hold it.
    no_longer
        Whose calendars held it and must take it out again.
    before
        What was published; None where nothing was.
    cancelled
        Whether it is placed no longer; then it stands at the time published before.
    """

    request: str
    requester: str | None
    counterpart: str | None
    topics: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    room: str | None
    interpreter: str | None
    sequence: int
    owners: tuple[Owner, ...]
    no_longer: tuple[Owner, ...]
    before: PreviousMeeting | None
    cancelled: bool = False


def issue_meetings(folder: AssemblyFolder, timetable: Timetable) -> tuple[Issued, ...]:
    """Return every meeting of a timetable in its order, then those of ``previous.csv`` that are placed no longer, in the order there."""
    return (*_placed(folder, timetable), *_cancelled(folder, timetable))


def _placed(folder: AssemblyFolder, timetable: Timetable) -> Iterator[Issued]:
    requests = {request.request: request for request in folder.requests}
    previous = {before.request: before for before in folder.previous}
    withdrawn = {gone.request: gone.sequence for gone in folder.withdrawn}
    for meeting in timetable.meetings:
        request, before = requests[meeting.request], previous.get(meeting.request)
        # A cancellation bore a sequence of its own, which the meeting has to pass to come back.
        sequence = withdrawn[meeting.request] + 1 if meeting.request in withdrawn else 0
        if before is not None:
            sequence = before.sequence + _has_changed(meeting, request, before, folder.assembly.slot_minutes)
        owners = _owners(request.requester, request.counterpart, meeting.room, meeting.interpreter)
        yield Issued(
            request=meeting.request,
            requester=request.requester,
            counterpart=request.counterpart,
            topics=request.topics,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            room=meeting.room,
            interpreter=meeting.interpreter,
            sequence=sequence,
            owners=owners,
            no_longer=() if before is None else tuple(owner for owner in _owners_before(before) if owner not in owners),
            before=before,
        )


def _cancelled(folder: AssemblyFolder, timetable: Timetable) -> Iterator[Issued]:
    requests = {request.request: request for request in folder.requests}
    placed = {meeting.request for meeting in timetable.meetings}
    for before in folder.previous:
        if before.request in placed:
            continue
        request = requests.get(before.request)
        requester = before.requester or (request.requester if request else None)
        counterpart = before.counterpart or (request.counterpart if request else None)
        yield Issued(
            request=before.request,
            requester=requester,
            counterpart=counterpart,
            topics=request.topics if request else (),
            starts_at=before.starts_at,
            ends_at=_end_before(before, request, folder.assembly.slot_minutes),
            room=before.room,
            interpreter=before.interpreter,
            sequence=before.sequence + 1,
            owners=_owners(requester, counterpart, before.room, before.interpreter),
            no_longer=(),
            before=before,
            cancelled=True,
        )


def _has_changed(meeting: Meeting, request: Request, before: PreviousMeeting, slot_minutes: int) -> bool:
    """Return whether anything differs from what was published; what the file does not say has not changed, but a room."""
    return (
        meeting.starts_at != before.starts_at
        or meeting.ends_at != _end_before(before, request, slot_minutes)
        or meeting.room != before.room
        or before.interpreter not in (None, meeting.interpreter)
        or before.requester not in (None, request.requester)
        or before.counterpart not in (None, request.counterpart)
    )


def _end_before(before: PreviousMeeting, request: Request | None, slot_minutes: int) -> datetime:
    """Return when a published meeting ended: as long as its request is now, where the file does not say."""
    length = (request.slots if request else 1) * timedelta(minutes=slot_minutes)
    return before.ends_at or before.starts_at + length


def _owners_before(before: PreviousMeeting) -> tuple[Owner, ...]:
    return _owners(before.requester, before.counterpart, before.room, before.interpreter)


def _owners(requester: str | None, counterpart: str | None, room: str | None, interpreter: str | None) -> tuple[Owner, ...]:
    named = (
        (OwnerKind.DELEGATION, requester),
        (OwnerKind.DELEGATION, counterpart),
        (OwnerKind.ROOM, room),
        (OwnerKind.INTERPRETER, interpreter),
    )
    return tuple(Owner(kind=kind, name=name) for kind, name in named if name is not None)
