"""
Which lines to plan anew when an open seat or a missing woman cannot be made good by free officers alone.

Seats travel along chains: an officer of another line takes the open seat, somebody else takes that officer's, until a free officer ends
the chain or a seat of lower priority stays open. Chains are looked for breadth first over the pairs that the solved problem lists, lines
whose seats free officers could take coming first; what is found is a choice of lines, not a plan: the exact search plans them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.objective import N_PRIORITIES, SHORTFALL_LEVEL
from releve.planning.replanning.room import Room, room_beside
from releve.planning.replanning.state import NOWHERE, PlanState

MOST_LINES: Final = 12
"""Lines of a region at most."""
MOST_STARTS: Final = 4
MOST_ENDS: Final = 6
MOST_STEPS: Final = 4
"""Officers who move in one chain at most."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Arcs:
    """Listed pairs of some lines: who, where, and the line that the officer has now; shape ``(n,)`` each."""

    officer_idx: NDArray[np.int64]
    line: NDArray[np.int64]
    now: NDArray[np.int64]
    fit: NDArray[np.int64]


def lines_to_plan(state: PlanState, level: int, touched: tuple[int, ...], seated: NDArray[np.int64]) -> NDArray[np.int64]:
    """
    Return the lines worth planning anew for one level, increasing, at most `MOST_LINES`.

    Parameters
    ----------
    state
        The best plan known after the event.
    level
        The first level that its bound says could be better: filled seats of a priority, or women missing.
    touched
        Lines that the event changed.
    seated
        Lines that free officers were seated in since; they come along.
    """
    used = np.flatnonzero(state.lines.seats > 0)
    if len(used) <= MOST_LINES:
        return used
    room = room_beside(state, np.ones(len(state.post_of), np.bool_))
    starts = _starts(state, room, level, np.array(touched, np.int64))
    wanted = [*starts.tolist()[:MOST_STARTS], *_women_first(state, room, level), *_over_caps(state, room, starts), *seated.tolist()]
    for start in starts[:MOST_STARTS].tolist():
        wanted.extend(_chains(state, room, start, level))
    kept = list(dict.fromkeys([*starts.tolist()[:1], *touched, *seated.tolist(), *wanted]))
    return np.array(sorted(j for j in kept[: MOST_LINES + len(seated)] if state.lines.seats[j] > 0), np.int64)


