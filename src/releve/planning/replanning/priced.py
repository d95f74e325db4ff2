"""
Proofs of the last solve that go on holding: their prices stay, and only what an event touches is added up anew.

A bound by prices holds whatever the prices are (:mod:`releve.planning.leaf_proof`). An event changes few of the terms that they add up
to: the price of an officer who is gone, seats, caps and targets times their prices, the pairs of one line that is new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from releve.exchange.interruptions import interruptions_held
from releve.planning.leaf_bound import leaf_total
from releve.planning.leaf_proof import LeafProof
from releve.planning.objective import FIT_LEVEL, KEPT_LEVEL, N_PRIORITIES, SHORTFALL_LEVEL
from releve.planning.problem import AssignmentProblem
from releve.planning.replanning.gentle import gentle_leaf
from releve.planning.replanning.lines import Lines
from releve.planning.result import LEVELS

Leaves: TypeAlias = "tuple[PricedLeaf, ...]"
"""A proof: a level's bound is the largest of its leaves."""


@dataclass(frozen=True, kw_only=True)
class PairFacts:
    """What prices read of an officer in a line; ``stood`` tells whether the plan before the solve held the pair."""

    officer_idx: int
    fit: int
    is_woman: bool
    country: int
    stood: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class PricedPairs:
    """What prices read of all pairs of a line that may be planned; shape ``(n_eligible,)`` each, names as in :class:`PairFacts`."""

    officer_idx: NDArray[np.int64]
    fit: NDArray[np.int64]
    is_woman: NDArray[np.bool_]
    country: NDArray[np.int64]
    stood: NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class PricedLeaf:
    """
    One leaf of a proof, and what it adds up to after the events so far.

    Attributes
    ----------
    total
        Scaled; what the values of earlier levels take off is not yet taken off.
    later_post, later_group
        Prices of lines and parity groups that came after the solve, and of lines that have a better one by now; by position.
    """

    proof: LeafProof
    total: int
    later_post: Mapping[int, int] = field(default_factory=dict)
    later_group: Mapping[int, int] = field(default_factory=dict)

    def without_officer(self, officer_idx: int) -> PricedLeaf:
        """Return the leaf without an officer whom no pin holds."""
        return self.plus(-int(self.proof.officer[officer_idx]))

    def plus(self, amount: int) -> PricedLeaf:
        """Return the leaf with something added to its total."""
        return replace(self, total=self.total + amount)

    def moved(self, before: Lines, after: Lines, line: int) -> PricedLeaf:
        """Return the leaf after the seats of a line that it has a price for have changed, and caps and target with them."""
        mission, group = int(after.mission[line]), int(after.group[line])
        total = self.total + self._post(line) * int(after.seats[line] - before.seats[line])
        caps = self.proof.cap[mission] if np.any(self.proof.cap[mission]) else None
        if caps is not None:
            total += int(caps @ (after.cap_left[mission].astype(np.int64) - before.cap_left[mission]))
        price = self._group(group)
        total += (max(0, price - self._missing_worth) - price) * int(after.group_need[group] - before.group_need[group])
        return replace(self, total=total)

    def with_line(self, after: Lines, line: int, pairs: PricedPairs) -> PricedLeaf:
        """Return the leaf with prices for a line that is new and has no seats yet, and its pairs."""
        group = int(after.group[line])
        is_known = group < len(self.proof.group) or group in self.later_group
        leaf = self if is_known else replace(self, later_group={**self.later_group, group: self._missing_worth})
        worth, price = leaf.dearest(after, line, pairs, int(after.posts[line].seats))
        return replace(leaf, total=leaf.total + worth, later_post={**leaf.later_post, line: price})

    def repriced(self, lines: Lines, line: int, pairs: PricedPairs) -> PricedLeaf:
        """
        Return the leaf with the best price that a line can have beside all other prices, if that proves more.

        Where an officer was missing as much as a seat was, either may hold the price; when the officer has left, only one of both proves
        that nobody is there. The line holds no pin, and no leaf is branched.

        Parameters
        ----------
        pairs
            All that may be planned.
        """
        seats = int(lines.seats[line])
        worth, price = self.dearest(lines, line, pairs, seats)
        saved = (self._post(line) - price) * seats - worth
        return replace(self, total=self.total - saved, later_post={**self.later_post, line: price}) if saved > 0 else self

    def dearest(self, lines: Lines, line: int, pairs: PricedPairs, seats: int) -> tuple[int, int]:
        """Return the dearest price of a line at which so many seats are still asked for, and what pairs are worth beyond it, together."""
        worth = self.worth_of(lines, line, pairs.fit, pairs.is_woman, pairs.country) - self.proof.officer[pairs.officer_idx]
        if self.proof.level > KEPT_LEVEL:
            worth = worth + np.where(pairs.stood, int(self.proof.level_price[KEPT_LEVEL]), 0)
        worth = np.sort(worth[worth > 0])[::-1]
        price = int(worth[seats]) if len(worth) > seats else 0
        return int((worth[:seats] - price).sum()), price

    def loss_by_pin(self, lines: Lines, line: int, pair: PairFacts) -> int:
        """Return by how much the total falls, <= 0, when a pair must be in the plan: what it is worth less than its prices; scaled."""
        one = self.worth_of(lines, line, np.array([pair.fit], np.int64), np.array([pair.is_woman]), np.array([pair.country]))
        stood = int(self.proof.level_price[KEPT_LEVEL]) if pair.stood and self.proof.level > KEPT_LEVEL else 0
        return min(0, int(one[0]) + stood - self._post(line) - int(self.proof.officer[pair.officer_idx]))

    def bound(self, values: tuple[int, ...]) -> int:
        """Return what the level cannot exceed in plans with these values on earlier levels; larger is better everywhere."""
        taken_off = sum(int(price) * value for price, value in zip(self.proof.level_price[: self.proof.level], values, strict=False))
        return (self.total - taken_off) >> self.proof.scale_bits

    @property
    def _missing_worth(self) -> int:
        own = 1 << self.proof.scale_bits if self.proof.level == SHORTFALL_LEVEL else 0
        return own + (int(self.proof.level_price[SHORTFALL_LEVEL]) if self.proof.level > SHORTFALL_LEVEL else 0)

    def _post(self, line: int) -> int:
        price = self.later_post.get(line)
        return int(self.proof.post[line]) if price is None else price

    def _group(self, group: int) -> int:
        return int(self.proof.group[group]) if group < len(self.proof.group) else self.later_group.get(group, 0)

    def worth_of(
        self, lines: Lines, line: int, fit: NDArray[np.int64], is_woman: NDArray[np.bool_], country: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return what pairs of a line are worth beyond the prices of cap and group; those of officer and line are not taken off."""
        proof = self.proof
        times = proof.level_price.copy()
        times[proof.level] = 1 << proof.scale_bits
        times[proof.level + 1 :] = 0
        worth: NDArray[np.int64] = times[:N_PRIORITIES][int(lines.priority[line]) - 1] + times[FIT_LEVEL] * fit
        worth = worth + np.where(is_woman, self._group(int(lines.group[line])), 0)
        worth -= proof.cap[int(lines.mission[line])][country]
        return worth


def priced_proofs(
    problem: AssignmentProblem, certificate: tuple[tuple[LeafProof, ...] | None, ...], values: Sequence[int]
) -> tuple[tuple[Leaves, ...], ...]:
    """
    Return the proofs of every level by their leaves, none where a level is not certified.

    Parameters
    ----------
    values
        What the plan reaches by level, larger being better.
    """
    # Imported here, for it loads the solver, which importing this must not; Ctrl-C that falls into loading can be lost.
    with interruptions_held():
        from releve.planning.engine.held import unless_left_out  # noqa: PLC0415
    none = (0,) * len(LEVELS)
    found = []
    for level, leaves in enumerate(certificate):
        # Kept pairs are those of another plan from the first event on.
        gentle = None if level == KEPT_LEVEL else gentle_leaf(problem, level, certificate, values)
        proofs = [proof for proof in (leaves, None if gentle is None else (gentle,)) if proof is not None]
        if gentle is not None and unless_left_out(problem, (gentle,)) is None:
            proofs = proofs[:1]
        found.append(
            tuple(tuple(PricedLeaf(proof=leaf, total=leaf_total(problem, level, leaf, none)) for leaf in proof) for proof in proofs)
        )
    return tuple(found)
