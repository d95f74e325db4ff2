"""What the prices of a proof add up to: the bound that they give, whatever they are, and the officer prices that suit the others best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.leaf_proof import LeafProof
from releve.planning.objective import FIT_LEVEL, KEPT_LEVEL, N_PRIORITIES, SHORTFALL_LEVEL, pair_gain
from releve.planning.problem import AssignmentProblem
from releve.planning.result import LEVELS

LARGEST: Final = 1 << 62
"""What no number of a proof and no sum for one pair may reach, so that int64 holds it."""
PAIRS_AT_ONCE: Final = 1 << 20
PRICES_OF_PAIR: Final = 8
"""A pair is worth the sum of fewer numbers than this: of its officer, line, cap and group, and of the levels it counts on."""


class ProofOverflowError(ArithmeticError):
    """A number of a proof would leave int64."""


def replay(problem: AssignmentProblem, level: int, proofs: Sequence[LeafProof], earlier_values: Sequence[int]) -> int:
    """
    Return what no plan exceeds on a level that reaches the given values on the levels before it, as far as a proof says.

    Computed by the formula of the certificate's reference, pair by pair, from the problem alone. Women's shortfall counts negative,
    as a level and among ``earlier_values``: larger is better everywhere. That the branchings cover everything is not looked at here.

    Parameters
    ----------
    proofs
        The leaves of the level, at least one.
    earlier_values
        At least the ``level`` first values of a plan.
    """
    return max(leaf_total(problem, level, proof, earlier_values) >> proof.scale_bits for proof in proofs)


def leaf_total(problem: AssignmentProblem, level: int, proof: LeafProof, earlier_values: Sequence[int]) -> int:
    """Return the bound of one leaf before it is rounded down, scaled; as `replay` computes it."""
    pairs = problem.pairs
    officers, posts = pairs.officer_idx, pairs.post_idx
    _check_range(problem, proof)
    worth = pair_gain(problem, level) << proof.scale_bits
    for earlier in range(level):
        worth += int(proof.level_price[earlier]) * pair_gain(problem, earlier)
    rc = worth - proof.officer[officers] - proof.post[posts] - proof.cap[problem.mission[posts], problem.country[officers]]
    rc += proof.group[problem.group[posts]] * problem.woman[officers]
    counted = np.where(pairs.pinned, rc, np.maximum(rc, 0))
    for officer_idx, post_idx, is_in in proof.branches:
        position = pairs.position_of(officer_idx, post_idx)
        if position is not None:
            counted[position] = rc[position] if is_in else 0
    total = exact_sum(proof.officer) + exact_sum(counted)
    total += _product(proof.post, problem.seats) + _product(proof.cap, problem.cap_left) - _product(proof.group, problem.group_need)
    total -= sum(int(proof.level_price[earlier]) * int(earlier_values[earlier]) for earlier in range(level))
    missing = np.maximum(women_missing_worth(proof), 0)
    return total + _product(missing, problem.group_need)


def pair_worth(problem: AssignmentProblem, proof: LeafProof, some: NDArray[np.int64] | slice | None = None) -> NDArray[np.int64]:
    """
    Return what each pair, or only some of them, is worth to a leaf beyond all prices but its officer's; scaled.

    Parameters
    ----------
    some
        Positions in ``problem.pairs``; None = all.

    Raises
    ------
    ProofOverflowError
        If a number could leave int64.
    """
    pairs = problem.pairs
    times = proof.level_price.copy()
    times[proof.level] = 1 << proof.scale_bits
    times[proof.level + 1 :] = 0
    _check_range(problem, proof)
    at = slice(None) if some is None else some
    officers, posts = pairs.officer_idx[at], pairs.post_idx[at]
    worth: NDArray[np.int64] = (times[:N_PRIORITIES][problem.priority.astype(np.int64) - 1] - proof.post)[posts]
    if np.any(proof.group):
        worth += np.where(problem.woman[officers], proof.group[problem.group][posts], 0)
    if np.any(proof.cap):
        worth -= proof.cap.ravel()[problem.mission[posts].astype(np.int64) * proof.cap.shape[1] + problem.country[officers]]
    if times[KEPT_LEVEL]:
        worth += np.where(pairs.kept[at], times[KEPT_LEVEL], 0)
    if times[FIT_LEVEL]:
        worth += times[FIT_LEVEL] * pairs.fit[at]
    return worth


def blocks(n: int) -> Iterator[slice]:
    """Yield ``n`` positions, some at a time: of a large register what is computed for all pairs at once would be most of the memory."""
    for first in range(0, n, PAIRS_AT_ONCE):
        yield slice(first, min(n, first + PAIRS_AT_ONCE))


def women_missing_worth(proof: LeafProof) -> NDArray[np.int64]:
    """Return what a woman missing in each parity group is worth to a leaf, scaled; shape ``(n_groups,)``."""
    own = 1 << proof.scale_bits if proof.level == SHORTFALL_LEVEL else 0
    of_earlier = int(proof.level_price[SHORTFALL_LEVEL]) if proof.level > SHORTFALL_LEVEL else 0
    return proof.group - (own + of_earlier)


def closed_leaf(problem: AssignmentProblem, proof: LeafProof, earlier_values: Sequence[int]) -> tuple[LeafProof, int]:
    """
    Return the leaf with the officer prices that suit its other prices best, and its total, scaled.

    They are the least at which no pair is worth more than it costs: an officer takes one seat at most, so that the dearest of the
    officer's pairs is paid once and no other is paid at all.

    Raises
    ------
    ProofOverflowError
        If a number could leave int64.
    """
    pairs = problem.pairs
    is_in, left_out = pairs.pinned.copy(), list[int]()
    for officer_idx, post_idx, holds in proof.branches:
        position = pairs.position_of(officer_idx, post_idx)
        if position is not None:
            is_in[position] = holds
            left_out += [] if holds else [position]
    officer = np.zeros(len(problem.officer_id), np.int64)
    for block in blocks(len(pairs)):
        worth = pair_worth(problem, proof, block)
        worth[[position - block.start for position in left_out if block.start <= position < block.stop]] = 0
        np.maximum.at(officer, pairs.officer_idx[block].astype(np.intp), worth)
    inside = np.flatnonzero(is_in)
    total = exact_sum(officer) + exact_sum(pair_worth(problem, proof, inside) - officer[pairs.officer_idx[inside]])
    total += _product(proof.post, problem.seats) + _product(proof.cap, problem.cap_left) - _product(proof.group, problem.group_need)
    total += _product(np.maximum(women_missing_worth(proof), 0), problem.group_need)
    total -= sum(int(proof.level_price[earlier]) * int(earlier_values[earlier]) for earlier in range(proof.level))
    return replace(proof, officer=officer), total


def _check_range(problem: AssignmentProblem, proof: LeafProof) -> None:
    if PRICES_OF_PAIR * proof.largest() + _fit_times(proof) * int(problem.pairs.fit.max(initial=0)) >= LARGEST:
        raise ProofOverflowError


def _fit_times(proof: LeafProof) -> int:
    return 1 << proof.scale_bits if proof.level == FIT_LEVEL else abs(int(proof.level_price[FIT_LEVEL]))


def exact_sum(values: NDArray[np.int64]) -> int:
    """Return a sum that no overflow can touch, for fewer than 2**31 numbers."""
    return (int((values >> 32).sum()) << 32) + int((values & 0xFFFFFFFF).sum())


def _product(prices: NDArray[np.int64], amounts: NDArray[np.integer]) -> int:
    """Return the exact sum of prices times amounts."""
    flat_prices, flat_amounts = prices.ravel(), amounts.ravel()
    priced = np.flatnonzero(flat_prices)
    return sum(p * a for p, a in zip(flat_prices[priced].tolist(), flat_amounts[priced].tolist(), strict=True))


def no_prices(problem: AssignmentProblem, level: int, scale_bits: int = 0) -> LeafProof:
    """Return the proof without any price."""
    return LeafProof(
        level=level,
        scale_bits=scale_bits,
        officer=np.zeros(len(problem.officer_id), np.int64),
        post=np.zeros(len(problem.post_id), np.int64),
        cap=np.zeros(problem.cap_left.shape, np.int64),
        group=np.zeros(len(problem.group_need), np.int64),
        level_price=np.zeros(len(LEVELS), np.int64),
    )
