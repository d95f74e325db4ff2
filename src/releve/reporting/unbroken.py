"""Codes that stay in one piece: `P-3` and `MAR-2025-IPO` are not broken at their hyphens, and are copied as they are written."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

LONGEST: Final = 20
"""Characters of a code that still fits one line of a card on a phone; a longer one may break."""
CODE: Final = re.compile(rf"(?<![\w-])(?=[\w-]{{3,{LONGEST}}}(?![\w-]))[A-Z0-9]+(?:-[A-Z0-9]+)+")


def unbroken(text: str) -> Markup:
    """Return a text for a page, its codes held together."""
    # Escaped first: a code holds no character that escaping changes, so what is wrapped is never part of a markup.
    return Markup(CODE.sub(r'<span class="whole">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped above
