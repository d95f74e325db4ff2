"""The rules in force: the seventeen of the planning contract, and those of third parties."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Final

from releve.eligibility.abilities import language, skill
from releve.eligibility.availability import availability, interval, nomination
from releve.eligibility.documents import assessment, driving, firearms, medical, passport
from releve.eligibility.finding import MAX_RULES, Rule
from releve.eligibility.person import age, education, rank, service
from releve.eligibility.standing import active_service, nationality, vetting
from releve.errors import ReleveError

RULES: Final[tuple[Rule, ...]] = (
    age,
    service,
    language,
    skill,
    rank,
    education,
    assessment,
    driving,
    firearms,
    medical,
    passport,
    vetting,
    active_service,
    nationality,
    availability,
    nomination,
    interval,
)
"""The rules of the planning contract, in its order."""

RULE_GROUP: Final = "releve.rules"
"""Entry-point group in which third parties name their rules."""


class RuleBookError(ReleveError):
    """Two rules bear one code, or there are more than can be held; ``data`` names the codes."""

    code = "eligibility.rule_book"


@cache
def rule_book() -> tuple[Rule, ...]:
    """
    Return the rules of the contract, then those of third parties by code.

    Raises
    ------
    RuleBookError
        If two rules bear the same code, or there are more than 32.
    """
    added = sorted((found.load() for found in entry_points(group=RULE_GROUP)), key=lambda rule: str(rule.code))
    book = (*RULES, *added)
    codes = [rule.code for rule in book]
    repeated = tuple(sorted({code for code in codes if codes.count(code) > 1}))
    if repeated or len(book) > MAX_RULES:
        raise RuleBookError(repeated=repeated, n_rules=len(book), most=MAX_RULES)
    return book


def rule_packages() -> Mapping[str, str]:
    """Return the version of every distribution that brings rules of third parties, by name: what they say may change with it."""
    # An entry point that was not found through a distribution has none.
    found = {entry.dist for entry in entry_points(group=RULE_GROUP) if entry.dist is not None}
    return dict(sorted((dist.name, dist.version) for dist in found))
