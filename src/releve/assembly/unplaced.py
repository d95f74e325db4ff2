"""Why requests have no meeting: what stood in the way in this timetable, and which single change of the inputs would place each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from releve.assembly.making_room import Movers
from releve.assembly.reasons import UnplacedReason
from releve.assembly.records import AssemblyFolder
from releve.assembly.relaxing import find_relaxation
from releve.assembly.terms import Obstacle, Occupied, Terms, terms_of
from releve.assembly.timetable import Timetable, Unplaced
from releve.errors import Datum

ABSENT: Final = frozenset({Obstacle.REQUESTER_ABSENT, Obstacle.COUNTERPART_ABSENT})
Found = tuple[UnplacedReason, Mapping[str, Datum]]


def explain_unplaced(folder: AssemblyFolder, timetable: Timetable) -> tuple[Unplaced, ...]:
    """
    Return, for each request without a meeting, what stood in the way and what would place it, in the order of their file.

    A relaxation is told only where it was tried: with it the request has a place, beside all other meetings as they are or, where
    no change does that, with up to two of them in other places. All that were placed stay placed, so that `must` and `placed` never
    fall by it; a change that would help only if more meetings moved is not found.
    """
    movers = movers_of(folder, timetable)
    unplaced = []
    for request in folder.requests:
        if request.request in movers.occupied.meetings:
            continue
        if request.accepted is False:
            unplaced.append(Unplaced(request=request.request, reason=UnplacedReason.DECLINED.value))
            continue
        terms = movers.terms_of(request.request)
        met = [(run, terms.obstacles(run, movers.occupied)) for run in terms.starts]
        reason, data = _reason(terms, [found for _, found in met])
        relaxation = find_relaxation(terms, met, movers)
        unplaced.append(Unplaced(request=request.request, reason=reason.value, data=data, relaxation=relaxation))
    return tuple(unplaced)


def movers_of(folder: AssemblyFolder, timetable: Timetable) -> Movers:
    """Return who moves meetings of a timetable out of the way; fixed ones stay."""
    occupied = Occupied.by(folder, timetable)
    delegations = {delegation.delegation: delegation for delegation in folder.delegations}
    return Movers(
        occupied=occupied,
        terms_of=cache(lambda name: terms_of(folder, occupied.requests[name], delegations)),
        fixed=frozenset(fixed.request for fixed in folder.fixed),
    )


def _reason(terms: Terms, met: list[frozenset[Obstacle]]) -> Found:
    """Return what stood in the way: of all starts, what no start gets past."""
    if not terms.assembly.rooms:
        return UnplacedReason.NO_ROOM, {}
    slots: dict[str, Datum] = {"slots": terms.request.slots}
    open_ones = [found for found in met if Obstacle.CLOSED not in found]
    if not open_ones:
        return UnplacedReason.NO_SLOT, slots
    for obstacle, side in ((Obstacle.REQUESTER_ABSENT, terms.requester), (Obstacle.COUNTERPART_ABSENT, terms.counterpart)):
        if all(obstacle in found for found in open_ones):
            return UnplacedReason.ABSENT, {"delegation": side.delegation, **slots}
    common = [found for found in open_ones if not found & ABSENT]
    if not common:
        return UnplacedReason.NO_COMMON_SLOT, slots
    return _reason_of_common(terms, common)


def _reason_of_common(terms: Terms, common: list[frozenset[Obstacle]]) -> Found:
    others = tuple(dict.fromkeys(name for pair in terms.order for name in pair if name != terms.request.request))
    left = common
    of_inputs: tuple[tuple[Obstacle, UnplacedReason, Mapping[str, Datum]], ...] = (
        (Obstacle.WINDOW, UnplacedReason.OUTSIDE_WINDOW, {}),
        (Obstacle.NO_INTERPRETER, UnplacedReason.NO_INTERPRETER, {}),
        (Obstacle.ORDER, UnplacedReason.ORDER, {"requests": others}),
    )
    for obstacle, reason, data in of_inputs:
        left = [found for found in left if obstacle not in found]
        if not left:
            return reason, data
    starts: dict[str, Datum] = {"starts": len(left)}
    of_meetings: tuple[tuple[Obstacle, UnplacedReason, Mapping[str, Datum]], ...] = (
        (Obstacle.REQUESTER_BUSY, UnplacedReason.DELEGATION_FULL, {"delegation": terms.requester.delegation, **starts}),
        (Obstacle.COUNTERPART_BUSY, UnplacedReason.DELEGATION_FULL, {"delegation": terms.counterpart.delegation, **starts}),
        (Obstacle.NO_ROOM, UnplacedReason.ROOMS_FULL, starts),
        (Obstacle.INTERPRETERS_BUSY, UnplacedReason.INTERPRETERS_FULL, starts),
    )
    for obstacle, reason, data in of_meetings:
        if all(obstacle in found for found in left):
            return reason, data
    return (UnplacedReason.CROWDED, starts) if all(left) else (UnplacedReason.NOT_FOUND, {})
