"""
Fifty larger folders, where linear programs end in fractions: the independent checker, and a second opinion level by level.

The second opinion is the whole model in whole numbers, one search a level, built from what the checker counts in the folder's files.
"""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from certified import not_certified
from random_folders import add_pins_and_previous, draw_tables
from ways import LISTED, NEAR_PRICES, on_the_way, solved_by

from checks.milp_levels import Milp, opinions
from checks.plan_checker import Folder, find_violations
from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.model import SolveStatus
from releve.planning import Standing, build_problem, explain_plan, search, solve, write_plan
from releve.planning.solvers.highs import search_core

N_FOLDERS = 50
BATCH = 10
SEARCHED_IN_BATCH = 1
"""Folders of each batch, at least, whose linear programs end in fractions and need the search in whole numbers."""


def folder_of(seed: int, at: Path) -> Folder:
    """Return a folder of 60 to 120 officers and 20 to 40 lines."""
    rng = random.Random(seed)  # noqa: S311 - draws test data
    tables = draw_tables(1000 + seed, n_officers=rng.randint(60, 120), n_posts=rng.randint(20, 40), tight=True)
    unpinned = Folder(tables.write(at / f"{seed}-unpinned"))
    add_pins_and_previous(
        tables,
        seed,
        [(o, p) for o, p in unpinned.eligible if unpinned.cap_left(unpinned.lines[p].row["mission"], unpinned.officers[o]["country"]) > 0],
    )
    folder = Folder(tables.write(at / f"{seed}"))
    # Neither pins nor a previous plan make anybody eligible: what is slow to count is counted once.
    folder.eligible = unpinned.eligible
    return folder


def milp_of(folder: Folder) -> Milp:
    """Return the model of a folder, from what the checker counts in its files."""
    pairs = list(folder.eligible)
    lines = {post_id: line.row for post_id, line in folder.lines.items()}
    country = {officer_id: row["country"] for officer_id, row in folder.officers.items()}
    seats = {post_id: int(row["seats"]) for post_id, row in lines.items()}
    cap_left = {(lines[p]["mission"], country[o]): folder.cap_left(lines[p]["mission"], country[o]) for o, p in pairs}
    need = {group: max(0, n) for group, n in folder.women_needed.items()}
    group_of = [(lines[p]["mission"], lines[p]["category"]) for _, p in pairs]
    is_woman = [folder.officers[o]["gender"] == "F" for o, _ in pairs]
    officers, posts, caps, groups = ({name: k for k, name in enumerate(names)} for names in (folder.officers, folder.lines, cap_left, need))
    priority = [lines[p]["priority"] for _, p in pairs]
    return Milp(
        officer=np.array([officers[o] for o, _ in pairs]),
        line=np.array([posts[p] for _, p in pairs]),
        cap=np.array([caps[lines[p]["mission"], country[o]] for o, p in pairs]),
        group=np.array([groups[group] if woman else -1 for group, woman in zip(group_of, is_woman, strict=True)]),
        is_pinned=np.array([pair in folder.pins for pair in pairs]),
        seats=np.array(list(seats.values())),
        cap_left=np.array(list(cap_left.values())),
        need=np.array(list(need.values())),
        gains=(
            *(np.array([int(of_line == of_level) for of_line in priority]) for of_level in "1234"),
            None,
            np.array([int(pair in folder.previous) for pair in pairs]),
            np.array([folder.eligible[pair].fit for pair in pairs]),
        ),
    )


@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=pytest.mark.soak) for first in range(BATCH, N_FOLDERS, BATCH))])
def test_larger_plans_are_allowed_and_as_good_as_a_second_opinion(first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []

    def watched_search(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - passes everything on
        searched.append(seed)
        return search_core(*given, **more)

    monkeypatch.setattr(search, "search_core", watched_search)
    for seed in range(first, first + BATCH):
        folder = folder_of(seed, tmp_path)
        snapshot = read_folder_or_raise(folder.path).snapshot
        problem, problems = build_problem(snapshot)

        result = solve(problem, seed=seed)

        claimed = result.bound.compare_key()
        second_opinion = [(one.value, one.is_proven) for one in opinions(milp_of(folder), claimed)]
        assert (seed, result.status, second_opinion) == (seed, SolveStatus.OPTIMAL, [(value, True) for value in claimed])
        assert (seed, not_certified(problem, result)) == (seed, [])
        standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=RULES, seed=seed)
        out = tmp_path / f"{seed}-out"
        write_plan(out, standing, explain_plan(standing), fulfilments=(), versions={}, problems=problems, run={}, extra_files={})
        assert (seed, find_violations(folder, out)) == (seed, [])
    assert len(set(searched)) >= SEARCHED_IN_BATCH


@pytest.mark.parametrize(
    ("way", "first", "n"),
    [
        # Here a bound of an earlier round hides which lists are too short.
        (LISTED, 13, 1),
        *(pytest.param(way, k, BATCH, marks=pytest.mark.soak) for way in (NEAR_PRICES, LISTED) for k in range(0, N_FOLDERS, BATCH)),
    ],
)
def test_the_other_ways_come_to_the_same_values(way: str, first: int, n: int, tmp_path: Path) -> None:
    open_levels = 0
    for seed in range(first, first + n):
        snapshot = read_folder_or_raise(folder_of(seed, tmp_path).path).snapshot
        problem, _ = build_problem(snapshot)
        best = solve(problem, certify=False).objective

        with on_the_way(way):
            result = solved_by(way, snapshot, problem=problem)

        assert (seed, result.status, result.objective, result.bound) == (seed, SolveStatus.OPTIMAL, best, best)
        faults = not_certified(problem, result)
        assert (seed, [fault for fault in faults if not fault.endswith("none")]) == (seed, [])
        open_levels += len(faults)
    assert open_levels == 0
