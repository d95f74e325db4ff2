"""
The certificate: for each level, prices that prove its bound by themselves.

The search proves a level over a face, a part of the problem that the levels before it left. Here the faces are turned into
multipliers: what a face excludes is something that costs on an earlier level, so that enough of that level's proof, added to the own
prices, makes it cost here too. As that proof says how little there is to lose on its level, adding it costs next to nothing: nothing
at all where its bound is reached exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from releve.planning.bounds import DualBound
from releve.planning.branching import Goal, prove_by_branching
from releve.planning.clock import Clock
from releve.planning.leaf_bound import LARGEST, ProofOverflowError, closed_leaf, no_prices, pair_worth, replay, women_missing_worth
from releve.planning.leaf_proof import LeafProof
from releve.planning.problem import AssignmentProblem
from releve.planning.relaxation import Face, Relaxation
from releve.planning.rounding import round_prices

__all__ = ["ClosedProof", "LeafProof", "LevelProof", "ProofOverflowError", "certify_levels", "prove_level", "replay"]

LevelProof: TypeAlias = tuple[LeafProof, ...] | None
"""The leaves of a level; None = not certified."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ClosedProof:
    """
    A proof with one leaf, and what it proves.

    Attributes
    ----------
    bound
        What no plan exceeds that reaches the values of the levels before.
    slack
        By how much the total exceeds the value that the plan reaches, >= 0, in the unit of the proof.
    """

    proof: LeafProof
    bound: int
    slack: int


def certify_levels(
    problem: AssignmentProblem,
    relaxation: Relaxation,
    steps: Sequence[tuple[Face, DualBound | None]],
    *,
    values: Sequence[int],
    bounds: Sequence[int | None],
    clock: Clock,
) -> tuple[LevelProof, ...]:
    """
    Return for each level the proof of its bound; None where there is none, or no time was left to write it down.

    Parameters
    ----------
    steps
        By level: the face that it was bounded over, and the bound by prices.
    values, bounds
        By level, larger is better: what the plan reaches, and what is proven for plans that reach as much on the levels before.
    """
    found: list[LevelProof] = []
    earlier: list[ClosedProof] = []
    for (face, dual), bound in zip(steps, bounds, strict=True):
        if dual is None or bound is None or clock.is_over():
            break
        try:
            closed = prove_level(problem, relaxation, face, dual, earlier=earlier, values=values)
        except ProofOverflowError:
            break
        if closed.bound <= bound:
            found.append((closed.proof,))
        else:
            goal = Goal(level=len(earlier), values=tuple(values), bound=bound)
            active = face.upper > 0
            found.append(prove_by_branching(problem, relaxation, steps[0][0], goal, active=active, clock=clock))
        earlier.append(closed)
    return (*found, *[None] * (len(bounds) - len(found)))


def prove_level(
    problem: AssignmentProblem,
    relaxation: Relaxation,
    face: Face,
    dual: DualBound,
    *,
    earlier: Sequence[ClosedProof],
    values: Sequence[int],
) -> ClosedProof:
    """
    Return the proof of a level that needs no face.

    Parameters
    ----------
    face, dual
        The face of the level, and its bound over it.
    earlier
        Proofs of all levels before, the first first.
    values
        What the plan reaches on these levels and on this one, larger is better.

    Raises
    ------
    ProofOverflowError
        If a number could leave int64.
    """
    level = len(earlier)
    own = _own_prices(problem, relaxation, face, dual, level)
    bits = max([own.scale_bits, *(tool.proof.scale_bits for tool in earlier)])
    if own.largest() << (bits - own.scale_bits) >= LARGEST:
        raise ProofOverflowError
    own = _with_fixed_pairs_paid(problem, face, own.scaled_up(bits))
    complete = _nonnegative(_repaired(problem, relaxation, face, own, earlier))
    proof, total = closed_leaf(problem, complete, values)
    simple = proof.simplified()
    return ClosedProof(proof=simple, bound=total >> bits, slack=total - (values[level] << bits) >> bits - simple.scale_bits)


