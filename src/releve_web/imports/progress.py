"""
What a job tells of itself while its transaction is open: rows done, that it lives, and whether somebody wants it to stop.

A step of an import is one transaction, so that it is done or not done; what it says meanwhile goes over a connection of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

import psycopg
from django.db import connection

from releve_web.common.isolation import ENTER, current_scope
from releve_web.imports.models import Import

SECONDS_BETWEEN: Final = 0.5
TELL: Final = "UPDATE imports_import SET n_done = %s, n_total = %s, beat_at = now() WHERE id = %s RETURNING is_stopping"


class StoppedError(Exception):
    """Somebody cancelled the import while it was being worked on."""


class Progress:
    """Takes rows done and says nothing: for imports small enough to be done while the page loads."""

    def tell(self, done: int, total: int) -> None:
        """Take how many rows of how many are done."""


class ToldProgress(Progress):
    """Writes rows done into the import's row, at most twice a second."""

    def __init__(self, source: Import, own: "psycopg.Connection[tuple[bool]]") -> None:
        self.pk = source.pk
        self.own = own
        self.told_at = 0.0

    def tell(self, done: int, total: int) -> None:
        """
        Write how many rows of how many are done.

        Raises
        ------
        StoppedError
            When the import was cancelled meanwhile.
        """
        if monotonic() - self.told_at < SECONDS_BETWEEN and done < total:
            return
        self.told_at = monotonic()
        scope = current_scope()
        try:
            with self.own.transaction():
                self.own.execute("SET LOCAL lock_timeout = '200ms'")
                self.own.execute(ENTER, [scope.role, scope.partner, ",".join(scope.missions), scope.user])
                row = self.own.execute(TELL, [done, total, self.pk]).fetchone()
        except psycopg.errors.LockNotAvailable:
            return
        if row is not None and row[0]:
            raise StoppedError


@contextmanager
def told_progress(source: Import) -> Iterator[Progress]:
    """Yield the progress of a job, over a connection of its own."""
    parameters = {**connection.get_connection_params()}
    for name in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(name, None)
    with psycopg.connect(**parameters, autocommit=True) as own:
        yield ToldProgress(source, own)
