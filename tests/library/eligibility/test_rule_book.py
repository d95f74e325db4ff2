"""Rules of third parties: found by their entry point, after those of the contract, each code once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from releve.eligibility import RULES, RuleBookError, rule_book, rule_packages

MODULE = """
from releve.eligibility import Finding, Rule
from releve.model import Verdict

def always(code):
    return Rule(code=code, judge=lambda officer, post, mission, thresholds: Finding(rule=code, verdict=Verdict.MET))

rules = {{code: always(code) for code in {codes}}}
globals().update({{f"rule_{{i}}": rule for i, rule in enumerate(rules.values())}})
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Return how to install a package that brings rules with these codes."""

    def make(name: str, *codes: str) -> None:
        entries = "\n".join(f"{name}_{i} = {name}:rule_{i}" for i in range(len(codes)))
        (tmp_path / f"{name}.py").write_text(MODULE.format(codes=codes), "utf-8")
        dist = tmp_path / f"{name}-1.0.dist-info"
        dist.mkdir()
        (dist / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
        (dist / "entry_points.txt").write_text(f"[releve.rules]\n{entries}\n", "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        rule_book.cache_clear()

    yield make
    rule_book.cache_clear()


def test_without_third_parties_the_book_holds_the_rules_of_the_contract() -> None:
    assert rule_book() == RULES


def test_rules_of_third_parties_follow_those_of_the_contract_by_code(install: Callable[..., None]) -> None:
    install("rules_of_two_partners", "xyz.swimming", "abc.height")

    assert [rule.code for rule in rule_book()] == [*(rule.code for rule in RULES), "abc.height", "xyz.swimming"]


def test_every_package_that_brings_rules_is_named_once_with_its_version(install: Callable[..., None]) -> None:
    assert dict(rule_packages()) == {}

    install("rules_of_a_country", "xyz.swimming", "xyz.height")
    install("rules_of_a_service", "abc.height")

    assert dict(rule_packages()) == {"rules_of_a_country": "1.0", "rules_of_a_service": "1.0"}


def test_a_code_that_stands_twice_is_refused(install: Callable[..., None]) -> None:
    install("rules_that_collide", "medical", "xyz.swimming")

    with pytest.raises(RuleBookError) as raised:
        rule_book()

    assert raised.value.data["repeated"] == ("medical",)


@pytest.mark.parametrize(("n_added", "refused"), [(15, False), (16, True)])
def test_the_book_holds_32_rules_and_no_more(install: Callable[..., None], *, n_added: int, refused: bool) -> None:
    install(f"rules_by_the_dozen_{n_added}", *(f"xyz.r{i:02d}" for i in range(n_added)))

    if not refused:
        assert len(rule_book()) == 32
        return
    with pytest.raises(RuleBookError) as raised:
        rule_book()
    assert dict(raised.value.data) == {"repeated": (), "n_rules": 33, "most": 32}
