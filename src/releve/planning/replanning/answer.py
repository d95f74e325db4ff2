"""From a plan after an event to the best plan that can be found at once, and what is proven of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.objective import FIT_LEVEL, KEPT_LEVEL, N_PRIORITIES
from releve.planning.replanning.apply import Shaken
from releve.planning.replanning.part import Offer, Part, plan_part
from releve.planning.replanning.region import lines_to_plan
from releve.planning.replanning.room import Crowd, Room, best_of, by_rank, crowd_of, room_beside, who_fits_in
from releve.planning.replanning.state import NOWHERE, PlanState

FREE_OFFICERS: Final = 4
"""Free women, and free others, who are offered to each line of a region."""
MOST_REGIONS: Final = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """
    The best plan found after an event.

    Attributes
    ----------
    state
        With this plan.
    value, bound
        By level, larger being better; a bound holds for all plans of the same value on the levels before it.
    """

    state: PlanState
    value: tuple[int, ...]
    bound: tuple[int, ...]


def find_plan(shaken: Shaken, before: NDArray[np.int64], *, seed: int) -> Found:
    """
    Return the best plan found after an event.

    First everybody stays who may, and free officers take the open seats: the best plan of that kind, proven. If the proofs of the
    last solve leave room for a better one, some lines are planned anew with the officers in them.

    Parameters
    ----------
    before
        The plan before the event, shape ``(n_officers,)``: the previous plan of the changed problem.
    """
    state = shaken.state
    staying = int(((before == state.post_of) & (state.post_of >= 0)).sum())
    room = room_beside(state, np.ones(len(before), np.bool_))
    crowd = crowd_of(state, room)
    direct = _plan_open_seats(state, room, crowd, seed=seed)
    most_kept = staying - crowd.over
    best, value = direct.state, direct.state.value(before)
    keeps_all = direct.is_proven and value[KEPT_LEVEL] == most_kept
    for _ in range(MOST_REGIONS):
        level = next((k for k in range(KEPT_LEVEL) if level_bound(best, k, value) > value[k]), None)
        if level is None:
            break
        found = _plan_region(state, _region(best, state, level, shaken.touched, crowd.officers), best)
        found_value = found.value(before)
        if found_value <= value:
            break
        best, value, keeps_all = found, found_value, False
    return Found(
        state=best,
        value=value,
        bound=(
            *(level_bound(best, k, value) for k in range(KEPT_LEVEL)),
            # A plan that keeps as many as can be kept at all holds everybody else: it is one of those that `direct` is the best of.
            most_kept - (direct.is_proven and not keeps_all),
            value[FIT_LEVEL] if keeps_all else _fit_bound(state, before, value),
        ),
    )


def level_bound(state: PlanState, level: int, value: tuple[int, ...]) -> int:
    """Return what no plan exceeds on one of the levels before `kept` that has these values on the levels before it."""
    lines = state.lines
    if level < N_PRIORITIES:
        own = lines.priority == level + 1
        found = [int(np.minimum(lines.seats, state.n_eligible)[own].sum())]
    else:
        found = [0]
    proven = state.proven_bound(level, value)
    if proven is not None:
        found.append(proven)
    ceiling = state.ceilings[level]
    if ceiling is not None and ceiling.earlier == value[:level]:
        found.append(ceiling.bound)
    return min(found)


def _fit_bound(state: PlanState, before: NDArray[np.int64], value: tuple[int, ...]) -> int:
    """Return what no plan exceeds in fit that has this value on the levels before; ``state`` holds those of the plan who may stay."""
    stays = (before == state.post_of) & (before >= 0)
    n_leaving = int(stays.sum()) - value[KEPT_LEVEL]
    n_new = sum(value[:N_PRIORITIES]) - value[KEPT_LEVEL]
    fits = np.sort(state.fit_of[stays])
    found = [int(fits[n_leaving:].sum()) + n_new * state.register.top_fit]
    # The prices count pairs of the plan before the solve; whoever stays of them may be among those who leave.
    stood = stays[state.stood_officer] & (state.post_of[state.stood_officer] == state.stood_post)
    earlier = (*value[:KEPT_LEVEL], max(0, int(stood.sum()) - n_leaving))
    proven = state.proven_bound(FIT_LEVEL, earlier)
    if proven is not None:
        found.append(proven)
    ceiling = state.ceilings[FIT_LEVEL]
    if ceiling is not None and not len(state.stood_officer) and ceiling.earlier[:KEPT_LEVEL] == value[:KEPT_LEVEL]:
        found.append(ceiling.bound)
    return min(found)


def _plan_open_seats(state: PlanState, room: Room, crowd: Crowd, *, seed: int) -> Part:
    """
    Return the best plan that holds everybody but the crowd, who compete for seats with free officers.

    Proven only among plans that send away no more of the crowd than must go.

    Parameters
    ----------
    room
        Beside the whole plan.
    """
    is_loose = np.zeros(len(state.post_of), np.bool_)
    is_loose[crowd.officers] = True
    beside = room_beside(state, ~is_loose)
    is_free = (state.post_of == NOWHERE) & ~state.gone
    offered = {}
    most = crowd.over
    for line in np.flatnonzero(beside.seats > 0).tolist():
        officers, fit = who_fits_in(state, line, beside, state.candidates(line), is_free | is_loose)
        if len(officers):
            offered[line] = officers, fit
            most += min(max(0, int(room.seats[line])), len(officers))
    crowded = np.zeros(room.cap.shape, np.bool_)
    crowded[state.lines.mission[state.post_of[crowd.officers]], state.country[crowd.officers]] = True
    pairs = {}
    for line, (officers, fit) in offered.items():
        mission = state.lines.mission[line]
        loose = is_loose[officers]
        ranked = by_rank(state, officers, fit, ~loose)
        best = best_of(state, officers, ranked, most=most, limits=beside.cap[mission], is_crowded=crowded[mission])
        kept = np.sort(np.concatenate((np.flatnonzero(loose), best)))
        pairs[line] = officers[kept], fit[kept]
    part = plan_part(state, crowd.officers, beside, Offer(pairs=pairs), seed=seed)
    return replace(part, is_proven=part.is_proven and crowd.is_whole)


def _region(best: PlanState, state: PlanState, level: int, touched: tuple[int, ...], loose: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the lines to plan anew; those where somebody came or left since the event are among them."""
    changed = best.post_of != state.post_of
    seen = np.unique(np.concatenate((best.post_of[changed], state.post_of[changed], state.post_of[loose])))
    return lines_to_plan(best, level, touched, seen[seen >= 0])


