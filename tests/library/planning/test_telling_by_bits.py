"""What is told of a plan comes from packed bits, one pass and compiled loops: each against the plain way."""

import numpy as np
import pytest
from random_folders import draw_tables

from releve.eligibility import RULES, screen_post
from releve.eligibility.bits import are_set, n_set, pack_bits, unpack_bits
from releve.eligibility.distances import are_below, are_between, are_equal, count_kept_out, number_digits
from releve.exchange import read_folder_or_raise
from releve.model import Snapshot
from releve.planning import Standing, build_problem, solve
from releve.planning.displacement import LEVEL_WEIGHTS, exchanges_of_line, losses
from releve.planning.fast_pass import find_nearest_on_threads, pass_on_threads
from releve.planning.hindrances import Hindrances
from releve.planning.line_pass import Looker, joined, pass_over_lines
from releve.planning.nowhere import Nowhere, nearest_lines
from releve.planning.tie_order import best_fitting, tie_ranks
from releve.synthesis import Knob, Size, synthesise_register


def standing_of(snapshot: Snapshot) -> Standing:
    problem, _ = build_problem(snapshot)
    return Standing(snapshot=snapshot, problem=problem, result=solve(problem, certify=False), rules=RULES, seed=2)


@pytest.fixture(scope="module", params=[100, 103])
def standing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Standing:
    folder = draw_tables(request.param, n_officers=90, n_posts=20, tight=True).write(tmp_path_factory.mktemp("bits") / "folder")
    return standing_of(read_folder_or_raise(folder).snapshot)


@pytest.fixture(scope="module")
def sized() -> Standing:
    return standing_of(synthesise_register(Size.S, seed=5, knob=Knob.SCARCE))


def columns(found: Hindrances | Nowhere) -> list[list[int]]:
    return [column.tolist() for column in vars(found).values()]


@pytest.mark.parametrize("n_rules", [0, 1, 2, 3, 8, 17, 32])
def test_rules_in_the_way_are_counted_on_bits(n_rules: int) -> None:
    flags = np.random.default_rng(n_rules).random((n_rules, 130)) < 0.6
    counted = (~flags).sum(axis=0)
    digits = count_kept_out([None, *map(pack_bits, flags), None], 3)

    for low, high in ((0, 0), (1, 1), (1, 2), (3, 9)):
        within = are_between(digits, low, high)
        assert are_set(within, np.arange(130)).tolist() == ((low <= counted) & (counted <= high)).tolist()
    five = number_digits(5, digits[0])
    assert are_set(are_below(digits, five), np.arange(130)).tolist() == (counted < 5).tolist()
    assert are_set(are_equal(digits, five), np.arange(130)).tolist() == (counted == 5).tolist()


def test_bits_are_counted() -> None:
    assert n_set(pack_bits(np.arange(200) % 3 == 0)) == 67


def test_a_line_and_an_officer_are_judged_as_by_the_rules_with_waivers(standing: Standing) -> None:
    register, everyone = standing.register, np.arange(len(standing.snapshot.officers))
    masks = []
    for j, post in enumerate(standing.snapshot.posts):
        blocked, _ = standing.screen(post, standing.snapshot.officers)
        masks.append(blocked)
        assert register.blocking(j, everyone).tolist() == blocked.tolist()
        assert register.eligible(j).tolist() == np.flatnonzero(blocked == 0).tolist()
        near = are_between(register.distances_of(j), 1, 1) & pack_bits(np.ones(len(everyone), np.bool_))
        assert unpack_bits(near).tolist() == np.flatnonzero(np.bitwise_count(blocked) == 1).tolist()
    for i in everyone.tolist():
        assert register.blocking_everywhere(i).tolist() == [int(mask[i]) for mask in masks]


def test_one_officer_against_all_lines_is_judged_by_the_rules(sized: Standing) -> None:
    snapshot = sized.snapshot
    for i in range(0, len(snapshot.officers), 197):
        one = snapshot.officers.take(np.array([i], np.intp))
        judged = [screen_post(one, post, snapshot.mission_of(post), snapshot.policy.thresholds) for post in snapshot.posts]
        assert sized.register.blocking_everywhere(i).tolist() == [int((s.not_met_mask | s.unknown_mask)[0]) for s in judged]


