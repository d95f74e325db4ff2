"""What surrounds a press text where it is found: headings, page residue, the source of a page, capitals throughout."""

from __future__ import annotations

import html
import random
from collections.abc import Mapping, Sequence
from typing import Final

SHARE_WITH_HEADING: Final = 0.3
SHARE_WITH_RESIDUE: Final = 0.4
SHARE_OF_PAGES: Final = 0.07
SHARE_IN_CAPITALS: Final = 0.04

Residue = Mapping[str, Sequence[str]]


def dressed(text: str, residue: Residue, draw: random.Random) -> str:
    """
    Return the text as somebody may paste it: with a heading before it, residue behind it, as the source of a page, or in capitals.

    Parameters
    ----------
    residue
        ``before`` and ``after``: what pages of the language put there.
    """
    before = draw.choice(residue["before"]) if draw.random() < SHARE_WITH_HEADING else ""
    after = draw.choice(residue["after"]) if draw.random() < SHARE_WITH_RESIDUE else ""
    shape = draw.random()
    if shape < SHARE_OF_PAGES:
        return _page(text, before, after or draw.choice(residue["after"]))
    plain = "\n\n".join(part.strip("\n") for part in (before, text, after) if part)
    return plain.upper() if shape < SHARE_OF_PAGES + SHARE_IN_CAPITALS else plain


def _page(text: str, before: str, after: str) -> str:
    paragraphs = "\n".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return (
        "<!DOCTYPE html>\n<html>\n<head><meta charset='utf-8'><style>p { margin: 1em 0 }</style></head>\n<body>\n"
        f"<nav>{html.escape(before)}</nav>\n<article>\n{paragraphs}\n</article>\n"
        f"<footer>{html.escape(after)}</footer>\n<script>window.dataLayer = window.dataLayer || [];</script>\n</body>\n</html>\n"
    )
