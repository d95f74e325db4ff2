"""The page of the docs on the rules says what the rules say of themselves."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_page_on_the_rules_is_up_to_date() -> None:
    rule_reference = runpy.run_path(str(ROOT / "tools" / "rule_page.py"))["rule_reference"]

    assert (ROOT / "docs" / "reference" / "rules.md").read_text("utf-8") == rule_reference()
