"""What one proposed move of a meeting breaks, what it costs, and where else the meeting fits: an answer while somebody waits for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from releve.assembly.check import Checker
from releve.assembly.grid import slots_of, usable_slots
from releve.assembly.records import AssemblyFolder, Delegation, Request
from releve.assembly.terms import Occupied, Run, Terms, terms_of
from releve.assembly.timetable import Meeting, Timetable
from releve.assembly.violations import Violation, ViolationCode


@dataclass(frozen=True, kw_only=True, order=True)
class LevelChange:
    """By how much a move raises the levels after `placed`, beside the timetable as it is; below 0 is better."""

    moved: int
    breaks: int
    room_changes: int


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A place where the meeting fits with all others where they are, and what it costs there."""

    meeting: Meeting
    change: LevelChange


@dataclass(frozen=True, kw_only=True)
class MoveAnswer:
    """
    What a proposed move would do.

    Attributes
    ----------
    meeting
        As proposed; its room and interpreter are those of before, where the proposal names no other and they are free, else free ones.
        None where the request is unknown.
    violations
        Every hard constraint that it breaks, with the meetings that break it together; nothing where it is possible.
    change
        What it costs; None where it is not possible.
    elsewhere
        Every start where the meeting fits, the cheapest first, of equal ones the nearest to the proposed start.
    """

    meeting: Meeting | None
    violations: tuple[Violation, ...]
    change: LevelChange | None
    elsewhere: tuple[Elsewhere, ...]


def judge_move(folder: AssemblyFolder, timetable: Timetable, request: str, starts_at: datetime, room: str | None = None) -> MoveAnswer:
    """
    Return what breaks at once when a meeting is held at another time or in another room, and where else it fits.

    Parameters
    ----------
    timetable
        Of this folder; it is not changed.
    request
        With a meeting or without.
    starts_at
        Local time.
    room
        None = as `MoveAnswer.meeting` says.
    """
    asked = next((one for one in folder.requests if one.request == request), None)
    if asked is None:
        return MoveAnswer(
            meeting=None, violations=(Violation(code=ViolationCode.UNKNOWN_REQUEST, requests=(request,)),), change=None, elsewhere=()
        )
    move = _Move(folder, timetable, asked)
    meeting = move.propose(starts_at, room)
    broken = move.violations(meeting)
    return MoveAnswer(
        meeting=meeting, violations=broken, change=None if broken else move.change(meeting), elsewhere=move.elsewhere(starts_at)
    )


