"""Scales of officers' files, nominations and units, as choices of forms."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """The stages of :class:`releve.nominations.Stage`, in the reader's words; a test holds the two together."""

    NOMINATED = "nominated", _("Nominated")
    REGISTERED = "registered", _("Registered")
    SCREENED = "screened", _("Screened")
    AMS_PENDING = "ams_pending", _("Assessment pending")
    AMS_CLEARED = "ams_cleared", _("Assessment passed")
    AMS_FAILED = "ams_failed", _("Assessment failed")
    INTERVIEWED = "interviewed", _("Interviewed")
    SELECTED = "selected", _("Selected")
    RESERVE = "reserve", _("In reserve")
    NOT_SELECTED = "not_selected", _("Not selected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    POST_CANCELLED = "post_cancelled", _("Post cancelled")
    DOCUMENT_EXPIRED = "document_expired", _("Document expired")


ACTS: Final = {
    Stage.NOMINATED: _("Nominate"),
    Stage.REGISTERED: _("Register"),
    Stage.SCREENED: _("Note as screened"),
    Stage.AMS_PENDING: _("Send to assessment"),
    Stage.AMS_CLEARED: _("Note assessment as passed"),
    Stage.AMS_FAILED: _("Note assessment as failed"),
    Stage.INTERVIEWED: _("Note interview"),
    Stage.SELECTED: _("Select"),
    Stage.RESERVE: _("Put in reserve"),
    Stage.NOT_SELECTED: _("Do not select"),
    Stage.WITHDRAWN: _("Withdraw"),
    Stage.POST_CANCELLED: _("Note post as cancelled"),
    Stage.DOCUMENT_EXPIRED: _("Note document as expired"),
}
"""What a desk does to bring a nomination to a stage: on buttons, where the stage alone would read as if it were so already."""


class DocumentKind(models.TextChoices):
    """Papers that a nomination rests on."""

    APPLICATION = "application", _("Application form (EASP or P-11)")
    PASSPORT = "passport", _("Passport")
    MEDICAL = "medical", _("Medical clearance")
    VACCINATION = "vaccination", _("Vaccination certificate")
    LICENCE = "licence", _("Driving licence")
    CLEAN_RECORD = "clean_record", _("Certificate of clean record")
    NO_CORRUPTION = "no_corruption", _("Certificate on corruption")
    TRAINING = "training", _("Pre-deployment training")


class AssessmentResult(models.TextChoices):
    """How an assessment ended."""

    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Failed")


class UnitKind(models.TextChoices):
    """A formed police unit or a specialised police team."""

    FPU = "fpu", _("Formed police unit")
    SPT = "spt", _("Specialised police team")


class ReadinessLevel(models.TextChoices):
    """Levels of the Peacekeeping Capability Readiness System."""

    L1 = "L1", _("Level 1: pledge registered")
    L2 = "L2", _("Level 2: assessment visit passed")
    L3 = "L3", _("Level 3: equipment and personnel meet the requirement")
    RDL = "RDL", _("Rapid deployment level: within 60 days")
