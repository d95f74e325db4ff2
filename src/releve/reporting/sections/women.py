"""Women's share against the targets, by mission and category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from releve.model import Category
from releve.reporting.charts import DotRow, Frame, Note, draw_rows
from releve.reporting.figures import Figures, ParityGroup
from releve.reporting.sections.blocks import (
    Block,
    Cell,
    Chart,
    Column,
    Fact,
    Facts,
    Key,
    Paragraph,
    Part,
    Section,
    Table,
    number,
    percentage,
)
from releve.text import Catalogue
from releve.text.marks import mark

SHORT_CATEGORIES: Final[Mapping[str, str]] = {
    Category.IPO: mark("individual officers"),
    Category.SPT: mark("team"),
    Category.P_POST_FIELD: mark("field posts"),
    Category.P_POST_HQ: mark("Headquarters posts"),
}
"""Categories in few words, for the labels of a chart on a phone."""


def women_section(figures: Figures, speak: Catalogue) -> Section:
    """Return the groups that have open seats: women now, after, and how many the target needs."""
    groups = figures.parity
    blocks: list[Block] = []
    if groups:
        lead = speak.text(
            "A target is taken of the officers serving and the open seats together, filled or not, group by group. "
            "The shares in the chart and the table, now and after, are taken of the same, and so are not those of the officers above."
        )
        blocks = [*_shares_of_officers(figures, speak), Paragraph(text=lead), _chart(groups, speak)]
    blocks.append(_table(groups, speak))
    if len(groups) > 1:
        told = speak.text(
            "Groups that exceed their target do not make up for groups that miss theirs: missing women are counted group by group."
        )
        blocks.append(Paragraph(text=told, style="note"))
    return Section(section_id="women", title=speak.text("Women against the targets"), parts=[Part(blocks=blocks)])


def _shares_of_officers(figures: Figures, speak: Catalogue) -> list[Block]:
    """Return the share of women among the officers themselves, before and after: of people, not of seats."""
    serving, after = sum(row.serving for row in figures.strength), sum(row.after for row in figures.strength)
    women = sum(row.serving_women for row in figures.strength)
    women_after = women + sum(row.assigned_women for row in figures.strength)
    shares = [
        (speak.text("Women among the officers serving now, all missions"), women, serving),
        (speak.text("Women once the plan is carried out, all missions"), women_after, after),
    ]
    facts = [
        Fact(
            name=name,
            value=speak.text("{share:percent}", share=part / whole),
            note=speak.text("{women} of {officers} officers", women=part, officers=whole),
        )
        for name, part, whole in shares
        if whole
    ]
    return [Facts(facts=facts)] if facts else []


def _name(group: ParityGroup, groups: Sequence[ParityGroup], speak: Catalogue) -> str:
    """Return the mission, and the category where the mission has several: labels stay short on a phone."""
    if sum(other.mission == group.mission for other in groups) == 1:
        return group.mission
    return speak.text("{mission}, {category}", mission=group.mission, category=speak.named(SHORT_CATEGORIES, group.category))


def _chart(groups: Sequence[ParityGroup], speak: Catalogue) -> Chart:
    title = speak.text("Share of women by mission and category, against the target")
    rows = [
        DotRow(
            label=_name(group, groups, speak),
            notes=_notes(group, speak),
            before=group.serving_women / group.base if group.serving else None,
            after=group.women_after / group.base,
            target=float(group.target) if group.target else None,
            style="short" if group.shortfall else "reached",
        )
        for group in groups
    ]
    frame = Frame(
        chart_id="chart-women",
        title=title,
        description=speak.text("One line a group, from 0 to 100 per cent; the table after it holds the same numbers."),
        mirrored=speak.direction == "rtl",
    )
    keys = [
        Key(style="before", text=speak.text("share now")),
        Key(style="reached", text=speak.text("share after, target reached")),
        Key(style="short", text=speak.text("share after, women missing")),
        Key(style="mark", text=speak.text("target")),
    ]
    return Chart(title=title, drawing=draw_rows(frame, rows), keys=keys)


def _notes(group: ParityGroup, speak: Catalogue) -> list[Note]:
    notes = [Note(text=speak.text("{share:percent}", share=group.women_after / group.base), style="plain")]
    if group.shortfall:
        notes.append(Note(text=speak.plural("{n} missing", "{n} missing", group.shortfall), style="bad"))
    return notes


def _table(groups: Sequence[ParityGroup], speak: Catalogue) -> Table:
    return Table(
        table_id="women-table",
        caption=speak.text("Women by mission and category"),
        columns=[
            Column(heading=speak.text("Mission"), kind="code"),
            Column(heading=speak.text("Category")),
            Column(heading=speak.text("Serving and open"), kind="number"),
            Column(heading=speak.text("Women serving"), kind="number"),
            Column(heading=speak.text("Share now"), kind="number"),
            Column(heading=speak.text("Women sent"), kind="number"),
            Column(heading=speak.text("Women after"), kind="number"),
            Column(heading=speak.text("Share after"), kind="number"),
            Column(heading=speak.text("Target"), kind="number"),
            Column(heading=speak.text("Women needed"), kind="number"),
            Column(heading=speak.text("Missing"), kind="number"),
        ],
        rows=[_row(group, speak) for group in groups],
        total=_total(groups, speak) if len(groups) > 1 else (),
        empty=speak.text("None: a target is set for open seats, and the folder has none."),
    )


def _row(group: ParityGroup, speak: Catalogue) -> list[Cell]:
    off = Cell(text=speak.text("switched off"), style="quiet")
    return [
        Cell(text=group.mission),
        Cell(text=speak.word(group.category)),
        number(speak, group.base),
        number(speak, group.serving_women),
        percentage(speak, group.serving_women, group.base),
        number(speak, group.assigned_women),
        number(speak, group.women_after),
        percentage(speak, group.women_after, group.base),
        Cell(text=speak.text("{share:percent}", share=group.target)) if group.target else off,
        number(speak, group.need),
        number(speak, group.shortfall, style="bad" if group.shortfall else "quiet"),
    ]


def _total(groups: Sequence[ParityGroup], speak: Catalogue) -> list[Cell]:
    base, women = sum(group.base for group in groups), sum(group.serving_women for group in groups)
    after = sum(group.women_after for group in groups)
    return [
        Cell(text=speak.text("All groups")),
        Cell(text=""),
        number(speak, base),
        number(speak, women),
        percentage(speak, women, base),
        number(speak, sum(group.assigned_women for group in groups)),
        number(speak, after),
        percentage(speak, after, base),
        Cell(text=""),
        number(speak, sum(group.need for group in groups)),
        number(speak, sum(group.shortfall for group in groups)),
    ]
