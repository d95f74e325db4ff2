"""
The one catalogue of sentences, in English, French, Arabic and Spanish.

Only the command line, the reports and, later, the web pages import it.
"""

from __future__ import annotations

from releve.text.catalogue import Catalogue
from releve.text.languages import LANGUAGES

__all__ = ["LANGUAGES", "Catalogue"]
