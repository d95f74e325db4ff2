"""The file through which other processes find the private server: its programs, its socket, its process, its passwords."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from releve_web.postgres.places import PORT, Places

SUPERUSER: Final = "postgres"
OWNER: Final = "releve_owner"
APP: Final = "releve_app"
LOGINS: Final = (SUPERUSER, OWNER, APP)
DATABASE: Final = "releve"
PASSWORD_BYTES: Final = 24


@dataclass(frozen=True, kw_only=True)
class Urls:
    """
    Addresses of one database, passwords included: never print one.

    Attributes
    ----------
    app
        For pages and jobs: the login that no policy lets see a partner's row.
    owner
        For migrations: owns the tables.
    admin
        For roles, databases, backup and restore: the superuser of the private server.
    """

    app: str
    owner: str
    admin: str


@dataclass(frozen=True, kw_only=True)
class State:
    """
    What is known of the private server.

    Attributes
    ----------
    version, source, binaries
        Its programs, as in :class:`releve_web.postgres.binaries.Binaries`.
    socket
        Folder of its socket.
    pid
        Its process; None while it is stopped.
    passwords
        By login.
    """

    version: str
    source: str
    binaries: str
    socket: str
    pid: int | None
    passwords: Mapping[str, str]

    def urls(self, database: str = DATABASE) -> Urls:
        """Return the addresses of a database of this server."""
        return Urls(
            app=self._url(APP, database),
            owner=self._url(OWNER, database),
            admin=self._url(SUPERUSER, database),
        )

    def _url(self, login: str, database: str) -> str:
        place = urlencode({"host": self.socket, "port": PORT}, quote_via=quote)
        return f"postgresql://{login}:{self.passwords[login]}@/{quote(database)}?{place}"


def draw_passwords() -> dict[str, str]:
    """Return a new password for each login, of letters that need no quoting in an address."""
    return {login: secrets.token_urlsafe(PASSWORD_BYTES) for login in LOGINS}


def read_state(places: Places) -> State | None:
    """Return what the file holds; none where there is no file, or one that was written halfway by another program."""
    try:
        held = json.loads(places.state.read_text("utf-8"))
        return State(**{name: held[name] for name in State.__dataclass_fields__})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def write_state(places: Places, state: State) -> None:
    """Write the file whole or not at all, for this account alone."""
    write_private(places.state, json.dumps(asdict(state), indent=2) + "\n")


def write_private(path: Path, text: str) -> None:
    """Write a file that only this account may read, whole or not at all; whoever writes holds the lock of what it speaks of."""
    half = path.with_name(f".{path.name}.unfinished")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
