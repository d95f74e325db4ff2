"""
One whole number a pair that orders plans as the levels do, where there are no side rules; for solvers of pure assignment.

Notes
-----
Without caps, targets and pins the sets of seats that can be filled are the independent sets of a transversal matroid, and the greedy
algorithm fills a set of greatest weight under *any* weights that fall with the priority: one that is greatest level by level (Edmonds 1971,
Math. Programming 1). So 4, 3, 2, 1 times one unit do for the four priorities, the unit being more than all that kept pairs and fit can come
to, and a kept pair more than all fit: far smaller numbers than strict weights of seven levels.
"""

from __future__ import annotations

import numpy as np
from benchmarks.planning.instance import FIT, KEPT, Instance
from benchmarks.planning.stages import spans
from numpy.typing import NDArray


def pair_weights(instance: Instance) -> NDArray[np.int64]:
    """Return the weight of each pair, higher is better; shape ``(n_arcs,)``."""
    span = spans(instance)
    kept = span[FIT] + 1
    seat = kept * (span[KEPT] + 1)
    return seat * (5 - instance.priority[instance.post]) + kept * instance.kept + instance.fit
