"""Names of the levels of the objective, in the order in which they are compared, and of the terms of fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

LEVELS: Final[Mapping[str, str]] = {
    "filled_1": mark("Critical seats filled"),
    "filled_2": mark("High-priority seats filled"),
    "filled_3": mark("Normal-priority seats filled"),
    "filled_4": mark("Low-priority seats filled"),
    "women_shortfall": mark("Women missing to reach the targets"),
    "kept": mark("Assignments kept from the previous plan"),
    "fit": mark("Fit of officers and posts, in points"),
    "tie": mark("None: the rule for ties decides"),
}

FIT_TERMS: Final[Mapping[str, str]] = {
    "language": mark("Languages"),
    "skills": mark("Skills"),
    "experience": mark("Experience"),
    "missions": mark("Earlier missions"),
    "assessment": mark("Assessment score"),
}
"""Names of the terms of fit, as in ``releve.planning.fit.Fit``."""
