"""What is proven: the seven levels of the objective, value and bound."""

from __future__ import annotations

from releve.model import Priority, SolveStatus
from releve.planning import MINIMISED
from releve.reporting.figures import Figures, LevelProof
from releve.reporting.sections.blocks import Cell, Column, Paragraph, Part, Section, Table, number
from releve.text import Catalogue


def proof_section(figures: Figures, speak: Catalogue) -> Section:
    """Return the levels in their order, each with what was reached and what is proven."""
    proven = figures.status is SolveStatus.OPTIMAL
    lead = (
        speak.text(
            "Plans are compared level by level, from the first to the last. "
            "Each bound is proven for all plans that reach the values of the levels before it."
        )
        if proven
        else speak.text("The run was stopped before every level was proven. The bounds say how much better another plan could be.")
    )
    table = Table(
        table_id="levels",
        caption=speak.text("Levels of the objective"),
        columns=[
            Column(heading=speak.text("Level")),
            Column(heading=speak.text("Seats"), kind="number"),
            Column(heading=speak.text("Reached"), kind="number"),
            Column(heading=speak.text("Bound"), kind="number"),
            *([] if proven else [Column(heading=speak.text("Gap"), kind="number")]),
            Column(heading=speak.text("Proof"), kind="word"),
        ],
        rows=[_row(figures, i, proof, speak) for i, proof in enumerate(figures.proof)],
    )
    return Section(section_id="proof", title=speak.text("What is proven"), parts=[Part(blocks=[Paragraph(text=lead), table])])


def _row(figures: Figures, place: int, proof: LevelProof, speak: Catalogue) -> list[Cell]:
    name = speak.level_name(proof.level)
    if proof.level in MINIMISED:
        name = speak.text("{level} (fewer is better)", level=name)
    seats = figures.totals.seats_by_priority[place] if place < len(Priority) else None
    return [
        Cell(text=name),
        Cell(text="") if seats is None else number(speak, seats),
        number(speak, proof.value, of=seats),
        number(speak, proof.bound),
        *([] if figures.status is SolveStatus.OPTIMAL else [Cell(text=speak.percent(proof.relative_gap))]),
        Cell(text=speak.text("proven"), style="good") if proof.is_proven else Cell(text=speak.text("open"), style="bad"),
    ]
