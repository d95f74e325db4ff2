"""
One import, step by step, each in a transaction of its own: done, or not done and ready to be done again.

Whoever works on an import holds a lock of the database that ends with the connection, so that the death of a worker
leaves nothing behind and no import is worked on twice.
"""

from typing import TYPE_CHECKING, Final

from django.db import connection
from django.utils import timezone

from releve_web.common.isolation import acting_as
from releve_web.imports.applying import RefusedError, apply_import, record_refusal
from releve_web.imports.comparing import compare_import
from releve_web.imports.models import Import, State
from releve_web.imports.progress import Progress, StoppedError, told_progress
from releve_web.imports.reading import forget_sheets, read_import
from releve_web.imports.staging import stage_import

if TYPE_CHECKING:
    from releve_web.accounts.models import User

LOCK: Final = 0x52454C
"""Kind of lock, beside the key of the import."""


def do_step(source: Import, user: "User", progress: Progress) -> bool:
    """
    Do the next step of an import inside the transaction that is open; return whether another follows at once.

    Raises
    ------
    StoppedError
        When it was cancelled meanwhile.
    RefusedError
        When the register refuses a row.
    """
    if source.state == State.READING:
        read_import(source)
        return bool(source.state == State.CHECKING)
    if source.state == State.CHECKING:
        stage_import(source, user, progress)
        compare_import(source, progress)
        source.state = State.PREVIEW
        source.save()
    elif source.state == State.APPLYING:
        apply_import(source, user, progress)
    return False


def run_import(pk: int, user: "User") -> None:
    """Do the steps of an import that need nobody, from wherever it stands."""
    goes_on = True
    try:
        while goes_on:
            goes_on = _run_step(pk, user)
    finally:
        forget_sheets(pk)


def _run_step(pk: int, user: "User") -> bool:
    try:
        with acting_as(user):
            source = _taken(pk, user)
            if source is None:
                return False
            _stop_if_told(source)
            with told_progress(source) as progress:
                return do_step(source, user, progress)
    except StoppedError:
        _end(pk, user)
    except RefusedError as refused:
        with acting_as(user):
            record_refusal(Import.objects.visible_to(user).get(pk=pk), refused)
    return False


def _taken(pk: int, user: "User") -> Import | None:
    """Return an import that is to be worked on, held by nobody else; None where there is nothing to do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, pk % 2**31])
        if not cursor.fetchone()[0]:
            return None
    source = Import.objects.visible_to(user).filter(pk=pk).first()
    return source if source is not None and source.is_working else None


def _end(pk: int, user: "User") -> None:
    with acting_as(user):
        Import.objects.visible_to(user).filter(pk=pk).update(state=State.CANCELLED, is_stopping=False, finished_at=timezone.now())


def _stop_if_told(source: Import) -> None:
    if source.is_stopping:
        raise StoppedError
