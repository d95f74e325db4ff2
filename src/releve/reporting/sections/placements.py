"""Who goes where: every seat that the plan fills, and those of them that need a second look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from releve.model import Priority
from releve.reporting.figures import Figures, Line
from releve.reporting.officers import Placement
from releve.reporting.sections.blocks import (
    ROWS_SHOWN,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Fold,
    Paragraph,
    Part,
    Section,
    long_table,
    number,
    text,
)
from releve.reporting.sections.terms import gender_cell, one_line, open_rule, remarks_cell, terms
from releve.text import Catalogue


def placements_section(figures: Figures, speak: Catalogue) -> Section:
    """Return every placement by mission, then post line, folded away where there are many."""
    line_of = {line.post_id: line for line in figures.lines}
    by_mission: defaultdict[str, list[Placement]] = defaultdict(list)
    for placement in figures.placements:
        by_mission[line_of[placement.post_id].mission].append(placement)
    missions = [row.mission for row in figures.strength if row.mission in by_mission]
    folds = [
        _mission(place, mission, by_mission[mission], line_of, is_open=len(figures.placements) <= ROWS_SHOWN, speak=speak)
        for place, mission in enumerate(missions, start=1)
    ]
    # Whoever passes the page on must know that it is no page of counts alone.
    note = speak.text("Officers are named by their ids: pass this page on only to those who may see the nominations.")
    blocks: list[Block] = [Paragraph(text=note, style="note"), *folds]
    if not folds:
        blocks = [Paragraph(text=speak.text("Nobody: the plan fills no seat."), style="empty")]
    return Section(section_id="placements", title=speak.text("Who goes where"), parts=[Part(blocks=blocks)])


def second_look_section(figures: Figures, speak: Catalogue) -> Section:
    """Return the seats that stand on something that may fall away: an open fact, a waiver, a decision."""
    line_of = {line.post_id: line for line in figures.lines}
    found = sorted((p for p in figures.placements if p.needs_a_second_look), key=lambda p: (line_of[p.post_id].priority, p.post_id))
    title = speak.text("Seats that need a second look")
    if not found:
        none = speak.text("None: no seat is held on condition, by waiver or by decision.")
        return Section(section_id="second-look", title=title, parts=[Part(blocks=[Paragraph(text=none)])])
    lead = speak.text(
        "These seats are filled, and each stands on something that may fall away: a fact not known yet, a waiver, a decision."
    )
    blocks = [Paragraph(text=lead), _counts(figures, speak), *_by_paper(found, line_of, speak), *_on_condition(found, line_of, speak)]
    return Section(section_id="second-look", title=title, parts=[Part(blocks=blocks)])


def _counts(figures: Figures, speak: Catalogue) -> Facts:
    held = figures.placements
    return Facts(
        facts=[
            Fact(name=speak.text("Held on condition"), value=speak.number(sum(bool(p.conditional) for p in held))),
            Fact(name=speak.text("Held by waiver"), value=speak.number(sum(bool(p.waived) for p in held))),
            Fact(name=speak.text("Held by decision"), value=speak.number(sum(p.pinned is not None for p in held))),
        ]
    )


def _by_paper(placements: list[Placement], line_of: Mapping[str, Line], speak: Catalogue) -> tuple[Block, ...]:
    """Return the waivers and decisions that hold seats, one row each; nothing where there are none."""
    rows = [row for placement in placements for row in _paper_rows(placement, line_of[placement.post_id], speak)]
    if not rows:
        return ()
    return long_table(
        speak,
        table_id="second-look-papers",
        caption=speak.text("Seats held by waiver or by decision"),
        columns=[
            Column(heading=speak.text("Officer"), kind="code"),
            Column(heading=speak.text("Post line"), kind="code"),
            Column(heading=speak.text("Priority"), kind="word"),
            Column(heading=speak.text("Held"), kind="word"),
            Column(heading=speak.text("Rule set aside")),
            Column(heading=speak.text("Authorized by")),
            Column(heading=speak.text("Until")),
            Column(heading=speak.text("Reason")),
        ],
        rows=rows,
        empty="",
        file="waivers.csv",
    )


def _on_condition(placements: list[Placement], line_of: Mapping[str, Line], speak: Catalogue) -> tuple[Block, ...]:
    """Return what is not known of the officers planned on condition, one row a fact; nothing where there are none."""
    rows = [
        [*_named(placement, line_of[placement.post_id], speak), Cell(text=open_rule(rule, speak))]
        for placement in placements
        for rule in placement.conditional
    ]
    if not rows:
        return ()
    return long_table(
        speak,
        table_id="second-look-conditions",
        caption=speak.text("Seats held on condition"),
        columns=[
            Column(heading=speak.text("Officer"), kind="code"),
            Column(heading=speak.text("Post line"), kind="code"),
            Column(heading=speak.text("Priority"), kind="word"),
            Column(heading=speak.text("What is missing")),
        ],
        rows=rows,
        empty="",
        file="plan.json",
    )


def _named(placement: Placement, line: Line, speak: Catalogue) -> list[Cell]:
    return [Cell(text=placement.officer_id), Cell(text=line.post_id), Cell(text=speak.word(Priority(line.priority)))]


def _paper_rows(placement: Placement, line: Line, speak: Catalogue) -> Iterator[list[Cell]]:
    """Yield one row for each waiver and decision of a placement."""
    for waived in placement.waived:
        until = Cell(text=speak.text("no end stated") if waived.expires_on is None else speak.day(waived.expires_on))
        papers = [_stated(waived.authority, speak), until, _stated(waived.reason, speak)]
        yield [*_named(placement, line, speak), Cell(text=speak.text("by waiver")), Cell(text=speak.rule_name(waived.rule)), *papers]
    if placement.pinned is not None:
        papers = [_stated(placement.pinned.decided_by, speak), Cell(text=""), _stated(placement.pinned.reason, speak)]
        yield [*_named(placement, line, speak), Cell(text=speak.text("by decision")), Cell(text=""), *papers]


def _stated(value: str | None, speak: Catalogue) -> Cell:
    return Cell(text=speak.text("not stated"), style="quiet") if value is None else Cell(text=one_line(value))


def _mission(
    place: int, mission: str, placements: list[Placement], line_of: Mapping[str, Line], *, is_open: bool, speak: Catalogue
) -> Fold:
    summary = speak.text(
        "{mission}: {officers} in {lines}",
        mission=mission,
        officers=speak.plural("{n} officer", "{n} officers", len(placements)),
        lines=speak.plural("{n} post line", "{n} post lines", len({placement.post_id for placement in placements})),
    )
    table = long_table(
        speak,
        table_id=f"placements-{place}",
        caption=speak.text("Who goes to {mission}", mission=mission),
        columns=[
            Column(heading=speak.text("Post line"), kind="code"),
            Column(heading=speak.text("Title")),
            Column(heading=speak.text("Priority"), kind="word"),
            Column(heading=speak.text("Officer"), kind="code"),
            Column(heading=speak.text("Country")),
            Column(heading=speak.text("Gender"), kind="word"),
            Column(heading=speak.text("Fit"), kind="number"),
            Column(heading=speak.text("Remarks"), kind="long"),
        ],
        rows=[_row(placement, line_of[placement.post_id], speak) for placement in placements],
        empty="",
        file="assignments.csv",
        shown=None,
    )
    return Fold(summary=summary, blocks=table, is_open=is_open)


def _row(placement: Placement, line: Line, speak: Catalogue) -> list[Cell]:
    return [
        Cell(text=line.post_id),
        text(speak, line.title),
        Cell(text=speak.word(Priority(line.priority))),
        Cell(text=placement.officer_id),
        Cell(text=speak.country(placement.country)),
        gender_cell(placement.woman, speak),
        number(speak, placement.fit),
        remarks_cell(_remarks(placement, speak)),
    ]


def _remarks(placement: Placement, speak: Catalogue) -> Iterator[str]:
    yield from terms(placement, speak)
    if placement.commitments:
        yield speak.text("in answer to {commitments:all}", commitments=placement.commitments)
