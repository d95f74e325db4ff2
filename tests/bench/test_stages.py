"""Weighted sums order plans as the levels do, and bounds on them are read back level by level without claiming too much."""

from itertools import pairwise

import pytest
from benchmarks.planning import stages
from benchmarks.planning.instance import FIT, LEVELS
from benchmarks.planning.model import build_model
from benchmarks.planning.peers.weights import pair_weights
from benchmarks.planning.stages import FLOAT_RANGE, level_bounds, level_values, spans, stages_of
from tiny import allowed_values, tiny_instance

pytestmark = pytest.mark.soak  # the judge of the benchmark, not the product; twenty seconds

SEEDS = range(15)


def total_of(stage: stages.Stage, value: tuple[int, ...]) -> int:
    return sum(weight * value[level] for weight, level in zip(stage.weights, range(stage.first, stage.last + 1), strict=True))


@pytest.mark.parametrize("exact_integers", [True, False])
def test_one_weighted_sum_orders_all_plans_as_the_levels_do(exact_integers: bool) -> None:  # noqa: FBT001 - a parameter of the test
    for seed in SEEDS:
        instance = tiny_instance(seed)
        (stage,) = stages_of(build_model(instance), "weighted", exact_integers=exact_integers)
        values = sorted(set(allowed_values(instance)))

        assert all(total_of(stage, worse) < total_of(stage, better) for worse, better in pairwise(values))


def test_levels_are_read_back_from_the_weighted_sum() -> None:
    for seed in SEEDS:
        instance = tiny_instance(seed)
        (stage,) = stages_of(build_model(instance), "weighted", exact_integers=True)

        for value in set(allowed_values(instance)):
            assert tuple(level_values(instance, stage, total_of(stage, value)).values()) == value


def test_a_bound_on_the_sum_is_a_true_bound_on_every_level() -> None:
    for seed in SEEDS:
        instance = tiny_instance(seed)
        (stage,) = stages_of(build_model(instance), "weighted", exact_integers=True)
        plans = sorted(set(allowed_values(instance)))
        most = total_of(stage, plans[-1])
        for value in plans[:: max(1, len(plans) // 8)]:
            for above in (0, 3):
                bounds = level_bounds(instance, stage, total_of(stage, value), most + above)
                for level, bound in bounds.items():
                    assert max(plan[level] for plan in plans if all(plan[k] >= value[k] for k in range(level))) <= bound


def test_a_sum_proven_to_the_unit_proves_every_level() -> None:
    instance = tiny_instance(1)
    (stage,) = stages_of(build_model(instance), "weighted", exact_integers=True)
    best = max(allowed_values(instance))

    assert tuple(level_bounds(instance, stage, total_of(stage, best), total_of(stage, best)).values()) == best


def test_levels_that_leave_the_range_are_split_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    model = build_model(tiny_instance(1))
    monkeypatch.setattr(stages, "FLOAT_RANGE", 200)

    split = stages_of(model, "weighted", exact_integers=False)

    assert len(split) > 1
    assert [level for stage in split for level in range(stage.first, stage.last + 1)] == list(range(len(LEVELS)))
    assert all(total_of(stage, spans(model.instance)) <= 200 for stage in split if stage.first != stage.last)
    assert FLOAT_RANGE > 200


def test_the_weights_of_pure_assignment_put_fit_last() -> None:
    instance = tiny_instance(2).without_side_rules()
    weight = pair_weights(instance)
    most_fit = spans(instance)[FIT]

    kept, plain = weight[instance.kept] - instance.fit[instance.kept], weight[~instance.kept] - instance.fit[~instance.kept]
    assert set(plain % (most_fit + 1)) == {0}
    assert kept.min() > most_fit
