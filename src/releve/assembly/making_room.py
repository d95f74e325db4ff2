"""Room for a request where other meetings move: up to two of them go elsewhere, and all that were placed stay placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from releve.assembly.records import Delegation
from releve.assembly.terms import Obstacle, Occupied, Run, Terms
from releve.assembly.timetable import Meeting

OF_MEETINGS: Final = frozenset({Obstacle.REQUESTER_BUSY, Obstacle.COUNTERPART_BUSY, Obstacle.NO_ROOM, Obstacle.INTERPRETERS_BUSY})
"""What stands in the way only as long as other meetings are where they are."""
MOST_MOVED: Final = 2
MOST_TRIES: Final = 150
"""Starts and meetings in the way that are tried for one change: what is not found by then is not told."""


@dataclass(frozen=True, kw_only=True)
class Movers:
    """
    Moves meetings out of the way.

    Attributes
    ----------
    occupied
        Where all meetings are.
    terms_of
        What decides where the meeting of a request can be placed.
    fixed
        Requests whose meetings stay.
    """

    occupied: Occupied
    terms_of: Callable[[str], Terms]
    fixed: frozenset[str]

    def make_room(self, terms: Terms) -> tuple[Meeting, ...] | None:
        """Return all meetings with one for a request and at most two others moved; None where that is not found."""
        n_tries = 0
        for run in terms.starts:
            if not terms.obstacles(run, self.occupied) <= OF_MEETINGS:
                continue
            for away in self._in_the_way(terms, run):
                n_tries += 1
                if n_tries > MOST_TRIES:
                    return None
                moved = self._moved(terms, run, away)
                if moved is not None:
                    return tuple(moved.meetings.values())
        return None

    def _moved(self, terms: Terms, run: Run, away: frozenset[str]) -> Occupied | None:
        left = self.occupied.without(away)
        if terms.obstacles(run, left):
            return None
        now = _placed(terms, run, left)
        for request in sorted(away):
            other = self.terms_of(request)
            again = next((found for found in other.starts if not other.obstacles(found, now)), None)
            if again is None:
                return None
            now = _placed(other, again, now)
        return now

    def _in_the_way(self, terms: Terms, run: Run) -> Iterator[frozenset[str]]:
        """Yield groups of meetings without which nothing may be in the way of a request at one start, small ones first."""
        found = terms.obstacles(run, self.occupied)
        of_requester = self._of_side(terms, terms.requester, run) if Obstacle.REQUESTER_BUSY in found else [frozenset[str]()]
        of_counterpart = self._of_side(terms, terms.counterpart, run) if Obstacle.COUNTERPART_BUSY in found else [frozenset[str]()]
        groups = {one | other for one, other in product(of_requester, of_counterpart)}
        groups |= {group | {one} for group in groups for one in self._of_house(run)}
        allowed = (group for group in groups if 0 < len(group) <= MOST_MOVED and not group & self.fixed)
        yield from sorted(allowed, key=lambda group: (len(group), sorted(group)))

    def _of_side(self, terms: Terms, side: Delegation, run: Run) -> list[frozenset[str]]:
        """Return what must go for a delegation to be free: all its meetings near the start, or any one where it holds several at once."""
        gap = terms.assembly.gap_slots if side.parallel == 1 else 0
        near = [
            request
            for request, places in self.occupied.places.items()
            if side.delegation in self._sides(request)
            and places[0][0] == run[0].day
            and places[0][1] <= run[-1].position + gap
            and places[-1][1] >= run[0].position - gap
        ]
        return [frozenset(near)] if side.parallel == 1 else [frozenset({request}) for request in near]

    def _of_house(self, run: Run) -> list[str]:
        """Return the meetings whose rooms and interpreters are wanted at a start."""
        wanted = {(slot.day, slot.position) for slot in run}
        return [request for request, places in self.occupied.places.items() if wanted.intersection(places)]

    def _sides(self, request: str) -> tuple[str, str]:
        asked = self.occupied.requests[request]
        return asked.requester, asked.counterpart


def _placed(terms: Terms, run: Run, occupied: Occupied) -> Occupied:
    interpreter = terms.free_interpreter(run, occupied) if terms.needs_interpreter else None
    meeting = Meeting(
        request=terms.request.request,
        starts_at=run[0].starts_at,
        ends_at=run[-1].ends_at,
        room=terms.free_room(run, occupied) or "",
        interpreter=interpreter,
    )
    return occupied.having(meeting, run)
