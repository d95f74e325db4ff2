"""Weights of fit as large as they may be are counted exactly; larger ones are refused with the key that holds them."""

from random import Random

import pytest
from small_folders import folder, line, officer

from releve.errors import InvalidValueError
from releve.exchange.policy_file import read_policy
from releve.exchange.raw import ProblemList
from releve.model import SolveStatus
from releve.model.policy import FIT_TERMS, FIT_WEIGHT_LIMIT
from releve.planning import brute_force, build_problem, solve
from releve.reference import default_policy


@pytest.mark.parametrize("seed", range(10))
def test_the_largest_weights_are_counted_exactly(seed: int) -> None:
    draw = Random(seed)  # noqa: S311 - a test, no secret
    officers = [officer(f"O{i}", assessment_score=draw.randint(0, 100), un_missions=draw.randint(0, 2)) for i in range(8)]
    posts = [line(f"P{j}", priority=draw.randint(1, 4), seats=draw.randint(1, 2)) for j in range(4)]
    problem, _ = build_problem(folder(officers, posts, policy={"fit": dict.fromkeys(FIT_TERMS, FIT_WEIGHT_LIMIT)}))

    result = solve(problem)

    assert result.status is SolveStatus.OPTIMAL
    assert result.objective == brute_force(problem)
    assert int(problem.pairs.fit.min()) > FIT_WEIGHT_LIMIT


@pytest.mark.parametrize("weight", [FIT_WEIGHT_LIMIT + 1, 10**9, 10**15, 10**40, -1])
def test_a_weight_beyond_the_limit_is_refused_by_the_reader_and_by_the_model(weight: int) -> None:
    problems = ProblemList()

    policy = read_policy(f"[fit]\nlanguage = {weight}\nskills = 0\n".encode(), default_policy(), problems)

    assert [(found.code, found.column, found.value, found.data) for found in problems.found] == [
        ("exchange.out_of_range", "fit.language", str(weight), {"low": 0, "high": FIT_WEIGHT_LIMIT})
    ]
    assert (policy.fit["language"], policy.fit["skills"]) == (250, 0)
    with pytest.raises(InvalidValueError) as refused:
        folder([officer("O1")], [line("P1")], policy={"fit": {**default_policy().fit, "language": weight}})
    assert refused.value.data == {"field": "fit.language", "value": weight, "low": 0, "high": FIT_WEIGHT_LIMIT}
