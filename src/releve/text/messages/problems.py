"""Sentences of the problems of the inputs, by code: what is wrong, what is expected and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence
from releve.text.messages.problems_planning import PLANNING_PROBLEMS
from releve.text.messages.problems_reference import REFERENCE_PROBLEMS

PROBLEMS: Final[Mapping[str, Sentence]] = {**REFERENCE_PROBLEMS, **PLANNING_PROBLEMS}
