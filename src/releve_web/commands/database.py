"""The database that a command works with: one of somebody else's that ``DATABASE_URL`` names, or the private one of the data folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from releve_web.commands.errors import AdminMissingError
from releve_web.postgres import Cluster, cluster_of
from releve_web.postgres.cluster import stored_major
from releve_web.postgres.places import Places
from releve_web.postgres.process import server_pid
from releve_web.postgres.roles import check_external, connect
from releve_web.postgres.state import DATABASE

APP_URL: Final = "DATABASE_URL"
OWNER_URL: Final = "RELEVE_OWNER_DATABASE_URL"
ADMIN_URL: Final = "RELEVE_ADMIN_DATABASE_URL"
AS_OWNER: Final = "RELEVE_DB_OWNER"


@dataclass(frozen=True, kw_only=True)
class Database:
    """
    A database that answers.

    Attributes
    ----------
    app
        Address for pages and jobs.
    owner
        Address for migrations; None where an external server's was not named.
    admin
        Address for backup and restore; None likewise.
    cluster
        The private server; None for an external one.
    """

    app: str
    owner: str | None
    admin: str | None
    cluster: Cluster | None

    @property
    def name(self) -> str:
        """Return the name of the database."""
        if self.cluster is not None:
            return DATABASE
        with connect(self.app) as connection:
            return connection.info.dbname

    def environment(self) -> dict[str, str]:
        """Return the variables through which another process finds the database as pages and jobs do."""
        return {APP_URL: self.app}

    def environment_of_owner(self) -> dict[str, str]:
        """Return the variables through which another process signs in as the owner of the tables."""
        return {APP_URL: self.app, OWNER_URL: self.owner or "", AS_OWNER: "1"}

    def admin_url(self, rights: str) -> str:
        """
        Return the address for backup and restore.

        Raises
        ------
        AdminMissingError
            If that of an external server was not named.
        """
        if self.admin is None:
            raise AdminMissingError(variable=ADMIN_URL, rights=rights)
        return self.admin


def is_external(environ: Mapping[str, str] | None = None) -> bool:
    """Return whether the database is a server of somebody else's."""
    return bool((os.environ if environ is None else environ).get(APP_URL))


def external_database(environ: Mapping[str, str] | None = None) -> Database:
    """
    Return the database that the environment names, checked.

    Raises
    ------
    PostgresError
        If it does not answer, lacks something or gives its login too much.
    """
    given = os.environ if environ is None else environ
    check_external(given[APP_URL])
    return Database(app=given[APP_URL], owner=given.get(OWNER_URL) or None, admin=given.get(ADMIN_URL) or None, cluster=None)


def private_database(cluster: Cluster) -> Database:
    """Return the database of a private server, started where it does not run."""
    urls = cluster.start()
    return Database(app=urls.app, owner=urls.owner, admin=urls.admin, cluster=cluster)


@contextmanager
def opened_database(data: Path, *, is_needed: Callable[[], bool]) -> Iterator[Database]:
    """
    Yield the database for as long as a command needs it; a private server that did not run is stopped again.

    Unless ``is_needed`` says, then, that somebody else has meanwhile come to need it.

    Raises
    ------
    PostgresError
        If there is none to be had.
    """
    if is_external():
        yield external_database()
        return
    cluster = cluster_of(data)
    ran = cluster.is_running()
    try:
        yield private_database(cluster)
    finally:
        if not ran and not is_needed():
            cluster.stop()


def has_private_database(data: Path) -> bool:
    """Return whether there is a private server in the data folder, running or not."""
    return stored_major(data) is not None


def runs_privately(data: Path) -> bool:
    """Return whether the private server of the data folder runs."""
    return server_pid(Places(data).cluster) is not None
