"""
The system of one data folder: whether it runs, and who may start, stop or replace it.

Whoever does holds a lock, which the system takes back from a process that was killed; a file beside it tells the others where it serves.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from releve_web.commands.errors import AlreadyRunningError
from releve_web.postgres.places import Places
from releve_web.postgres.state import write_private

TOKEN_BYTES: Final = 16
SECRET_BYTES: Final = 64
PATIENCE_S: Final = 0.5
STEP_S: Final = 0.05


@dataclass(frozen=True, kw_only=True)
class Running:
    """
    A system that runs, as it tells others.

    Attributes
    ----------
    pid
        The process of ``releve up``.
    token
        What its own processes carry in their environment.
    address
        Where its pages are; None until they are served.
    since
        When it was started, ISO 8601 in UTC.
    """

    pid: int
    token: str
    address: str | None
    since: str


class Service:
    """
    The system of one data folder.

    Parameters
    ----------
    data
        The data folder.
    """

    def __init__(self, data: Path) -> None:
        self.places = Places(data)
        self._lock = data / "up.lock"
        self._file = data / "up.json"
        self._first_run = data / "first-run.json"
        self._last_backup = data / "last-backup.json"

    @contextmanager
    def held(self) -> Iterator[None]:
        """
        Hold the lock of the system.

        Raises
        ------
        AlreadyRunningError
            If another process holds it.
        """
        self.places.make()
        with os.fdopen(os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)) as file:
            # Whoever only asks holds it for a moment.
            if not _takes(file.fileno(), PATIENCE_S):
                running = self.told()
                address, pid = (None, None) if running is None else (running.address, running.pid)
                raise AlreadyRunningError(address=address, pid=pid)
            yield

    def is_held(self) -> bool:
        """Return whether another process holds the lock."""
        if not self._lock.exists():
            return False
        with os.fdopen(os.open(self._lock, os.O_RDWR)) as file:
            return not _takes(file.fileno(), 0)

    def running(self) -> Running | None:
        """Return the system that runs; none where none does."""
        return self.told() if self.is_held() else None

    def told(self) -> Running | None:
        """Return what the last system told, whether or not it still runs."""
        held = _read(self._file)
        try:
            return Running(**held)
        except TypeError:
            return None

    def tell(self, running: Running) -> None:
        """Tell others where the system serves."""
        write_private(self._file, json.dumps(asdict(running)) + "\n")

    def forget(self) -> None:
        """Take back what was told: all is stopped."""
        self._file.unlink(missing_ok=True)

    def secret_key(self) -> str:
        """Return the key that signs sessions and links: drawn once for each installation, readable by this account alone."""
        path = self.places.data / "secret_key"
        if not path.exists():
            write_private(path, secrets.token_urlsafe(SECRET_BYTES) + "\n")
        return path.read_text("utf-8").strip()

    def first_run(self) -> dict[str, Any] | None:
        """Return what the first run did: ``example``, ``accounts``; none before it."""
        return _read(self._first_run) or None

    def remember_first_run(self, done: dict[str, Any]) -> None:
        """Keep what the first run did, so that the second does not do it again."""
        write_private(self._first_run, json.dumps(done) + "\n")

    def last_backup(self) -> dict[str, Any] | None:
        """Return when and where the last backup was written: ``at``, ``path``; none before the first."""
        return _read(self._last_backup) or None

    def remember_backup(self, *, at: str, path: str) -> None:
        """Keep when and where a backup was written."""
        write_private(self._last_backup, json.dumps({"at": at, "path": path}) + "\n")


def _takes(lock: int, patience_s: float) -> bool:
    """Return whether this process gets a lock in time."""
    end = time.monotonic() + patience_s
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(STEP_S)
        else:
            return True


def draw_token() -> str:
    """Return a new mark for the processes of one run."""
    return secrets.token_hex(TOKEN_BYTES)


def _read(path: Path) -> dict[str, Any]:
    """Return a file of this module's; nothing where there is none, or one that something else has spoilt."""
    try:
        held = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