def _starts(state: PlanState, room: Room, level: int, touched: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the lines where something is missing, those that the event touched or that share a mission with them first."""
    lines = state.lines
    if level < N_PRIORITIES:
        open_lines = np.flatnonzero((room.seats > 0) & (lines.priority == level + 1))
    else:
        lacking = np.flatnonzero(room.women > 0)
        open_lines = np.flatnonzero(np.isin(lines.group, lacking) & (lines.seats > 0))
    same_mission = np.isin(lines.mission[open_lines], lines.mission[touched])
    return open_lines[np.lexsort((open_lines, ~same_mission, ~np.isin(open_lines, touched)))]


def _arcs(state: PlanState, lines: NDArray[np.int64]) -> _Arcs:
    """Return the listed pairs of some lines that may be planned; of lines that came later all pairs."""
    pairs, known = state.problem.pairs, lines[lines < len(state.problem.post_id)]
    first, sizes = pairs.post_start[known], np.diff(pairs.post_start)[known]
    at = np.arange(int(sizes.sum())) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes)
    officers, posts, fits = [pairs.officer_idx[at].astype(np.int64)], [np.repeat(known, sizes)], [pairs.fit[at].astype(np.int64)]
    for line in lines[lines >= len(state.problem.post_id)].tolist():
        found, fit = state.candidates(line)
        officers.append(found)
        posts.append(np.full(len(found), line, np.int64))
        fits.append(fit)
    officer_idx, line, fit = np.concatenate(officers), np.concatenate(posts), np.concatenate(fits)
    may = ~state.gone[officer_idx] & ~state.pinned[officer_idx]
    return _Arcs(officer_idx=officer_idx[may], line=line[may], now=state.post_of[officer_idx[may]], fit=fit[may])


def _best_free(state: PlanState, room: Room, lines: NDArray[np.int64], *, only_women: bool) -> NDArray[np.int64]:
    """Return the best fit of a free officer for each of these lines, -1 = none may come; shape ``(n_lines_asked,)``."""
    arcs = _arcs(state, lines)
    is_free = (arcs.now == NOWHERE) & ~state.register.serving[arcs.officer_idx]
    is_free &= room.cap[state.lines.mission[arcs.line], state.country[arcs.officer_idx]] > 0
    if only_women:
        is_free &= state.woman[arcs.officer_idx]
    best = np.full(len(state.lines.seats), -1, np.int64)
    np.maximum.at(best, arcs.line[is_free], arcs.fit[is_free])
    return best[lines]


def _chains(state: PlanState, room: Room, start: int, level: int) -> list[int]:
    """Return the lines of some short chains that begin with an open seat of one line, chain by chain."""
    lines = state.lines
    came_from: dict[int, int] = {start: NOWHERE}
    frontier, found = np.array([start], np.int64), list[int]()
    lacks_woman = level == SHORTFALL_LEVEL
    for step in range(MOST_STEPS):
        arcs = _first_arcs(state, start) if step == 0 else _arcs(state, frontier)
        same_mission = (arcs.now != NOWHERE) & (lines.mission[arcs.now] == lines.mission[arcs.line])
        fits_in = same_mission | (room.cap[lines.mission[arcs.line], state.country[arcs.officer_idx]] > 0)
        steps = (arcs.now != NOWHERE) & (arcs.now != arcs.line) & fits_in
        if lacks_woman and step == 0:
            steps &= state.woman[arcs.officer_idx]
        reached, first = np.unique(arcs.now[steps], return_index=True)
        is_new = np.array([j not in came_from for j in reached.tolist()], np.bool_)
        reached, origin = reached[is_new], arcs.line[steps][first[is_new]]
        came_from.update(zip(reached.tolist(), origin.tolist(), strict=True))
        if not len(reached):
            break
        refill = _best_free(state, room, reached, only_women=False)
        is_lower = lines.priority[reached] > level + 1 if level < N_PRIORITIES else np.zeros(len(reached), np.bool_)
        is_end = (refill >= 0) | is_lower
        ends = reached[is_end]
        ends = ends[np.lexsort((-refill[is_end], -lines.priority[ends], refill[is_end] < 0))]
        for end in ends[:MOST_ENDS].tolist():
            at = end
            while at != NOWHERE:
                found.append(at)
                at = came_from[at]
        if len(found) >= MOST_LINES:
            break
        frontier = reached
    return found


def _first_arcs(state: PlanState, start: int) -> _Arcs:
    """Return all pairs of the line where a chain begins, listed or not."""
    officers, fit = state.candidates(start)
    may = ~state.pinned[officers]
    return _Arcs(officer_idx=officers[may], line=np.full(int(may.sum()), start, np.int64), now=state.post_of[officers[may]], fit=fit[may])


def _women_first(state: PlanState, room: Room, level: int) -> list[int]:
    """Return lines of groups that lack women where a free woman could take a man's seat, at the least loss of fit."""
    if level != SHORTFALL_LEVEL:
        return []
    men = np.flatnonzero((state.post_of >= 0) & ~state.pinned & ~state.woman)
    men = men[room.women[state.lines.group[state.post_of[men]]] > 0]
    lines = np.unique(state.post_of[men])
    if not len(lines):
        return []
    lowest = np.full(len(state.lines.seats), np.iinfo(np.int64).max // 2)
    np.minimum.at(lowest, state.post_of[men], state.fit_of[men])
    best = _best_free(state, room, lines, only_women=True)
    loss = lowest[lines] - best
    ranked = lines[best >= 0][np.argsort(loss[best >= 0], kind="stable")]
    return ranked[:MOST_ENDS].tolist()


def _over_caps(state: PlanState, room: Room, starts: NDArray[np.int64]) -> list[int]:
    """Return lines that hold an officer of a country whose cap keeps free officers out of an open seat, and that others could take."""
    found = list[int]()
    lines = state.lines
    for start in starts[:MOST_STARTS].tolist():
        arcs = _first_arcs(state, start)
        mission = lines.mission[start]
        countries = np.unique(state.country[arcs.officer_idx[arcs.now == NOWHERE]])
        blocked = countries[room.cap[mission][countries] <= 0]
        placed = np.flatnonzero((state.post_of >= 0) & ~state.pinned & np.isin(state.country, blocked))
        there = np.unique(state.post_of[placed][lines.mission[state.post_of[placed]] == mission])
        if len(there):
            best = _best_free(state, room, there, only_women=False)
            found.extend(there[np.argsort(-best, kind="stable")][:MOST_ENDS][np.sort(-best)[:MOST_ENDS] <= 0].tolist())
    return found
