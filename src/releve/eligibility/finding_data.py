"""Which named values the findings of each rule hold: the same for every verdict, None where a cell is blank or the rule asks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

FINDING_DATA: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "age": ("age_min", "age_max", "age_on_start", "age_on_end"),
        "service": ("needed_years", "years"),
        "language": ("required", "short", "needed"),
        "skill": ("required", "missing"),
        "rank": ("rank", "rank_min", "rank_max"),
        "education": ("education", "education_min"),
        "assessment": ("cleared_on", "expires_on", "starts_on", "needed", "missing"),
        "driving": ("passed", "licence_since", "old_enough_on", "starts_on"),
        "firearms": ("passed",),
        "medical": ("expires_on", "starts_on"),
        "passport": ("expires_on", "needed_until"),
        "vetting": ("vetting",),
        "active_service": ("active", "retired_on", "allowed_until", "starts_on", "retired_may_serve"),
        "nationality": ("country", "mission", "is_host", "is_excluded"),
        "availability": ("available_from", "available_until", "starts_on", "ends_on"),
        "nomination": ("nominated_for", "post", "mission"),
        "interval": ("repatriated_on", "free_from", "starts_on"),
    }
)
"""Keys of :attr:`Finding.data` by rule. Days are ISO 8601 text, languages ``fr:B2``, lists tuples, ages and years whole numbers."""
