"""What a rule says of one pair, and what a rule is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.errors import NO_DATA, Datum
from releve.model import Mission, Officer, OfficerTable, PostLine, Thresholds, Verdict

MAX_RULES: Final = 32
"""Findings of a pair are held as bits of a ``uint32``, one bit a rule in the order of the rule book."""


class MarginUnit(StrEnum):
    """Unit of a margin."""

    DAYS = "days"
    YEARS = "years"
    LEVELS = "levels"
    GRADES = "grades"
    STEPS = "steps"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """
    The verdict of one rule on one pair, with the data behind it.

    Attributes
    ----------
    data
        Named values for the sentence that explains the verdict; days as ISO 8601 text, levels as ``B2``.
    margin
        How much room is left (0 or more, only when met) or lacking (below 0, only when not met), in ``unit``;
        None where the rule is yes or no, where something without a measure decided, and where the verdict is UNKNOWN.
    source
        Where the threshold that decided comes from, as in the policy; None = a desk setting without source,
        or no threshold decided: the post or the mission asks.
    waived
        True where a waiver in force makes the rule count as met for this pair.
    """

    rule: str
    verdict: Verdict
    data: Mapping[str, Datum] = field(default_factory=lambda: NO_DATA)
    margin: int | None = None
    unit: MarginUnit | None = None
    source: str | None = None
    waived: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """
    One rule of eligibility, in two forms that must agree on every pair.

    Attributes
    ----------
    code
        Stable code, as in the planning contract or, for a third party's rule, with a prefix of its own (``xyz.rule``).
    judge
        The scalar form: one officer, one post line, its mission, the thresholds -> a finding with data and margin.
    screen
        The columnar form: a register, one post line, its mission, the thresholds -> :class:`Verdict` values, shape ``(n_officers,)``, int8.
        A rule of a third party may leave it out; then ``judge`` is called officer by officer, which is slow.
    last_start
        The last day on which the tour could start, its length unchanged, before time alone makes a rule that is met fail;
        None for a rule that time cannot break. The function returns None where nothing limits this officer.
    thresholds
        Names of the thresholds that it reads, for the reference pages.
    reads
        What the columnar form reads of a post line and its mission: where this is equal, so are the verdicts on a register. None = all
        of it; then nothing is remembered from one line to the next.
    """

    code: str
    judge: Callable[[Officer, PostLine, Mission, Thresholds], Finding]
    screen: Callable[[OfficerTable, PostLine, Mission, Thresholds], NDArray[np.int8]] | None = None
    last_start: Callable[[Officer, PostLine, Thresholds], date | None] | None = None
    thresholds: tuple[str, ...] = ()
    reads: Callable[[OfficerTable, PostLine, Mission], Hashable] | None = None
