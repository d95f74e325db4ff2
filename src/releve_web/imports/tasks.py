"""Imports in the background: the job itself, the one that takes up what a dead worker left, and the one that clears away."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from releve_web.accounts.models import User
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.imports.models import WORKING, Import
from releve_web.imports.purging import delete_old_rows
from releve_web.imports.steps import run_import

logger = logging.getLogger(__name__)
SILENT_S: Final = 60
"""Seconds without a sign of life after which an import is taken up again."""


@app.task(name="imports.run", queue="imports", retry=RetryStrategy(max_attempts=5, exponential_wait=3))
def task_run_import(pk: int, user_pk: int) -> None:
    """Do the steps of an import, with the rows that its sender may touch."""
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if user is not None:
        run_import(pk, user)


@app.periodic(cron="* * * * *")
@app.task(name="imports.resume", queue="imports", queueing_lock="imports.resume", pass_context=False)
def task_resume_imports(timestamp: int) -> None:  # noqa: ARG001 -- the instant the job is for
    """Take up imports whose worker, or whose database, died on the way; one that is in good hands is left alone by its lock."""
    silent = timezone.now() - timedelta(seconds=SILENT_S)
    with acting_in(EVERYTHING):
        waiting = Import.objects.filter(Q(beat_at__lt=silent) | Q(beat_at__isnull=True, created_at__lt=silent), state__in=WORKING)
        found = list(waiting.order_by("pk").values_list("pk", "created_by_id")[:20])
    for pk, user_pk in found:
        logger.warning("import %s is taken up again", pk)
        task_run_import.defer(pk=pk, user_pk=user_pk)


@app.periodic(cron="23 2 * * *")
@app.task(name="imports.delete_rows", queue="imports", queueing_lock="imports.delete_rows", pass_context=False)
def task_delete_old_rows(timestamp: int) -> None:
    """Delete staged rows of imports that ended long enough ago; ``timestamp`` is the instant the job is for, in seconds since 1970."""
    delete_old_rows(datetime.fromtimestamp(timestamp, tz=UTC))
