"""The post lines of a plan that changes: seats, targets and caps after every event, and who may serve in a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import unpack_bits
from releve.model import PostLine, Snapshot
from releve.planning.limits import parity_groups
from releve.planning.problem import AssignmentProblem
from releve.planning.register import Register
from releve.planning.replanning.staffing import GroupName, Staffing, staffing_of
from releve.planning.scoring import fit_of_officers, line_scores

REMEMBERED_PAIRS: Final = 4_000_000
"""Eligible pairs that are remembered at a time, 12 bytes each; beyond it those of the lines asked for longest ago are found anew."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Lines:
    """
    Post lines by position: those of the solved problem in its order, then those that came later; a cancelled one stays, without seats.

    Attributes
    ----------
    idx
        Position by key, cancelled lines left out.
    seats, priority, mission, group
        Shape ``(n_lines,)``, int64: as in :class:`AssignmentProblem`, seats >= 0.
    group_need
        Shape ``(n_groups,)``, int64: women still to assign, serving ones already taken off.
    cap_left
        Shape ``(n_missions, n_countries + 1)``, int32.
    """

    staffing: Staffing
    mission_idx: Mapping[str, int]
    posts: tuple[PostLine, ...]
    idx: Mapping[str, int]
    seats: NDArray[np.int64]
    priority: NDArray[np.int64]
    mission: NDArray[np.int64]
    group: NDArray[np.int64]
    group_names: tuple[GroupName, ...]
    group_need: NDArray[np.int64]
    cap_left: NDArray[np.int32]

    def plus(self, post: PostLine) -> Lines:
        """Return the lines and one more; its mission is known."""
        name = post.mission, post.category
        names = self.group_names if name in self.group_names else (*self.group_names, name)
        grown = replace(
            self,
            posts=(*self.posts, post),
            idx={**self.idx, post.post_id: len(self.posts)},
            seats=np.append(self.seats, 0),
            priority=np.append(self.priority, post.priority),
            mission=np.append(self.mission, self.mission_idx[post.mission]),
            group=np.append(self.group, names.index(name)),
            group_names=names,
            group_need=np.append(self.group_need, np.zeros(len(names) - len(self.group_names), np.int64)),
        )
        return grown.with_seats(len(self.posts), post.seats)

    def with_seats(self, line: int, seats: int) -> Lines:
        """Return the lines with so many seats in one of them; its mission's caps and its group's target follow."""
        all_seats = self.seats.copy()
        all_seats[line] = seats
        mission, group = int(self.mission[line]), int(self.group[line])
        need, cap_left = self.group_need.copy(), self.cap_left.copy()
        need[group] = self.staffing.women_needed(self.group_names[group], int(all_seats[self.group == group].sum()))
        cap_left[mission] = self.staffing.caps_left(mission, int(all_seats[self.mission == mission].sum()))
        idx = self.idx if seats else {post_id: j for post_id, j in self.idx.items() if j != line}
        return replace(self, seats=all_seats, group_need=need, cap_left=cap_left, idx=idx)


def lines_of(snapshot: Snapshot, problem: AssignmentProblem) -> Lines:
    """Return the lines of a solved problem of a snapshot."""
    return Lines(
        staffing=staffing_of(snapshot),
        mission_idx=snapshot.mission_idx,
        posts=snapshot.posts,
        idx=dict(snapshot.post_idx),
        seats=problem.seats.astype(np.int64),
        priority=problem.priority.astype(np.int64),
        mission=problem.mission.astype(np.int64),
        group=problem.group.astype(np.int64),
        group_names=parity_groups(snapshot).names,
        group_need=problem.group_need,
        cap_left=problem.cap_left,
    )


class Eligible:
    """
    Who may be planned in a line and at which fit, remembered line by line; later decisions and withdrawals are not looked at.

    The memory is no part of any answer: it only spares work.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[str, tuple[PostLine | None, NDArray[np.int64], NDArray[np.int32]]] = {}
        self._n_pairs = 0

    def of(self, post: PostLine) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Return officers, increasing, and their fits; a line of the snapshot goes by its key, waivers and decisions included."""
        post_idx = self._register.snapshot.post_idx.get(post.post_id)
        later = post if post_idx is None else None
        known = self._known.pop(post.post_id, None)
        if known is None or known[0] != later:
            officers, fit = self._find_later(post) if post_idx is None else self._find(post_idx)
            known = later, officers, fit
            self._n_pairs += len(officers)
        self._known[post.post_id] = known
        while self._n_pairs > REMEMBERED_PAIRS and len(self._known) > 1:
            # The order of a dictionary is that of insertion: what was asked for longest ago comes first.
            self._n_pairs -= len(self._known.pop(next(iter(self._known)))[1])
        return known[1], known[2]

    def _find(self, post_idx: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        officers = self._register.officers_of(post_idx)
        return officers, self._register.fit_of(post_idx, officers)

    def _find_later(self, post: PostLine) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        register, snapshot = self._register, self._register.snapshot
        officers = unpack_bits(register.bits.admitted(post, snapshot.mission_of(post)))
        officers = officers[~register.serving[officers]]
        return officers, fit_of_officers(register.scores, line_scores(snapshot.officers, post, snapshot.policy), officers)
