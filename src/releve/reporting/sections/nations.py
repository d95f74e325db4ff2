"""National shares against the caps."""

from __future__ import annotations

from collections.abc import Sequence

from releve.reporting.charts import BarRow, Frame, Note, Segment, draw_rows
from releve.reporting.figures import Figures, NationalShare
from releve.reporting.sections.blocks import Block, Cell, Chart, Column, Key, Paragraph, Part, Section, long_table, number
from releve.text import Catalogue


def nations_section(figures: Figures, speak: Catalogue) -> Section:
    """Return the countries near their cap in a mission, those whom the cap keeps out first."""
    binding = [share for share in figures.shares if share.is_binding]
    blocks: list[Block] = [
        Paragraph(
            text=speak.text(
                "Listed is every country that holds four fifths or more of what the cap allows it in a mission. "
                "Kept out are its officers who are eligible for a seat of the mission that stayed open and sit in none of its seats; "
                "who serves, or is held elsewhere by a decision, is not counted."
            )
        )
    ]
    if binding:
        blocks.append(_chart(binding, speak))
    blocks.extend((*_table(figures, speak), *_lifted(figures, speak)))
    return Section(section_id="nations", title=speak.text("National shares against the caps"), parts=[Part(blocks=blocks)])


def _lifted(figures: Figures, speak: Catalogue) -> list[Block]:
    """Return a note on the missions so small that the share alone would let no officer in."""
    missions = sorted({share.mission for share in figures.shares if share.lifted})
    if not missions:
        return []
    told = speak.text(
        "In {missions:all} the share alone allows less than one officer, so the cap is 1: at least one officer a country.",
        missions=missions,
    )
    return [Paragraph(text=told, style="note")]


def _name(share: NationalShare, speak: Catalogue) -> str:
    return speak.text("{country}, {mission}", country=speak.country(share.country), mission=share.mission)


def _chart(shares: Sequence[NationalShare], speak: Catalogue) -> Chart:
    # Drawn by share of the cap, so that the cap is one line down the chart, whatever its number.
    scale = max(share.held / share.cap for share in shares)
    title = speak.text("Caps that keep officers out: officers held, the cap being the line")
    rows = [
        BarRow(
            label=_name(share, speak),
            notes=[
                Note(text=speak.text("{held} for a cap of {cap}", held=share.held, cap=share.cap), style="plain"),
                Note(text=speak.plural("{n} kept out", "{n} kept out", share.kept_out), style="bad"),
            ],
            segments=[
                Segment(length=share.serving / share.cap / scale, style="serving"),
                Segment(length=share.assigned / share.cap / scale, style="sent"),
            ],
            mark=1 / scale,
        )
        for share in shares
    ]
    frame = Frame(
        chart_id="chart-nations",
        title=title,
        description=speak.text("One bar a country and mission; the table after it holds the same numbers."),
        mirrored=speak.direction == "rtl",
    )
    keys = [
        Key(style="serving", text=speak.text("serving now")),
        Key(style="sent", text=speak.text("sent by this plan")),
        Key(style="mark", text=speak.text("cap")),
    ]
    return Chart(title=title, drawing=draw_rows(frame, rows), keys=keys)


def _table(figures: Figures, speak: Catalogue) -> tuple[Block, ...]:
    return long_table(
        speak,
        table_id="nations-table",
        caption=speak.text("Countries near their cap"),
        columns=[
            Column(heading=speak.text("Country")),
            Column(heading=speak.text("Mission"), kind="code"),
            Column(heading=speak.text("Serving now"), kind="number"),
            Column(heading=speak.text("Sent"), kind="number"),
            Column(heading=speak.text("Held after"), kind="number"),
            Column(heading=speak.text("Cap"), kind="number"),
            Column(heading=speak.text("Kept out"), kind="number"),
            Column(heading=speak.text("Open seats for them"), kind="number"),
        ],
        rows=[
            [
                Cell(text=speak.country(share.country)),
                Cell(text=share.mission),
                number(speak, share.serving),
                number(speak, share.assigned),
                number(speak, share.held, style="bad" if share.held > share.cap else ""),
                number(speak, share.cap),
                number(speak, share.kept_out, style="bad" if share.is_binding else "quiet"),
                number(speak, share.open_left, style="" if share.open_left else "quiet"),
            ]
            for share in figures.shares
        ],
        empty=speak.text("None: no country holds four fifths of its cap in any mission."),
        file="figures.json",
    )
