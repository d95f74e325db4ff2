"""The texts of all columns of all input tables: table -> column -> heading and meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.messages.columns import DECISIONS, DEPLOYMENTS, MISSIONS, OFFICERS, POSTS, PREVIOUS, WAIVERS, ColumnText
from releve.text.messages.engagement_columns import COMMITMENTS, MEETINGS, NOMINATIONS, PARTICIPANTS, PARTNERS

COLUMN_TEXTS: Final[Mapping[str, Mapping[str, ColumnText]]] = {
    "missions": MISSIONS,
    "posts": POSTS,
    "officers": OFFICERS,
    "deployments": DEPLOYMENTS,
    "previous": PREVIOUS,
    "decisions": DECISIONS,
    "waivers": WAIVERS,
    "partners": PARTNERS,
    "meetings": MEETINGS,
    "participants": PARTICIPANTS,
    "commitments": COMMITMENTS,
    "nominations": NOMINATIONS,
}
"""Keyed by table as the file is named, without extension."""
