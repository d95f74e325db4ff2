"""
``python -m benchmarks.assembly``: the curves of the planner and of CP-SAT at four sizes, as a table and as JSON.

Each run has a process of its own, one at a time, and either is run anew for each limit, with the limit given to it; what is answered too
late counts for the next limit. Time counts from the tables in memory on: CP-SAT's includes the building of its model. Every timetable
passes the independent checker, or the measurement stops.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from benchmarks.assembly.child import CP_SAT, OWN
from benchmarks.assembly.instance import SIZES, make_instance
from benchmarks.assembly.page import page_of
from benchmarks.assembly.tables import at, printed, shown

ROOT: Final = Path(__file__).parents[2]
BEST_KNOWN: Final = Path(__file__).with_name("best_known.json")
PUBLISHED: Final = ROOT / "benchmarks" / "results" / "assembly.json"
PAGE: Final = ROOT / "docs" / "reference" / "assembly-benchmarks.md"
INSTANCE_SEED: Final = 20251124
LIMITS_S: Final = (1.0, 5.0, 30.0, 60.0)
LATE: Final = 0.05
"""Share of a limit by which either may be late: nobody meets one to the millisecond."""
N_SEEDS: Final = 5
BEST_LIMIT_S: Final = 600.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, or look for the best known."""
    given = _options().parse_args(arguments)
    if given.best_known:
        _find_best_known(given.sizes, given.best_limit, BEST_KNOWN)
        return
    load_before = os.getloadavg()[0]
    sizes = {size: _measure(size, given.limits) for size in given.sizes}
    machine = {"cores": len(os.sched_getaffinity(0)), "load_before": load_before, "load_after": os.getloadavg()[0]}
    document = {"instance_seed": INSTANCE_SEED, "machine": machine, "sizes": sizes}
    path = PUBLISHED if given.publish else given.json
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    if given.publish:
        PAGE.write_text(page_of(document), "utf-8")
    print(printed(document))
    print(f"Written: {path}")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.assembly", description="Measure the timetable of an assembly beside CP-SAT."
    )
    parser.add_argument("sizes", nargs="*", default=list(SIZES), metavar="SIZE", help=f"of {', '.join(SIZES)}; all by default")
    parser.add_argument("--limits", nargs="+", type=float, default=list(LIMITS_S), metavar="S", help="seconds to compare at")
    parser.add_argument("--json", type=Path, default=ROOT / "out" / "assembly-benchmark.json", help="where the figures are written")
    parser.add_argument("--publish", action="store_true", help="write the published figures and their page of the reference")
    parser.add_argument("--best-known", action="store_true", help=f"look for the best of {N_SEEDS} seeds instead, and keep it")
    parser.add_argument("--best-limit", type=float, default=BEST_LIMIT_S, metavar="S", help="seconds for each of these seeds")
    return parser


def _measure(size: str, limits_s: Sequence[float]) -> dict[str, Any]:
    """Return the figures of one size."""
    own = {limit_s: _run(OWN, size, limit_s, seed=0) for limit_s in (0.0, *limits_s)}
    curve = [point for run in own.values() for point in run]
    other = [point for limit_s in limits_s for point in _run(CP_SAT, size, limit_s, seed=0)]
    first = own[0.0][0]
    known = json.loads(BEST_KNOWN.read_text("utf-8")) if BEST_KNOWN.exists() else {}
    best = known.get(size, {})
    return {
        "n_delegations": SIZES[size].n_delegations,
        "n_requests": SIZES[size].n_requests,
        "digest": digest_of(size),
        "first_s": first["at_s"],
        "first_key": first["key"],
        "best_known": best["key"] if best.get("digest") == digest_of(size) else None,
        "rows": [
            {
                "limit_s": limit_s,
                "releve": at(curve, limit_s * (1 + LATE)),
                "releve_s": own[limit_s][0]["at_s"],
                "releve_bound": own[limit_s][0]["bound"],
                "cp_sat": at(other, limit_s * (1 + LATE)),
            }
            for limit_s in limits_s
        ],
    }


def _find_best_known(sizes: Sequence[str], limit_s: float, path: Path) -> None:
    """Keep the best of several long runs for each size, beside what is known already."""
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    for size in sizes:
        digest = digest_of(size)
        before = known.get(size, {})
        keys = [tuple(before["key"])] if before.get("digest") == digest else []
        for seed in range(1, N_SEEDS + 1):
            keys.append(tuple(_run(OWN, size, limit_s, seed=seed)[0]["key"]))
            print(f"{size} seed {seed}: {shown(keys[-1])}", flush=True)
        known[size] = {"digest": digest, "key": min(keys), "n_seeds": N_SEEDS, "limit_s": limit_s}
        path.write_text(json.dumps(known, indent=1) + "\n", "utf-8")


def _run(solver: str, size: str, limit_s: float, *, seed: int) -> list[dict[str, Any]]:
    """Return the curve of one run."""
    command = [sys.executable, "-m", "benchmarks.assembly.child", solver, size, str(INSTANCE_SEED), str(limit_s), str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    curve: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return curve


def digest_of(size: str) -> str:
    """Return the SHA-256 of an instance, by which a best known timetable knows whose it is."""
    text = json.dumps(asdict(make_instance(SIZES[size], INSTANCE_SEED)), default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    raise TypeError(type(value))


if __name__ == "__main__":
    main()
