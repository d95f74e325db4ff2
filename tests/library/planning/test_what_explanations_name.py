"""What explanations name: what a seat rests on, who would fill an open line, where an officer without a seat comes nearest."""

from datetime import date
from decimal import Decimal

from small_folders import folder, forbid, line, officer, pin, placed, planned

from releve.model import Category, Decision, DecisionKind, Deployment, Level, PreviousPair, UnknownPolicy, Waiver
from releve.planning import Standing, explain_officer, explain_pair, explain_post
from releve.planning.explained import Candidate, NearGroup, RivalLine


def near_of(standing: Standing, post_id: str) -> list[tuple[str, str, bool, bool]]:
    return [(near.officer_id, near.finding.rule, near.forbidden, near.capped) for near in explain_post(standing, post_id).near]


def candidates_of(standing: Standing, post_id: str) -> tuple[Candidate, ...]:
    return explain_post(standing, post_id).candidates


def candidate(officer_id: str, **changes: object) -> Candidate:
    usual = {
        "fit": 350,
        "placed_at": None,
        "priority": None,
        "pinned": False,
        "forbidden": False,
        "capped": False,
        "waived": (),
        "conditional": (),
    }
    return Candidate(officer_id=officer_id, **{**usual, **changes})  # type: ignore[arg-type]  # fields by name


def groups_of(standing: Standing, officer_id: str = "O1") -> list[tuple[tuple[str, ...], tuple[str, ...], int, int, list[str]]]:
    def facts(group: NearGroup) -> tuple[tuple[str, ...], tuple[str, ...], int, int, list[str]]:
        return group.not_met, group.not_known, group.n_lines, group.n_open, [near.post_id for near in group.nearest]

    return [facts(group) for group in explain_officer(standing, officer_id).groups]


def test_a_seat_tells_its_condition_from_every_side() -> None:
    snapshot = folder([officer("O1", medical_expires_on=None)], [line("P1")], policy={"unknown": UnknownPolicy.CONDITIONAL})
    standing = planned(snapshot)

    about_officer, about_post, pair = explain_officer(standing, "O1"), explain_post(standing, "P1"), explain_pair(standing, "O1", "P1")

    assert about_officer.footing is not None
    assert [finding.rule for finding in about_officer.footing.conditions] == ["medical"]
    assert (about_post.holders[0].footing, pair.footing) == (about_officer.footing, about_officer.footing)


def test_an_unknown_is_no_condition_where_the_policy_refuses_it() -> None:
    pair = explain_pair(planned(folder([officer("O1", medical_expires_on=None)], [line("P1")])), "O1", "P1")

    assert (pair.footing.conditions, pair.blocking, pair.not_met, pair.not_known) == ((), ("medical",), (), ("medical",))


def test_what_is_not_known_stands_apart_from_what_is_not_met() -> None:
    pair = explain_pair(planned(folder([officer("O1", medical_expires_on=None, rank=1)], [line("P1", rank_min=3)])), "O1", "P1")

    assert (pair.not_met, pair.not_known) == (("rank",), ("medical",))


def test_a_seat_tells_waiver_decision_and_previous_plan() -> None:
    decision = Decision(officer_id="O1", post_id="P1", decision=DecisionKind.PIN, reason="continuity", decided_by="Chief")
    held = Waiver(officer_id="O1", post_id="P1", rule="rank", authority="Police Adviser", expires_on=date(2026, 3, 1))
    met = Waiver(officer_id="O1", post_id="P1", rule="age")
    over = Waiver(officer_id="O1", post_id="P1", rule="rank", expires_on=date(2026, 2, 28))
    snapshot = folder(
        [officer("O1", rank=1)],
        [line("P1", rank_min=2)],
        decisions=(decision,),
        waivers=(over, held, met),
        previous=(PreviousPair(officer_id="O1", post_id="P1"),),
    )

    footing = explain_officer(planned(snapshot), "O1").footing

    assert footing is not None
    assert (footing.decision, footing.waivers, footing.conditions, footing.previous) == (decision, (held,), (), True)


def test_a_seat_that_rests_on_the_rules_alone_says_nothing_more() -> None:
    footing = explain_officer(planned(folder([officer("O1")], [line("P1")])), "O1").footing

    assert footing is not None
    assert (footing.decision, footing.waivers, footing.conditions, footing.previous) == (None, (), (), False)


def test_a_term_whose_cell_is_blank_is_told_from_one_that_is_worth_nothing() -> None:
    blank = officer("O1", assessment_score=None, un_missions=None, service_since=None, languages=None, skills=None)
    zero = officer("O2", assessment_score=0, un_missions=0, skills=frozenset())
    standing = planned(folder([blank, zero], [line("P1", skills_desired=("patrol",)), line("P2", languages_required={})]))

    terms = [explain_pair(standing, officer_id, post_id).fit_unknown for officer_id, post_id in (("O1", "P1"), ("O1", "P2"), ("O2", "P1"))]

    assert terms == [("language", "skills", "experience", "missions", "assessment"), ("experience", "missions", "assessment"), ()]


