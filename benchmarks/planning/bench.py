"""Do the runs one after another, check every plan and every bound, and return one document of all that was seen."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from benchmarks.planning.checker import check_plan, refuting_plan
from benchmarks.planning.child import ABOUT_RUN, PRUNED_ARCS, versions
from benchmarks.planning.instance import LEVELS, Instance
from benchmarks.planning.peers import ALL, BY_NAME, OWN
from benchmarks.planning.recorder import BEGUN, PLAN, PROGRESS, RESULT, seconds_to_gap
from benchmarks.planning.registers import ABOUT, INSTANCE, KEYS, ROOT, Source
from benchmarks.planning.schedule import WHOLE, Run
from benchmarks.planning.watch import FOREIGN_LIMIT, Watched, watch

GAPS: Final = (1e-3, 1e-4, 1e-6, 0.0)
FORMAT: Final = 1
MOST_BYTES: Final = 8 * 10**9
GRACE_S: Final = 55.0
"""A solver that has not ended so long after its own limit is killed."""
STOPPED: Final = ("limit", "killed")
"""How the answer of a run begins that did not end by itself."""
LONGEST_READING_S: Final = 900.0


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """The limits of every run: solver seconds, bytes at which it is killed, minutes for everything (None = no end), and the cores."""

    limit_s: float
    minutes: float | None
    cores: tuple[int, ...]
    most_bytes: int = MOST_BYTES


def do_runs(runs: Sequence[Run], protocol: Protocol, work: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """Return the document of a benchmark; registers and logs stay in ``work``."""
    began = time.perf_counter()
    environment = _environment()
    instances: dict[Source, dict[str, Any]] = {}
    records: list[dict[str, Any]] = []
    left_out: list[dict[str, Any]] = []
    for number, run in enumerate(slow_ones_last(runs, records, protocol)):
        if protocol.minutes is not None and time.perf_counter() - began > 60 * protocol.minutes:
            left_out.append(_asked(run) | {"why": "the minutes were used up"})
            continue
        if run.source not in instances:
            instances[run.source] = prepared(run.source, work, environment)
        about = instances[run.source]
        if run.arcs == PRUNED_ARCS and about["pruned_arcs"] is None:
            left_out.append(_asked(run) | {"why": "the planner exposes no pruned arcs"})
            continue
        record = _do(run, about, protocol, work / run.source.name / f"run-{number:04d}", environment)
        records.append(record)
        tell(f"{number + 1:>4}/{len(runs)} {run.source.name:<26} {_told(record)}")
    _refute(records)
    return {
        "format": FORMAT,
        "levels": list(LEVELS),
        "gaps": list(GAPS),
        "protocol": asdict(protocol) | {"cores": list(protocol.cores), "foreign_limit": FOREIGN_LIMIT, "grace_s": GRACE_S},
        "machine": machine(),
        "versions": versions(sorted({package for peer in ALL for package in peer.packages} | {"numpy"})),
        "minutes_used": round((time.perf_counter() - began) / 60, 1),
        "instances": list(instances.values()),
        "runs": records,
        "left_out": left_out,
    }


def slow_ones_last(runs: Sequence[Run], records: Sequence[Mapping[str, Any]], protocol: Protocol) -> Iterator[Run]:
    """Yield the runs; where minutes are counted, a solver that was stopped at a size has its other runs there after all others."""
    waiting = []
    for run in runs:
        kind = (run.solver, run.variant, run.source.size, run.arcs)
        stopped = {_kind(record) for record in records if record["answer"].startswith(STOPPED)}
        if protocol.minutes is not None and run.solver != OWN and kind in stopped:
            waiting.append(run)
        else:
            yield run
    yield from waiting


def _kind(record: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return record["solver"], record["variant"], record["size"], record["arcs_set"]


def prepared(source: Source, work: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Make register and instance in a process of their own, once; return what is to be said about them."""
    about = work / source.name / ABOUT
    if not about.exists():
        command = (sys.executable, "-m", "benchmarks.planning.registers", source.size, str(source.seed), source.knob, str(work))
        subprocess.run(command, check=True, env=environment)
    found: dict[str, Any] = json.loads(about.read_text("utf-8"))
    return found


