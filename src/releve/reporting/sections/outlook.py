"""What would help next: languages, reserves."""

from __future__ import annotations

from releve.reporting.charts import BarRow, Frame, Note, Segment, draw_rows
from releve.reporting.figures import Figures, LanguageCount, ReserveDepth
from releve.reporting.sections.blocks import Block, Cell, Chart, Column, Key, Paragraph, Part, Section, Table, number
from releve.text import Catalogue


def languages_section(figures: Figures, speak: Catalogue) -> Section:
    """Return the languages that missions work in or posts name."""
    blocks: list[Block] = []
    required = [count for count in figures.languages if count.seats_requiring]
    if required:
        blocks.append(_chart(required, speak))
    blocks.append(_language_table(figures, speak))
    if figures.languages:
        blocks.append(Paragraph(text=speak.text("A speaker is an officer sent who holds the language at B2 or above."), style="note"))
    unknown = max((count.unknown for count in figures.languages), default=0)
    if unknown:
        blocks.append(
            Paragraph(
                text=speak.plural(
                    "The languages of {n} officer sent are not stated.", "The languages of {n} officers sent are not stated.", unknown
                ),
                style="note",
            )
        )
    return Section(section_id="languages", title=speak.text("Languages"), parts=[Part(blocks=blocks)])


def _chart(counts: list[LanguageCount], speak: Catalogue) -> Chart:
    largest = max(count.seats_requiring for count in counts)
    title = speak.text("Seats that require a language: filled and still open")
    rows = [
        BarRow(
            label=speak.language_heading(count.language),
            notes=[Note(text=speak.text("{filled} of {seats}", filled=count.filled_requiring, seats=count.seats_requiring), style="plain")],
            segments=[
                Segment(length=count.filled_requiring / largest, style="sent"),
                Segment(length=(count.seats_requiring - count.filled_requiring) / largest, style="open"),
            ],
        )
        for count in sorted(counts, key=lambda count: (-count.seats_requiring, count.language))
    ]
    frame = Frame(
        chart_id="chart-languages",
        title=title,
        description=speak.text("One bar a language; the table after it holds the same numbers."),
        mirrored=speak.direction == "rtl",
    )
    keys = [Key(style="sent", text=speak.text("filled")), Key(style="open", text=speak.text("seats still open"))]
    return Chart(title=title, drawing=draw_rows(frame, rows), keys=keys)


def _language_table(figures: Figures, speak: Catalogue) -> Table:
    return Table(
        table_id="languages-table",
        caption=speak.text("Languages that missions work in or posts name"),
        columns=[
            Column(heading=speak.text("Language")),
            Column(heading=speak.text("Speakers sent"), kind="number"),
            Column(heading=speak.text("Of these, to Headquarters"), kind="number"),
            Column(heading=speak.text("Seats that require it"), kind="number"),
            Column(heading=speak.text("Of these, filled"), kind="number"),
        ],
        rows=[
            [
                Cell(text=speak.language_heading(count.language)),
                number(speak, count.speakers),
                number(speak, count.headquarters),
                number(speak, count.seats_requiring),
                number(speak, count.filled_requiring, of=count.seats_requiring),
            ]
            for count in figures.languages
        ],
        empty=speak.text("None: no mission and no post line names a language."),
    )


def reserves_section(figures: Figures, speak: Catalogue) -> Section:
    """Return how deep the reserves are, by mission."""
    lead = speak.text(
        "A reserve is eligible, has no seat, and could join or replace a holder under the cap; at most five stand for one line."
    )
    table = Table(
        table_id="reserves-table",
        caption=speak.text("Reserves by mission"),
        columns=[
            Column(heading=speak.text("Mission"), kind="code"),
            Column(heading=speak.text("Post lines"), kind="number"),
            Column(heading=speak.text("Lines without a reserve"), kind="number"),
            Column(heading=speak.text("Officers in reserve"), kind="number"),
        ],
        rows=[_reserve_row(depth, speak) for depth in figures.reserves],
        total=[
            Cell(text=speak.text("All missions")),
            number(speak, sum(depth.lines for depth in figures.reserves)),
            number(speak, sum(depth.lines_without for depth in figures.reserves)),
            Cell(text=""),
        ]
        if len(figures.reserves) > 1
        else (),
        empty=speak.text("None: the folder has no post line."),
    )
    note = Paragraph(text=speak.text("An officer may stand in reserve in several missions."), style="note")
    blocks: list[Block] = [Paragraph(text=lead), table, note] if figures.reserves else [table]
    return Section(section_id="reserves", title=speak.text("Reserves"), parts=[Part(blocks=blocks)])


def _reserve_row(depth: ReserveDepth, speak: Catalogue) -> list[Cell]:
    return [
        Cell(text=depth.mission),
        number(speak, depth.lines),
        number(speak, depth.lines_without, of=depth.lines, style="bad" if depth.lines_without else "quiet"),
        number(speak, depth.officers),
    ]
