"""The small tables that the generator draws from: published totals, and plausible settings labelled as such."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from releve.model import Level


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """Individual police of one country in one mission on 31 July 2025, as published by the UN; persons."""

    mission: str
    country: str
    women: int
    men: int

    @property
    def police(self) -> int:
        """Return women and men together."""
        return self.women + self.men


@dataclass(frozen=True, kw_only=True)
class SpokenLanguage:
    """How often officers of a country speak a language, 0..1, and between which levels, both inclusive."""

    tag: str
    share: float
    lowest: Level
    highest: Level


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a shipped table by column name."""
    return list(csv.DictReader(io.StringIO(read_text(name), newline="")))


def read_text(name: str) -> str:
    """Return a shipped file as it stands."""
    return files("releve.synthesis").joinpath("data", name).read_text("utf-8")


@cache
def contributions() -> tuple[Contribution, ...]:
    """Return the published totals of July 2025, by mission and country."""
    rows = read_rows("individual_police_2025-07.csv")
    return tuple(Contribution(mission=r["mission"], country=r["country"], women=int(r["women"]), men=int(r["men"])) for r in rows)


@cache
def languages_by_country() -> Mapping[str, tuple[SpokenLanguage, ...]]:
    """Return which languages officers of each contributing country speak, as set for the example."""
    return MappingProxyType({r["country"]: _spoken(r["languages"]) for r in read_rows("country_languages.csv")})


def _spoken(cell: str) -> tuple[SpokenLanguage, ...]:
    found = []
    for part in cell.split(";"):
        tag, share, levels = part.split(":")
        lowest, highest = levels.split("-")
        found.append(SpokenLanguage(tag=tag, share=float(share), lowest=Level[lowest], highest=Level[highest]))
    return tuple(found)


@cache
def skill_shares() -> Mapping[str, float]:
    """Return how often officers hold each skill, 0..1, as set for the example."""
    return MappingProxyType({r["code"]: float(r["share"]) for r in read_rows("skills_held.csv")})
