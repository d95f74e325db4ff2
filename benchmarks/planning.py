"""
Measure one plan stage by stage: reading, building, each level of the objective, ties, explanation, writing.

Run: ``python benchmarks/planning.py [FOLDER]``; without a folder, the shipped example.
The seconds of a level run from the moment at which the level before it was last settled; where a level had to be searched again, all of
that counts. Memory is the most that the process has held.
"""

import resource
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from releve.eligibility import rule_book
from releve.exchange import read_folder_or_raise
from releve.planning import LEVELS, Standing, build_problem, explain_plan, fulfil_commitments, solve, write_plan

EXAMPLE = Path(__file__).parents[1] / "examples" / "marrakech-2025"


class Stopwatch:
    """Prints how long each stage took, from the end of the one before."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Print the seconds of the stage that ends here."""
        now = time.perf_counter()
        print(f"{stage:<18}{now - self._began:8.2f} s")
        self._began = now


def measure(folder: Path) -> None:
    """Plan a folder and print the seconds of every stage, the size of the problem, and what was proven."""
    watch = Stopwatch()
    rules = rule_book()
    snapshot = read_folder_or_raise(folder).snapshot
    watch.lap("read")
    problem, _ = build_problem(snapshot, rules=rules)
    watch.lap("build")
    seconds: defaultdict[str, float] = defaultdict(float)
    settled_at = 0.0

    def note(level: str, _value: int, _bound: int, elapsed_s: float) -> None:
        nonlocal settled_at
        seconds[level] += elapsed_s - settled_at
        settled_at = elapsed_s

    result = solve(problem, on_progress=note)
    for level in LEVELS:
        print(f"  {level:<16}{seconds[level]:8.2f} s")
    print(f"  {'ties, rest':<16}{result.runtime_s - settled_at:8.2f} s")
    watch.lap("solve")
    standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=rules, seed=0)
    explanation = explain_plan(standing)
    watch.lap("explain")
    fulfilments = fulfil_commitments(standing)
    watch.lap("answer commitments")
    with tempfile.TemporaryDirectory() as parent:
        out = Path(parent) / "out"
        write_plan(out, standing, explanation, fulfilments=fulfilments, versions={}, problems=(), run={}, extra_files={})
    watch.lap("write")
    print(f"{len(problem.officer_id):,} officers, {len(problem.post_id):,} post lines, {int(problem.seats.sum()):,} open seats")
    print(f"{len(problem.pairs):,} pairs that may be planned")
    print(f"{result.status}: {result.objective}")
    if result.objective != result.bound:
        print(f"bound: {result.bound}")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB at most (Linux counts in KiB)")


if __name__ == "__main__":
    measure(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE)
