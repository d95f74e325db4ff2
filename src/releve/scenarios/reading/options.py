"""A change of a rule as options of a command give it, written out as the scenario that a file would hold."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Final

from releve.errors import ReleveError

SET_FORM: Final = "KEY=VALUE"
CHANGE_FORM: Final = "COLUMN FROM->TO"


class UnreadableOptionError(ReleveError):
    """An option is not of its form; ``data`` holds ``option``, ``value`` and ``expected``."""

    code: ClassVar[str] = "scenarios.unreadable_option"


def tree_of_options(changes: Sequence[str], settings: Sequence[str], selectors: Mapping[str, Sequence[str]]) -> Mapping[str, Any]:
    """
    Return one scenario, named after what it changes, as a tree of TOML. Any: values of TOML.

    Parameters
    ----------
    changes
        Each ``COLUMN FROM->TO``: in the lines that the selectors name.
    settings
        Each ``KEY=VALUE``, a dotted key of ``policy.toml`` that a scenario may set.
    selectors
        Of post lines: ``post``, ``mission``, ``category``; those without a value are left out.

    Raises
    ------
    UnreadableOptionError
        If a change has no column, or a setting is no TOML.
    """
    named = {name: list(values) for name, values in selectors.items() if values}
    where = [f"{name}={';'.join(values)}" for name, values in named.items()]
    tree: dict[str, Any] = {"name": " ".join([*(" ".join(text.split()) for text in (*settings, *changes)), *where])}
    for text in settings:
        tree = _merged(tree, _setting(text))
    steps = []
    for text in changes:
        column, _, arrow = text.strip().partition(" ")
        if not arrow:
            raise UnreadableOptionError(option="--change", value=text, expected=CHANGE_FORM)
        steps.append({**named, "change": {column: arrow.strip()}})
    return {**tree, "posts": steps} if steps else tree


def _setting(text: str) -> Mapping[str, Any]:
    """Return a setting as a tree; a value that is no TOML is taken as a text, so that it needs no quotation marks."""
    key, mark, value = (part.strip() for part in text.partition("="))
    if not (mark and key and value) or "\n" in text:
        raise UnreadableOptionError(option="--set", value=text, expected=SET_FORM)
    for written in (value, f'"{value}"'):
        try:
            return tomllib.loads(f"{key} = {written}", parse_float=Decimal)
        except (ValueError, ArithmeticError, RecursionError):
            continue
    raise UnreadableOptionError(option="--set", value=text, expected=SET_FORM)


def _merged(tree: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return two trees as one, the second over the first."""
    merged = dict(tree)
    for key, value in more.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = _merged(merged[key], value) if both else value
    return merged
