"""
Proofs of a level that charge little for a seat that a level before it loses.

The engine proves a level with multipliers of the levels before it that are as large as its weights, which is of no account while these
levels keep their values. After an event they may not; then a bound is as far off as the multiplier. Taking the proof of an earlier level
off as often as its multiplier allows mostly leaves a proof that is as tight, with a multiplier of 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from releve.planning.leaf_bound import ProofOverflowError, closed_leaf
from releve.planning.leaf_proof import LeafProof
from releve.planning.objective import FIT_LEVEL
from releve.planning.problem import AssignmentProblem


def gentle_leaf(
    problem: AssignmentProblem, level: int, certificate: Sequence[tuple[LeafProof, ...] | None], values: Sequence[int]
) -> LeafProof | None:
    """
    Return a second proof of a level with smaller multipliers, as tight as its first; None where there is none.

    Parameters
    ----------
    certificate
        Of the solve, by level.
    values
        What the plan reaches by level, larger being better.
    """
    first = _only(certificate[level])
    if first is None:
        return None
    bound = closed_leaf(problem, first, values)[1] >> first.scale_bits
    gentle = first
    least = (int(problem.pairs.fit.max(initial=0)) if level == FIT_LEVEL else 1) << first.scale_bits
    # From the nearest level on: its proof holds multipliers of those before it, and takes the same share off them.
    for earlier in reversed(range(level)):
        other = _only(certificate[earlier])
        too_much = int(gentle.level_price[earlier]) - least
        if other is None or too_much < 1 << other.scale_bits:
            continue
        less = _without_negative_prices(gentle.plus(other, -(too_much >> other.scale_bits)))
        try:
            closed, total = closed_leaf(problem, less, values)
        except ProofOverflowError:
            continue
        if total >> closed.scale_bits <= bound:
            gentle = closed
    return None if gentle is first else gentle


def _only(leaves: tuple[LeafProof, ...] | None) -> LeafProof | None:
    return leaves[0] if leaves is not None and len(leaves) == 1 and not leaves[0].branches else None


def _without_negative_prices(proof: LeafProof) -> LeafProof:
    officer, post, cap, group, level_price = (
        np.maximum(part, 0) for part in (proof.officer, proof.post, proof.cap, proof.group, proof.level_price)
    )
    return replace(proof, officer=officer, post=post, cap=cap, group=group, level_price=level_price)
