"""Lists of the pairs that a problem holds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.planning.engine.best_pairs import NOTHING_LEFT, BestPairs
from releve.planning.engine.scramble import PLACE_BITS, places, salts
from releve.planning.problem import AssignmentProblem


def list_all_pairs(problem: AssignmentProblem, plannable: NDArray[np.int64]) -> BestPairs:
    """
    Return the lists of a problem; left out is what the problem leaves out.

    Parameters
    ----------
    plannable
        Positions in ``problem.pairs`` of the pairs to list.
    """
    pairs = problem.pairs
    officers = pairs.officer_idx[plannable].astype(np.int64)
    posts = pairs.post_idx[plannable].astype(np.int64)
    lists = 2 * posts + problem.woman[officers]
    fit = pairs.fit[plannable]
    # By list, then by falling fit, then by place. One number for the last two, and few lists in a narrow type, sort thrice as fast.
    order = np.argsort((int(fit.max(initial=0)) - fit.astype(np.int64) << PLACE_BITS) | places(officers, salts(posts)))
    order = order[np.argsort(lists[order].astype(np.min_scalar_type(2 * len(problem.post_id))), kind="stable")]
    counts = np.bincount(lists, minlength=2 * len(problem.post_id))
    left_out = problem.left_out
    return BestPairs(
        start=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        officer_idx=officers[order].astype(np.int32),
        fit=fit[order],
        left_fit=np.full(len(counts), NOTHING_LEFT, np.int32) if left_out is None else left_out.fit,
        n_eligible=counts.astype(np.int64) if left_out is None else left_out.n_eligible,
    )