def _do(run: Run, about: dict[str, Any], protocol: Protocol, out: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Do one run under watch and return its record, its plan checked."""
    out.mkdir(parents=True)
    folder = Path(about["folder"])
    command = _whole_command(folder, out, protocol) if run.clock == WHOLE else _inside_command(run, folder, out, protocol)

    def overdue(elapsed_s: float) -> bool:
        if run.clock == WHOLE:
            return elapsed_s > protocol.limit_s + GRACE_S
        begun = out / BEGUN
        return elapsed_s > LONGEST_READING_S if not begun.exists() else time.time() - begun.stat().st_mtime > protocol.limit_s + GRACE_S

    watched = watch(command, out / "log.txt", cores=protocol.cores, most_bytes=protocol.most_bytes, overdue=overdue, env=environment)
    record = _asked(run) | asdict(watched) | {"flagged": watched.foreign > FOREIGN_LIMIT}
    record |= _of_command(out, watched) if run.clock == WHOLE else _of_child(out, watched)
    if record.get("instance_sha256", about["instance_sha256"]) != about["instance_sha256"]:
        record["answer"] = "solved other arrays"
    if watched.ended == "failed":
        record["log_end"] = (out / "log.txt").read_text("utf-8", errors="replace")[-500:]
    instance = Instance.load(out.parent / INSTANCE)
    return record | _checked(instance if run.side_rules else instance.without_side_rules(), out, run, record)


def _inside_command(run: Run, folder: Path, out: Path, protocol: Protocol) -> tuple[str, ...]:
    flags = () if run.side_rules else ("--no-side-rules",)
    asked = ("--solver", run.solver, "--variant", run.variant, "--arcs", run.arcs, "--limit", str(protocol.limit_s), *flags)
    return (sys.executable, "-m", "benchmarks.planning.child", str(folder), str(out), *asked)


def _whole_command(folder: Path, out: Path, protocol: Protocol) -> tuple[str, ...]:
    return (sys.executable, "-m", "releve", "plan", str(folder), "--out", str(out / "plan"), "--time-limit", str(protocol.limit_s))


def _of_child(out: Path, watched: Watched) -> dict[str, Any]:
    """Return what a run left behind, whole or not."""
    about = _read(out / ABOUT_RUN)
    result = _read(out / RESULT)
    lines = (out / PROGRESS).read_text("ascii").splitlines() if (out / PROGRESS).exists() else []
    # A process that was killed may have left half a line.
    events = [json.loads(line) for line in lines if line.endswith("}")]
    last = events[-1] if events else {"value": [None] * len(LEVELS), "bound": [None] * len(LEVELS)}
    seconds = {str(gap): seconds_to_gap(events, gap) for gap in GAPS}
    killed = watched.ended.startswith("killed")
    return (
        about
        | {"answer": watched.ended if killed or not result else result.get("ended"), "bound": last["bound"], "seconds_to_gap": seconds}
        | {
            key: result[key]
            for key in ("inside_s", "inside_cpu_s", "options", "solves", "stages", "build_s", "fractional")
            if key in result
        }
    )


def _of_command(out: Path, watched: Watched) -> dict[str, Any]:
    """Return what the whole command wrote."""
    plan = _read(out / "plan" / "plan.json")
    if not plan:
        return {"answer": watched.ended, "bound": [None] * len(LEVELS)}
    bound = plan["bound"]
    levels = [*(bound["filled"][str(priority)] for priority in (1, 2, 3, 4)), -bound["women_shortfall"], bound["kept"], bound["fit"]]
    return {"answer": "optimal" if plan["status"] == "optimal" else "limit", "bound": levels}


def _checked(instance: Instance, out: Path, run: Run, record: dict[str, Any]) -> dict[str, Any]:
    """Return what the checker says of the plan, and without side rules what these would say of it."""
    pairs = _pairs(out, run)
    if pairs is None:
        return {"value": None, "allowed": None, "broken": {}}
    verdict = check_plan(instance, *pairs)
    checked: dict[str, Any] = {"value": list(verdict.value), "allowed": verdict.allowed, "broken": verdict.broken}
    if not run.side_rules:
        with_rules = check_plan(Instance.load(out.parent / INSTANCE), *pairs)
        checked["side_rules_broken"] = with_rules.broken | {"women_shortfall": -with_rules.value[4]}
    if record["answer"] == "optimal" and record["bound"] != checked["value"]:
        checked["answer"] = "optimal by its own word alone"
    return checked


def _pairs(out: Path, run: Run) -> tuple[np.ndarray, np.ndarray] | None:
    """Return officer and post of each planned pair, as indices in the order of the keys."""
    if run.clock == WHOLE:
        plan = _read(out / "plan" / "plan.json")
        if not plan:
            return None
        keys = _read(out.parent / KEYS)
        officers = {key: index for index, key in enumerate(keys["officers"])}
        posts = {key: index for index, key in enumerate(keys["posts"])}
        chosen = [(officers[row["officer_id"]], posts[row["post_id"]]) for row in plan["assignments"]]
        return np.array([i for i, _ in chosen], np.int64), np.array([j for _, j in chosen], np.int64)
    if not (out / PLAN).exists():
        return None
    with np.load(out / PLAN) as stored:
        return stored["officer"], stored["post"]


def _refute(records: Sequence[dict[str, Any]]) -> None:
    """Hold every claimed bound against every allowed plan of the same instance, and mark the claims that one of them makes false."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for record in records:
        key = (record["size"], record["seed"], record["knob"], record["side_rules"])
        groups.setdefault(key, []).append(record)
    for group in groups.values():
        for record in group:
            if record["value"] is None:
                continue
            # On fewer arcs a bound says nothing about plans that use the others.
            rivals = [
                rival for rival in group if rival["allowed"] and (record["arcs_set"] != PRUNED_ARCS or rival["arcs_set"] == PRUNED_ARCS)
            ]
            found = refuting_plan(record["value"], record["bound"], [rival["value"] for rival in rivals])
            record["bound_refuted_by"] = None if found is None else rivals[found]["solver"]


def _asked(run: Run) -> dict[str, Any]:
    asked = asdict(run)
    source = asked.pop("source")
    asked["arcs_set"] = asked.pop("arcs")
    return source | asked


def _told(record: dict[str, Any]) -> str:
    inside = f"{record['inside_s']:9.3f} s inside" if "inside_s" in record else " " * 18
    marks = [record["answer"]]
    marks += ["plan breaks " + ", ".join(record["broken"])] if record["broken"] else []
    marks += ["others were busy"] if record["flagged"] else []
    name, clocks = f"{record['solver']:<14} {record['variant']:<9}", f"{record['wall_s']:9.2f} s whole {inside}"
    return f"{name}{clocks}{record['peak_mb']:8.0f} MB  {'; '.join(marks)}"


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}


def machine() -> dict[str, Any]:
    """Return what the runs were done on."""
    cpu = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines() if line.startswith("model name")),
        "?",
    )
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 1e9, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
    }


def title_of(solver: str, variant: str) -> str:
    """Return how a solver and its variant are called in tables."""
    return BY_NAME[solver].title + {"": "", "levels": ", level by level", "weighted": ", weighted sums"}[variant]
