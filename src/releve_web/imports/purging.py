"""What is cleared away: staged rows of imports that came to an end. They repeat personal data which the register keeps, or refused."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models.functions import Coalesce

from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.imports.models import OPEN, Import


def delete_old_rows(now: datetime) -> int:
    """
    Delete the staged rows of imports that ended ``RELEVE_IMPORT_ROWS_DAYS`` days before `now` or earlier; return of how many imports.

    Each import is a transaction of its own, so that what was deleted before a fault stays deleted.
    """
    with acting_in(EVERYTHING):
        ended = Import.objects.exclude(state__in=OPEN).filter(rows_deleted_at__isnull=True)
        old = ended.alias(ended_at=Coalesce("finished_at", "created_at")).filter(
            ended_at__lte=now - timedelta(days=settings.RELEVE_IMPORT_ROWS_DAYS)
        )
        keys = list(old.order_by("pk").values_list("pk", flat=True))
    for pk in keys:
        with acting_in(EVERYTHING), connection.cursor() as cursor:
            cursor.execute("DELETE FROM imports_stagedrow WHERE source_id = %s", [pk])
            Import.objects.filter(pk=pk).update(rows_deleted_at=now)
    return len(keys)
