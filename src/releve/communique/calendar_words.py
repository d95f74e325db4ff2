"""
Names of months and days of the week as press texts write them, in four languages.

Arabic has three sets of months, those of the Gulf and Egypt, of the Levant and of the Maghreb; general date readers know one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from releve.communique.lexicon import table_rows
from releve.model.names import fold_name


@cache
def month_numbers(language: str) -> Mapping[str, int]:
    """Return the number of a month, 1 for January, by its folded name (several words: single spaces between them)."""
    return _numbers(language, "month")


@cache
def weekday_numbers(language: str) -> Mapping[str, int]:
    """Return the ISO number of a day of the week, 1 for Monday, by its folded name."""
    return _numbers(language, "weekday")


def _numbers(language: str, part: str) -> Mapping[str, int]:
    rows = table_rows("calendar")
    return MappingProxyType(
        {fold_name(row["word"]): int(row["number"]) for row in rows if (row["language"], row["part"]) == (language, part)}
    )
