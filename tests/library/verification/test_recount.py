"""What the checker counts for itself is what the planner counts, and what the scalar rules say pair by pair."""

from pathlib import Path

import numpy as np
import pytest
from drawn_folders import drawn_folder

from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.planning import build_problem
from releve.planning.limits import parity_groups
from releve.verification.recount import Recount

SEEDS = range(24)


def recounted(seed: int, at: Path) -> Recount:
    return Recount(read_folder_or_raise(drawn_folder(seed, at).path).snapshot, RULES)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pairs_their_fit_and_the_limits_are_those_of_the_planner(seed: int, tmp_path: Path) -> None:
    again = recounted(seed, tmp_path)
    problem, _ = build_problem(again.snapshot)
    pairs = problem.pairs

    for j in range(len(problem.post_id)):
        of_line = slice(pairs.post_start[j], pairs.post_start[j + 1])
        assert again.may_serve(j).tolist() == pairs.officer_idx[of_line].tolist()
        assert again.fit(j, again.may_serve(j)).tolist() == pairs.fit[of_line].tolist()
    assert again.cap_left.tolist() == problem.cap_left.tolist()
    needs = dict(zip(parity_groups(again.snapshot).names, problem.group_need.tolist(), strict=True))
    assert dict(zip(again.groups, again.need, strict=True)) == needs
    assert [again.groups[group] for group in again.group] == [(post.mission, post.category) for post in again.snapshot.posts]


@pytest.mark.parametrize("seed", SEEDS)
def test_verdicts_of_whole_columns_are_those_of_the_scalar_rules(seed: int, tmp_path: Path) -> None:
    again = recounted(seed, tmp_path)

    for j in range(len(again.mission)):
        assert again.may_serve(j).tolist() == [i for i in range(len(again.woman)) if again.judge(i, j)[0]]


def test_lines_share_a_verdict_only_where_they_are_alike_in_what_the_rule_reads(tmp_path: Path) -> None:
    again = recounted(6, tmp_path)
    for j in range(len(again.mission)):
        again.may_serve(j)
    read = {rule.code: {name for names in again._read[k] for _, name in names} for k, rule in enumerate(RULES)}

    assert read["vetting"] == set()
    assert read["medical"] == {"starts_on"}
    assert read["rank"] == {"rank_min", "rank_max"}
    assert read["nationality"] == {"host_countries", "excluded_nationalities"}
    assert read["nomination"] >= {"post_id"}
    assert len(again._held) < len(RULES) * len(again.mission)


def test_fit_of_an_officer_without_data_is_nothing_but_what_is_known(tmp_path: Path) -> None:
    again = recounted(2, tmp_path)

    assert again.fit(0, np.zeros(0, np.intp)).tolist() == []
