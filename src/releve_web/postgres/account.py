"""
The account that the server runs under: PostgreSQL refuses to run as root.

No account is created and no folder is opened to others: root runs the programs as an account that is there already.
"""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

UNPRIVILEGED: Final = ("postgres", "nobody")
"""Accounts for the server where root starts it, the better one first."""
ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
"""All that the programs of the server get to know of the caller's environment: variables of PostgreSQL change what they do."""
QUICK_S: Final = 60.0


@dataclass(frozen=True)
class Account:
    """
    An account of the system.

    Attributes
    ----------
    name
        As the system knows it; the number where it knows none.
    uid, gid
        Its numbers.
    is_other
        Whether it is not that of this process: root's programs change to it.
    """

    name: str
    uid: int
    gid: int
    is_other: bool

    def own(self, path: Path) -> None:
        """Give a file or folder that this process has just made to the account."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def run(self, command: Sequence[str | Path], *, timeout_s: float = QUICK_S, send: str = "") -> subprocess.CompletedProcess[str]:
        """Return what a program left that ran as the account; both its outputs together."""
        return subprocess.run(  # noqa: S603 - programs of PostgreSQL, found by this package
            [str(part) for part in command],
            input=send,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout_s,
            check=False,
            cwd="/",
            env=ENVIRONMENT,
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
        )

    def spawn(self, command: Sequence[str | Path], *, log: IO[bytes]) -> int:
        """Start a program as the account and return its process; in a session of its own: Ctrl-C at the terminal is not for it."""
        process = subprocess.Popen(  # noqa: S603 - as above
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
        )
        # It may outlive this one: whoever asks after it asks the system, see `process.is_alive`.
        process.returncode = 0
        return process.pid

    def may_run(self, program: Path) -> bool:
        """Return whether the account can run a program where it lies."""
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False

    def may_read(self, path: Path) -> bool:
        """Return whether the account can read a file where it lies."""
        return self.run(["/usr/bin/test", "-r", path]).returncode == 0

    def first_closed_folder(self, path: Path) -> Path | None:
        """Return the outermost folder on the way to a path that the account may not pass through; none where all are open."""
        for folder in [*reversed(path.absolute().parents), path.absolute()]:
            if folder.is_dir() and self.run(["/usr/bin/test", "-x", folder]).returncode != 0:
                return folder
        return None


def server_account() -> Account:
    """Return the account for the server: this process's own, or an unprivileged one where this process is root's."""
    if os.geteuid() != 0:
        return Account(_name_of(os.geteuid()), os.geteuid(), os.getegid(), is_other=False)
    for name in UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, found.pw_uid, found.pw_gid, is_other=True)
    # Every system knows this number, if not the name.
    return Account("65534", 65534, 65534, is_other=True)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
