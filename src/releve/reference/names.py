"""Names as somebody may write them: which code the one row has that bears a name, in any of four languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType


def fold_name(name: str) -> str:
    """Return a name without capitals, accents and marks, so that two ways of writing it are one: ``Viet-Nam`` is ``viet nam``."""
    letters = (c if c.isalnum() else " " for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def codes_by_name(names: Iterable[tuple[str, Iterable[str | None]]]) -> Mapping[str, str]:
    """Return code by folded name, from every code with its names; a name that several codes bear is left out, for nobody is guessed at."""
    codes: dict[str, set[str]] = {}
    for code, called in names:
        for name in called:
            codes.setdefault(fold_name(name or ""), set()).add(code)
    return MappingProxyType({name: next(iter(found)) for name, found in codes.items() if name and len(found) == 1})
