"""Why officers are not placed: each reason from a folder that forces it, and on which level an exchange would lose."""

from datetime import date
from decimal import Decimal

import pytest
from small_folders import folder, forbid, line, officer, pin, placed, planned

from releve.eligibility import RULES
from releve.model import Category, Deployment, Gender, Level, Officer, PreviousPair, Reason, Snapshot
from releve.planning import NotPlaced, Standing, explain_officer, explain_plan


def reason_of(standing: Standing, officer_id: str) -> NotPlaced:
    """Return the reason of one officer, from the plan as a whole; asking for the officer alone must give the same."""
    (found,) = [found for found in explain_plan(standing).not_placed if found.officer_id == officer_id]
    assert explain_officer(standing, officer_id).not_placed == found
    return found


def test_an_officer_who_serves_has_no_seat_to_take() -> None:
    serving = Deployment(officer_id="O1", mission="ALPHA", category=Category.IPO, country="SEN")

    found = reason_of(planned(folder([officer("O1")], [line("P1")], deployments=(serving,))), "O1")

    assert found == NotPlaced(officer_id="O1", reason=Reason.NO_SEAT, blocking_rule=None, post_id=None, data={})


def test_a_folder_without_lines_has_no_seat_for_anybody() -> None:
    found = reason_of(placed(folder([officer("O1")], [])), "O1")

    assert (found.reason, found.post_id) == (Reason.NO_SEAT, None)


def test_an_officer_eligible_nowhere_is_told_the_nearest_line_and_what_blocks_most_lines_as_near() -> None:
    learner = officer("O1", languages={"fr": Level.A2}, rank=3)
    posts = [
        line("P1", languages_required={}, rank_min=5, priority=4),
        line("P2"),
        line("P3"),
        line("P4", rank_min=5),
    ]

    found = reason_of(planned(folder([learner], posts)), "O1")

    # P2 and P3 come before P1 by priority, and language blocks two of the three lines that are one rule away.
    assert (found.reason, found.blocking_rule, found.post_id) == (Reason.NO_ELIGIBLE, "language", "P2")
    assert found.data == {"away": 1, "lines": 3}


def test_an_officer_forbidden_in_every_line_is_forbidden() -> None:
    found = reason_of(planned(folder([officer("O1")], [line("P1"), line("P2", rank_min=8)], decisions=(forbid("O1", "P1"),))), "O1")

    assert (found.reason, found.blocking_rule, found.post_id, found.data["lines"]) == (Reason.FORBIDDEN, None, "P1", 1)


def test_an_open_seat_is_shut_by_the_national_cap() -> None:
    officers = [officer("O1", assessment_score=90), officer("O2", assessment_score=10)]

    found = reason_of(planned(folder(officers, [line("P1", seats=2)], policy={"national_cap": Decimal("0.5")})), "O2")

    assert (found.reason, found.post_id) == (Reason.NATIONAL_CAP, "P1")
    assert found.data == {"lines": 1, "mission": "ALPHA", "country": "SEN", "cap": 1, "held": 1, "cap_left": 0}


def test_every_seat_is_held_by_a_pin() -> None:
    snapshot = folder([officer("O1", assessment_score=90), officer("O2", assessment_score=10)], [line("P1")], decisions=(pin("O2", "P1"),))

    found = reason_of(planned(snapshot), "O1")

    assert (found.reason, found.post_id, found.data["holder"]) == (Reason.PINNED_OUT, "P1", None)


def test_a_better_fit_holds_the_seat() -> None:
    found = reason_of(planned(folder([officer("O1", assessment_score=60), officer("O2", assessment_score=100)], [line("P1")])), "O1")

    assert (found.reason, found.post_id) == (Reason.BETTER_PLACED, "P1")
    assert found.data == {"lines": 1, "level": "fit", "fit": 350, "holder": "O2", "holder_fit": 450}


