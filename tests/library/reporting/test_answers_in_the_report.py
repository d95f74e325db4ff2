"""The answer to a commitment as the page says it: the seats given, what became of the others, and what does not change."""

from dataclasses import replace
from decimal import Decimal

from pages import Page, table_of
from reports import a_folder, a_line, an_officer, answered_folder, figures_of
from terms import folder_of_terms

from releve.model import Category, Commitment, CommitmentKind, Nomination, Snapshot
from releve.reporting import compare_figures, render_report


def page_of(snapshot: Snapshot) -> Page:
    return Page(render_report(figures_of(snapshot)))


def notes_of(page: Page) -> list[str]:
    return [found.text for found in page.root.all("p") if found.get("class") == "note"]


def two_requests() -> Snapshot:
    """Return two requests of one partner; the officer nominated for the field is placed at Headquarters."""
    officers = [an_officer("X1"), an_officer("X2", assessment_score=None, ams_languages=None)]
    asked = [("FIELD", CommitmentKind.INDIVIDUAL_OFFICERS), ("DESK", CommitmentKind.HEADQUARTERS_POSTS)]
    return a_folder(
        officers,
        [a_line("Q1", mission="UNHQ", category=Category.P_POST_HQ, title="Adviser")],
        commitments=tuple(Commitment(commitment=name, by="MAR-DGSN", to="UN", kind=kind) for name, kind in asked),
        nominations=(
            Nomination(nomination="N1", officer_id="X1", commitment="FIELD"),
            Nomination(nomination="N2", officer_id="X2", commitment="DESK"),
        ),
    )


def test_the_seats_of_an_answer_are_named_with_remarks() -> None:
    figures = figures_of(folder_of_terms())
    fit = next(placement.fit for placement in figures.placements if placement.officer_id == "K1")

    assert table_of(page_of(folder_of_terms()), "answer-seats-1")[1:] == [
        [
            "K1",
            "P1",
            "Adviser, P-3",
            str(fit),
            (
                "another kind of seat than asked\nanother line than named\nnominated in answer to A2 too\n"
                "assessment score not known\nkept from the previous plan"
            ),
        ]
    ]


def test_the_others_are_counted_by_reason_and_rule() -> None:
    assert table_of(page_of(folder_of_terms()), "answer-others-1")[1:] == [
        ["No line for which every rule is met", "Assessment for Mission Service", "1"],
        ["Not among the officers of the folder", "", "1"],
        ["All of them", "", "2"],
    ]


def test_nobody_left_over_needs_no_table_of_others() -> None:
    ids = [table.get("id") for table in page_of(folder_of_terms()).root.all("table")]

    assert [name for name in ids if name in ("answer-seats-2", "answer-others-2")] == ["answer-seats-2"]


def test_a_seat_of_the_kind_asked_given_to_the_other_request_is_told() -> None:
    told = "Nominated for the other request, FIELD, and counted there, but placed in a seat of the kind asked here: X1 in Q1."
    page = page_of(two_requests())

    assert [note for note in notes_of(page) if note.startswith("Nominated")] == [told]
    assert table_of(page, "answer-seats-1")[1][4] == "another kind of seat than asked"


def test_a_commitment_without_nominations_names_nobody() -> None:
    page = page_of(answered_folder())

    assert "answer-seats-2" not in [table.get("id") for table in page.root.all("table")]


def test_what_does_not_change_is_counted_and_not_listed() -> None:
    after = figures_of(answered_folder())
    page = Page(render_report(after, changes=compare_figures(figures_of(answered_folder().leave_out_commitments(["C1"])), after)))

    assert table_of(page, "changes-missions")[1:] == [["UNHQ", "0", "1", "+1"]]
    assert [row[3] for row in table_of(page, "changes-languages")[1:] if row[3] == "0"] == []
    assert "2 other missions have as many seats filled as before." in notes_of(page)


def test_two_equal_plans_change_no_mission_and_no_language() -> None:
    figures = figures_of(answered_folder())
    said = [found.text for found in Page(render_report(figures, changes=compare_figures(figures, figures))).root.all("p")]

    assert "Seats filled by mission: None: every mission has as many seats filled as before." in said
    assert "Officers sent who speak the language at B2 or above: None: every language has as many speakers as before." in said


def test_a_cap_of_one_that_the_share_does_not_allow_is_explained() -> None:
    folder = a_folder([an_officer("O1")], [a_line("P1", seats=2)], policy={"national_cap": Decimal("0.2")})
    figures = figures_of(folder)
    told = "In ALPHA the share alone allows less than one officer, so the cap is 1: at least one officer a country."
    allowed = replace(figures, shares=tuple(replace(share, lifted=False) for share in figures.shares))

    assert [(share.cap, share.lifted) for share in figures.shares] == [(1, True)]
    assert told in notes_of(Page(render_report(figures)))
    assert told not in notes_of(Page(render_report(allowed)))
