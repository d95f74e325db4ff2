"""What is left of the proofs of a search among a few pairs once all pairs count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.planning.certificate import LeafProof, LevelProof, ProofOverflowError
from releve.planning.engine.demand import Demand
from releve.planning.engine.filling import Filling
from releve.planning.engine.whole_proof import level_proof
from releve.planning.leaf_bound import blocks, closed_leaf, pair_worth
from releve.planning.objective import FIT_LEVEL, N_PRIORITIES, trivial_bounds
from releve.planning.problem import AssignmentProblem
from releve.planning.result import LEVELS, MINIMISED
from releve.planning.search import Search


@dataclass(frozen=True, kw_only=True, eq=False)
class PricedFilling:
    """A filling, and the bits of the unit that its prices are written in."""

    filling: Filling
    bits: int


@dataclass(frozen=True, kw_only=True, eq=False)
class HeldLevel:
    """
    One level of a search against all pairs.

    Attributes
    ----------
    bound
        Proven for all pairs, larger is better.
    leaves
        The proof of that bound; None where it rests on the branch and bound of the search.
    is_closed
        Whether the bound is no weaker than the search's own.
    slack
        How far the prices alone lie above the value that the plan reaches, in the unit of ``root``.
    root
        The prices.
    dear
        Positions of the pairs left out that could be in a better plan, as far as the prices tell; empty where the level is closed.
    dear_lists
        The same for the pairs that the problem itself leaves out: ``2 * j + g``, as in :class:`LeftOut`.
    """

    bound: int
    leaves: LevelProof
    is_closed: bool
    slack: int
    root: LeafProof
    dear: NDArray[np.int64]
    dear_lists: NDArray[np.int64]


def hold_level(
    problem: AssignmentProblem, demand: Demand, search: Search, fillings: Sequence[PricedFilling], level: int, left_out: NDArray[np.int64]
) -> HeldLevel | None:
    """
    Return what holds of one level for all pairs; None where no prices are at hand.

    Parameters
    ----------
    left_out
        Positions in ``problem.pairs`` of the pairs that the search did not see.
    """
    natural = search.value.compare_key()
    best: tuple[int, LeafProof, int] | None = None
    for proof, total in _closed(problem, demand, fillings, level, natural):
        if best is None or total >> proof.scale_bits < best[0]:
            best = (total >> proof.scale_bits, proof, total)
    if best is None:
        return None
    bound, proof, total = best
    slack = total - (natural[level] << proof.scale_bits)
    # What the search proved speaks of this plan only if no level before was supposed to be better than it is.
    of_search = search.bound[level] if search.reaches_targets_before(level) else None
    wanted = natural[level] if of_search is None else of_search
    nothing = np.zeros(0, np.int64)
    # Pairs that the problem leaves out may cost as much as they are worth, where the prices close the level by themselves.
    dear_lists = lists_worth(problem, proof, 1)
    if bound <= wanted and not len(dear_lists):
        return HeldLevel(bound=bound, leaves=(proof,), is_closed=True, slack=slack, root=proof, dear=nothing, dear_lists=nothing)
    # Where branch and bound closed it among the pairs seen, each plan with another pair must lose more than the prices leave open.
    room = (wanted + 1 << proof.scale_bits) - total
    dear = left_out[excess(problem, proof, left_out) >= room] if bound > wanted else nothing
    dear_lists = lists_worth(problem, proof, min(room, 1))
    if of_search is not None and not len(dear) and not len(dear_lists):
        return HeldLevel(bound=of_search, leaves=None, is_closed=True, slack=slack, root=proof, dear=nothing, dear_lists=nothing)
    if len(lists_worth(problem, proof, 1)):
        # The prices say nothing of pairs that are not even listed.
        bound = natural_bounds(problem)[level]
        return HeldLevel(bound=bound, leaves=None, is_closed=False, slack=slack, root=proof, dear=dear, dear_lists=dear_lists)
    return HeldLevel(bound=bound, leaves=(proof,), is_closed=False, slack=slack, root=proof, dear=dear, dear_lists=dear_lists)


def natural_bounds(problem: AssignmentProblem) -> tuple[int, ...]:
    """Return what holds of each level for every plan and costs nothing to find, larger being better."""
    return tuple(-bound if level in MINIMISED else bound for level, bound in zip(LEVELS, trivial_bounds(problem).as_tuple(), strict=True))


def lists_worth(problem: AssignmentProblem, leaf: LeafProof, at_least: int) -> NDArray[np.int64]:
    """Return the lists, ``2 * j + g``, of which a pair that the problem leaves out may be worth that much more than it costs; scaled."""
    if problem.left_out is None:
        return np.zeros(0, np.int64)
    times = leaf.level_price.copy()
    times[leaf.level] = 1 << leaf.scale_bits
    times[leaf.level + 1 :] = 0
    fit = problem.left_out.fit.reshape(-1, 2).astype(np.int64)
    worth = (times[:N_PRIORITIES][problem.priority.astype(np.int64) - 1] - leaf.post)[:, None] + times[FIT_LEVEL] * fit
    worth[:, 1] += leaf.group[problem.group]
    dear: NDArray[np.int64] = np.flatnonzero(((fit >= 0) & (worth >= at_least)).ravel())
    return dear


def unless_left_out(problem: AssignmentProblem, leaves: Sequence[LeafProof]) -> LevelProof:
    """Return leaves that hold for all pairs of a problem; None where a pair that it leaves out may be worth more than it costs."""
    return None if any(len(lists_worth(problem, leaf, 1)) for leaf in leaves) else tuple(leaves)


def excess(problem: AssignmentProblem, leaf: LeafProof, some: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return by how much some pairs are worth more than all their prices, negative where less; scaled."""
    found = np.empty(len(some), np.int64)
    for block in blocks(len(some)):
        found[block] = pair_worth(problem, leaf, some[block]) - leaf.officer[problem.pairs.officer_idx[some[block]]]
    return found


def _closed(
    problem: AssignmentProblem, demand: Demand, fillings: Sequence[PricedFilling], level: int, natural: Sequence[int]
) -> Iterator[tuple[LeafProof, int]]:
    for priced in fillings:
        try:
            yield closed_leaf(problem, level_proof(problem, demand, priced.filling, level, priced.bits), natural)
        except ProofOverflowError:
            continue
