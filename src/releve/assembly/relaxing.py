"""Single changes of the inputs that would place a request beside the other meetings: each is tried before it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import islice, product
from typing import Final, Literal

from releve.assembly.grid import meets
from releve.assembly.making_room import OF_MEETINGS, Movers
from releve.assembly.records import Delegation, Interpreter, Period
from releve.assembly.terms import Obstacle, Run, Terms
from releve.assembly.timetable import Relaxation, RelaxationKind

ASSEMBLY_FILE: Final = "assembly.toml"
NEW_NAME: Final = "\0"
"""Of a room or an interpreter who is only tried: no file can hold it."""
Trial = tuple[Relaxation, Terms]
MOST_TRIALS: Final = 40
"""Changes that are tried with other meetings moving: each of these trials is long."""
Met = Sequence[tuple[Run, frozenset[Obstacle]]]
SIDES: Final[tuple[tuple[Literal["requester", "counterpart"], Obstacle, Obstacle], ...]] = (
    ("requester", Obstacle.REQUESTER_ABSENT, Obstacle.REQUESTER_BUSY),
    ("counterpart", Obstacle.COUNTERPART_ABSENT, Obstacle.COUNTERPART_BUSY),
)


def find_relaxation(terms: Terms, met: Met, movers: Movers) -> Relaxation | None:
    """
    Return the first change that places the request, from what the request itself asks to what the house must provide; None without.

    Changes with which all other meetings stay where they are come first, then those with which up to two of them move.
    ``met`` is what stands in the way at each start.
    """
    if not all(found for _, found in met):
        return None
    for relaxation, changed in _trials(terms, _only(met)):
        if any(changed.fits(run, movers.occupied) for run in changed.starts):
            return relaxation
    tried = _trials(terms, _only([(run, found - OF_MEETINGS or found) for run, found in met]))
    for relaxation, changed in islice(tried, MOST_TRIALS):
        if movers.make_room(changed) is not None:
            return relaxation
    return None


def _only(met: Met) -> Mapping[Obstacle, Sequence[Run]]:
    """Return, by obstacle, the starts at which it is the only one."""
    alone: dict[Obstacle, list[Run]] = {}
    for run, found in met:
        if len(found) == 1:
            alone.setdefault(next(iter(found)), []).append(run)
    return alone


def _trials(terms: Terms, alone: Mapping[Obstacle, Sequence[Run]]) -> Iterator[Trial]:
    """Yield changes with the terms that they give; only what is the one obstacle at some start is worth a try."""
    for run in alone.get(Obstacle.WINDOW, ()):
        yield from _window(terms, run)
    for side, absent, busy in SIDES:
        for run in alone.get(absent, ()):
            yield from _presence(terms, side, run)
        if busy in alone:
            yield _parallel(terms, side)
    if Obstacle.NO_ROOM in alone:
        assembly = replace(terms.assembly, rooms=(*terms.assembly.rooms, NEW_NAME))
        yield Relaxation(kind=RelaxationKind.ADDED_ROOM, file=ASSEMBLY_FILE, column="rooms"), replace(terms, assembly=assembly)
    if alone.keys() & {Obstacle.NO_INTERPRETER, Obstacle.INTERPRETERS_BUSY}:
        yield from _interpreters(terms)
    if alone.keys() & {Obstacle.REQUESTER_BUSY, Obstacle.COUNTERPART_BUSY}:
        yield from _rest(terms)
    for run in alone.get(Obstacle.CLOSED, ()):
        yield from _closed(terms, run)
    yield from _longer_days(terms)
    yield from _shorter(terms)


def _cell(file: str, row: str | None, column: str, old: object, new: object) -> Relaxation:
    return Relaxation(kind=RelaxationKind.CHANGED_CELL, file=file, row=row, column=column, old=_written(old), new=_written(new))


def _written(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat(timespec="minutes") if isinstance(value, datetime | time) else str(value)


def _window(terms: Terms, run: Run) -> Iterator[Trial]:
    request, name = terms.request, terms.request.request
    if request.not_before is not None and request.not_before > run[0].starts_at:
        changed = replace(request, not_before=run[0].starts_at)
        yield _cell("requests.csv", name, "not_before", request.not_before, changed.not_before), replace(terms, request=changed)
    if request.not_after is not None and request.not_after < run[-1].ends_at:
        changed = replace(request, not_after=run[-1].ends_at)
        yield _cell("requests.csv", name, "not_after", request.not_after, changed.not_after), replace(terms, request=changed)


def _presence(terms: Terms, which: Literal["requester", "counterpart"], run: Run) -> Iterator[Trial]:
    side: Delegation = getattr(terms, which)
    first, last = run[0].starts_at, run[-1].ends_at
    if side.arrives_at is not None and side.arrives_at > first:
        cell = _cell("delegations.csv", side.delegation, "arrives_at", side.arrives_at, first)
        yield cell, _with_side(terms, which, replace(side, arrives_at=first))
    if side.departs_at is not None and side.departs_at < last:
        cell = _cell("delegations.csv", side.delegation, "departs_at", side.departs_at, last)
        yield cell, _with_side(terms, which, replace(side, departs_at=last))
    for absence in terms.unavailable:
        if absence.delegation != side.delegation or not any(meets(absence.period, slot) for slot in run):
            continue
        row = f"{absence.delegation} {_written(absence.period.starts_at) or ''}".strip()
        for column, old, new, period in _shortened(absence.period, first, last):
            shorter = replace(absence, period=period)
            changed = tuple(shorter if one is absence else one for one in terms.unavailable)
            yield _cell("unavailable.csv", row, column, old, new), replace(terms, unavailable=changed)


def _shortened(period: Period, first: datetime, last: datetime) -> Iterator[tuple[str, datetime | None, datetime, Period]]:
    """Yield column, old and new value, and the period that ends before a meeting, or begins after it; an empty one comes last."""
    ends_before = ("to", period.ends_at, first, replace(period, ends_at=first))
    begins_after = ("from", period.starts_at, last, replace(period, starts_at=last))
    would_be_empty = period.starts_at is not None and period.starts_at >= first
    yield from (begins_after, ends_before) if would_be_empty else (ends_before, begins_after)


def _parallel(terms: Terms, which: Literal["requester", "counterpart"]) -> Trial:
    side: Delegation = getattr(terms, which)
    changed = replace(side, parallel=side.parallel + 1)
    return _cell("delegations.csv", side.delegation, "parallel", side.parallel, changed.parallel), _with_side(terms, which, changed)


def _interpreters(terms: Terms) -> Iterator[Trial]:
    for pair in sorted(product(terms.requester.languages, terms.counterpart.languages)):
        added = Interpreter(interpreter=NEW_NAME, languages=frozenset(pair))
        relaxation = Relaxation(kind=RelaxationKind.ADDED_INTERPRETER, file="interpreters.csv", column="languages", new=";".join(pair))
        yield relaxation, replace(terms, interpreters=(*(terms.interpreters or ()), added))


def _rest(terms: Terms) -> Iterator[Trial]:
    for gap_slots in range(terms.assembly.gap_slots - 1, -1, -1):
        assembly = replace(terms.assembly, gap_slots=gap_slots)
        yield _cell(ASSEMBLY_FILE, None, "gap_slots", terms.assembly.gap_slots, gap_slots), replace(terms, assembly=assembly)


def _closed(terms: Terms, run: Run) -> Iterator[Trial]:
    for number, period in enumerate(terms.assembly.closed, start=1):
        if not any(meets(period, slot) for slot in run):
            continue
        for column, old, new, shorter in _shortened(period, run[0].starts_at, run[-1].ends_at):
            closed = tuple(shorter if one is period else one for one in terms.assembly.closed)
            cell = _cell(ASSEMBLY_FILE, None, f"closed[{number}].{column}", old, new)
            yield cell, replace(terms, assembly=replace(terms.assembly, closed=closed))


def _longer_days(terms: Terms) -> Iterator[Trial]:
    """Yield days that close later by as much as the meeting lasts; one that opened earlier would move all slots of the day."""
    days, length = terms.assembly.days, timedelta(minutes=terms.assembly.slot_minutes * terms.request.slots)
    for number, day in enumerate(days, start=1):
        closes_at = datetime.combine(day.date, day.closes) + length
        if closes_at.date() == day.date:
            longer = replace(day, closes=closes_at.time())
            changed = tuple(longer if one is day else one for one in days)
            cell = _cell(ASSEMBLY_FILE, None, f"day[{number}].closes", day.closes, longer.closes)
            yield cell, replace(terms, assembly=replace(terms.assembly, days=changed))


def _shorter(terms: Terms) -> Iterator[Trial]:
    for slots in range(terms.request.slots - 1, 0, -1):
        cell = _cell("requests.csv", terms.request.request, "slots", terms.request.slots, slots)
        yield cell, replace(terms, request=replace(terms.request, slots=slots))


def _with_side(terms: Terms, which: Literal["requester", "counterpart"], side: Delegation) -> Terms:
    return replace(terms, requester=side) if which == "requester" else replace(terms, counterpart=side)
