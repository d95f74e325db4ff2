"""The certificate: its formula gives every proven bound by itself, and holds for every plan whatever the prices are."""

from dataclasses import replace

import numpy as np
import pytest
from certified import is_whole_tree, not_certified
from tangled_problems import tangled_problem, values_of_all_plans

from releve.planning import LEVELS, AssignmentProblem, branching, solve
from releve.planning.certificate import LeafProof, replay
from releve.planning.leaf_bound import ProofOverflowError, closed_leaf, no_prices

N_TANGLED = 60
FEWEST_TREES = 1


def with_pins(problem: AssignmentProblem, seed: int) -> AssignmentProblem:
    """Return the problem with the pairs of one of its best plans pinned, one in three: pins that can hold together."""
    chosen = solve(problem, certify=False).chosen
    pinned = np.zeros(len(problem.pairs), np.bool_)
    pinned[np.random.default_rng(seed).permutation(chosen)[: len(chosen) // 3]] = True
    return replace(problem, pairs=replace(problem.pairs, pinned=pinned))


@pytest.mark.parametrize("seed", range(N_TANGLED))
def test_every_level_is_certified_and_replays(seed: int) -> None:
    problem = with_pins(tangled_problem(seed), seed) if seed % 2 else tangled_problem(seed)

    result = solve(problem)

    assert not_certified(problem, result) == []


@pytest.mark.soak
def test_a_level_that_no_single_program_proves_has_a_tree_whose_leaves_hold_and_cover_everything() -> None:
    n_leaves = []
    for seed in range(N_TANGLED):
        problem = tangled_problem(seed)
        result = solve(problem)
        natural, values = result.objective.compare_key(), values_of_all_plans(problem)
        for level, leaves in enumerate(result.certificate):
            if leaves is None or len(leaves) == 1:
                continue
            n_leaves.append(len(leaves))
            assert is_whole_tree([leaf.branches for leaf in leaves])
            reached = values[np.all(values[:, :level] >= natural[:level], axis=1), level]
            assert max(replay(problem, level, [leaf], natural) for leaf in leaves) == reached.max()
            # Without any one of its leaves a tree says less; a pair that is out may not be counted.
            assert not any(is_whole_tree([leaf.branches for leaf in leaves if leaf is not left_out]) for left_out in leaves)

    assert len(n_leaves) >= FEWEST_TREES


@pytest.mark.parametrize(("limit", "value"), [("MOST_NODES", 1), ("MOST_WORK", 0)])
def test_a_tree_that_does_not_close_leaves_the_level_uncertified_and_the_later_ones_certified(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = tangled_problem(1)
    whole = solve(problem)
    monkeypatch.setattr(branching, limit, value)

    result = solve(problem)

    assert (result.status, result.objective, result.bound) == (whole.status, whole.objective, whole.bound)
    assert [leaves is None for leaves in result.certificate] == [name == "kept" for name in LEVELS]


def prices_drawn(problem: AssignmentProblem, level: int, draw: np.random.Generator) -> LeafProof:
    """Return a leaf with prices drawn without any sense, and up to two branchings."""
    bits = int(draw.integers(0, 12))

    def some(shape: tuple[int, ...], most: int = 1500) -> np.ndarray:
        return draw.integers(0, most << bits, shape, dtype=np.int64) * (draw.random(shape) < 0.5)

    pairs = problem.pairs
    branched = draw.permutation(len(pairs))[: draw.integers(0, 3)]
    blank = no_prices(problem, level, bits)
    return replace(
        blank,
        officer=some(blank.officer.shape),
        post=some(blank.post.shape),
        cap=some(blank.cap.shape),
        group=some(blank.group.shape),
        level_price=np.where(np.arange(len(LEVELS)) < level, some((len(LEVELS),), 1000), 0),
        branches=tuple((int(pairs.officer_idx[k]), int(pairs.post_idx[k]), False) for k in branched),
    )


@pytest.mark.parametrize("seed", range(20))
def test_whatever_the_prices_no_plan_exceeds_the_bound(seed: int) -> None:
    draw = np.random.default_rng(seed)
    problem = tangled_problem(seed, n_officers=7, n_posts=6)
    for level in range(len(LEVELS)):
        proof = prices_drawn(problem, level, draw)
        shut = [problem.pairs.position_of(officer, post) for officer, post, _ in proof.branches]
        values = values_of_all_plans(without(problem, shut))
        required = values[draw.integers(len(values))]
        reached = values[np.all(values[:, :level] >= required[:level], axis=1), level]
        bound = replay(problem, level, [proof], required.tolist())
        closed, total = closed_leaf(problem, proof, required.tolist())

        assert reached.max() <= total >> closed.scale_bits <= bound
        assert replay(problem, level, [closed], required.tolist()) == total >> closed.scale_bits


def without(problem: AssignmentProblem, shut: list[int | None]) -> AssignmentProblem:
    """Return the problem without some of its pairs."""
    pairs = problem.pairs
    stays = ~np.isin(np.arange(len(pairs)), [k for k in shut if k is not None])
    post_idx = pairs.post_idx[stays]
    per_pair = {name: getattr(pairs, name)[stays] for name in ("officer_idx", "fit", "waived_mask", "unknown_mask", "kept", "pinned")}
    start = np.concatenate(([0], np.cumsum(np.bincount(post_idx, minlength=len(problem.post_id))))).astype(np.int64)
    return replace(problem, pairs=replace(pairs, post_start=start, post_idx=post_idx, **per_pair))


def test_prices_too_large_for_whole_numbers_of_64_bits_are_refused() -> None:
    problem = tangled_problem(0)
    proof = no_prices(problem, 6, 30)

    with pytest.raises(ProofOverflowError):
        closed_leaf(problem, replace(proof, post=proof.post + (1 << 60)), [0] * len(LEVELS))
