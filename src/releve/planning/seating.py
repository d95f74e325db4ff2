"""A plan that can be changed one exchange at a time, with what each exchange would do to the levels and the caps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.planning.objective import women_assigned
from releve.planning.problem import AssignmentProblem

NOBODY = -1
"""Pair of an officer without a seat; position of a pair that may not be planned."""


class Seating:
    """
    Who sits where; always a feasible plan, if it began as one.

    Attributes
    ----------
    pair_of
        Shape ``(n_officers,)``, int64: the chosen pair of each officer, -1 = none.
    """

    def __init__(self, problem: AssignmentProblem, chosen: NDArray[np.int64], *, near: NDArray[np.int64] | None = None) -> None:
        pairs = problem.pairs
        self.problem = problem
        # How many pairs an exchange keeps, of the plan published before and of a plan to stay near to.
        self._same_as_before = [pairs.kept]
        if near is not None:
            is_near = np.zeros(len(pairs), np.bool_)
            is_near[near] = True
            self._same_as_before.append(is_near)
        self.pair_of = np.full(len(problem.officer_id), NOBODY, np.int64)
        self.pair_of[pairs.officer_idx[chosen]] = chosen
        self._missing = problem.group_need - women_assigned(problem, chosen)
        self._cap_left = problem.cap_left.astype(np.int64)
        np.subtract.at(self._cap_left, (problem.mission[pairs.post_idx[chosen]], problem.country[pairs.officer_idx[chosen]]), 1)
        # Pairs by officer, posts increasing within one: the pairs themselves stand by post.
        self._by_officer = np.argsort(pairs.officer_idx, kind="stable")
        self._officer_start = np.searchsorted(pairs.officer_idx[self._by_officer], np.arange(len(problem.officer_id) + 1))

    def chosen(self) -> NDArray[np.int64]:
        """Return the plan: positions in ``problem.pairs``, increasing."""
        return np.sort(self.pair_of[self.pair_of != NOBODY])

    def lines_of(self, officer_idx: int) -> NDArray[np.int32]:
        """Return the lines that an officer may be planned in, increasing."""
        first, stop = self._officer_start[officer_idx : officer_idx + 2]
        lines: NDArray[np.int32] = self.problem.pairs.post_idx[self._by_officer[first:stop]]
        return lines

    def movable_pairs(self, post_idx: int) -> NDArray[np.int64]:
        """Return the chosen pairs of a line that no pin holds, increasing."""
        pairs, own = self.problem.pairs, self._pairs_of_line(post_idx)
        movable: NDArray[np.int64] = own[(self.pair_of[pairs.officer_idx[own]] == own) & ~pairs.pinned[own]]
        return movable

    def pairs_of_free_officers(self, post_idx: int) -> NDArray[np.int64]:
        """Return the pairs of a line whose officer has no seat, increasing."""
        own = self._pairs_of_line(post_idx)
        free: NDArray[np.int64] = own[self.pair_of[self.problem.pairs.officer_idx[own]] == NOBODY]
        return free

    def pairs_of_placed_officers(self, post_idx: int) -> NDArray[np.int64]:
        """Return the pairs of a line whose officer sits in another line, not by a pin; increasing."""
        own = self._pairs_of_line(post_idx)
        sits = self.pair_of[self.problem.pairs.officer_idx[own]]
        is_elsewhere = (sits != NOBODY) & (sits != own) & ~self.problem.pairs.pinned[sits]
        elsewhere: NDArray[np.int64] = own[is_elsewhere]
        return elsewhere

    def replacing_changes_nothing(self, offered: NDArray[np.int64], held: int) -> NDArray[np.bool_]:
        """
        Return whether free officers could take the seat of a holder of their line with every level as it is and within the caps.

        Parameters
        ----------
        offered
            Shape ``(n,)``: pairs of free officers in the line of ``held``.
        """
        pairs, problem = self.problem.pairs, self.problem
        newcomers, holder, post_idx = pairs.officer_idx[offered], pairs.officer_idx[held], pairs.post_idx[held]
        more_women = problem.woman[newcomers].astype(np.int64) - int(problem.woman[holder])
        missing = self._missing[problem.group[post_idx]]
        country = problem.country[newcomers]
        within_cap = (country == problem.country[holder]) | (self._cap_left[problem.mission[post_idx], country] > 0)
        same: NDArray[np.bool_] = (
            (pairs.fit[offered] == pairs.fit[held])
            & np.all([of_plan[offered] == of_plan[held] for of_plan in self._same_as_before], axis=0)
            & (np.maximum(missing - more_women, 0) == max(missing, 0))
            & within_cap
        )
        return same

    def swapping_changes_nothing(self, offered: NDArray[np.int64], held: int) -> NDArray[np.bool_]:
        """
        Return whether a holder could change places with placed officers with every level as it is and within the caps.

        Parameters
        ----------
        offered
            Shape ``(n,)``: pairs of officers placed elsewhere in the line of ``held``.
        """
        pairs = self.problem.pairs
        partners, holder = pairs.officer_idx[offered], pairs.officer_idx[held]
        left = self.pair_of[partners]
        taken = self._pairs_of_officer(int(holder), pairs.post_idx[left])
        here, there = pairs.post_idx[held], pairs.post_idx[left]
        same_fit = pairs.fit[offered].astype(np.int64) + pairs.fit[taken] == pairs.fit[left].astype(np.int64) + pairs.fit[held]
        same_kept = np.all(
            [
                of_plan[offered].astype(np.int8) + of_plan[taken] == of_plan[left].astype(np.int8) + of_plan[held]
                for of_plan in self._same_as_before
            ],
            axis=0,
        )
        same: NDArray[np.bool_] = (
            (taken != NOBODY)
            & same_fit
            & same_kept
            & self._same_shortfall(partners, int(holder), int(here), there)
            & self._within_caps(partners, int(holder), int(here), there)
        )
        return same

    def replace(self, held: int, offered: int) -> None:
        """Give the seat of a holder to the officer of another pair of the line, who is free."""
        self._count(held, -1)
        self._count(offered, 1)
        officers = self.problem.pairs.officer_idx
        self.pair_of[officers[held]] = NOBODY
        self.pair_of[officers[offered]] = offered

    def swap(self, held: int, offered: int) -> None:
        """Let a holder change places with the officer of another pair of the line, who sits in another one."""
        pairs = self.problem.pairs
        holder, partner = pairs.officer_idx[held], pairs.officer_idx[offered]
        left = int(self.pair_of[partner])
        taken = int(self._pairs_of_officer(int(holder), pairs.post_idx[[left]])[0])
        for pair, sign in ((held, -1), (left, -1), (offered, 1), (taken, 1)):
            self._count(pair, sign)
        self.pair_of[holder], self.pair_of[partner] = taken, offered

    def _same_shortfall(self, partners: NDArray[np.int32], holder: int, here: int, there: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Return whether the women missing in both groups together stay as many."""
        group, woman = self.problem.group, self.problem.woman
        gained = woman[partners].astype(np.int64) - int(woman[holder])
        gained = np.where(group[there] == group[here], 0, gained)
        missing_here, missing_there = self._missing[group[here]], self._missing[group[there]]
        before = max(missing_here, 0) + np.maximum(missing_there, 0)
        same: NDArray[np.bool_] = np.maximum(missing_here - gained, 0) + np.maximum(missing_there + gained, 0) == before
        return same

    def _within_caps(self, partners: NDArray[np.int32], holder: int, here: int, there: NDArray[np.int32]) -> NDArray[np.bool_]:
        mission, country = self.problem.mission, self.problem.country
        has_room = (self._cap_left[mission[here], country[partners]] > 0) & (self._cap_left[mission[there], country[holder]] > 0)
        within: NDArray[np.bool_] = (mission[there] == mission[here]) | (country[partners] == country[holder]) | has_room
        return within

    def _pairs_of_line(self, post_idx: int) -> NDArray[np.int64]:
        start = self.problem.pairs.post_start
        return np.arange(start[post_idx], start[post_idx + 1])

    def _pairs_of_officer(self, officer_idx: int, posts: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return the pair of one officer with each of these lines, -1 where it may not be planned; shape as ``posts``."""
        own = self._by_officer[self._officer_start[officer_idx] : self._officer_start[officer_idx + 1]]
        lines = self.problem.pairs.post_idx[own]
        at = np.minimum(np.searchsorted(lines, posts), len(own) - 1)
        return np.where(lines[at] == posts, own[at], NOBODY)

    def _count(self, pair: int, sign: int) -> None:
        """Add a pair to the counts (1), or take it off (-1)."""
        problem, pairs = self.problem, self.problem.pairs
        officer_idx, post_idx = pairs.officer_idx[pair], pairs.post_idx[pair]
        self._cap_left[problem.mission[post_idx], problem.country[officer_idx]] -= sign
        self._missing[problem.group[post_idx]] -= sign * int(problem.woman[officer_idx])
