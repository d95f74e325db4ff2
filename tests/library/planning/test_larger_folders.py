"""
Fifty larger folders, where linear programs end in fractions: the independent checker, and a second opinion level by level.

The second opinion is the whole model in whole numbers, one search a level, built from what the checker counts in the folder's files.
"""

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import pytest
from certified import not_certified
from random_folders import add_pins_and_previous, draw_tables

from checks.plan_checker import Folder, Pair, find_violations
from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.model import SolveStatus
from releve.planning import Standing, build_problem, explain_plan, search, solve, write_plan
from releve.planning.solvers.highs import search_core

N_FOLDERS = 50
BATCH = 25
SEARCHED_IN_BATCH = 4
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


def second_opinion(folder: Folder) -> list[int]:
    """Return the optimum level by level, each searched in whole numbers with the levels before it fixed."""
    pairs = list(folder.eligible)
    column = {pair: k for k, pair in enumerate(pairs)}
    needs = {group: need for group, need in folder.women_needed.items() if need > 0}
    shortfall = {group: len(pairs) + g for g, group in enumerate(needs)}
    model = highspy.Highs()
    model.silent()
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 0.9)  # every level counts in whole numbers
    for pair in pairs:
        model.addVar(float(pair in folder.pins), 1.0)
    for need in needs.values():
        model.addVar(0.0, float(need))
    for k in range(len(pairs) + len(needs)):
        model.changeColIntegrality(k, highspy.HighsVarType.kInteger)
    rows: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    upper: dict[tuple[str, ...], int] = {}
    for officer_id, post_id in pairs:
        line, country = folder.lines[post_id].row, folder.officers[officer_id]["country"]
        for row, limit in (
            (("officer", officer_id), 1),
            (("line", post_id), int(line["seats"])),
            (("cap", line["mission"], country), folder.cap_left(line["mission"], country)),
        ):
            rows[row].append(column[officer_id, post_id])
            upper[row] = limit
    for row, columns in rows.items():
        _add_row(model, 0, upper[row], dict.fromkeys(columns, 1))
    for group, need in needs.items():
        women = [k for pair, k in column.items() if _is_woman_of(folder, pair, group)]
        _add_row(model, need, highspy.kHighsInf, dict.fromkeys((*women, shortfall[group]), 1))
    values = []
    for worth in _levels(folder, column, list(shortfall.values())):
        costs = np.array([-worth.get(k, 0) for k in range(len(pairs) + len(needs))], np.float64)
        model.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        model.run()
        assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values.append(round(-model.getInfo().objective_function_value))
        _add_row(model, values[-1], highspy.kHighsInf, worth)
    return [*values[:4], -values[4], *values[5:]]


def _levels(folder: Folder, column: dict[Pair, int], shortfalls: list[int]) -> list[dict[int, int]]:
    """Return for each level what its columns are worth; more is better."""
    priority = {post_id: line.row["priority"] for post_id, line in folder.lines.items()}
    return [
        *({k: 1 for pair, k in column.items() if priority[pair[1]] == p} for p in "1234"),
        dict.fromkeys(shortfalls, -1),
        {column[pair]: 1 for pair in folder.previous if pair in column},
        {k: folder.eligible[pair].fit for pair, k in column.items()},
    ]


def _is_woman_of(folder: Folder, pair: Pair, group: tuple[str, str]) -> bool:
    line = folder.lines[pair[1]].row
    return folder.officers[pair[0]]["gender"] == "F" and (line["mission"], line["category"]) == group


def _add_row(model: Any, low: float, high: float, worth: dict[int, int]) -> None:  # noqa: ANN401 - highspy is untyped
    columns = np.array(list(worth), np.int32)
    model.addRow(float(low), float(high), len(columns), columns, np.array(list(worth.values()), np.float64))


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

        assert (seed, result.status, list(result.bound.as_tuple())) == (seed, SolveStatus.OPTIMAL, second_opinion(folder))
        assert (seed, not_certified(problem, result)) == (seed, [])
        standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=RULES, seed=seed)
        out = tmp_path / f"{seed}-out"
        write_plan(out, standing, explain_plan(standing), fulfilments=(), versions={}, problems=problems, run={}, extra_files={})
        assert (seed, find_violations(folder, out)) == (seed, [])
    assert len(set(searched)) >= SEARCHED_IN_BATCH
