"""Reserves: who comes next in a line, in which order and until when."""

from datetime import date
from decimal import Decimal

from small_folders import folder, forbid, line, officer, placed, planned

from releve.model import Category, Deployment
from releve.planning import Reserve, Standing, explain_plan


def reserves_of(standing: Standing, post_id: str) -> list[str]:
    return [reserve.officer_id for reserve in explain_plan(standing).reserves if reserve.post_id == post_id]


def test_the_best_fit_comes_first_and_at_most_five_are_listed() -> None:
    officers = [officer(f"O{i}", assessment_score=10 * i) for i in range(1, 9)]

    found = planned(folder(officers, [line("P1")]))

    assert reserves_of(found, "P1") == ["O7", "O6", "O5", "O4", "O3"]
    assert [reserve.order for reserve in explain_plan(found).reserves] == [1, 2, 3, 4, 5]


def test_of_equal_fit_the_one_whose_clearance_expires_first_comes_first() -> None:
    officers = [
        officer("O1", assessment_score=100),
        officer("O2", ams_cleared_on=date(2025, 6, 2)),
        officer("O3", ams_cleared_on=date(2025, 6, 1)),
        officer("O4", ams_cleared_on=date(2025, 6, 3)),
    ]

    assert reserves_of(planned(folder(officers, [line("P1")])), "P1") == ["O3", "O2", "O4"]


def test_officers_placed_serving_or_forbidden_stand_in_no_reserve() -> None:
    officers = [officer("O1"), officer("O2"), officer("O3"), officer("O4")]
    serving = Deployment(officer_id="O3", mission="ALPHA", category=Category.IPO, country="SEN")
    snapshot = folder(officers, [line("P1"), line("P2")], decisions=(forbid("O4", "P1"),), deployments=(serving,))

    assert reserves_of(placed(snapshot, ("O1", "P1"), ("O2", "P2")), "P1") == []
    assert reserves_of(placed(snapshot, ("O1", "P1"), ("O2", "P2")), "P2") == ["O4"]


def test_where_the_cap_is_reached_only_a_countryman_of_a_holder_may_come_next() -> None:
    officers = [officer("O1"), officer("O2"), officer("O3", country="GHA")]
    posts = [line("P1"), line("P2")]
    serving = Deployment(officer_id="S1", mission="ALPHA", category=Category.IPO, country="GHA")
    snapshot = folder(officers, posts, policy={"national_cap": Decimal("0.4")}, deployments=(serving,))

    found = placed(snapshot, ("O1", "P1"))

    assert reserves_of(found, "P1") == ["O2"]
    assert reserves_of(found, "P2") == []


def test_a_reserve_is_valid_until_the_first_paper_runs_out() -> None:
    officers = [officer("O1", assessment_score=100), officer("O2", medical_expires_on=date(2026, 4, 15))]

    found = explain_plan(planned(folder(officers, [line("P1")]))).reserves

    assert found == (Reserve(post_id="P1", order=1, officer_id="O2", fit=350, valid_until=date(2026, 4, 15), waived=(), conditional=()),)
