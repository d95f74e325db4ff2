"""The page on `figures.json` names every key, and no other."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from releve.reporting import Figures

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "figures.md"


def keys_of(form: Any) -> dict[str, list[str]]:  # noqa: ANN401 - any annotation
    """Return the keys of every kind of entry below, by the name of its class."""
    found: dict[str, list[str]] = {}
    if is_dataclass(form):
        hints = get_type_hints(form)
        found[str(getattr(form, "__name__", ""))] = [field.name for field in fields(form)]
        for hint in hints.values():
            found |= keys_of(hint)
    for part in get_args(form):
        found |= keys_of(part)
    return found


def test_every_key_is_named() -> None:
    named = set(re.findall(r"`([a-z_]+)`", PAGE.read_text("utf-8")))
    missing = {kind: [key for key in keys if key not in named] for kind, keys in keys_of(Figures).items()}

    assert {kind: keys for kind, keys in missing.items() if keys} == {}
    assert len(missing) > 10


def test_every_row_of_the_table_is_a_key_of_the_file() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)

    assert [row for row in rows if row not in keys_of(Figures)["Figures"]] == []
    assert len(rows) == len(keys_of(Figures)["Figures"]) - 7  # seven stand above the table
