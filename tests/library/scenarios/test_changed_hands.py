"""What changes hands is named: who may serve now, who gains, who moves because of it, who loses."""

from dataclasses import replace

from factories.nouns import make_officer, make_post, make_snapshot
from library.reporting.reports import MISSIONS, NO_LIMITS
from releve.model import Level
from releve.scenarios import Move, Scenario, solve_scenarios
from releve.scenarios.chains import chains_of
from releve.scenarios.hands import NewlyEligible

OPEN = {"nominated_for": frozenset[str](), "ams_languages": frozenset({"fr", "en"})}


def officer(key: str, country: str, french: str, **more: object) -> object:
    return make_officer(key, country=country, languages={"fr": Level[french], "en": Level.C1}, **{**OPEN, **more})


def line(key: str, french: str, **more: object) -> object:
    return make_post(key, mission="ALPHA", languages_required={"fr": Level[french]}, **more)


def move(key: str, from_: str | None, to: str | None) -> Move:
    return Move(officer_id=key, country=None, from_=from_, to=to)


def test_an_officer_newly_eligible_takes_a_seat_and_frees_another_for_a_line_that_stood_open() -> None:
    """A alone can hold P1 and P2; once P2 asks for B1, B holds it, and P1, the better fit, is A's."""
    officers = [officer("A", "MAR", "C1"), officer("B", "SEN", "B1")]
    posts = [line("P1", "B2", priority=2), line("P2", "B2", priority=1)]
    snapshot = make_snapshot(officers, posts, MISSIONS, policy=NO_LIMITS)
    easier = Scenario(name="easier", lines=(replace(posts[1], languages_required={"fr": Level.B1}),))

    batch = solve_scenarios(snapshot, [easier], workers=1)

    hands = batch.outcomes[0].hands
    assert batch.base.plan == (("A", "P2"),)
    assert hands.gained == (Move(officer_id="B", country="SEN", from_=None, to="P2"),)
    assert hands.moved == (Move(officer_id="A", country="MAR", from_="P2", to="P1"),)
    assert hands.chains == ((hands.gained[0], hands.moved[0]),)
    assert hands.newly_eligible == (
        NewlyEligible(officer_id="B", country="SEN", lines=1, was_eligible=False, placed_at="P2", by_the_change=True),
    )
    assert [(c.country, c.by, c.eligible_after - c.eligible_before, c.pairs_gained) for c in hands.countries] == [("SEN", 1, 1, 1)]
    assert [(change.post_id, change.by) for change in hands.lines] == [("P1", 1)]
    assert [(change.mission, change.by) for change in hands.missions] == [("ALPHA", 1)]


def test_nothing_changes_hands_by_chance_where_a_scenario_changes_nothing_that_counts() -> None:
    officers = [officer(f"O{n}", "MAR", "C1") for n in range(6)]
    posts = [line("P1", "B2", seats=3)]
    snapshot = make_snapshot(officers, posts, MISSIONS, policy=NO_LIMITS)

    batch = solve_scenarios(snapshot, [Scenario(name="title", lines=(replace(posts[0], title="Another"),))], workers=1)

    assert batch.outcomes[0].plan == batch.base.plan
    assert batch.outcomes[0].hands.chains == ()


def test_each_chain_follows_the_seats_and_a_circle_begins_with_its_first_officer() -> None:
    moves = [move("A", None, "P1"), move("B", "P1", "P2"), move("C", "P2", None), move("E", "P4", "P3"), move("D", "P3", "P4")]

    assert [[m.officer_id for m in chain] for chain in chains_of(moves)] == [["A", "B", "C"], ["D", "E"]]


def test_officers_who_only_leave_stand_alone() -> None:
    assert [len(chain) for chain in chains_of([move("A", "P1", None), move("B", "P1", None)])] == [1, 1]
