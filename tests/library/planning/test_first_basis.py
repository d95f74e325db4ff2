"""The basis that a filling gives: complete, and with no influence on what a linear program finds."""

import numpy as np
import pytest
from tangled_problems import tangled_problem

from releve.planning import AssignmentProblem, build_problem
from releve.planning.clock import Clock
from releve.planning.engine.first_basis import first_basis
from releve.planning.engine.head_start import below_prices, head_start
from releve.planning.engine.held import PricedFilling
from releve.planning.relaxation import Relaxation, relax
from releve.planning.result import LEVELS
from releve.planning.solvers.highs import LinearProgram, SolverOutcome
from releve.planning.start_basis import StartBasis
from releve.synthesis import Knob, Size, synthesise_register


def basis_of(problem: AssignmentProblem, relaxation: Relaxation) -> StartBasis:
    start = head_start(problem, Clock())
    assert start is not None
    priced = PricedFilling(filling=start.filling, bits=0)
    return first_basis(problem, relaxation, start.demand, priced, below_prices(problem, start.demand, start.filling))


PROBLEMS = {
    **{f"tangled {seed}": tangled_problem(seed) for seed in range(40)},
    **{knob.value: build_problem(synthesise_register(Size.S, seed=5, knob=knob))[0] for knob in (Knob.PLAIN, Knob.ONE_COUNTRY, Knob.WOMEN)},
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_linear_program_finds_the_same_optimum_from_it(name: str) -> None:
    problem = PROBLEMS[name]
    relaxation, face = relax(problem)
    basis = basis_of(problem, relaxation)

    assert basis.column_is_basic.sum() + basis.row_is_basic.sum() + len(basis.elastic_row) == len(face.row_lower)
    cold, warm = LinearProgram(relaxation, face, Clock()), LinearProgram(relaxation, face, Clock(), priced=basis)
    for level in range(len(LEVELS)):
        gain = relaxation.gain[level]
        one, other = cold.maximise(gain, level=level), warm.maximise(gain, level=level)
        assert one.outcome is other.outcome is SolverOutcome.OPTIMAL
        assert float(gain @ one.columns) == pytest.approx(float(gain @ other.columns))
        assert other.columns.shape == (relaxation.n_columns,)
        assert np.all(other.columns >= face.lower - 1e-6)
        assert np.all(other.columns <= face.upper + 1e-6)
