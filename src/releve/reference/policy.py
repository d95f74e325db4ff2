"""The policy in force where a desk sets nothing: values with source, date in force and whether they are confirmed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from releve.model import Category, Policy, Threshold, Thresholds, UnknownPolicy
from releve.model.policy import FIT_TERMS, THRESHOLD_NAMES


@cache
def policy_settings() -> Mapping[str, Any]:
    """Return the shipped ``policy.toml`` as parsed, decimals exact: the table behind the settings page of the docs."""
    # Any: the tree of a TOML file.
    text = files("releve.reference").joinpath("data", "policy.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text, parse_float=Decimal))


@cache
def default_policy() -> Policy:
    """Return the policy of the planning contract, as shipped."""
    settings = policy_settings()
    thresholds = settings["thresholds"]
    return Policy(
        as_of=settings["as_of"],
        unknown=UnknownPolicy(settings["unknown"]),
        national_cap=settings["national_cap"]["value"],
        women_target=MappingProxyType({c: settings["women_target"][c]["value"] for c in Category}),
        fit=MappingProxyType({term: settings["fit"][term] for term in FIT_TERMS}),
        thresholds=Thresholds(**{name: _threshold(thresholds[name]) for name in THRESHOLD_NAMES}),
    )


def _threshold(entry: Mapping[str, Any]) -> Threshold:
    # Any: one table of a TOML file.
    return Threshold(
        value=entry["value"],
        source=entry.get("source"),
        in_force_from=entry.get("in_force_from"),
        confirmed=entry["confirmed"],
    )
