"""A rule of a third party leaves its trace in the plan, and a plan made with other rules is not explained with those of today."""

import json
from collections.abc import Iterator
from importlib import invalidate_caches
from pathlib import Path

import pytest

from cli.desk import write_desk
from cli.running import run
from releve.eligibility import RULES, rule_book

MODULE = """
from releve.eligibility import Finding, Rule
from releve.model import Verdict

swimming = Rule(code="xyz.swimming", judge=lambda officer, post, mission, thresholds: Finding(rule="xyz.swimming", verdict=Verdict.MET))
"""


@pytest.fixture
def own_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install a package of one rule, version 2.3, and a desk to plan."""
    dist = tmp_path / "site" / "xyz_rules-2.3.dist-info"
    dist.mkdir(parents=True)
    (tmp_path / "site" / "xyz_swimming.py").write_text(MODULE, "utf-8")
    (dist / "METADATA").write_text("Metadata-Version: 2.1\nName: xyz-rules\nVersion: 2.3\n", "utf-8")
    (dist / "entry_points.txt").write_text("[releve.rules]\nswimming = xyz_swimming:swimming\n", "utf-8")
    write_desk(tmp_path / "desk")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path / "site")
    rule_book.cache_clear()
    yield
    rule_book.cache_clear()


@pytest.mark.usefixtures("own_rule")
def test_a_plan_names_own_rules_and_is_not_explained_without_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "plan", "desk", "--out", "plan")
    explained = run(capsys, "explain", "plan", "--officer", "O-2", "--post", "P-1")

    (tmp_path / "site").rename(tmp_path / "gone")
    invalidate_caches()
    rule_book.cache_clear()
    refused = run(capsys, "explain", "plan", "--officer", "O-2", "--post", "P-1")

    plan = json.loads((tmp_path / "plan" / "plan.json").read_text("utf-8"))
    assert plan["rules"] == [*(rule.code for rule in RULES), "xyz.swimming"]
    assert plan["versions"]["xyz-rules"] == "2.3"
    assert (explained.code, explained.err) == (0, "")
    assert "xyz.swimming" in explained.out
    assert (refused.code, refused.out) == (1, "")
    assert "changed: xyz.swimming." in " ".join(refused.err.split())
