"""Why seats stay open: each reason from a folder that forces it, and the order where several are true."""

from datetime import date
from decimal import Decimal

from small_folders import folder, forbid, line, officer, pin, placed, planned

from releve.model import Category, Deployment, Level, Reason, UnknownPolicy
from releve.planning import UnfilledSeats, explain_plan


def the_only(found: tuple[UnfilledSeats, ...]) -> UnfilledSeats:
    (only,) = found
    return only


def test_nobody_eligible_names_the_rule_that_stops_most_officers_one_rule_away() -> None:
    learners = [officer(f"O{i}", languages={"fr": Level.A2}) for i in range(3)]
    expired = officer("O4", medical_expires_on=date(2026, 2, 28))
    far = officer("O5", languages={"en": Level.C2}, medical_expires_on=date(2026, 2, 28))

    found = the_only(explain_plan(placed(folder([*learners, expired, far], [line("P1", seats=2)]))).unfilled)

    assert (found.post_id, found.seats, found.reason) == ("P1", 2, Reason.NO_ELIGIBLE)
    assert (found.data["eligible"], found.data["near"], found.data["rule"], found.data["rule_officers"]) == (0, 4, "language", 3)


def test_every_eligible_officer_already_sits_in_the_line_itself() -> None:
    found = the_only(explain_plan(planned(folder([officer("O1")], [line("P1", seats=2)]))).unfilled)

    assert (found.seats, found.reason, found.data["here"], found.data["rule"]) == (1, Reason.NO_ELIGIBLE, 1, None)


def test_the_eligible_are_used_in_another_line_and_its_priority_is_told() -> None:
    found = the_only(explain_plan(planned(folder([officer("O1")], [line("P1", priority=1), line("P2", priority=3)]))).unfilled)

    assert (found.post_id, found.reason) == ("P2", Reason.USED_ELSEWHERE)
    assert (found.data["elsewhere"], found.data["by_priority"]) == (1, ("1:1",))


def test_the_national_cap_stops_every_free_officer_and_its_numbers_are_told() -> None:
    officers = [officer("O1", country="SEN"), officer("O2", country="SEN")]

    found = the_only(explain_plan(planned(folder(officers, [line("P1", seats=2)], policy={"national_cap": Decimal("0.5")}))).unfilled)

    assert (found.reason, found.data["mission"], found.data["countries"]) == (Reason.NATIONAL_CAP, "ALPHA", ("SEN",))
    assert (found.data["cap"], found.data["held"], found.data["cap_left"], found.data["capped"]) == (1, ("1",), 0, 1)


def test_the_cap_keeps_an_officer_of_another_mission_from_moving_to_a_critical_seat() -> None:
    officers = [officer("O1"), officer("O2")]
    posts = [line("P1", seats=2, priority=1), line("P2", mission="UNHQ", priority=3)]

    found = the_only(explain_plan(planned(folder(officers, posts, policy={"national_cap": Decimal("0.5")}))).unfilled)

    assert (found.post_id, found.reason, found.data["capped"], found.data["capped_elsewhere"]) == ("P1", Reason.NATIONAL_CAP, 0, 1)
    assert (found.data["mission"], found.data["countries"], found.data["cap"], found.data["cap_left"]) == ("ALPHA", ("SEN",), 1, 0)


def test_officers_kept_in_another_mission_by_the_cap_are_told_beside_those_used_elsewhere() -> None:
    officers = [officer("O1"), officer("O2"), officer("O3", country="GHA")]
    posts = [line("P1", seats=3, priority=4), line("P2", mission="UNHQ", priority=1), line("P3", mission="UNHQ", priority=1)]

    found = the_only(
        explain_plan(
            placed(folder(officers, posts, policy={"national_cap": Decimal("0.34")}), ("O1", "P1"), ("O2", "P2"), ("O3", "P3"))
        ).unfilled
    )

    assert (found.reason, found.data["used"], found.data["capped_elsewhere"]) == (Reason.USED_ELSEWHERE, 1, 1)
    assert found.data["by_priority"] == ("1:1",)


