"""
Whether a server runs, from the file that it leaves in its data, and whether that file can be believed.

After a power cut the file is still there, and its number may by now be that of any other process: PostgreSQL itself then
refuses to start where both run under one account, which is the rule in a container.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

PID_FILE: Final = "postmaster.pid"
STATUS_LINE: Final = 7
READY: Final = "ready"
STEP_S: Final = 0.02
PROC: Final = Path("/proc")


def server_pid(cluster: Path) -> int | None:
    """Return the process of the server of a data folder; none where it does not run."""
    try:
        pid = int((cluster / PID_FILE).read_text("utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if is_alive(pid) and _works_in(pid, cluster) else None


def is_ready(cluster: Path) -> bool:
    """Return whether the server says that it takes connections."""
    try:
        lines = (cluster / PID_FILE).read_text("utf-8").splitlines()
    except OSError:
        return False
    return len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == READY


def forget_dead_server(cluster: Path, socket_folder: Path) -> None:
    """Remove what a server that is gone has left, so that the next one starts whatever process bears its number now."""
    if server_pid(cluster) is not None:
        return
    for left in (cluster / PID_FILE, *socket_folder.glob(".s.PGSQL.*")):
        left.unlink(missing_ok=True)


def wait_until_gone(pid: int, timeout_s: float) -> bool:
    """Return whether a process ended in time."""
    end = time.monotonic() + timeout_s
    while is_alive(pid):
        if time.monotonic() > end:
            return False
        time.sleep(STEP_S)
    return True


def is_alive(pid: int) -> bool:
    """Return whether a process runs; a child of this one that has ended is let go of."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Return whether a process has ended and nobody has asked how: the first process of a container may never do so."""
    try:
        return (PROC / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _works_in(pid: int, cluster: Path) -> bool:
    """Return whether a process is the server of the data folder, which it was started with; trusted where the system does not tell."""
    if not (PROC / str(pid)).is_dir():
        return True
    try:
        return os.fsencode(cluster) in (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
