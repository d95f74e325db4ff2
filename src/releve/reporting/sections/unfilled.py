"""Seats that stayed open with their reasons, and officers without a seat, counted by reason."""

from __future__ import annotations

from collections import Counter
from typing import Final

from releve.model import Priority, Reason
from releve.reporting.figures import Figures, Line, UnfilledLine
from releve.reporting.officers import NotPlacedCount
from releve.reporting.sections.blocks import Block, Cell, Column, Paragraph, Part, Section, Table, long_table, number
from releve.text import Catalogue
from releve.text.marks import mark

NO_LINE: Final = mark("No line for which every rule is met")
"""What ``no_eligible`` means of an officer; of a seat, the catalogue's name of the reason says it."""


def unfilled_section(figures: Figures, speak: Catalogue) -> Section:
    """Return why seats stayed open: counted by reason, then line by line, the most urgent first."""
    return Section(
        section_id="unfilled",
        title=speak.text("Seats that stay open, and why"),
        parts=[Part(blocks=[*_by_reason(figures, speak), *_by_line(figures, speak)])],
    )


def not_placed_section(figures: Figures, speak: Catalogue) -> Section:
    """Return the officers without a seat, counted by reason and rule."""
    most = max((count.officers for count in figures.not_placed), default=0)
    table = long_table(
        speak,
        table_id="not-placed-table",
        caption=speak.text("Officers without a seat, by reason"),
        columns=[
            Column(heading=speak.text("Reason")),
            Column(heading=speak.text("Rule that blocks")),
            Column(heading=speak.text("Officers"), kind="number"),
        ],
        rows=[[*not_placed_reason(count, speak), number(speak, count.officers, of=most)] for count in figures.not_placed],
        empty=_nobody_left(figures, speak),
        file="not_placed.csv",
    )
    lead = speak.text("Where no line suits an officer, the rule is the one that blocks most of the nearest lines.")
    blocks = [Paragraph(text=lead), *table] if figures.not_placed else table
    return Section(section_id="not-placed", title=speak.text("Officers without a seat"), parts=[Part(blocks=blocks)])


def not_placed_reason(count: NotPlacedCount, speak: Catalogue) -> tuple[Cell, Cell]:
    """Return why officers have no seat: the reason, and the rule that blocks, blank where none does."""
    reason = speak.text(NO_LINE) if count.reason is Reason.NO_ELIGIBLE else speak.reason_name(count.reason)
    return Cell(text=reason), Cell(text="" if count.blocking_rule is None else speak.rule_name(count.blocking_rule))


def _nobody_left(figures: Figures, speak: Catalogue) -> str:
    if not figures.totals.officers:
        return speak.text("Nobody: the folder nominates no officer.")
    return speak.text("Nobody: every nominated officer has a seat.")


def _by_reason(figures: Figures, speak: Catalogue) -> list[Block]:
    lines: Counter[str] = Counter()
    seats: Counter[str] = Counter()
    for line in figures.unfilled:
        lines[line.reason] += 1
        seats[line.reason] += line.seats
    if len(lines) < 2:  # noqa: PLR2004 - one reason needs no table of reasons
        return []
    most = max(seats.values())
    return [
        Table(
            table_id="unfilled-reasons",
            caption=speak.text("Open seats by reason"),
            columns=[
                Column(heading=speak.text("Reason")),
                Column(heading=speak.text("Post lines"), kind="number"),
                Column(heading=speak.text("Seats"), kind="number"),
            ],
            rows=[
                [Cell(text=speak.reason_name(reason)), number(speak, lines[reason]), number(speak, n, of=most)]
                for reason, n in sorted(seats.items(), key=lambda entry: (-entry[1], entry[0]))
            ],
            total=[Cell(text=speak.text("All reasons")), number(speak, lines.total()), number(speak, seats.total())],
        )
    ]


def _by_line(figures: Figures, speak: Catalogue) -> tuple[Block, ...]:
    line_of = {line.post_id: line for line in figures.lines}
    ordered = sorted(figures.unfilled, key=lambda found: (line_of[found.post_id].priority, found.post_id))
    return long_table(
        speak,
        table_id="unfilled-lines",
        caption=speak.text("Post lines with open seats"),
        columns=[
            Column(heading=speak.text("Post line"), kind="code"),
            Column(heading=speak.text("Title")),
            Column(heading=speak.text("Priority"), kind="word"),
            Column(heading=speak.text("Open seats"), kind="number"),
            Column(heading=speak.text("Why"), kind="long"),
        ],
        rows=[_row(found, line_of[found.post_id], speak) for found in ordered],
        empty=_nothing_open(figures, speak),
        file="unfilled.csv",
    )


def _nothing_open(figures: Figures, speak: Catalogue) -> str:
    if not figures.totals.seats:
        return speak.text("None: the folder has no open seat.")
    return speak.text("None: every open seat is filled.")


def _row(found: UnfilledLine, line: Line, speak: Catalogue) -> list[Cell]:
    return [
        Cell(text=found.post_id),
        Cell(text=speak.word(line.category) if line.title is None else line.title),
        Cell(text=speak.word(Priority(line.priority))),
        Cell(text=speak.text("{open} of {seats}", open=found.seats, seats=line.seats)),
        Cell(text=speak.unfilled(found.reason, found.data)),
    ]
