"""Names put forward, the steps they took, and what was written beside them."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from releve_web.common.querysets import M, PartnerQuerySet
from releve_web.demand.models import Call, Mission, PostLine, Profile
from releve_web.supply.choices import Stage
from releve_web.supply.models.officers import Officer
from releve_web.supply.models.ownership import OfPartner


class NominationQuerySet(PartnerQuerySet["Nomination"]):
    """Nominations; a mission desk sees those to its missions."""

    mission_path = "mission"


@pghistory.track()
class Nomination(OfPartner):
    """
    A name put forward: an officer for a post line or for a profile.

    Attributes
    ----------
    mission
        The line's mission, kept here so that its desk sees the row; blank for a profile without a line.
    stage
        See :mod:`releve.nominations`; changed by steps only.
    commitment
        Key of the commitment it answers; blank when spontaneous or in answer to a call.
    """

    reference = models.CharField(_("reference"), max_length=64)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="nominations", verbose_name=_("officer"))
    post_line = models.ForeignKey(
        PostLine, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("post line")
    )
    profile = models.ForeignKey(
        Profile, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("profile")
    )
    mission = models.ForeignKey(
        Mission, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("mission")
    )
    call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("call"))
    commitment = models.CharField(_("commitment"), max_length=64, blank=True)
    note_verbale = models.CharField(_("note verbale"), max_length=120, blank=True)
    nominated_on = models.DateField(_("nominated on"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=24, choices=Stage, default=Stage.NOMINATED)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = (
            models.UniqueConstraint(fields=["partner", "reference"], name="one_nomination_a_reference"),
            models.UniqueConstraint(fields=["id", "partner"], name="nomination_and_partner"),
            models.CheckConstraint(
                name="for_a_line_or_a_profile",
                condition=Q(post_line__isnull=False, profile__isnull=True) | Q(post_line__isnull=True, profile__isnull=False),
                violation_error_message=_("A nomination names either a post line or a profile."),
            ),
            models.CheckConstraint(name="mission_of_its_line", condition=Q(post_line__isnull=True) | Q(mission__isnull=False)),
        )
        indexes = (
            models.Index(fields=["mission", "stage"], name="nomination_by_mission"),
            models.Index(fields=["partner", "stage"], name="nomination_by_partner"),
            models.Index(fields=["stage", "id"], name="nomination_by_stage"),
        )

    def __str__(self) -> str:
        """Return the reference."""
        return self.reference

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("supply:nomination-detail", args=[self.pk])


class NominationPart(OfPartner):
    """A row that belongs to a nomination."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("nomination"))

    class Meta:
        abstract = True


class NominationPartQuerySet(PartnerQuerySet[M]):
    """Rows of nominations; a mission desk sees those to its missions."""

    mission_path = "nomination__mission"


class NominationStep(NominationPart):
    """One step taken: from where to where, who, when, on what paper. Never changed; an undo is a step of its own."""

    append_only = True

    start = models.CharField(_("from"), max_length=24, choices=Stage, blank=True)
    end = models.CharField(_("to"), max_length=24, choices=Stage)
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    taken_at = models.DateTimeField(_("at"), auto_now_add=True)
    document = models.CharField(_("document"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("undoes")
    )

    objects = NominationPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Return where it leads."""
        return self.get_end_display()


class Comment(NominationPart):
    """What somebody wrote beside a nomination; its own State's desk and the desks of its mission read it."""

    append_only = True

    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    text = models.TextField(_("text"), max_length=4000)
    is_internal = models.BooleanField(_("not for the contributing country"), default=False)

    objects = NominationPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Return its beginning."""
        return self.text[:60]
