"""Sentences of reasons, by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence

REASONS: Final[Mapping[str, Sentence]] = {}
