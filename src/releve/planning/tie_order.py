"""The order in which equal officers come: whose clearance expires first, then a hash that favours nobody (decision 0005)."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from releve.planning.problem import AssignmentProblem


def tie_ranks(problem: AssignmentProblem, *, seed: int) -> NDArray[np.int64]:
    """
    Return the rank of every officer in a tie, 0 comes first; shape ``(n_officers,)``, no two equal.

    By the last day of the assessment clearance, none coming last, then by the SHA-256 of ``seed:officer_id``.
    """
    # numpy sorts NaT last, as the rule wants.
    order = np.lexsort((*_hash_columns(problem.officer_id, seed), problem.clearance_expires_on))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def best_fitting(
    problem: AssignmentProblem, officer_idx: NDArray[np.int64], fit: NDArray[np.int32], *, seed: int, most: int
) -> NDArray[np.int64]:
    """
    Return the first of some officers, by falling fit, then in the order of ties: at most so many positions in ``officer_idx``.

    Only officers who could be among the first are hashed, so that a line of a large register is ordered in no time.
    """
    among = np.arange(len(officer_idx))
    if len(among) > most:
        least = np.partition(fit, len(fit) - most)[len(fit) - most]
        among = np.flatnonzero(fit >= least)
    if len(among) > most:
        expires_on = problem.clearance_expires_on[officer_idx[among]]
        order = np.lexsort((expires_on, -fit[among]))
        last = order[most - 1]
        is_after = (fit[among] == fit[among[last]]) & _is_later(expires_on, expires_on[last])
        among = among[~is_after]
    officers = officer_idx[among]
    hashed = _hash_columns((problem.officer_id[i] for i in officers), seed)
    found: NDArray[np.int64] = among[np.lexsort((*hashed, problem.clearance_expires_on[officers], -fit[among]))[:most]]
    return found


def line_order(problem: AssignmentProblem) -> NDArray[np.int64]:
    """Return the post lines in the order in which equal officers take them: by priority, then by ``post_id``; shape ``(n_posts,)``."""
    return np.lexsort((np.arange(len(problem.post_id)), problem.priority))


def _is_later(days: NDArray[np.datetime64], than: np.datetime64) -> NDArray[np.bool_]:
    """Return which days come after another one; NaT comes last."""
    if np.isnat(than):
        return np.zeros(len(days), np.bool_)
    later: NDArray[np.bool_] = np.isnat(days) | (days > than)
    return later


def _hash_columns(officer_ids: Iterable[str], seed: int) -> tuple[NDArray[np.uint64], ...]:
    """Return the hashes as four columns of numbers that sort as the hashes do, the last first, as `numpy.lexsort` wants them."""
    joined = b"".join(sha256(f"{seed}:{officer_id}".encode()).digest() for officer_id in officer_ids)
    numbers = np.frombuffer(joined, ">u8").astype(np.uint64).reshape(-1, 4)
    return tuple(numbers[:, k] for k in (3, 2, 1, 0))
