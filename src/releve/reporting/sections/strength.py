"""Strength before and after, by mission."""

from __future__ import annotations

from collections.abc import Sequence

from releve.reporting.charts import BarRow, Frame, Note, Segment, draw_rows
from releve.reporting.figures import Figures, MissionStrength
from releve.reporting.sections.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Key,
    Paragraph,
    Part,
    Section,
    Table,
    number,
    text,
)
from releve.text import Catalogue


def strength_section(figures: Figures, speak: Catalogue) -> Section:
    """Return every mission with who serves, who is sent and what stays open."""
    blocks: list[Block] = []
    if any(row.after or row.open_left for row in figures.strength):
        blocks.append(_chart(figures.strength, speak))
    blocks.append(_table(figures, speak))
    blocks.extend(_ceilings(figures.strength, speak))
    return Section(section_id="strength", title=speak.text("Strength before and after"), parts=[Part(blocks=blocks)])


def _chart(strength: Sequence[MissionStrength], speak: Catalogue) -> Chart:
    largest = max(row.after + row.open_left for row in strength)
    title = speak.text("Officers by mission: serving, sent, and seats still open")
    rows = [
        BarRow(
            label=row.mission,
            notes=_notes(row, speak),
            segments=[
                Segment(length=row.serving / largest, style="serving"),
                Segment(length=row.assigned / largest, style="sent"),
                Segment(length=row.open_left / largest, style="open"),
            ],
        )
        for row in strength
    ]
    frame = Frame(
        chart_id="chart-strength",
        title=title,
        description=speak.text("One bar a mission; the table after it holds the same numbers."),
        mirrored=speak.direction == "rtl",
    )
    keys = [
        Key(style="serving", text=speak.text("serving now")),
        Key(style="sent", text=speak.text("sent by this plan")),
        Key(style="open", text=speak.text("seats still open")),
    ]
    return Chart(title=title, drawing=draw_rows(frame, rows), keys=keys)


def _notes(row: MissionStrength, speak: Catalogue) -> list[Note]:
    notes = [
        Note(text=speak.text("{serving} + {sent} = {after}", serving=row.serving, sent=row.assigned, after=row.after), style="plain"),
    ]
    if row.open_left:
        notes.append(Note(text=speak.plural("{n} seat open", "{n} seats open", row.open_left), style="bad"))
    return notes


def _table(figures: Figures, speak: Catalogue) -> Table:
    columns = [
        Column(heading=speak.text("Mission"), kind="code"),
        Column(heading=speak.text("Serving now"), kind="number"),
        Column(heading=speak.text("Sent"), kind="number"),
        Column(heading=speak.text("Strength after"), kind="number"),
        Column(heading=speak.text("Seats to fill"), kind="number"),
        Column(heading=speak.text("Still open"), kind="number"),
        Column(heading=speak.text("Women now"), kind="number"),
        Column(heading=speak.text("Women after"), kind="number"),
        Column(heading=speak.text("Authorized"), kind="number"),
    ]
    return Table(
        table_id="strength-table",
        caption=speak.text("Strength by mission"),
        columns=columns,
        rows=[[*_row(row.mission, [row], speak), number(speak, row.ceiling)] for row in figures.strength],
        total=[*_row(speak.text("All missions"), figures.strength, speak), Cell(text="")] if len(figures.strength) > 1 else (),
        empty=speak.text("The folder names no mission."),
    )


def _row(name: str, rows: Sequence[MissionStrength], speak: Catalogue) -> list[Cell]:
    """Return the sums of these missions: of one, its own numbers."""
    serving, sent = sum(r.serving for r in rows), sum(r.assigned for r in rows)
    women_now, women_sent = sum(r.serving_women for r in rows), sum(r.assigned_women for r in rows)
    still_open = sum(r.open_left for r in rows)
    return [
        Cell(text=name),
        number(speak, serving),
        number(speak, sent),
        number(speak, serving + sent),
        number(speak, sum(r.seats for r in rows)),
        number(speak, still_open, style="bad" if still_open else "quiet"),
        number(speak, women_now),
        number(speak, women_now + women_sent),
    ]


def _ceilings(strength: Sequence[MissionStrength], speak: Catalogue) -> list[Block]:
    """Return the sources of the authorised strengths, and a word on gender where it is not stated for all."""
    blocks: list[Block] = []
    unstated = sum(row.serving_gender_unknown + row.assigned_gender_unknown for row in strength)
    if unstated:
        blocks.append(
            Paragraph(
                text=speak.plural(
                    "The gender of {n} officer, serving or sent, is not stated; such officers count in the strength and not as women.",
                    "The gender of {n} officers, serving or sent, is not stated; such officers count in the strength and not as women.",
                    unstated,
                ),
                style="note",
            )
        )
    known = [row for row in strength if row.ceiling is not None]
    if known:
        blocks.append(
            Table(
                table_id="ceilings",
                caption=speak.text("Authorized strength of individual officers, where the sources agree on one number"),
                columns=[
                    Column(heading=speak.text("Mission"), kind="code"),
                    Column(heading=speak.text("Authorized"), kind="number"),
                    Column(heading=speak.text("In force from")),
                    Column(heading=speak.text("Source"), kind="long"),
                ],
                rows=[
                    [
                        Cell(text=row.mission),
                        number(speak, row.ceiling),
                        text(speak, None if row.ceiling_as_of is None else speak.day(row.ceiling_as_of)),
                        text(speak, row.ceiling_source),
                    ]
                    for row in known
                ],
            )
        )
    return blocks
