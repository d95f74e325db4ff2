"""What is run and in which order, and what is said of it: time-outs are stated and never divided by."""

from typing import Any

import pytest
from benchmarks.planning.page import benchmark_page, better_peers
from benchmarks.planning.peers import OWN
from benchmarks.planning.recorder import seconds_to_gap
from benchmarks.planning.registers import PLAIN
from benchmarks.planning.schedule import OWN_TIMES, WHOLE, Wanted, known_solvers, runs_of
from benchmarks.planning.summary import Row, rows_of
from benchmarks.planning.tables import printed

PEERS = known_solvers([OWN, "cbc", "scip", "min_cost_flow"])
LEVELS = 7


def record(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - cells of several types
    value = [5, 0, 0, 0, -1, 0, 70]
    return {
        "size": "S",
        "seed": 1,
        "knob": PLAIN,
        "side_rules": True,
        "solver": OWN,
        "variant": "",
        "arcs_set": "all",
        "clock": "inside",
        "answer": "optimal",
        "flagged": False,
        "inside_s": 1.0,
        "inside_cpu_s": 1.0,
        "wall_s": 2.0,
        "peak_mb": 100.0,
        "value": value,
        "bound": value,
        "allowed": True,
        "bound_refuted_by": None,
        "seconds_to_gap": {"0.001": 0.5, "0.0": 1.0},
        "options": {},
    } | changes


def document(*records: dict[str, Any]) -> dict[str, Any]:
    instance = {"size": "S", "knob": PLAIN, "seed": 1, "officers": 1, "lines": 1, "seats": 1, "arcs": 1, "instance_sha256": "0" * 64}
    return {
        "gaps": [0.001, 0.0],
        "instances": [instance],
        "runs": list(records),
        "left_out": [],
        "machine": {"cpu": "x", "cores": 2, "memory_gb": 1, "python": "3.11"},
        "protocol": {"limit_s": 120, "cores": [0, 1]},
        "versions": {"ortools": None},
    }


def row_of(solver: str, *records: dict[str, Any]) -> Row:
    return next(row for row in rows_of(document(*records)) if row.solver == solver)


def peer(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - the same
    return record(solver="cbc", variant="levels", stages=7, **changes)


def test_every_peer_run_has_one_of_our_own_before_it_on_the_same_register_up_to_five() -> None:
    runs = runs_of(Wanted(sizes=["S"], seeds=[11], solvers=PEERS, knobs=[]))
    with_rules = [run for run in runs if run.side_rules and run.clock != WHOLE]

    # One alone first, then in turn with cbc and scip by each variant.
    assert [run.solver for run in with_rules] == [OWN, OWN, "cbc", OWN, "scip", OWN, "cbc", OWN, "scip"]
    assert sum(run.solver == OWN for run in with_rules) == OWN_TIMES


def test_our_own_runs_on_every_seed_and_knob_come_before_any_peer() -> None:
    runs = runs_of(Wanted(sizes=["S", "M"], seeds=[11, 12], solvers=PEERS, knobs=["ties", "caps"]))
    first_peer = next(number for number, run in enumerate(runs) if run.solver != OWN)
    alone = {(run.source.size, run.source.seed, run.source.knob) for run in runs[:first_peer]}

    assert alone == {(size, seed, knob) for size in ("S", "M") for seed in (11, 12) for knob in (PLAIN, "ties", "caps")}
    assert {run.source.knob for run in runs if run.solver != OWN} == {PLAIN}


@pytest.mark.parametrize(("full", "peers_run"), [(False, False), (True, True)])
def test_peers_run_at_a_large_size_only_when_everything_is_asked_for(full: bool, peers_run: bool) -> None:  # noqa: FBT001 - a parameter of the test
    runs = runs_of(Wanted(sizes=["L"], seeds=[11], solvers=PEERS, knobs=[], full=full))

    assert any(run.solver != OWN for run in runs) is peers_run


def test_an_unknown_solver_is_named() -> None:
    with pytest.raises(ValueError, match="gurobi"):
        known_solvers(["cbc", "gurobi"])


def test_a_gap_is_reached_once_every_level_before_is_closed_and_for_good() -> None:
    closed = [5, 3, 0, 0, 0, 0]
    events = [
        {"at_s": 1.0, "value": [*closed, 99_999], "bound": [5, 3, 0, 0, 0, 1, 100_000]},  # kept is open: the gap of fit means nothing
        {"at_s": 2.0, "value": [*closed, 99_950], "bound": [*closed, 100_000]},
        {"at_s": 3.0, "value": [*closed, 98_000], "bound": [*closed, 100_000]},  # lost again
        {"at_s": 4.0, "value": [*closed, 99_990], "bound": [*closed, 100_000]},
        {"at_s": 5.0, "value": [*closed, 100_000], "bound": [*closed, 100_000]},
    ]

    assert [seconds_to_gap(events, gap) for gap in (1e-3, 1e-4, 1e-6, 0.0)] == [4.0, 4.0, 5.0, 5.0]
    assert seconds_to_gap(events[:4], 0.0) is None
    assert seconds_to_gap([{"at_s": 1.0, "value": [None] * LEVELS, "bound": [None] * LEVELS}], 1.0) is None


def test_a_ratio_is_taken_on_the_same_seeds() -> None:
    runs = (record(seed=1, inside_s=1.0), record(seed=2, inside_s=4.0), peer(seed=1, inside_s=10.0), peer(seed=2, inside_s=20.0))
    ratio = row_of("cbc", *runs).ratio

    assert ratio is not None
    assert (ratio.least, ratio.middle, ratio.most) == (5.0, 7.5, 10.0)


@pytest.mark.parametrize("answer", ["limit", "killed: time", "killed: memory", "fractional", "optimal by its own word alone"])
def test_what_was_not_proven_has_no_ratio_and_no_seconds(answer: str) -> None:
    row = row_of("cbc", record(seed=1), record(seed=2), peer(seed=1), peer(seed=2, answer=answer, inside_s=175.0))

    assert (row.ratio, row.all_proven, row.answers[answer]) == (None, False, 1)
    assert row.inside_s is not None
    assert row.inside_s.most == 1.0


def test_runs_while_others_were_busy_are_left_out_where_there_are_quiet_ones() -> None:
    row = row_of(OWN, record(inside_s=1.0), record(inside_s=9.0, flagged=True), record(seed=2, inside_s=5.0, flagged=True))

    assert row.inside_s is not None
    assert (row.inside_s.least, row.inside_s.most, row.n_flagged) == (1.0, 5.0, 2)


def test_a_plan_behind_the_best_known_is_told_by_its_first_level() -> None:
    row = row_of("cbc", record(), peer(answer="limit", value=[5, 0, 0, 0, -3, 0, 90]))

    assert row.worse == ("women missing 3 instead of 1",)


def test_a_plan_that_breaks_a_constraint_is_counted_and_sets_no_mark_for_others() -> None:
    runs = (record(), peer(allowed=False, value=[9, 0, 0, 0, 0, 0, 0]))

    assert row_of("cbc", *runs).broken == 1
    assert row_of(OWN, *runs).worse == ()


def test_the_page_says_where_a_peer_is_better() -> None:
    sooner = peer(seconds_to_gap={"0.001": 0.2, "0.0": 3.0}, peak_mb=50.0, wall_s=9.0)

    lines = list(better_peers(rows_of(document(record(), sooner))))

    assert lines == [
        "- CBC, in OR-Tools, level by level, size S: a gap of 1e-03 after 0.2 s, ours 0.5 s.",
        "- CBC, in OR-Tools, level by level, size S: 50 MB at most, ours 100 MB.",
    ]


def test_the_page_says_where_only_a_peer_proved_its_plans() -> None:
    ours = record(answer="limit", seconds_to_gap={"0.001": None, "0.0": None}, value=[5, 0, 0, 0, -2, 0, 70])

    lines = list(better_peers(rows_of(document(ours, peer(wall_s=9.0)))))

    assert [line.rpartition("size S: ")[2] for line in lines] == [
        "a gap of 1e-03 after 0.5 s, ours never.",
        "every level proven after 1 s, ours never.",
        "whole in 9 s; ours, which writes more, never.",
        "proved every plan, ours did not.",
        "never behind the best plan known, ours was (women missing 2 instead of 1).",
    ]


def test_tables_and_page_hold_the_time_out_in_words() -> None:
    shown = document(record(), peer(answer="killed: time", seconds_to_gap={"0.001": None, "0.0": None}, value=None, allowed=None))

    assert "killed: time 1" in printed(shown)
    assert "killed: time 1" in benchmark_page(shown)
    assert "Nowhere in these runs." in benchmark_page(shown)