def _plan_region(state: PlanState, lines: NDArray[np.int64], best: PlanState) -> PlanState:
    """Return the plan with some lines planned anew: who sits there may move, everybody else stays where ``best`` has them."""
    is_in = np.zeros(len(state.lines.seats), np.bool_)
    is_in[lines] = True
    inside = (state.post_of >= 0) & is_in[state.post_of] & ~state.pinned
    came_in = (best.post_of >= 0) & is_in[best.post_of] & ~state.pinned
    post_of = np.where(inside, state.post_of, np.where(came_in, NOWHERE, best.post_of))
    fit_of = np.where(inside, state.fit_of, np.where(came_in, 0, best.fit_of))
    held = replace(state, post_of=post_of, fit_of=fit_of)
    room = room_beside(held, ~inside)
    is_free = (post_of == NOWHERE) & ~state.gone
    everybody = room_beside(held, np.ones(len(post_of), np.bool_))
    pairs = {}
    for line in lines[room.seats[lines] > 0].tolist():
        officers, fit = who_fits_in(held, line, room, held.candidates(line), is_free | inside)
        # Some who come in only if one of their country leaves, and some who may come in any case.
        offered = inside[officers]
        ranked = by_rank(held, officers, fit, ~offered)
        for limits in (room.cap, everybody.cap):
            offered[best_of(held, officers, ranked, most=FREE_OFFICERS, limits=limits[state.lines.mission[line]])] = True
        if np.any(offered):
            pairs[line] = officers[offered], fit[offered]
    return plan_part(held, np.flatnonzero(inside), room, Offer(pairs=pairs), seed=None).state
