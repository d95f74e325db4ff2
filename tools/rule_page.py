"""
Write the page of the docs on the rules, `docs/reference/rules.md`, from what the rules say of themselves.

Run by hand after a rule, its data or a default has changed: ``python tools/rule_page.py``. A test keeps the page up to date.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from releve.eligibility import FINDING_DATA, RULES, Rule
from releve.model import Threshold
from releve.model.policy import THRESHOLD_NAMES
from releve.reference import default_policy

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "rules.md"
YEARS: Final = ("age_min", "age_max", "service_years")
INTRODUCTION: Final = """# Rules

Every officer is judged for every post line by these rules, in this order. Each gives one finding: a verdict, the data behind it,
a margin where the rule has a measure, and the source of the threshold that decided.

* `MET`, `NOT_MET` or `UNKNOWN`. Missing is unknown: a blank cell of the officer that the rule needs makes it `UNKNOWN`,
  unless another condition of the same rule is known to fail.
* A margin is 0 or more when the rule is met and below 0 when it is not: -41 days is a clearance that expires 41 days before the start.
  There is none for `UNKNOWN`, nor where something without a measure decided.
* A waiver in force makes a rule count as met for its pair; the finding keeps its verdict and is marked as waived.
* Adding months keeps the day of the month, or takes the month's last. The last day of a tour is its first plus its months, less one day.
  Full years are counted the same way, so that 29 February counts on 28 February.

A package of yours can [add rules](../how-to/add-a-rule.md); they follow these, by code.
This page is written by `tools/rule_page.py`: change the rules, not the page.
"""


def rule_reference() -> str:
    """Return the page: an introduction, the thresholds, and a section for each rule in the order of the contract."""
    sections = (_section(rule) for rule in RULES)
    return "\n".join([INTRODUCTION, _thresholds(), *sections]).rstrip() + "\n"


def _thresholds() -> str:
    thresholds = default_policy().thresholds
    rows = [_threshold_row(name, getattr(thresholds, name)) for name in THRESHOLD_NAMES]
    return (
        "## Thresholds\n\nThe defaults; a desk [changes them](../how-to/change-a-threshold.md) in its `policy.toml`.\n"
        "A *desk setting* works, but nobody has confirmed it against a published source.\n\n"
        + _table(("threshold", "default", "rule", "status", "source"), rows)
    )


def _threshold_row(name: str, threshold: Threshold) -> tuple[str, ...]:
    rule = next(rule.code for rule in RULES if name in rule.thresholds)
    unit = "years" if name in YEARS else "months"
    status = "confirmed" if threshold.confirmed else "desk setting"
    return (f"`{name}`", f"{threshold.value} {unit}", f"`{rule}`", status, threshold.source or "none found")


def _section(rule: Rule) -> str:
    asks, margin = _said(rule)
    names = ", ".join(f"`{name}`" for name in FINDING_DATA[rule.code])
    thresholds = ", ".join(f"`{name}`" for name in rule.thresholds) or "none"
    return f"## `{rule.code}`\n\n{asks}\n\n* Margin: {margin}\n* Thresholds: {thresholds}\n* Data: {names}\n"


def _said(rule: Rule) -> tuple[str, str]:
    """Return what a rule asks and what its margin counts, from the docstring of its scalar form."""
    said = " ".join((inspect.getdoc(rule.judge) or "").replace("``", "`").split())
    asks, margin = said.split(" Margin: ")
    return re.sub(r"^Return whether (.)", lambda first: f"Whether {first.group(1)}", asks), margin


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(rule_reference(), "utf-8")
