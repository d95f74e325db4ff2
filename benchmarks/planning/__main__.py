"""``python -m benchmarks.planning``: the options, the runs, the table, the JSON."""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.planning import peers
from benchmarks.planning.bench import Protocol, do_runs
from benchmarks.planning.child import ALL_ARCS, PRUNED_ARCS
from benchmarks.planning.registers import KNOBS, ROOT
from benchmarks.planning.schedule import Wanted, known_solvers, runs_of
from benchmarks.planning.tables import printed
from benchmarks.planning.watch import pin

RESULTS: Final = ROOT / "benchmarks" / "results"
N_SEEDS: Final = 5
FIRST_SEED, LAST_SEED = 10_000, 10_000_000
"""Fresh seeds are drawn from here; whoever tunes uses smaller ones."""
MINUTES: Final = 18.0
"""The last run to begin may take three more."""
SOLVER_LIMIT_S: Final = 120.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Run what the command line asks for."""
    given = _options().parse_args(arguments)
    seeds = given.seeds or sorted(random.SystemRandom().sample(range(FIRST_SEED, LAST_SEED), N_SEEDS))
    wanted = Wanted(
        sizes=given.sizes,
        seeds=seeds,
        solvers=known_solvers([peers.OWN, *given.peers]),
        knobs=given.knobs,
        arcs=(ALL_ARCS, PRUNED_ARCS) if given.pruned else (ALL_ARCS,),
        full=given.full,
    )
    runs = runs_of(wanted)
    protocol = Protocol(limit_s=given.limit, minutes=None if given.full else given.minutes, cores=pin())
    print(f"{len(runs)} runs; seeds {', '.join(map(str, seeds))}; cores {protocol.cores}")
    work = Path(given.work or tempfile.mkdtemp(prefix="releve-bench-"))
    try:
        document = do_runs(runs, protocol, work, tell=lambda line: print(line, flush=True))
    finally:
        if given.work is None:
            shutil.rmtree(work, ignore_errors=True)
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    print(printed(document))
    print(f"Written: {given.json}")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planning", description="Measure the planner and its peers.")
    rivals = [peer.name for peer in peers.ALL if peer.name != peers.OWN]
    parser.add_argument("--sizes", type=_words, default=["S", "M"], metavar="S,M", help="of S, M, L, XL, example")
    parser.add_argument("--seeds", type=_numbers, default=[], metavar="N,N,...", help=f"fresh ones; default: {N_SEEDS} drawn now")
    parser.add_argument("--peers", type=_words, default=rivals, metavar="NAME,...", help=f"of {', '.join(rivals)}; '' = none")
    parser.add_argument("--knobs", type=_words, default=list(KNOBS), metavar="NAME,...", help="own only; '' = none")
    parser.add_argument("--limit", type=float, default=SOLVER_LIMIT_S, metavar="S", help="seconds inside a solver")
    parser.add_argument("--minutes", type=float, default=MINUTES, metavar="MIN", help="no run begins after that; ignored with --full")
    parser.add_argument("--pruned", action="store_true", help="peers also on the arcs that our pruning leaves")
    parser.add_argument("--full", action="store_true", help="peers at every size, and to the end: hours")
    parser.add_argument("--json", type=Path, default=RESULTS / "latest.json", metavar="FILE")
    parser.add_argument("--work", type=Path, default=None, metavar="FOLDER", help="keep registers and logs here")
    return parser


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _numbers(text: str) -> list[int]:
    return [int(word) for word in _words(text)]


if __name__ == "__main__":
    main()