def test_reserves_and_hindrances_are_the_same_compiled_or_not_and_in_any_order(standing: Standing, sized: Standing) -> None:
    for found in (standing, sized):
        plain, fast = pass_over_lines(found), pass_on_threads(found)
        odd, even = Looker(found), Looker(found)
        n_posts = len(found.problem.post_id)
        reserves = [*odd.look_at(range(n_posts - 1, -1, -2)), *even.look_at(range(n_posts - 2, -1, -2))]
        apart = joined([odd, even], reserves)

        assert (plain.n_pairs, plain.reserves) == (fast.n_pairs, fast.reserves)
        assert plain.n_pairs == apart.n_pairs == len(found.problem.pairs)
        assert columns(plain.hindrances) == columns(fast.hindrances) == columns(apart.hindrances)
        assert plain.hindrances.lines.any()


def test_hindrances_of_one_officer_are_those_of_all_lines(standing: Standing) -> None:
    whole = pass_over_lines(standing).hindrances
    for i in np.flatnonzero(whole.lines > 0).tolist():
        lines = standing.lines_of(i, standing.register.blocking_everywhere(i))
        one = Hindrances.of_officer(standing, i, lines, standing.fit_in_lines(i, lines))
        is_open, is_full = whole.open_line[i] >= 0, whole.line[i] >= 0

        assert (one.lines[0], one.open_line[0]) == (whole.lines[i], whole.open_line[i])
        assert (one.line[0], one.holder[0], one.loss[0]) == (whole.line[i], whole.holder[i], whole.loss[i])
        assert is_open or is_full or one.pinned_line[0] == whole.pinned_line[i]


def test_the_cheapest_exchange_of_a_line_is_the_cheapest_of_its_holders(standing: Standing) -> None:
    problem = standing.problem
    for j in np.flatnonzero(standing.filled > 0).tolist():
        found = exchanges_of_line(standing, j)
        held = [int(i) for i in standing.holders(j) if not standing.pinned[i]]
        assert (found is None) == (not held)
        for i in range(0, len(problem.officer_id), 7) if found is not None else ():
            woman, country = int(problem.woman[i]), int(problem.country[i])
            each = [
                losses(
                    standing,
                    post_idx=np.array(j),
                    woman=problem.woman[i],
                    country=problem.country[i],
                    brings=np.zeros(2, np.int64),
                    held=np.array(holder),
                )
                @ LEVEL_WEIGHTS
                for holder in held
            ]
            assert found.loss[woman, country] == min(each)
            assert found.holder[woman, country] == held[int(np.argmin(each))]


def test_nearest_lines_are_the_same_compiled_or_not_and_for_one_officer(standing: Standing, sized: Standing) -> None:
    for found in (standing, sized):
        # Whoever some line would take is 0 rules away from it: the search for the nearest need not know.
        some = np.arange(0, len(found.snapshot.officers), 3)
        plain, fast = nearest_lines(found, some), find_nearest_on_threads(found, some)

        assert columns(plain) == columns(fast)
        assert plain.away.any()
        for place, i in enumerate(some[:40].tolist()):
            one = Nowhere.of_officer(found, found.register.blocking_everywhere(i))
            assert [column[0] for column in columns(one)] == [column[place] for column in columns(plain)]


def test_nobody_has_no_nearest_line(standing: Standing) -> None:
    nobody = np.zeros(0, np.int64)

    assert columns(nearest_lines(standing, nobody)) == columns(find_nearest_on_threads(standing, nobody)) == [[], [], [], []]


def test_the_best_fitting_are_the_first_in_the_whole_order(sized: Standing) -> None:
    ranks = tie_ranks(sized.problem, seed=4)
    draw = np.random.default_rng(1)
    for n in (0, 1, 5, 6, 300, 1000):
        officers = np.sort(draw.choice(len(ranks), n, replace=False))
        # Few points, so that ties stand on both sides of the fifth.
        fit = draw.integers(0, 4, n).astype(np.int32)

        found = best_fitting(sized.problem, officers, fit, seed=4, most=5)

        assert found.tolist() == np.lexsort((ranks[officers], -fit))[:5].tolist()
