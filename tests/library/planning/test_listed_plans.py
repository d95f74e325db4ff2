"""A plan of a register that is listed: told, explained and written exactly as if all its pairs were written down."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from random_folders import draw_tables

from releve.eligibility import RULES
from releve.errors import InputError
from releve.exchange import read_folder_or_raise
from releve.model import Snapshot
from releve.pipeline import plan_folder
from releve.planning import (
    Standing,
    build_problem,
    explain_officer,
    explain_pair,
    explain_plan,
    explain_post,
    fulfil_commitments,
    write_plan,
)
from releve.planning.listing import list_problem, solve_listing
from releve.planning.result import NOT_CERTIFIED
from releve.reporting import build_figures, figures_json
from releve.synthesis import Knob, Size, synthesise_register
from releve.verification import verify_plan

KNOBS = (Knob.PLAIN, pytest.param(Knob.TIES, marks=pytest.mark.soak), pytest.param(Knob.WOMEN, marks=pytest.mark.soak))
SEEDS = (100, 101, 103, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(104, 124)))


def a_folder(home: Path, seed: int) -> Path:
    folder = home / f"folder-{seed}"
    return folder if folder.exists() else draw_tables(seed, n_officers=40, n_posts=15, tight=seed % 2 == 0).write(folder)


def two_ways(snapshot: Snapshot) -> tuple[Standing, Standing]:
    """Return one plan over its listed pairs and over all pairs."""
    listing, result = solve_listing(list_problem(snapshot))
    result = replace(result, certificate=NOT_CERTIFIED)
    whole, _ = build_problem(snapshot)
    pairs = listing.problem.pairs
    officers, lines = pairs.officer_idx[result.chosen].tolist(), pairs.post_idx[result.chosen].tolist()
    at = [whole.pairs.position_of(officer, line) for officer, line in zip(officers, lines, strict=True)]
    same = replace(result, chosen=np.array(at, np.int64))
    listed = Standing(snapshot=snapshot, problem=listing.problem, result=result, rules=RULES, seed=3, known_register=listing.register)
    return listed, Standing(snapshot=snapshot, problem=whole, result=same, rules=RULES, seed=3)


def written(out: Path, standing: Standing) -> dict[str, bytes]:
    told, fulfilments = explain_plan(standing), fulfil_commitments(standing)
    figures = figures_json(build_figures(standing, told, fulfilments, problems=()))
    write_plan(out, standing, told, fulfilments=fulfilments, versions={}, problems=(), run={}, extra_files={"figures.json": figures})
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("knob", KNOBS)
def test_a_sized_register_is_written_the_same_both_ways(knob: Knob, tmp_path: Path) -> None:
    snapshot = synthesise_register(Size.S, seed=8, knob=knob)

    listed, whole = two_ways(snapshot)

    assert written(tmp_path / "listed", listed) == written(tmp_path / "whole", whole)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_folder_with_every_feature_is_written_and_explained_the_same_both_ways(seed: int, tmp_path: Path) -> None:
    snapshot = read_folder_or_raise(a_folder(tmp_path, seed)).snapshot

    listed, whole = two_ways(snapshot)

    assert written(tmp_path / "listed", listed) == written(tmp_path / "whole", whole)
    officers, posts = snapshot.officers.officer_id, [post.post_id for post in snapshot.posts]
    for officer_id in officers[:25]:
        assert explain_officer(listed, officer_id) == explain_officer(whole, officer_id)
    for post_id in posts:
        assert explain_post(listed, post_id) == explain_post(whole, post_id)
    for k, officer_id in enumerate(officers):
        assert explain_pair(listed, officer_id, posts[k % len(posts)]) == explain_pair(whole, officer_id, posts[k % len(posts)])


@pytest.mark.parametrize("seed", [100, 101, 103])
def test_the_command_lists_beyond_a_number_of_pairs_with_the_same_value_and_proof(seed: int, tmp_path: Path) -> None:
    folder = a_folder(tmp_path, seed)
    whole = plan_folder(folder)

    listed = plan_folder(folder, listed_from=0)

    assert whole.standing.problem.left_out is None
    assert listed.standing.problem.left_out is not None
    assert listed.standing.result.objective == whole.standing.result.objective
    assert listed.standing.result.bound == whole.standing.result.bound
    assert listed.problems == whole.problems
    assert (listed.figures.totals, listed.figures.policy) == (whole.figures.totals, whole.figures.policy)
    write(tmp_path / "out", listed.standing, folder)
    checked = verify_plan(tmp_path / "out")
    assert (checked.problems, [level.certified for level in checked.levels]) == ((), [True] * 7)


def test_a_listed_plan_stays_near_to_another_one(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, 101)
    write(tmp_path / "other", plan_folder(folder, seed=5).standing, folder)

    near = plan_folder(folder, seed=9, near=tmp_path / "other", listed_from=0).standing

    assert near.near is not None
    assert near.near.shared == near.near.pairs == len(near.result.chosen)


def test_a_listed_folder_with_a_pin_that_cannot_hold_names_it_as_ever(tmp_path: Path) -> None:
    tables = draw_tables(100, n_officers=12, n_posts=4)
    barred = {**tables.officers[0], "vetting": "barred"}
    tables.officers[0], tables.waivers = barred, []
    tables.decisions = [
        {"officer_id": barred["officer_id"], "post_id": tables.posts[0]["post_id"], "decision": "pin", "reason": "", "decided_by": ""}
    ]
    folder = tables.write(tmp_path / "folder")

    with pytest.raises(InputError) as whole:
        plan_folder(folder)
    with pytest.raises(InputError) as listed:
        plan_folder(folder, listed_from=0)

    assert [problem.code for problem in listed.value.problems if problem.is_error] == ["planning.pin_not_eligible"]
    assert listed.value.problems == whole.value.problems


def write(out: Path, standing: Standing, folder: Path) -> None:
    told = explain_plan(standing)
    run = {"folder": str(folder)}
    write_plan(out, standing, told, fulfilments=(), versions={}, problems=(), run=run, extra_files={})
