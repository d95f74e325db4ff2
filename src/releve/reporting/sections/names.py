"""Names of what figures hold by code: stages and degrees of an answer, settings in force, partners, missions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.commitments import Degree
from releve.model import Category, UnknownPolicy
from releve.reporting.figures import Figures
from releve.reporting.settings import PolicySetting
from releve.text import Catalogue
from releve.text.marks import mark

STAGES: Final[Mapping[str, str]] = {
    "nominated": mark("Officers nominated"),
    "eligible": mark("Eligible for an open seat"),
    "proposed": mark("Proposed in this plan"),
    "selected": mark("Officers selected"),
    "deployed": mark("Serving already"),
}
DEGREES: Final[Mapping[str, str]] = {
    Degree.UNANSWERED: mark("Not answered: the plan proposes nobody"),
    Degree.SUBSTITUTED: mark("Substituted: officers are proposed, none of them for what was asked"),
    Degree.NO_NUMBER: mark("Answered as asked; no number was named to compare with"),
    Degree.PARTIAL: mark("Partly answered: fewer are proposed as asked than were named"),
    Degree.FULL: mark("Answered in full"),
}
SETTINGS: Final[Mapping[str, str]] = {
    "unknown": mark("Pairs with unknown facts"),
    "national_cap": mark("Largest share of a mission for one country"),
    "thresholds.age_min": mark("Lowest age on the first day"),
    "thresholds.age_max": mark("Age not reached by the last day"),
    "thresholds.service_years": mark("Police service by the first day"),
    "thresholds.assessment_months": mark("Assessment clearance holds for"),
    "thresholds.licence_months": mark("Driving licence held for"),
    "thresholds.passport_months": mark("Passport valid after the first day for"),
    "thresholds.retired_months": mark("Retired for at most"),
    "thresholds.interval_months": mark("Interval after an earlier tour"),
    "fit.language": mark("Points for languages"),
    "fit.skills": mark("Points for skills"),
    "fit.experience": mark("Points for experience"),
    "fit.missions": mark("Points for earlier missions"),
    "fit.assessment": mark("Points for the assessment score"),
}
TARGET_OF: Final = mark("Target for women: {category}")


def setting_name(speak: Catalogue, name: str) -> str:
    """Return the name of a setting; its key where it has none."""
    group, _, member = name.partition(".")
    if group == "women_target" and member in Category.__members__:
        return speak.text(TARGET_OF, category=speak.word(Category(member)))
    return speak.named(SETTINGS, name)


def setting_value(speak: Catalogue, setting: PolicySetting) -> str:
    """Return a setting's value with its unit; a target of 0 is switched off."""
    if setting.name == "unknown":
        return speak.word(UnknownPolicy(setting.value))
    if setting.unit == "share":
        return speak.text("switched off") if _is_off(setting) else speak.text("{share:percent}", share=setting.value)
    if setting.unit == "years":
        return speak.plural("{n} year", "{n} years", int(setting.value))
    if setting.unit == "months":
        return speak.plural("{n} month", "{n} months", int(setting.value))
    return speak.plural("{n} point", "{n} points", int(setting.value))


def partner(speak: Catalogue, figures: Figures, code: str | None) -> str:
    """Return the name of a partner with its code; a State by its country's name; None is said to be unknown."""
    if code is None:
        return speak.text("unknown")
    name = figures.partner_names.get(code, {}).get(speak.lang) or speak.country(code)
    return code if name == code else speak.text("{name} ({code})", name=name, code=code)


def _is_off(setting: PolicySetting) -> bool:
    return setting.name.startswith("women_target.") and not float(setting.value)
