"""Formed units that a State pledged, and the deadline it sets its own services."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from releve_web.common.querysets import PartnerQuerySet
from releve_web.demand.models import Call, Mission, codes_field
from releve_web.supply.choices import ReadinessLevel, UnitKind
from releve_web.supply.models.ownership import OfPartner


class FormedUnitQuerySet(PartnerQuerySet["FormedUnit"]):
    """Units; a mission desk sees those meant for its missions."""

    mission_path = "mission"


@pghistory.track()
class FormedUnit(OfPartner):
    """A formed police unit or specialised team that a State pledged, with its level of readiness."""

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=8, choices=UnitKind)
    strength = models.PositiveIntegerField(_("strength"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    languages = codes_field(_("languages"))
    readiness = models.CharField(_("readiness"), max_length=4, choices=ReadinessLevel)
    pledged_on = models.DateField(_("pledged on"), null=True, blank=True)
    visited_on = models.DateField(_("assessment and advisory visit on"), null=True, blank=True)
    available_from = models.DateField(_("available from"), null=True, blank=True)
    caveats = models.TextField(_("national caveats"), blank=True, max_length=4000)
    mission = models.ForeignKey(
        Mission, on_delete=models.PROTECT, null=True, blank=True, related_name="formed_units", verbose_name=_("mission")
    )
    is_synthetic = models.BooleanField(_("synthetic"), default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = FormedUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("formed unit")
        verbose_name_plural = _("formed units")
        ordering: ClassVar[list[str]] = ["partner", "name"]
        constraints = (
            models.UniqueConstraint(fields=["partner", "name"], name="one_unit_a_name"),
            models.CheckConstraint(
                name="women_within_strength", condition=Q(women__isnull=True) | Q(strength__isnull=True) | Q(women__lte=F("strength"))
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("supply:formedunit-detail", args=[self.pk])


@pghistory.track()
class NationalDeadline(OfPartner):
    """The earlier deadline that a State sets its own services for a call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="national_deadlines", verbose_name=_("call"))
    closes_at = models.DateTimeField(_("national deadline"))
    circular = models.CharField(_("circular"), max_length=120, blank=True)

    objects: ClassVar[PartnerQuerySet["NationalDeadline"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # a mission desk has no part in it

    class Meta:
        verbose_name = _("national deadline")
        verbose_name_plural = _("national deadlines")
        constraints = (models.UniqueConstraint(fields=["call", "partner"], name="one_national_deadline"),)

    def __str__(self) -> str:
        """Return the instant."""
        return str(self.closes_at)
