"""On what terms seats are held: the figures say what `plan.json` says, with the papers behind it."""

from datetime import date

from reports import figures_of
from terms import folder_of_terms, standing_of

from releve.model import Reason
from releve.planning import explain_plan
from releve.planning.plan_document import assignments_data
from releve.reporting.answers import AnsweringSeat
from releve.reporting.officers import NotPlacedCount, OpenRule, PinDecision, WaivedRule


def test_conditions_and_waivers_are_those_of_the_plan_file() -> None:
    figures, standing = figures_of(folder_of_terms()), standing_of(folder_of_terms())

    assert [
        (p.officer_id, p.post_id, p.fit, [rule.rule for rule in p.waived], [rule.rule for rule in p.conditional])
        for p in figures.placements
    ] == [(a["officer_id"], a["post_id"], a["fit"], a["waived"], a["conditional"]) for a in assignments_data(standing)]
    assert sum(bool(p.conditional) for p in figures.placements) == 2
    assert explain_plan(standing).not_placed != ()


def test_every_term_carries_its_facts() -> None:
    placed = {placement.officer_id: placement for placement in figures_of(folder_of_terms()).placements}

    assert placed["C1"].conditional == (OpenRule(rule="medical", state="unknown"), OpenRule(rule="vetting", state="pending"))
    assert placed["W1"].waived == (
        WaivedRule(rule="passport", authority="Police Adviser", reason="asked for by name", expires_on=date(2026, 6, 30)),
    )
    assert placed["W2"].waived == (WaivedRule(rule="medical", authority=None, reason=None, expires_on=None),)
    assert placed["Z1"].pinned == PinDecision(reason="asked for by name", decided_by="Police Adviser")
    assert (placed["K1"].kept, placed["K1"].score_known, placed["K1"].needs_a_second_look) == (True, False, False)
    assert [name for name, placement in placed.items() if placement.needs_a_second_look] == ["C1", "C2", "W1", "W2", "Z1"]


def test_an_answer_names_its_seats_and_counts_the_others() -> None:
    answer = figures_of(folder_of_terms()).commitments[0]

    assert answer.seats == (AnsweringSeat(officer_id="K1", post_id="P1", as_asked=False, other_line=True),)
    assert answer.not_placed == (NotPlacedCount(reason=Reason.NO_ELIGIBLE, blocking_rule="assessment", officers=1),)
    assert answer.not_known == 1


def test_who_withdrew_answers_nothing() -> None:
    placed = {placement.officer_id: placement.commitments for placement in figures_of(folder_of_terms()).placements}

    assert (placed["K1"], placed["W1"]) == (("A1", "A2"), ())
