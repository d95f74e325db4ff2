"""SciPy's two exact matchings, without side rules: one row a seat, one column an officer, and one column a seat that stays open."""

from __future__ import annotations

from typing import Final

import numpy as np
from benchmarks.planning.checker import value_of
from benchmarks.planning.instance import Instance
from benchmarks.planning.peers.weights import pair_weights
from benchmarks.planning.recorder import Recorder
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

LARGEST_EXACT: Final = 2**53


def solve_sparse(instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Match seats to officers over the arcs alone; it knows no limit of time."""
    del variant, limit_s
    line, first, arc = _seats(instance)
    n_seats, weight = len(line), pair_weights(instance)[arc]
    # Stored zeros would not count as arcs, so every cost is lifted above zero; a full matching holds each lift once.
    lift = int(weight.max(initial=0)) + 1
    row = np.concatenate((np.repeat(np.arange(n_seats), np.diff(first)), np.arange(n_seats)))
    column = np.concatenate((instance.officer[arc], instance.n_officers + np.arange(n_seats)))
    if not _exact(instance, recorder, lift):
        return
    cost = np.concatenate((lift - weight, np.full(n_seats, lift))).astype(np.float64)
    seats, matched = min_weight_full_bipartite_matching(csr_matrix((cost, (row, column)), shape=(n_seats, instance.n_officers + n_seats)))
    filled = matched < instance.n_officers
    _finish(instance, recorder, officer=matched[filled], post=line[seats[filled]])


def solve_dense(instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Match seats to officers over the full rectangle; it knows no limit of time."""
    del variant, limit_s
    line, _, _ = _seats(instance)
    weight = pair_weights(instance)
    if not _exact(instance, recorder, int(weight.max(initial=0))):
        return
    of_line = np.zeros((instance.n_posts, instance.n_officers))
    of_line[instance.post, instance.officer] = weight
    gain = of_line[line]
    seats, officers = linear_sum_assignment(gain, maximize=True)
    filled = gain[seats, officers] > 0
    _finish(instance, recorder, officer=officers[filled], post=line[seats[filled]])


def _exact(instance: Instance, recorder: Recorder, largest: int) -> bool:
    """Return whether the sum of a plan stays a whole number in floating point; say so where it does not."""
    exact = largest * int(instance.seats.sum()) < LARGEST_EXACT
    if not exact:
        recorder.finish("weights beyond what floating point holds exactly")
    return exact


def _seats(instance: Instance) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the post line of each seat, where the arcs of each seat begin, and the arcs seat by seat."""
    line = np.repeat(np.arange(instance.n_posts), instance.seats)
    start = np.searchsorted(instance.post, np.arange(instance.n_posts + 1))
    count = np.diff(start)[line]
    first = np.concatenate(([0], np.cumsum(count)))
    return line, first, np.arange(first[-1]) - np.repeat(first[:-1] - start[line], count)


def _finish(instance: Instance, recorder: Recorder, *, officer: NDArray[np.int64], post: NDArray[np.int64]) -> None:
    officer, post = officer.astype(np.int64), post.astype(np.int64)
    recorder.keep_plan(officer, post)
    value = dict(enumerate(value_of(instance, instance.position_of(officer, post))))
    recorder.note(value, value, last=True)
    recorder.finish("optimal", solves=1)
