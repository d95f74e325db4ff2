"""
Names for synthetic officers: common names of a country's naming tradition, joined at random, so that they are nobody's.

Drawn from the officer's key alone: the same key has the same name in every register, and a folder needs no column for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from releve.model import Gender
from releve.synthesis.draws import Draws
from releve.synthesis.sources import read_rows

OTHERWISE: Final = "western_europe"
"""The tradition of a country that the table does not name."""


@dataclass(frozen=True, kw_only=True)
class SyntheticName:
    """A name in two parts; ``arabic`` is the whole name in Arabic script, empty outside Arabic naming traditions."""

    family: str
    given: str
    arabic: str = ""


def synthetic_name(officer_id: str, country: str, gender: Gender | None) -> SyntheticName:
    """Return the name of a synthetic officer; a blank gender draws from the given names of both."""
    draws = Draws(0, "name", country, officer_id)
    parts = _parts()[_traditions().get(country, OTHERWISE)]
    which = gender or draws.one_of((Gender.F, Gender.M))
    family, family_ar = draws.one_of(parts["family"])
    given, given_ar = draws.one_of(parts[f"given_{which}"])
    return SyntheticName(family=family, given=given, arabic=f"{given_ar} {family_ar}" if given_ar and family_ar else "")


@cache
def _traditions() -> Mapping[str, str]:
    return MappingProxyType({row["country"]: row["tradition"] for row in read_rows("name_traditions.csv")})


@cache
def _parts() -> Mapping[str, Mapping[str, list[tuple[str, str]]]]:
    parts: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in read_rows("names.csv"):
        parts[row["tradition"]][row["part"]].append((row["name"], row["name_ar"]))
    return MappingProxyType(parts)