def _own_prices(problem: AssignmentProblem, relaxation: Relaxation, face: Face, dual: DualBound, level: int) -> LeafProof:
    """
    Return the prices of a level over its face under the names of the problem; negative where a row is fixed at its dear end.

    A price that the face gives for nothing, because it fixes the row at the end that costs nothing, is left out: what the row
    excluded then looks worth something, and the level that fixed the row says what it costs.
    """
    names = relaxation.names
    unit = 2.0**-dual.scale_bits
    bits, (row_price, level_price) = round_prices((dual.row_price * unit, dual.level_price * unit))
    proof = no_prices(problem, level, bits)
    seats, cap_left = problem.seats.astype(np.int64), problem.cap_left.ravel().astype(np.int64)
    limits = (np.ones(len(names.officer), np.int64), seats[names.post], cap_left[names.cap])
    members = (names.officer, names.post, names.cap)
    prices, lower, upper = names.split(row_price), names.split(face.row_lower), names.split(face.row_upper)
    for of_member, member, price, low, high, limit in zip(
        (proof.officer, proof.post, proof.cap.reshape(-1)), members, prices, lower, upper, limits, strict=False
    ):
        counts = np.where(price > 0, high == limit, low > 0)
        of_member[member] = np.where(counts, price, 0)
    # A group's row is "women assigned + missing >= need": a woman more is worth what the limit costs, with the other sign.
    women, need = -prices[3], problem.group_need[names.group]
    proof.group[names.group] = np.where((women > 0) | (upper[3] == need), women, 0)
    for price, constraint in zip(level_price, face.level_rows, strict=True):
        proof.level_price[constraint.level] -= price
    return proof


def _with_fixed_pairs_paid(problem: AssignmentProblem, face: Face, own: LeafProof) -> LeafProof:
    """
    Return the proof in which officers of pairs that the face holds in every plan pay what their pair is worth, or are paid for it.

    A pin needs no such thing: it holds in every plan, whatever the levels are worth.
    """
    fixed = np.flatnonzero((face.lower[: len(problem.pairs)] > 0) & ~problem.pairs.pinned)
    officer = own.officer.copy()
    # No officer has two such pairs.
    officer[problem.pairs.officer_idx[fixed]] = pair_worth(problem, own, fixed)
    return replace(own, officer=officer)


def _repaired(problem: AssignmentProblem, relaxation: Relaxation, face: Face, own: LeafProof, earlier: Sequence[ClosedProof]) -> LeafProof:
    """
    Return the own prices with as much of the earlier proofs as makes everything that a face excluded cost something.

    What is wrong is measured as negative numbers: prices that may not be, pairs worth more than they cost, women missing that look
    worth something, or worth nothing where they are missing in every plan. The first level that excluded a thing, which is where it
    costs more than there is to lose, has to mend it. Multipliers are chosen from the last earlier level to the first, for the proof
    of a level may itself use those before it.
    """
    pairs = problem.pairs
    worth = pair_worth(problem, own) - own.officer[pairs.officer_idx]
    dear = np.flatnonzero((worth > 0) & ~pairs.pinned)
    missing_always = np.zeros(len(problem.group_need), np.bool_)
    missing_always[relaxation.needy_group] = face.lower[relaxation.n_pairs :] > 0

    def state(proof: LeafProof) -> NDArray[np.int64]:
        missing = women_missing_worth(proof)
        levels = proof.level_price.copy()
        levels[proof.level] = 0 if proof is own else 1 << proof.scale_bits
        of_pairs = proof.officer[pairs.officer_idx[dear]] - pair_worth(problem, proof, dear)
        of_women = np.where(missing_always, missing, -missing)[problem.group_need > 0]
        return np.concatenate((proof.officer, proof.post, proof.cap.ravel(), proof.group, levels, of_women, of_pairs))

    now = state(own)
    wrong = np.flatnonzero(now < 0)
    if not len(wrong):
        return own
    states = [state(tool.proof)[wrong] for tool in earlier]
    now, mender = now[wrong], np.full(len(wrong), -1)
    for level, (tool, mends) in enumerate(zip(earlier, states, strict=True)):
        mender[(mender < 0) & (mends > tool.slack)] = level
    mended = own
    for level in range(len(earlier) - 1, -1, -1):
        mends = states[level]
        mine = (mender == level) & (now < 0)
        if not np.any(mine):
            continue
        times = int((-(now[mine] // mends[mine])).max())
        if mended.largest() + times * max(earlier[level].proof.largest(), int(np.abs(mends).max())) >= LARGEST:
            raise ProofOverflowError
        mended = mended.plus(earlier[level].proof, times)
        now = now + times * mends
    return mended


def _nonnegative(proof: LeafProof) -> LeafProof:
    """Return the proof without prices below 0; what no earlier level mended makes the bound weaker, never false."""
    post, cap, group, level_price = (np.maximum(part, 0) for part in (proof.post, proof.cap, proof.group, proof.level_price))
    return replace(proof, post=post, cap=cap, group=group, level_price=level_price)
