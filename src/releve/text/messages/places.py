"""Where a problem stands, by what is known of the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

PLACES: Final[Mapping[tuple[str, ...], str]] = {
    (): mark("Inputs"),
    ("file",): mark("{file}"),
    ("row",): mark("row {row:plain}"),
    ("column",): mark("column {column}"),
    ("row", "column"): mark("row {row:plain}, column {column}"),
    ("file", "row"): mark("{file}, row {row:plain}"),
    ("file", "column"): mark("{file}, column {column}"),
    ("file", "row", "column"): mark("{file}, row {row:plain}, column {column}"),
    ("file", "sheet"): mark("{file}, sheet {sheet}"),
    ("file", "sheet", "row"): mark("{file}, sheet {sheet}, row {row:plain}"),
    ("file", "sheet", "column"): mark("{file}, sheet {sheet}, column {column}"),
    ("file", "sheet", "row", "column"): mark("{file}, sheet {sheet}, row {row:plain}, column {column}"),
}
SETTING_PLACE: Final = mark("{file}, setting {column}")
"""Where a problem of ``policy.toml`` stands: its columns are settings."""
