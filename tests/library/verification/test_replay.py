"""Whatever the prices, the bound replayed holds for the best plan there is; and whole trees are told from those that are not."""

import json
import random
from pathlib import Path

import pytest
from certifying import Row, certified_plan, change_plan, write_certificate
from drawn_folders import drawn_folder
from slow_replay import slow_bound

from checks.plan_checker import Folder
from releve.exchange import read_folder_or_raise
from releve.planning import LEVELS, brute_force, build_problem
from releve.verification import verify_plan
from releve.verification.documents import _is_whole_tree


def any_prices(rng: random.Random, folder: Folder) -> list[Row]:
    """Return random prices of every kind for every level, with a branching over two pairs in some."""
    rows: list[Row] = []
    for n, level in enumerate(LEVELS):
        pairs = rng.sample(sorted(folder.eligible), min(2, len(folder.eligible)))
        sides = [[]] if len(pairs) < 2 or rng.random() < 0.5 else [[(0, 0)], [(0, 1), (1, 0)], [(0, 1), (1, 1)]]
        scale, most = rng.randint(0, 12), 2 ** rng.randint(4, 24)
        for leaf, branches in enumerate(sides):
            keys = [("officer", officer_id, "") for officer_id in folder.officers] + [("post", post_id, "") for post_id in folder.lines]
            missions = {line.row["mission"] for line in folder.lines.values()}
            keys += [("national_cap", m, c) for m in missions for c in {row["country"] for row in folder.officers.values()}]
            keys += [("women_target", *group) for group in folder.women_needed]
            keys += [("level", earlier, "") for earlier in LEVELS[:n]]
            rows += [(level, leaf, *key, rng.randint(1, most)) for key in keys if rng.random() < 0.6]
            rows += [(level, leaf, "branch", *pairs[at], inside) for at, inside in branches]
            rows.append((level, leaf, "scale", "", "", scale))
    return rows


@pytest.mark.parametrize("seed", range(1, 61, 2))
def test_no_prices_prove_less_than_the_best_plan_reaches(seed: int, tmp_path: Path) -> None:
    folder, out = drawn_folder(seed, tmp_path), tmp_path / "out"
    certified_plan(folder.path, out)
    problem, _ = build_problem(read_folder_or_raise(folder.path).snapshot)
    best = dict(zip(LEVELS, brute_force(problem).as_tuple(), strict=True))
    rows = any_prices(random.Random(seed), folder)  # noqa: S311 - draws test data
    write_certificate(out, rows)
    plan = json.loads((out / "plan.json").read_text("utf-8"))

    replayed = {level.level: level.replayed for level in verify_plan(out).levels}

    assert replayed == {level: slow_bound(folder, plan, rows, level) for level in LEVELS}
    assert [of for of in LEVELS if (replayed[of] > best[of] if of == "women_shortfall" else replayed[of] < best[of])] == []


def test_a_bound_that_is_looser_than_proven_is_no_discrepancy(tmp_path: Path) -> None:
    out = tmp_path / "out"
    certified_plan(drawn_folder(3, tmp_path).path, out)
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    looser = plan["bound"]["fit"] + 1
    gaps = {**plan["relative_gap"], "fit": 1 / looser}
    change_plan(out, bound={**plan["bound"], "fit": looser}, relative_gap=gaps, status="feasible")

    checked = verify_plan(out)

    assert (checked.problems, checked.certified, checked.levels[-1].replayed) == ((), True, looser - 1)


@pytest.mark.parametrize(
    ("leaves", "is_whole"),
    [
        ([[]], True),
        ([[(7, 0)], [(7, 1)]], True),
        ([[(7, 0)], [(7, 1), (8, 0)], [(7, 1), (8, 1)]], True),
        ([[(7, 1), (8, 1)], [(7, 0)], [(7, 1), (8, 0)]], True),
        ([[(7, 0), (9, 0)], [(7, 0), (9, 1)], [(7, 1), (8, 0)], [(7, 1), (8, 1)]], True),
        ([[], []], False),
        ([[(7, 0)]], False),
        ([[(7, 0)], [(8, 1)]], False),
        ([[(7, 0)], [(7, 1)], [(7, 1)]], False),
        ([[(7, 0)], [(7, 1)], []], False),
        ([[(7, 0)], [(7, 1), (8, 0)]], False),
        ([[(7, 0)], [(7, 1), (8, 0)], [(7, 1), (9, 1)]], False),
    ],
)
def test_leaves_must_form_a_whole_tree(leaves: list[list[tuple[int, int]]], is_whole: bool) -> None:  # noqa: FBT001 - what is expected
    assert _is_whole_tree(leaves) is is_whole


@pytest.mark.soak
def test_a_deep_tree_is_no_trouble() -> None:
    deep = [[*((k, 0) for k in range(n)), (n, 1)] for n in range(2000)]

    assert _is_whole_tree([*deep, [(k, 0) for k in range(2000)]])
