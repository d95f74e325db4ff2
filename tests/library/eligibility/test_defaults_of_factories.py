"""The nouns that other tests start from are eligible, every rule with room of its own."""

from factories.nouns import make_mission, make_officer, make_post, make_snapshot
from releve.eligibility import judge_pair
from releve.model import Verdict
from releve.reference import default_policy


def test_an_officer_made_without_a_word_is_eligible() -> None:
    findings = judge_pair(make_officer(), make_post(), make_mission(), default_policy().thresholds)

    assert {finding.verdict for finding in findings} == {Verdict.MET}


def test_a_snapshot_is_sorted_by_key() -> None:
    snapshot = make_snapshot([make_officer("O2"), make_officer("O1")], [make_post("P2"), make_post("P1")])

    assert snapshot.officers.officer_id == ("O1", "O2")
    assert [post.post_id for post in snapshot.posts] == ["P1", "P2"]
