"""
Short names of countries where the United Nations writes another one than Unicode CLDR; all others come from CLDR.

Source: the list of Member States and the official names and terms of the UN terminology portal, as generally known; the
translations are marked in docs/glossary.md as to be checked there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

COUNTRY_NAMES: Final[Mapping[str, str]] = {
    "BOL": mark("Plurinational State of Bolivia"),
    "BRN": mark("Brunei Darussalam"),
    "CIV": mark("Côte d'Ivoire"),
    "COD": mark("Democratic Republic of the Congo"),
    "COG": mark("Congo"),
    "CPV": mark("Cabo Verde"),
    "FSM": mark("Federated States of Micronesia"),
    "IRN": mark("Islamic Republic of Iran"),
    "KOR": mark("Republic of Korea"),
    "LAO": mark("Lao People's Democratic Republic"),
    "MDA": mark("Republic of Moldova"),
    "MMR": mark("Myanmar"),
    "PRK": mark("Democratic People's Republic of Korea"),
    "PSE": mark("State of Palestine"),
    "RUS": mark("Russian Federation"),
    "SYR": mark("Syrian Arab Republic"),
    "TUR": mark("Türkiye"),
    "TZA": mark("United Republic of Tanzania"),
    "USA": mark("United States of America"),
    "VEN": mark("Bolivarian Republic of Venezuela"),
    "VNM": mark("Viet Nam"),
}

UNKNOWN_COUNTRY: Final = mark("country not stated")
"""Officers whose country is blank; for the national cap they count together."""
