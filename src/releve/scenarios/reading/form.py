"""The one dictionary of a file of scenarios: which keys each table knows. It drives reading, checking and the reference page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from releve.exchange.columns import OFFICERS, POSTS, WAIVERS

POLICY_KEYS: Final = ("unknown", "national_cap", "women_target", "fit", "thresholds")
"""Keys of ``policy.toml`` that a scenario may set, in the same form; ``as_of`` decides nothing in a plan."""
SELECTORS: Final = ("post", "mission", "category", "language")
"""Which post lines are meant: all of those named together must hold; ``language`` = the line requires it at any level."""
LINE_COLUMNS: Final = tuple(name for name in POSTS.column_names if name not in (POSTS.key, "needed_from", "needed_until"))
"""Columns of a post line that a scenario may change: all that the planner reads, but the key."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "scenario": ("name", *POLICY_KEYS, "withdrawals", "arrivals", "posts", "drawdowns", "new_posts", "waivers"),
        "withdrawals": ("officers", "country"),
        "arrivals": ("file", "copies", "key", "like", "profile"),
        "arrivals.profile": tuple(name for name in OFFICERS.column_names if name != OFFICERS.key),
        "posts": (*SELECTORS, "set", "change"),
        "posts.set": LINE_COLUMNS,
        "posts.change": LINE_COLUMNS,
        "drawdowns": (*SELECTORS, "seats", "share", "from"),
        "new_posts": POSTS.column_names,
        "waivers": WAIVERS.column_names,
    }
)
"""Keys of each table, in the order in which a scenario is worked out; tables other than ``scenario`` may be given several times."""
