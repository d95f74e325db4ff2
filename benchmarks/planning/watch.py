"""
One process at a time under watch: wall clock, processor seconds, peak memory with its children, and what else the machine was doing.

Linux only: reads `/proc`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LOOK_EVERY_S: Final = 0.05
FOREIGN_LIMIT: Final = 0.05
"""A run during which others used more of the cores than this is flagged."""
TICKS: Final = os.sysconf("SC_CLK_TCK")
PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, kw_only=True)
class Watched:
    """
    What was seen of one process and its children.

    ``ended`` is ``done``, ``failed``, ``killed: time`` or ``killed: memory``; ``foreign`` is the share of the cores that others used, 0 to
    1; ``load_before`` and ``load_after`` are the load averages of the last minute.
    """

    ended: str
    wall_s: float
    cpu_s: float
    peak_mb: float
    foreign: float
    load_before: float
    load_after: float


def pin(n_cores: int = 2) -> tuple[int, ...]:
    """Keep this process, and every one it starts, to the first cores it may use; return them."""
    cores = tuple(sorted(os.sched_getaffinity(0))[:n_cores])
    os.sched_setaffinity(0, cores)
    return cores


def watch(
    command: Sequence[str], log: Path, *, cores: Sequence[int], most_bytes: int, overdue: Callable[[float], bool], env: dict[str, str]
) -> Watched:
    """
    Run a command to its end, or kill it and its children.

    Parameters
    ----------
    log
        Where its output goes: a solver that talks must not talk into a table.
    most_bytes
        Resident memory of the process and its children together, in bytes, at which it is killed.
    overdue
        Asked with the seconds since the start; True kills.
    """
    load_before = os.getloadavg()[0]
    busy_before, self_before, began = _busy_s(cores), time.process_time(), time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, env=env)
        peak, ended = 0, ""
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            resident = _resident_bytes(process.pid)
            peak = max(peak, resident)
            reason = "killed: memory" if resident > most_bytes else "killed: time" if overdue(time.perf_counter() - began) else ""
            if reason and not ended:
                ended = reason
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(LOOK_EVERY_S if time.perf_counter() - began > 1 else LOOK_EVERY_S / 10)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    cpu = usage.ru_utime + usage.ru_stime
    foreign = _busy_s(cores) - busy_before - cpu - (time.process_time() - self_before)
    return Watched(
        ended=ended or ("done" if process.returncode == 0 else "failed"),
        wall_s=round(wall, 4),
        cpu_s=round(cpu, 4),
        peak_mb=round(max(peak, usage.ru_maxrss * 1024) / 1e6, 1),
        # The kernel counts in ticks of a hundredth of a second: in a shorter run one tick would look like a busy machine.
        foreign=round(max(0.0, foreign - 2 / TICKS) / (wall * len(cores)), 4),
        load_before=load_before,
        load_after=os.getloadavg()[0],
    )


def _busy_s(cores: Sequence[int]) -> float:
    """Return the seconds that the cores have worked since the machine started, for whomever."""
    names = {f"cpu{core}" for core in cores}
    total = 0
    for line in Path("/proc/stat").read_text("ascii").splitlines():
        name, *fields = line.split()
        if name in names:
            user, nice, system, _idle, _iowait, irq, softirq, steal = (int(field) for field in fields[:8])
            total += user + nice + system + irq + softirq + steal
    return total / TICKS


def _resident_bytes(group: int) -> int:
    """Return the resident memory of all processes of a group."""
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text("ascii", errors="replace").rpartition(")")[2].split()
                if int(fields[2]) == group:
                    total += int((entry / "statm").read_text("ascii").split()[1]) * PAGE
            except (OSError, IndexError, ValueError):
                continue  # it ended while it was looked at
    return total
