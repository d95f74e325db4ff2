"""Readings of officers' files: whoever opens one, on a page, by the API or in a file of a list, leaves a trace."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from releve_web.supply.models import FileRead, Officer

if TYPE_CHECKING:
    from releve_web.accounts.models import User

BATCH = 1_000


def record_reading(officer: Officer, *, reader: "User", page: str) -> None:
    """Record that a file was opened on a page."""
    FileRead.objects.create(partner_id=officer.partner_id, officer=officer, reader=reader, page=page)


def record_readings(officers: Iterable[Officer], *, reader: "User", page: str) -> None:
    """Record that several files were read at once: a list as a file, an answer of the API."""
    FileRead.objects.bulk_create(
        (FileRead(partner_id=officer.partner_id, officer=officer, reader=reader, page=page) for officer in officers), batch_size=BATCH
    )
