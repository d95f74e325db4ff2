"""Two hundred registers of size S, twenty-five of each knob: each way of `solve` against HiGHS in whole numbers, level by level."""

import pytest
from certified import not_certified
from second_model import milp_of
from ways import WAYS, on_the_way, solved_by

from checks.milp_levels import opinions
from releve.model import SolveStatus
from releve.planning import build_problem
from releve.synthesis import Knob, Size, synthesise_register

FIRST_SEED, SEEDS_A_KNOB, BATCH = 1000, 25, 5
MOST_OPEN = 3
"""Levels of a batch, of its 105, that may be proven but not certified: a tree that would be too much work is given up and says so."""


@pytest.mark.parametrize(
    ("knob", "first", "n"),
    [
        (Knob.SPARSE_LANGUAGES, FIRST_SEED, 1),
        *(
            pytest.param(knob, FIRST_SEED + first, BATCH, marks=pytest.mark.soak)
            for knob in Knob
            for first in range(0, SEEDS_A_KNOB, BATCH)
        ),
    ],
)
def test_it_is_the_optimum_of_another_solver_on_every_level(knob: Knob, first: int, n: int) -> None:
    faults = []
    for seed in range(first, first + n):
        snapshot = synthesise_register(Size.S, seed=seed, knob=knob)
        problem, _ = build_problem(snapshot)
        values = set()
        for way in WAYS:
            with on_the_way(way, shortest_lists=False):
                result = solved_by(way, snapshot, problem=problem)
            assert (seed, way, result.status) == (seed, way, SolveStatus.OPTIMAL)
            faults += not_certified(problem, result)
            values.add(result.objective.compare_key())
        assert (seed, len(values)) == (seed, 1)
        (claimed,) = values
        found = [(one.value, one.bound, one.is_proven) for one in opinions(milp_of(problem), claimed)]
        assert (seed, found) == (seed, [(value, value, True) for value in claimed])
    assert [fault for fault in faults if not fault.endswith("none")] == []
    assert len(faults) <= MOST_OPEN * n // BATCH
