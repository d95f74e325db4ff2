"""Problems so small that every plan can be counted: five officers, four lines, tight caps, targets of women, kept and pinned pairs."""

from collections.abc import Iterator
from itertools import product

import numpy as np
from benchmarks.planning.checker import check_plan
from benchmarks.planning.instance import Instance
from benchmarks.planning.registers import instance_of

from releve.planning import AssignmentProblem, Pairs

N_OFFICERS, N_POSTS = 5, 4


def tiny_problem(seed: int) -> AssignmentProblem:
    """Return a random problem; every third one has a pinned pair, which its caps leave room for."""
    draw = np.random.default_rng(seed)
    eligible = draw.random((N_POSTS, N_OFFICERS)) < 0.7
    eligible[0, 0] = True
    post_idx, officer_idx = (axis.astype(np.int32) for axis in np.nonzero(eligible))
    n_pairs = len(post_idx)
    pinned = np.zeros(n_pairs, np.bool_)
    pinned[0] = seed % 3 == 0
    mission = draw.integers(0, 2, N_POSTS).astype(np.int32)
    country = draw.integers(0, 2, N_OFFICERS).astype(np.int32)
    cap_left = draw.integers(0, 3, (2, 2)).astype(np.int32)
    cap_left[mission[0], country[0]] = max(1, cap_left[mission[0], country[0]])
    return AssignmentProblem(
        officer_id=tuple(f"O{i}" for i in range(N_OFFICERS)),
        post_id=tuple(f"P{j}" for j in range(N_POSTS)),
        woman=draw.random(N_OFFICERS) < 0.4,
        country=country,
        clearance_expires_on=np.full(N_OFFICERS, "NaT", "datetime64[D]"),
        seats=draw.integers(1, 3, N_POSTS).astype(np.int32),
        priority=draw.integers(1, 5, N_POSTS).astype(np.int8),
        mission=mission,
        group=mission.copy(),
        group_need=draw.integers(0, 3, 2).astype(np.int64),
        cap_left=cap_left,
        pairs=Pairs(
            post_start=np.concatenate(([0], np.cumsum(eligible.sum(axis=1)))).astype(np.int64),
            officer_idx=officer_idx,
            post_idx=post_idx,
            fit=draw.integers(0, 9, n_pairs).astype(np.int32),
            waived_mask=np.zeros(n_pairs, np.uint32),
            unknown_mask=np.zeros(n_pairs, np.uint32),
            kept=draw.random(n_pairs) < 0.2,
            pinned=pinned,
        ),
    )


def tiny_instance(seed: int) -> Instance:
    """Return the same as the benchmark holds it."""
    return instance_of(tiny_problem(seed))


def allowed_values(instance: Instance) -> Iterator[tuple[int, ...]]:
    """Yield the value of every plan that the checker allows, found by trying every seat of every officer."""
    options = [[-1, *instance.post[instance.officer == officer].tolist()] for officer in range(instance.n_officers)]
    for posts in product(*options):
        officer = np.flatnonzero(np.array(posts) >= 0)
        verdict = check_plan(instance, officer, np.array(posts, np.int64)[officer])
        if verdict.allowed:
            yield verdict.value
