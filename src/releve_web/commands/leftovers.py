"""Processes that a killed ``releve up`` has left: found by the mark in their environment, and ended."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Final

from releve_web.postgres.process import PROC, STEP_S, is_alive

MARK: Final = "RELEVE_RUN"
"""Variable that the processes of one run carry, with a value that only they know."""
PATIENCE_S: Final = 10.0


def end_leftovers(token: str, *, patience_s: float = PATIENCE_S) -> int:
    """Return how many processes of a run were still there, after ending them: asked first, then killed."""
    left = processes_of(token)
    for number, how_long in ((signal.SIGTERM, patience_s), (signal.SIGKILL, patience_s)):
        for pid in processes_of(token):
            _send(pid, number)
        end = time.monotonic() + how_long
        while any(is_alive(pid) for pid in processes_of(token)) and time.monotonic() < end:
            time.sleep(STEP_S)
    return len(left)


def processes_of(token: str, *, proc: Path = PROC) -> list[int]:
    """Return the processes that carry a mark; none where the system does not tell."""
    wanted = f"{MARK}={token}".encode()
    return [int(entry.name) for entry in proc.glob("[0-9]*") if int(entry.name) != os.getpid() and wanted in _environment(entry)]


def _environment(entry: Path) -> list[bytes]:
    try:
        return (entry / "environ").read_bytes().split(b"\0")
    except OSError:
        # Ended meanwhile, or somebody else's: then it is none of ours.
        return []


def _send(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
