"""Measuring timetables: the instances are the same every time, the figures are the checker's, and the table says who is ahead."""

import json
from pathlib import Path

import pytest
from benchmarks.assembly import __main__ as measuring
from benchmarks.assembly.child import run_own
from benchmarks.assembly.instance import SIZES, Size, make_instance
from benchmarks.assembly.page import page_of
from benchmarks.assembly.tables import at, distance, printed, verdict

from releve.assembly.brute_force import plan_by_brute_force
from releve.assembly.problem import build_problem

TINY = Size(n_delegations=6, n_requests=7, n_days=2, n_slots=8, n_rooms=2, n_interpreters=1)
GOOD, WORSE = (-2, -3, -1, 0, 0, 4, 9), (-2, -3, -1, 0, 0, 5, 0)


@pytest.mark.parametrize("size", SIZES)
def test_instance_has_the_size_it_says(size: str) -> None:
    folder = make_instance(SIZES[size], 3)

    assert (len(folder.delegations), len(folder.requests)) == (SIZES[size].n_delegations, SIZES[size].n_requests)
    assert len(folder.assembly.rooms) == SIZES[size].n_rooms
    assert folder == make_instance(SIZES[size], 3)
    assert folder != make_instance(SIZES[size], 4)


def test_most_requests_can_be_met_somewhere() -> None:
    problem = build_problem(make_instance(SIZES["M"], measuring.INSTANCE_SEED))

    assert sum(map(bool, problem.starts)) > 0.98 * len(problem.starts)


def test_planner_is_measured_by_the_checker() -> None:
    folder = make_instance(TINY, 1)

    (point,) = run_own(folder, limit_s=1.0, seed=0)

    assert tuple(point["key"]) == plan_by_brute_force(folder).objective.key()
    assert 0 < point["at_s"] < 10


def test_curve_is_read_at_its_best_within_the_limit() -> None:
    curve = [{"at_s": 0.5, "key": WORSE}, {"at_s": 2.0, "key": GOOD}]

    assert [at(curve, limit_s) for limit_s in (0.1, 1.0, 2.0)] == [None, WORSE, GOOD]


def test_verdict_names_who_is_ahead_and_on_which_level() -> None:
    assert verdict(GOOD, WORSE) == "Relève (breaks)"
    assert verdict(WORSE, GOOD) == "CP-SAT (breaks)"
    assert verdict(GOOD, GOOD) == verdict(None, None) == "equal"
    assert (verdict(GOOD, None), verdict(None, GOOD)) == ("Relève", "CP-SAT")


def test_distance_is_told_on_the_first_level_that_differs() -> None:
    assert distance(WORSE, GOOD) == "breaks 5 / 4 (+25.0 %)"
    assert distance((-1, *GOOD[1:]), GOOD) == "must 1 / 2 (+50.0 %)"
    assert distance((*GOOD[:5], 1, 0), (*GOOD[:5], 0, 9)) == "breaks 1 / 0 (none in the best)"
    assert distance(GOOD, GOOD) == "equal"
    assert distance(None, GOOD) == "no timetable"


def test_table_shows_both_curves_and_the_best_known() -> None:
    row = {"limit_s": 1.0, "releve": list(GOOD), "releve_s": 0.97, "cp_sat": None}
    size = {"n_delegations": 6, "n_requests": 9, "first_s": 0.1, "first_key": list(WORSE), "best_known": list(GOOD), "rows": [row]}

    lines = printed({"sizes": {"S": size}}).splitlines()

    assert lines == [
        "S: 6 delegations, 9 requests; first timetable of Relève in 0.10 s: 2 must, 3+1+0 placed, 0 moved, 5 breaks, 0 changes",
        "      1 s  Relève  2 must, 3+1+0 placed, 0 moved, 4 breaks, 9 changes (answers in 0.97 s)",
        "           CP-SAT  no timetable",
        "           better: Relève; to the best known: equal",
    ]


def test_best_known_timetables_are_of_the_instances_that_are_measured() -> None:
    path = Path(measuring.BEST_KNOWN)
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}

    assert {size: best["digest"] for size, best in known.items()} == {size: measuring.digest_of(size) for size in known}


def test_page_of_the_reference_shows_the_published_figures() -> None:
    published = json.loads(measuring.PUBLISHED.read_text("utf-8"))

    assert measuring.PAGE.read_text("utf-8") == page_of(published)
    assert {size: measured["digest"] for size, measured in published["sizes"].items()} == {
        size: measuring.digest_of(size) for size in published["sizes"]
    }
