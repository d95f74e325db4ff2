"""Names as somebody may write them: which code the one row has that bears a name, in any of four languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from releve.model.names import fold_name


def codes_by_name(names: Iterable[tuple[str, Iterable[str | None]]]) -> Mapping[str, str]:
    """Return code by folded name, from every code with its names; a name that several codes bear is left out, for nobody is guessed at."""
    codes: dict[str, set[str]] = {}
    for code, called in names:
        for name in called:
            codes.setdefault(fold_name(name or ""), set()).add(code)
    return MappingProxyType({name: next(iter(found)) for name, found in codes.items() if name and len(found) == 1})
