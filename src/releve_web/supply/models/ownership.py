"""What every row of this app says: whose it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from releve_web.common.days import DaysThatCanBeMeant
from releve_web.engagement.models import Partner


class OfPartner(DaysThatCanBeMeant):
    """A row that belongs to a partner."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner"))

    class Meta:
        abstract = True
