"""OR-Tools min-cost flow: seats to officers, without side rules."""

from __future__ import annotations

import numpy as np
from benchmarks.planning.checker import value_of
from benchmarks.planning.instance import Instance
from benchmarks.planning.peers.weights import pair_weights
from benchmarks.planning.recorder import Recorder
from ortools.graph.python import min_cost_flow


def solve(instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Send every seat to an officer or, at no gain, to none; it knows no limit of time."""
    del variant, limit_s
    n_posts, n_officers = instance.n_posts, instance.n_officers
    flow = min_cost_flow.SimpleMinCostFlow()
    posts, officers, sink = np.arange(n_posts), n_posts + np.arange(n_officers), n_posts + n_officers
    ones = np.ones(instance.n_arcs, np.int64)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(instance.post, n_posts + instance.officer, ones, -pair_weights(instance))
    free = np.zeros(n_officers, np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(officers, np.full(n_officers, sink), np.ones(n_officers, np.int64), free)
    flow.add_arcs_with_capacity_and_unit_cost(posts, np.full(n_posts, sink), instance.seats, np.zeros(n_posts, np.int64))
    flow.set_nodes_supplies(np.append(posts, sink), np.append(instance.seats, -instance.seats.sum()))
    status = flow.solve()
    if status != flow.OPTIMAL:
        recorder.finish(status.name)
        return
    planned = np.flatnonzero(flow.flows(arcs))
    recorder.keep_plan(instance.officer[planned], instance.post[planned])
    value = dict(enumerate(value_of(instance, planned)))
    recorder.note(value, value, last=True)
    recorder.finish("optimal", solves=1)
