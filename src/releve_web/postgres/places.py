"""Where things lie in the data folder of one machine, and where the socket lies when that folder's path is too long for one."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from releve_web.postgres.account import Account
from releve_web.postgres.errors import NotOursError

DATA_OF_ROOT: Final = Path("/var/lib/releve")
"""Where root keeps its data: its home is closed to the account of the server."""
PORT: Final = 5432
"""Of the socket's name alone: the server listens on no network."""
SOCKET_PATH_BYTES: Final = 107
"""Longest path of a socket on Linux; 103 on other systems, which the margin of the hash covers."""
SOCKET_NAME: Final = f".s.PGSQL.{PORT}.lock"
"""The longest name that lies in the socket's folder."""
PRIVATE: Final = 0o700
TRAVERSABLE: Final = 0o711
"""Root's data folder: the account of the server may pass through it and not look around."""


@dataclass(frozen=True)
class Places:
    """
    The files and folders of one data folder.

    Attributes
    ----------
    data
        The data folder, absolute.
    """

    data: Path

    @property
    def cluster(self) -> Path:
        """Return the folder of the server's own data."""
        return self.data / "postgres"

    @property
    def unfinished(self) -> Path:
        """Return where a new cluster is set up before it takes its name."""
        return self.data / "postgres.unfinished"

    @property
    def binaries(self) -> Path:
        """Return where binaries lie that the account of the server could not read at their own place."""
        return self.data / "binaries"

    @property
    def logs(self) -> Path:
        """Return the folder of what server, pages and jobs write about their work."""
        return self.data / "logs"

    @property
    def server_log(self) -> Path:
        """Return the log of the server."""
        return self.logs / "postgresql.log"

    @property
    def access(self) -> Path:
        """Return the file that says who may connect."""
        return self.data / "pg_hba.conf"

    @property
    def state(self) -> Path:
        """Return the file through which other processes find the server."""
        return self.data / "cluster.json"

    @property
    def lock(self) -> Path:
        """Return the file held while the server is started or stopped."""
        return self.data / "cluster.lock"

    def make(self) -> None:
        """Make the data folder and that of the logs; nothing above or beside them is changed."""
        if not self.data.exists():
            self.data.mkdir(parents=True)
            self.data.chmod(TRAVERSABLE if os.geteuid() == 0 else PRIVATE)
        self.logs.mkdir(mode=PRIVATE, exist_ok=True)


def data_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Return the data folder: ``RELEVE_DATA``, else one of the user's own, else (for root) one of the system."""
    given = os.environ if environ is None else environ
    if given.get("RELEVE_DATA"):
        return Path(given["RELEVE_DATA"]).expanduser().resolve()
    if os.geteuid() == 0:
        return DATA_OF_ROOT
    if given.get("XDG_DATA_HOME"):
        return Path(given["XDG_DATA_HOME"]).resolve() / "releve"
    return Path("~/.local/share/releve").expanduser()


def make_socket_folder(data: Path, account: Account) -> Path:
    """
    Return a folder for the socket that only the account of the server (and root) may enter; made where it is missing.

    Raises
    ------
    NotOursError
        If somebody else has made it before.
    """
    folder = socket_folder(data)
    try:
        folder.mkdir(mode=PRIVATE)
        account.own(folder)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or stat.S_IMODE(found.st_mode) & 0o077:
            raise NotOursError(path=str(folder)) from None
    return folder


def socket_folder(data: Path) -> Path:
    """
    Return the place of the socket: in the data folder, or in a runtime folder where that path would not do.

    It may be too long, or hold a comma, which drivers read as the end of one host and the beginning of another.
    """
    inside = data / "run"
    if len(os.fsencode(inside / SOCKET_NAME)) <= SOCKET_PATH_BYTES and "," not in str(inside):
        return inside
    name = f"releve-{os.geteuid()}-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    candidates = [Path("/run")] if os.geteuid() == 0 else [Path(os.environ.get("XDG_RUNTIME_DIR") or "/nowhere")]
    base = next((place for place in candidates if place.is_dir() and os.access(place, os.W_OK)), Path("/tmp"))  # noqa: S108 - made 0700 and checked
    return base / name
