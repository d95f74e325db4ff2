"""Words of near misses: from what to what one fact would have to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark, mark_plural

LANGUAGE_RAISED: Final = mark("{language:language} {before} → {after}")
LANGUAGE_GAINED: Final = mark("{language:language}: none → {after}")
SKILLS_GAINED: Final = mark("Skills to acquire: {skills:skills}")
GRADE_CHANGED: Final = mark("Rank: grade {before} → {after}")
EDUCATION_RAISED: Final = mark("Education: {before:education} → {after:education}")
SERVICE_GAINED: Final = mark_plural(
    "Police service: {before} → {after} full year",
    "Police service: {before} → {after} full years",
    count="after",
)
STATE_CHANGED: Final = mark("{rule:rule}: {before} → {after}")

STATES: Final[Mapping[str, str]] = {
    "unknown": mark("not known"),
    "known": mark("known"),
    "too_young": mark("too young"),
    "driving.too_young": mark("licence held for too short a time"),
    "too_old": mark("too old"),
    "expired": mark("expired"),
    "not_yet": mark("not passed in time"),
    "not_assessed": mark("language not assessed"),
    "assessed": mark("language assessed"),
    "not_passed": mark("test not passed"),
    "passed": mark("test passed"),
    "valid": mark("in order"),
    "too_short": mark("valid for too short a time"),
    "pending": mark("check under way"),
    "barred": mark("barred"),
    "clear": mark("no objection"),
    "not_active": mark("not in active service"),
    "active": mark("in active service"),
    "host_country": mark("host country"),
    "excluded": mark("excluded country"),
    "other_country": mark("another country"),
    "too_late": mark("free too late"),
    "too_early": mark("free for too short a time"),
    "available": mark("free for the whole tour"),
    "other_nomination": mark("nominated elsewhere"),
    "nominated": mark("nominated here"),
    "too_soon": mark("too soon"),
    "elapsed": mark("interval elapsed"),
    "not_met": mark("condition not met"),
    "met": mark("condition met"),
}
"""
States that are no values of a cell, in the words of ``releve.planning.near_misses.STATES``.

A key with a rule before it holds the words of that rule alone.
"""
