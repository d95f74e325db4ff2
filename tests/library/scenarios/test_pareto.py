"""Points of the trade-off: allowed by the folder's own policy, none beaten by another, each proven."""

from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from edited_folders import drawn

from checks import plan_checker
from releve.exchange import read_folder_or_raise
from releve.pipeline import ExploredFolder, explore_folder
from releve.planning import build_problem
from releve.reference import default_policy
from releve.scenarios import SolveOptions, concentration, sweep_policies

STEPS = 3
SEEDS = (3, 4, 8)


def explored(seed: int, at: Path) -> tuple[Path, ExploredFolder]:
    folder = drawn(seed).write(at / str(seed))
    return folder, explore_folder(folder, pareto_steps=STEPS, workers=1)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_point_beats_another_and_every_one_obeys_the_folder(seed: int, tmp_path: Path) -> None:
    path, found = explored(seed, tmp_path)
    folder = plan_checker.Folder(path)
    points = found.frontier.points

    for point in points:
        counted = folder.objective(set(point.plan))
        assert list(plan_checker._broken_constraints(folder, list(point.plan))) == []
        assert (tuple(counted["filled"].values()), counted["women_shortfall"], counted["fit"]) == (
            point.filled,
            point.women_shortfall,
            point.fit,
        )
    assert [(one, other) for one, other in permutations(points, 2) if beats(one, other)] == []
    assert len(points) >= 1


def beats(one, other) -> bool:  # noqa: ANN001 - points
    better = [one.filled >= other.filled, one.women_shortfall <= other.women_shortfall, one.fit >= other.fit]
    better.append(one.concentration <= other.concentration)
    return all(better)


def test_there_is_a_choice_somewhere(tmp_path: Path) -> None:
    assert max(len(explored(seed, tmp_path)[1].frontier.points) for seed in SEEDS) > 2


def test_the_concentration_of_a_point_is_counted_from_its_plan(tmp_path: Path) -> None:
    path, found = explored(SEEDS[0], tmp_path)
    snapshot = read_folder_or_raise(path).snapshot
    problem, _ = build_problem(snapshot)

    for point in found.frontier.points:
        pairs = [(snapshot.post_idx[post_id], snapshot.officer_idx[officer_id]) for officer_id, post_id in point.plan]
        assert concentration(snapshot, problem, pairs) == point.concentration


def test_the_sweep_never_widens_the_cap_and_its_shares_are_exact() -> None:
    policies = [scenario.policy for scenario in sweep_policies(default_policy(), steps=4)]

    assert max(policy.national_cap for policy in policies) == default_policy().national_cap
    assert {policy.national_cap for policy in policies} == {Decimal(c) for c in ("0.05", "0.1", "0.15", "0.2")}
    assert len(policies) == 4 * 5 - 1


def test_what_the_limit_of_time_leaves_open_is_no_point(tmp_path: Path) -> None:
    folder = drawn(SEEDS[0]).write(tmp_path / "folder")

    found = explore_folder(folder, pareto_steps=1, workers=1, options=SolveOptions(time_limit_s=0))

    assert found.frontier.points == ()
    assert found.frontier.unproven == found.frontier.tried == 2
