"""Partners: States, their services, organisations. Every desk may know that they exist."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class PartnerKind(models.TextChoices):
    """What a partner is."""

    STATE = "state", _("State")
    SERVICE = "service", _("Service of a State")
    INTERNATIONAL = "international", _("International organisation")
    REGIONAL = "regional", _("Regional organisation")


@pghistory.track()
class Partner(models.Model):
    """
    A State (its alpha-3 code), a service of a State, or an organisation.

    Attributes
    ----------
    parent
        A service's State.
    """

    partner_is_public = True

    code = models.CharField(_("code"), primary_key=True, max_length=24)
    kind = models.CharField(_("kind"), max_length=16, choices=PartnerKind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("State"))
    name_en = models.CharField(_("name in English"), max_length=160)
    name_fr = models.CharField(_("name in French"), max_length=160, blank=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=160, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=160, blank=True)
    aliases: ArrayField[list[str], list[str]] = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, verbose_name=_("other names")
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        """Return the name in the reader's language, else in English."""
        return getattr(self, f"name_{get_language() or 'en'}", "") or self.name_en
