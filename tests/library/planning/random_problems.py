"""Random assignment problems as arrays, full of ties: few fits, few clearances, tight caps and targets for women."""

import numpy as np

from releve.planning import AssignmentProblem
from releve.planning.problem import Pairs


def tied_problem(seed: int, *, n_officers: int = 18, n_posts: int = 6) -> AssignmentProblem:
    draw = np.random.default_rng(seed)
    n_missions, n_countries = 2, 3
    eligible = draw.random((n_posts, n_officers)) < 0.6
    post_idx, officer_idx = np.nonzero(eligible)
    n_pairs = len(post_idx)
    mission = np.sort(draw.integers(0, n_missions, n_posts)).astype(np.int32)
    kept = np.zeros(n_pairs, np.bool_)
    kept[draw.integers(0, n_pairs, 2)] = True
    pairs = Pairs(
        post_start=np.concatenate(([0], np.cumsum(eligible.sum(axis=1)))).astype(np.int64),
        officer_idx=officer_idx.astype(np.int32),
        post_idx=post_idx.astype(np.int32),
        fit=draw.integers(0, 2, n_pairs).astype(np.int32),
        waived_mask=np.zeros(n_pairs, np.uint32),
        unknown_mask=np.zeros(n_pairs, np.uint32),
        kept=kept,
        pinned=np.zeros(n_pairs, np.bool_),
    )
    days = np.datetime64("2027-01-01") + draw.integers(0, 2, n_officers).astype("timedelta64[D]")
    days[draw.random(n_officers) < 0.2] = np.datetime64("NaT")
    return AssignmentProblem(
        officer_id=tuple(f"O{i:02d}" for i in range(n_officers)),
        post_id=tuple(f"P{j:02d}" for j in range(n_posts)),
        woman=draw.random(n_officers) < 0.4,
        country=draw.integers(0, n_countries, n_officers).astype(np.int32),
        clearance_expires_on=days,
        seats=draw.integers(1, 3, n_posts).astype(np.int32),
        priority=draw.integers(1, 5, n_posts).astype(np.int8),
        mission=mission,
        group=mission.copy(),
        group_need=draw.integers(0, 3, n_missions).astype(np.int64),
        cap_left=draw.integers(1, 4, (n_missions, n_countries)).astype(np.int32),
        pairs=pairs,
    )
