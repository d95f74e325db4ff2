"""``timetable.json`` and the tables: the timetable for machines, in the keys of the assembly contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from releve.assembly.output.issued import Issued
from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Meeting, Objective, Relaxation, Timetable, Unplaced
from releve.exchange.writers import csv_text

SCHEMA_VERSION: Final = 1
DECLINED: Final = "declined"


def local(instant: datetime) -> str:
    """Return a local time as the contract writes it: ``2025-11-24T09:00``."""
    return instant.isoformat(timespec="minutes")


def timetable_document(folder: AssemblyFolder, timetable: Timetable, unplaced: Sequence[Unplaced]) -> dict[str, object]:
    """Return the document; requests without a meeting stand in the order of their file, those that ``unplaced`` does not name included."""
    return {
        "schema_version": SCHEMA_VERSION,
        "digests": dict(folder.digests),
        "status": timetable.status.value,
        "objective": _levels(timetable.objective),
        "bound": _levels(timetable.bound),
        "meetings": [_meeting(meeting) for meeting in timetable.meetings],
        "unplaced": [
            {"request": left.request, "reason": left.reason, "relaxation": relaxation_data(left.relaxation)}
            for left in all_unplaced(folder, timetable, unplaced)
        ],
    }


def all_unplaced(folder: AssemblyFolder, timetable: Timetable, unplaced: Iterable[Unplaced]) -> tuple[Unplaced, ...]:
    """Return every request without a meeting, declined ones with that for a reason, in the order of their file."""
    told = {left.request: left for left in unplaced}
    placed = {meeting.request for meeting in timetable.meetings}
    return tuple(
        Unplaced(request=request.request, reason=DECLINED) if request.accepted is False else told[request.request]
        for request in folder.requests
        if request.request not in placed
    )


def relaxation_data(relaxation: Relaxation | None) -> dict[str, str | None] | None:
    """Return a relaxation as JSON."""
    if relaxation is None:
        return None
    return {
        "kind": relaxation.kind.value,
        "file": relaxation.file,
        "row": relaxation.row,
        "column": relaxation.column,
        "old": relaxation.old,
        "new": relaxation.new,
    }


def timetable_table(issued: Sequence[Issued]) -> str:
    """Return ``timetable.csv``: the meetings by time, with sides and sequence."""
    columns = ("request", "starts_at", "ends_at", "room", "interpreter", "requester", "counterpart", "sequence")
    held = sorted((meeting for meeting in issued if not meeting.cancelled), key=lambda meeting: (meeting.starts_at, meeting.room or ""))
    return csv_text(columns, (_row(meeting) for meeting in held))


def published_table(folder: AssemblyFolder, issued: Sequence[Issued]) -> str:
    """
    Return ``published.csv``: what stands in the calendars now, to be the ``previous.csv`` of the next run.

    A meeting that is cancelled stands there without a start, and keeps the sequence that it must pass to come back.
    """
    columns = ("request", "starts_at", "ends_at", "room", "interpreter", "requester", "counterpart", "sequence")
    told = {meeting.request for meeting in issued}
    rows = [(meeting.request, *(None,) * 6, meeting.sequence) if meeting.cancelled else _row(meeting) for meeting in issued]
    rows += [(gone.request, *(None,) * 6, gone.sequence) for gone in folder.withdrawn if gone.request not in told]
    return csv_text(columns, rows)


def unplaced_table(folder: AssemblyFolder, unplaced: Sequence[Unplaced], sentences: Mapping[str, tuple[str, str]]) -> str:
    """Return ``unplaced.csv``; ``sentences`` are reason and relaxation in words, by request."""
    columns = (
        "request",
        "requester",
        "counterpart",
        "priority",
        "must",
        "reason",
        "why",
        "relaxation",
        "file",
        "row",
        "column",
        "old",
        "new",
    )
    requests = {request.request: request for request in folder.requests}
    rows = []
    for left in unplaced:
        request, change = requests[left.request], left.relaxation
        why, relaxed = sentences.get(left.request, ("", ""))
        changed = (None,) * 5 if change is None else (change.file, change.row, change.column, change.old, change.new)
        of_request = (request.requester, request.counterpart, request.priority, request.must)
        rows.append((left.request, *of_request, left.reason, why, relaxed, *changed))
    return csv_text(columns, rows)


def _row(meeting: Issued) -> tuple[object, ...]:
    return (
        meeting.request,
        local(meeting.starts_at),
        local(meeting.ends_at),
        meeting.room,
        meeting.interpreter,
        meeting.requester,
        meeting.counterpart,
        meeting.sequence,
    )


def _levels(objective: Objective) -> dict[str, object]:
    return {
        "must": objective.must,
        "placed": {str(priority): n for priority, n in enumerate(objective.placed, start=1)},
        "moved": objective.moved,
        "breaks": objective.breaks,
        "room_changes": objective.room_changes,
    }


def _meeting(meeting: Meeting) -> dict[str, str | None]:
    return {
        "request": meeting.request,
        "starts_at": local(meeting.starts_at),
        "ends_at": local(meeting.ends_at),
        "room": meeting.room,
        "interpreter": meeting.interpreter,
    }
