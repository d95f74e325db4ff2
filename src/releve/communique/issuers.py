"""Who issued a communiqué: the service named behind "selon un communiqué de", "a statement by", "comunicado de", "بلاغ ل"."""

from __future__ import annotations

import re
from typing import Final

from releve.communique.lexicon import Kind
from releve.communique.page import Page, pattern

_SAYS: Final = pattern(
    r"(?<!\w)(?:communique|declaration|selon|d'apres|indique|annonce|statement|press release|according to|said|comunicado|nota|segun|ل?بلاغ|بيان|افاد|وافاد|اوضح)(?!\w)[^.;\n]{0,40}?$"
)
_ACRONYM: Final = re.compile(r"\s*\(\s*([A-Z]{2,10}(?:-[A-Z]{2,10})?)\s*\)")
_WORDS: Final = frozenset(
    "POLICE INTELLIGENCE ACADEMY MOS MOI MOD MOFA MIR MPS EMBASSY GENDARMERIE CARABINIERI CUSTOMS STATE SES POLIZIA POLISEN POLICJA".split()
)
"""Keys that are no acronym of a service."""


def find_issuer(page: Page) -> tuple[str, int, int] | None:
    """Return the issuer, by its acronym where it has one, with where it stands."""
    for kind in (Kind.SERVICE, Kind.ORGANISATION):
        for found in page.find(kind):
            if not _SAYS.search(page.low[max(0, found.start - 70) : found.start].replace("’", "'")):
                continue
            acronym = _ACRONYM.match(page.text, found.end)
            name = acronym.group(1) if acronym else short_name(found.key) or page.text[found.start : found.end]
            return name, found.start, found.end
    return None


def short_name(key: str) -> str | None:
    """Return the acronym that a service's key begins with, None for a key without one: "DGSN-MAR" is DGSN."""
    found = re.match(r"[A-Z]{2,10}(?=-[A-Z]{3}$|$)", key)
    return found.group() if found is not None and found.group() not in _WORDS else None
