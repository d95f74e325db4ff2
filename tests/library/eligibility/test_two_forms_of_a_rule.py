"""The two forms of every rule agree on any officer and post, and every finding keeps its form."""

from hypothesis import given, settings
from hypothesis import strategies as st

from factories.strategies import missions_drawn, officers_drawn, posts_drawn, thresholds_drawn
from releve.eligibility import FINDING_DATA, RULES, Finding, judge_pair, screen_post
from releve.model import OfficerTable, Verdict
from releve.model.scales import RULE_CODES


@settings(max_examples=150)
@given(data=st.data())
def test_judging_one_by_one_and_screening_by_column_agree(data: st.DataObject) -> None:
    thresholds, post, mission = data.draw(thresholds_drawn()), data.draw(posts_drawn()), data.draw(missions_drawn())
    officers = [data.draw(officers_drawn(post, thresholds, f"O{i}")) for i in range(data.draw(st.integers(0, 4)))]

    table = OfficerTable.from_officers(officers)
    screened = screen_post(table, post, mission, thresholds)

    for i in range(len(table)):
        judged = judge_pair(officers[i], post, mission, thresholds)
        assert bits_of(judged, Verdict.NOT_MET) == screened.not_met_mask[i]
        assert bits_of(judged, Verdict.UNKNOWN) == screened.unknown_mask[i]


@settings(max_examples=150)
@given(data=st.data())
def test_every_finding_keeps_its_form(data: st.DataObject) -> None:
    thresholds, post, mission = data.draw(thresholds_drawn()), data.draw(posts_drawn()), data.draw(missions_drawn())
    officer = data.draw(officers_drawn(post, thresholds))

    for rule, finding in zip(RULES, judge_pair(officer, post, mission, thresholds), strict=True):
        assert finding.rule == rule.code
        assert tuple(sorted(finding.data)) == tuple(sorted(FINDING_DATA[rule.code]))
        assert (finding.margin is None) == (finding.unit is None)
        if finding.margin is not None:
            assert finding.verdict is (Verdict.MET if finding.margin >= 0 else Verdict.NOT_MET)


def test_the_rules_stand_in_the_order_of_the_contract() -> None:
    assert tuple(rule.code for rule in RULES) == RULE_CODES
    assert tuple(FINDING_DATA) == RULE_CODES


def bits_of(findings: tuple[Finding, ...], verdict: Verdict) -> int:
    return sum(1 << k for k, finding in enumerate(findings) if finding.verdict is verdict)
