"""Sentences of problems, by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence

PROBLEMS: Final[Mapping[str, Sentence]] = {}
