"""The desks, as roles of people. A person has one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """
    What a person works for.

    An administrator keeps accounts and settings and sees no officer: keeping accounts is no reason to read files.
    """

    SELECTION_DESK = "selection_desk", _("Selection desk")
    MISSION_DESK = "mission_desk", _("Mission desk")
    CONTRIBUTING_COUNTRY = "contributing_country", _("Contributing country")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")
