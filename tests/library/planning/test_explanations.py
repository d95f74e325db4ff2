"""One pair, one line, one officer: the answers behind `releve explain`."""

from decimal import Decimal

import pytest
from small_folders import folder, forbid, line, officer, pin, placed, planned

from releve.eligibility import RULES
from releve.model import Category, Deployment, Level, Reason, UnknownPolicy, Verdict, Waiver
from releve.planning import PairAnswer, Standing, explain_officer, explain_pair, explain_post
from releve.planning.explained import OtherLine, UnknownOfficerError, UnknownPostError


def answer_of(standing: Standing, officer_id: str = "O1", post_id: str = "P1") -> PairAnswer:
    return explain_pair(standing, officer_id, post_id).answer


def test_a_pair_tells_all_findings_with_margins_and_the_terms_of_its_fit() -> None:
    found = explain_pair(planned(folder([officer("O1", languages={"fr": Level.A2, "en": Level.B2})], [line("P1")])), "O1", "P1")

    assert [finding.rule for finding in found.findings] == [rule.code for rule in RULES]
    assert [(f.rule, f.margin) for f in found.findings if f.verdict is Verdict.NOT_MET] == [("language", -1)]
    assert (found.answer, found.blocking, found.fit.total) == (PairAnswer.NOT_ELIGIBLE, ("language",), 350)
    assert (found.seats, found.holders, found.displacement) == (1, (), None)


def test_a_pair_that_was_chosen_is_assigned() -> None:
    found = explain_pair(planned(folder([officer("O1")], [line("P1")])), "O1", "P1")

    assert (found.answer, found.placed_at, found.pinned_at) == (PairAnswer.ASSIGNED, "P1", None)


def test_a_pin_is_told() -> None:
    found = explain_pair(planned(folder([officer("O1")], [line("P1"), line("P2")], decisions=(pin("O1", "P2"),))), "O1", "P1")

    assert (found.answer, found.placed_at, found.pinned_at) == (PairAnswer.PLACED_ELSEWHERE, "P2", "P2")


def test_a_pair_that_was_forbidden_says_so() -> None:
    assert answer_of(planned(folder([officer("O1")], [line("P1")], decisions=(forbid("O1", "P1"),)))) is PairAnswer.FORBIDDEN


def test_an_officer_who_serves_takes_no_seat() -> None:
    serving = Deployment(officer_id="O1", mission="ALPHA", category=Category.IPO, country="SEN")

    assert answer_of(planned(folder([officer("O1")], [line("P1")], deployments=(serving,)))) is PairAnswer.SERVING


def test_the_national_cap_shuts_an_open_seat() -> None:
    snapshot = folder([officer("O1"), officer("O2")], [line("P1", seats=2)], policy={"national_cap": Decimal("0.5")})

    assert answer_of(placed(snapshot, ("O2", "P1"))) is PairAnswer.NATIONAL_CAP


@pytest.mark.parametrize(
    ("mission", "answer"), [("ALPHA", PairAnswer.PLACED_ELSEWHERE), ("UNHQ", PairAnswer.NATIONAL_CAP)], ids=["same", "other"]
)
def test_the_national_cap_stops_no_move_within_the_mission_where_the_officer_counts_already(mission: str, answer: PairAnswer) -> None:
    posts = [line("P1", mission=mission), line("P2"), line("P3", mission="UNHQ")]
    snapshot = folder([officer("O1"), officer("O2", nominated_for=frozenset({"P3"}))], posts, policy={"national_cap": Decimal("0.5")})
    standing = placed(snapshot, ("O1", "P2"), ("O2", "P3"))
    full = standing.cap_left[standing.problem.mission, 0]

    assert full.tolist() == [0, 0, 0]
    assert answer_of(standing) is answer


def test_a_plan_that_stopped_early_may_leave_a_seat_open_for_a_free_officer() -> None:
    assert answer_of(placed(folder([officer("O1")], [line("P1")]))) is PairAnswer.STOPPED_EARLY


def test_a_pinned_holder_cannot_be_displaced() -> None:
    snapshot = folder([officer("O1"), officer("O2")], [line("P1")], decisions=(pin("O2", "P1"),))

    assert answer_of(placed(snapshot, ("O2", "P1"))) is PairAnswer.PINNED_OUT