def test_an_open_line_names_the_free_officers_one_rule_away_best_fit_first() -> None:
    officers = [
        officer("O1", ams_cleared_on=date(2024, 2, 20), assessment_score=10),
        officer("O2", medical_expires_on=None, assessment_score=90),
        officer("O3", medical_expires_on=None, rank=1),
        officer("O4", rank=1),
        officer("O5", rank=1),
    ]
    serving = Deployment(officer_id="O5", mission="ALPHA", category=Category.IPO, country="SEN")
    standing = planned(folder(officers, [line("P1", rank_min=3), line("P2")], deployments=(serving,)))

    found = explain_post(standing, "P1")

    assert (near_of(standing, "P1"), found.n_near) == ([("O2", "medical", False, False), ("O1", "assessment", False, False)], 2)
    assert [(near.from_, near.to, near.finding.margin) for near in found.near] == [("unknown", "known", None), ("expired", "valid", -9)]
    assert explain_post(standing, "P2").near == ()


def test_at_most_ten_near_officers_are_named_and_all_are_counted() -> None:
    officers = [officer(f"O{k:02}", rank=1, assessment_score=k) for k in range(12)]

    found = explain_post(planned(folder(officers, [line("P1", rank_min=3)])), "P1")

    assert ([near.officer_id for near in found.near], found.n_near) == ([f"O{k:02}" for k in range(11, 1, -1)], 12)


def test_a_near_officer_whom_a_decision_or_the_cap_would_keep_out_is_marked() -> None:
    officers = [officer("O1", rank=1), officer("O2", rank=1, country="GHA", assessment_score=10), officer("O3", rank=3)]
    snapshot = folder(officers, [line("P1", rank_min=3, seats=2)], policy={"national_cap": Decimal("0.5")}, decisions=(forbid("O2", "P1"),))

    assert near_of(placed(snapshot, ("O3", "P1")), "P1") == [("O1", "rank", False, True), ("O2", "rank", True, False)]


def test_an_open_line_names_the_eligible_officers_who_sit_elsewhere_or_are_kept_out() -> None:
    officers = [officer("O1"), officer("O2", assessment_score=90), officer("O3", assessment_score=0), officer("O4", country="GHA", rank=1)]
    posts = [line("P1", seats=4), line("P2", priority=1), line("P3", priority=3)]
    snapshot = folder(officers, posts, decisions=(pin("O1", "P3"), forbid("O3", "P1")))
    standing = placed(snapshot, ("O1", "P3"), ("O2", "P2"))

    assert candidates_of(standing, "P1") == (
        candidate("O2", fit=425, placed_at="P2", priority=1),
        candidate("O1", placed_at="P3", priority=3, pinned=True),
        candidate("O3", fit=200, forbidden=True),
    )


def test_a_free_officer_whom_the_cap_keeps_out_is_named() -> None:
    snapshot = folder([officer("O1"), officer("O2")], [line("P1", seats=2)], policy={"national_cap": Decimal("0.5")})

    assert candidates_of(placed(snapshot, ("O2", "P1")), "P1") == (candidate("O1", capped=True),)


def test_a_full_line_names_nobody_who_would_fill_it() -> None:
    found = explain_post(planned(folder([officer("O1"), officer("O2", rank=1)], [line("P1", rank_min=3)])), "P1")

    assert (found.near, found.n_near, found.candidates, found.n_candidates) == ((), 0, (), 0)


def test_lines_of_an_officer_who_is_better_placed_come_nearest_first_with_both_fits() -> None:
    officers = [officer("O1", assessment_score=10), officer("O2", assessment_score=90), officer("O3", assessment_score=50)]

    found = explain_officer(placed(folder(officers, [line("P1"), line("P2")]), ("O2", "P1"), ("O3", "P2")), "O1")

    assert found.not_placed is not None
    assert (found.not_placed.post_id, found.eligible_lines) == ("P2", 2)
    assert found.rivals == (
        RivalLine(post_id="P2", priority=2, open_seats=0, fit=225, level="fit", holder="O3", holder_fit=325, waived=(), conditional=()),
        RivalLine(post_id="P1", priority=2, open_seats=0, fit=225, level="fit", holder="O2", holder_fit=425, waived=(), conditional=()),
    )
    assert (found.groups, found.n_near) == ((), 0)


