"""The scales of the contract as choices of forms; the codes are the library's, the words are translated here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MissionKind(models.TextChoices):
    """A field mission or a headquarters office."""

    FIELD = "field", _("Field mission")
    HEADQUARTERS = "headquarters", _("Headquarters")


class Category(models.TextChoices):
    """What kind of post a line is."""

    IPO = "IPO", _("Individual police officer")
    SPT = "SPT", _("Specialised police team")
    P_POST_FIELD = "P_POST_FIELD", _("Professional post in the field")
    P_POST_HQ = "P_POST_HQ", _("Professional post at Headquarters")


class Priority(models.IntegerChoices):
    """How urgent a line is; 1 comes first."""

    CRITICAL = 1, _("Critical")
    HIGH = 2, _("High")
    NORMAL = 3, _("Normal")
    LOW = 4, _("Low")


class Education(models.TextChoices):
    """Highest degree, lowest first."""

    NONE = "none", _("None")
    SECONDARY = "secondary", _("Secondary school")
    DIPLOMA = "diploma", _("Diploma")
    BACHELOR = "bachelor", _("Bachelor")
    MASTER = "master", _("Master")
    DOCTORATE = "doctorate", _("Doctorate")


class Gender(models.TextChoices):
    """As counted for the targets; blank is unknown."""

    F = "F", _("Woman")
    M = "M", _("Man")


class Vetting(models.TextChoices):
    """Result of the check of earlier conduct."""

    CLEAR = "clear", _("Clear")
    PENDING = "pending", _("Pending")
    BARRED = "barred", _("Barred")


class LanguageLevel(models.TextChoices):
    """Levels of the Common European Framework, lowest first."""

    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"
