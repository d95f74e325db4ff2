"""The sections of the report, one module a subject: figures in, blocks of text, charts and tables out."""

from releve.reporting.sections.all_sections import sections_of
from releve.reporting.sections.masthead import masthead

__all__ = ["masthead", "sections_of"]
