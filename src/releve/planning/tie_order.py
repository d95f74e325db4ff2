"""The order in which equal officers come: whose clearance expires first, then a hash that favours nobody (decision 0005)."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from releve.planning.problem import AssignmentProblem


def tie_ranks(problem: AssignmentProblem, *, seed: int) -> NDArray[np.int64]:
    """
    Return the rank of every officer in a tie, 0 comes first; shape ``(n_officers,)``, no two equal.

    By the last day of the assessment clearance, none coming last, then by the SHA-256 of ``seed:officer_id`` in hexadecimal.
    """
    digests = [sha256(f"{seed}:{officer_id}".encode()).hexdigest() for officer_id in problem.officer_id]
    # numpy sorts NaT last, as the rule wants.
    order = np.lexsort((np.array(digests, "U64"), problem.clearance_expires_on))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def line_order(problem: AssignmentProblem) -> NDArray[np.int64]:
    """Return the post lines in the order in which equal officers take them: by priority, then by ``post_id``; shape ``(n_posts,)``."""
    return np.lexsort((np.arange(len(problem.post_id)), problem.priority))
