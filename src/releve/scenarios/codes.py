"""Codes of everything that can be wrong with a file of scenarios beyond the form of its values, and the data that each carries."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ScenarioCode(StrEnum):
    """One code a kind of problem; ``SCENARIO_DATA`` names what each carries."""

    NO_SCENARIOS = "scenarios.no_scenarios"
    UNNAMED = "scenarios.unnamed"
    REPEATED_NAME = "scenarios.repeated_name"
    ASKS_NOTHING = "scenarios.asks_nothing"
    UNKNOWN_KEY = "scenarios.unknown_key"
    ONE_OF = "scenarios.one_of"
    NOT_BOTH = "scenarios.not_both"
    SELECTS_NOTHING = "scenarios.selects_nothing"
    NO_ARROW = "scenarios.no_arrow"
    VALUE_NOT_THERE = "scenarios.value_not_there"
    TOO_MANY_SEATS = "scenarios.too_many_seats"
    KEY_TAKEN = "scenarios.key_taken"


SCENARIO_DATA: Final[Mapping[ScenarioCode, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(ScenarioCode, ("scenario",)),
        ScenarioCode.UNKNOWN_KEY: ("scenario", "near", "known"),
        ScenarioCode.ONE_OF: ("scenario", "choices"),
        ScenarioCode.NOT_BOTH: ("scenario", "choices"),
        ScenarioCode.VALUE_NOT_THERE: ("scenario", "part"),
        ScenarioCode.TOO_MANY_SEATS: ("scenario", "most"),
    }
)
"""
Names in ``Problem.data`` by code; ``scenario`` (the name of the scenario, None outside one) stands in the data of every problem of
such a file, whatever its code. The column of the problem is the dotted key: ``scenario."Age limit 65".thresholds.age_max``.
"""
