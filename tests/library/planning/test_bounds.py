"""Bounds by weak duality: they hold whatever the prices are, and no plan is lost with the columns and rows that they fix."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tangled_problems import tangled_problem

from releve.planning import LEVELS, AssignmentProblem
from releve.planning.bounds import narrow_face, prove_bound, restrict_face
from releve.planning.objective import is_feasible
from releve.planning.relaxation import Face, LevelRow, Relaxation, columns_of_plan, level_value, relax

N_PLANS = 40


def some_plans(problem: AssignmentProblem, relaxation: Relaxation, draw: np.random.Generator) -> NDArray[np.int64]:
    """Return random feasible plans as values of the columns; shape ``(n_plans, n_columns)``."""
    plans = []
    for _ in range(N_PLANS):
        chosen: list[int] = []
        for k in draw.permutation(len(problem.pairs))[: draw.integers(3, len(problem.pairs))]:
            if is_feasible(problem, np.array([*chosen, k], np.int64)):
                chosen.append(int(k))
        plans.append(columns_of_plan(problem, relaxation, np.array(sorted(chosen), np.int64)))
    return np.array(plans)


def holds(relaxation: Relaxation, face: Face, columns: NDArray[np.int64]) -> bool:
    """Return whether a point lies in a face."""
    rows = np.bincount(relaxation.row, weights=np.repeat(columns, np.diff(relaxation.start)), minlength=len(face.row_lower))
    return bool(
        np.all((face.lower <= columns) & (columns <= face.upper))
        and np.all((face.row_lower <= rows) & (rows <= face.row_upper))
        and all(row.low <= level_value(relaxation.gain[row.level], columns) <= row.high for row in face.level_rows)
    )


def prices_drawn(draw: np.random.Generator, n: int, kind: str) -> NDArray[np.float64]:
    prices = draw.normal(scale=10 ** draw.uniform(-9, 4), size=n) * (draw.random(n) < 0.6)
    wild = {"inf": np.inf, "-inf": -np.inf, "nan": np.nan, "huge": 1e300, "large": 1e17}
    if kind in wild and n:
        prices[draw.integers(n)] = wild[kind]
    return prices


@pytest.mark.parametrize("kind", ["plain", "large", "huge", "inf", "-inf", "nan"])
@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_prices_no_plan_exceeds_the_bound_or_is_lost(seed: int, kind: str) -> None:
    draw = np.random.default_rng(seed)
    problem = tangled_problem(seed)
    problem = replace(problem, pairs=replace(problem.pairs, fit=problem.pairs.fit * draw.choice([0, 1, 40])))
    relaxation, first = relax(problem)
    plans = some_plans(problem, relaxation, draw)
    assert [k for k, plan in enumerate(plans) if not holds(relaxation, first, plan)] == []
    for level in range(len(LEVELS)):
        gain = relaxation.gain[level]
        values = np.array([level_value(gain, plan) for plan in plans])
        low, high = (int(np.quantile(values, q)) for q in (0.2, 1.0))
        face = replace(first, level_rows=(LevelRow(level=level, low=low, high=high),))
        inside = [k for k, plan in enumerate(plans) if holds(relaxation, face, plan)]
        dual = prove_bound(relaxation, face, gain, prices_drawn(draw, len(face.row_lower), kind), prices_drawn(draw, 1, kind))

        assert dual.value >= values[inside].max()
        value = int(np.median(values[inside]))
        kept = [k for k in inside if values[k] >= value]
        assert [k for k in kept if not holds(relaxation, narrow_face(face, dual, slack=dual.slack_to(value)), plans[k])] == []
        restricted = restrict_face(face, dual, level=level, value=value, best=dual.value)
        assert [k for k in inside if holds(relaxation, restricted, plans[k])] == kept


def test_prices_of_zero_prove_what_the_ranges_allow() -> None:
    relaxation, face = relax(tangled_problem(1))
    gain = relaxation.gain[-1]

    dual = prove_bound(relaxation, face, gain, np.zeros(len(face.row_lower)), np.zeros(0))

    assert dual.value == gain.sum()
