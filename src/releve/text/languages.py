"""The languages of the catalogue, and where their files stand."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SOURCE_LANGUAGE: Final = "en"
LANGUAGES: Final = ("en", "fr", "ar", "es")
"""English holds the sentences as the code writes them; each of the others is translated whole."""
LOCALES: Final = {"en": "en_GB", "fr": "fr", "ar": "ar", "es": "es"}
"""Locale of numbers, days and names; British English, because the UN writes the day before the month."""
DOMAIN: Final = "releve"
LOCALES_FOLDER: Final = Path(__file__).parent / "locales"


def po_path(lang: str) -> Path:
    """Return the place of the sentences of a language, for translators."""
    return LOCALES_FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path(lang: str) -> Path:
    """Return the place of the compiled sentences of a language, for the program."""
    return LOCALES_FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.mo"
