"""What is done with imports: a file comes in, its columns are explained, its duplicates decided, its rows written or dropped."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from releve.exchange.sender_mapping import SenderMapping
from releve_web.accounts.roles import Role
from releve_web.engagement.models import Partner
from releve_web.imports.applying import RefusedError, count_written_twice, record_refusal, undecided
from releve_web.imports.mapping import clean, from_mapping
from releve_web.imports.models import Decision, Import, ImportFile, SenderColumns, StagedRow, State, Table, Verdict
from releve_web.imports.progress import Progress
from releve_web.imports.reading import forget_sheets
from releve_web.imports.steps import do_step

if TYPE_CHECKING:
    from releve_web.accounts.models import User

MOST_INLINE_BYTES: Final = 512 * 1024
MOST_INLINE_ROWS: Final = 2_000
"""Files up to these are worked on while the page loads; larger ones in the background."""
SILENT_S: Final = 30
MIB: Final = 1024 * 1024


@transaction.atomic
def create_import(*, by: "User", table: str, partner: Partner | None, file_name: str, content: bytes, blank_clears: bool = False) -> Import:
    """
    Take a file in; a small one is read at once.

    Raises
    ------
    PermissionDenied
        When the person may not import for this partner.
    ValidationError
        When the file is empty or too large.
    """
    owner = None if table == Table.POSTS else by.partner if by.role == Role.CONTRIBUTING_COUNTRY else partner
    if (owner is None and table != Table.POSTS) or (table == Table.POSTS and by.role != Role.SELECTION_DESK):
        raise PermissionDenied
    if not content:
        raise ValidationError({"file": ValidationError(_("The file is empty."), code="empty")})
    if len(content) > settings.RELEVE_UPLOAD_LIMIT:
        message = _("The file is larger than %(most)s MiB.")
        raise ValidationError({"file": ValidationError(message, code="too_large", params={"most": settings.RELEVE_UPLOAD_LIMIT // MIB})})
    source = Import(
        partner=owner,
        table=table,
        file_name=clean(PurePath(file_name.replace("\\", "/")).name)[:200] or "-",
        n_bytes=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        blank_clears=blank_clears,
        created_by=by,
    )
    _check(by, source)
    source.save()
    source.content = ImportFile.objects.create(source=source, partner=owner, content=content)
    go_on(source, by)
    return source


def earlier_import(source: Import, by: "User") -> Import | None:
    """Return the latest import of the very same file that was written, if any."""
    same = Import.objects.visible_to(by).filter(table=source.table, digest=source.digest, state=State.DONE)
    return same.filter(partner=source.partner_id).exclude(pk=source.pk).order_by("-pk").first()


def go_on(source: Import, by: "User") -> None:
    """Work on an import: at once when it is small, else in the background."""
    if source.n_bytes > MOST_INLINE_BYTES or source.n_total > MOST_INLINE_ROWS:
        _defer(source, by)
        return
    goes_on = True
    while goes_on:
        try:
            with transaction.atomic():
                goes_on = do_step(source, by, Progress())
        except RefusedError as refused:
            source.refresh_from_db()
            record_refusal(source, refused)
            goes_on = False
    forget_sheets(source.pk)


def _defer(source: Import, by: "User") -> None:
    from releve_web.imports.tasks import task_run_import  # noqa: PLC0415 -- tasks call services' neighbours and are loaded with the jobs

    source.beat_at = timezone.now()
    source.save(update_fields=["beat_at"])
    task_run_import.defer(pk=source.pk, user_pk=by.pk)


@transaction.atomic
def save_mapping(source: Import, mapping: SenderMapping, *, by: "User", sheet: str = "") -> Import:
    """
    Take what the sender calls things, keep it for the next file, and go on; another sheet is read again first.

    Raises
    ------
    ValidationError
        When the import is past that.
    """
    source = _locked(source, by)
    if source.state not in {State.MAPPING, State.PREVIEW}:
        raise ValidationError(_("This import is past that step."), code="past")
    if sheet and sheet != source.sheet:
        source.sheet, source.state = sheet, State.READING
        source.save()
        go_on(source, by)
        return source
    SenderColumns.objects.update_or_create(
        partner=source.partner,
        table=source.table,
        defaults={**_merged(source, mapping), "day_order": str(mapping.day_order), "updated_by": by},
    )
    source.mapping = from_mapping(mapping)
    source.state = State.CHECKING
    source.is_stopping = False
    source.save()
    go_on(source, by)
    return source


def _merged(source: Import, mapping: SenderMapping) -> dict[str, object]:
    """Return what is kept of a sender: what was known of other headings and words stays."""
    kept = SenderColumns.objects.filter(partner=source.partner, table=source.table).first()
    columns = {**(kept.columns if kept else {}), **mapping.columns}
    words = {name: dict(known) for name, known in (kept.words if kept else {}).items()}
    for name, said in mapping.words.items():
        words.setdefault(name, {}).update(said)
    return {"columns": columns, "words": words}


@transaction.atomic
def decide(source: Import, decisions: Mapping[int, str], *, by: "User", others: str = "") -> None:
    """
    Record what somebody said of possible duplicates, by key of the staged row; ``others`` decides those nobody decided on.

    Raises
    ------
    ValidationError
        When a decision is none, or the import is past that.
    """
    source = _locked(source, by)
    if source.state != State.PREVIEW:
        raise ValidationError(_("This import is past that step."), code="past")
    if {*decisions.values(), others} - {"", *Decision.values}:
        raise ValidationError(_("Choose one of the decisions offered."), code="unknown")
    rows = StagedRow.objects.filter(source=source, verdict=Verdict.DUPLICATE)
    for decision in Decision.values:
        keys = [pk for pk, said in decisions.items() if said == decision]
        if keys:
            chosen = rows.filter(pk__in=keys)
            # Two rows of one file are never the same officer of the register.
            (chosen.filter(likely__isnull=False) if decision == Decision.SAME else chosen).update(decision=decision)
    if others:
        left = rows.filter(decision="")
        (left.filter(likely__isnull=False) if others == Decision.SAME else left).update(decision=others)


def obstacles(source: Import) -> list[str]:
    """Return what stands against writing, in sentences."""
    found = []
    n_errors = source.counts.get("errors", 0)
    if n_errors:
        text = ngettext(
            "%(n)s error must be mended in the file first: all rows are written or none.",
            "%(n)s errors must be mended in the file first: all rows are written or none.",
            n_errors,
        )
        found.append(text % {"n": n_errors})
    n_open = undecided(source)
    if n_open:
        text = ngettext("%(n)s possible duplicate waits for a decision.", "%(n)s possible duplicates wait for a decision.", n_open)
        found.append(text % {"n": n_open})
    n_twice = count_written_twice(source)
    if n_twice:
        text = ngettext(
            "%(n)s officer of the register would be changed by two rows of this file.",
            "%(n)s officers of the register would be changed by two rows of this file.",
            n_twice,
        )
        found.append(text % {"n": n_twice})
    return found


@transaction.atomic
def confirm(source: Import, *, by: "User") -> Import:
    """
    Write the rows, all or none; confirming twice writes once.

    Raises
    ------
    ValidationError
        When something stands against it.
    """
    source = _locked(source, by)
    if source.state in {State.APPLYING, State.DONE}:
        return source
    if source.state != State.PREVIEW:
        raise ValidationError(_("This import is not ready to be written."), code="not_ready")
    against = obstacles(source)
    if against:
        raise ValidationError(against)
    source.state, source.is_stale, source.is_stopping = State.APPLYING, False, False
    source.save()
    go_on(source, by)
    return source


@transaction.atomic
def cancel(source: Import, *, by: "User") -> Import:
    """Stop an import; one that is being worked on stops within a second and leaves nothing, one that was written stays."""
    _check(by, source)
    open_ones = Import.objects.visible_to(by).filter(pk=source.pk)
    if source.is_working and not is_silent(source):
        open_ones.filter(state=source.state).update(is_stopping=True)
    elif source.is_open:
        open_ones.update(state=State.CANCELLED, finished_at=timezone.now(), is_stopping=False)
    source.refresh_from_db()
    return source


def is_silent(source: Import) -> bool:
    """Return whether an import should be worked on and nobody has said so for a while."""
    last = source.beat_at or source.created_at
    return source.is_working and last < timezone.now() - timedelta(seconds=SILENT_S)


@transaction.atomic
def resume(source: Import, *, by: "User") -> Import:
    """Take up an import again whose worker died; one that is in good hands is left to them."""
    source = _locked(source, by)
    if source.is_working:
        go_on(source, by)
    return source


def _check(by: "User", source: Import) -> None:
    if not by.has_perm("imports.change_import", source):
        raise PermissionDenied


def _locked(source: Import, by: "User") -> Import:
    _check(by, source)
    return Import.objects.visible_to(by).select_for_update(of=("self",)).get(pk=source.pk)
