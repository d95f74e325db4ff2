"""Headings of the columns that registers take beyond the contract, and what each holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark
from releve.text.messages.columns import ColumnText

REGISTER_COLUMNS: Final[Mapping[str, Mapping[str, ColumnText]]] = {
    "officers": {
        "family_name": ColumnText(mark("Family name"), mark("Family name in Latin letters, as in the passport.")),
        "given_names": ColumnText(mark("Given names"), mark("All given names in Latin letters, as in the passport.")),
        "name_ar": ColumnText(mark("Name in Arabic script"), mark("The whole name in Arabic script.")),
        "rank_title": ColumnText(mark("National rank"), mark("The rank as the officer's own service calls it.")),
    }
}
"""By table and column."""
