"""A scenario gives what planning the folder edited so gives: the same register, the same plan, the same proof."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from edited_folders import all_cases, drawn, scenarios_of

from releve.cli import main
from releve.exchange import read_folder_or_raise
from releve.model import OfficerTable, SolveStatus
from releve.planning import build_problem, read_plan, solve
from releve.scenarios import derive_snapshot, solve_scenarios

SEEDS = (3, 8)
CASES = [(seed, case) for seed in SEEDS for case in all_cases(seed)]


def command(*arguments: object) -> None:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert left.value.code == 0


@pytest.mark.parametrize(
    ("seed", "case"),
    [pytest.param(seed, case, marks=() if i % 2 else pytest.mark.soak) for i, (seed, case) in enumerate(CASES)],
    ids=lambda value: value if isinstance(value, int) else value.name,
)
def test_a_scenario_is_the_plan_of_the_edited_folder(seed: int, case, tmp_path: Path) -> None:  # noqa: ANN001 - a case of the table
    folder = drawn(seed).write(tmp_path / "folder")
    edited_tables = drawn(seed)
    case.edit(edited_tables)
    edited = edited_tables.write(tmp_path / "edited")
    (scenario,) = scenarios_of(folder, f'[[scenario]]\nname = "{case.name}"\n{case.toml}\n', seed)
    reading = read_folder_or_raise(folder)

    batch = solve_scenarios(reading.snapshot, [scenario], workers=1)
    command("plan", folder, "--out", tmp_path / "base")
    command("plan", edited, "--out", tmp_path / "out", "--near", tmp_path / "base")

    (outcome,) = batch.outcomes
    plan = read_plan(tmp_path / "out").document
    assert outcome.plan == tuple((row["officer_id"], row["post_id"]) for row in plan["assignments"])
    for value, written in ((outcome.objective, plan["objective"]), (outcome.bound, plan["bound"])):
        told = (*written["filled"].values(), written["women_shortfall"], written["kept"], written["fit"])
        assert value.as_tuple() == told
    assert (outcome.status, plan["status"]) == (SolveStatus.OPTIMAL, "optimal")


@pytest.mark.parametrize("name", ["arrivals", "copies", "withdrawal", "several"])
def test_the_register_of_a_scenario_is_the_one_that_reading_gives(name: str, tmp_path: Path) -> None:
    seed = SEEDS[0]
    folder = drawn(seed).write(tmp_path / "folder")
    case = next(case for case in all_cases(seed) if case.name == name)
    edited_tables = drawn(seed)
    case.edit(edited_tables)
    (scenario,) = scenarios_of(folder, f'[[scenario]]\nname = "{name}"\n{case.toml}\n', seed)

    derived = derive_snapshot(read_folder_or_raise(folder).snapshot, scenario).officers
    read = read_folder_or_raise(edited_tables.write(tmp_path / "edited")).snapshot.officers

    assert [field.name for field in fields(OfficerTable) if not same(getattr(derived, field.name), getattr(read, field.name))] == []


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        equal = np.array_equal(one, other, equal_nan=one.dtype.kind == "M")
        return equal and one.dtype == other.dtype
    return one == other


def test_the_cases_are_no_empty_questions(tmp_path: Path) -> None:
    """Most of the changes above change the plan: else equality would be cheap."""
    changed = 0
    for seed in SEEDS:
        folder = drawn(seed).write(tmp_path / str(seed))
        toml = "".join(f'[[scenario]]\nname = "{case.name}"\n{case.toml}\n' for case in all_cases(seed))
        batch = solve_scenarios(read_folder_or_raise(folder).snapshot, scenarios_of(folder, toml, seed), workers=1)
        changed += sum(outcome.plan != batch.base.plan for outcome in batch.outcomes)

    assert changed >= len(CASES) * 3 // 5


def test_the_base_is_the_plan_of_the_folder(tmp_path: Path) -> None:
    folder = drawn(SEEDS[0]).write(tmp_path / "folder")
    snapshot = read_folder_or_raise(folder).snapshot
    problem, _ = build_problem(snapshot)

    batch = solve_scenarios(snapshot, [])

    assert batch.base.objective == solve(problem).objective
    assert batch.outcomes == ()
