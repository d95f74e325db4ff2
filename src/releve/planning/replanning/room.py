"""What a plan leaves open, where it holds more than it may, and who could still come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.replanning.state import PlanState

MOST_IN_CROWD: Final = 64
"""Officers who share a line or a cap that holds too many: up to here all of them are looked at,"""
SPARE: Final = 2
"""else of each line and cap as many as must go and so many more."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Room:
    """
    What some officers of a plan, those who stay, leave to all others; below 0 where they are too many.

    Attributes
    ----------
    seats
        Shape ``(n_lines,)``, int64: open seats.
    cap
        Shape ``(n_missions, n_countries + 1)``, int64: officers of a country whom a mission may still take.
    women
        Shape ``(n_groups,)``, int64: women still missing.
    """

    seats: NDArray[np.int64]
    cap: NDArray[np.int64]
    women: NDArray[np.int64]


def room_beside(state: PlanState, stay: NDArray[np.bool_]) -> Room:
    """Return the room beside the officers who stay; ``stay`` has shape ``(n_officers,)``, who has no seat does not count."""
    lines = state.lines
    placed = np.flatnonzero((state.post_of >= 0) & stay)
    posts = state.post_of[placed]
    n_missions, n_columns = lines.cap_left.shape
    cap = np.bincount(lines.mission[posts] * n_columns + state.country[placed], minlength=n_missions * n_columns)
    women = np.bincount(lines.group[posts[state.woman[placed]]], minlength=len(lines.group_need))
    return Room(
        seats=lines.seats - np.bincount(posts, minlength=len(lines.seats)),
        cap=lines.cap_left - cap.reshape(n_missions, n_columns),
        women=lines.group_need - women,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Crowd:
    """
    Officers who share a line or a cap that holds more than it may.

    Attributes
    ----------
    officers
        Shape ``(n,)``, int64: those who may have to go, pinned officers left out.
    over
        How many officers must go at least.
    is_whole
        False: only those are named who are likely to go, for there are many.
    """

    officers: NDArray[np.int64]
    over: int
    is_whole: bool


def crowd_of(state: PlanState, room: Room) -> Crowd:
    """
    Return who may have to go.

    Parameters
    ----------
    room
        Beside the whole plan.
    """
    lines = state.lines
    if not np.any(room.seats < 0) and not np.any(room.cap < 0):
        return Crowd(officers=np.zeros(0, np.int64), over=0, is_whole=True)
    placed = np.flatnonzero((state.post_of >= 0) & ~state.pinned)
    posts = state.post_of[placed]
    of_line = room.seats[posts]
    of_cap = room.cap[lines.mission[posts], state.country[placed]]
    shares = (of_line < 0) | (of_cap < 0)
    # Whoever leaves makes room in a line and in a cap at once at best.
    in_both = np.bincount(posts[(of_line < 0) & (of_cap < 0)], minlength=len(lines.seats))
    too_many = np.maximum(-room.seats, 0)
    over = int(too_many.sum()) + int(np.maximum(-room.cap, 0).sum()) - int(np.minimum(too_many, in_both).sum())
    if int(shares.sum()) <= MOST_IN_CROWD:
        return Crowd(officers=placed[shares], over=over, is_whole=True)
    # Those whose seats count least go first: by lines and by caps, as many as must and a few more.
    order = np.lexsort((state.fit_of[placed], -lines.priority[posts]))
    cap_key = lines.mission[posts] * lines.cap_left.shape[1] + state.country[placed]
    likely = np.zeros(len(placed), np.bool_)
    for key, left in ((posts, of_line), (cap_key, of_cap)):
        likely |= (left < 0) & (_rank_within(key, order) < SPARE - left)
    return Crowd(officers=placed[likely], over=over, is_whole=False)


def who_fits_in(
    state: PlanState, line: int, room: Room, found: tuple[NDArray[np.int64], NDArray[np.int64]], may: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return of the officers found for a line, and their fits, those who may come as far as its caps go; its seats are not looked at."""
    officers, fit = found
    fits_in = may[officers] & (room.cap[state.lines.mission[line]][state.country[officers]] > 0)
    return officers[fits_in], fit[fits_in]


def by_rank(state: PlanState, officers: NDArray[np.int64], fit: NDArray[np.int64], may: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return positions of those officers who may come in, by falling fit, then by the day their clearance expires."""
    found = np.flatnonzero(may)
    return found[np.lexsort((state.clearance[officers[found]], -fit[found]))]


def best_of(
    state: PlanState,
    officers: NDArray[np.int64],
    ranked: NDArray[np.int64],
    *,
    most: int,
    limits: NDArray[np.int64],
    is_crowded: NDArray[np.bool_] | None = None,
) -> NDArray[np.int64]:
    """
    Return positions of the best women and the best others among officers: so many of either, and so many more of each crowded country.

    Where no more than ``most`` seats change hands, a best plan can be had with these alone. Whoever else takes a seat leaves one of them
    unused who is of the same gender, no worse and within the cap: of the same country if that is crowded, else of any that is not.

    Parameters
    ----------
    ranked
        Positions in ``officers``, best first: those to be looked at.
    limits, is_crowded
        By country: officers whom the cap of the line's mission still allows, and whether it has a crowd there.
    """
    is_her = state.woman[officers[ranked]]
    chosen = []
    for is_woman in (False, True):
        own = ranked[is_her == is_woman]
        country = state.country[officers[own]]
        rank = _rank_within(country, np.arange(len(own)))
        crowded = np.zeros(len(own), np.bool_) if is_crowded is None else is_crowded[country]
        chosen.append(own[~crowded & (rank < limits[country])][:most])
        chosen.append(own[crowded & (rank < np.minimum(limits[country], most))])
    return np.concatenate(chosen)


def _rank_within(key: NDArray[np.int64], order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return of every element how many of the same key come before it in an order; shape as ``key``."""
    by_key = order[np.argsort(key[order], kind="stable")]
    ordered = key[by_key]
    rank = np.empty(len(key), np.int64)
    rank[by_key] = np.arange(len(key)) - np.searchsorted(ordered, ordered)
    return rank
