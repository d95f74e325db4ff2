"""The engine's loops run compiled or as plain Python: the same lists, the same plan."""

import json
import os
import subprocess
import sys

import pytest

from releve.planning.engine.compiled import SWITCH

PROGRAM = """
import json, sys
from releve.planning.engine.compiled import IS_COMPILED
from releve.planning.listing import list_problem, solve_listing
from releve.synthesis import Knob, Size, synthesise_register

snapshot = synthesise_register(Size.S, seed=5, knob=Knob(sys.argv[1]))
listing = list_problem(snapshot)
found, result = solve_listing(listing)
print(json.dumps({
    "compiled": IS_COMPILED,
    "listed": [found.lists.start.tolist(), found.lists.officer_idx.tolist(), found.lists.fit.tolist(), found.lists.left_fit.tolist()],
    "chosen": result.chosen.tolist(),
    "objective": result.objective.as_tuple(),
    "bound": result.bound.as_tuple(),
}))
"""


def run(knob: str, switch: str) -> dict[str, object]:
    env = {**os.environ, SWITCH: switch}
    done = subprocess.run([sys.executable, "-c", PROGRAM, knob], env=env, check=True, capture_output=True, text=True, timeout=300)
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("knob", ["plain", pytest.param("ties", marks=pytest.mark.soak)])
def test_both_ways_give_the_same(knob: str) -> None:
    compiled, plain = run(knob, "1"), run(knob, "0")

    assert (compiled.pop("compiled"), plain.pop("compiled")) == (True, False)
    assert compiled == plain
    assert compiled["objective"] == compiled["bound"]
