"""
Registers whose pairs are too many to hand to a peer: listed, solved and proven by our planner alone, one process a run.

Run: ``python -m benchmarks.planning.large [--sizes L,XL] [--seeds N,N] [--knobs NAME,...] [--limit S]``; an XL run takes some minutes and
2 GB. The clock starts with the register in memory and the loops loaded; it ends with the plan, its proof and its certificate.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from benchmarks.planning.checker import check_plan
from benchmarks.planning.registers import KNOBS, PLAIN, instance_of
from benchmarks.planning.watch import FOREIGN_LIMIT, pin, watch

from releve.eligibility import rule_book
from releve.planning.listing import list_problem, solve_listing
from releve.planning.result import LEVELS
from releve.synthesis import Knob, Size, synthesise_register

RESULTS: Final = Path(__file__).parents[1] / "results"
N_SEEDS: Final = 5
LIMIT_S: Final = 120.0
MOST_BYTES: Final = 8 * 10**9
LONGEST_RUN_S: Final = 1800.0


def one_run(size: str, seed: int, knob: str, limit_s: float) -> dict[str, Any]:
    """Return what came of one register; this process has done nothing else."""
    _warm_up()
    snapshot = synthesise_register(Size(size), seed=seed, knob=Knob(knob))
    memory_mb, began, cpu = _peak_mb(), time.perf_counter(), time.process_time()
    listing = list_problem(snapshot, rules=rule_book())
    listed_s = time.perf_counter() - began
    closed_s: dict[str, float] = {}

    def note(level: str, value: int, bound: int, _elapsed_s: float) -> None:
        closed_s.pop(level, None)
        if value == bound:
            closed_s[level] = round(time.perf_counter() - began, 2)

    listing, result = solve_listing(listing, time_limit_s=max(0.0, limit_s - listed_s), on_progress=note)
    inside_s, inside_cpu_s, peak_mb = time.perf_counter() - began, time.process_time() - cpu, _peak_mb()
    pairs = listing.problem.pairs
    officers, posts = (column[result.chosen].astype(np.int64) for column in (pairs.officer_idx, pairs.post_idx))
    verdict = check_plan(instance_of(listing.problem), officers, posts)
    assert verdict.allowed, verdict.broken
    assert verdict.value == result.objective.compare_key()
    return {
        "size": size,
        "seed": seed,
        "knob": knob,
        "limit_s": limit_s,
        "officers": len(snapshot.officers),
        "lines": len(snapshot.posts),
        "seats": int(listing.problem.seats.sum()),
        "eligible": int(listing.lists.n_eligible.sum()),
        "listed": len(pairs),
        "listed_s": round(listed_s, 2),
        "solved_s": round(inside_s - listed_s, 2),
        "inside_s": round(inside_s, 2),
        "inside_cpu_s": round(inside_cpu_s, 2),
        "closed_s": closed_s,
        "status": result.status.value,
        "value": list(result.objective.as_tuple()),
        "bound": list(result.bound.as_tuple()),
        "gap": list(result.relative_gap),
        "certified": [leaves is not None for leaves in result.certificate],
        "register_mb": memory_mb,
        "peak_mb": peak_mb,
    }


def _warm_up() -> None:
    """Load every loop: none of that belongs to the register that is measured."""
    solve_listing(list_problem(synthesise_register(Size.S, seed=1), rules=rule_book()))


def _peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6, 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what the command line asks for, each in a process of its own, and write the results."""
    given = _options().parse_args(arguments)
    if given.one:
        size, seed, knob = given.one
        given.json.write_text(json.dumps(one_run(size, int(seed), knob, given.limit)), "utf-8")
        return
    seeds = given.seeds or sorted(random.SystemRandom().sample(range(10_000, 10_000_000), N_SEEDS))
    cores, records = pin(), list[dict[str, Any]]()
    environment = os.environ | {"PYTHONPATH": str(RESULTS.parents[1]), "PYTHONHASHSEED": "0"}
    for size in given.sizes:
        for knob in (PLAIN, *given.knobs):
            for seed in seeds if knob == PLAIN else seeds[:1]:
                with tempfile.TemporaryDirectory() as folder:
                    out, log = Path(folder) / "one.json", Path(folder) / "log.txt"
                    asked = ("--one", size, str(seed), knob, "--limit", str(given.limit), "--json", str(out))
                    command = (sys.executable, "-m", "benchmarks.planning.large", *asked)
                    seen = watch(
                        command,
                        log,
                        cores=cores,
                        most_bytes=MOST_BYTES,
                        overdue=lambda elapsed_s: elapsed_s > LONGEST_RUN_S,
                        env=environment,
                    )
                    if not out.exists():
                        print(f"{size} {knob} {seed}: {seen.ended}\n{log.read_text('utf-8', errors='replace')[-800:]}", flush=True)
                        continue
                    record = json.loads(out.read_text("utf-8")) | {"flagged": seen.foreign > FOREIGN_LIMIT, "whole_peak_mb": seen.peak_mb}
                records.append(record)
                print(_told(record), flush=True)
                given.json.parent.mkdir(parents=True, exist_ok=True)
                given.json.write_text(
                    json.dumps({"levels": list(LEVELS), "limit_s": given.limit, "runs": records}, indent=1) + "\n", "utf-8"
                )


def _is_overdue(elapsed_s: float) -> bool:
    return elapsed_s > LONGEST_RUN_S


def _told(record: dict[str, Any]) -> str:
    gap = float(np.max(record["gap"]))
    end = "proven" if record["status"] == "optimal" else f"open, largest gap {gap:.1e}"
    busy = "; others were busy" if record["flagged"] else ""
    return (
        f"{record['size']:<3}{record['knob']:<17}{record['seed']:>9}{record['eligible']:>13,} pairs"
        f"{record['listed_s']:>8.1f} s listed{record['solved_s']:>8.1f} s solved{record['peak_mb']:>8,.0f} MB  {end}, "
        f"{sum(record['certified'])} of {len(LEVELS)} certified{busy}"
    )


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planning.large", description="Measure the planner on large registers.")
    parser.add_argument("--sizes", type=lambda text: text.split(","), default=["L", "XL"], metavar="L,XL")
    parser.add_argument("--seeds", type=lambda text: [int(seed) for seed in text.split(",")], default=[], metavar="N,N,...")
    parser.add_argument(
        "--knobs", type=lambda text: [k for k in text.split(",") if k], default=[], metavar="NAME,...", help=", ".join(KNOBS)
    )
    parser.add_argument("--limit", type=float, default=LIMIT_S, metavar="S", help="seconds for listing and search together")
    parser.add_argument("--json", type=Path, default=RESULTS / "large.json", metavar="FILE")
    parser.add_argument("--one", nargs=3, metavar=("SIZE", "SEED", "KNOB"), help=argparse.SUPPRESS)
    return parser


def _words(text: str) -> list[str]:
    return [word for word in text.split(",") if word]


def _numbers(text: str) -> list[int]:
    return [int(word) for word in _words(text)]


if __name__ == "__main__":
    main()
