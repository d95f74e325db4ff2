"""A plan seen from every officer and every post line: who is where, what is left, and what stops whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import Rule, screen_post
from releve.model import DecisionKind, OfficerTable, PostLine, Snapshot, UnknownPolicy
from releve.planning.objective import women_assigned
from releve.planning.problem import AssignmentProblem
from releve.planning.result import NearPlan, Result

NOWHERE = -1
"""Post index of an officer without a seat."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Standing:
    """
    One plan over its snapshot.

    Attributes
    ----------
    rules
        The rule book whose positions are the bits of all masks.
    near
        The plan that this one was to stay near to when it was made; None = none, or not known.
    """

    snapshot: Snapshot
    problem: AssignmentProblem
    result: Result
    rules: Sequence[Rule]
    seed: int
    near: NearPlan | None = None

    @cached_property
    def placed_at(self) -> NDArray[np.int32]:
        """Return the post index of every officer, -1 = not placed; shape ``(n_officers,)``."""
        at = np.full(len(self.problem.officer_id), NOWHERE, np.int32)
        chosen = self.result.chosen
        at[self.problem.pairs.officer_idx[chosen]] = self.problem.pairs.post_idx[chosen]
        return at

    @cached_property
    def pair_of(self) -> NDArray[np.int64]:
        """Return the chosen pair of every officer, -1 = not placed; shape ``(n_officers,)``."""
        pair = np.full(len(self.problem.officer_id), NOWHERE, np.int64)
        pair[self.problem.pairs.officer_idx[self.result.chosen]] = self.result.chosen
        return pair

    @cached_property
    def serving(self) -> NDArray[np.bool_]:
        """Return who serves already and takes no open seat; shape ``(n_officers,)``."""
        serving = {deployment.officer_id for deployment in self.snapshot.deployments}
        return np.array([officer_id in serving for officer_id in self.problem.officer_id], np.bool_)

    @cached_property
    def free(self) -> NDArray[np.bool_]:
        """Return who is neither placed nor serving; shape ``(n_officers,)``."""
        free: NDArray[np.bool_] = (self.placed_at == NOWHERE) & ~self.serving
        return free

    @cached_property
    def pinned(self) -> NDArray[np.bool_]:
        """Return who holds a seat by a pin; shape ``(n_officers,)``."""
        pinned = np.zeros(len(self.problem.officer_id), np.bool_)
        chosen = self.result.chosen
        pinned[self.problem.pairs.officer_idx[chosen]] = self.problem.pairs.pinned[chosen]
        return pinned

    @cached_property
    def filled(self) -> NDArray[np.int64]:
        """Return the seats filled of every post line; shape ``(n_posts,)``."""
        return np.bincount(self.problem.pairs.post_idx[self.result.chosen], minlength=len(self.problem.post_id)).astype(np.int64)

    @cached_property
    def women_assigned(self) -> NDArray[np.int64]:
        """Return the women that the plan assigns to each parity group; shape ``(n_groups,)``."""
        return women_assigned(self.problem, self.result.chosen)

    @cached_property
    def cap_left(self) -> NDArray[np.int32]:
        """Return how many officers of each country each mission could still take; shape ``(n_missions, n_countries + 1)``."""
        left = self.problem.cap_left.copy()
        pairs, chosen = self.problem.pairs, self.result.chosen
        place = (self.problem.mission[pairs.post_idx[chosen]], self.problem.country[pairs.officer_idx[chosen]])
        np.subtract.at(left, place, 1)
        return left

    @cached_property
    def forbidden(self) -> Mapping[int, NDArray[np.bool_]]:
        """Return who is forbidden in each post line that anybody is forbidden in; shape ``(n_officers,)`` each."""
        found: dict[int, NDArray[np.bool_]] = {}
        for decision in self.snapshot.decisions:
            if decision.decision is DecisionKind.FORBID:
                post_idx = self.snapshot.post_idx[decision.post_id]
                column = found.setdefault(post_idx, np.zeros(len(self.problem.officer_id), np.bool_))
                column[self.snapshot.officer_idx[decision.officer_id]] = True
        return found

    @cached_property
    def _waived(self) -> Mapping[str, Mapping[str, int]]:
        """Return the bits of waivers in force: post -> officer -> mask."""
        bit = {rule.code: 1 << k for k, rule in enumerate(self.rules)}
        found: dict[str, dict[str, int]] = {}
        for waiver in self.snapshot.waivers:
            if waiver.rule in bit and waiver.holds_on(self.snapshot.posts[self.snapshot.post_idx[waiver.post_id]].starts_on):
                officers = found.setdefault(waiver.post_id, {})
                officers[waiver.officer_id] = officers.get(waiver.officer_id, 0) | bit[waiver.rule]
        return found

    def holders(self, post_idx: int) -> NDArray[np.int32]:
        """Return the officers whom the plan puts into one line, increasing."""
        pairs = self.problem.pairs
        start, stop = pairs.post_start[post_idx], pairs.post_start[post_idx + 1]
        inside = self.result.chosen[(self.result.chosen >= start) & (self.result.chosen < stop)]
        holders: NDArray[np.int32] = pairs.officer_idx[inside]
        return holders

    def blocking(self, post: PostLine, officers: OfficerTable) -> NDArray[np.uint32]:
        """
        Return the rules that keep each officer of a table out of one line, as bits; 0 = eligible, or conditional where allowed.

        Shape ``(n_officers,)``. Waivers in force and the policy on unknown findings are taken into account; forbids and caps are not.
        """
        blocked, _ = self.screen(post, officers)
        return blocked

    def screen(self, post: PostLine, officers: OfficerTable) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return what `blocking` returns, and every rule that is not plainly met, waived ones and unknown ones included."""
        snapshot = self.snapshot
        screening = screen_post(officers, post, snapshot.mission_of(post), snapshot.policy.thresholds, rules=self.rules)
        unmet = screening.not_met_mask | screening.unknown_mask
        blocked = unmet if snapshot.policy.unknown is UnknownPolicy.REFUSE else screening.not_met_mask
        waived = self._waived.get(post.post_id)
        if waived:
            blocked = blocked & ~np.array([waived.get(officer_id, 0) for officer_id in officers.officer_id], np.uint32)
        return blocked, unmet

    def waived_mask(self, post_idx: int, officer_idx: int) -> int:
        """Return the rules that waivers in force set aside for one pair, as bits, whether they are met or not."""
        return self._waived.get(self.problem.post_id[post_idx], {}).get(self.problem.officer_id[officer_idx], 0)

    def codes_of(self, mask: int) -> tuple[str, ...]:
        """Return the codes of the rules whose bits are set, in the order of the book."""
        return tuple(rule.code for k, rule in enumerate(self.rules) if mask >> k & 1)
