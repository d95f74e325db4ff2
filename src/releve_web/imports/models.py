"""
Imports of workbooks: the file, its rows on their way into a register, what is wrong with them, and rows set aside.

Every table belongs to a partner; where there is none (post lines) only desks that see all partners see it.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from releve_web.common.querysets import PartnerQuerySet

if TYPE_CHECKING:
    from releve_web.accounts.models import User


class Table(models.TextChoices):
    """What a file holds."""

    OFFICERS = "officers", _("Officers")
    NOMINATIONS = "nominations", _("Nominations")
    POSTS = "posts", _("Post lines")


class State(models.TextChoices):
    """How far an import has come."""

    READING = "reading", _("Being read")
    MAPPING = "mapping", _("Columns to confirm")
    CHECKING = "checking", _("Being compared")
    PREVIEW = "preview", _("To be confirmed")
    APPLYING = "applying", _("Being written")
    DONE = "done", _("Written")
    REFUSED = "refused", _("Cannot be read")
    CANCELLED = "cancelled", _("Cancelled")


WORKING = (State.READING, State.CHECKING, State.APPLYING)
"""States in which a worker has the import in hand."""
OPEN = (*WORKING, State.MAPPING, State.PREVIEW)


class Verdict(models.TextChoices):
    """What would become of a row."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    DUPLICATE = "duplicate", _("Possible duplicate")
    ASIDE = "aside", _("Set aside")
    ERROR = "error", _("Error")


class Decision(models.TextChoices):
    """What a person said of a possible duplicate."""

    SAME = "same", _("Same person: change the one in the register")
    OTHER = "other", _("Another person: add")
    LEAVE = "leave", _("Leave this row out")


class OfPartnerOrNone(models.Model):
    """A row that belongs to a partner, or to the selection desk where there is none."""

    partner = models.ForeignKey(
        "engagement.Partner", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner")
    )

    class Meta:
        abstract = True


