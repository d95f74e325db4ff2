"""What a peer is told is the contract's problem: on problems small enough to try every plan, each finds the optimum and proves it."""

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.planning import peers
from benchmarks.planning.checker import check_plan, refuting_plan
from benchmarks.planning.instance import Instance
from benchmarks.planning.recorder import PLAN, PROGRESS, RESULT, Recorder, seconds_to_gap
from tiny import allowed_values, tiny_instance, tiny_problem

pytestmark = pytest.mark.soak  # the judge of the benchmark, not the product; twenty seconds

SEEDS = range(12)
WITH_RULES = [(peer.name, variant) for peer in peers.ALL if peer.side_rules and peer.name != peers.OWN for variant in peer.variants]
WITHOUT_RULES = [peer.name for peer in peers.ALL if not peer.side_rules]
LIMIT_S = 60.0


def answered(folder: Path, instance: Instance) -> tuple[str, bool, tuple[int, ...], list[int]]:
    """Return how a run ended, whether its plan is allowed, the plan's value by the checker, and the claimed bounds."""
    result = json.loads((folder / RESULT).read_text("utf-8"))
    with np.load(folder / PLAN) as plan:
        verdict = check_plan(instance, plan["officer"], plan["post"])
    return result["ended"], verdict.allowed, verdict.value, result["bound"]


def recorder_in(folder: Path) -> Recorder:
    folder.mkdir()
    recorder = Recorder(folder)
    recorder.begin()
    return recorder


def load(name: str) -> peers.Solve:
    """Return a peer, or skip where the extra `bench` is not installed."""
    try:
        return peers.load(name)
    except ModuleNotFoundError as missing:
        pytest.skip(f"the extra `bench` is not installed: no {missing.name}")


@pytest.mark.parametrize(("name", "variant"), WITH_RULES)
def test_a_peer_proves_the_optimum_of_small_problems(name: str, variant: str, tmp_path: Path) -> None:
    solve = load(name)
    for seed in SEEDS:
        instance = tiny_instance(seed)
        best = max(allowed_values(instance))

        solve(instance, recorder_in(tmp_path / str(seed)), variant=variant, limit_s=LIMIT_S)

        if name == "highs_lp" and json.loads((tmp_path / str(seed) / RESULT).read_text("utf-8"))["ended"] == "fractional":
            continue  # a relaxation may have no plan
        assert (seed, *answered(tmp_path / str(seed), instance)) == (seed, "optimal", True, best, list(best))


@pytest.mark.parametrize("name", WITHOUT_RULES)
def test_a_solver_without_side_rules_finds_the_optimum_without_them(name: str, tmp_path: Path) -> None:
    solve = load(name)
    for seed in SEEDS:
        instance = tiny_instance(seed).without_side_rules()
        best = max(allowed_values(instance))

        solve(instance, recorder_in(tmp_path / str(seed)), variant="", limit_s=LIMIT_S)

        assert (seed, *answered(tmp_path / str(seed), instance)) == (seed, "optimal", True, best, list(best))


def test_our_own_runs_are_recorded_as_those_of_peers_are(tmp_path: Path) -> None:
    from benchmarks.planning.peers import own  # noqa: PLC0415 - loads the solver, as in the process of a run

    own.warm_up()
    for seed in SEEDS:
        problem, instance = tiny_problem(seed), tiny_instance(seed)
        best = max(allowed_values(instance))

        own.solve_own(problem, recorder_in(tmp_path / str(seed)), limit_s=LIMIT_S)

        assert (seed, *answered(tmp_path / str(seed), instance)) == (seed, "optimal", True, best, list(best))
        events = [json.loads(line) for line in (tmp_path / str(seed) / PROGRESS).read_text("ascii").splitlines()]
        assert seconds_to_gap(events, 0.0) is not None


def test_without_side_rules_we_solve_what_the_others_solve(tmp_path: Path) -> None:
    from benchmarks.planning.peers import own  # noqa: PLC0415 - as above

    for seed in SEEDS:
        instance = tiny_instance(seed).without_side_rules()

        own.solve_own(own.without_side_rules(tiny_problem(seed)), recorder_in(tmp_path / str(seed)), limit_s=LIMIT_S)

        best = max(allowed_values(instance))
        assert (seed, *answered(tmp_path / str(seed), instance)) == (seed, "optimal", True, best, list(best))


@pytest.mark.parametrize("variant", ["levels", "weighted"])
def test_bounds_seen_on_the_way_are_never_below_an_allowed_plan(variant: str, tmp_path: Path) -> None:
    solve = peers.load("highs_mip")
    for seed in SEEDS:
        instance = tiny_instance(seed)
        plans = list(allowed_values(instance))

        solve(instance, recorder_in(tmp_path / str(seed)), variant=variant, limit_s=LIMIT_S)

        for line in (tmp_path / str(seed) / PROGRESS).read_text("ascii").splitlines():
            event = json.loads(line)
            known = [0 if value is None else value for value in event["value"]]
            assert (seed, event, refuting_plan(known, event["bound"], plans)) == (seed, event, None)
