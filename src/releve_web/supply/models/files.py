"""An officer's file: papers seen, assessments, functions held, and who read it. No passport number and no document itself is kept."""

from typing import ClassVar

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from releve_web.common.choices import LanguageLevel
from releve_web.common.querysets import M, PartnerQuerySet
from releve_web.supply.choices import AssessmentResult, DocumentKind
from releve_web.supply.models.officers import Officer
from releve_web.supply.models.ownership import OfPartner


class FilePart(OfPartner):
    """A row of an officer's file."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("officer"))

    class Meta:
        abstract = True


class FilePartQuerySet(PartnerQuerySet[M]):
    """Rows of files; a mission desk sees those of officers nominated to it."""

    mission_path = "officer__nominations__mission"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Document(FilePart):
    """That a paper was seen, and until when it holds."""

    kind = models.CharField(_("document"), max_length=24, choices=DocumentKind)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    seen_by = models.CharField(_("seen by"), max_length=120, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    objects = FilePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering: ClassVar[list[str]] = ["kind", "-expires_on"]
        indexes = (models.Index(fields=["expires_on"], name="document_by_expiry"),)

    def __str__(self) -> str:
        """Return what paper it is."""
        return self.get_kind_display()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Assessment(FilePart):
    """One assessment for mission service, in one language; a part not taken is blank."""

    language = models.CharField(_("language"), max_length=12)
    held_on = models.DateField(_("held on"))
    result = models.CharField(_("result"), max_length=8, choices=AssessmentResult)
    level = models.CharField(_("level"), max_length=2, choices=LanguageLevel, blank=True)
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True, validators=[MaxValueValidator(100)])
    driving_passed = models.BooleanField(_("driving test passed"), null=True, blank=True)
    firearms_passed = models.BooleanField(_("firearms test passed"), null=True, blank=True)
    source = models.CharField(_("results matrix or note"), max_length=200, blank=True)

    objects = FilePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering: ClassVar[list[str]] = ["-held_on"]

    def __str__(self) -> str:
        """Return language and day."""
        return f"{self.language} {self.held_on}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Experience(FilePart):
    """A function held, at home or in a mission."""

    organisation = models.CharField(_("service or mission"), max_length=160)
    function = models.CharField(_("function"), max_length=160)
    country = models.CharField(_("country"), max_length=3, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    in_mission = models.BooleanField(_("in a mission"), default=False)

    objects = FilePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experience")
        ordering: ClassVar[list[str]] = ["-starts_on"]

    def __str__(self) -> str:
        """Return function and place."""
        return f"{self.function}, {self.organisation}"


class FileRead(FilePart):
    """That somebody read an officer's file: who, when, on which page."""

    append_only = True
    auditor_adds = True

    reader = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("reader"))
    read_at = models.DateTimeField(_("read"), auto_now_add=True)
    page = models.CharField(_("page"), max_length=40)

    objects = FilePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
        ordering: ClassVar[list[str]] = ["-id"]
        indexes = (models.Index(fields=["officer", "-read_at"], name="reading_by_officer"),)

    def __str__(self) -> str:
        """Return when."""
        return str(self.read_at)
