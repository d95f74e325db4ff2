"""A plan seen from every officer and every post line: who is where, what is left, and what stops whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import Rule, screen_post
from releve.eligibility.bits import pack_bits, unpack_bits
from releve.model import Decision, DecisionKind, Officer, OfficerTable, PostLine, Snapshot, UnknownPolicy, Waiver
from releve.planning.decided import Decided
from releve.planning.fit import fit_of_pair
from releve.planning.limits import caps_of_missions
from releve.planning.line_pairs import LinePairs
from releve.planning.objective import women_assigned
from releve.planning.problem import AssignmentProblem
from releve.planning.register import Register, register_of
from releve.planning.result import NearPlan, Result

OFFICERS_HELD: Final = 1 << 13
"""Officers kept as objects for being asked for again, some 2 KB each."""
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
    problem
        Holds at least the chosen pairs, all pins and all pairs of the previous plan that may be planned. Of all other pairs ``register``
        knows: nothing that is told of a plan depends on how many are written down.
    near
        The plan that this one was to stay near to when it was made; None = none, or not known.
    known_register
        The register of the snapshot where it is at hand already; None = made when it is asked for.
    """

    snapshot: Snapshot
    problem: AssignmentProblem
    result: Result
    rules: Sequence[Rule]
    seed: int
    near: NearPlan | None = None
    known_register: Register | None = None

    @cached_property
    def register(self) -> Register:
        """Return who may be planned where, line by line."""
        if self.known_register is not None:
            return self.known_register
        forbidden = Decided.from_snapshot(self.snapshot).forbidden_by_post()
        return register_of(self.snapshot, rules=self.rules, forbidden=forbidden)

    @cached_property
    def officer(self) -> Callable[[int], Officer]:
        """Return a function that returns one officer, those asked for lately at once."""
        return lru_cache(OFFICERS_HELD)(self.snapshot.officers.officer)

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

    @property
    def serving(self) -> NDArray[np.bool_]:
        """Return who serves already and takes no open seat; shape ``(n_officers,)``."""
        return self.register.serving

    @cached_property
    def free(self) -> NDArray[np.bool_]:
        """Return who is neither placed nor serving; shape ``(n_officers,)``."""
        free: NDArray[np.bool_] = (self.placed_at == NOWHERE) & ~self.serving
        return free

    @cached_property
    def free_bits(self) -> NDArray[np.uint64]:
        """Return who is free, as bits."""
        return pack_bits(self.free)

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
    def caps(self) -> Mapping[str, int]:
        """Return the national cap of each mission."""
        return caps_of_missions(self.snapshot)

    @cached_property
    def _serving_from(self) -> Mapping[tuple[str, str | None], int]:
        return Counter((deployment.mission, deployment.country) for deployment in self.snapshot.deployments)

    def held_by_country(self, mission_idx: int, column: int) -> int:
        """Return how many officers of a column of ``cap_left`` a mission holds, serving and assigned."""
        assigned = self.problem.cap_left[mission_idx, column] - self.cap_left[mission_idx, column]
        return self._serving_from.get((self.snapshot.missions[mission_idx].mission, self.country_of(column)), 0) + int(assigned)

    def country_of(self, column: int) -> str | None:
        """Return the country of a column of ``cap_left``; None for the last one, where officers without a country count."""
        countries = self.snapshot.officers.countries
        return countries[column] if column < len(countries) else None

    @cached_property
    def kept(self) -> Mapping[int, NDArray[np.int64]]:
        """Return by line the officers whose pair with it stands in the previous plan and may be planned, increasing."""
        pairs = self.problem.pairs
        found: defaultdict[int, list[int]] = defaultdict(list)
        for k in np.flatnonzero(pairs.kept):
            found[int(pairs.post_idx[k])].append(int(pairs.officer_idx[k]))
        return {post_idx: np.array(officers, np.int64) for post_idx, officers in found.items()}

    @cached_property
    def previous(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of the previous plan by officer and post, whether they may be planned or not."""
        return frozenset((row.officer_id, row.post_id) for row in self.snapshot.previous)

    @cached_property
    def decisions(self) -> Mapping[tuple[str, str], Decision]:
        """Return the decision on each pair, by officer and post; of several the first."""
        return {(row.officer_id, row.post_id): row for row in reversed(self.snapshot.decisions)}

    @cached_property
    def _kept_keys(self) -> NDArray[np.int64]:
        pairs = self.problem.pairs
        return np.sort(pairs.post_idx[pairs.kept].astype(np.int64) * len(self.problem.officer_id) + pairs.officer_idx[pairs.kept])

    def are_kept(self, officer_idx: NDArray[np.int64], post_idx: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which pairs, by officer and line, stand in the previous plan and may be planned; shape as the arguments."""
        keys, wanted = self._kept_keys, post_idx.astype(np.int64) * len(self.problem.officer_id) + officer_idx
        if not len(keys):
            return np.zeros(len(wanted), np.bool_)
        found: NDArray[np.bool_] = keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted
        return found

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

    @cached_property
    def _chosen_start(self) -> NDArray[np.int64]:
        """Return where the chosen pairs of each line begin among all chosen ones; shape ``(n_posts + 1,)``."""
        return np.searchsorted(self.result.chosen, self.problem.pairs.post_start)

    def holders(self, post_idx: int) -> NDArray[np.int32]:
        """Return the officers whom the plan puts into one line, increasing."""
        start, stop = self._chosen_start[post_idx : post_idx + 2]
        holders: NDArray[np.int32] = self.problem.pairs.officer_idx[self.result.chosen[start:stop]]
        return holders

    def holders_of(self, lines: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the officers whom the plan puts into some lines, line by line, and at which place in ``lines`` the line of each stands."""
        start, n_held = self._chosen_start[lines], self._chosen_start[lines + 1] - self._chosen_start[lines]
        at = np.repeat(np.arange(len(lines)), n_held)
        within = np.arange(len(at)) - np.repeat(np.cumsum(n_held) - n_held, n_held)
        return self.problem.pairs.officer_idx[self.result.chosen[start[at] + within]].astype(np.int64), at

    def free_pairs(self, post_idx: int, admitted: NDArray[np.uint64] | None = None) -> LinePairs:
        """Return the pairs of one line whose officers are free; ``admitted`` as `Register.admitted` returns it, None = looked up."""
        bits = self.register.admitted(post_idx) if admitted is None else admitted
        officers = unpack_bits(bits & self.free_bits)
        return LinePairs(post_idx=post_idx, officer_idx=officers, fit=self.register.fit_of(post_idx, officers))

    def lines_of(self, officer_idx: int, blocked: NDArray[np.uint32]) -> NDArray[np.int64]:
        """
        Return the lines in which one officer may be planned, increasing.

        Parameters
        ----------
        blocked
            As :meth:`releve.planning.register.Register.blocking_everywhere` returns it.
        """
        if self.serving[officer_idx]:
            return np.zeros(0, np.int64)
        lines = np.flatnonzero(blocked == 0)
        return np.array([j for j in lines.tolist() if officer_idx not in self.register.never.get(j, ())], np.int64)

    def fit_in_lines(self, officer_idx: int, lines: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the fit of one officer for some lines; shape as ``lines``."""
        officer, policy = self.snapshot.officers.officer(officer_idx), self.snapshot.policy
        return np.array([fit_of_pair(officer, self.snapshot.posts[j], policy).total for j in lines.tolist()], np.int32)

    def fit_of_pairs(self, officer_idx: NDArray[np.int64], post_idx: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the fit of some pairs, by officer and line; shape as the arguments."""
        order = np.argsort(post_idx, kind="stable")
        lines, first = np.unique(post_idx[order], return_index=True)
        found = np.zeros(len(officer_idx), np.int32)
        for post, mine in zip(lines.tolist(), np.split(order, first[1:]), strict=False):
            found[mine] = self.register.fit_of(post, officer_idx[mine])
        return found

    @cached_property
    def _waivers(self) -> Mapping[str, Sequence[Waiver]]:
        found: defaultdict[str, list[Waiver]] = defaultdict(list)
        for waiver in self.snapshot.waivers:
            found[waiver.post_id].append(waiver)
        return found

    def waivers_of(self, post_idx: int) -> Sequence[Waiver]:
        """Return the waivers of pairs with one line, whether they are in force or not, in the order of their rows."""
        return self._waivers.get(self.problem.post_id[post_idx], ())

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
        return () if not mask else tuple(rule.code for k, rule in enumerate(self.rules) if mask >> k & 1)
