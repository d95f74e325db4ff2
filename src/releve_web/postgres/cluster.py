"""
The private server of one data folder: set up, started, stopped, found again after a crash.

It listens on a socket in a folder of its own and on no network; every login has a password that only this account can read.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from releve_web.postgres.account import Account, server_account
from releve_web.postgres.binaries import Binaries, find_binaries, readable_by
from releve_web.postgres.errors import DataUnreachableError, NotCreatedError, NotStartedError, NotStoppedError, OtherMajorError
from releve_web.postgres.places import PRIVATE, Places, make_socket_folder, socket_folder
from releve_web.postgres.process import STEP_S, forget_dead_server, is_alive, is_ready, server_pid, wait_until_gone
from releve_web.postgres.roles import prepare_database, prepare_roles
from releve_web.postgres.state import DATABASE, SUPERUSER, State, Urls, draw_passwords, read_state, write_state
from releve_web.postgres.tuning import server_options

ACCESS: Final = "# Written at every start.\nlocal all all scram-sha-256\n"
SET_UP_S: Final = 300.0
START_S: Final = 120.0
"""Long: after a power cut the server first reads again what it had not yet written to its tables."""
STOP_S: Final = 60.0
LOG_BYTES: Final = 5_000_000
LOG_LINES: Final = 5
DATABASE_OF_ALL: Final = "postgres"
"""The database that every server has."""


class Cluster:
    """
    A private server and its data.

    Parameters
    ----------
    data
        The data folder; made by :meth:`start` where it is missing.
    binaries
        Programs of the server.
    is_durable
        False for tests alone: quicker, and a power cut may cost the data.
    account
        Whom the server runs as; None = :func:`releve_web.postgres.account.server_account`.
    """

    def __init__(self, data: Path, binaries: Binaries, *, is_durable: bool = True, account: Account | None = None) -> None:
        self.places = Places(data.resolve())
        self.binaries = binaries
        self.is_durable = is_durable
        self.account = server_account() if account is None else account

    @property
    def urls(self) -> Urls:
        """
        Return the addresses of the database.

        Raises
        ------
        NotStartedError
            If the server was never started.
        """
        state = read_state(self.places)
        if state is None:
            raise NotStartedError(path=str(self.places.server_log), detail=None)
        return state.urls()

    def is_running(self) -> bool:
        """Return whether the server runs, whoever started it."""
        return server_pid(self.places.cluster) is not None

    def start(self) -> Urls:
        """
        Start the server, set up before where it is new, and return the addresses of its database with every role in place.

        One that runs already is left running. After a crash the server mends its data by itself; what it left behind is removed.

        Raises
        ------
        OtherMajorError
            If the data were written by another major version.
        DataUnreachableError
            If the account of the server cannot reach the data folder.
        NotCreatedError, NotStartedError
            If a program of the server fails; with what it said.
        """
        self.places.make()
        with self._held():
            if read_state(self.places) is None:
                # Its passwords are lost: it gets new ones at its next start.
                self._halt()
            if not self.is_running():
                self._check_reach()
                self.binaries = readable_by(self.binaries, self.account, self.places.binaries)
                passwords = self._set_up_once()
                self._launch()
                self._write_state(passwords, server_pid(self.places.cluster))
            state = read_state(self.places)
            assert state is not None  # noqa: S101 - written three lines above, or by whoever started the server
            prepare_roles(state.urls().admin, passwords=state.passwords)
            prepare_database(state.urls().admin, DATABASE)
        return state.urls()

    def stop(self) -> None:
        """
        Stop the server, whoever started it; one that does not run is left alone. Open transactions are rolled back.

        Raises
        ------
        NotStoppedError
            If it goes on after a minute.
        """
        if not self.places.data.is_dir():
            return
        with self._held():
            self._halt()
            state = read_state(self.places)
            if state is not None:
                write_state(self.places, replace(state, pid=None))

    def _halt(self) -> None:
        pid = server_pid(self.places.cluster)
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        if not wait_until_gone(pid, STOP_S):
            raise NotStoppedError(pid=pid)

    def _check_reach(self) -> None:
        """Stop where the account of the server cannot reach the data: folders of others are never opened for it."""
        if not self.account.is_other:
            return
        closed = self.account.first_closed_folder(self.places.data)
        if closed is not None:
            raise DataUnreachableError(path=str(self.places.data), account=self.account.name, closed=str(closed))

    def _set_up_once(self) -> dict[str, str]:
        """Set a new server up where there is none, and return the passwords of its logins."""
        state, stored = read_state(self.places), stored_major(self.places.data)
        if stored is None:
            return self._set_up()
        if stored != self.binaries.major:
            raise OtherMajorError(path=str(self.places.data), stored=str(stored), found=(self.binaries.version,))
        return self._set_superuser_password() if state is None else dict(state.passwords)

    def _set_up(self) -> dict[str, str]:
        shutil.rmtree(self.places.unfinished, ignore_errors=True)
        self.places.unfinished.mkdir(mode=PRIVATE)
        self.account.own(self.places.unfinished)
        passwords = draw_passwords()
        with self._password_file(passwords[SUPERUSER]) as password_file:
            self._initialise(password_file)
        # Before the data take their name: a server whose passwords nobody knows would have to be mended.
        self._write_state(passwords, None)
        self.places.unfinished.rename(self.places.cluster)
        return passwords

    def _initialise(self, password_file: Path) -> None:
        options: list[str | Path] = ["--username", SUPERUSER, "--auth", "scram-sha-256", "--pwfile", password_file, "--data-checksums"]
        where: list[str | Path] = ["--pgdata", self.places.unfinished, "--encoding", "UTF8", "--locale", "C.UTF-8"]
        quick = [] if self.is_durable else ["--no-sync"]
        try:
            ran = self.account.run([self.binaries.program("initdb"), *options, *where, *quick], timeout_s=SET_UP_S)
        except (OSError, subprocess.TimeoutExpired) as found:
            raise NotCreatedError(path=str(self.places.data), detail=str(found)) from found
        if ran.returncode != 0:
            raise NotCreatedError(path=str(self.places.data), detail=" ".join(ran.stdout.split("\n")[-LOG_LINES:]).strip())

    @contextmanager
    def _password_file(self, password: str) -> Iterator[Path]:
        """Yield a file that holds a password for as long as one program reads it, and that only its account may read."""
        path = self.places.data / ".password"
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(password + "\n")
        self.account.own(path)
        try:
            yield path
        finally:
            path.unlink()

    def _set_superuser_password(self) -> dict[str, str]:
        """Give the superuser a new password where the file that held it is gone; the other logins get theirs at every start."""
        forget_dead_server(self.places.cluster, socket_folder(self.places.data))
        passwords = draw_passwords()
        statement = f"ALTER ROLE {SUPERUSER} PASSWORD '{passwords[SUPERUSER]}';\n"
        ran = self.account.run(
            [self.binaries.program("postgres"), "--single", "-D", self.places.cluster, DATABASE_OF_ALL], timeout_s=START_S, send=statement
        )
        if ran.returncode != 0:
            raise NotStartedError(path=str(self.places.server_log), detail=" ".join(ran.stdout.splitlines()[-LOG_LINES:]))
        return passwords

    def _write_state(self, passwords: dict[str, str], pid: int | None) -> None:
        state = State(
            version=self.binaries.version,
            source=self.binaries.source.value,
            binaries=str(self.binaries.folder),
            socket=str(socket_folder(self.places.data)),
            pid=pid,
            passwords=passwords,
        )
        write_state(self.places, state)

    def _launch(self) -> None:
        socket = make_socket_folder(self.places.data, self.account)
        forget_dead_server(self.places.cluster, socket)
        self.places.access.write_text(ACCESS, "utf-8")
        self.places.access.chmod(0o644)
        options = server_options(socket=socket, access=self.places.access, is_durable=self.is_durable)
        pid = None
        try:
            with opened_log(self.places.server_log) as log, _undisturbed():
                pid = self.account.spawn([self.binaries.program("postgres"), "-D", self.places.cluster, *options], log=log)
            self._wait_until_ready(pid)
        except BaseException:
            if pid is not None and is_alive(pid):
                os.kill(pid, signal.SIGINT)
                wait_until_gone(pid, STOP_S)
            raise

    def _wait_until_ready(self, pid: int) -> None:
        end = time.monotonic() + START_S
        while not (is_ready(self.places.cluster) and server_pid(self.places.cluster) == pid):
            if not is_alive(pid) or time.monotonic() > end:
                raise NotStartedError(path=str(self.places.server_log), detail=last_lines(self.places.server_log))
            time.sleep(STEP_S)

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the server's lock: of two processes that start or stop it at once, the second waits for the first."""
        with os.fdopen(os.open(self.places.lock, os.O_RDWR | os.O_CREAT, 0o600)) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def stored_major(data: Path) -> int | None:
    """Return the major version that wrote the data; none where there are none."""
    try:
        return int((Places(data).cluster / "PG_VERSION").read_text("utf-8").strip())
    except FileNotFoundError:
        return None


def cluster_of(data: Path) -> Cluster:
    """
    Return the private server of a data folder, with programs that can read its data.

    Raises
    ------
    PostgresError
        If there are no such programs; see :func:`releve_web.postgres.binaries.find_binaries`.
    """
    major = stored_major(data)
    return Cluster(data, find_binaries(major=major, path=data))


def urls_from_data(data: Path) -> Urls | None:
    """Return the addresses of the private server of a data folder; none where it does not run."""
    places = Places(data.resolve())
    state = read_state(places)
    return None if state is None or server_pid(places.cluster) is None else state.urls()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back what may end this process until what it starts is known by its number; the server unblocks its signals itself."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def opened_log(log: Path) -> IO[bytes]:
    """Return the log, opened to add to; one that has grown long makes room, and the one before it is kept."""
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))
    return log.open("ab", buffering=0)


def last_lines(log: Path) -> str:
    """Return what a log says last, in one line."""
    try:
        return " ".join(log.read_text("utf-8", "replace").splitlines()[-LOG_LINES:])
    except OSError:
        return ""
