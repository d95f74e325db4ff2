"""Names of what there may be one more of, and why a mission is closed to a country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

CHANGE_KINDS: Final[Mapping[str, str]] = {
    "seat": mark("Seats"),
    "officer": mark("Officers"),
    "language_level": mark("Language levels"),
    "waiver": mark("Waivers"),
    "cap_point": mark("National caps"),
    "women_point": mark("Targets for women"),
}
"""Headings, by kind of change."""
CLOSED: Final = mark("{mission} takes no officer of this country: {reason}.")
CLOSED_WHY: Final[Mapping[str, str]] = {
    "host_country": mark("it is the host country"),
    "excluded": mark("its nationality is excluded"),
    "national_cap": mark("those who serve reach the national cap"),
}
"""Why no officer of a country may go to a mission, by code."""
