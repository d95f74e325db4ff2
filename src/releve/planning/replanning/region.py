"""
Which lines to plan anew when an open seat or a missing woman cannot be made good by free officers alone.

Seats travel along chains: an officer of another line takes the open seat, somebody else takes that officer's, until a free officer ends
the chain or a seat of lower priority stays open. Chains are looked for breadth first over the pairs that the solved problem lists, lines
whose seats free officers could take coming first; what is found is a choice of lines, not a plan: the exact search plans them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.objective import N_PRIORITIES, SHORTFALL_LEVEL
from releve.planning.replanning.room import Room, room_beside
from releve.planning.replanning.state import NOWHERE, PlanState

ALL_LINES: Final = 40
"""Up to so many lines with seats all of them are planned anew,"""
MOST_LINES: Final = 12
"""else so many, and those that the event or free officers changed."""
MOST_ENDS: Final = 6
MOST_STEPS: Final = 4
"""Officers who move in one chain at most."""
MOST_AT_ONCE: Final = 64
"""Lines looked at in one step at most."""
WHOLLY_KNOWN: Final = 4
"""Lines at the beginning of chains whose officers are all looked at, listed or not."""


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
    if len(used) <= ALL_LINES:
        return used
    room = room_beside(state, np.ones(len(state.post_of), np.bool_))
    starts = _starts(state, room, level, np.array(touched, np.int64))
    found = [*touched, *seated.tolist(), *starts.tolist()[:1], *_chains(state, room, starts, level)]
    if level == SHORTFALL_LEVEL:
        found.extend(_women_first(state, room))
    found.extend(_over_caps(state, room, starts[:WHOLLY_KNOWN]))
    found.extend(starts.tolist())
    kept = [j for j in dict.fromkeys(found) if state.lines.seats[j] > 0]
    return np.array(sorted(kept[: MOST_LINES + len(seated)]), np.int64)


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
    officers = pairs.officer_idx[at].astype(np.int64)
    may = ~state.gone[officers] & ~state.pinned[officers]
    listed = _Arcs(
        officer_idx=officers[may],
        line=np.repeat(known, sizes)[may],
        now=state.post_of[officers[may]],
        fit=pairs.fit[at[may]].astype(np.int64),
    )
    later = lines[lines >= len(state.problem.post_id)]
    return _joined((listed, *(_all_arcs(state, line) for line in later.tolist())))


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


def _chains(state: PlanState, room: Room, starts: NDArray[np.int64], level: int) -> list[int]:
    """Return the lines of some short chains that begin with a seat of one of these lines, chain by chain."""
    lines = state.lines
    frontier = starts[:MOST_AT_ONCE]
    came_from = dict.fromkeys(frontier.tolist(), NOWHERE)
    # What the officers who move along a chain gain in fit, up to each line.
    gained = np.zeros(len(lines.seats), np.int64)
    found: list[int] = []
    for step in range(MOST_STEPS):
        arcs = _arcs(state, frontier) if step else _first_arcs(state, frontier)
        same_mission = lines.mission[arcs.now] == lines.mission[arcs.line]
        moves = (arcs.now != NOWHERE) & (same_mission | (room.cap[lines.mission[arcs.line], state.country[arcs.officer_idx]] > 0))
        if level == SHORTFALL_LEVEL and step == 0:
            moves &= state.woman[arcs.officer_idx]
        gain = (gained[arcs.line] + arcs.fit - state.fit_of[arcs.officer_idx])[moves]
        best_first = np.lexsort((-gain, arcs.now[moves]))
        reached, first = np.unique(arcs.now[moves][best_first], return_index=True)
        gain, origin = gain[best_first[first]], arcs.line[moves][best_first[first]]
        # Seats of low priority first: they may stay open.
        some = np.lexsort((-gain, -lines.priority[reached]))
        some = some[[j not in came_from for j in reached[some].tolist()]][:MOST_AT_ONCE]
        reached = reached[some]
        if not len(reached):
            break
        came_from.update(zip(reached.tolist(), origin[some].tolist(), strict=True))
        gained[reached] = gain[some]
        refill = _refill(state, room, reached, level)
        is_lower = lines.priority[reached] > level + 1 if level < N_PRIORITIES else np.zeros(len(reached), np.bool_)
        order = np.lexsort((-refill - gained[reached], -lines.priority[reached], refill < 0))
        for end in reached[order[((refill >= 0) | is_lower)[order]]][:MOST_ENDS].tolist():
            at = end
            while at != NOWHERE:
                found.append(at)
                at = came_from[at]
        if len(set(found)) >= MOST_LINES:
            break
        frontier = reached[order]
    return found


def _refill(state: PlanState, room: Room, lines: NDArray[np.int64], level: int) -> NDArray[np.int64]:
    """Return the best fit of a free officer who could end a chain in each of these lines, -1 = nobody; shape as ``lines``."""
    anybody = _best_free(state, room, lines, only_women=False)
    if level < N_PRIORITIES:
        return anybody
    # A woman who leaves a group that can spare none must be followed by a woman.
    women = _best_free(state, room, lines, only_women=True)
    return np.where(room.women[state.lines.group[lines]] < 0, anybody, women)


def _first_arcs(state: PlanState, starts: NDArray[np.int64]) -> _Arcs:
    """Return the pairs of the lines where chains begin: of the first few lines all of them, of the others those that are listed."""
    return _joined((*(_all_arcs(state, line) for line in starts[:WHOLLY_KNOWN].tolist()), _arcs(state, starts[WHOLLY_KNOWN:])))


def _all_arcs(state: PlanState, line: int) -> _Arcs:
    officers, fit = state.candidates(line)
    may = ~state.pinned[officers]
    return _Arcs(officer_idx=officers[may], line=np.full(int(may.sum()), line, np.int64), now=state.post_of[officers[may]], fit=fit[may])


def _joined(parts: Sequence[_Arcs]) -> _Arcs:
    return _Arcs(
        officer_idx=np.concatenate([part.officer_idx for part in parts]),
        line=np.concatenate([part.line for part in parts]),
        now=np.concatenate([part.now for part in parts]),
        fit=np.concatenate([part.fit for part in parts]),
    )


def _women_first(state: PlanState, room: Room) -> list[int]:
    """Return lines of groups that lack women where a free woman could take a man's seat, at the least loss of fit."""
    men = np.flatnonzero((state.post_of >= 0) & ~state.pinned & ~state.woman)
    men = men[room.women[state.lines.group[state.post_of[men]]] > 0]
    lines = np.unique(state.post_of[men])
    if not len(lines):
        return []
    lowest = np.full(len(state.lines.seats), np.iinfo(np.int64).max // 2)
    np.minimum.at(lowest, state.post_of[men], state.fit_of[men])
    best = _best_free(state, room, lines, only_women=True)
    loss = lowest[lines] - best
    ranked = np.argsort(np.where(best >= 0, loss, np.iinfo(np.int64).max), kind="stable")
    return [int(lines[k]) for k in ranked[:MOST_ENDS] if best[k] >= 0]


def _over_caps(state: PlanState, room: Room, starts: NDArray[np.int64]) -> list[int]:
    """Return lines that hold an officer of a country whose cap keeps free officers out of an open seat, and that others could take."""
    found = list[int]()
    lines = state.lines
    for start in starts.tolist():
        arcs = _all_arcs(state, start)
        mission = lines.mission[start]
        countries = np.unique(state.country[arcs.officer_idx[arcs.now == NOWHERE]])
        blocked = countries[room.cap[mission][countries] <= 0]
        placed = np.flatnonzero((state.post_of >= 0) & ~state.pinned & np.isin(state.country, blocked))
        there = np.unique(state.post_of[placed][lines.mission[state.post_of[placed]] == mission])
        best = _best_free(state, room, there, only_women=False)
        found.extend(int(there[k]) for k in np.argsort(-best, kind="stable")[:MOST_ENDS] if best[k] >= 0)
    return found