def test_a_line_with_an_open_seat_says_whether_the_cap_decides() -> None:
    snapshot = folder([officer("O1"), officer("O2")], [line("P1", seats=2)], policy={"national_cap": Decimal("0.5")})
    stopped = folder([officer("O1")], [line("P1")])

    levels = [explain_officer(standing, "O1").rivals[0].level for standing in (placed(snapshot, ("O2", "P1")), placed(stopped))]

    assert levels == ["national_cap", None]


def test_a_line_whose_seats_are_all_pinned_names_no_holder() -> None:
    snapshot = folder([officer("O1"), officer("O2")], [line("P1")], decisions=(pin("O2", "P1"),))

    (found,) = explain_officer(placed(snapshot, ("O2", "P1")), "O1").rivals

    assert (found.level, found.holder, found.holder_fit) == ("pinned", None, None)


def test_at_most_ten_lines_are_named_of_an_officer_who_is_better_placed() -> None:
    posts = [line(f"P{k:02}") for k in range(12)]
    officers = [officer("O99", assessment_score=0), *(officer(f"O{k:02}") for k in range(12))]

    found = explain_officer(planned(folder(officers, posts)), "O99")

    assert (found.eligible_lines, len(found.rivals)) == (12, 10)


def test_near_lines_of_an_officer_are_grouped_by_what_would_mend_them_open_ones_first() -> None:
    posts = [
        line("P1", priority=1),
        line("P2"),
        line("P3", rank_min=6),
        line("P4", languages_required={"fr": Level.C1}),
        line("P5", rank_min=6, languages_required={"fr": Level.C2}, armed=True),
    ]
    officers = [officer("O1", medical_expires_on=None, firearms_passed=False), officer("O2")]
    standing = placed(folder(officers, posts), ("O2", "P1"))

    found = explain_officer(standing, "O1")

    assert groups_of(standing) == [
        ((), ("medical",), 2, 1, ["P2", "P1"]),
        (("rank",), ("medical",), 1, 1, ["P3"]),
        (("language",), ("medical",), 1, 1, ["P4"]),
    ]
    assert (found.n_near, found.n_near_open, found.groups[0].from_, found.groups[0].to) == (4, 3, ("unknown",), ("known",))


def test_a_group_names_five_lines_and_counts_all() -> None:
    posts = [line(f"P{k}", rank_min=6) for k in range(7)]

    assert groups_of(planned(folder([officer("O1")], posts))) == [(("rank",), (), 7, 7, ["P0", "P1", "P2", "P3", "P4"])]


def test_an_officer_far_from_every_line_is_told_the_nearest_ones_and_that_a_blank_is_no_failure() -> None:
    blank = {"birth_date": None, "service_since": None, "medical_expires_on": None, "passport_expires_on": None}
    posts = [line("P1", rank_min=6), line("P2"), line("P3")]

    assert groups_of(planned(folder([officer("O1", **blank)], posts))) == [
        ((), ("age", "service", "medical", "passport"), 2, 2, ["P2", "P3"])
    ]


def test_an_officer_who_is_eligible_somewhere_has_no_groups_and_one_who_serves_no_lines() -> None:
    serving = Deployment(officer_id="O1", mission="ALPHA", category=Category.IPO, country="SEN")
    standing = planned(folder([officer("O1"), officer("O2")], [line("P1"), line("P2", rank_min=8)], deployments=(serving,)))

    serves, holds = explain_officer(standing, "O1"), explain_officer(standing, "O2")

    assert (serves.rivals, serves.groups, holds.rivals, holds.groups) == ((), (), (), ())


def test_decisions_that_exclude_an_officer_are_told() -> None:
    excluded = forbid("O1", "P1")

    assert explain_officer(planned(folder([officer("O1")], [line("P1")], decisions=(excluded,))), "O1").forbidden == (excluded,)
    assert explain_pair(planned(folder([officer("O1")], [line("P1")], decisions=(excluded,))), "O1", "P1").footing.decision == excluded


def test_whoever_is_named_for_a_line_on_condition_or_by_waiver_is_marked_so() -> None:
    officers = [officer("O1", medical_expires_on=None, rank=1), officer("O2", assessment_score=90)]
    waiver = Waiver(officer_id="O1", post_id="P1", rule="rank")
    posts = [line("P1", rank_min=2), line("P2")]
    snapshot = folder(officers, posts, policy={"unknown": UnknownPolicy.CONDITIONAL}, waivers=(waiver,))
    full, moved = placed(snapshot, ("O2", "P1")), placed(snapshot, ("O1", "P2"))

    (reserve,) = explain_post(full, "P1").reserves
    rival = next(line for line in explain_officer(full, "O1").rivals if line.post_id == "P1")
    (elsewhere,) = candidates_of(moved, "P1")

    assert [(found.waived, found.conditional) for found in (reserve, rival, elsewhere)] == [(("rank",), ("medical",))] * 3
