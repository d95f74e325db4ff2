"""The guide to a rule of one's own works as written: the package that it shows is found, judges, and is shown as it says."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from factories.nouns import MISSION, POST, make_officer
from releve.eligibility import Rule, rule_book
from releve.model import OfficerTable, Verdict
from releve.reference import default_policy
from releve.text import LANGUAGES, Catalogue

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-rule.md").read_text("utf-8")
THRESHOLDS = default_policy().thresholds


@pytest.fixture
def rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rule]:
    """Install the package of the guide as `pip` would, and return its rule from the book."""
    (name,), (project,) = re.findall(r"^`(\w+)\.py`:$", GUIDE, re.MULTILINE), re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    tree = tomllib.loads(project)
    assert tree["tool"]["setuptools"]["py-modules"] == [name]
    (tmp_path / f"{name}.py").write_text("\n".join(re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)), "utf-8")
    dist = tmp_path / f"{name}-{tree['project']['version']}.dist-info"
    dist.mkdir()
    (dist / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {tree['project']['name']}\nVersion: {tree['project']['version']}\n")
    entries = "\n".join(f"{code} = {target}" for code, target in tree["project"]["entry-points"]["releve.rules"].items())
    (dist / "entry_points.txt").write_text(f"[releve.rules]\n{entries}\n")
    monkeypatch.syspath_prepend(tmp_path)
    rule_book.cache_clear()
    yield rule_book()[-1]
    rule_book.cache_clear()
    sys.modules.pop(name, None)


@pytest.mark.parametrize(("score", "verdict"), [(59, Verdict.NOT_MET), (60, Verdict.MET), (None, Verdict.UNKNOWN)])
def test_both_forms_of_the_rule_agree(rule: Rule, score: int | None, verdict: Verdict) -> None:
    officer = make_officer(assessment_score=score)

    assert rule.screen is not None
    assert rule.judge(officer, POST, MISSION, THRESHOLDS).verdict == verdict
    assert rule.screen(OfficerTable.from_officers([officer]), POST, MISSION, THRESHOLDS).tolist() == [verdict]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_finding_is_shown_as_the_guide_says(rule: Rule, lang: str) -> None:
    finding = rule.judge(make_officer(assessment_score=55), POST, MISSION, THRESHOLDS)

    # Only the comma is the language's own.
    shown = Catalogue.load(lang).finding(finding).replace("\N{ARABIC COMMA}", ",")
    assert f"`{shown}`" == re.findall(r"as (`xyz[^`]*`)", GUIDE)[0]
