"""Who answers a commitment: the seats given in answer to it, and what became of the other nominated officers."""

from __future__ import annotations

from collections.abc import Iterator

from releve.commitments import KIND_ASKED
from releve.reporting.answers import AnsweringSeat, CommitmentAnswer
from releve.reporting.figures import Figures
from releve.reporting.officers import Placement
from releve.reporting.sections.blocks import Block, Cell, Column, Paragraph, Table, long_table, number, text
from releve.reporting.sections.terms import remarks_cell, terms
from releve.reporting.sections.unfilled import not_placed_reason
from releve.text import Catalogue


def answering_blocks(answer: CommitmentAnswer, figures: Figures, place: int, speak: Catalogue) -> list[Block]:
    """Return the placements of an answer, a note on those of other answers that suit it, and a table of the others."""
    if not any(stage.officers for stage in answer.stages):
        return []
    return [*_seats(answer, figures, place, speak), *_of_other_answers(answer, figures, speak), *_others(answer, place, speak)]


def _seats(answer: CommitmentAnswer, figures: Figures, place: int, speak: Catalogue) -> tuple[Block, ...]:
    placed = {(placement.officer_id, placement.post_id): placement for placement in figures.placements}
    title = {line.post_id: line.title for line in figures.lines}
    return long_table(
        speak,
        table_id=f"answer-seats-{place}",
        caption=speak.text("Officers of the answer whom the plan places"),
        columns=[
            Column(heading=speak.text("Officer"), kind="code"),
            Column(heading=speak.text("Post line"), kind="code"),
            Column(heading=speak.text("Title")),
            Column(heading=speak.text("Fit"), kind="number"),
            Column(heading=speak.text("Remarks"), kind="long"),
        ],
        rows=[
            [
                Cell(text=seat.officer_id),
                Cell(text=seat.post_id),
                text(speak, title[seat.post_id]),
                number(speak, placed[seat.officer_id, seat.post_id].fit),
                remarks_cell(_remarks(answer, seat, placed[seat.officer_id, seat.post_id], speak)),
            ]
            for seat in answer.seats
        ],
        empty=speak.text("None of them is placed."),
        file="assignments.csv",
    )


def _remarks(answer: CommitmentAnswer, seat: AnsweringSeat, placement: Placement, speak: Catalogue) -> Iterator[str]:
    if not seat.as_asked:
        yield speak.text("another kind of seat than asked")
    if seat.other_line:
        yield speak.text("another line than named")
    others = tuple(name for name in placement.commitments if name != answer.commitment)
    if others:
        yield speak.text("nominated in answer to {commitments:all} too", commitments=others)
    if not placement.score_known:
        yield speak.text("assessment score not known")
    yield from terms(placement, speak)


def _of_other_answers(answer: CommitmentAnswer, figures: Figures, speak: Catalogue) -> Iterator[Block]:
    """Yield a note on officers of other answers, between the same partners, who take a seat of the kind asked for here."""
    kind = None if answer.kind is None else KIND_ASKED.get(answer.kind)
    kind_of = {row.mission: row.kind for row in figures.strength}
    mission_of = {line.post_id: line.mission for line in figures.lines}
    own = {seat.officer_id for seat in answer.seats}
    for other in figures.commitments:
        if other.commitment == answer.commitment or (other.by, other.to) != (answer.by, answer.to):
            continue
        found = [
            speak.text("{officer} in {post}", officer=seat.officer_id, post=seat.post_id)
            for seat in other.seats
            if not seat.as_asked and seat.officer_id not in own and kind_of[mission_of[seat.post_id]] is kind
        ]
        if found:
            told = speak.text(
                "Nominated for the other request, {commitment}, and counted there, "
                "but placed in a seat of the kind asked here: {officers:all}.",
                commitment=other.commitment,
                officers=tuple(found),
            )
            yield Paragraph(text=told, style="note")


def _others(answer: CommitmentAnswer, place: int, speak: Catalogue) -> Iterator[Block]:
    """Yield what became of the nominated officers who are not placed, by reason and rule."""
    total = sum(count.officers for count in answer.not_placed) + answer.not_known
    if not total:
        return
    rows = [[*not_placed_reason(count, speak), number(speak, count.officers, of=total)] for count in answer.not_placed]
    if answer.not_known:
        unknown = Cell(text=speak.text("Not among the officers of the folder"))
        rows.append([unknown, Cell(text=""), number(speak, answer.not_known, of=total)])
    yield Table(
        table_id=f"answer-others-{place}",
        caption=speak.text("What became of the other nominated officers"),
        columns=[
            Column(heading=speak.text("Reason")),
            Column(heading=speak.text("Rule that blocks")),
            Column(heading=speak.text("Officers"), kind="number"),
        ],
        rows=rows,
        total=[Cell(text=speak.text("All of them")), Cell(text=""), number(speak, total)] if len(rows) > 1 else (),
    )
