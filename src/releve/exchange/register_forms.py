"""
Columns that registers take beyond the planning contract, and those of the contract that they do not keep.

The planner needs no names; a desk does. Other tables are those of the contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from releve.exchange.columns import NOMINATIONS, OFFICERS, POSTS, Column, Kind, TableForm

LONGEST_NAME: Final = 120
NAME_COLUMNS: Final = (
    Column(name="family_name", kind=Kind.TEXT),
    Column(name="given_names", kind=Kind.TEXT),
    Column(name="name_ar", kind=Kind.TEXT),
    Column(name="rank_title", kind=Kind.TEXT),
)
"""Of an officer: what people read and the planner does not."""
_NOT_KEPT: Final = frozenset({"nominated_for", "earliest_arrival", "needed_from", "needed_until", "state"})
"""Columns of the contract that follow from other rows of the register."""


def _kept(form: TableForm, *more: Column) -> TableForm:
    first, *others = (column for column in form.columns if column.name not in _NOT_KEPT)
    return replace(form, columns=(first, *more, *others))


REGISTER_FORMS: Final[Mapping[str, TableForm]] = MappingProxyType(
    {"officers": _kept(OFFICERS, *NAME_COLUMNS), "nominations": _kept(NOMINATIONS), "posts": _kept(POSTS)}
)
"""What a workbook for a register may hold, by table."""
