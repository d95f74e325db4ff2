"""Why an officer holds a seat of a post line, or does not: the answer on a single pair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

ANSWERS: Final[Mapping[str, str]] = {
    "assigned": mark("The plan gives this officer a seat of this post line."),
    "not_eligible": mark("Not eligible. Not met: {not_met:rules}."),
    "serving": mark("This officer serves already and takes no open seat."),
    "forbidden": mark("A decision excludes this officer from this post line."),
    "placed_elsewhere": mark("Eligible, but the plan places this officer in {placed_at}."),
    "national_cap": mark("Eligible, and a seat is open, but the national cap of the mission is reached."),
    "pinned_out": mark("Eligible, but every seat is held by decision."),
    "stopped_early": mark("Eligible, and a seat is open: the plan was stopped before it was proven."),
}
"""
Keyed by the values of ``releve.planning.PairAnswer``; ``better_placed`` is said as the reason of that name.

Data: ``not_met``, the rules that are failed, and ``placed_at``, the line of the officer's own seat.
"""
