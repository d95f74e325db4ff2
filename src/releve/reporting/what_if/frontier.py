"""The trade-off on the page: fit against women missing against concentration, as a chart and as the table of its points."""

from __future__ import annotations

from collections.abc import Sequence

from releve.reporting.charts import Axis, Frame, Point, draw_points
from releve.reporting.sections.blocks import Block, Cell, Chart, Column, Key, Paragraph, Part, Section, Table, number
from releve.reporting.what_if.words import concentration_text, swept_text
from releve.scenarios import Frontier, Outcome, ParetoPoint
from releve.text import Catalogue


def frontier_section(frontier: Frontier, base: Outcome, speak: Catalogue) -> Section:
    """Return the section of the plans that no other one found beats in every respect."""
    lead = speak.text(
        "Each point is a plan that the folder's own policy allows, proven to be the best one under a tighter cap or a lower target for "
        "women. Shown are those that no other one found beats: to have more fit, fewer women missing or less concentration, something "
        "else must be given up."
    )
    blocks: list[Block] = [Paragraph(text=lead), Paragraph(text=swept_text(frontier, speak), style="note")]
    if frontier.points:
        blocks.append(_chart(frontier.points, base, speak))
    blocks.append(_table(frontier.points, base, speak))
    return Section(section_id="pareto", title=speak.text("Fit against women missing against concentration"), parts=[Part(blocks=blocks)])


def _chart(points: Sequence[ParetoPoint], base: Outcome, speak: Catalogue) -> Chart:
    fits = [point.fit for point in points]
    missing = [point.women_shortfall for point in points]
    shares = [float(point.concentration) for point in points]
    drawn = [
        Point(
            x=_place(point.fit, fits),
            # Fewer women missing is better, and stands higher.
            y=1 - _place(point.women_shortfall, missing),
            size=_place(float(point.concentration), shares),
            label=str(i),
            title=speak.text(
                "Plan {n}: fit {fit}, women missing {missing}, concentration {concentration}",
                n=i,
                fit=speak.number(point.fit),
                missing=speak.number(point.women_shortfall),
                concentration=concentration_text(point.concentration, speak),
            ),
            style="base" if point.plan == base.plan else "",
        )
        for i, point in enumerate(points, start=1)
    ]
    title = speak.text("Fit, women missing and concentration of each plan")
    frame = Frame(
        chart_id="chart-pareto",
        title=title,
        description=speak.text("One point a plan, its number inside; the table after the chart holds the same numbers."),
        mirrored=speak.direction == "rtl",
    )
    keys = [
        Key(style="point", text=speak.text("a plan; the larger, the more concentrated")),
        Key(style="base", text=speak.text("the plan of the folder")),
    ]
    across = Axis(name=speak.text("Fit of officers and posts, in points"), low=speak.number(min(fits)), high=speak.number(max(fits)))
    upright = Axis(name=speak.text("Women missing to reach the targets"), low=speak.number(max(missing)), high=speak.number(min(missing)))
    return Chart(title=title, drawing=draw_points(frame, drawn, across=across, upright=upright), keys=keys)


def _table(points: Sequence[ParetoPoint], base: Outcome, speak: Catalogue) -> Table:
    return Table(
        table_id="pareto-table",
        caption=speak.text("Plans that no other one found beats in every respect"),
        columns=[
            Column(heading=speak.text("Plan"), kind="word"),
            Column(heading=speak.text("Women missing"), kind="number"),
            Column(heading=speak.text("Concentration"), kind="number"),
            Column(heading=speak.text("Fit"), kind="number"),
            Column(heading=speak.text("Seats filled"), kind="number"),
            Column(heading=speak.text("Critical seats filled"), kind="number"),
            Column(heading=speak.text("National cap"), kind="number"),
            Column(heading=speak.text("Part of the targets asked for"), kind="number"),
        ],
        rows=[
            [
                Cell(text=speak.number(i)),
                number(speak, point.women_shortfall),
                Cell(text=concentration_text(point.concentration, speak)),
                number(speak, point.fit),
                number(speak, sum(point.filled)),
                number(speak, point.filled[0]),
                Cell(text=speak.percent(point.national_cap), style="good" if point.plan == base.plan else ""),
                Cell(text=speak.percent(float(point.target_part))),
            ]
            for i, point in enumerate(points, start=1)
        ],
        empty=speak.text("None: no plan was proven within the limit of time."),
    )


def _place(value: float, values: Sequence[float]) -> float:
    """Return where a value lies between the least and the most of all, 0..1; in the middle where they are one."""
    low, high = min(values), max(values)
    return 0.5 if low == high else (value - low) / (high - low)
