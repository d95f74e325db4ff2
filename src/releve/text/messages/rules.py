"""Names of the rules of eligibility, and what their findings say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

RULE_NAMES: Final[Mapping[str, str]] = {
    "age": mark("Age"),
    "service": mark("Police service"),
    "language": mark("Languages"),
    "skill": mark("Skills"),
    "rank": mark("Rank"),
    "education": mark("Education"),
    "assessment": mark("Assessment for Mission Service"),
    "driving": mark("Driving"),
    "firearms": mark("Firearms"),
    "medical": mark("Medical clearance"),
    "passport": mark("Passport"),
    "vetting": mark("Vetting"),
    "active_service": mark("Active service"),
    "nationality": mark("Nationality"),
    "availability": mark("Availability"),
    "nomination": mark("Nomination for this post"),
    "interval": mark("Interval since the last tour"),
}