class Import(OfPartnerOrNone):
    """
    One file on its way into a register.

    Attributes
    ----------
    digest
        SHA-256 of the file; the same file again is told from it.
    reading
        What was read before anything was decided: sheets, headings, unknown words.
    mapping
        Columns, words and order of days in force for this import.
    counts
        Rows by verdict, and what was written.
    n_done, n_total
        Rows of the step in hand.
    beat_at
        When the worker last said that it lives.
    rows_deleted_at
        When its staged rows were deleted, some time after its end; blank while they are there.
    """

    table = models.CharField(_("table"), max_length=16, choices=Table)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.READING)
    file_name = models.CharField(_("file"), max_length=200)
    n_bytes = models.PositiveBigIntegerField(_("size"))
    digest = models.CharField(max_length=64)
    sheet = models.CharField(_("sheet"), max_length=64, blank=True)
    blank_clears = models.BooleanField(_("blank cells clear what the register holds"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    reading: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    mapping: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    counts: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict)
    n_done = models.PositiveIntegerField(default=0)
    n_total = models.PositiveIntegerField(default=0)
    is_stopping = models.BooleanField(default=False)
    is_stale = models.BooleanField(default=False)
    beat_at = models.DateTimeField(null=True, blank=True)
    rows_deleted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PartnerQuerySet["Import"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # mission desks import nothing

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar[list[str]] = ["-id"]
        indexes = (models.Index(fields=["partner", "table", "digest"], name="import_by_digest"),)
        constraints = (
            models.CheckConstraint(
                name="partner_of_an_import",
                condition=Q(table=Table.POSTS, partner__isnull=True) | (~Q(table=Table.POSTS) & Q(partner__isnull=False)),
                violation_error_message=_("Officers and nominations belong to a partner, post lines to none."),
            ),
        )

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.file_name

    @property
    def is_working(self) -> bool:
        """Return whether a worker has it in hand."""
        return self.state in WORKING

    @property
    def is_open(self) -> bool:
        """Return whether it has not come to an end."""
        return self.state in OPEN

    def is_sent_by(self, user: "User") -> bool:
        """Return whether `user` sent the file."""
        return self.created_by_id == user.pk


class ImportPart(OfPartnerOrNone):
    """A row that belongs to an import."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("import"))

    class Meta:
        abstract = True


class ImportFile(OfPartnerOrNone):
    """The file itself, in the database: workers may run on another machine."""

    source = models.OneToOneField(Import, on_delete=models.CASCADE, related_name="content", primary_key=True)
    content = models.BinaryField()

    objects: ClassVar[PartnerQuerySet["ImportFile"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of imports")

    def __str__(self) -> str:
        """Return the key of the import."""
        return str(self.source_id)


class StagedRow(ImportPart):
    """
    One row of the file, understood.

    Attributes
    ----------
    row
        Its number in the sheet.
    values
        Fields of the register's row, in the register's own types; a field that the file leaves alone is not in it.
    changes
        Field -> what the register holds and what the file says.
    target, target_revision
        The register's row under the same key, and how old it was when compared.
    likely, likely_row
        Of a possible duplicate: the officer of the register, or the earlier row of the file.
    """

    row = models.PositiveIntegerField(_("row"))
    key = models.CharField(_("key"), max_length=128, blank=True)
    label = models.CharField(_("name"), max_length=400, blank=True)
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict, default=Verdict.NEW)
    values: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    changes: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    target = models.BigIntegerField(null=True, blank=True)
    target_revision = models.PositiveIntegerField(null=True, blank=True)
    likely = models.BigIntegerField(null=True, blank=True)
    likely_row = models.PositiveIntegerField(null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)

    objects: ClassVar[PartnerQuerySet["StagedRow"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering: ClassVar[list[str]] = ["row"]
        indexes = (models.Index(fields=["source", "verdict", "row"], name="staged_by_verdict"),)

    def __str__(self) -> str:
        """Return its number."""
        return str(self.row)


class ImportProblem(ImportPart):
    """One thing wrong with the file, at its place."""

    sheet = models.CharField(_("sheet"), max_length=64, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)
    column = models.CharField(_("column"), max_length=64, blank=True)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    value = models.CharField(_("value"), max_length=200, blank=True)
    code = models.CharField(max_length=64)
    data: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    is_error = models.BooleanField(default=True)

    objects: ClassVar[PartnerQuerySet["ImportProblem"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of imports")
        ordering: ClassVar[list[Any]] = [F("row").asc(nulls_first=True), "id"]
        indexes = (models.Index(fields=["source", "is_error", "row", "id"], name="problem_by_row"),)

    def __str__(self) -> str:
        """Return its code."""
        return self.code


class SenderColumns(OfPartnerOrNone):
    """What a partner calls our columns and values: learned with each import, used for the next."""

    table = models.CharField(_("table"), max_length=16, choices=Table)
    columns: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(_("columns"), default=dict)
    words: "models.JSONField[dict[str, dict[str, str]], dict[str, dict[str, str]]]" = models.JSONField(_("words"), default=dict)
    day_order = models.CharField(_("order of days"), max_length=3, blank=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects: ClassVar[PartnerQuerySet["SenderColumns"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        verbose_name = _("columns of a sender")
        verbose_name_plural = _("columns of senders")
        constraints = (models.UniqueConstraint(fields=["partner", "table"], name="one_mapping_a_table", nulls_distinct=False),)

    def __str__(self) -> str:
        """Return the table."""
        return self.get_table_display()


class QuarantineState(models.TextChoices):
    """What became of a row that was set aside."""

    OPEN = "open", _("Waiting")
    PLACED = "placed", _("Placed")
    DISCARDED = "discarded", _("Discarded")


class QuarantinedRow(ImportPart):
    """
    A row that names something the register does not know: kept, with somebody who sees to it.

    Attributes
    ----------
    cells
        The row as it was sent: heading -> text.
    values
        What was understood of it, as in :class:`StagedRow`.
    code, column, value
        What could not be placed; of several things the first.
    others
        The further ones, each with its column and value.
    """

    row = models.PositiveIntegerField(_("row"))
    key = models.CharField(_("key"), max_length=128, blank=True)
    cells: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    values: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)
    code = models.CharField(max_length=64)
    column = models.CharField(_("column"), max_length=64, blank=True)
    value = models.CharField(_("value"), max_length=200, blank=True)
    others: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=12, choices=QuarantineState, default=QuarantineState.OPEN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("seen to by")
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("set aside"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects: ClassVar[PartnerQuerySet["QuarantinedRow"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # as above

    class Meta:
        verbose_name = _("row set aside")
        verbose_name_plural = _("rows set aside")
        ordering: ClassVar[list[str]] = ["-id"]
        indexes = (models.Index(fields=["state", "-id"], name="aside_by_state"),)

    def __str__(self) -> str:
        """Return its key, or the number of the row."""
        return self.key or str(self.row)

    @property
    def unplaced(self) -> list[tuple[str, str]]:
        """Return column and value of everything the register did not know."""
        return [(self.column, self.value), *((other["column"], other["value"]) for other in self.others)]
