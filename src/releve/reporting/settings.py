"""The policy in force, setting by setting, each with its source or marked as a desk setting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from releve.model import Category, Policy
from releve.model.policy import FIT_TERMS, THRESHOLD_NAMES
from releve.reference.policy import policy_settings


@dataclass(frozen=True, kw_only=True)
class PolicySetting:
    """One value in force; ``confirmed`` False marks a desk setting."""

    name: str
    value: str
    unit: str | None
    source: str | None
    in_force_from: date | None
    confirmed: bool


def settings_in_force(policy: Policy) -> tuple[PolicySetting, ...]:
    """
    Return every setting in the order of ``policy.toml``.

    A share or weight carries the source of the shipped default only while it has the default's value;
    thresholds carry their own.
    """
    return tuple(_settings(policy, policy_settings()))


def _settings(policy: Policy, shipped: Mapping[str, Any]) -> Iterator[PolicySetting]:
    # Any: the tree of a TOML file.
    yield PolicySetting(name="unknown", value=policy.unknown.value, unit=None, source=None, in_force_from=None, confirmed=False)
    yield _share("national_cap", policy.national_cap, shipped["national_cap"])
    for category in Category:
        yield _share(f"women_target.{category.value}", policy.women_target[category], shipped["women_target"][category.value])
    for name in THRESHOLD_NAMES:
        threshold = getattr(policy.thresholds, name)
        yield PolicySetting(
            name=f"thresholds.{name}",
            value=str(threshold.value),
            unit=shipped["thresholds"][name]["unit"],
            source=threshold.source,
            in_force_from=threshold.in_force_from,
            confirmed=threshold.confirmed,
        )
    for term in FIT_TERMS:
        yield PolicySetting(
            name=f"fit.{term}", value=str(policy.fit[term]), unit="points", source=None, in_force_from=None, confirmed=False
        )


def _share(name: str, share: Decimal, shipped: Mapping[str, Any]) -> PolicySetting:
    is_default = share == shipped["value"]
    return PolicySetting(
        name=name,
        value=str(share),
        unit="share",
        source=shipped.get("source") if is_default else None,
        in_force_from=shipped.get("in_force_from") if is_default else None,
        confirmed=bool(shipped["confirmed"]) and is_default,
    )