def with_women_target() -> Snapshot:
    officers = [officer("O1", assessment_score=90), officer("O2", gender=Gender.F, assessment_score=10)]
    return folder(officers, [line("P1")], policy={"women_target": dict.fromkeys(Category, Decimal("0.5"))})


def with_previous_plan() -> Snapshot:
    officers = [officer("O1", assessment_score=90), officer("O2", assessment_score=10)]
    return folder(officers, [line("P1")], previous=(PreviousPair(officer_id="O2", post_id="P1"),))


def with_twins() -> Snapshot:
    return folder([officer("O1"), officer("O2")], [line("P1")])


def with_full_share() -> Snapshot:
    officers = [officer("O1", country="GHA", assessment_score=90), officer("O2", assessment_score=10)]
    serving = Deployment(officer_id="S1", mission="ALPHA", category=Category.IPO, country="GHA")
    return folder(officers, [line("P1")], policy={"national_cap": Decimal("0.5")}, deployments=(serving,))


@pytest.mark.parametrize(
    ("snapshot", "level"),
    [
        (with_women_target(), "women_shortfall"),
        (with_previous_plan(), "kept"),
        (with_twins(), "tie"),
        (with_full_share(), "national_cap"),
    ],
    ids=["women", "kept", "tie", "cap"],
)
def test_the_level_on_which_an_exchange_would_lose_is_told(snapshot: Snapshot, level: str) -> None:
    found = reason_of(placed(snapshot, ("O2", "P1")), "O1")

    assert (found.reason, found.data["level"], found.data["holder"]) == (Reason.BETTER_PLACED, level, "O2")


def test_an_exchange_that_would_win_shows_that_the_plan_was_not_proven() -> None:
    snapshot = folder([officer("O1", assessment_score=90), officer("O2", assessment_score=10)], [line("P1")])

    found = reason_of(placed(snapshot, ("O2", "P1")), "O1")

    assert (found.reason, found.data["level"]) == (Reason.BETTER_PLACED, "other_levels")


def test_of_several_holders_the_one_whose_place_is_cheapest_to_take_is_named() -> None:
    officers = [officer("O1", assessment_score=40), officer("O2", assessment_score=80), officer("O3", assessment_score=60)]
    kept = officer("O4", assessment_score=20)
    snapshot = folder(
        [*officers, kept], [line("P1"), line("P2"), line("P3", priority=1)], previous=(PreviousPair(officer_id="O4", post_id="P3"),)
    )

    found = reason_of(placed(snapshot, ("O2", "P1"), ("O3", "P2"), ("O4", "P3")), "O1")

    # O4 fits worse than O1, but stands for a pair kept, which weighs more than any fit.
    assert (found.post_id, found.data["holder"], found.data["level"]) == ("P2", "O3", "fit")


def test_every_officer_without_a_seat_has_exactly_one_reason() -> None:
    officers: list[Officer] = [officer(f"O{i}", assessment_score=i, rank=1 + i % 8) for i in range(30)]
    standing = planned(folder(officers, [line("P1", seats=3, rank_min=3), line("P2", seats=2, rank_max=2, priority=1)]))

    found = [found.officer_id for found in explain_plan(standing).not_placed]

    without = [officer_id for i, officer_id in enumerate(standing.problem.officer_id) if standing.placed_at[i] < 0]
    assert found == without


def test_the_rules_of_the_book_name_the_blocking_rule() -> None:
    blocked = {
        "age": officer("O1", birth_date=date(2005, 1, 1)),
        "service": officer("O1", service_since=date(2024, 1, 1)),
        "medical": officer("O1", medical_expires_on=None),
        "vetting": officer("O1", vetting=None),
        "nationality": officer("O1", country="MLI"),
        "nomination": officer("O1", nominated_for=frozenset({"UNHQ"})),
    }

    found = {code: reason_of(planned(folder([one], [line("P1")])), "O1").blocking_rule for code, one in blocked.items()}

    assert found == {code: code for code in blocked}
    assert set(blocked) <= {rule.code for rule in RULES}
