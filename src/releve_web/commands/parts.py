"""The processes beside the database: pages and jobs; started, watched, started again, stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from releve_web.commands.errors import PartFailedError
from releve_web.postgres.cluster import last_lines, opened_log

N_PROCESSES: Final = 2
N_THREADS: Final = 4
STOP_S: Final = 15.0
MOST_ENDS: Final = 3
"""Ends within the time below after which a part is given up: it would only end again."""
WITHIN_S: Final = 60.0


class Part:
    """
    One process that should run for as long as the system does.

    Parameters
    ----------
    name
        What it is called in the log and in messages.
    command
        Its program.
    environ
        Its environment.
    logs
        Folder of its log.
    """

    def __init__(self, name: str, command: Sequence[str], *, environ: Mapping[str, str], logs: Path) -> None:
        self.name = name
        self.log = logs / f"{name}.log"
        self._command = command
        self._environ = environ
        self._process: subprocess.Popen[bytes] | None = None
        self._ends: list[float] = []

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C at the terminal is for its parent, which stops it in order."""
        with opened_log(self.log) as log:
            self._process = subprocess.Popen(  # noqa: S603 - programs of this distribution
                [sys.executable, "-m", "releve_web.commands.child", str(os.getpid()), *self._command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(self._environ),
                start_new_session=True,
            )

    def has_ended(self) -> bool:
        """Return whether it has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def keep(self) -> None:
        """
        Start it again if it has ended.

        Raises
        ------
        PartFailedError
            If it does so again and again.
        """
        if not self.has_ended():
            return
        now = time.monotonic()
        self._ends = [*(end for end in self._ends if now - end < WITHIN_S), now]
        self._kill_rest()
        if len(self._ends) >= MOST_ENDS:
            raise PartFailedError(part=self.name, path=str(self.log), detail=last_lines(self.log))
        self.start()

    def ask_to_stop(self) -> None:
        """Ask it to end; it may finish what it does."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """Wait until it has ended, and end it where it goes on."""
        if self._process is None:
            return
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._kill_rest()
        self._process = None

    def _kill_rest(self) -> None:
        """End what the part itself has started and left."""
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def pages(host: str, port: int, *, environ: Mapping[str, str], logs: Path) -> Part:
    """Return the process that serves the pages."""
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--http", "1", "--no-ws"]
    workers = [
        "--workers",
        str(N_PROCESSES),
        "--blocking-threads",
        str(N_THREADS),
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "10",
    ]
    command = [sys.executable, "-m", "granian", *options, *workers, "releve_web.wsgi:application"]
    return Part("pages", command, environ=environ, logs=logs)


def jobs(*, environ: Mapping[str, str], logs: Path) -> Part:
    """Return the process that does the jobs."""
    return Part(
        "jobs",
        [sys.executable, "-m", "releve_web", "procrastinate", "worker", "--shutdown-graceful-timeout", "10"],
        environ=environ,
        logs=logs,
    )
