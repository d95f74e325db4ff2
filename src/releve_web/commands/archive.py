"""
The file of a backup: a plain ZIP with a dump of the database, the files that people have handed in, and a list with the digest of each.

At its end, as the comment of the ZIP, stands a seal: the SHA-256 of all before it. A backup is read whole and compared with seal and list
before anything is changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from releve_web.commands.errors import BackupDamagedError, BackupNotWrittenError, NotABackupError

MANIFEST: Final = "manifest.json"
DUMP: Final = "database.dump"
FILES: Final = "files"
FORM: Final = 1
"""Of this file; a reader takes no newer one."""
CHUNK: Final = 1024 * 1024
SEAL: Final = b"releve backup, sha256 "
SEAL_BYTES: Final = len(SEAL) + 64
BROKEN: Final = (zipfile.BadZipFile, EOFError, OSError, ValueError, KeyError, TypeError, NotImplementedError)
"""What reading a damaged file may raise."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """
    What a backup says of itself.

    Attributes
    ----------
    form
        Form of the file.
    version
        Of the program that wrote it.
    written_at
        ISO 8601 in UTC.
    server
        Version of the PostgreSQL whose program wrote the dump.
    migrations
        Steps of our own that the database had taken: ``supply.0003_documents``.
    first_run
        What the first run of that installation did; None where it had none.
    digests
        SHA-256 of each part, by name.
    """

    form: int
    version: str
    written_at: str
    server: str
    migrations: tuple[str, ...]
    first_run: Mapping[str, Any] | None
    digests: Mapping[str, str]


class Writer:
    """Adds the parts of a backup, taking the digest of each on the way."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.digests: dict[str, str] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        """Add a part, read to its end."""
        digest = hashlib.sha256()
        with self._archive.open(name, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                target.write(chunk)
        self.digests[name] = digest.hexdigest()

    def close(self, manifest: Manifest) -> None:
        """Add the list, which makes the backup whole."""
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2, ensure_ascii=False) + "\n")


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """
    Yield what writes a backup, for this account alone; the file takes its name when it is whole, else there is none.

    Raises
    ------
    BackupNotWrittenError
        If the place does not exist, is full or may not be written to.
    """
    half = path.with_name(f".{path.name}.unfinished")
    try:
        half.unlink(missing_ok=True)
        file = os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
    except OSError as found:
        raise BackupNotWrittenError(path=str(path), detail=found.strerror) from found
    try:
        with file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            yield Writer(archive)
            archive.comment = bytes(SEAL_BYTES)
            archive.close()
            seal(file)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as found:
        raise BackupNotWrittenError(path=str(path), detail=found.strerror) from found
    finally:
        half.unlink(missing_ok=True)


def seal(file: IO[bytes]) -> None:
    """Write the seal over the comment that was left blank for it."""
    digest = _digest_before_seal(file)
    file.seek(-SEAL_BYTES, os.SEEK_END)
    file.write(SEAL + digest.encode())


def check_seal(path: Path) -> None:
    """
    Read a backup whole and compare it with its seal.

    Raises
    ------
    NotABackupError
        If the file is none, or lacks its end.
    BackupDamagedError
        If a single bit is not what was written.
    """
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) <= SEAL_BYTES:
            raise NotABackupError(path=str(path))
        file.seek(-SEAL_BYTES, os.SEEK_END)
        found = file.read()
        if not found.startswith(SEAL):
            raise NotABackupError(path=str(path))
        if found != SEAL + _digest_before_seal(file).encode():
            raise BackupDamagedError(path=str(path), part=path.name)


def _digest_before_seal(file: IO[bytes]) -> str:
    left = file.seek(0, os.SEEK_END) - SEAL_BYTES
    file.seek(0)
    digest = hashlib.sha256()
    while left and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """
    Return what a backup says of itself.

    Raises
    ------
    NotABackupError
        If the file is none.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            held = json.loads(archive.read(MANIFEST))
        known = {name: held[name] for name in Manifest.__dataclass_fields__}
        return Manifest(**{**known, "migrations": tuple(known["migrations"]), "digests": dict(known["digests"])})
    except BROKEN as found:
        raise NotABackupError(path=str(path)) from found


def check_parts(path: Path, manifest: Manifest) -> None:
    """
    Read every part and compare it with the list.

    Raises
    ------
    BackupDamagedError
        If one is missing, one too many, or not what was written; it names the first.
    """
    wanted = dict(manifest.digests)
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name != MANIFEST]
            for name in names:
                if not _is_plain(name) or wanted.pop(name, None) != _digest(archive, name):
                    raise BackupDamagedError(path=str(path), part=name)
    except BROKEN as found:
        raise BackupDamagedError(path=str(path), part=next(iter(wanted), MANIFEST)) from found
    if wanted:
        raise BackupDamagedError(path=str(path), part=next(iter(wanted)))


@contextmanager
def opened_part(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Yield one part of a backup, to be read."""
    with zipfile.ZipFile(path) as archive, archive.open(name) as source:
        yield source


def extract_files(path: Path, target: Path) -> None:
    """Write the files that people had handed in below a folder; the backup was checked before."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(f"{FILES}/"):
                place = target / PurePosixPath(name).relative_to(FILES)
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, place.open("wb") as file:
                    while chunk := source.read(CHUNK):
                        file.write(chunk)


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
    except BROKEN:
        return ""
    return digest.hexdigest()


def _is_plain(name: str) -> bool:
    """Return whether a name leads nowhere outside the folder it is written to."""
    parts = PurePosixPath(name)
    return not parts.is_absolute() and ".." not in parts.parts and "\\" not in name and (name == DUMP or parts.parts[0] == FILES)