@dataclass(frozen=True)
class _Move:
    folder: AssemblyFolder
    timetable: Timetable
    request: Request

    @cached_property
    def now(self) -> Meeting | None:
        return next((meeting for meeting in self.timetable.meetings if meeting.request == self.request.request), None)

    @cached_property
    def others(self) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self.timetable.meetings if meeting is not self.now)

    @cached_property
    def occupied(self) -> Occupied:
        return Occupied.by(self.folder, replace(self.timetable, meetings=self.others))

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.folder, self.request, {delegation.delegation: delegation for delegation in self.folder.delegations})

    @cached_property
    def small(self) -> AssemblyFolder:
        """Return the folder with the two sides only, for what takes time for each delegation."""
        sides = {self.request.requester, self.request.counterpart}
        return replace(
            self.folder,
            delegations=tuple(one for one in self.folder.delegations if one.delegation in sides),
            unavailable=tuple(one for one in self.folder.unavailable if one.delegation in sides),
        )

    def propose(self, starts_at: datetime, room: str | None) -> Meeting:
        """Return the meeting as proposed, possible or not."""
        run = next((run for run in self.terms.starts if run[0].starts_at == starts_at), None)
        minutes = self.folder.assembly.slot_minutes * self.request.slots
        held_room = self.now.room if self.now is not None else next(iter(self.folder.assembly.rooms), "")
        return Meeting(
            request=self.request.request,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            room=room or (self._room(run) if run is not None else None) or held_room,
            interpreter=self._interpreter(run),
        )

    def _room(self, run: Run) -> str | None:
        """Return the meeting's own room if it is free, else one where a side is just before or after, else any; None without."""
        wished = [self.now.room] if self.now is not None else []
        for side in self.sides:
            day = self._of_day(side, run[0].starts_at)
            before = [one.room for one in day if one.ends_at <= run[0].starts_at]
            wished += before[-1:] + [one.room for one in day if one.starts_at >= run[-1].ends_at][:1]
        rooms = [room for room in dict.fromkeys((*wished, *self.folder.assembly.rooms)) if room in self.folder.assembly.rooms]
        return next((room for room in rooms if self._is_free("room", room, run)), None)

    def _interpreter(self, run: Run | None) -> str | None:
        if not self.terms.needs_interpreter:
            return None
        held = self.now.interpreter if self.now is not None else None
        if run is None:
            return held
        checker = Checker(self.small)
        able = checker.interpreters.get(held or "")
        if held is not None and able is not None and checker.is_there(able, run) and self._is_free("interpreter", held, run):
            return held
        # Nobody is free: who has it now tells best whom it clashes with.
        return self.terms.free_interpreter(run, self.occupied) or held

    def _is_free(self, kind: str, name: str, run: Run) -> bool:
        taken = self.occupied.of(kind, name)
        return not any((slot.day, slot.position) in taken for slot in run)

    def violations(self, meeting: Meeting) -> tuple[Violation, ...]:
        """Return what a meeting breaks, alone and with the others."""
        alone, name = Checker(self.small), self.request.request
        linked = {one for pair in self.folder.order if name in pair for one in pair}
        whom = {self.request.requester, self.request.counterpart}
        near = [
            other
            for other in self.others
            if other.request in linked
            or (
                other.starts_at.date() == meeting.starts_at.date()
                and (other.room == meeting.room or other.interpreter in {meeting.interpreter} - {None} or whom & set(self._sides_of(other)))
            )
        ]
        together = Checker(self.folder).between([*near, meeting])
        return (
            *alone.of_a_meeting(meeting),
            *alone.of_its_room(meeting),
            *alone.of_its_interpreter(meeting),
            *(violation for violation in together if name in violation.requests),
            *(violation for violation in alone.of_fixed([meeting]) if violation.requests == (name,)),
        )

    def _sides_of(self, meeting: Meeting) -> tuple[str, str]:
        request = self.occupied.requests[meeting.request]
        return request.requester, request.counterpart

    def elsewhere(self, starts_at: datetime) -> tuple[Elsewhere, ...]:
        """Return where the meeting fits, but for where it is and where it is proposed."""
        is_fixed = any(row.request == self.request.request for row in self.folder.fixed)
        if self.request.accepted is False or is_fixed:
            return ()
        spared = {starts_at, self.now.starts_at if self.now is not None else None}
        found = []
        for run in self.terms.starts:
            if run[0].starts_at in spared or self.terms.obstacles(run, self.occupied):
                continue
            meeting = Meeting(
                request=self.request.request,
                starts_at=run[0].starts_at,
                ends_at=run[-1].ends_at,
                room=self._room(run) or "",
                interpreter=self._interpreter(run),
            )
            found.append(Elsewhere(meeting=meeting, change=self.change(meeting)))
        return tuple(sorted(found, key=lambda one: (one.change, abs(one.meeting.starts_at - starts_at), one.meeting.starts_at)))

    @cached_property
    def sides(self) -> tuple[Delegation, ...]:
        """Return the sides whose breaks and changes of room count."""
        return tuple(side for side in (self.terms.requester, self.terms.counterpart) if side.parallel == 1)

    @cached_property
    def _days(self) -> Mapping[tuple[str, object], list[Meeting]]:
        """Return the other meetings of both sides by day, as they begin."""
        days: dict[tuple[str, object], list[Meeting]] = defaultdict(list)
        for side in self.sides:
            mine = [meeting for meeting in self.others if side.delegation in self._sides_of(meeting)]
            for meeting in sorted(mine, key=lambda one: one.starts_at):
                days[side.delegation, meeting.starts_at.date()].append(meeting)
        return days

    def _of_day(self, side: Delegation, instant: datetime) -> list[Meeting]:
        return self._days.get((side.delegation, instant.date()), [])

    @cached_property
    def _usable(self) -> Mapping[tuple[str, object], list[datetime]]:
        """Return the starts of the usable slots of both sides by day."""
        grid, usable = slots_of(self.folder.assembly), usable_slots(self.small)
        return {
            (side, day[0].starts_at.date()): [slot.starts_at for slot in day if (slot.day, slot.position) in places]
            for side, places in usable.items()
            for day in grid
            if day
        }

    def change(self, meeting: Meeting) -> LevelChange:
        """Return what the levels rise by when the meeting is there rather than where it is, if it is anywhere."""
        published = {row.request: row.starts_at for row in self.folder.previous}.get(self.request.request)
        held = self.now.starts_at if self.now is not None else None
        after, before = self._cost(meeting), self._cost(self.now)
        return LevelChange(
            moved=(published not in {None, meeting.starts_at}) - (published not in {None, held}),
            breaks=after[0] - before[0],
            room_changes=after[1] - before[1],
        )

    def _cost(self, meeting: Meeting | None) -> tuple[int, int]:
        """Return the breaks and changes of room that a meeting adds to those of its sides on its day."""
        if meeting is None:
            return 0, 0
        breaks, changes = 0, 0
        for side in self.sides:
            others = self._of_day(side, meeting.starts_at)
            usable = self._usable.get((side.delegation, meeting.starts_at.date()), [])
            day = sorted((*others, meeting), key=lambda one: one.starts_at)
            breaks += self._count_breaks(day, usable) - self._count_breaks(others, usable)
            changes += _count_changes(day) - _count_changes(others)
        return breaks, changes

    def _count_breaks(self, meetings: Sequence[Meeting], usable: Sequence[datetime]) -> int:
        gap = self.folder.assembly.gap_slots
        return sum(sum(one.ends_at <= slot < other.starts_at for slot in usable) > gap for one, other in pairwise(meetings))


def _count_changes(meetings: Sequence[Meeting]) -> int:
    return sum(one.room != other.room for one, other in pairwise(meetings))
