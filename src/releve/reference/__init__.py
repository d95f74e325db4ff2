"""Reference data with source and date in force: what a desk may override, never invented."""

from releve.reference.codes import REFERENCE_DATA, REFERENCE_WARNINGS, ReferenceCode
from releve.reference.lists import default_list_limits
from releve.reference.load import load_reference
from releve.reference.policy import default_policy, policy_settings
from releve.reference.records import (
    Ceiling,
    Country,
    Grade,
    Language,
    MissionReference,
    PartnerReference,
    Reference,
    Skill,
    SkillKind,
)

__all__ = [
    "REFERENCE_DATA",
    "REFERENCE_WARNINGS",
    "Ceiling",
    "Country",
    "Grade",
    "Language",
    "MissionReference",
    "PartnerReference",
    "Reference",
    "ReferenceCode",
    "Skill",
    "SkillKind",
    "default_list_limits",
    "default_policy",
    "load_reference",
    "policy_settings",
]
