"""What the sentences of findings share: how a finding becomes sentences with their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from releve.eligibility.finding import Finding
from releve.errors import NO_DATA, Datum
from releve.text.marks import Sentence


@dataclass(frozen=True)
class Said:
    """One sentence of a finding; ``extra`` are values that the data of the finding do not hold."""

    sentence: Sentence
    extra: Mapping[str, Datum] = field(default_factory=lambda: NO_DATA)


Says: TypeAlias = Callable[[Finding], Iterator[Said]]
"""Yields the sentences of a finding, one for each thing to say."""


def margin_days(finding: Finding) -> dict[str, Datum]:
    """Return the margin without its sign, as the value ``days`` of a sentence that tells the direction."""
    return {"days": abs(finding.margin or 0)}


def days_between(finding: Finding, earlier: str, later: str) -> int | None:
    """Return the days from one day of the data to another, negative when they stand the other way round; None where one is unknown."""
    first, second = finding.data[earlier], finding.data[later]
    if not isinstance(first, str) or not isinstance(second, str):
        return None
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
