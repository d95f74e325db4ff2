"""
Assignment problems in which a country may hold one seat of a mission: there linear programs end in fractions and promise too much.

Small enough to know the value of every plan.
"""

import numpy as np
from numpy.typing import NDArray

from releve.planning import LEVELS, AssignmentProblem, ObjectiveValue
from releve.planning.problem import Pairs

N_MISSIONS, N_COUNTRIES = 3, 3


def tangled_problem(seed: int, *, n_officers: int = 10, n_posts: int = 8) -> AssignmentProblem:
    draw = np.random.default_rng(seed)
    eligible = draw.random((n_posts, n_officers)) < 0.5
    post_idx, officer_idx = np.nonzero(eligible)
    n_pairs = len(post_idx)
    mission = draw.integers(N_MISSIONS, size=n_posts)
    group = np.unique(mission * 2 + draw.integers(2, size=n_posts), return_inverse=True)[1]
    pairs = Pairs(
        post_start=np.concatenate(([0], np.cumsum(eligible.sum(axis=1)))).astype(np.int64),
        officer_idx=officer_idx.astype(np.int32),
        post_idx=post_idx.astype(np.int32),
        fit=draw.integers(0, 1000, n_pairs).astype(np.int32),
        waived_mask=np.zeros(n_pairs, np.uint32),
        unknown_mask=np.zeros(n_pairs, np.uint32),
        kept=draw.random(n_pairs) < 0.3,
        pinned=np.zeros(n_pairs, np.bool_),
    )
    return AssignmentProblem(
        officer_id=tuple(f"O{i:02d}" for i in range(n_officers)),
        post_id=tuple(f"P{j:02d}" for j in range(n_posts)),
        woman=draw.random(n_officers) < 0.4,
        country=draw.integers(N_COUNTRIES, size=n_officers).astype(np.int32),
        clearance_expires_on=np.full(n_officers, np.datetime64("2026-06-01"), "datetime64[D]"),
        seats=np.ones(n_posts, np.int32),
        priority=draw.integers(1, 5, n_posts).astype(np.int8),
        mission=mission.astype(np.int32),
        group=group.astype(np.int32),
        group_need=draw.integers(0, 3, int(group.max()) + 1).astype(np.int64),
        cap_left=np.ones((N_MISSIONS, N_COUNTRIES), np.int32),
        pairs=pairs,
    )


def values_of_all_plans(problem: AssignmentProblem) -> NDArray[np.int64]:
    """Return the value of every plan, each once, larger being better on every level; shape ``(n_values, n_levels)``."""
    pairs = problem.pairs
    states = {
        (tuple(problem.seats.tolist()), tuple(problem.cap_left.ravel().tolist()), tuple(problem.group_need.tolist())): {(0,) * len(LEVELS)}
    }
    for officer_idx in range(len(problem.officer_id)):
        after = {state: set(values) for state, values in states.items()}
        for k in np.flatnonzero(pairs.officer_idx == officer_idx):
            post_idx = int(pairs.post_idx[k])
            cap = int(problem.mission[post_idx]) * problem.cap_left.shape[1] + int(problem.country[officer_idx])
            gain = [0] * len(LEVELS)
            gain[int(problem.priority[post_idx]) - 1] = 1
            gain[5:] = int(pairs.kept[k]), int(pairs.fit[k])
            for (seats, caps, missing), values in states.items():
                if seats[post_idx] and caps[cap]:
                    is_needed = problem.woman[officer_idx] and missing[problem.group[post_idx]]
                    left = (
                        _less_one(seats, post_idx),
                        _less_one(caps, cap),
                        _less_one(missing, int(problem.group[post_idx])) if is_needed else missing,
                    )
                    after.setdefault(left, set()).update(tuple(a + b for a, b in zip(value, gain, strict=True)) for value in values)
        states = after
    found = {(*v[:4], -sum(missing), *v[5:]) for (_, _, missing), values in states.items() for v in values}
    return np.array(sorted(found), np.int64)


def false_bounds(every_value: NDArray[np.int64], value: ObjectiveValue, bound: ObjectiveValue) -> list[str]:
    """Return the levels whose bound some plan exceeds that reaches the values of the levels before it."""
    reaches, found = np.ones(len(every_value), np.bool_), []
    for level, name in enumerate(LEVELS):
        if every_value[reaches, level].max() > bound.compare_key()[level]:
            found.append(name)
        reaches &= every_value[:, level] >= value.compare_key()[level]
    return found


def _less_one(values: tuple[int, ...], position: int) -> tuple[int, ...]:
    return (*values[:position], values[position] - 1, *values[position + 1 :])
