"""PostgreSQL's own programs for a dump, run as clients: the password goes through the environment, where others cannot see it."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Final

from releve_web.commands.errors import AdminMissingError, ToolFailedError
from releve_web.postgres import Binaries, find_binaries
from releve_web.postgres.account import ENVIRONMENT
from releve_web.postgres.roles import connect

DETAIL: Final = 400
ADMIN: Final = "RELEVE_ADMIN_DATABASE_URL"


def client_binaries(url: str, found: Binaries | None) -> Binaries:
    """Return programs that can read a server: those of the private one, or the newest installed for an external one."""
    if found is not None:
        return found
    with connect(url) as connection:
        major = connection.info.server_version // 10_000
    newest = find_binaries()
    return newest if newest.major >= major else find_binaries(major=major)


def check_rights(url: str, *wanted: str) -> None:
    """
    Do nothing where a login may do what a backup needs.

    Raises
    ------
    AdminMissingError
        If it lacks a right; a superuser has all.
    """
    with connect(url) as connection:
        row = connection.execute("SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
    held = {"BYPASSRLS": row is not None and row[1], "CREATEDB": row is not None and row[2]}
    if not (row is not None and row[0]) and not all(held[right] for right in wanted):
        raise AdminMissingError(variable=ADMIN, rights=", ".join(wanted))


@contextmanager
def dumped(binaries: Binaries, url: str) -> Iterator[IO[bytes]]:
    """
    Yield a dump while it is written.

    Raises
    ------
    ToolFailedError
        If the program fails; what was read until then is worth nothing.
    """
    program = binaries.program("pg_dump")
    with tempfile.TemporaryFile() as said:
        command, environ = _as_client([str(program), "--format", "custom", "--no-password"], url)
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, stdin=subprocess.DEVNULL, env=environ)  # noqa: S603 - PostgreSQL's program
        assert process.stdout is not None  # noqa: S101 - asked for above
        try:
            yield process.stdout
            code = process.wait()
        except BaseException:
            process.kill()
            raise
        finally:
            process.stdout.close()
            process.wait()
        if code != 0:
            raise ToolFailedError(program=program.name, detail=_said(said))


def restored(binaries: Binaries, url: str, source: IO[bytes], *, chunk: int = 1024 * 1024) -> None:
    """
    Fill an empty database from a dump, whole or not at all.

    Raises
    ------
    ToolFailedError
        If the program fails.
    """
    program = binaries.program("pg_restore")
    options = ["--exit-on-error", "--single-transaction", "--no-comments", "--no-password"]
    with tempfile.TemporaryFile() as said:
        command, environ = _as_client([str(program), *options], url)
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said, env=environ)  # noqa: S603 - as above
        assert process.stdin is not None  # noqa: S101 - asked for above
        try:
            _pour(source, process.stdin, chunk)
            code = process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        if code != 0:
            raise ToolFailedError(program=program.name, detail=_said(said))


def _pour(source: IO[bytes], target: IO[bytes], chunk: int) -> None:
    try:
        while piece := source.read(chunk):
            target.write(piece)
        target.close()
    except BrokenPipeError:
        # It has ended by itself: its code and what it said tell why.
        return


def _as_client(command: Sequence[str], url: str) -> tuple[list[str], dict[str, str]]:
    from psycopg.conninfo import conninfo_to_dict, make_conninfo  # noqa: PLC0415 - the driver comes with the extra `web`

    known = conninfo_to_dict(url)
    password = known.pop("password", None)
    environ = dict(ENVIRONMENT) if password is None else {**ENVIRONMENT, "PGPASSWORD": str(password)}
    return [*command, "--dbname", make_conninfo("", **known)], environ


def _said(file: IO[bytes]) -> str:
    file.seek(0)
    return " ".join(file.read().decode("utf-8", "replace").split())[-DETAIL:]
