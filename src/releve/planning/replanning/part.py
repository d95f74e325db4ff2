"""A part of a plan made anew by the exact search, everything outside it held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from releve.exchange.interruptions import interruptions_held
from releve.planning.clock import Clock
from releve.planning.problem import AssignmentProblem, Pairs
from releve.planning.replanning.room import Room
from releve.planning.replanning.state import NOWHERE, PlanState
from releve.planning.ties import break_ties

if TYPE_CHECKING:
    from releve.planning.search import Search


@dataclass(frozen=True, kw_only=True, eq=False)
class Offer:
    """Who may be seated in each line of a part: by line, officers and their fits, shape ``(n,)`` each; a free or movable officer each."""

    pairs: Mapping[int, tuple[NDArray[np.int64], NDArray[np.int64]]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """
    A plan with a part made anew.

    Attributes
    ----------
    is_proven
        Whether no plan that holds everything else and seats in the part whom it was offered is better.
    """

    state: PlanState
    is_proven: bool


def plan_part(state: PlanState, movable: NDArray[np.int64], room: Room, offer: Offer, *, seed: int | None) -> Part:
    """
    Return the plan with its movable officers, and free ones, seated anew in the lines of an offer.

    Parameters
    ----------
    movable
        Officers who may change their seat or lose it; their present pairs count as kept.
    room
        Beside everybody else.
    seed
        Enters the rule for ties; None = ties stay as they fall, which spares time.
    """
    post_of, fit_of = state.post_of.copy(), state.fit_of.copy()
    post_of[movable], fit_of[movable] = NOWHERE, 0
    lines = sorted(offer.pairs)
    officers = np.unique(np.concatenate([np.zeros(0, np.int64), *(offer.pairs[j][0] for j in lines)]))
    if not len(officers):
        return Part(state=replace(state, post_of=post_of, fit_of=fit_of), is_proven=True)
    problem = _problem_of(state, room, offer, lines, officers)
    search = load_search()(problem, gap=0.0, clock=Clock(), on_progress=None)
    search.run()
    chosen = search.plan if seed is None else break_ties(problem, search.plan, seed=seed, clock=Clock())
    seated = officers[problem.pairs.officer_idx[chosen]]
    post_of[seated] = np.array(lines, np.int64)[problem.pairs.post_idx[chosen]]
    fit_of[seated] = problem.pairs.fit[chosen]
    return Part(state=replace(state, post_of=post_of, fit_of=fit_of), is_proven=search.value == search.bounds())


def load_search() -> type[Search]:
    """Return the exact search. It loads the solver, which importing this must not; Ctrl-C that falls into loading can be lost."""
    with interruptions_held():
        from releve.planning.search import Search  # noqa: PLC0415
    return Search


def _problem_of(state: PlanState, room: Room, offer: Offer, lines: list[int], officers: NDArray[np.int64]) -> AssignmentProblem:
    all_lines, at = state.lines, np.array(lines, np.int64)
    sizes = [len(offer.pairs[j][0]) for j in lines]
    who = np.concatenate([offer.pairs[j][0] for j in lines])
    fit = np.concatenate([offer.pairs[j][1] for j in lines])
    local_post = np.repeat(np.arange(len(lines)), sizes)
    order = np.lexsort((who, local_post))
    who, fit = who[order], fit[order]
    pairs = Pairs(
        post_start=np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
        officer_idx=np.searchsorted(officers, who).astype(np.int32),
        post_idx=local_post.astype(np.int32),
        fit=fit.astype(np.int32),
        waived_mask=np.zeros(len(who), np.uint32),
        unknown_mask=np.zeros(len(who), np.uint32),
        kept=state.post_of[who] == at[local_post],
        pinned=np.zeros(len(who), np.bool_),
    )
    ids = state.problem.officer_id
    return AssignmentProblem(
        officer_id=tuple(ids[i] for i in officers.tolist()),
        post_id=tuple(all_lines.posts[j].post_id for j in lines),
        woman=state.woman[officers],
        country=state.country[officers].astype(np.int32),
        clearance_expires_on=state.clearance[officers],
        seats=np.maximum(room.seats[at], 0).astype(np.int32),
        priority=all_lines.priority[at].astype(np.int8),
        mission=all_lines.mission[at].astype(np.int32),
        group=all_lines.group[at].astype(np.int32),
        group_need=np.maximum(room.women, 0),
        cap_left=np.maximum(room.cap, 0).astype(np.int32),
        pairs=pairs,
    )
