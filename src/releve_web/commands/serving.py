"""Starts database, pages and jobs in order, keeps them running, and stops them in the opposite order, whatever ends the command."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import FrameType
from typing import Any, Final

from releve_web.commands.database import Database, external_database, is_external, private_database
from releve_web.commands.errors import ExampleOnNetworkError, MigrationsPendingError, PartFailedError
from releve_web.commands.leftovers import MARK, end_leftovers
from releve_web.commands.listening import address_of, check_free, is_loopback, wait_until_served
from releve_web.commands.parts import Part, jobs, pages
from releve_web.commands.preparation import EXAMPLE, MIGRATE, PENDING, prepare
from releve_web.commands.service import Running, Service, draw_token
from releve_web.postgres import cluster_of

STEP_S: Final = 0.2
ENDS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DEMO: Final = "demo"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """
    How the system should be served.

    Attributes
    ----------
    host, port
        Where.
    with_example
        Whether the first run loads the example.
    """

    host: str
    port: int
    with_example: bool


@dataclass(frozen=True, kw_only=True)
class Serving:
    """
    A system that serves.

    Attributes
    ----------
    address
        Where its pages are.
    accounts
        The demo accounts; none without the example.
    is_first_run
        Whether the data folder was empty.
    """

    address: str
    accounts: list[dict[str, str]]
    is_first_run: bool


def serve(service: Service, wish: Wish, *, on_step: Callable[[str], None], on_ready: Callable[[Serving], None]) -> None:
    """
    Serve until the command is told to end.

    ``on_step`` hears what begins (``database``, ``migrations``, ``example``, ``pages``), ``on_ready`` that pages are served.

    Raises
    ------
    ReleveError
        If something of it is not possible; everything that was started is stopped.
    KeyboardInterrupt
        If it is told to end before it serves.
    """
    with ExitStack() as stack:
        stack.enter_context(service.held())
        told = stack.enter_context(_ends_heard())
        try:
            _serve(service, wish, stack, told, on_step=on_step, on_ready=on_ready)
        finally:
            # Nothing interrupts the stopping.
            told.may_end_quietly()


def _serve(
    service: Service, wish: Wish, stack: ExitStack, told: _Ends, *, on_step: Callable[[str], None], on_ready: Callable[[Serving], None]
) -> None:
    _check_wish(service, wish)
    recover(service)
    check_free(wish.host, wish.port)
    running = Running(pid=os.getpid(), token=draw_token(), address=None, since=datetime.now(UTC).isoformat(timespec="seconds"))
    service.tell(running)
    stack.callback(service.forget)
    on_step("database")
    database = stack.enter_context(_database(service))
    # A process that was told to end while it started another knows nothing of that one; its mark does.
    stack.callback(end_leftovers, running.token)
    is_first_run = service.first_run() is None
    done = _prepare(service, wish, database, running, on_step)
    on_step("pages")
    environ = _environment(service, wish, running) | database.environment()
    parts = [pages(wish.host, wish.port, environ=environ, logs=service.places.logs), jobs(environ=environ, logs=service.places.logs)]
    stack.enter_context(_started(parts))
    _wait_for_pages(parts, wish)
    address = address_of(wish.host, wish.port)
    service.tell(replace(running, address=address))
    told.may_end_quietly()
    shows_accounts = is_loopback(wish.host) and database.cluster is not None
    on_ready(Serving(address=address, accounts=done["accounts"] if shows_accounts else [], is_first_run=is_first_run))
    _keep(parts, database, told)


def recover(service: Service) -> None:
    """End what a killed command has left; the database is left running: it is found again."""
    left = service.told()
    if left is not None:
        end_leftovers(left.token)
        service.forget()


def _check_wish(service: Service, wish: Wish) -> None:
    if is_loopback(wish.host) or is_external():
        return
    done = service.first_run()
    if (wish.with_example and done is None) or (done is not None and done["example"]):
        raise ExampleOnNetworkError(host=wish.host)


@contextmanager
def _database(service: Service) -> Iterator[Database]:
    if is_external():
        yield external_database()
        return
    cluster = cluster_of(service.places.data)
    try:
        yield private_database(cluster)
    finally:
        cluster.stop()


def _prepare(service: Service, wish: Wish, database: Database, running: Running, on_step: Callable[[str], None]) -> dict[str, Any]:
    """Bring the database up to date and, on the first run of a private one, load the example; return what the first run did."""
    environ, logs = _environment(service, wish, running), service.places.logs
    on_step("migrations")
    if database.owner is None:
        pending = prepare(PENDING, environ=environ | database.environment(), logs=logs)
        if pending:
            raise MigrationsPendingError(n=len(pending))
    prepare(MIGRATE, environ=environ | database.environment_of_owner(), logs=logs)
    done = service.first_run()
    if done is None:
        done = {"example": False, "accounts": []}
        if wish.with_example and database.cluster is not None:
            on_step("example")
            # As the pages do it, not as the owner: policies hold for the example too.
            done = prepare(EXAMPLE, environ=environ | database.environment(), logs=logs)
        service.remember_first_run(done)
    return done


def _environment(service: Service, wish: Wish, running: Running) -> dict[str, str]:
    environ = dict(os.environ)
    hosts = ["localhost", "127.0.0.1", "[::1]", wish.host if ":" not in wish.host else f"[{wish.host}]"]
    environ.setdefault("RELEVE_ENV", DEMO)
    environ.setdefault("RELEVE_HOSTS", ",".join(dict.fromkeys(hosts)))
    environ.setdefault("RELEVE_SECRET_KEY", service.secret_key())
    return environ | {"RELEVE_DATA": str(service.places.data), MARK: running.token, "PYTHONUNBUFFERED": "1"}


@contextmanager
def _started(parts: list[Part]) -> Iterator[None]:
    try:
        for part in parts:
            part.start()
        yield
    finally:
        for part in parts:
            part.ask_to_stop()
        for part in parts:
            part.stop()


def _wait_for_pages(parts: list[Part], wish: Wish) -> None:
    def keep() -> None:
        for part in parts:
            part.keep()

    if not wait_until_served(wish.host, wish.port, has_failed=keep):
        raise PartFailedError(part=parts[0].name, path=str(parts[0].log), detail=None)


def _keep(parts: list[Part], database: Database, told: _Ends) -> None:
    """Watch the parts until the command is told to end; what ends by itself is started again, the database too."""
    while not told.heard:
        time.sleep(STEP_S)
        if database.cluster is not None and not database.cluster.is_running() and not told.heard:
            database.cluster.start()
        for part in parts:
            if not told.heard:
                part.keep()


class _Ends:
    """Whether the command was told to end: by Ctrl-C, by another process, or because its terminal is gone."""

    heard = False
    _quietly = False

    def hear(self, _number: int, _frame: FrameType | None) -> None:
        was_heard, self.heard = self.heard, True
        if not (self._quietly or was_heard):
            raise KeyboardInterrupt

    def may_end_quietly(self) -> None:
        """Only note it from here on: the loop that watches looks often enough."""
        self._quietly = True


@contextmanager
def _ends_heard() -> Iterator[_Ends]:
    """Yield whether the command was told to end; the first time it is told before it serves, its work is broken off."""
    ends = _Ends()
    # What the caller has them ignored for (a shell in the background, `nohup`) stays ignored.
    before: Mapping[signal.Signals, Any] = {
        number: signal.signal(number, ends.hear) for number in ENDS if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield ends
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
