"""Room for a request where other meetings move: up to two of them go elsewhere, and all that were placed stay placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Final

from releve.assembly.records import Delegation
from releve.assembly.terms import Obstacle, Occupied, Place, Run, Terms
from releve.assembly.timetable import Meeting

OF_MEETINGS: Final = frozenset({Obstacle.REQUESTER_BUSY, Obstacle.COUNTERPART_BUSY, Obstacle.NO_ROOM, Obstacle.INTERPRETERS_BUSY})
"""What stands in the way only as long as other meetings are where they are."""
MOST_MOVED: Final = 2
MOST_TRIES: Final = 150
"""Groups of meetings in the way that are tried for one change: what is not found by then is not told."""
MOST_EFFORT: Final = 20_000
"""Effort that one set of movers makes in all, a start looked at being 1; some seconds at two thousand meetings."""
EFFORT_OF_A_TRY: Final = 10


@dataclass(kw_only=True)
class Effort:
    """What is left of an effort; counted in steps and not in seconds, so that the same inputs always give the same answer."""

    left: int = MOST_EFFORT


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
    effort
        What is left to be spent, on all requests together.
    """

    occupied: Occupied
    terms_of: Callable[[str], Terms]
    fixed: frozenset[str]
    effort: Effort = field(default_factory=Effort)

    def make_room(self, terms: Terms) -> tuple[Meeting, ...] | None:
        """Return all meetings with one for a request and at most two others moved; None where that is not found in time."""
        n_tries = 0
        for run in terms.starts:
            self.effort.left -= 1
            if self.effort.left < 0:
                return None
            if not terms.obstacles(run, self.occupied) <= OF_MEETINGS:
                continue
            for away in self._in_the_way(terms, run):
                n_tries += 1
                self.effort.left -= EFFORT_OF_A_TRY
                if n_tries > MOST_TRIES or self.effort.left < 0:
                    return None
                moved = self._moved(terms, run, away)
                if moved is not None:
                    return tuple(moved.meetings.values())
        return None

    def _moved(self, terms: Terms, run: Run, away: frozenset[str]) -> Occupied | None:
        left = self.occupied.without(away)
        if not terms.fits(run, left):
            return None
        now = _placed(terms, run, left)
        for request in sorted(away):
            other = self.terms_of(request)
            again = next((found for found in other.starts if other.fits(found, now)), None)
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
        near = [request for request in self._by_side.get(side.delegation, ()) if _is_near(self.occupied.places[request], run, gap)]
        return [frozenset(near)] if side.parallel == 1 else [frozenset({request}) for request in near]

    def _of_house(self, run: Run) -> list[str]:
        """Return the meetings whose rooms and interpreters are wanted at a start."""
        return list(dict.fromkeys(request for slot in run for request in self._by_place.get((slot.day, slot.position), ())))

    @cached_property
    def _by_side(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for request in self.occupied.meetings:
            asked = self.occupied.requests[request]
            for side in (asked.requester, asked.counterpart):
                found.setdefault(side, []).append(request)
        return found

    @cached_property
    def _by_place(self) -> Mapping[Place, list[str]]:
        found: dict[Place, list[str]] = {}
        for request, places in self.occupied.places.items():
            for place in places:
                found.setdefault(place, []).append(request)
        return found


def _is_near(places: Sequence[Place], run: Run, gap: int) -> bool:
    (day, first), (_, last) = places[0], places[-1]
    return day == run[0].day and first <= run[-1].position + gap and last >= run[0].position - gap


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