def test_a_better_placed_holder_is_named_with_the_level_an_exchange_would_lose() -> None:
    officers = [officer("O1", assessment_score=10), officer("O2", assessment_score=90), officer("O3", assessment_score=50)]

    found = explain_pair(planned(folder(officers, [line("P1", seats=2)])), "O1", "P1")

    assert found.displacement is not None
    assert (found.answer, found.displacement.level, found.displacement.holder) == (PairAnswer.BETTER_PLACED, "fit", "O3")
    assert [(holder.officer_id, holder.fit.assessment) for holder in found.holders] == [("O2", 225), ("O3", 125)]


def test_a_waived_finding_is_marked_and_does_not_block() -> None:
    snapshot = folder([officer("O1", rank=1)], [line("P1", rank_min=2)], waivers=(Waiver(officer_id="O1", post_id="P1", rule="rank"),))

    found = explain_pair(planned(snapshot), "O1", "P1")

    assert (found.answer, found.blocking) == (PairAnswer.ASSIGNED, ())
    assert [finding.rule for finding in found.findings if finding.waived] == ["rank"]


def test_a_line_tells_its_holders_its_open_seats_and_its_reserves() -> None:
    officers = [officer("O1"), officer("O2", medical_expires_on=None), officer("O3", country="GHA", assessment_score=0)]
    snapshot = folder(
        officers,
        [line("P1", seats=3)],
        policy={"unknown": UnknownPolicy.CONDITIONAL, "national_cap": Decimal("0.67")},
        decisions=(pin("O1", "P1"),),
    )

    found = explain_post(placed(snapshot, ("O1", "P1"), ("O2", "P1")), "P1")

    assert [(h.officer_id, h.pinned, h.conditional) for h in found.holders] == [("O1", True, ()), ("O2", False, ("medical",))]
    assert found.unfilled is not None
    assert (found.unfilled.seats, [reserve.officer_id for reserve in found.reserves]) == (1, ["O3"])


def test_a_full_line_has_no_reason_for_open_seats() -> None:
    assert explain_post(planned(folder([officer("O1")], [line("P1")])), "P1").unfilled is None


def test_an_officer_who_is_placed_is_told_where_and_what_else_would_suit() -> None:
    posts = [line("P1", priority=1), line("P2", skills_desired=("patrol",)), line("P3"), line("P4", rank_min=8)]

    found = explain_officer(planned(folder([officer("O1")], posts)), "O1")

    assert (found.placed_at, found.pinned, found.eligible_lines, found.not_placed) == ("P1", False, 3, None)
    assert found.others == (
        OtherLine(post_id="P2", priority=2, fit=600, open_seats=1),
        OtherLine(post_id="P3", priority=2, fit=350, open_seats=1),
    )


def test_an_officer_who_is_not_placed_is_told_the_nearest_lines_and_what_blocks_them() -> None:
    posts = [
        line("P1", rank_min=8, languages_required={"fr": Level.C2}),
        line("P2", rank_min=8),
        line("P3", rank_min=8, languages_required={"fr": Level.C2}, armed=True),
    ]

    found = explain_officer(planned(folder([officer("O1", firearms_passed=False)], posts)), "O1")

    assert found.not_placed is not None
    assert (found.not_placed.reason, found.not_placed.post_id) == (Reason.NO_ELIGIBLE, "P2")
    assert [(near.post_id, [finding.rule for finding in near.findings]) for near in found.nearest] == [
        ("P2", ["rank"]),
        ("P1", ["language", "rank"]),
    ]


def test_an_officer_or_line_that_the_plan_does_not_know_is_an_error() -> None:
    standing = planned(folder([officer("O1")], [line("P1")]))

    with pytest.raises(UnknownOfficerError) as about_officer:
        explain_officer(standing, "O9")
    with pytest.raises(UnknownPostError) as about_post:
        explain_pair(standing, "O1", "P9")

    assert (about_officer.value.data["officer"], about_post.value.data["post"]) == ("O9", "P9")
