"""Pages of the reference that are written from the code are up to date, and links between pages lead somewhere."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


@pytest.mark.parametrize(
    ("tool", "page", "write"),
    [
        ("column_page.py", "columns.md", "column_reference"),
        ("command_page.py", "commands.md", "command_reference"),
        ("problem_page.py", "problems.md", "problem_reference"),
        ("reference_page.py", "reference-data.md", "reference_page"),
        ("communique_page.py", "communique.md", "communique_page"),
        ("benchmark_page.py", "benchmarks.md", "benchmark_reference"),
        ("scenario_page.py", "scenarios.md", "scenario_reference"),
        ("assembly_page.py", "assembly.md", "assembly_reference"),
        ("openapi_page.py", "openapi.json", "openapi_reference"),
    ],
)
def test_a_page_written_from_the_code_is_up_to_date(tool: str, page: str, write: str) -> None:
    written = runpy.run_path(str(ROOT / "tools" / tool))[write]()

    assert (ROOT / "docs" / "reference" / page).read_text("utf-8") == written


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))
    targets = [((page.parent / path).resolve() if path else page, anchor) for path, anchor in links]

    broken = [
        (path.name, anchor)
        for path, anchor in targets
        if not path.exists() or (anchor and path.suffix == ".md" and anchor not in anchors_of(path))
    ]

    assert broken == []


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that a forge gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
