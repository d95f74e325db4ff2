"""Sentences by code, in English; the translations stand in the ``.po`` files."""

from __future__ import annotations

from releve.text.messages.answers import ANSWERS
from releve.text.messages.assemblies import ASSEMBLY_LEVELS, RELAXATIONS, UNPLACED_REASONS
from releve.text.messages.column_texts import COLUMN_TEXTS
from releve.text.messages.communique import (
    COMMUNIQUE_EVENTS,
    COMMUNIQUE_REASONS,
    COMMUNIQUE_SCOPES,
    COMMUNIQUE_SLOTS,
    COMMUNIQUE_SUBJECTS,
    COMMUNIQUE_TOPICS,
    COMMUNIQUE_WARNINGS,
)
from releve.text.messages.countries import COUNTRY_NAMES, UNKNOWN_COUNTRY
from releve.text.messages.enumerations import ENUMERATIONS, LANGUAGE_AT_LEVEL
from releve.text.messages.errors import ERRORS
from releve.text.messages.findings import FINDINGS, WAIVED
from releve.text.messages.forms import FILLED, FORMS, KIND_FORMS
from releve.text.messages.objective import FIT_TERMS, LEVELS
from releve.text.messages.places import PLACES, SETTING_PLACE
from releve.text.messages.problems import PROBLEMS
from releve.text.messages.problems_cells import SEPARATORS
from releve.text.messages.reasons import NOT_PLACED, PRIORITY_COUNT, UNFILLED
from releve.text.messages.rules import RULE_NAMES

__all__ = [
    "ANSWERS",
    "ASSEMBLY_LEVELS",
    "COLUMN_TEXTS",
    "COMMUNIQUE_EVENTS",
    "COMMUNIQUE_REASONS",
    "COMMUNIQUE_SCOPES",
    "COMMUNIQUE_SLOTS",
    "COMMUNIQUE_SUBJECTS",
    "COMMUNIQUE_TOPICS",
    "COMMUNIQUE_WARNINGS",
    "COUNTRY_NAMES",
    "ENUMERATIONS",
    "ERRORS",
    "FILLED",
    "FINDINGS",
    "FIT_TERMS",
    "FORMS",
    "KIND_FORMS",
    "LANGUAGE_AT_LEVEL",
    "LEVELS",
    "NOT_PLACED",
    "PLACES",
    "PRIORITY_COUNT",
    "PROBLEMS",
    "RELAXATIONS",
    "RULE_NAMES",
    "SEPARATORS",
    "SETTING_PLACE",
    "UNFILLED",
    "UNKNOWN_COUNTRY",
    "UNPLACED_REASONS",
    "WAIVED",
]
