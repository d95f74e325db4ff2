"""
Write the page of the docs on the benchmark, `docs/reference/benchmarks.md`, from the published results.

Run by hand after new results stand in `benchmarks/results/published.json` or `large.json`: ``make docs``. A test keeps the page up to date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from benchmarks.planning.page import benchmark_page

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "reference" / "benchmarks.md"
PUBLISHED: Final = ROOT / "benchmarks" / "results" / "published.json"
LARGE: Final = ROOT / "benchmarks" / "results" / "large.json"


def benchmark_reference() -> str:
    """Return the page as the published results have it; without any it says how they are measured."""
    published, large = (json.loads(path.read_text("utf-8")) if path.exists() else None for path in (PUBLISHED, LARGE))
    return benchmark_page(published, large)


if __name__ == "__main__":
    PAGE.write_text(benchmark_reference(), "utf-8")