def test_officers_without_a_country_count_together_against_the_cap() -> None:
    officers = [officer("O1"), officer("O2", country=None)]
    serving = Deployment(officer_id="S1", mission="ALPHA", category=Category.IPO, country=None)
    # Blank countries leave the rule on nationality open; the policy lets such pairs be planned.
    policy = {"national_cap": Decimal("0.4"), "unknown": UnknownPolicy.CONDITIONAL}

    found = the_only(explain_plan(planned(folder(officers, [line("P1", seats=2)], policy=policy, deployments=(serving,)))).unfilled)

    assert (found.reason, found.data["countries"], found.data["held"]) == (Reason.NATIONAL_CAP, ("",), ("1",))


def test_the_eligible_are_pinned_to_other_lines() -> None:
    snapshot = folder([officer("O1")], [line("P1", priority=1), line("P2", priority=4)], decisions=(pin("O1", "P2"),))

    found = the_only(explain_plan(planned(snapshot)).unfilled)

    assert (found.post_id, found.reason, found.data["pinned"]) == ("P1", Reason.PINNED_OUT, 1)


def test_the_eligible_are_forbidden_in_the_line() -> None:
    found = the_only(explain_plan(planned(folder([officer("O1")], [line("P1")], decisions=(forbid("O1", "P1"),)))).unfilled)

    assert (found.reason, found.data["forbidden"], found.data["eligible"]) == (Reason.FORBIDDEN, 1, 1)


def test_an_officer_who_serves_already_is_no_reason_of_its_own() -> None:
    serving = Deployment(officer_id="O1", mission="ALPHA", category=Category.IPO, country="SEN")

    found = the_only(explain_plan(planned(folder([officer("O1")], [line("P1")], deployments=(serving,)))).unfilled)

    assert (found.reason, found.data["eligible"], found.data["serving"]) == (Reason.NO_ELIGIBLE, 1, 1)


def test_the_cap_comes_before_officers_used_elsewhere_pinned_and_forbidden() -> None:
    officers = [officer("O1"), officer("O2"), officer("O3"), officer("O4", country="GHA"), officer("O5", country="GHA")]
    posts = [line("P1", seats=3), line("P2", mission="UNHQ", priority=1), line("P3", mission="UNHQ", priority=1)]
    snapshot = folder(
        officers,
        posts,
        policy={"national_cap": Decimal("0.34")},
        decisions=(pin("O4", "P2"), forbid("O3", "P1")),
    )

    found = the_only(explain_plan(placed(snapshot, ("O1", "P1"), ("O4", "P2"), ("O2", "P3"))).unfilled)

    # O5 of Ghana could still sit in P1: a plan that stops here is not proven, and says so by what the cap leaves.
    assert (found.reason, found.data["capped"], found.data["cap_left"]) == (Reason.NATIONAL_CAP, 1, 1)
    assert (found.data["elsewhere"], found.data["pinned"], found.data["forbidden"]) == (2, 1, 1)


def test_officers_used_elsewhere_come_before_pinned_and_forbidden_ones() -> None:
    officers = [officer("O1"), officer("O2"), officer("O3")]
    posts = [line("P1"), line("P2"), line("P3")]
    snapshot = folder(officers, posts, decisions=(pin("O2", "P2"), forbid("O3", "P1")))

    found = {u.post_id: u for u in explain_plan(placed(snapshot, ("O1", "P3"), ("O2", "P2"))).unfilled}

    assert (found["P1"].reason, found["P1"].data["elsewhere"], found["P1"].data["pinned"]) == (Reason.USED_ELSEWHERE, 2, 1)


def test_a_full_line_is_not_listed() -> None:
    assert explain_plan(planned(folder([officer("O1")], [line("P1")]))).unfilled == ()
