"""What one plan changes against another, on cases small enough to count by hand."""

import pytest
from reports import a_folder, a_line, an_officer, answered_folder, figures_of

from releve.model import Gender
from releve.reporting import Changes, OtherLinesError, compare_figures
from releve.reporting.changes import Change, CountryMove, Newcomers, SeatChange


def the_answer() -> Changes:
    """Return what the three officers of the answer change: M2 takes the seat at Headquarters, M1 stands in reserve."""
    snapshot = answered_folder()
    return compare_figures(figures_of(snapshot.leave_out_commitments(["C1"])), figures_of(snapshot))


def test_the_answer_fills_the_seat_at_headquarters() -> None:
    changes = the_answer()

    assert changes.commitments == ("C1",)
    assert changes.filled == Change(key="filled", before=2, after=3)
    assert changes.headquarters == Change(key="headquarters", before=0, after=1)
    assert changes.field == Change(key="field", before=2, after=2)
    assert changes.strength_after.by == 1


def test_every_mission_with_open_seats_is_listed_changed_or_not() -> None:
    assert the_answer().missions == (
        Change(key="ALPHA", before=2, after=2),
        Change(key="BRAVO", before=0, after=0),
        Change(key="UNHQ", before=0, after=1),
    )


def test_a_line_of_which_more_seats_are_filled_is_named() -> None:
    assert list(the_answer().lines) == [
        SeatChange(post_id="P2", mission="UNHQ", title="Police Adviser", priority=2, seats=1, filled_before=0, filled_after=1)
    ]


def test_newcomers_are_counted_by_line_and_others_by_country() -> None:
    before = a_folder([an_officer("O1", country="SEN", assessment_score=10)], [a_line("P1")])
    after = a_folder(
        [an_officer("O1", country="SEN", assessment_score=10), an_officer("O2", country="GHA", gender=Gender.F, assessment_score=99)],
        [a_line("P1")],
    )
    changes = compare_figures(figures_of(before), figures_of(after))

    assert changes.lost == (CountryMove(country="SEN", from_="P1", to=None, officers=1),)
    assert changes.gained == (CountryMove(country="GHA", from_=None, to="P1", officers=1),)
    assert (changes.moved, changes.newcomers, changes.lines) == ((), (), ())


def test_the_officers_of_the_answer_are_newcomers_and_never_gainers() -> None:
    changes = the_answer()

    assert changes.newcomers == (Newcomers(post_id="P2", mission="UNHQ", title="Police Adviser", priority=2, officers=1, women=0),)
    assert [move for move in changes.gained if move.country == "MAR"] == []


def test_languages_that_a_newcomer_brings_are_counted() -> None:
    arabic = next(change for change in the_answer().languages if change.key == "ar")

    assert arabic == Change(key="ar", before=0, after=1)


def test_a_plan_changes_nothing_against_itself() -> None:
    figures = figures_of(answered_folder())
    changes = compare_figures(figures, figures)

    assert {change.by for change in (*changes.objective, *changes.missions, *changes.languages, changes.filled)} == {0}
    assert (changes.lines, changes.groups, changes.moved, changes.lost, changes.gained, changes.near_misses) == ((),) * 6


def test_plans_of_other_post_lines_are_not_compared() -> None:
    officers = [an_officer("O1")]
    before, after = a_folder(officers, [a_line("P1")]), a_folder(officers, [a_line("P1", seats=2), a_line("P2")])

    with pytest.raises(OtherLinesError) as refused:
        compare_figures(figures_of(before), figures_of(after))

    assert refused.value.data == {"posts": ("P1", "P2")}
