"""The order of the report."""

from __future__ import annotations

from releve.reporting.changes import Changes
from releve.reporting.figures import Figures
from releve.reporting.sections.answers import answers_section
from releve.reporting.sections.blocks import Section
from releve.reporting.sections.changes import changes_section
from releve.reporting.sections.nations import nations_section
from releve.reporting.sections.near_misses import near_misses_section
from releve.reporting.sections.outlook import languages_section, reserves_section
from releve.reporting.sections.placements import placements_section, second_look_section
from releve.reporting.sections.policies import inputs_section, policies_section, warnings_section
from releve.reporting.sections.proof import proof_section
from releve.reporting.sections.strength import strength_section
from releve.reporting.sections.unfilled import not_placed_section, unfilled_section
from releve.reporting.sections.women import women_section
from releve.text import Catalogue


def sections_of(figures: Figures, changes: Changes | None, speak: Catalogue) -> tuple[Section, ...]:
    """Return the sections of a report: the result first, then what was asked, then what stands behind it."""
    compared = () if changes is None else (changes_section(changes, speak),)
    return (
        second_look_section(figures, speak),
        proof_section(figures, speak),
        *compared,
        answers_section(figures, speak),
        placements_section(figures, speak),
        strength_section(figures, speak),
        unfilled_section(figures, speak),
        women_section(figures, speak),
        nations_section(figures, speak),
        near_misses_section(figures, speak),
        languages_section(figures, speak),
        reserves_section(figures, speak),
        not_placed_section(figures, speak),
        policies_section(figures, speak),
        warnings_section(figures, speak),
        inputs_section(figures, speak),
    )
