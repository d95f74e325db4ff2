"""May this officer serve in this post? One function a rule, one finding a rule, with its margin and its source."""

from releve.eligibility.finding import MAX_RULES, Finding, MarginUnit, Rule
from releve.eligibility.finding_data import FINDING_DATA
from releve.eligibility.rule_book import RULES, RuleBookError, rule_book, rule_packages
from releve.eligibility.screening import Screening, judge_pair, screen_post, waived_rules
from releve.eligibility.validity import valid_until

__all__ = [
    "FINDING_DATA",
    "MAX_RULES",
    "RULES",
    "Finding",
    "MarginUnit",
    "Rule",
    "RuleBookError",
    "Screening",
    "judge_pair",
    "rule_book",
    "rule_packages",
    "screen_post",
    "valid_until",
    "waived_rules",
]
