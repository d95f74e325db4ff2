"""What each event does to a small plan made by hand, and which events are refused."""

from decimal import Decimal

import pytest
from small_folders import folder, forbid, line, officer, pin

from releve.model import Category, Deployment, Gender, Level, Snapshot, SolveStatus
from releve.planning import build_problem, solve
from releve.planning.replanning import Event, EventRefusedError, Forbid, Move, NewLine, Pin, Replan, Replanner, SeatChange, Withdrawal
from releve.text import Catalogue


def replanner(snapshot: Snapshot) -> Replanner:
    problem, _ = build_problem(snapshot)
    return Replanner.from_problem(snapshot, problem, solve(problem))


def moves(answer: Replan) -> set[tuple[str, str | None, str | None]]:
    return {(move.officer_id, move.from_post, move.to_post) for move in answer.moves}


def two_lines() -> Snapshot:
    """Return O1 and O2 in P1 and P2, both critical, and O3, free and of the lowest score, whom only P2 takes: P1 asks for Arabic."""
    arabic = {"fr": Level.B1, "en": Level.B1, "ar": Level.B1}
    officers = [
        officer("O1", assessment_score=90, languages=arabic),
        officer("O2", assessment_score=80, languages=arabic),
        officer("O3", assessment_score=10),
    ]
    return folder(officers, [line("P1", priority=1, languages_required={"ar": Level.A2}), line("P2", priority=1)])


def test_a_free_officer_takes_the_seat_of_one_who_withdrew() -> None:
    start = replanner(folder([officer("O1", assessment_score=90), officer("O2"), officer("O3", assessment_score=70)], [line("P1")]))

    answer = start.answer(Withdrawal(officer_id="O1"))

    assert answer.moves == (
        Move(officer_id="O1", from_post="P1", to_post=None),
        Move(officer_id="O3", from_post=None, to_post="P1"),
    )
    assert answer.status is SolveStatus.OPTIMAL
    assert answer.objective.kept == 0
    assert answer.replanner.assignments == (("O3", "P1"),)


def test_a_chain_fills_the_seat_that_no_free_officer_may_take() -> None:
    start = replanner(two_lines())
    (first,) = [officer_id for officer_id, post_id in start.assignments if post_id == "P1"]
    other = {"O1": "O2", "O2": "O1"}[first]

    answer = start.answer(Withdrawal(officer_id=first))

    assert moves(answer) == {(first, "P1", None), (other, "P2", "P1"), ("O3", None, "P2")}
    assert answer.proven[:6] == (True,) * 6


def test_a_seat_that_nobody_can_take_stays_open_and_that_is_proven() -> None:
    answer = replanner(folder([officer("O1")], [line("P1")])).answer(Withdrawal(officer_id="O1"))

    assert (answer.objective.filled, answer.status) == ((0, 0, 0, 0), SolveStatus.OPTIMAL)


def test_the_woman_who_withdraws_is_followed_by_a_woman_though_a_man_fits_better() -> None:
    officers = [
        officer("O1", gender=Gender.F, assessment_score=90),
        officer("O2", assessment_score=80),
        officer("O3", gender=Gender.F, assessment_score=5),
    ]
    targets = dict.fromkeys(Category, 1)
    start = replanner(folder(officers, [line("P1")], policy={"women_target": targets}))

    answer = start.answer(Withdrawal(officer_id="O1"))

    assert answer.replanner.assignments == (("O3", "P1"),)
    assert (answer.objective.women_shortfall, answer.status) == (0, SolveStatus.OPTIMAL)


def test_a_new_line_takes_free_officers_and_leaves_the_others_where_they_are() -> None:
    officers = [officer("O1", assessment_score=90), officer("O2", assessment_score=50), officer("O3", assessment_score=40)]
    start = replanner(folder(officers, [line("P2", priority=4)]))

    answer = start.answer(NewLine(post=line("P1", priority=1)))

    assert moves(answer) == {("O2", None, "P1")}
    assert answer.status is SolveStatus.OPTIMAL


def test_a_new_line_takes_an_officer_from_a_line_of_lower_priority_when_nobody_is_free() -> None:
    answer = replanner(folder([officer("O1")], [line("P2", priority=4)])).answer(NewLine(post=line("P1", priority=1)))

    assert moves(answer) == {("O1", "P2", "P1")}
    assert answer.objective.filled == (1, 0, 0, 0)
    assert answer.proven[:3] == (True,) * 3


def test_a_new_line_is_a_parity_group_of_its_own_where_its_category_is_new() -> None:
    officers = [officer("O1"), officer("O2"), officer("O3", gender=Gender.F, assessment_score=1)]
    start = replanner(folder(officers, [line("P1")], policy={"women_target": {**dict.fromkeys(Category, 0), Category.SPT: 1}}))

    answer = start.answer(NewLine(post=line("P2", category=Category.SPT)))

    assert moves(answer) == {("O3", None, "P2")}


