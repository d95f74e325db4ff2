"""The limits that a list of names is held to where a call sets none: values with source and whether they are confirmed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from releve.model import ListLimits, Threshold


@cache
def default_list_limits() -> ListLimits:
    """Return the limits as shipped in ``list_rules.toml``."""
    text = files("releve.reference").joinpath("data", "list_rules.toml").read_text("utf-8")
    entries = tomllib.loads(text)
    return ListLimits(women_pct_min=_threshold(entries["women_pct_min"]), names_per_post_max=_threshold(entries["names_per_post_max"]))


def _threshold(entry: dict[str, Any]) -> Threshold:
    # Any: one table of a TOML file.
    return Threshold(value=entry["value"], source=entry.get("source"), confirmed=entry["confirmed"])
