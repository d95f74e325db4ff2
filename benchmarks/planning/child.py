"""
One run, in a process of its own: read the folder, judge the pairs, then the clock: from arrays in memory to a plan as an array.

The whole process is the other clock of a peer: it is lent this repository's reader and rules, and writes the plan's keys at the end.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

import numpy as np
from benchmarks.planning import peers
from benchmarks.planning.recorder import PLAN, Recorder
from benchmarks.planning.registers import instance_of, problem_of, pruned_arcs

ABOUT_RUN: Final = "about_run.json"
ALL_ARCS, PRUNED_ARCS = "all", "pruned"


def run(folder: Path, out: Path, *, solver: str, variant: str, arcs: str, side_rules: bool, limit_s: float) -> None:
    """Solve the problem of a folder with one solver and leave everything about it in ``out``."""
    began = time.perf_counter()
    own = solver == peers.OWN
    call = None if own else peers.load(solver)
    if own:
        from benchmarks.planning.peers import own as planner  # noqa: PLC0415 - loads a solver that no peer's process should hold
    loaded = time.perf_counter()
    problem = problem_of(folder)
    instance = instance_of(problem)
    digest = instance.digest()
    if not side_rules:
        instance = instance.without_side_rules()
        problem = planner.without_side_rules(problem) if own else problem
    if arcs == PRUNED_ARCS:
        kept = pruned_arcs(problem)
        assert kept is not None, "the planner exposes no pruned arcs"
        instance = instance.only(kept)
    recorder = Recorder(out)
    about = {
        "load_s": round(loaded - began, 3),
        "read_and_judge_s": round(time.perf_counter() - loaded, 3),
        "instance_sha256": digest,
        "arcs": instance.n_arcs,
        "versions": versions(peers.BY_NAME[solver].packages),
    }
    (out / ABOUT_RUN).write_text(json.dumps(about), "utf-8")
    if call is None:
        planner.warm_up()
        recorder.begin()
        planner.solve_own(problem, recorder, limit_s=limit_s)
    else:
        recorder.begin()
        call(instance, recorder, variant=variant, limit_s=limit_s)
    write_pairs(out, problem.officer_id, problem.post_id)


def write_pairs(out: Path, officer_id: Sequence[str], post_id: Sequence[str]) -> None:
    """Write the keys of the planned pairs, if there is a plan: the least that a whole command must leave."""
    if not (out / PLAN).exists():
        return
    with np.load(out / PLAN) as plan, (out / "assignments.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("officer_id", "post_id"))
        writer.writerows((officer_id[i], post_id[j]) for i, j in zip(plan["officer"].tolist(), plan["post"].tolist(), strict=True))


def versions(packages: Sequence[str]) -> dict[str, str | None]:
    """Return the installed version of each distribution; None where it is not installed."""
    found: dict[str, str | None] = {}
    for package in packages:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = None
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Run one solver once.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--solver", choices=sorted(peers.BY_NAME), required=True)
    parser.add_argument("--variant", default="")
    parser.add_argument("--arcs", choices=(ALL_ARCS, PRUNED_ARCS), default=ALL_ARCS)
    parser.add_argument("--no-side-rules", action="store_true")
    parser.add_argument("--limit", type=float, required=True)
    given = parser.parse_args()
    run(
        given.folder,
        given.out,
        solver=given.solver,
        variant=given.variant,
        arcs=given.arcs,
        side_rules=not given.no_side_rules,
        limit_s=given.limit,
    )