def test_more_seats_are_filled_and_fewer_send_the_worst_home() -> None:
    start = replanner(folder([officer("O1", assessment_score=90), officer("O2", assessment_score=50)], [line("P1")]))

    more = start.answer(SeatChange(post_id="P1", seats=2))
    fewer = more.replanner.answer(SeatChange(post_id="P1", seats=1))

    assert moves(more) == {("O2", None, "P1")}
    assert moves(fewer) == {("O2", "P1", None)}
    assert (more.status, fewer.status) == (SolveStatus.OPTIMAL, SolveStatus.OPTIMAL)


def test_a_cancelled_line_sends_its_officers_home_and_its_pins_with_them() -> None:
    start = replanner(folder([officer("O1")], [line("P1")], decisions=(pin("O1", "P1"),)))

    answer = start.answer(SeatChange(post_id="P1", seats=0))

    assert moves(answer) == {("O1", "P1", None)}
    assert answer.replanner.changed_snapshot().decisions == ()
    assert answer.status is SolveStatus.OPTIMAL


def test_a_cap_that_shrinks_with_the_seats_sends_an_officer_home() -> None:
    officers = [officer("O1", assessment_score=90), officer("O2", assessment_score=80), officer("O3", country="GHA", assessment_score=10)]
    start = replanner(folder(officers, [line("P1"), line("P2", seats=3)], policy={"national_cap": Decimal("0.5")}))
    assert {o for o, _ in start.assignments} == {"O1", "O2", "O3"}

    answer = start.answer(SeatChange(post_id="P2", seats=1))

    assert {o for o, _ in answer.replanner.assignments} == {"O1", "O3"}


def test_a_pin_moves_the_officer_and_whoever_is_there_makes_room() -> None:
    start = replanner(folder([officer("O1", assessment_score=90), officer("O2", assessment_score=50)], [line("P1")]))

    answer = start.answer(Pin(officer_id="O2", post_id="P1"))

    assert moves(answer) == {("O2", None, "P1"), ("O1", "P1", None)}
    assert answer.status is SolveStatus.OPTIMAL
    with pytest.raises(EventRefusedError):
        answer.replanner.answer(Forbid(officer_id="O2", post_id="P1"))


def test_a_forbidden_officer_gives_the_seat_to_the_next_and_does_not_come_back() -> None:
    start = replanner(folder([officer("O1", assessment_score=90), officer("O2", assessment_score=50)], [line("P1")]))

    first = start.answer(Forbid(officer_id="O1", post_id="P1"))
    second = first.replanner.answer(Withdrawal(officer_id="O2"))

    assert first.replanner.assignments == (("O2", "P1"),)
    assert second.replanner.assignments == ()


SERVING = Deployment(officer_id="O4", mission="ALPHA", category=Category.IPO, country="GHA")


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (Withdrawal(officer_id="O9"), "unknown_officer"),
        (Withdrawal(officer_id="O5"), "unknown_officer"),
        (Pin(officer_id="O1", post_id="P9"), "unknown_post"),
        (SeatChange(post_id="P3", seats=1), "unknown_post"),
        (SeatChange(post_id="P1", seats=-1), "seats_below_zero"),
        (SeatChange(post_id="P2", seats=1), "pins_over_seats"),
        (NewLine(post=line("P1")), "repeated_post"),
        (NewLine(post=line("P4", mission="NOWHERE")), "unknown_mission"),
        (Pin(officer_id="O4", post_id="P1"), "serving"),
        (Pin(officer_id="O3", post_id="P1"), "forbidden"),
        (Pin(officer_id="O6", post_id="P1"), "not_eligible"),
        (Pin(officer_id="O1", post_id="P1"), "pinned"),
        (Forbid(officer_id="O1", post_id="P2"), "pinned"),
        (Pin(officer_id="O3", post_id="P2"), "pins_over_seats"),
        (Pin(officer_id="O7", post_id="P1"), "pins_over_national_cap"),
        (SeatChange(post_id="P1", seats=0), "pins_over_national_cap"),
    ],
)
def test_an_event_that_cannot_be_is_refused_with_its_reason(event: Event, reason: str) -> None:
    officers = [officer(f"O{n}", country=country) for n, country in enumerate(("SEN", "SEN", "GHA", "GHA", "GHA", "GHA", "SEN"), start=1)]
    officers[5] = officer("O6", country="GHA", languages={"en": Level.B1})
    snapshot = folder(
        officers,
        [line("P1", seats=2), line("P2", seats=2), line("P3")],
        policy={"national_cap": Decimal("0.45")},
        decisions=(pin("O1", "P2"), pin("O2", "P2"), forbid("O3", "P1")),
        deployments=(SERVING,),
    )
    start = replanner(snapshot).answer(Withdrawal(officer_id="O5")).replanner.answer(SeatChange(post_id="P3", seats=0)).replanner

    with pytest.raises(EventRefusedError) as refused:
        start.answer(event)

    assert refused.value.data["reason"] == reason
    assert "{" not in Catalogue.load("fr").error(refused.value)
