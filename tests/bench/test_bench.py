"""The whole benchmark on a folder that is solved by hand: every run in a process of its own, checked, and compared."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.planning.bench import Protocol, do_runs, slow_ones_last
from benchmarks.planning.peers import OWN
from benchmarks.planning.registers import ABOUT, Source, describe
from benchmarks.planning.schedule import PRUNED_ARCS, WHOLE, Run
from benchmarks.planning.tables import printed

FOLDER = Path(__file__).parents[1] / "cases" / "hand_solved" / "women_before_kept_before_fit"
CORES = tuple(sorted(os.sched_getaffinity(0))[:2])
SOURCE = Source(size="case", seed=1)
RUNS = [
    Run(source=SOURCE, solver=OWN),
    Run(source=SOURCE, solver=OWN, clock=WHOLE),
    Run(source=SOURCE, solver=OWN, side_rules=False),
    Run(source=SOURCE, solver="highs_mip", variant="levels"),
    Run(source=SOURCE, solver="highs_mip", variant="levels", arcs=PRUNED_ARCS),
]


def bench(work: Path, runs: list[Run], *, minutes: float | None = None) -> dict[str, Any]:
    lines: list[str] = []
    return do_runs(runs, Protocol(limit_s=60, minutes=minutes, cores=CORES), work, lines.append)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a folder in which the register is already described."""
    home = tmp_path / SOURCE.name
    home.mkdir()
    describe(SOURCE, FOLDER, home)
    return tmp_path


def test_every_run_is_checked_and_says_the_same(work: Path) -> None:
    document = bench(work, RUNS)

    with_rules = [record for record in document["runs"] if record["side_rules"]]
    assert [record["answer"] for record in document["runs"]] == ["optimal"] * len(document["runs"])
    assert [record["allowed"] for record in document["runs"]] == [True] * len(document["runs"])
    assert {tuple(record["value"]) for record in with_rules} == {tuple(with_rules[0]["value"])}
    assert [record["bound_refuted_by"] for record in document["runs"]] == [None] * len(document["runs"])
    assert "all proven" in printed(document)
    assert json.loads(json.dumps(document)) == document


def test_a_run_on_other_arrays_is_seen(work: Path) -> None:
    about = work / SOURCE.name / ABOUT
    about.write_text(json.dumps(json.loads(about.read_text("utf-8")) | {"instance_sha256": "0" * 64}), "utf-8")

    document = bench(work, RUNS[:1])

    assert [record["answer"] for record in document["runs"]] == ["solved other arrays"]


def test_what_the_minutes_do_not_allow_is_listed_as_left_out(work: Path) -> None:
    document = bench(work, RUNS[:2], minutes=0.0)

    assert document["runs"] == []
    assert [one["why"] for one in document["left_out"]] == ["the minutes were used up"] * 2
    assert "2 runs were left out: the minutes were used up." in printed(document)


def test_a_solver_that_was_stopped_has_its_other_seeds_last_when_minutes_are_counted() -> None:
    runs = [Run(source=Source(size="S", seed=seed), solver=solver) for seed in (1, 2) for solver in (OWN, "cp_sat", "cbc")]
    protocol = Protocol(limit_s=60, minutes=18, cores=CORES)

    def order_of(protocol: Protocol) -> list[tuple[int, str]]:
        records: list[dict[str, str]] = []
        done = []
        for run in slow_ones_last(runs, records, protocol):
            done.append((run.source.seed, run.solver))
            answer = "limit" if run.solver == "cp_sat" else "optimal"
            records.append({"solver": run.solver, "variant": "", "size": "S", "arcs_set": "all", "answer": answer})
        return done

    in_turn = [(seed, solver) for seed in (1, 2) for solver in (OWN, "cp_sat", "cbc")]
    assert order_of(protocol) == [*(run for run in in_turn if run != (2, "cp_sat")), (2, "cp_sat")]
    assert order_of(replace(protocol, minutes=None)) == in_turn
